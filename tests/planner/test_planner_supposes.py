"""A story is one request, and what was told before a question is kept until it is answered."""

from __future__ import annotations

import pytest

from assistant.planner.context import Context
from assistant.planner.plans.canvas import awaits_answer, plan_draft
from assistant.planner.understand.supposes import supposes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What if churn doubles", True),
        ("如果提价10%呢", True),
        ("We'd sell the film at 6 euros a metre", False),
        ("水管一爆就关水，如果漏了客户要赔钱", False),
    ],
)
def test_only_questions_and_suppositions_suppose(text: str, expected: bool) -> None:
    assert supposes(text) is expected


@pytest.mark.parametrize(
    ("first", "later", "language"),
    [
        ("An app that tells you which wine goes with your dinner", "restaurants would pay, $49 a month", "en"),
        ("做一个能识别野生蘑菇有没有毒的小程序", "卖给景区，一年两万", "zh"),
    ],
)
def test_an_asked_back_brief_is_kept_and_merged(first: str, later: str, language: str) -> None:
    asked = plan_draft(first, Context(first, language))
    assert not asked.calls
    assert asked.asked["kind"] == "brief"
    # The question itself is gone after a turn about something else; what was told is not.
    context = Context(later, language, focus=dict(asked.focus))
    assert awaits_answer(context)
    drafted = plan_draft(later, context)
    assert [call.name for call in drafted.calls] == ["draft_canvas"]
    brief = drafted.calls[0].args["brief"]
    assert brief["product"] == asked.focus["told"]["product"]
    assert brief["customer"] == ("restaurants" if language == "en" else "景区")
    assert drafted.focus["told"] == {}
