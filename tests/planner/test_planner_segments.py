"""Talk about uploaded tables and their segments, read into tool calls."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from planner.conftest import View

from assistant.planner.context import Context
from assistant.planner.plans.segments import plan_segments
from assistant.planner.plans.tables_in import plan_describe

FILES = [{"name": "customers.csv", "path": "a"}, {"name": "new_rows.csv", "path": "b"}]
FOUND = {"segment_customers": {"data": {"canvas_items": [{"en": "Big", "zh": "大户"}], "columns": []}}}


def context(**more: Any) -> Context:
    return replace(Context("", "en", files=FILES), **more)


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("what's in this file?", {}),
        ("describe customers.csv", {"file": "customers.csv"}),
        ("amount is in yuan", {"currency": {"amount": "CNY"}}),
        ("treat zip as text", {"kinds": {"zip": "text"}}),
        ("the code column is a category", {"kinds": {"code": "category"}}),
        ("leave out id and email please", {"ignore": ["id", "email"]}),
        ("the amounts are in euros, and zip is text", {"currency": {"amounts": "EUR"}, "kinds": {"zip": "text"}}),
        ("忽略id列", {"ignore": ["id"]}),
        ("消费金额的单位是元", {"currency": {"消费金额": "CNY"}}),
        ("把等级当作类别", {"kinds": {"等级": "category"}}),
        ("不要用手机号和姓名", {"ignore": ["手机号", "姓名"]}),
    ],
)
def test_tables_are_described_and_corrected(text: str, args: dict[str, Any], view: View) -> None:
    (call,) = plan_describe(text, context(), view()).calls
    assert (call.name, call.args) == ("describe_table", args)


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("segment our customers", {}),
        ("segment customers.csv by recency and spend", {"file": "customers.csv", "columns": ["recency", "spend"]}),
        ("split our customers into 4 groups", {"segments": 4}),
        ("divide into three segments by tenure", {"segments": 3, "columns": ["tenure"]}),
        ("group these users by behaviour", {}),
        ("show spend per segment", {"value": "spend"}),
        ("segment without region", {"without": ["region"]}),
        ("把客户分成4类", {"segments": 4}),
        ("按消费金额和频次分群", {"columns": ["消费金额", "频次"]}),
        ("根据消费行为划分用户", {}),
        ("每个群的消费额是多少", {"value": "消费额"}),
        ("不看地区再分一次", {"without": ["地区"]}),
    ],
)
def test_what_is_asked_of_the_segments(text: str, args: dict[str, Any], view: View) -> None:
    (call,) = plan_segments(text, context(), view()).calls
    assert (call.name, call.args) == ("segment_customers", args)


@pytest.mark.parametrize("text", ["put these into the canvas", "把这些放到画布上", "push the segments to the canvas"])
def test_segments_go_to_the_canvas(text: str, view: View) -> None:
    (call,) = plan_segments(text, context(seen=FOUND), view()).calls
    assert call.args == {"operations": [{"op": "add", "block": "customer_segments", "text": "Big"}]}


def test_follow_ups_keep_what_was_asked(view: View) -> None:
    before = context(seen=FOUND, focus={"segments": {"file": "customers.csv", "columns": ["spend"]}})
    (call,) = plan_segments("try 5 segments", before, view()).calls
    assert call.args == {"file": "customers.csv", "columns": ["spend"], "segments": 5}
    (call,) = plan_segments("assign the rows of new_rows.csv to these segments", before, view()).calls
    assert call.args == {"file": "new_rows.csv", "use_saved": True}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("put the best one on the canvas", [1]),
        ("把最值钱的那类放进画布", [1]),
        ("add the most valuable segment to the canvas", [1]),
        ("put the largest one on the canvas", [0]),
        ("把第三类放进画布", [2]),
        ("put Big spenders on the canvas", [1]),
        ("put them on the canvas", [0, 1, 2]),
        ("把这些分群放进画布", [0, 1, 2]),
    ],
)
def test_only_the_segments_meant_go_into_the_canvas(text: str, places: list[int], view: View) -> None:
    names = ("Quiet", "Big spenders", "New")
    worth = ((90, 10.0), (30, 70.0), (20, 5.0))
    segments = [
        {"name": {"en": n, "zh": n}, "size": size, "value": {"mean": mean}}
        for n, (size, mean) in zip(names, worth, strict=True)
    ]
    items = [{"en": n, "zh": n} for n in names]
    seen = {"segment_customers": {"data": {"canvas_items": items, "segments": segments, "columns": []}}}
    (call,) = plan_segments(text, context(seen=seen), view()).calls
    assert [o["text"] for o in call.args["operations"]] == [names[p] for p in places]
