"""Canvas edits read out of orders in both languages."""

from __future__ import annotations

import pytest

from assistant.planner.understand.edits.canvas_edits import edit_op, read_edit
from assistant.planner.understand.edits.several_edits import read_edits

ADD = [
    ("add resellers to channels", "channels", "resellers"),
    ("Please add hospitals in Texas as a customer segment", "customer_segments", "hospitals in Texas"),
    ("add a hospital segment", "customer_segments", "hospital"),
    ("could you add 'quarterly webinars' under channels", "channels", "quarterly webinars"),
    ("add a new revenue stream: annual licence at $20k", "revenue_streams", "annual licence at $20k"),
    ("in key partners add NVIDIA", "key_partners", "NVIDIA"),
    ("let's add a channel called LinkedIn outreach", "channels", "LinkedIn outreach"),
    ("we also sell through app stores", "channels", "app stores"),
    ("our main channel is vet conferences, put that on the canvas", "channels", "vet conferences"),
    ("在渠道里加上代理商", "channels", "代理商"),
    ("把县级医院加到客户细分", "customer_segments", "县级医院"),
    ("增加一个客户细分：连锁药店", "customer_segments", "连锁药店"),
    ("渠道再加一条抖音直播", "channels", "抖音直播"),
    ("帮我把社群运营写进客户关系", "customer_relationships", "社群运营"),
    ("我们主要靠兽医大会获客，写到渠道里", "channels", "靠兽医大会获客"),
]
REMOVE = [
    ("remove resellers from channels", "channels", "resellers"),
    ("take app stores out of channels", "channels", "app stores"),
    ("get rid of cs-2", "", "cs-2"),
    ("We won't do trade fairs after all, take them off the channels.", "channels", "trade fairs"),
    ("删除渠道里的代理商", "channels", "代理商"),
    ("把线下地推删掉", "", "线下地推"),
    ("合作伙伴里的阿里云不要了", "key_partners", "阿里云"),
]
REPLACE = [
    ("replace resellers with direct sales in channels", "channels", "resellers", "direct sales"),
    (
        "change 'clinics' to 'imaging clinics with 2-5 radiologists'",
        "",
        "clinics",
        "imaging clinics with 2-5 radiologists",
    ),
    ("rename the segment clinics to dental clinics", "customer_segments", "clinics", "dental clinics"),
    ("change the revenue stream to usage-based pricing", "revenue_streams", "", "usage-based pricing"),
    ("instead of webinars put podcasts", "", "webinars", "podcasts"),
    ("把代理商改成直销", "", "代理商", "直销"),
    ("将客户细分中的小诊所修改为牙科诊所", "customer_segments", "小诊所", "牙科诊所"),
]
MOVE = [
    ("move AWS to key partners", "key_partners", "AWS"),
    ("move newsletter from channels to customer relationships", "customer_relationships", "newsletter"),
    ("把社群运营从渠道挪到客户关系", "customer_relationships", "社群运营"),
]


@pytest.mark.parametrize(("text", "block", "content"), ADD)
def test_add(text: str, block: str, content: str) -> None:
    edit = read_edit(text, "add")
    assert (edit.block, edit.text) == (block, content)


@pytest.mark.parametrize(("text", "block", "item"), REMOVE)
def test_remove(text: str, block: str, item: str) -> None:
    edit = read_edit(text, "remove")
    assert (edit.block, edit.item) == (block, item)


@pytest.mark.parametrize(("text", "block", "item", "new"), REPLACE)
def test_replace(text: str, block: str, item: str, new: str) -> None:
    edit = read_edit(text, "replace")
    assert (edit.block, edit.item, edit.text) == (block, item, new)


@pytest.mark.parametrize(("text", "block", "item"), MOVE)
def test_move(text: str, block: str, item: str) -> None:
    edit = read_edit(text, "move")
    assert (edit.block, edit.item) == (block, item)


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("cost structure should mention salaries", "add"),
        ("delete the second channel", "remove"),
        ("关键活动里加个每晚重新训练模型", "add"),
        ("what is a good channel?", None),
        ("how big is the market", None),
    ],
)
def test_an_order_is_known_by_its_verb_and_block(text: str, op: str | None) -> None:
    assert edit_op(text) == op


@pytest.mark.parametrize(
    ("op", "text", "expected"),
    [
        (
            "add",
            "put “CE marking” into key activities and 'notified body' into key partners",
            [("key_activities", "", "CE marking"), ("key_partners", "", "notified body")],
        ),
        (
            "add",
            "关键业务加“算法备案”，合作伙伴加“检测机构”",
            [("key_activities", "", "算法备案"), ("key_partners", "", "检测机构")],
        ),
        (
            "add",
            'add "trade press" and "alumni dinners" to channels',
            [("channels", "", "trade press"), ("channels", "", "alumni dinners")],
        ),
        ("add", "渠道加上播客和合作伙伴大会", [("channels", "", "播客和合作伙伴大会")]),
        ("add", "I've got another channel: trade podcasts", [("channels", "", "trade podcasts")]),
        ("add", "渠道再来一个行业播客", [("channels", "", "行业播客")]),
        ("add", "add a new cost: map licences", [("cost_structure", "", "map licences")]),
        ("add", "成本里加一项：地图授权费", [("cost_structure", "", "地图授权费")]),
        ("replace", "replace the second channel with podcasts", [("channels", "second", "podcasts")]),
        ("replace", "把第一个渠道换成行业播客", [("channels", "第一个", "行业播客")]),
        ("replace", "in this branch replace landlords with hotels", [("", "landlords", "hotels")]),
        ("replace", "在这个分支里把房东换成酒店", [("", "房东", "酒店")]),
    ],
)
def test_several_edits_ordinals_and_ways_of_saying_add(
    op: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(e.block, e.item, e.text) for e in read_edits(text, op)] == expected
