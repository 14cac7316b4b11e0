"""New inputs and currencies as people ask for them."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.finance.extend import Addition
from assistant.finance.units import CURRENCIES
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.custom import plan_define_input, plan_set_currency
from assistant.planner.plans.inputs import plan_set_inputs
from assistant.planner.plans.what_if import plan_what_if

FEE = Addition("payment_fee", "payment fee", "支付手续费", "cost", "share", 0.02, "subscription")


def plan(text: str, views: FinanceViews, template: str = "subscription", **finance: Any) -> Plan:
    context = Context(text, "en", finance={"template": template, **finance})
    return plan_define_input(text, context, views.of(context, text))


@pytest.mark.parametrize(
    ("text", "label", "value", "per", "role"),
    [
        ("add a 2 % payment fee", "payment fee", 0.02, "share", "cost"),
        ("加一个2%的支付手续费", "payment fee", 0.02, "share", "cost"),
        ("we also pay 0.30 per transaction", "transaction fee", 0.3, "transaction", "cost"),
        ("include insurance of 500 a month", "insurance", 500, "period", "cost"),
        ("每月还有500元保险", "insurance", 500, "period", "cost"),
        ("每个客户每月多1.5元短信费", "sms fee", 1.5, "customer", "cost"),
        ("add a 10% reseller commission", "reseller commission", 0.1, "share", "cost"),
        ("代理商佣金占收入的10%", "reseller commission", 0.1, "share", "cost"),
        ("every new customer gets a 20 dollar gift", "gift", 20, "new_customer", "cost"),
        ("每位新客户送20元礼品", "gift", 20, "new_customer", "cost"),
        ("we also earn 5 per customer from add-ons", "add-ons", 5, "customer", "income"),
        ("我们还有增值服务，每个客户每月收5元", "add-ons", 5, "customer", "income"),
        ("there is a one-off legal fee of 8000", "legal fee", 8000, "one_off", "cost"),
        ("加一笔一次性的律师费8000元", "legal fee", 8000, "one_off", "cost"),
        ("we pay 15% of sales to the app store", "app store", 0.15, "share", "cost"),
        ("增加一个每月2000元的政府补贴收入", "subsidy", 2000, "period", "income"),
        ("each trial costs us 0.8 in ID checks", "ID checks", 0.8, "trial", "cost"),
    ],
)
def test_the_words_give_name_value_and_unit(
    views: FinanceViews, text: str, label: str, value: float, per: str, role: str
) -> None:
    (call,) = plan(text, views).calls
    assert call.name == "define_input"
    assert (call.args["label"], call.args["value"], call.args["per"], call.args["role"]) == (label, value, per, role)


def test_a_percentage_and_an_amount_are_two_inputs(views: FinanceViews) -> None:
    calls = plan("2.9% plus 30 cents per transaction for card processing", views).calls
    assert [(c.args["value"], c.args["per"]) for c in calls] == [(0.029, "share"), (0.3, "transaction")]
    assert calls[0].args["label"] != calls[1].args["label"]


def test_ways_are_those_of_the_model(views: FinanceViews) -> None:
    assert plan("add 0.4 per order for packaging", views, "marketplace").calls[0].args["per"] == "order"
    assert plan("每台加3元包装费", views, "hardware").calls[0].args["per"] == "unit"
    assert plan("add a moderation cost of $0.0002 per call", views, "usage").calls[0].args["per"] == "call"
    yearly = plan("include insurance of 500 a month", views, "venture").calls[0].args
    assert (yearly["per"], yearly["period"]) == ("period", "month")


def test_what_is_missing_is_asked_and_the_answer_completes_it(views: FinanceViews) -> None:
    asked = plan("add insurance", views)
    assert (asked.calls, asked.asked["kind"], asked.asked["label"]) == ((), "new_input", "insurance")
    answer = Context("500 a month", "en", finance={"template": "subscription"}, asked=asked.asked)
    done = plan_pending(answer, views)
    assert done is not None
    assert done.calls[0].args == {
        "label": "insurance", "label_zh": "保险费", "value": 500.0, "per": "period", "role": "cost"
    }  # fmt: skip
    open_ = plan("加一笔400元的版税", views)
    answer = Context("每个客户", "zh", finance={"template": "subscription"}, asked=open_.asked)
    done = plan_pending(answer, views)
    assert done is not None
    assert (done.calls[0].args["value"], done.calls[0].args["per"]) == (400, "customer")


@pytest.mark.parametrize("text", ["drop the payment fee", "please remove the payment fee again", "去掉支付手续费"])
def test_it_is_dropped_by_name(views: FinanceViews, text: str) -> None:
    (call,) = plan(text, views, extensions=[FEE.to_json()]).calls
    assert (call.name, call.args) == ("remove_input", {"name": "payment_fee"})


@pytest.mark.parametrize("text", ["what if the payment fee is 3%", "如果支付手续费是3%呢"])
def test_later_talk_knows_it(views: FinanceViews, text: str) -> None:
    finance = {"template": "subscription", "extensions": [FEE.to_json()], "inputs": {"payment_fee": 0.02}}
    context = Context(text, "en", finance=finance)
    (call,) = plan_what_if(text, context, views.of(context, text)).calls
    assert call.args["changes"] == [{"variable": "payment_fee", "relation": "set", "value": 0.03}]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("we count in yuan", "CNY"), ("用人民币算", "CNY"), ("all in euros", "EUR"), ("switch from USD to EUR", "EUR"),
        ("euros, not dollars", "EUR"), ("把美元改成人民币", "CNY"), ("港币计价", "HKD"),
    ],
)  # fmt: skip
def test_currencies(views: FinanceViews, text: str, code: str) -> None:
    context = Context(text, "en", finance={"template": "subscription"})
    (call,) = plan_set_currency(text, context, views.of(context)).calls
    assert (call.name, call.args) == ("set_currency", {"currency": code})


@pytest.mark.parametrize("code", sorted(CURRENCIES - {"USD", "TRY"}))  # "try" is a verb
def test_every_currency_can_be_chosen_by_its_code(views: FinanceViews, code: str) -> None:
    context = Context("", "en")
    (call,) = plan_set_currency(f"count in {code.lower()} from now on", context, views.of(context)).calls
    assert call.args == {"currency": code}


def test_an_amount_of_another_currency_than_the_chosen_one_is_noted(views: FinanceViews) -> None:
    finance = {"template": "subscription", "inputs": {"price": 49.0}, "stated": ["price"], "currency": "USD"}
    context = Context("固定成本每月是￥20000", "zh", finance=finance)
    found = plan_set_inputs(context.text, context, views.of(context, context.text))
    assert "没有换算" in found.notes[0]["zh"]
