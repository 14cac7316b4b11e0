"""Questions that name no topic of their own go on with the one before."""

from __future__ import annotations

import pytest

from assistant.planner.context import Context
from assistant.planner.plans.talk import plan_guidance, plan_unclear
from assistant.planner.understand.same_topic import refers_back


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("and how do folks usually get it down?", True),
        ("for how long though", True),
        ("any common mistakes", True),
        ("how long should a pilot be?", False),
        ("and for enterprise?", False),
        ("what is churn", False),
        ("多长合适", True),
        ("那一般怎么降下来", True),
        ("举个例子", True),
        ("试点多长合适", False),
        ("什么是LTV", False),
    ],
)
def test_what_refers_back(text: str, refers: bool) -> None:
    assert refers_back(text) is refers


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [("what is a normal churn?", "and how do folks get it down?", "en"), ("试点要不要收钱？", "多长合适", "zh")],
)
def test_the_question_before_is_searched_along(before: str, text: str, language: str) -> None:
    first = plan_guidance(before, Context(before, language))
    context = Context(text, language, focus=first.focus)
    for plan in (plan_guidance(text, context), plan_unclear(text, context)):
        assert plan.calls[0].args["query"] == f"{before} {text}"
        assert plan.focus == {"question": before}
        assert not plan.says
    alone = Context(text, language)
    assert plan_guidance(text, alone).calls[0].args["query"] == text
    assert plan_unclear(text, alone).says
