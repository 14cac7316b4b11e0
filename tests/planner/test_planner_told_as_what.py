"""How told numbers become inputs: totals, denials, costs by name, other periods, the model a founder says it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.choosing import plan_choose_model
from assistant.planner.plans.inputs import plan_set_inputs
from assistant.planner.plans.what_if import plan_what_if
from assistant.planner.understand.model_wished import model_wished
from assistant.planner.understand.values.denied import denials

View = Callable[..., FinanceView]
TOOLS = frozenset({"set_finance_model", "what_if", "undo_numbers"})


def talk(views: FinanceViews, text: str, template: str = "subscription", **told: float) -> tuple[Context, FinanceView]:
    """A conversation in which some inputs were told."""
    finance: dict[str, Any] = {
        "template": template,
        "inputs": {**views.models[template].defaults, **told},
        "stated": list(told),
    }
    context = Context(text, "en", finance=finance, tools=TOOLS)
    return context, views.of(context, text)


def tell(views: FinanceViews, text: str, template: str = "subscription", **told: float) -> Plan:
    """The plan for numbers told in such a conversation."""
    return plan_set_inputs(text, *talk(views, text, template, **told))


def inputs(plan: Plan) -> dict[str, float]:
    return dict(plan.calls[0].args.get("inputs", {})) if plan.calls else {}


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("another 700 a month goes on ads", {"price": 20}, {"acquisition_spend": 700}),
        ("another 700 a month goes on ads", {"acquisition_spend": 300}, {"acquisition_spend": 1000}),
        ("rent and wages come to 11k a month altogether", {"fixed_cost": 8000}, {"fixed_cost": 11_000}),
        ("房租加人工总共8万一个月", {"fixed_cost": 20_000}, {"fixed_cost": 80_000}),
        ("固定开支加起来五万", {"price": 20}, {"fixed_cost": 50_000}),
        ("每个月新增试用大概90个", {"trials": 40}, {"trials": 90}),
        ("raise the price by 4", {"price": 20}, {"price": 24}),
        ("月单价再涨4块", {"price": 20}, {"price": 24}),
    ],
)
def test_a_total_and_the_first_told_value_are_no_increase(
    text: str, told: dict[str, float], expected: dict[str, float], views: FinanceViews
) -> None:
    assert inputs(tell(views, text, **told)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why do you say 52?", ["52"]),
        ("where did you get 1,300 from, it's 9", ["1,300"]),
        ("the 52 isn't mine", ["52"]),
        ("nobody told you 52", ["52"]),
        ("please don't write 52, write 61", ["52"]),
        ("stop using 52", ["52"]),
        ("the page still says $52", ["$52"]),
        ("it isn't 52", ["52"]),
        ("52 is wrong", ["52"]),
        ("52 is right", []),
        ("why not 5%?", []),
        ("churn isn't more than 5%", []),
        ("farmers don't use 30% of it", []),
        ("你怎么写52", ["52"]),
        ("别写52", ["52"]),
        ("52不是我说的", ["52"]),
        ("52是哪来的", ["52"]),
        ("每客户成本0.4不对", ["0.4"]),
        ("谁告诉你有1300个买家", ["1300"]),
        ("不是52，是61", ["52"]),
        ("你怎么还是每月70条线索，这等于一年签84家，我一年才5家", ["每月70", "84"]),
        ("是不是52？", []),
        ("怎么把流失降到3%", []),
        ("价格52不变", []),
        ("流失按3%算", []),
        ("每客户成本0.4不对，已经算在3.1万里了", ["0.4", "3.1万"]),
        ("the 8% was never mentioned by me", ["8%"]),
    ],
)
def test_numbers_that_are_denied(text: str, expected: list[str]) -> None:
    assert [q.text.strip() for q in denials(text)] == expected


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("why do you write 52? it's 61", {"price": 52}, {"price": 61}),
        ("don't write 52, it should be 61", {"price": 52}, {"price": 61}),
        ("别写52了，是61", {"price": 52}, {"price": 61}),
        ("价格是610啊，你怎么写39", {"trials": 70}, {"price": 610}),
        ("变动成本9不是我说的，大概14块吧", {"trials": 70}, {"variable_cost": 14}),
        ("the page still says $52, that's our cost. fix the price to $61", {"price": 40}, {"price": 61}),
    ],
)
def test_what_stands_against_a_denied_number_is_the_value(
    text: str, told: dict[str, float], expected: dict[str, float], views: FinanceViews
) -> None:
    found = inputs(tell(views, text, **told))
    assert {k: v for k, v in found.items() if k in expected} == expected
    assert not {9, 39, 52} & set(found.values()) or found == {"price": 61, "variable_cost": 52}


def test_a_denial_alone_sets_nothing_and_asks(views: FinanceViews) -> None:
    plan = tell(views, "变动成本9不是我说的", price=52)
    assert (plan.calls, plan.asked["variable"], plan.asked["goal"]) == ((), "variable_cost", "inputs")
    unknown = tell(views, "why do you say 777?", price=52)
    assert (unknown.calls, unknown.says[0].template) == ((), "ask_denied")


def test_what_is_said_to_be_nothing_against_a_denied_number_is_zero(views: FinanceViews) -> None:
    plan = tell(views, "I never told you 20,000 for ads. We spend nothing", price=52)
    assert inputs(plan) == {"acquisition_spend": 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where does 5% churn come from? It's 2%", {"churn": 0.02}),
        ("你怎么写20%的转化，我说的是12%", {"conversion": 0.12}),
        ("每客户成本改成7，31000是固定成本", {"variable_cost": 7, "fixed_cost": 31_000}),
    ],
)
def test_a_message_that_denies_and_tells_is_one_request(
    text: str, expected: dict[str, float], brain: Brain, views: FinanceViews
) -> None:
    context, _ = talk(views, text, price=52, conversion=0.2)
    (call,) = brain.plan(context).calls
    assert (call.name, call.args["inputs"]) == ("set_finance_model", expected)


def test_this_is_another_model_is_one_request(brain: Brain, views: FinanceViews) -> None:
    context, _ = talk(views, "We're in the wrong model. This is a marketplace: 300 new buyers a month", price=52)
    (call,) = brain.plan(context).calls
    assert call.args == {"template": "marketplace", "inputs": {"new_buyers": 300}}


def test_a_denied_value_that_was_just_set_goes_back(views: FinanceViews) -> None:
    context, view = talk(views, "谁说每月试用70了", price=52, trials=70)
    before = {**context.finance, "inputs": {**context.finance["inputs"], "trials": 30}}
    context.finance["history"] = [before]
    (call,) = plan_set_inputs(context.text, context, view).calls
    assert (call.name, call.args) == ("undo_numbers", {"action": "undo", "steps": 1})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the $12 is our cost per clinic, hosting included", {"variable_cost": 12}),
        ("$12 a month, that's our cost per clinic", {"variable_cost": 12}),
        ("the 9,000 is our ad budget", {"acquisition_spend": 9000}),
        ("the 9,000 is salaries and rent", {"fixed_cost": 9000}),
        ("12是每家的模型费用", {"variable_cost": 12}),
        ("12块那个是每个客户的成本，不是价格", {"variable_cost": 12}),
        ("9000是工资", {"fixed_cost": 9000}),
        ("9000那笔是推广费", {"acquisition_spend": 9000}),
    ],
)
def test_what_is_called_a_cost_is_never_the_price(text: str, expected: dict[str, float], views: FinanceViews) -> None:
    assert inputs(tell(views, text, price=52)) == expected


@pytest.mark.parametrize(
    ("text", "template", "told", "expected"),
    [
        ("we sign 6 clinics a year", "subscription", {}, {"trials": 0.5, "conversion": 1}),
        ("we win 12 new customers per quarter", "licence", {}, {"leads": 4, "conversion": 1}),
        ("we close about 1 project every two months", "licence", {}, {"leads": 0.5, "conversion": 1}),
        ("we win 12 customers a year", "subscription", {"conversion": 0.25}, {"trials": 4}),
        ("一年也就签3家", "subscription", {}, {"trials": 0.25, "conversion": 1}),
        ("每年能拓展24户", "licence", {"conversion": 0.5}, {"leads": 4}),
        ("每季度接3个项目", "licence", {}, {"leads": 1, "conversion": 1}),
        ("一年新增120家买家", "marketplace", {}, {"new_buyers": 10}),
        ("ads are 60k a year", "subscription", {}, {"acquisition_spend": 5000}),
    ],
)
def test_what_a_year_brings_is_told_by_the_month(
    text: str, template: str, told: dict[str, float], expected: dict[str, float], views: FinanceViews
) -> None:
    plan = tell(views, text, template, **told)
    assert inputs(plan) == pytest.approx(expected)
    assert plan.notes


def test_customers_of_a_year_are_supposed_as_customers(views: FinanceViews) -> None:
    context, view = talk(views, "如果一年能签到60家律所，能不能打平", price=399)
    (call,) = plan_what_if(context.text, context, view).calls
    assert [(c["variable"], c["value"]) for c in call.args["changes"]] == [("trials", 5), ("conversion", 1)]


def test_a_count_of_things_is_no_sum(views: FinanceViews) -> None:
    plan = tell(views, "we visit 20 farms a year", price=52)
    assert not set(inputs(plan)) & {"price", "variable_cost", "fixed_cost", "acquisition_spend"}


def test_what_finds_no_input_is_named(views: FinanceViews) -> None:
    plan = tell(views, "churn 2%, 6 staff, 17 partners and 5,000 in ads", price=52)
    assert inputs(plan) == {"churn": 0.02, "acquisition_spend": 5000}
    assert "“6”" in plan.notes[-1]["en"]
    assert "“17”" in plan.notes[-1]["en"]


def test_parts_of_a_sum_are_not_called_left_over(views: FinanceViews) -> None:
    plan = tell(views, "rent 900 and wages 7,000, churn 2%", price=52)
    assert inputs(plan) == {"fixed_cost": 7900, "churn": 0.02}
    assert all("left it out" not in note["en"] for note in plan.notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("this is hardware: 200 units a month", "hardware"),
        ("start the numbers over as a marketplace", "marketplace"),
        ("we're a marketplace, not a subscription", "marketplace"),
        ("we bill per minute, not per token", "usage"),
        ("we charge by the project", "licence"),
        ("it's not a subscription", ""),
        ("there is no hardware here", ""),
        ("our users are in Berlin, ads cost 900", ""),
        ("it's a device", ""),
        ("这是硬件生意", "hardware"),
        ("按项目收费", "licence"),
        ("我们不是按席位卖的，是按分钟", "usage"),
        ("我们不是订阅制", ""),
        ("广告花了3万", ""),
        ("那是佣金", ""),
    ],
)
def test_the_model_that_a_founder_says_it_is(text: str, expected: str, views: FinanceViews) -> None:
    assert model_wished(text, views.models) == expected


def test_another_model_keeps_the_numbers_it_has_too(views: FinanceViews) -> None:
    context, _ = talk(views, "this is a pay per use business", price=52, churn=0.02, trials=70)
    args = plan_choose_model(context.text, context, views).calls[0].args
    assert args == {"template": "usage", "inputs": {"churn": 0.02, "trials": 70}}
    afresh, _ = talk(views, "start the numbers over as a pay per use business", churn=0.02)
    assert plan_choose_model(afresh.text, afresh, views).calls[0].args["inputs"] == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we bill per minute, not per token: $0.03 per minute", {"tokens_per_call": 0, "call_price": 0.03}),
        ("按分钟收费，每分钟3分钱", {"tokens_per_call": 0, "call_price": 0.03}),
        ("按项目收费，一个项目80万", {"seats_per_customer": 1, "price": 800_000}),
        ("we charge by the project, 90,000 per project", {"seats_per_customer": 1, "price": 90_000}),
    ],
)
def test_the_way_of_charging_tells_what_sums_are_for(
    text: str, expected: dict[str, float], views: FinanceViews
) -> None:
    assert plan_choose_model(text, Context(text, "en"), views).calls[0].args["inputs"] == expected
