"""Edits in anybody's words: read by what the canvas holds and by what marked messages taught."""

from __future__ import annotations

import pytest

from assistant.canvas import Canvas, History
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.learned.encoders import share_encoder, shared_encoder
from assistant.learned.linear import read_facts
from assistant.learned.marks import marks_hash
from assistant.planner.context import Context
from assistant.planner.edit_spans.reader import NAME, PARAMETERS, load_edit_reader
from assistant.planner.edit_spans.train import MARKED
from assistant.planner.plans.edits import edits_of
from assistant.planner.understand.edits.item_orders import read_orders

HELD = {
    "en": {
        "channels": ("Open days at the quarry", "Regional radio", "Flyers"),
        "key_partners": ("Slate cutters' guild", "Quarry museum"),
        "revenue_streams": ("Roof survey at 140 euros",),
        "key_resources": ("Crane hire",),
    },
    "zh": {
        "channels": ("采石场开放日", "地方电台", "传单"),
        "key_partners": ("石匠协会", "矿业博物馆"),
        "revenue_streams": ("屋顶勘测140元",),
        "key_resources": ("吊车租赁",),
    },
}


def _canvas(language: str) -> Canvas:
    added = [{"op": "add", "block": b, "text": t} for b, texts in HELD[language].items() for t in texts]
    return apply_operations(Canvas(), [parse_operation(op) for op in added])[0]


def _after(text: str, op: str, language: str) -> tuple[set[str], set[str]]:
    """What the edits of a message take from the canvas and what they put there."""
    canvas = _canvas(language)
    history = History().push({"en": "told", "zh": "告知"}, canvas)
    edits = edits_of(text, op, Context(text, language, canvas=history.to_json()))
    after, _ = apply_operations(canvas, [parse_operation(edit.to_json()) for edit in edits])
    before, now = ({f"{b}: {i.text}" for b, i in c.all_items()} for c in (canvas, after))
    return before - now, now - before


@pytest.mark.parametrize(
    ("text", "language", "gone"),
    [
        ("the regional radio never brought a soul, chuck it", "en", {"channels: Regional radio"}),
        ("crane hire? we own one since June, take that out", "en", {"key_resources: Crane hire"}),
        ("museum folks can go too", "en", {"key_partners: Quarry museum"}),
        ("bin flyers and regional radio, nobody cares", "en", {"channels: Flyers", "channels: Regional radio"}),
        (
            "radio and museum people both go, from channels and from partners",
            "en",
            {"channels: Regional radio", "key_partners: Quarry museum"},
        ),
        ("地方电台一年没播过我们了，撤了吧", "zh", {"channels: 地方电台"}),
        ("吊车租赁？我们自己买了一台，清掉", "zh", {"key_resources: 吊车租赁"}),
        ("博物馆那边也散了，别留着", "zh", {"key_partners: 矿业博物馆"}),
    ],
)
def test_an_item_is_found_by_its_words_wherever_they_stand(text: str, language: str, gone: set[str]) -> None:
    assert _after(text, "remove", language) == (gone, set())


@pytest.mark.parametrize(
    ("text", "language", "gone", "came"),
    [
        ("crane hire isn't a resource, that's a cost, shift it", "en", "Crane hire", "cost_structure: Crane hire"),
        ("吊车租赁不是资源，其实是成本，挪一挪", "zh", "吊车租赁", "cost_structure: 吊车租赁"),
    ],
)
def test_an_item_moves_to_the_block_it_is_not_in(text: str, language: str, gone: str, came: str) -> None:
    assert _after(text, "move", language) == ({f"key_resources: {gone}"}, {came})


@pytest.mark.parametrize(
    ("text", "language", "block", "wanted"),
    [
        ("Channels is missing the stand at the masons' fair", "en", "channels", "stand at the masons' fair"),
        ("add Bryn Haulage under partners, they do all our lorries", "en", "key_partners", "Bryn Haulage"),
        ("合作伙伴里还少一家运输公司，补一下", "zh", "key_partners", "运输公司"),
    ],
)
def test_only_the_item_goes_onto_the_canvas(text: str, language: str, block: str, wanted: str) -> None:
    gone, came = _after(text, "add", language)
    assert not gone
    (added,) = came
    assert added.startswith(f"{block}: ")
    assert wanted in added
    assert len(added) <= len(f"{block}: ") + len(wanted) + 2


@pytest.mark.parametrize(
    ("text", "language", "gone", "came"),
    [
        ("the roof survey is 165 euros, not 140, fix it on the canvas", "en", "at 140 euros", "at 165 euros"),
        ("屋顶勘测是165元，不是140元，改下", "zh", "140元", "165元"),
    ],
)
def test_an_amount_is_mended_in_the_item_that_states_it(text: str, language: str, gone: str, came: str) -> None:
    (before,), (after,) = _after(text, "replace", language)
    assert before.endswith(gone)
    assert after == before.replace(gone, came)


@pytest.mark.parametrize(
    ("text", "language", "gone"),
    [
        ("Crane hire can go too", "en", {"key_resources: Crane hire"}),
        ("Flyers? we print none any more, so take that out", "en", {"channels: Flyers"}),
        ("kill the second channel", "en", {"channels: Regional radio"}),
        ("传单也撤了吧", "zh", {"channels: 传单"}),
        ("吊车租赁？现在用自己的，去掉吧", "zh", {"key_resources: 吊车租赁"}),
    ],
)
def test_what_is_let_go_is_an_order_by_itself(text: str, language: str, gone: set[str]) -> None:
    edits = read_orders(text, _canvas(language))
    after, _ = apply_operations(_canvas(language), [parse_operation(edit.to_json()) for edit in edits])
    kept = {f"{b}: {i.text}" for b, i in after.all_items()}
    assert {f"{b}: {i.text}" for b, i in _canvas(language).all_items()} - kept == gone


@pytest.mark.parametrize(
    "text", ["can crane hire go?", "customers go through flyers first", "吊车租赁可以换成自有吊车"]
)
def test_an_item_that_is_only_mentioned_stays(text: str) -> None:
    canvas = _canvas("en" if text.isascii() else "zh")
    assert not [edit for edit in read_orders(text, canvas) if edit.op == "remove"]


@pytest.mark.parametrize(
    ("text", "language", "gone"),
    [
        ("the middle one in channels doesn't exist, chuck it", "en", {"channels: Regional radio"}),
        ("number three in channels never worked, out", "en", {"channels: Flyers"}),
        ("channel number two is dead, delete it", "en", {"channels: Regional radio"}),
        ("lose the penultimate channel", "en", {"channels: Regional radio"}),
        ("渠道倒数第三个没用，拿走", "zh", {"channels: 采石场开放日"}),
        ("合作伙伴最末那个散了，清一下", "zh", {"key_partners: 矿业博物馆"}),
        ("渠道里第一条和第三条都删", "zh", {"channels: 采石场开放日", "channels: 传单"}),
        ("渠道后两条都是废话，全删", "zh", {"channels: 地方电台", "channels: 传单"}),
        ("把渠道中间那条去了", "zh", {"channels: 地方电台"}),
    ],
)
def test_an_item_is_found_by_its_place_whatever_the_verb(text: str, language: str, gone: set[str]) -> None:
    assert _after(text, "remove", language) == (gone, set())


@pytest.mark.parametrize(
    ("text", "language"),
    [("and the last channel as well", "en"), ("flyers too", "en"), ("传单也一样", "zh"), ("渠道第一条也不要", "zh")],
)
def test_what_was_done_goes_for_one_more(text: str, language: str) -> None:
    assert len(_after(text, "remove", language)[0]) == 1


@pytest.mark.parametrize("name", [NAME, "encoder_en"])
def test_the_stored_parameters_were_learnt_from_the_marked_messages(name: str) -> None:
    assert read_facts(PARAMETERS, name)["data"] == marks_hash(MARKED)


def test_without_its_encoder_a_message_is_read_by_names_of_features() -> None:
    encoder = shared_encoder()
    try:
        share_encoder(None)
        assert load_edit_reader().read("add Bryn Haulage under partners, they do all our lorries", "add").new == (
            "Bryn Haulage",
        )
    finally:
        share_encoder(encoder)


@pytest.mark.parametrize(("text", "item"), [("添加一位兼职会计", "一位兼职会计"), ("添加兼职会计", "兼职会计")])
def test_an_item_never_ends_within_a_chinese_word(text: str, item: str) -> None:
    assert load_edit_reader().read(text, "add").new == (item,)
