"""Several wishes in one message: what is kept, gone back to or made stands by itself, and the next is done after it."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.understand.wishes import split_wishes

TOOLS = frozenset({"what_if", "manage_scenarios", "manage_versions", "goal_seek", "unit_economics", "search_guidance"})
DEARER = {"variable": "price", "relation": "set", "value": 55.0}


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("remember it as June and then suppose we charge 80", ["remember it as June", "suppose we charge 80"]),
        ("call this Frugal. Now what if churn doubles?", ["call this Frugal.", "Now what if churn doubles?"]),
        ("back to base, show me the runway", ["back to base", "show me the runway"]),
        ("save it as bread and butter", ["save it as bread and butter"]),
        ("keep going as before and add a channel", ["keep going as before and add a channel"]),
        (
            "make a cautious case with price 30, then compare it with the base",
            ["make a cautious case with price 30", "compare it with the base"],
        ),
        ("先记为夏季版,然后看看涨价10%", ["先记为夏季版", "看看涨价10%"]),
        ("另存为B计划再试试流失4%", ["另存为B计划", "试试流失4%"]),
        ("回到原来的数字,多少客户能打平", ["回到原来的数字", "多少客户能打平"]),
        ("来个保守版:转化8%,再和现在对比一下", ["来个保守版:转化8%", "和现在对比一下"]),
        ("把这个存为夏季版", ["把这个存为夏季版"]),
    ],
)
def test_a_wish_ends_where_the_next_begins(text: str, wishes: list[str]) -> None:
    assert split_wishes(text) == wishes


def planned(
    brain: Brain, views: FinanceViews, text: str, language: str, supposed: bool = False, last: tuple[str, ...] = ()
) -> list[tuple[str, dict[str, Any]]]:
    finance: dict[str, Any] = {"template": "subscription", "inputs": dict(views.models["subscription"].defaults)}
    if supposed:
        finance["scenario"] = {"name": "what-if 1", "changes": [DEARER]}
    context = Context(text, language, finance=finance, tools=TOOLS, last=last)
    return [(call.name, call.args) for call in brain.plan(context).calls]


def changed(variable: str, value: float) -> dict[str, Any]:
    return {"variable": variable, "relation": "set", "value": value}


def test_base_and_another_case_are_kept_and_compared(brain: Brain, views: FinanceViews) -> None:
    text = "save this as the base, give me an optimistic version with churn 2% and conversion 18%, then compare the two"
    changes = [changed("churn", 0.02), changed("conversion", 0.18)]
    assert planned(brain, views, text, "en") == [
        ("manage_versions", {"action": "save", "name": "base plan"}),
        ("what_if", {"changes": changes, "name": "optimistic"}),
        ("manage_scenarios", {"action": "compare", "names": ["base", "optimistic"]}),
    ]


@pytest.mark.parametrize(
    ("text", "language", "name", "case"),
    [
        ("把现在存成“谨慎版”,再来个乐观版:月价60元", "zh", "谨慎", ("乐观", 60.0)),
        ("save the current numbers as steady, then give me a bold case with price 70", "en", "steady", ("bold", 70.0)),
    ],
)
@pytest.mark.parametrize(("last", "of_base"), [(("edit_canvas",), True), (("what_if",), False)])
def test_the_present_is_the_base_unless_a_case_was_just_shown(
    brain: Brain,
    views: FinanceViews,
    text: str,
    language: str,
    name: str,
    case: tuple[str, float],
    last: tuple[str, ...],
    of_base: bool,
) -> None:
    calls = planned(brain, views, text, language, supposed=True, last=last)
    dropped = [("what_if", {"changes": []})] if of_base else []
    made = ("what_if", {"changes": [changed("price", case[1])], "name": case[0]})
    assert calls == [*dropped, ("manage_scenarios", {"action": "save", "name": name}), made]


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("back to where we were. What price would I need for a payback of 5 months?", "en", "goal_seek"),
        ("回到原来的情况,要多少客户才能打平?", "zh", "unit_economics"),
    ],
)
def test_what_follows_is_asked_of_the_base(
    brain: Brain, views: FinanceViews, text: str, language: str, asked: str
) -> None:
    (first, dropped), (second, args) = planned(brain, views, text, language, supposed=True, last=("what_if",))
    assert (first, dropped, second) == ("what_if", {"changes": []}, asked)
    assert "changes" not in args


def test_a_version_keeps_its_name(brain: Brain, views: FinanceViews) -> None:
    calls = planned(brain, views, "remember this as v2 and then suppose churn is 6%", "en")
    assert calls == [
        ("manage_versions", {"action": "save", "name": "v2"}),
        ("what_if", {"changes": [changed("churn", 0.06)]}),
    ]
