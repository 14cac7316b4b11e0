"""Short messages after a what-if, a goal seek or a simulation."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.claims import plan_check_claim
from assistant.planner.plans.goal import plan_goal_seek
from assistant.planner.plans.risk import plan_sensitivity, plan_simulate
from assistant.planner.plans.what_if import plan_what_if

GOAL = {"variable": "price", "output": "profit.month_12", "target": 20000.0}
PRICE = {"variable": "price", "relation": "set", "value": 49.0}
CHURN = {"variable": "churn", "relation": "set", "value": 0.06}
FEWER = {"variable": "trials", "relation": "multiply", "value": 0.75}
CHEAPER = {"variable": "price", "relation": "multiply", "value": 0.8}


def context(views: FinanceViews, text: str, tool: str = "", args: Any = None, changes: Any = ()) -> Context:
    finance: dict[str, Any] = {"template": "subscription", "inputs": views.models["subscription"].defaults}
    if changes:
        finance["scenario"] = {"name": "what-if 1", "changes": list(changes)}
    focus: dict[str, Any] = {"variable": changes[-1]["variable"]} if changes else {}
    if tool:
        focus["last"] = {"tool": tool, "args": args or {}}
    return Context(text, "en", finance=finance, focus=focus)


def changed(views: FinanceViews, text: str, *changes: dict[str, Any]) -> Plan:
    told = context(views, text, "what_if", {}, changes)
    return plan_what_if(text, told, views.of(told))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and 30000?", {"target": 30000.0}),
        ("15k?", {"target": 15000.0}),
        ("那要赚2万呢", {"target": 20000.0}),
        ("3万呢", {"target": 30000.0}),
        ("and in month 10?", {"output": "profit.month_10"}),
        ("第8个月呢", {"output": "profit.month_8"}),
        ("same thing but with conversion instead of price", {"variable": "conversion"}),
        ("换成流失率呢", {"variable": "churn"}),
    ],
)
def test_after_a_goal(views: FinanceViews, text: str, expected: dict[str, Any]) -> None:
    told = context(views, text, "goal_seek", GOAL)
    assert plan_goal_seek(text, told, views.of(told)).calls[-1].args == {**GOAL, **expected}


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("a fifth instead", FEWER, ("trials", "multiply", 0.8)),
        ("and by a fifth instead?", FEWER, ("trials", "multiply", 0.8)),
        ("两成呢", FEWER, ("trials", "multiply", 0.8)),
        ("by 10 instead", CHEAPER, ("price", "multiply", 0.9)),
        ("10% instead", CHEAPER, ("price", "multiply", 0.9)),
        ("make it 33", CHEAPER, ("price", "set", 33.0)),
    ],
)
def test_direction_is_kept(views: FinanceViews, text: str, before: dict[str, Any], expected: Any) -> None:
    (change,) = changed(views, text, before).calls[-1].args["changes"]
    assert (change["variable"], change["relation"], change["value"]) == expected


def test_bare_number_goes_by_size(views: FinanceViews) -> None:
    assert changed(views, "59?", PRICE, CHURN).calls[-1].args["changes"] == [CHURN, {**PRICE, "value": 59.0}]
    asked = changed(views, "35", {**CHURN, "value": 0.04})
    assert asked.asked["choices"] == ["churn", "price"]


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        ("LTV呢", ["ltv"]),
        ("LTV?", ["ltv"]),
        ("profit in month 24?", ["profit.month_24"]),
        (
            "第24个月呢",
            [f"{o}.month_24" for o in ("profit", "revenue", "costs", "customers", "cash_balance")],
        ),
    ],
)
def test_figures_of_the_case_in_hand(views: FinanceViews, text: str, outputs: list[str]) -> None:
    assert changed(views, text, PRICE).calls[-1].args == {"changes": [PRICE], "outputs": outputs}


@pytest.mark.parametrize("text", ["看三年", "over three years"])
def test_horizon(views: FinanceViews, text: str) -> None:
    horizon = {"variable": "horizon", "relation": "set", "value": 36.0}
    assert changed(views, text, PRICE).calls[-1].args == {"changes": [PRICE, horizon]}


@pytest.mark.parametrize(
    "text", ["what price gets us to a million in profit over the two years", "两年一共要赚100万，价格要多少"]
)
def test_sum_over_the_horizon(views: FinanceViews, text: str) -> None:
    told = context(views, text)
    expected = {"variable": "price", "output": "profit.total", "target": 1e6}
    assert plan_goal_seek(text, told, views.of(told)).calls[-1].args == expected


def test_a_span_that_is_not_added_up_is_said(views: FinanceViews) -> None:
    text = "how many trials to break even over 18 months"
    told = context(views, text)
    assert "18" in plan_goal_seek(text, told, views.of(told)).notes[0]["en"]


def test_simulation_keeps_its_ranges(views: FinanceViews) -> None:
    ranges = {"uncertain": [{"variable": "price", "low": 29.0, "high": 49.0}]}
    for text, draws in (("chance of losing money?", {}), ("抽样五千次再来", {"draws": 5000})):
        told = context(views, text, "simulate", ranges)
        assert plan_simulate(text, told, views.of(told)).calls[-1].args == {**ranges, **draws}


def test_month_of_a_sensitivity(views: FinanceViews) -> None:
    text = "只看第24个月，上下浮动30%做敏感性分析"
    told = context(views, text)
    expected = {"outputs": ["profit.month_24"], "spread": 0.3}
    assert plan_sensitivity(text, told, views.of(told)).calls[-1].args == expected


@pytest.mark.parametrize(("text", "name"), [("worst case: conversion 6%", "worst"), ("悲观情形：转化6%", "悲观")])
def test_named_case(views: FinanceViews, text: str, name: str) -> None:
    told = context(views, text)
    assert plan_what_if(text, told, views.of(told)).calls[-1].args["name"] == name


@pytest.mark.parametrize("text", ["再叠加价格45", "In addition, price 45"])
def test_stacking_words_are_no_change(views: FinanceViews, text: str) -> None:
    assert changed(views, text, CHURN).calls[-1].args["changes"] == [CHURN, {**PRICE, "value": 45.0}]


def test_value_in_the_place_of_one_of_several(views: FinanceViews) -> None:
    found = changed(views, "把试用换成少两成", CHEAPER, FEWER).calls[-1].args["changes"]
    assert found == [CHEAPER, {**FEWER, "value": 0.8}]


@pytest.mark.parametrize(
    ("text", "case", "claim"),
    [
        ("涨到49的话LTV就是800对不对", PRICE, ("ltv", 800.0)),
        ("if price goes to 49, LTV would be 833, right?", PRICE, ("ltv", 833.0)),
        ("如果流失率到6%，LTV就是500对吗", CHURN, ("ltv", 500.0)),
    ],
)
def test_claim_of_a_case(views: FinanceViews, text: str, case: dict[str, Any], claim: tuple[str, float]) -> None:
    told = context(views, text)
    supposed, checked = plan_check_claim(text, told, views.of(told)).calls
    assert supposed.args == {"changes": [case]}
    (found,) = checked.args["claims"]
    assert (found["output"], found["value"]) == claim
    assert checked.args["of_what_if"]


@pytest.mark.parametrize(("before", "output"), [("ltv", "payback_months"), ("profit.month_12", "break_even_month")])
def test_payback_by_context(views: FinanceViews, before: str, output: str) -> None:
    text = "那回本要5个月？"
    told = context(views, text, "check_claim", {"claims": [{"output": before, "value": 1.0}]})
    assert plan_check_claim(text, told, views.of(told)).calls[-1].args["claims"][0]["output"] == output
