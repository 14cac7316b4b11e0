"""Numbers told in free talk: whose money they are, corrections, funnels, and metrics told outright."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.finance.metrics import saas_metrics
from assistant.finance.metrics_types import Movements
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.plans.ask_back import choices
from assistant.planner.plans.decisions import plan_saas_metrics
from assistant.planner.understand.values.changes import read_changes

View = Callable[..., FinanceView]


def changes(text: str, view: FinanceView) -> list[tuple[str, str, float]]:
    return [(c.variable, c.relation, pytest.approx(c.value)) for c in read_changes(text, view).changes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what if hiring a $7k/month salesperson brings 30% more trials", {"trials": 1.3, "fixed_cost": 7000}),
        ("price is 120, no sorry 110", {"price": 110}),
        ("单价120，不对，110", {"price": 110}),
        ("churn isn't 6, it's 4.5", {"churn": 0.045}),
        ("流失率不是6，是4.5", {"churn": 0.045}),
        ("what if one in five trials pays?", {"conversion": 0.2}),
        ("如果三分之一的试用用户付费", {"conversion": 1 / 3}),
        ("每十个试用里有一个付费", {"conversion": 0.1}),
        ("what if we lose 20 percent of our trials", {"trials": 0.8}),
        ("如果一个客户都不流失呢", {"churn": 0}),
        ("what if customers pay 600 a year", {"price": 50}),
        ("假如客户一年付600", {"price": 50}),
        ("对手每月收99，我们收59", {"price": 59}),
        ("rivals charge $99 a month, we charge $59", {"price": 59}),
        # 3 % of 2,000 a day are 60 a day, 1,825 a month of 365/12 days
        ("2,000 visitors a day, 3% start a trial, one in four trials buys", {"trials": 1825, "conversion": 0.25}),
        ("每天2000个访客，3%开始试用，四分之一的试用会买", {"trials": 1825, "conversion": 0.25}),
        ("we sign 20 new ones a month at an acquisition cost of $300 each", {"acquisition_spend": 6000}),
    ],
)
def test_what_numbers_are_about(text: str, expected: dict[str, float], view: View) -> None:
    found = {c.variable: c.value for c in read_changes(text, view()).changes}
    assert found == pytest.approx(expected)


def test_the_old_value_names_the_input(view: View) -> None:
    model = view(variable_cost=11.0)
    assert changes("what if looking after them comes to $6 instead of $11", model) == [("variable_cost", "set", 6)]


@pytest.mark.parametrize("text", ["年流失率130%呢", "suppose yearly churn were 140%"])
def test_an_impossible_rate_is_left_to_the_tool(text: str, view: View) -> None:
    assert [c.value > 1 for c in read_changes(text, view()).changes] == [True]


@pytest.mark.parametrize(
    ("text", "cash", "burn"),
    [
        ("we have 400k in the bank and spend 35k a month, a farm wants to pay $1,500 a month", 400_000, 35_000),
        ("账上300万，每月花25万，每个网箱每月付1万", 3_000_000, 250_000),
    ],
)
def test_what_is_spent_is_never_a_price(text: str, cash: float, burn: float, views: FinanceViews) -> None:
    found = {c.variable: c.value for c in read_changes(text, views.of(Context(text, "en"), text)).changes}
    assert (found["cash"], found["fixed_cost"]) == (cash, burn)
    assert found["price"] in (1_500, 10_000)


def test_the_number_of_a_unit_is_no_value(view: View) -> None:
    text = "what if the price per 1k tokens drops to $0.003?"
    assert changes(text, view("usage")) == [("price", "set", 0.003)]


def test_only_inputs_of_the_kind_are_offered(view: View) -> None:
    model = view()
    quantity = find_quantities("what about $70")[0]
    kinds = {model.model.inputs_by_id[i].kind for i in choices("what about $70", quantity, model)}
    assert kinds == {"money"}


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("2.4m in the bank and we burn 200k a month, how long is our runway", "runway_months", 12),
        ("账上240万，每月烧20万，能撑多久", "runway_months", 12),
        ("sales and marketing 30k last month, 60 new customers. CAC?", "cac", 500),
        ("上个月市场销售花了3万，拿下60个新客户，获客成本是多少", "cac", 500),
        ("ARPU $60, gross margin 80%, churn 4%. LTV?", "ltv", 1200),
        ("客单价60，毛利率80%，月流失4%，LTV是多少", "ltv", 1200),
        ("CAC is $200 and LTV is $500, is that healthy?", "ltv_to_cac", 2.5),
        ("获客成本200，LTV 500，健康吗", "ltv_to_cac", 2.5),
        ("monthly churn 2%, what is that per year?", "yearly_churn", 1 - 0.98**12),
        ("月流失2%折合一年是多少", "yearly_churn", 1 - 0.98**12),
        ("our annual churn is 30%, what's that monthly", "monthly_churn", 1 - 0.7 ** (1 / 12)),
    ],
)
def test_metrics_come_from_what_was_told(text: str, metric: str, value: float, views: FinanceViews) -> None:
    context = Context(text, "en")
    call = plan_saas_metrics(text, context, views.of(context)).calls[0]
    assert call.args["asked"] == [metric]
    told: dict[str, Any] = {k: v for k, v in call.args.items() if k not in ("asked", "currency", "customer")}
    found = {m.id: m.value for m in saas_metrics(Movements(**told, **call.args.get("customer", {})))[0]}
    assert found[metric] == pytest.approx(value)
