"""Suppositions with a name, changes told by the one before them, names told by a part; both languages."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.language.normalize import normalize
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.goal import plan_goal_seek
from assistant.planner.plans.scenarios import plan_keep, plan_manage, plan_reset
from assistant.planner.plans.what_if import plan_what_if
from assistant.planner.understand.edits.name_part import in_full
from assistant.planner.understand.values.named_case import named_case

JsonDict = dict[str, Any]
PRICE = {"variable": "price", "relation": "multiply", "value": 1.2}
LATE = [
    {"name": "Bold", "changes": [PRICE]},
    {"name": "what-if 2", "changes": [PRICE]},
    {"name": "省心", "changes": []},
]


def context(views: FinanceViews, text: str, *changes: JsonDict, template: str = "subscription", **more: Any) -> Context:
    finance: JsonDict = {"template": template, "inputs": views.models[template].defaults, **more}
    if changes:
        finance["scenario"] = {"name": "what-if 1", "changes": list(changes)}
    focus = {"variable": changes[-1]["variable"], "last": {"tool": "what_if", "args": {}}} if changes else {}
    return Context(normalize(text), "en", finance=finance, focus=focus)


def called(plan: Plan) -> tuple[str, JsonDict]:
    return plan.calls[-1].name, plan.calls[-1].args


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a scenario named Bold: price 59", "Bold"),
        ("the third one, call it Tight, with fixed costs of 9k", "Tight"),
        ("stress case: churn 9%", "stress"),
        ("来个激进情景：流失2%", "激进"),
        ("方案二，叫“省心版”：月费29", "省心"),
        ("we call on 40 clinics a month", None),
        ("what if we called it quits", None),
        ("price 59 in that scenario", None),
    ],
)
def test_the_name_of_a_case(text: str, name: str | None) -> None:
    case = named_case(text)
    assert (case.name if case else None) == name


@pytest.mark.parametrize("text", ["Variant three, call it Dear: price 59", "再做个方案，取名Dear：月费59"])
def test_a_case_told_with_its_name_is_supposed_under_it(text: str, views: FinanceViews) -> None:
    told = context(views, text)
    name, args = called(plan_manage(told.text, told, views.of(told)))
    assert (name, args["name"], args["changes"][0]["value"]) == ("what_if", "Dear", 59.0)


@pytest.mark.parametrize("text", ["which of the two earns more in month 12?", "两个方案哪个利润更高"])
def test_which_is_best_shows_them_side_by_side(text: str, views: FinanceViews) -> None:
    told = context(views, text, recent=LATE)
    assert called(plan_goal_seek(told.text, told, views.of(told))) == (
        "manage_scenarios",
        {"action": "compare", "names": ["Bold", "省心"]},
    )


def test_a_late_case_becomes_the_base_by_its_name(views: FinanceViews) -> None:
    told = context(views, "Bold it is, make it the base", recent=LATE)
    assert called(plan_keep("make it the base", told, views.of(told)))[1] == {"action": "promote", "name": "Bold"}


@pytest.mark.parametrize(
    ("text", "variable", "value"),
    [
        ("and ads by the same percentage", "acquisition_spend", 1.2),
        ("fixed cost down by as much", "fixed_cost", 0.8),
        ("固定成本也涨同样的幅度", "fixed_cost", 1.2),
        ("变动成本降同样多", "variable_cost", 0.8),
    ],
)
def test_a_change_of_the_same_size(text: str, variable: str, value: float, views: FinanceViews) -> None:
    told = context(views, text, PRICE)
    changes = called(plan_what_if(told.text, told, views.of(told)))[1]["changes"]
    assert changes == [PRICE, {"variable": variable, "relation": "multiply", "value": value}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the transaction one at 30%", "transaction conversion rate"),
        ("把交易那个改成30%", "交易转化率"),
        ("the cheap one at 30%", ""),
    ],
)
def test_a_part_of_a_name_stands_for_its_like(text: str, expected: str, views: FinanceViews) -> None:
    told = context(views, text, template="venture")
    full = in_full(text, "promotion_conversion", views.of(told))
    assert expected in full and (full == text) is (not expected)


def test_back_to_the_base_with_another_value_supposes_it(views: FinanceViews) -> None:
    told = context(views, "back to the base, only with 7% churn", PRICE)
    assert called(plan_reset(told.text, told, views.of(told)))[1]["changes"] == [
        {"variable": "churn", "relation": "set", "value": 0.07}
    ]


@pytest.mark.parametrize("text", ["everything as in that case except churn 4%", "其他照刚才那个，只是流失改成4%"])
def test_all_of_the_case_but_one(text: str, views: FinanceViews) -> None:
    told = context(views, text, PRICE, {"variable": "churn", "relation": "set", "value": 0.08})
    changes = called(plan_what_if(told.text, told, views.of(told)))[1]["changes"]
    assert {c["variable"]: c["value"] for c in changes} == {"price": 1.2, "churn": 0.04}
