from __future__ import annotations

import json

import pytest

from assistant.canvas.blocks import BLOCK_IDS, find_blocks, resolve_block
from assistant.canvas.canvas import Canvas, Item, blocks_json
from assistant.canvas.edits import Change, apply_operations, label_of, parse_operation
from assistant.canvas.history import History
from assistant.errors import ToolInputError


def edit(canvas: Canvas, *operations: dict[str, str]) -> tuple[Canvas, list[Change]]:
    return apply_operations(canvas, [parse_operation(o) for o in operations])


def texts(canvas: Canvas, block: str) -> list[str]:
    return [i["text"] for i in blocks_json(canvas)[block]]


def start() -> Canvas:
    canvas, _ = edit(
        Canvas(),
        {"op": "add", "block": "channels", "text": "Cold email to clinics"},
        {"op": "add", "block": "channels", "text": "Radiology trade fairs"},
        {"op": "add", "block": "value_propositions", "text": "Reports in minutes"},
    )
    return canvas


def test_nine_blocks_have_their_public_ids() -> None:
    assert BLOCK_IDS == (
        "customer_segments", "value_propositions", "channels", "customer_relationships", "revenue_streams",
        "key_resources", "key_activities", "key_partners", "cost_structure",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("who we sell to", "customer_segments"), ("客户细分", "customer_segments"), ("目标客户", "customer_segments"),
        ("收入来源", "revenue_streams"), ("pricing", "revenue_streams"), ("how we make money", "revenue_streams"),
        ("partners", "key_partners"), ("合作伙伴", "key_partners"), ("Value Props", "value_propositions"),
        ("价值主张", "value_propositions"), ("渠道", "channels"), ("go-to-market", "channels"),
        ("customer support", "customer_relationships"), ("客户关系", "customer_relationships"),
        ("核心资源", "key_resources"),
        ("关键业务", "key_activities"), ("costs", "cost_structure"), ("成本", "cost_structure"), ("kp", "key_partners"),
    ],
)  # fmt: skip
def test_words_for_blocks(text: str, block: str) -> None:
    assert resolve_block(text) == block


def test_block_mentions_have_spans_and_prefer_long_names() -> None:
    text = "move it from customer relationships to 渠道"
    found = find_blocks(text)
    assert [(m.block, m.text) for m in found] == [
        ("customer_relationships", "customer relationships"),
        ("channels", "渠道"),
    ]
    assert all(text[m.span[0] : m.span[1]] == m.text for m in found)
    assert find_blocks("discounted") == []


def test_add_gives_ids_and_facts() -> None:
    canvas = start()
    assert canvas.find("ch-2") == ("channels", Item("ch-2", "Radiology trade fairs", "fact", "user"))


def test_replace_remove_move_keep_ids() -> None:
    canvas, changes = edit(
        start(),
        {"op": "replace", "block": "channels", "item": "trade fairs", "text": "RSNA congress"},
        {"op": "remove", "block": "channels", "item": "ch-1"},
        {"op": "move", "block": "key_activities", "item": "reports in minutes"},
    )
    assert texts(canvas, "channels") == ["RSNA congress"]
    assert canvas.find("vp-1") == ("key_activities", Item("vp-1", "Reports in minutes", "fact", "user"))
    assert [c.to_json() for c in changes][:2] == [
        {
            "op": "replace",
            "block": "channels",
            "before": "Radiology trade fairs",
            "after": "RSNA congress",
            "id": "ch-2",
        },
        {"op": "remove", "block": "channels", "before": "Cold email to clinics", "after": "", "id": "ch-1"},
    ]
    assert "RSNA congress" in label_of(changes)["zh"]


def test_ids_are_never_given_twice_even_after_undo() -> None:
    canvas, _ = edit(start(), {"op": "remove", "block": "channels", "item": "ch-2"})
    canvas, changes = edit(canvas, {"op": "add", "block": "channels", "text": "Webinars"})
    assert changes[0].id == "ch-3"
    history = History().push({"en": "a", "zh": "a"}, canvas)
    undone, _ = history.undo()
    _, changes = edit(undone.canvas, {"op": "add", "block": "channels", "text": "Other"})
    assert changes[0].id == "ch-4"


@pytest.mark.parametrize(
    ("reference", "item"),
    [("2", "ch-2"), ("second", "ch-2"), ("the last one", "ch-2"), ("第一条", "ch-1"), ("email", "ch-1")],
)
def test_items_by_position_or_words(reference: str, item: str) -> None:
    _, changes = edit(start(), {"op": "remove", "block": "channels", "item": reference})
    assert changes[0].id == item


def test_chinese_items_by_words() -> None:
    canvas, _ = edit(
        Canvas(),
        {"op": "add", "block": "渠道", "text": "抖音直播带货"},
        {"op": "add", "block": "渠道", "text": "线下地推"},
    )
    canvas, changes = edit(canvas, {"op": "remove", "block": "渠道", "item": "直播"})
    assert changes[0].before == "抖音直播带货"


def test_ambiguous_item_is_asked_back_with_choices() -> None:
    canvas, _ = edit(start(), {"op": "add", "block": "channels", "text": "Cold email to hospitals"})
    with pytest.raises(ToolInputError) as caught:
        edit(canvas, {"op": "remove", "block": "channels", "item": "cold email"})
    assert caught.value.question
    assert set(caught.value.choices) == {"ch-1", "ch-3"}


def test_nothing_found_lists_what_is_there() -> None:
    with pytest.raises(ToolInputError, match="Cold email to clinics") as caught:
        edit(start(), {"op": "remove", "block": "channels", "item": "billboards"})
    assert not caught.value.question


def test_duplicate_is_told_and_nothing_is_changed() -> None:
    with pytest.raises(ToolInputError, match="already"):
        edit(start(), {"op": "add", "block": "channels", "text": "cold email to clinics."})


@pytest.mark.parametrize(
    "operation",
    [{"op": "paint", "block": "channels"}, {"op": "add", "block": "nowhere", "text": "x"}, {"op": "add", "text": "x"},
     {"op": "add", "block": "channels"}, {"op": "move", "block": "channels"}],
)  # fmt: skip
def test_unusable_operations_are_refused(operation: dict[str, str]) -> None:
    with pytest.raises(ToolInputError):
        parse_operation(operation)


def test_replace_without_item_takes_the_only_one_or_asks() -> None:
    canvas, _ = edit(start(), {"op": "replace", "block": "value_propositions", "text": "Reports overnight"})
    assert texts(canvas, "value_propositions") == ["Reports overnight"]
    with pytest.raises(ToolInputError) as caught:
        edit(start(), {"op": "replace", "block": "channels", "text": "x"})
    assert caught.value.choices == ("ch-1", "ch-2")


def test_history_undo_redo_and_json_round_trip() -> None:
    first = start()
    second, _ = edit(first, {"op": "remove", "block": "channels", "item": "ch-1"})
    history = History().push({"en": "one", "zh": "一"}, first).push({"en": "two", "zh": "二"}, second)
    history = History.from_json(json.loads(json.dumps(history.to_json())))
    back, labels = history.undo(2)
    assert (back.canvas.count, labels) == (0, [{"en": "two", "zh": "二"}, {"en": "one", "zh": "一"}])
    forward, labels = back.redo()
    assert (forward.canvas.count, labels) == (3, [{"en": "one", "zh": "一"}])
    with pytest.raises(ToolInputError):
        forward.push({"en": "x", "zh": "x"}, first).redo()
    with pytest.raises(ToolInputError):
        History().undo()


@pytest.mark.parametrize(
    ("text", "item", "new", "after"),
    [
        ("Clinics pay $199 a month for drafts", "$199 a month", "$249 a month", "Clinics pay $249 a month for drafts"),
        ("每家诊所每月1200元，包含培训", "每月1200元", "每月1500元", "每家诊所每月1500元，包含培训"),
        ("Small dental clinics in Bavaria", "dental clinics", "vet clinics", "Small vet clinics in Bavaria"),
        ("Dentists in Bavaria", "dentists", "dentists in all of Bavaria", "dentists in all of Bavaria"),
    ],
)
def test_a_replaced_part_leaves_the_rest_of_its_item(text: str, item: str, new: str, after: str) -> None:
    canvas, _ = edit(Canvas(), {"op": "add", "block": "revenue_streams", "text": text})
    canvas, _ = edit(canvas, {"op": "replace", "item": item, "text": new})
    assert texts(canvas, "revenue_streams") == [after]


def test_everywhere_rewords_each_item_and_a_bare_place_asks_for_the_block() -> None:
    canvas, changes = edit(start(), {"op": "replace", "item": "radiology", "text": "cardiology", "everywhere": True})
    assert texts(canvas, "channels") == ["Cold email to clinics", "Cardiology trade fairs"]
    assert len(changes) == 1
    with pytest.raises(ToolInputError, match="which block"):
        edit(canvas, {"op": "remove", "item": "the second one"})


def test_of_several_edits_those_done_already_are_passed_over() -> None:
    canvas, changes = edit(
        start(),
        {"op": "add", "block": "channels", "text": "radiology trade fairs"},
        {"op": "remove", "block": "channels", "item": "ch-9"},
        {"op": "add", "block": "key_partners", "text": "Two cloud providers"},
    )
    assert [c.after for c in changes] == ["Two cloud providers"]
    with pytest.raises(ToolInputError, match="already says"):
        edit(canvas, {"op": "add", "block": "channels", "text": "radiology trade fairs"})
