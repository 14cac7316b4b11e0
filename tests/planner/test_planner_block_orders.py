"""Orders that name their block first, point at other words, mend a slip at once, or take back one of several edits."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import Canvas, History
from assistant.planner.context import Context
from assistant.planner.plans.edits import plan_edit
from assistant.planner.understand.edits.block_led import read_block_led
from assistant.planner.understand.edits.item_lists import listed
from assistant.planner.understand.edits.one_of_several import taken_back
from assistant.planner.understand.edits.order_proper import proper, slip
from assistant.planner.understand.edits.writable import writable
from assistant.planner.understand.version_talk import read_version_talk

CANVAS = {
    "customer_segments": ["Beekeepers in Kent", "高校食堂"],
    "channels": ["Honey fairs", "校园公众号"],
    "revenue_streams": ["年卡520元"],
    "key_partners": ["Oast House Museum", "东湖冷库"],
    "cost_structure": ["Jars"],
}


def _context(text: str, **more: Any) -> Context:
    canvas = Canvas()
    for block, texts in CANVAS.items():
        for words in texts:
            canvas, _ = canvas.add(block, words, "fact", "user")  # type: ignore[arg-type]
    state = History().push({"en": "start", "zh": "开始"}, canvas).to_json()
    return Context(text, "en" if text.isascii() else "zh", canvas=state, tools=frozenset({"edit_canvas"}), **more)


def _operations(text: str, op: str, **more: Any) -> list[dict[str, Any]]:
    calls = [call for call in plan_edit(text, op, _context(text, **more)).calls if call.name == "edit_canvas"]
    return list(calls[0].args["operations"]) if calls else []


@pytest.mark.parametrize(
    ("text", "additions"),
    [
        ("Costs: wax and jars. Partner: the county show.", [("co", "wax and jars"), ("kp", "county show")]),
        (
            "Channels: Etsy, honey fairs and a stall in Deal",
            [("ch", "Etsy"), ("ch", "honey fairs"), ("ch", "stall in Deal")],
        ),
        ("under partners please put a cooper and a printer", [("kp", "cooper"), ("kp", "printer")]),
        ("渠道补「校园广播」，合作伙伴补「后勤集团」", [("ch", "校园广播"), ("kp", "后勤集团")]),
        ("成本里写上冷柜和电费，另外还有清洗费", [("co", "冷柜"), ("co", "电费"), ("co", "清洗费")]),
        ("资源想到两个：冷链车队；检测实验室。都写上", [("kr", "冷链车队"), ("kr", "检测实验室")]),
        ("partners 那栏加上 ISO 认证机构，没有就补", [("kp", "ISO 认证机构")]),
        ("收入来源加单次券12元", [("rs", "单次券12元")]),
        ("成本增加20%", []),
        ("渠道写什么好", []),
        ("costs: remove the jars", []),
        ("客户加盟费", []),
    ],
)
def test_additions_that_name_their_block_first(text: str, additions: list[tuple[str, str]]) -> None:
    prefixes = {
        "ch": "channels",
        "kp": "key_partners",
        "co": "cost_structure",
        "kr": "key_resources",
        "rs": "revenue_streams",
    }
    read = [(edit.block, edit.text) for edit in read_block_led(text).edits]
    assert read == [(prefixes[prefix], words) for prefix, words in additions]


@pytest.mark.parametrize(
    ("words", "block", "items"),
    [
        ("Lark Hill Farm and Dell Farm", "key_partners", ["Lark Hill Farm", "Dell Farm"]),
        ("schools and nurseries", "customer_segments", ["schools", "nurseries"]),
        ("bed and breakfast owners", "customer_segments", ["bed and breakfast owners"]),
        ("fast and friendly help", "value_propositions", ["fast and friendly help"]),
        ("退休的校长和护士", "customer_segments", ["退休的校长和护士"]),
        ("青岛、烟台的渔民", "customer_segments", ["青岛、烟台的渔民"]),
        ("渔民和码头工人", "customer_segments", ["渔民", "码头工人"]),
    ],
)
def test_words_that_list_several_items(words: str, block: str, items: list[str]) -> None:
    assert listed(words, block, commas=True) == items


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it", False),
        ("the same", False),
        ("一样的", False),
        ("the pots I mentioned", False),
        ("它也算渠道", False),
        ("something cheap", False),
        ("报", False),
        ("to-go jars", True),
        ("需要补货的便利店", True),
        ("12 hives", True),
        ("5G", True),
    ],
)
def test_what_can_stand_on_a_canvas(words: str, expected: bool) -> None:
    assert writable(words) is expected


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("drop the fairs I just added", "drop the fairs"),
        ("take the jars out, but leave the model as it is", "take the jars out"),
        ("delete the jars from the canvas", "delete the jars"),
        ("刚加的冷库去掉，别的不动", "冷库去掉"),
        ("把刚写的删掉", "把那条删掉"),
        ("只留年卡，别的不要", "只留年卡，别的不要"),
    ],
)
def test_the_order_without_what_is_said_beside_it(text: str, order: str) -> None:
    assert proper(text) == order


@pytest.mark.parametrize(
    ("text", "op", "operations"),
    [
        ("add a wax dealer to partners, no wait, a cooper", "add", [("add", "key_partners", "", "cooper")]),
        ("put Etsy under channels - sorry, under partners", "add", [("add", "key_partners", "", "Etsy")]),
        ("伙伴加个西湖冷库，不对，应该是南湖冷库", "add", [("add", "key_partners", "", "南湖冷库")]),
        ("Bakers too, next to the beekeepers", "add", [("add", "customer_segments", "", "Bakers")]),
        ("Museums love our tours, put them under customers", "add", [("add", "customer_segments", "", "Museums")]),
        ("渔民其实更舍得花钱，客户细分也要有他们", "add", [("add", "customer_segments", "", "渔民")]),
        ("museum is out, they closed. The priory instead", "replace", [("replace", "", "kp-1", "priory")]),
        ("我想改年卡价格", "replace", [("replace", "", "rs-1", "")]),
    ],
)
def test_what_an_order_means(text: str, op: str, operations: list[tuple[str, str, str, str]]) -> None:
    fields = ("op", "block", "item", "text")
    assert [tuple(o.get(f, "") for f in fields) for o in _operations(text, op)] == operations


def test_the_same_goes_to_another_block_as_well() -> None:
    changes = [{"op": "add", "block": "key_partners", "id": "kp-2", "before": "", "after": "东湖冷库"}]
    seen = {"edit_canvas": {"data": {"changes": changes}}}
    focus = {"in_view": "edit", "in_view_now": True, "edit": "add"}
    for text in ("它也算资源，同样加到资源里", "add the same under resources"):
        operations = _operations(text, "add", seen=seen, focus=focus)
        assert operations == [{"op": "add", "block": "key_resources", "text": "东湖冷库"}]


@pytest.mark.parametrize(
    ("text", "op", "words"),
    [
        ("take back the second one", "replace", "Jars"),
        ("第1件撤掉", "remove", "ch-2"),
    ],
)
def test_one_of_several_edits_is_taken_back(text: str, op: str, words: str) -> None:
    changes = [
        {"op": "add", "block": "channels", "id": "ch-2", "before": "", "after": "校园公众号"},
        {"op": "replace", "block": "cost_structure", "id": "co-1", "before": "Jars", "after": "Lids"},
    ]
    context = _context(text, seen={"edit_canvas": {"data": {"changes": changes}}}, focus={"in_view_now": True})
    assert [(e.op, e.text or e.item) for e in taken_back(text, context)] == [(op, words)]


def test_a_slip_follows_an_order() -> None:
    assert slip("replace the fairs with markets, actually make that auctions") == (
        "replace the fairs with markets",
        "auctions",
    )
    assert slip("sorry, make that Dover not Deal") is None


@pytest.mark.parametrize(
    ("text", "action", "name"),
    [
        ("存个版本,名字叫春季稿", "save", "春季稿"),
        ("还是回到春季稿那一版吧", "restore", "春季稿"),
        ("跟春季稿比,我都改了哪些", "diff", "春季稿"),
    ],
)
def test_versions_by_the_names_that_were_given(text: str, action: str, name: str) -> None:
    talk = read_version_talk(text, ["春季稿"])
    assert talk is not None
    assert (talk.action, talk.name) == (action, name)
