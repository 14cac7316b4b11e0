"""What a remark on a known venture tells where no grammar reads it, and what asks for the drawing alone."""

from __future__ import annotations

import pytest

from assistant.canvas import Brief, Canvas, History
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.planner.context import Context
from assistant.planner.plans.canvas import plan_answer, plan_draft
from assistant.planner.plans.likely import likely
from assistant.planner.plans.telling import draws

EN = Brief(idea="bakery school", product="baking courses", customer="hobby bakers", pricing="€48 an evening")
ZH = Brief(idea="陶艺课", product="陶艺课", customer="上班族", pricing="一节课160元", language="zh")


@pytest.mark.parametrize(
    ("known", "text", "pricing"),
    [
        (EN, "sorry, 52", "52 an evening"),
        (EN, "actually my partner says 55", "55 an evening"),
        (EN, "and 30 euros a month for the club", "€48 an evening and 30 euros a month for the club"),
        (ZH, "不对，是180", "一节课180"),
        (ZH, "押金300元", "一节课160元、押金300元"),
    ],
)
def test_a_word_on_the_price(known: Brief, text: str, pricing: str) -> None:
    assert likely(known, text, known.language, drafted=True).brief.pricing == pricing


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (EN, "we had 40 people last month"),
        (EN, "it saves 3,000 a year"),
        (EN, "no, tourists never pay"),
        (ZH, "一个班大概二十个人"),
        (ZH, "平均每家省2万"),
    ],
)
def test_what_is_no_price_and_no_customer_changes_nothing(known: Brief, text: str) -> None:
    assert likely(known, text, known.language, drafted=True).brief == known


@pytest.mark.parametrize(
    ("known", "text", "block", "item"),
    [
        (EN, "flour costs us 900 a month, note that too", "cost_structure", "flour costs us 900 a month"),
        (EN, "me and my two cousins", "key_resources", "me and my two cousins"),
        (ZH, "陶土进价8块一斤，这个也记上", "cost_structure", "陶土进价8块一斤"),
        (ZH, "我手下三个老师傅", "key_resources", "我手下三个老师傅"),
    ],
)
def test_what_it_takes_goes_on_the_canvas(known: Brief, text: str, block: str, item: str) -> None:
    taken = likely(known, text, known.language, drafted=True)
    assert (taken.brief, taken.operations) == (known, ({"op": "add", "block": block, "text": item},))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("enough of that, sketch it", True),
        ("好了，给我出一张画布看看", True),
        ("起草一版", True),
        ("别管那个，直接画", True),
        ("draw the customers in for 20 euros", False),
        ("画室一个月3000块", False),
        ("画画的孩子", False),
    ],
)
def test_a_message_that_only_asks_for_the_drawing(text: str, wanted: bool) -> None:
    assert draws(text) is wanted


def _drafted(text: str, brief: Brief) -> Context:
    """A message after a canvas was drafted from a brief that lacks nothing."""
    item = {"op": "add", "block": "channels", "text": "open days"}
    canvas = apply_operations(Canvas(), [parse_operation(item)])[0]
    history = History().push({"en": "draft", "zh": "起草"}, canvas)
    return Context(text, brief.language, brief=brief.to_json(), canvas=history.to_json())


FULL = Brief(**{**EN.to_json(), "problem": "evening classes in town are full for months"})
VOLL = Brief(**{**ZH.to_json(), "problem": "下班以后没地方去，周末班都排满了"})


@pytest.mark.parametrize(("brief", "text"), [(FULL, "the oven stays warm till nine"), (VOLL, "周三我们休息")])
def test_what_nobody_can_place_is_asked_about(brief: Brief, text: str) -> None:
    plan = plan_answer(text, _drafted(text, brief))
    assert (plan.calls, plan.asked) == ((), {"kind": "block", "text": text, "told_only": True})


@pytest.mark.parametrize(("brief", "text"), [(FULL, "so, draw it"), (VOLL, "行了，画一版")])
def test_the_drawing_is_made_of_what_is_known(brief: Brief, text: str) -> None:
    (call,) = plan_draft(text, _drafted(text, brief)).calls
    assert (call.name, call.args["brief"]["customer"]) == ("draft_canvas", brief.customer)
