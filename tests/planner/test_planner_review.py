"""Plans of the review, of fixes taken from it, of the next test and of results told."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import history_of
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.review import PLANS, places

CANVAS = history_of({
    "cs": ["Small animal clinics"],
    "vp": ["Notes finished before the next animal comes in"],
    "ch": ["Landing page", "Trade fairs"],
    "rs": ["$79 per vet and month"],
})


def finding(text: str) -> dict[str, Any]:
    operation = {"op": "add", "block": "key_partners"}
    return {
        "says": {"en": text, "zh": text},
        "fix": {"operation": operation, "text": {"en": f"{text} en", "zh": f"{text} zh"}},
    }


SEEN = {"review_canvas": {"data": {"findings": [finding("a"), finding("b"), finding("c")]}}}


def plan(intent: str, text: str, language: str, views: FinanceViews, **more: Any) -> Any:
    context = Context(text, language, **{"canvas": CANVAS, **more})
    return PLANS[intent](text, context, views.of(context))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fix the first one", [1]),
        ("采纳第2条", [2]),
        ("按第三条建议修改", [3]),
        ("apply fixes 1 and 3", [1, 3]),
        ("fix the first two", [1, 2]),
        ("采纳前两条", [1, 2]),
        ("accept all suggestions", [1, 2, 3]),
        ("全部采纳", [1, 2, 3]),
        ("最后一条也改了", [3]),
        ("fix it", []),
    ],
)
def test_places_in_the_list(text: str, expected: list[int]) -> None:
    assert places(text, 3) == expected


@pytest.mark.parametrize(
    ("text", "language", "item"), [("fix the second one", "en", "b en"), ("采纳第2条", "zh", "b zh")]
)
def test_a_fix_becomes_an_edit_in_the_users_language(text: str, language: str, item: str, views: FinanceViews) -> None:
    made = plan("apply_fix", text, language, views, seen=SEEN)
    assert [(c.name, c.args) for c in made.calls] == [
        ("edit_canvas", {"operations": [{"op": "add", "block": "key_partners", "text": item}]})
    ]


def test_an_unclear_fix_is_asked_back_and_the_answer_taken(views: FinanceViews) -> None:
    asked = plan("apply_fix", "fix it", "en", views, seen=SEEN)
    assert asked.says[0].template == "ask_fix"
    answered = plan_pending(Context("the third", "en", canvas=CANVAS, seen=SEEN, asked=asked.asked), views)
    assert answered is not None
    assert answered.calls[0].args["operations"][0]["text"] == "c en"


@pytest.mark.parametrize(("text", "args"), [("review the canvas", {}), ("显示全部问题", {"show_all": True})])
def test_review_shows_all_on_request(text: str, args: dict[str, Any], views: FinanceViews) -> None:
    assert plan("review_canvas", text, "en", views).calls[0].args == args


@pytest.mark.parametrize("intent", ["review_canvas", "apply_fix", "next_test", "record_evidence"])
def test_an_empty_canvas_is_said(intent: str, views: FinanceViews) -> None:
    assert plan(intent, "9 of 12 would pay", "en", views, canvas={}).says[0].template == "empty_canvas"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("we interviewed 12 clinics, 9 would pay", "rs-1"),
        ("落地页400个访客，8个注册", "ch-1"),
        ("for ch-2: 3 of 40", "ch-2"),
    ],
)
def test_a_result_finds_its_assumption(text: str, item: str, views: FinanceViews) -> None:
    call = plan("record_evidence", text, "en", views).calls[0]
    assert (call.name, call.args) == ("record_evidence", {"result": text, "assumption": item})


def test_a_result_about_nothing_known_is_asked_back(views: FinanceViews) -> None:
    asked = plan("record_evidence", "9 of 12 said yes", "en", views)
    assert asked.says[0].template == "ask_assumption"
    answered = plan_pending(Context("the second one", "en", canvas=CANVAS, asked=asked.asked), views)
    assert answered is not None
    assert answered.calls[0].args == {"result": "9 of 12 said yes", "assumption": asked.asked["choices"][1]}


def test_another_test_passes_over_the_one_shown(views: FinanceViews) -> None:
    seen = {"next_test": {"data": {"skip": 1}}}
    assert plan("next_test", "换一个测试", "zh", views, seen=seen).calls[0].args == {"skip": 2}
    assert plan("next_test", "接下来最该验证什么", "zh", views, seen=seen).calls[0].args == {}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("our ad had 5,000 views and 40 clicks", "ch-1"),  # no channel is an advertisement
        ("newsletter test: 800 emails sent, 12 clicked", "ch-1"),
        ("14 of 20 said they'd pay 6 a month", "rs-1"),  # the canvas says $79
        ("投了广告，5000次曝光，40次点击", "ch-1"),
        ("20家里13家愿意每月付60元", "rs-1"),
    ],
)
def test_a_result_that_fits_no_item_alone_asks_which(text: str, first: str, views: FinanceViews) -> None:
    asked = plan("record_evidence", text, "en" if text.isascii() else "zh", views)
    assert not asked.calls
    assert asked.asked["choices"][0] == first
    assert len(asked.asked["choices"]) == 3


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("sorry, 13 not 14", "13 of 20 said they'd pay 6"),
        ("not 20 but 22, sorry", "14 of 22 said they'd pay 6"),
        ("oops, 12", "12 of 20 said they'd pay 6"),
        ("说错了，是9位", "9 of 20 said they'd pay 6"),
        ("不是14，是13", "13 of 20 said they'd pay 6"),
    ],
)
def test_a_correction_changes_one_number(text: str, result: str, views: FinanceViews) -> None:
    last = {"said": "14 of 20 said they'd pay 6", "successes": 14, "trials": 20, "assumption": {"item": "rs-1"}}
    call = plan("record_evidence", text, "en", views, seen={"record_evidence": {"data": last}}).calls[0]
    assert call.args == {"result": result, "assumption": "rs-1", "corrects": True}
