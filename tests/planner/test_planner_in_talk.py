"""Edits that the talk settles: what is in view, wanted back, let go of in a clause, given a new amount."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.canvas import Canvas, History
from assistant.canvas.edits import apply_operations, label_of, parse_operation
from assistant.planner.context import Context
from assistant.planner.plans.canvas import draft_plan
from assistant.planner.plans.edit_answers import answer_edit
from assistant.planner.plans.edits import edits_of
from assistant.planner.plans.telling import read_brief
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.in_talk import read_in_talk, read_last_item
from assistant.planner.understand.edits.in_view import pointed, spelled_out
from assistant.planner.understand.edits.parts import parts_only
from assistant.planner.understand.edits.steps_back import first_state
from assistant.planner.understand.splitting import split_requests

CANVAS = {
    "customer_segments": ["Allotment gardeners in Ghent", "Garden centres with a café"],
    "value_propositions": ["Frost warning two hours ahead", "错发率低于千分之二"],
    "channels": ["Stand at the spring market", "小区业主群", "Radio spots at breakfast"],
    "revenue_streams": ["Season pass at €48", "每亩12元看护费"],
    "key_partners": ["顺风物流", "Seed bank of the university"],
    "cost_structure": ["Sensor batteries"],
}


def _canvas() -> Canvas:
    canvas = Canvas()
    for block, texts in CANVAS.items():
        for text in texts:
            canvas, _ = canvas.add(block, text, "fact", "user")  # type: ignore[arg-type]
    return canvas


def _context(text: str, language: str = "en", **more: object) -> Context:
    history = History().push({"en": "start", "zh": "开始"}, _canvas())
    return Context(text, language, canvas=history.to_json(), tools=frozenset({"edit_canvas"}), **more)  # type: ignore[arg-type]


def _after(context: Context, op: str) -> Canvas:
    canvas = History.from_json(context.canvas).canvas
    edits = pointed(edits_of(context.text, op, context), context)
    return apply_operations(canvas, [parse_operation(edit.to_json()) for edit in edits])[0]


def _texts(canvas: Canvas) -> set[str]:
    return {item.text for _, item in canvas.all_items()}


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("the season pass is €55 now, not €48", "Season pass at €48", "Season pass at €55"),
        ("十二块一亩降到九块五吧，对面抢得凶", "每亩12元看护费", "每亩9.5元看护费"),
        ("价值主张里千分之二夸大了，改千分之五", "错发率低于千分之二", "错发率低于千分之五"),
        ("the radio spots one should read: Podcast ads", "Radio spots at breakfast", "Podcast ads"),
        ("顺风物流涨价了，换成圆通", "顺风物流", "圆通"),
        ("drop 'Sensor batteries' then and write 'Solar cells' instead", "Sensor batteries", "Solar cells"),
        ("行，那就这样，小区业主群换成抖音同城", "小区业主群", "抖音同城"),
    ],
)
def test_an_item_is_changed_by_what_names_it(text: str, old: str, new: str) -> None:
    texts = _texts(_after(_context(text), "replace"))
    assert new in texts
    assert old not in texts
    assert len(texts) == len(_texts(_canvas()))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Radio brings us nobody, take it off", {"Radio spots at breakfast"}),
        ("在渠道里只留小区业主群，其他都清掉", {"Stand at the spring market", "Radio spots at breakfast"}),
        ("garden centres pay late, drop them", {"Garden centres with a café"}),
        ("想试个轻的版本：小区业主群删掉，只靠集市", {"小区业主群"}),
    ],
)
def test_what_is_let_go_of_goes_and_nothing_else(text: str, gone: set[str]) -> None:
    assert _texts(_canvas()) - _texts(_after(_context(text), "remove")) == gone


@pytest.mark.parametrize(
    "text",
    [
        "what if the season pass were €60?",
        "如果把小区业主群删掉会怎样？先别动",
        "I'm thinking of dropping the radio spots but haven't decided",
        "our gardeners love the frost warning",
    ],
)
def test_a_supposition_edits_nothing(text: str) -> None:
    assert read_in_talk(text, _context(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("后者换成小程序", "渠道通路第3条换成小程序"),
        ("drop the second one", "drop the second one of Channels"),
        ("渠道第二条删了", "渠道第二条删了"),
        ("drop the sixth one", "drop the sixth one"),
    ],
)
def test_what_only_points_is_spelled_out(text: str, said: str) -> None:
    context = _context(text, focus={"in_view": "channels", "in_view_now": True})
    assert spelled_out(text, context) == said


def test_a_pronoun_without_anything_in_view_is_asked_for() -> None:
    (edit,) = pointed(edits_of("把它删了", "remove", _context("把它删了", "zh")), _context("把它删了", "zh"))
    assert (edit.op, edit.item) == ("remove", "")


@pytest.mark.parametrize(
    ("operation", "answer", "language", "item"),
    [
        ({"op": "remove"}, "我是说圆通之前那家顺风物流", "zh", "kp-1"),
        ({"op": "remove", "item": "second"}, "the channels one", "en", None),
        ({"op": "remove", "item": "the garden thing"}, "Gardeners. They never pay.", "en", "cs-1"),
    ],
)
def test_an_answer_names_the_item_or_the_block(
    operation: dict[str, str], answer: str, language: str, item: str | None
) -> None:
    context = _context(answer, language, asked={"kind": "edit", "operations": [operation]})
    plan = answer_edit(context, None)  # type: ignore[arg-type]
    assert plan is not None
    (done,) = plan.calls[0].args["operations"]
    assert done.get("item") == (item or "second")
    assert item or done["block"] == "channels"


@pytest.mark.parametrize("text", ["put the garden centres back please", "带咖啡馆的还是恢复吧 Garden centres"])
def test_a_removed_item_comes_back_as_it_stood(text: str) -> None:
    canvas = _canvas()
    history = History().push({"en": "start", "zh": "开始"}, canvas)
    after, changes = apply_operations(canvas, [parse_operation({"op": "remove", "item": "cs-2"})])
    history = history.push(label_of(changes), after)
    (edit,) = read_in_talk(text, Context(text, "en", canvas=history.to_json()))
    assert (edit.op, edit.block, edit.text) == ("add", "customer_segments", "Garden centres with a café")
    assert first_state(history) == 1


def test_the_item_just_added_is_renamed() -> None:
    seen = {"edit_canvas": {"data": {"changes": [{"id": "rs-1", "block": "revenue_streams"}]}}}
    context = _context("sorry, typo: €52", focus={"in_view": "edit", "in_view_now": True}, seen=seen)
    assert [e.text for e in read_last_item("sorry, typo: €52", context)] == ["Season pass at €52"]
    assert [e.text for e in read_last_item("call it “Club card” instead", context)] == ["Club card"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("客户第一类再窄一点：只做根特的园丁，投资人会问", "zh"),
        ("Radio spots at breakfast are for gardeners who sleep late", "en"),
        ("we sell it to schools too", "en"),
        ("再补两个：园丁微信群、邻居介绍", "zh"),
    ],
)
def test_a_canvas_is_not_put_aside_by_a_sentence(text: str, language: str) -> None:
    plan = draft_plan(read_brief(text, language), _context(text, language))
    assert all(call.name != "draft_canvas" for call in plan.calls)


def test_a_real_description_drafts_over_an_imported_canvas() -> None:
    text = "Please draft a canvas: we rent cargo bikes to florists who cannot park their vans, 12 euros a day."
    assert [c.name for c in draft_plan(read_brief(text, "en"), _context(text)).calls] == ["draft_canvas"]


def test_words_that_lead_over_are_no_request() -> None:
    assert split_requests("next, drop the radio spots") == ["drop the radio spots"]
    assert len(split_requests("“顺风物流”是自己人，算核心资源")) == 1


@pytest.mark.parametrize(
    ("text", "block"),
    [("the one under partners", "key_partners"), ("not the partner, the one in costs", "cost_structure")],
)
def test_a_block_tells_which_item_is_meant(text: str, block: str) -> None:
    canvas = Canvas()
    for place in ("key_partners", "cost_structure"):
        canvas, _ = canvas.add(place, f"Courier for {place}", "fact", "user")  # type: ignore[arg-type]
    history = History().push({"en": "start", "zh": "开始"}, canvas)
    asked = {"kind": "edit", "operations": [{"op": "remove", "item": "courier"}], "if_refused": True}
    plan = answer_edit(Context(text, "en", canvas=history.to_json(), asked=asked), None)  # type: ignore[arg-type]
    assert plan is not None
    found = canvas.find(plan.calls[0].args["operations"][0]["item"])
    assert found is not None
    assert found[0] == block


def _just_added(text: str) -> Context:
    context = _context(text, focus={"in_view": "edit", "in_view_now": True})
    changes = [{"block": "channels", "id": "ch-3"}]
    return replace(context, seen={"edit_canvas": {"data": {"changes": changes}}})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hmm, that really belongs with the partners", ("move", "key_partners")),
        ("它其实应该放到合作伙伴", ("move", "key_partners")),
        ("no, take it out again", ("remove", "")),
        ("想想还是删了吧", ("remove", "")),
    ],
)
def test_the_item_put_on_last_goes_or_goes_elsewhere(text: str, expected: tuple[str, str]) -> None:
    assert [(e.op, e.block, e.item) for e in read_last_item(text, _just_added(text))] == [(*expected, "ch-3")]


@pytest.mark.parametrize("text", ["put this under channels: a stall at the zoo", "should that go to the partners?"])
def test_what_says_or_asks_more_moves_nothing(text: str) -> None:
    assert read_last_item(text, _just_added(text)) == []


@pytest.mark.parametrize(
    ("text", "item"),
    [("sorry, I meant the seed bank", "kp-2"), ("我说错了，是顺风物流", "kp-1"), ("add the seed bank", "")],
)
def test_what_was_misnamed_is_named_anew(text: str, item: str) -> None:
    missed = {"op": "remove", "item": "courier firm"}
    context = _context(text, focus={"in_view": "edit", "in_view_now": True, "missed": missed})
    assert [e.item for e in read_last_item(text, context)] == ([item] if item else [])


def test_one_part_of_a_list_goes_alone() -> None:
    canvas, item = Canvas().add("channels", "街头传单、社区公告栏和电台", "fact", "user")
    edits = [Edit("remove", "", item.id, "")]
    assert [e.text for e in parts_only(edits, "传单没人看，不要了", canvas)] == ["社区公告栏和电台"]
    assert [e.text for e in parts_only(edits, "电台太贵，拿掉", canvas)] == ["街头传单和社区公告栏"]
    assert parts_only(edits, "传单那条不要了", canvas) == edits


def test_what_is_told_of_an_item_before_sends_it_elsewhere() -> None:
    text = (
        "We talked it over at length and it turns out that the garden centres are no customers at all, since they "
        "only hand out our leaflets. Would you kindly move them to the key partners?"
    )
    after = _after(_context(text), "move")
    assert "Garden centres with a café" in {item.text for item in after.block("key_partners")}
