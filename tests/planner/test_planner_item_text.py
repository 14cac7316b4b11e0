"""How items read once an edit is carried out, and where an item goes that stands nowhere yet."""

from __future__ import annotations

import pytest

from assistant.canvas import Canvas
from assistant.planner.plans.edit_answers import names_block_alone
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.item_text import worded
from assistant.planner.understand.edits.read_spans import sent_anew

NONE = Canvas()


@pytest.mark.parametrize(
    ("message", "read", "meant"),
    [
        ('so write "night shifts" under our activities', "so write “night shifts”", "night shifts"),
        ("好的，那就在渠道里加一条“村口海报”", "好的,那就加一条“村口海报”", "村口海报"),
        ("kiln builders are a partner", "kiln builders are", "kiln builders"),
        ("two looms + a dye vat → key resources", "two looms + a dye vat →", "two looms + a dye vat"),
        ("we've hired a bookkeeper, resources", "hired a bookkeeper", "a bookkeeper"),
        ("木料商同时也是伙伴", "木料商同时", "木料商"),
        ("leased vans, they are cheaper", "leased vans, they are cheaper", "leased vans"),
        ("合租的白领，他们周末才来", "合租的白领,他们周末才来", "合租的白领"),
        ("“夜市摊”那条改成“早市摊”，更准确", "早市摊”,更准确", "早市摊"),
        ("barley, oats and rye", "barley, oats and rye", "barley, oats and rye"),
    ],
)
def test_an_item_reads_as_it_was_meant(message: str, read: str, meant: str) -> None:
    text = message.replace("，", ",")
    assert worded([Edit("add", "key_resources", "", read)], text, NONE) == [Edit("add", "key_resources", "", meant)]


@pytest.mark.parametrize(
    ("message", "item"),
    [
        ("take the lathe off, it broke", "lathe"),
        ('strike "guided tours" from it, nobody books them', "guided tours"),
        ("and out with the kiosk, we lost the permit", "kiosk"),
        ("图上把夜市去了，摊位费太贵", "夜市"),
        ("ok. the brewers said no. strike them", "the brewers said no"),
        ("渠道那块去掉夜校传单，没人发", "夜校传单"),
        ("“老年大学”那条请去掉，他们换人了", "老年大学"),
    ],
)
def test_what_is_to_go_and_stands_nowhere_is_named_without_its_order(message: str, item: str) -> None:
    text = message.replace("，", ",")
    assert worded([Edit("remove", "", text, "")], text, NONE) == [Edit("remove", "", item, "")]


@pytest.mark.parametrize(
    ("text", "item", "new"),
    [
        ("but call it market days", "it", "market days"),
        ("our canvas should say three bakers now instead of two bakers", "two bakers", "three bakers"),
        ("the workshop became a repair cafe", "workshop", "a repair cafe"),
        ("学徒现在是正式员工", "学徒", "正式员工"),
    ],
)
def test_what_an_item_has_become(text: str, item: str, new: str) -> None:
    assert worded([Edit("replace", "", text, "")], text, NONE) == [Edit("replace", "", item, new)]


def test_a_number_alone_is_no_item() -> None:
    assert worded([Edit("replace", "", "price is 79 now", "")], "price is 79 now", NONE)[0].text == ""


def test_one_item_off_and_another_in_its_place_is_a_replacement() -> None:
    text = 'take the pony rides off and write "petting zoo" there'
    assert worded([Edit("remove", "", text, "")], text, NONE) == [Edit("replace", "", "pony rides", "petting zoo")]


@pytest.mark.parametrize(
    ("text", "block", "item"),
    [
        ("the smithy shouldn't be under partners, it's a resource", "key_resources", "smithy"),
        ("\"hay bales\" aren't a channel, that's a cost", "cost_structure", "hay bales"),
        ("put the notary under partners, not channels", "key_partners", "notary"),
        ("请把采购商列入客户，不要列在伙伴里", "customer_segments", "采购商"),
        ("磨坊不该放在渠道里，应该是伙伴", "key_partners", "磨坊"),
    ],
)
def test_what_stands_nowhere_goes_to_the_block_that_is_not_denied(text: str, block: str, item: str) -> None:
    assert sent_anew(text) == [Edit("add", block, "", item)]


@pytest.mark.parametrize(
    ("text", "alone"),
    [("under channels, please", True), ("放渠道吧", True), ("a notary as a partner", False), ("公证处是伙伴", False)],
)
def test_an_answer_that_names_a_block_and_nothing_else(text: str, alone: bool) -> None:
    assert names_block_alone(text) is alone
