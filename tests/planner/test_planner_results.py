"""Results asked for in everyday words, parts of a figure, goals under a supposition, claims to be told to others."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.claims import conditional_claim
from assistant.planner.plans.claims_reading import read_calculation
from assistant.planner.plans.figure_parts import part_named, parts_of
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.inputs import plan_show_model
from assistant.planner.plans.talk import plan_guidance
from assistant.planner.understand.follow_ups import asked_again, goal_again
from assistant.planner.understand.results import asked_results, asks_value, beside_results
from tests.planner.conftest import View

CHURN = {"variable": "churn", "relation": "set", "value": 0.09}


def after(views: FinanceViews, text: str, tool: str, *changes: dict[str, Any], **args: Any) -> Context:
    finance: dict[str, Any] = {"template": "subscription", "inputs": views.models["subscription"].defaults}
    if changes:
        finance["scenario"] = {"name": "what-if 1", "changes": list(changes)}
    return Context(text, "en", finance=finance, focus={"last": {"tool": tool, "args": args}})


@pytest.mark.parametrize(
    ("template", "text", "outputs"),
    [
        ("subscription", "will the money last?", ("runway_months", "cash.lowest")),
        ("subscription", "when is the cash all gone", ("runway_months", "cash.lowest")),
        ("subscription", "how deep does the account go?", ("cash.lowest",)),
        ("subscription", "钱会不会烧完", ("runway_months", "cash.lowest")),
        ("subscription", "账上最紧张的时候还有多少钱", ("cash.lowest",)),
        ("subscription", "which month do we start to earn money", ("break_even_month",)),
        ("subscription", "什么时候能转正", ("break_even_month",)),
        ("subscription", "what is a client worth to us", ("ltv",)),
        ("subscription", "一个会员一辈子能带来多少", ("ltv",)),
        ("subscription", "what do we earn per member", ("contribution",)),
        ("usage", "how much comes in from each client", ("revenue_per_customer",)),
        ("marketplace", "what do we keep on each sale", ("margin_per_order",)),
        ("marketplace", "一单能落多少", ("margin_per_order",)),
        ("marketplace", "do we ever run short of tutors", ("shortage_month",)),
        ("marketplace", "do we ever run out of cash", ("runway_months", "cash.lowest")),
        ("hardware", "卖一台净赚多少", ("unit_margin",)),
        ("subscription", "到头来一共是赚是亏", ("profit.total",)),
        ("subscription", "how much sits in the bank at the very end, what is left?", ("cash_balance.month_24",)),
        ("subscription", "how many people are paying us in month 18", ("customers.month_18",)),
        ("venture", "一年下来是赚是赔", ("profit",)),
        ("subscription", "how do I word a value proposition", ()),
        ("subscription", "how long until a customer has earned back what a customer costs", ()),
    ],
)
def test_everyday_words_ask_for_results(view: View, template: str, text: str, outputs: tuple[str, ...]) -> None:
    assert asked_results(text, view(template)) == outputs


def test_the_words_of_a_question_are_no_further_results(view: View) -> None:
    text = "what is a customer worth, and what is our revenue in month 6"
    named = view().find_outputs(text)
    assert [m.ids for m in beside_results(text, view(), named)] == [("revenue",)]


@pytest.mark.parametrize(
    "text", ["does the money run out then?", "how low does the account get in that case", "那样钱够不够"]
)
def test_results_of_the_case_in_hand(views: FinanceViews, text: str) -> None:
    context = after(views, text, "what_if", CHURN)
    call = plan_unit_economics(text, context, views.of(context)).calls[-1]
    assert call.name == "what_if"
    assert call.args["changes"] == [CHURN]
    assert "cash.lowest" in call.args["outputs"]
    again = asked_again(text, context, views.of(context))
    assert again is not None
    assert again["outputs"] == call.args["outputs"]


def test_the_plan_is_meant_where_the_words_say_so(views: FinanceViews) -> None:
    text = "how low does our cash get?"
    context = after(views, text, "what_if", CHURN)
    assert plan_unit_economics(text, context, views.of(context)).calls[-1].name == "unit_economics"


@pytest.mark.parametrize("text", ["which churn are you using?", "what did you put in for churn", "流失率你设的是多少"])
def test_the_value_of_an_input(views: FinanceViews, text: str) -> None:
    context = after(views, text, "unit_economics")
    assert asks_value(text, views.of(context))
    plan = plan_show_model(text, context, views.of(context))
    assert not plan.calls
    assert plan.says[0].variables["inputs"][0]["value"] == views.models["subscription"].defaults["churn"]


def test_what_a_sum_is_made_of(view: View) -> None:
    assert parts_of("total_cost", view("venture")) == [
        "data",
        "training",
        "promotion_cost_total",
        "adaptation_cost_total",
        "transaction_cost_total",
    ]
    assert part_named("适配这块怎么得出来的", view("venture")) == "adaptation_cost_total"
    assert not part_named("how did you get that", view("venture"))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("or through the conversion alone, how high?", {"variable": "conversion"}),
        ("单靠涨价呢，要到多少", {"variable": "price"}),
        ("what would it take if churn were 9%?", {"changes": [CHURN]}),
        ("要是流失率是9%，这个数要多少", {"changes": [CHURN]}),
        ("and with churn at 9%, what price would that need?", {"variable": "price", "changes": [CHURN]}),
    ],
)
def test_a_goal_goes_on(views: FinanceViews, text: str, changed: dict[str, Any]) -> None:
    last = {"variable": "trials", "output": "profit.month_12", "target": 0.0}
    context = after(views, text, "goal_seek", **last)
    assert goal_again(text, context, views.of(context)) == {**last, **changed}


def test_claims_that_are_told_to_others(view: View) -> None:
    assert read_calculation("一年就能保本", view()).claims[0]["value"] == 12


def test_a_result_claimed_as_a_multiple(view: View) -> None:
    text = "if the price doubles, LTV triples, right?"
    found = conditional_claim(text, Context(text, "en"), view())
    assert found is not None
    assert found[1].claims[0] == {"output": "ltv", "value": 1800.0, "resolution": 18.0}


def test_a_qualified_result_and_things_of_one_customer(view: View) -> None:
    claims = read_calculation("把免费用户的成本算进去，获客成本才50", view("freemium")).claims
    assert [c["output"] for c in claims] == ["loaded_cac"]
    assert not read_calculation("each customer makes 4,000 calls", view("usage")).claims


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("how do I pick channels? please name your sources", "how do I pick channels?"),
        ("渠道怎么选？请注明出处", "渠道怎么选"),
        ("which sources of revenue are there", "which sources of revenue are there"),
    ],
)
def test_the_wish_for_a_source_is_no_word_of_the_question(text: str, query: str) -> None:
    assert plan_guidance(text, Context(text, "en")).calls[0].args["query"] == query
