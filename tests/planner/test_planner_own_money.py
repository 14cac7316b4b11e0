"""How the own money stands: this month's profit, the low point of the cash, the sales that cover the costs."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.part_of import plan_part_of

TOOLS = frozenset({"what_if", "goal_seek", "unit_economics", "set_finance_model", "search_guidance", "explain_figures"})


def planned(
    brain: Brain, views: FinanceViews, text: str, language: str, template: str = "subscription", **inputs: float
) -> Plan:
    finance: dict[str, Any] = {"template": template, "inputs": {**views.models[template].defaults, **inputs}}
    brief = {"customer": "dance schools", "user": ""}
    return brain.plan(Context(text, language, finance=finance, brief=brief, tools=TOOLS))


def asked(plan: Plan) -> list[str]:
    assert [call.name for call in plan.calls] == ["unit_economics"]
    return list(plan.calls[0].args["outputs"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("do we make or lose money now?", "en"),
        ("are we losing money at the moment?", "en"),
        ("is the business profitable right now?", "en"),
        ("are we in the red?", "en"),
        ("所以我们目前是赚还是亏？", "zh"),
        ("现在每个月亏钱吗", "zh"),
        ("那我们到底赚不赚钱", "zh"),
    ],
)
def test_now_is_the_first_month_and_not_the_sum(brain: Brain, views: FinanceViews, text: str, language: str) -> None:
    plan = planned(brain, views, text, language, fixed_cost=9000.0, acquisition_spend=9000.0)
    assert asked(plan) == ["profit.month_1", "profit.month_12"]
    assert plan.notes[0]["en"] == "You lose money this month; a year on you make money."


@pytest.mark.parametrize(
    ("text", "language", "late"),
    [
        ("will our cash last?", "en", False),
        ("do we have enough money?", "en", False),
        ("schools pay us three months late. can we survive that?", "en", True),
        ("our customers pay on net 60, is the cash enough?", "en", True),
        ("账上的钱够不够", "zh", False),
        ("客户账期很长，资金撑得住吗", "zh", True),
        ("学校都是一年以后才付款，账上撑得过去吗", "zh", True),
    ],
)
def test_cash_has_its_low_point_and_no_payment_delay(
    brain: Brain, views: FinanceViews, text: str, language: str, late: bool
) -> None:
    plan = planned(brain, views, text, language)
    assert asked(plan) == ["runway_months", "cash.lowest"]
    assert any("payment delays" in note["en"] for note in plan.notes) == late


@pytest.mark.parametrize(
    ("text", "language", "template", "outputs"),
    [
        ("how many customers cover our costs", "en", "subscription", ["break_even_customers", "customers.month_12"]),
        ("how many dance schools to break even?", "en", "subscription", ["break_even_customers", "customers.month_12"]),
        ("那要多少用户才能养活团队", "zh", "subscription", ["break_even_customers", "customers.month_12"]),
        (
            "how many bookings a month until we break even?",
            "en",
            "marketplace",
            ["break_even_orders", "orders.month_1"],
        ),
        ("每个月几单能保本", "zh", "marketplace", ["break_even_orders", "orders.month_1"]),
        ("how many readers to pay for the staff?", "en", "advertising", ["break_even_users", "users.month_12"]),
    ],
)
def test_what_breaks_even_is_a_figure(
    brain: Brain, views: FinanceViews, text: str, language: str, template: str, outputs: list[str]
) -> None:
    assert asked(planned(brain, views, text, language, template)) == outputs


@pytest.mark.parametrize(
    ("text", "language", "template", "variable"),
    [
        ("how many projects do we need to pay for the team?", "en", "licence", "leads"),
        ("how many buyers do we need to break even?", "en", "marketplace", "new_buyers"),
        ("要签多少个项目才能打平", "zh", "licence", "leads"),
        ("how many units to cover costs", "en", "hardware", "units"),
    ],
)
def test_elsewhere_it_is_sought_in_new_sales(
    brain: Brain, views: FinanceViews, text: str, language: str, template: str, variable: str
) -> None:
    plan = planned(brain, views, text, language, template)
    assert [(call.name, call.args["variable"], call.args["target"]) for call in plan.calls] == [
        ("goal_seek", variable, 0.0)
    ]


def test_both_questions_of_a_message_are_answered(brain: Brain, views: FinanceViews) -> None:
    plan = planned(brain, views, "that's still a loss right? how many customers do we need?", "en")
    assert [call.args["outputs"][0] for call in plan.calls] == ["profit.month_1", "break_even_customers"]


@pytest.mark.parametrize(
    ("text", "language", "template", "counted", "where"),
    [
        ("is the fixed cost included in the gross margin?", "en", "subscription", False, "profit"),
        ("does the LTV count the variable cost?", "en", "subscription", True, "contribution per customer and month"),
        ("CAC里算了获客支出吗", "zh", "subscription", True, ""),
        ("利润有没有包含固定成本", "zh", "hardware", True, "total cost"),
    ],
)
def test_what_is_counted_in_a_figure(
    brain: Brain, views: FinanceViews, text: str, language: str, template: str, counted: bool, where: str
) -> None:
    plan = planned(brain, views, text, language, template)
    assert (plan.calls, [say.template for say in plan.says]) == ((), ["part_of"])
    part = plan.says[0].variables["parts"][0]
    assert (part["counted"], part["where"].get("en", "")) == (counted, where)


def test_a_cost_without_weight_gives_way_to_the_own_one_beside_it(views: FinanceViews) -> None:
    model = views.models["usage"]
    inputs = {**model.defaults, "tokens_per_call": 0.0, "call_price": 0.01, "call_cost": 0.004}
    finance: dict[str, Any] = {"template": "usage", "inputs": inputs, "stated": ["call_cost", "tokens_per_call"]}
    text = "is the GPU cost in the gross margin?"
    context = Context(text, "en", finance=finance)
    plan = plan_part_of(text, context, views.of(context, text))
    assert plan is not None
    assert [part["label"]["en"] for part in plan.says[0].variables["parts"]] == ["other cost per call"]
