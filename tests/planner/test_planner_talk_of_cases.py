"""Talk that goes on from a run of the model: the input meant or talked of, months, goals, results to confirm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.claims import plan_check_claim
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.goal import plan_goal_seek
from assistant.planner.plans.inputs import plan_set_inputs
from assistant.planner.plans.outputs import month_asked
from assistant.planner.plans.risk import plan_sensitivity, plan_simulate
from assistant.planner.plans.what_if import plan_what_if

PRICE = {"variable": "price", "relation": "set", "value": 49.0}
FIXED = {"variable": "fixed_cost", "relation": "change_by", "value": 5000.0}
CALLS = {"variable": "calls", "relation": "set", "value": 9000.0}


def told(views: FinanceViews, text: str, *changes: dict[str, Any], template: str = "subscription") -> Context:
    finance: dict[str, Any] = {"template": template, "inputs": views.models[template].defaults}
    focus: dict[str, Any] = {}
    if changes:
        finance["scenario"] = {"name": "what-if 1", "changes": list(changes)}
        focus = {"variable": changes[-1]["variable"], "last": {"tool": "what_if", "args": {}}}
    return Context(text, "en", finance=finance, focus=focus)


def args(plan: Plan) -> dict[str, Any]:
    return plan.calls[-1].args


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("no, I meant the acquisition spend", FIXED, {**FIXED, "variable": "acquisition_spend"}),
        ("我说的是获客支出", FIXED, {**FIXED, "variable": "acquisition_spend"}),
        ("if they only made 6000?", CALLS, {**CALLS, "value": 6000.0}),
        ("八五折呢", {"variable": "price", "relation": "multiply", "value": 0.8}, {**PRICE, "relation": "multiply"}),
        ("悲观一点，只能到6%", {"variable": "conversion", "relation": "set", "value": 0.15}, {"value": 0.06}),
    ],
)
def test_one_change_takes_the_place_of_another(
    views: FinanceViews, text: str, before: dict[str, Any], expected: dict[str, Any]
) -> None:
    context = told(views, text, before, template="usage" if before is CALLS else "subscription")
    (change,) = args(plan_what_if(text, context, views.of(context)))["changes"]
    value = 0.85 if "折" in text else expected["value"]
    assert change == {**before, **expected, "value": value}


@pytest.mark.parametrize(
    ("text", "answer"),
    [("what if costs fall by a fifth", "I meant the fixed cost"), ("成本降两成呢", "我说的是固定成本")],
)
def test_costs_of_no_name_are_asked_back(views: FinanceViews, text: str, answer: str) -> None:
    context = told(views, text)
    asked = plan_what_if(text, context, views.of(context)).asked
    assert asked["choices"] == ["variable_cost", "acquisition_spend", "fixed_cost"]
    context = Context(answer, "en", finance=context.finance, asked=asked)
    plan = plan_pending(context, views)
    assert plan is not None
    assert args(plan) == {"changes": [{"variable": "fixed_cost", "relation": "multiply", "value": 0.8}]}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("customers at the end of year two", 24),
        ("revenue after three years", 36),
        ("满一年那个月的营收", 12),
        ("第二年年底的利润", 24),
        ("半年后有多少客户", 6),
        ("profit by month 7", 7),
        ("customers last year", None),
    ],
)
def test_months_are_named_by_years_too(text: str, month: int | None) -> None:
    assert month_asked(text) == month


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        ("revenue in month 3 and in month 18", ["revenue.month_3", "revenue.month_18"]),
        ("第3个月和第9个月的营收", ["revenue.month_3", "revenue.month_9"]),
        ("how much cash is left in month 6", ["cash_balance.month_6"]),
        ("第6个月账上还剩多少钱", ["cash_balance.month_6"]),
        ("啥时候能打平", ["break_even_month"]),
    ],
)
def test_figures_of_months(views: FinanceViews, text: str, outputs: list[str]) -> None:
    context = told(views, text)
    assert args(plan_unit_economics(text, context, views.of(context))) == {"outputs": outputs}


@pytest.mark.parametrize(
    ("text", "output", "value"),
    [
        ("we break even in month 10, right?", "break_even_month", 10),
        ("下半年第10个月肯定打平了吧？", "break_even_month", 10),
        ("each customer leaves us 30 a month, right?", "contribution", 30),
        ("一个客户每月贡献77块是吧", "contribution", 77),
        ("回本周期也就一个月，对不", "payback_months", 1),
    ],
)
def test_results_to_confirm(views: FinanceViews, text: str, output: str, value: float) -> None:
    context = told(views, text)
    (claim,) = args(plan_check_claim(text, context, views.of(context)))["claims"]
    assert (claim["output"], claim["value"]) == (output, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can't touch the price. what conversion breaks even in month 24", ("conversion", "profit.month_24", 0.0)),
        ("价格不能动，转化率要多少才能在第10个月打平", ("conversion", "profit.month_10", 0.0)),
        ("upgrade rate for 10k in month 12", ("upgrade", "profit.month_12", 10000.0)),
    ],
)
def test_goals(views: FinanceViews, text: str, expected: tuple[str, str, float]) -> None:
    context = told(views, text, template="freemium" if "upgrade" in text else "subscription")
    found = args(plan_goal_seek(text, context, views.of(context)))
    assert (found["variable"], found["output"], found["target"]) == expected


@pytest.mark.parametrize("text", ["stretch the plan to three years", "把测算拉长到三年"])
def test_another_horizon(views: FinanceViews, text: str) -> None:
    context = told(views, text)
    assert args(plan_set_inputs(text, context, views.of(context)))["inputs"] == {"horizon": 36.0}


@pytest.mark.parametrize("text", ["simulate with seed 11, churn from 4% to 7%", "流失率4%到7%，随机种子用11，模拟一下"])
def test_seed(views: FinanceViews, text: str) -> None:
    context = told(views, text)
    found = args(plan_simulate(text, context, views.of(context)))
    assert found == {"uncertain": [{"variable": "churn", "low": 0.04, "high": 0.07}], "seed": 11}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("recession case: trials -30%", {"variable": "trials", "relation": "multiply", "value": 0.7}),
        ("只动变动成本，降到15块呢", {"variable": "variable_cost", "relation": "set", "value": 15.0}),
    ],
)
def test_a_number_is_of_the_one_input_named(views: FinanceViews, text: str, expected: dict[str, Any]) -> None:
    context = told(views, text)
    assert args(plan_what_if(text, context, views.of(context)))["changes"] == [expected]


@pytest.mark.parametrize("text", ["59, but churn goes to 8%", "59，不过流失到8%"])
def test_a_number_alone_in_its_clause_is_of_the_talk(views: FinanceViews, text: str) -> None:
    context = told(views, text, PRICE)
    changes = {c["variable"]: c["value"] for c in args(plan_what_if(text, context, views.of(context)))["changes"]}
    assert changes == {"price": 59.0, "churn": 0.08}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "and fixed cost at 9000, same price?",
            [PRICE, {"variable": "fixed_cost", "relation": "set", "value": 9000.0}],
        ),
        ("only the price change then", [PRICE]),
        ("固定成本不变，只有价格变呢", [PRICE]),
    ],
)
def test_what_is_named_of_the_case_stays_and_the_rest_goes(
    views: FinanceViews, text: str, expected: list[dict[str, Any]]
) -> None:
    context = told(views, text, PRICE, FIXED)
    assert args(plan_what_if(text, context, views.of(context)))["changes"] == expected


def test_another_spread_keeps_the_figure_of_the_tornado(views: FinanceViews) -> None:
    last = {"tool": "sensitivity", "args": {"outputs": ["cash.lowest"], "spread": 0.2}}
    context = replace(told(views, "那要是都差三成呢"), focus={"last": last})
    plan = plan_sensitivity(context.text, context, views.of(context))
    assert args(plan) == {"outputs": ["cash.lowest"], "spread": 0.3}


def test_the_time_a_question_is_about_is_no_change(views: FinanceViews) -> None:
    text = "if churn were 4%, what is left over 24 months?"
    context = told(views, text)
    (change,) = args(plan_what_if(text, context, views.of(context)))["changes"]
    assert change["variable"] == "churn"


@pytest.mark.parametrize("text", ["how many must we ship a month to not lose money?", "每月要卖多少台才不亏"])
def test_how_many_are_to_be_sold_asks_for_the_units(views: FinanceViews, text: str) -> None:
    context = told(views, text, template="hardware")
    assert args(plan_goal_seek(text, context, views.of(context)))["variable"] == "units"


def test_first_numbers_on_top_of_others_are_added_to_no_example(views: FinanceViews) -> None:
    text = "the price is 30 a month, 400 trials, and online ads another 700"
    context = Context(text, "en")
    assert args(plan_set_inputs(text, context, views.of(context)))["inputs"]["acquisition_spend"] == 700
