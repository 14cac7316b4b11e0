"""Messages each clause of which does something to the canvas; what is told of an open point; what takes nothing off."""

from __future__ import annotations

import pytest

from assistant.canvas import Canvas, history_of
from assistant.canvas.history import History
from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.confirmed import read_confirmed
from assistant.planner.understand.edits.removal_said import may_remove
from assistant.planner.understand.edits.whole_orders import read_whole

STABLE = {
    "customer_segments": ["Riding schools", "To confirm: who decides on the tack planner (owners or grooms)"],
    "channels": ["Saddle fairs", "Feed dealers", "Riding magazines"],
    "key_partners": ["Farriers", "The vet in Lyon"],
    "revenue_streams": ["Riding schools pay 30 euros a month"],
}
KILN = {
    "customer_segments": ["陶艺工作室", "待确认：釉料管家由谁拍板（老板或店长）"],
    "channels": ["陶瓷展", "泥料经销商", "窑炉论坛"],
    "key_partners": ["窑厂", "景德镇的老师傅"],
    "revenue_streams": ["每家每月80元"],
    "cost_structure": ["服务器"],
}


def canvas_of(blocks: dict[str, list[str]]) -> Canvas:
    return History.from_json(history_of(blocks)).canvas


def made(edits: list[Edit], canvas: Canvas) -> list[tuple[str, str, str]]:
    """Edits with the texts of the items that they are of, and the block of what is added."""
    return [(e.op, found[1].text if (found := canvas.find(e.item)) else e.block, e.text) for e in edits]


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        (
            "drop the feed dealers and add tack shops to channels",
            [("remove", "Feed dealers", ""), ("add", "channels", "tack shops")],
        ),
        (
            "replace farriers with saddlers and drop the vet",
            [("replace", "Farriers", "saddlers"), ("remove", "The vet in Lyon", "")],
        ),
        ("take the riding magazines out, put Instagram in instead", [("replace", "Riding magazines", "Instagram")]),
        (
            "Feed dealers aren't a channel, our channels are tack shops and riding clubs",
            [("replace", "Feed dealers", "tack shops"), ("add", "channels", "riding clubs")],
        ),
        ("our channels are tack shops, not feed dealers", [("replace", "Feed dealers", "tack shops")]),
        ("why do channels say feed dealers? it's tack shops", [("replace", "Feed dealers", "tack shops")]),
        (
            "put saddlers in partners? no wait, leave it out, but add pony clubs",
            [("add", "key_partners", "pony clubs")],
        ),
        (
            "channels should be tack shops, riding clubs and horse shows",
            [
                ("remove", "Feed dealers", ""),
                ("remove", "Riding magazines", ""),
                ("replace", "Saddle fairs", "tack shops"),
                ("add", "channels", "riding clubs"),
                ("add", "channels", "horse shows"),
            ],
        ),
        ("we team up with saddlers. Put them under partners.", [("add", "key_partners", "saddlers")]),
        (
            "and we cater to pony clubs and stud farms, add that to the customer segments",
            [("add", "customer_segments", "pony clubs"), ("add", "customer_segments", "stud farms")],
        ),
        (
            "That revenue line is wrong, it should say: Schools pay 25 euros a month, two months free",
            [("replace", "Riding schools pay 30 euros a month", "Schools pay 25 euros a month, two months free")],
        ),
        (
            "split the customers, one side is riding schools and the other is private owners",
            [
                ("add", "customer_segments", "private owners"),
            ],
        ),
        (
            "add pony clubs to customer segments and put the stable owner down as decision maker",
            [
                ("add", "customer_segments", "pony clubs"),
                (
                    "replace",
                    "To confirm: who decides on the tack planner (owners or grooms)",
                    "Decided by the stable owner",
                ),
            ],
        ),
        # Left to others: one plain order, a remark, an order beside a question.
        ("drop the feed dealers", []),
        ("our customers don't use magazines", []),
        ("the feed dealers never call back", []),
        ("remove the feed dealers. what does churn mean?", []),
    ],
)
def test_every_clause_of_a_message_is_done(text: str, edits: list[tuple[str, str, str]]) -> None:
    canvas = canvas_of(STABLE)
    assert made(read_whole(text, canvas), canvas) == edits


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("把泥料经销商去掉，换成小红书和抖音", [("replace", "泥料经销商", "小红书"), ("add", "channels", "抖音")]),
        ("窑厂改成釉料厂，老师傅那条删掉", [("replace", "窑厂", "釉料厂"), ("remove", "景德镇的老师傅", "")]),
        ("伙伴里窑厂换成釉料厂，成本里把服务器删掉", [("replace", "窑厂", "釉料厂"), ("remove", "服务器", "")]),
        ("渠道第一条改成小红书，第二条删掉", [("replace", "陶瓷展", "小红书"), ("remove", "泥料经销商", "")]),
        (
            "泥料经销商不算渠道，渠道是小红书和视频号",
            [("replace", "泥料经销商", "小红书"), ("add", "channels", "视频号")],
        ),
        ("渠道里怎么有泥料经销商，我们走的是小红书", [("replace", "泥料经销商", "小红书")]),
        ("渠道应该是小红书和抖音，不是论坛", [("replace", "窑炉论坛", "小红书"), ("add", "channels", "抖音")]),
        (
            "渠道主要是小红书、抖音和窑友群",
            [("add", "channels", "小红书"), ("add", "channels", "抖音"), ("add", "channels", "窑友群")],
        ),
        (
            "把客户细分拆成两块，一块是陶艺工作室，另一块是美术学校",
            [("add", "customer_segments", "美术学校")],
        ),
        (
            "客户细分改成：美术学校；做亲子活动的商场",
            [("replace", "陶艺工作室", "美术学校"), ("add", "customer_segments", "做亲子活动的商场")],
        ),
        ("我们跟釉料厂合作，加到重要伙伴里", [("add", "key_partners", "釉料厂")]),
        ("收入来源那条不对，应该写每家每月90元，年付打八折", [("replace", "每家每月80元", "每家每月90元，年付打八折")]),
        (
            "客户细分再加上美术学校，拍板人是店长",
            [
                ("add", "customer_segments", "美术学校"),
                ("replace", "待确认：釉料管家由谁拍板（老板或店长）", "由店长拍板"),
            ],
        ),
        ("泥料经销商总是不理我们", []),
        ("陶瓷展太贵了，有什么办法", []),
        ("渠道就是小红书", []),
    ],
)
def test_every_clause_of_a_chinese_message_is_done(text: str, edits: list[tuple[str, str, str]]) -> None:
    canvas = canvas_of(KILN)
    assert made(read_whole(text, canvas), canvas) == edits


@pytest.mark.parametrize(
    ("blocks", "text", "item"),
    [
        (STABLE, "the grooms decide, the owner only pays", "the grooms decide, the owner only pays"),
        (
            STABLE,
            "Who decides? The owner, after asking the head groom.",
            "Decided by The owner, after asking the head groom",
        ),
        (KILN, "谁拍板？老板娘说了算，采购去比价", "老板娘说了算，采购去比价"),
        (KILN, "店长推，老板定，一般要比两三家", "店长推，老板定，一般要比两三家"),
        (STABLE, "why does it say the grooms decide?", None),
        (STABLE, "we decide next week", None),
        (KILN, "价格还没定", None),
    ],
)
def test_who_decides_takes_the_place_of_the_open_point(
    blocks: dict[str, list[str]], text: str, item: str | None
) -> None:
    canvas = canvas_of(blocks)
    assert [edit.text for edit in read_confirmed(text, canvas)] == ([item] if item else [])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the grooms are staff, they don't pay anything", "en", False),
        ("how do we stop the riding schools from leaving?", "en", False),
        ("there is no saddle in our product", "en", False),
        ("riding schools cancel when the winter comes", "en", False),
        ("we stopped going to saddle fairs", "en", True),
        ("can you take the saddle fairs off?", "en", True),
        ("the feed dealers have to go", "en", True),
        ("no saddle fairs", "en", True),
        ("陶艺工作室用完就跑了，怎么留住他们", "zh", False),
        ("泥料经销商从来不付钱给我们", "zh", False),
        ("陶瓷展不做了", "zh", True),
        ("窑炉论坛去掉吧", "zh", True),
        ("泥料经销商不要了", "zh", True),
    ],
)
def test_only_words_that_say_so_take_something_off(text: str, language: str, expected: bool) -> None:
    blocks = STABLE if language == "en" else KILN
    assert may_remove(text, Context(text, language, canvas=history_of(blocks))) is expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("the grooms are staff, they don't pay anything", "en"), ("泥料经销商从来不付钱给我们", "zh")],
)
def test_a_complaint_changes_no_line(text: str, language: str, brain: Brain) -> None:
    canvas = history_of(STABLE if language == "en" else KILN)
    assert "edit_canvas" not in [call.name for call in brain.plan(Context(text, language, canvas=canvas)).calls]


@pytest.mark.parametrize(
    ("text", "language"),
    [("undo that, partners now says riding clubs", "en"), ("撤销，渠道那里写得不对了", "zh")],
)
def test_a_reason_beside_an_undo_orders_nothing(text: str, language: str, brain: Brain) -> None:
    canvas = history_of(STABLE if language == "en" else KILN)
    assert [call.name for call in brain.plan(Context(text, language, canvas=canvas)).calls] == ["undo_canvas"]
