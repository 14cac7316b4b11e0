"""What is told of a plan: old values, shares of buyers, sums for one, stories without a claim; both languages."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.language.normalize import normalize
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.claims import plan_check_claim
from assistant.planner.plans.custom import plan_define_input, plan_set_currency
from assistant.planner.plans.goal import plan_goal_seek
from assistant.planner.plans.inputs import plan_set_inputs, plan_show_model
from assistant.planner.plans.what_if import plan_what_if
from assistant.planner.understand.values.changes import read_changes

JsonDict = dict[str, Any]


def told(views: FinanceViews, text: str, template: str = "subscription", **focus: Any) -> Context:
    finance = {"template": template, "inputs": views.models[template].defaults}
    return Context(normalize(text), "en", finance=finance, focus=focus)


def call(plan: Plan) -> tuple[str, JsonDict]:
    return plan.calls[0].name, plan.calls[0].args


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("licence", "one in five leads buys", {"conversion": 0.2}),
        ("licence", "三分之一能签，续约八成", {"conversion": 1 / 3, "renewal": 0.8}),
        ("licence", "plus 15% maintenance a year", {"maintenance": 0.15}),
        ("hardware", "订阅附加率40%", {"attach_rate": 0.4}),
        ("hardware", "五个买家里有一个会开通云服务", {"attach_rate": 0.2}),
        ("hardware", "devices at 149", {"price": 149}),
        ("hardware", "每月卖320台", {"units": 320}),
        ("hardware", "渠道一分钱都不拿", {"channel_share": 0}),
        ("hardware", "what if we skip the dealers altogether", {"channel_share": 0}),
        ("marketplace", "每位买家每月下单从1.2次提到3次", {"orders_per_buyer": 3}),
        ("marketplace", "buyers placing two orders a month instead of 1.2", {"orders_per_buyer": 2}),
        ("subscription", "the 15k of fixed cost is wrong, it should be 36k a quarter", {"fixed_cost": 12_000}),
        ("subscription", "固定成本那个1.5万不对，应该是1.2万", {"fixed_cost": 12_000}),
        ("subscription", "市场9千", {"acquisition_spend": 9000}),
        ("subscription", "259/月/家", {"price": 259}),
        ("usage", "每次调用成本2分", {"call_cost": 0.02}),
        ("usage", "token价格和推理成本都设0", {"price": 0, "inference_cost": 0}),
        ("usage", "price and inference cost are both zero", {"price": 0, "inference_cost": 0}),
        ("venture", "推广50场，转化30%", {"promotions": 50, "promotion_conversion": 0.3}),
        ("advertising", "每用户每月服务器两分钱，房租4万", {"fixed_cost": 40_000, "serving_cost": 0.02}),
        ("advertising", "CPM腰斩，真砍一半", {"cpm": 0.5}),
    ],
)  # fmt: skip
def test_what_numbers_are(template: str, text: str, expected: dict[str, float], views: FinanceViews) -> None:
    context = told(views, text, template)
    reading = read_changes(context.text, views.of(context))
    assert {c.variable: c.value for c in reading.changes} == pytest.approx(expected)


def test_zero_is_said_of_the_nearest_name(views: FinanceViews) -> None:
    context = told(views, "zero channel share is decided, the tooling stays", "hardware")
    assert [c.variable for c in read_changes(context.text, views.of(context)).changes] == ["channel_share"]


@pytest.mark.parametrize(
    "text",
    ["our supplier wants 8% more for the components, how bad is that?", "供应商说要涨8%的物料成本，影响多大？"],
)
def test_a_raise_that_is_only_proposed_is_supposed(text: str, views: FinanceViews) -> None:
    context = told(views, text, "hardware")
    name, args = call(plan_set_inputs(context.text, context, views.of(context)))
    assert (name, args["changes"][0]["value"]) == ("what_if", pytest.approx(1.08))


@pytest.mark.parametrize("text", ["no, not 49, 45", "啊不是49，是45"])
def test_a_case_is_mended_as_a_case(text: str, views: FinanceViews) -> None:
    price = {"variable": "price", "relation": "set", "value": 49.0}
    context = told(views, text)
    context.finance["scenario"] = {"name": "what-if 1", "changes": [price]}
    assert call(plan_set_inputs(context.text, context, views.of(context))) == (
        "what_if",
        {"changes": [{**price, "value": 45.0}]},
    )


@pytest.mark.parametrize(
    ("text", "inputs"),
    [
        ("每月40次试用，转化20%，月流失4%，固定成本2万，现金50万", {"trials": 40, "churn": 0.04}),
        ("40 trials, conversion 20%, cost per customer 30, fixed costs 20k", {"trials": 40, "variable_cost": 30}),
    ],
)  # fmt: skip
def test_a_story_claims_nothing(text: str, inputs: dict[str, float], views: FinanceViews) -> None:
    context = told(views, text)
    name, args = call(plan_check_claim(context.text, context, views.of(context)))
    assert name == "set_finance_model" and inputs.items() <= args["inputs"].items()


@pytest.mark.parametrize(
    ("text", "value"), [("支付手续费谈下来了，千分之五", 0.005), ("the payment fee came down to 1.9%", 0.019)]
)
def test_an_input_of_the_model_is_no_new_line(text: str, value: float, views: FinanceViews) -> None:
    context = told(views, text, "marketplace")
    name, args = call(plan_define_input(context.text, context, views.of(context)))
    assert (name, args["inputs"]) == ("set_finance_model", {"payment_fee": pytest.approx(value)})


def test_a_currency_in_passing_switches_none(views: FinanceViews) -> None:
    context = told(views, "and fixed costs of $17,500")
    name, args = call(plan_set_currency(context.text, context, views.of(context)))
    assert (name, args["inputs"]) == ("set_finance_model", {"fixed_cost": 17_500.0})


@pytest.mark.parametrize("text", ["list the numbers we are using", "你在用的参数有哪些"])
def test_the_numbers_in_use_are_told_without_a_call(text: str, views: FinanceViews) -> None:
    context = told(views, text)
    plan = plan_show_model(context.text, context, views.of(context))
    assert not plan.calls and [s.template for s in plan.says] == ["input_values"]


@pytest.mark.parametrize(
    ("template", "text", "outputs"),
    [
        ("freemium", "how many paying customers would that be at month 12?", ["customers.month_12"]),
        ("hardware", "单台毛利现在是多少", ["unit_margin"]),
        ("advertising", "how many readers do we need to break even?", ["break_even_users"]),
    ],
)
def test_a_result_that_is_asked_is_no_goal(template: str, text: str, outputs: list[str], views: FinanceViews) -> None:
    context = told(views, text, template)
    name, args = call(plan_goal_seek(context.text, context, views.of(context)))
    assert name == "unit_economics" and set(outputs) <= set(args["outputs"])


def test_a_result_of_the_case_is_no_change(views: FinanceViews) -> None:
    context = told(views, "and the gross margin in that case?")
    context.finance["scenario"] = {
        "name": "what-if 1",
        "changes": [{"variable": "price", "relation": "set", "value": 49.0}],
    }
    assert call(plan_what_if(context.text, context, views.of(context)))[1]["outputs"] == ["gross_margin"]
