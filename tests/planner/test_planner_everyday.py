"""Everyday ways of saying a value: joining words, names of notes, those who stay, several periods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plans.inputs import plan_set_inputs
from assistant.planner.understand.values.changes import read_changes

View = Callable[..., FinanceView]
YEARLY_FIFTH = 1 - 0.8 ** (1 / 12)  # a fifth a year, compounded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一个月房租水电加工资六万八", {"fixed_cost": ("set", 68000)}),
        ("固定成本加5000", {"fixed_cost": ("change_by", 5000)}),
        ("试用新增200", {"trials": ("change_by", 200)}),
        ("再叠加价格49", {"price": ("set", 49)}),
        ("再加上价格49", {"price": ("set", 49)}),
        ("五分之一的试用会变成付费", {"conversion": ("set", 0.2)}),
        ("what if half of all trials turned into paying customers", {"conversion": ("set", 0.5)}),
        ("一成二会付钱", {"conversion": ("set", 0.12)}),
        ("10个试用的里头有1.2个掏钱", {"conversion": ("set", 0.12)}),
        ("每家店一年下来大概走掉两成", {"churn": ("set", YEARLY_FIFTH)}),
        ("一年能留住八成客户", {"churn": ("set", YEARLY_FIFTH)}),
        ("customers stay 20 months on average", {"churn": ("set", 0.05)}),
        ("客户平均待20个月", {"churn": ("set", 0.05)}),
        ("what if nobody ever left", {"churn": ("set", 0)}),
        ("我的流失率要是零", {"churn": ("set", 0)}),
        ("price is a fiver", {"price": ("set", 5)}),
        ("charge a tenner", {"price": ("set", 10)}),
        ("price49 trials 800 conv 15", {"price": ("set", 49), "trials": ("set", 800), "conversion": ("set", 0.15)}),
        ("服务器加客服每个客户摊11块", {"variable_cost": ("set", 11)}),
        ("6 dollars to serve each", {"variable_cost": ("set", 6)}),
        ("可变成本便宜一半", {"variable_cost": ("multiply", 0.5)}),
        ("试用翻一番了，现在每月2000", {"trials": ("set", 2000)}),
        ("we had 500 trials in March and 620 in April", {"trials": ("set", 620)}),
        ("每月花八千块拉新", {"acquisition_spend": ("set", 8000)}),
        ("no, our price isn't 39", {}),
        ("we spent 6k on ads this quarter", {"acquisition_spend": ("set", 2000)}),
        ("今年团队成本210万", {"fixed_cost": ("set", 175000)}),
        ("price was 39 last year", {"price": ("set", 39)}),
        ("今年流失率4%", {"churn": ("set", 0.04)}),
        # 2 × 90,000 a year are 15,000 a month; 2 × 30万 are 50,000
        ("what if it takes two more engineers at 90k each a year", {"fixed_cost": ("change_by", 15000)}),
        ("we need two more engineers at 90k", {"fixed_cost": ("change_by", 15000)}),
        ("再招两个工程师，每人年薪30万", {"fixed_cost": ("change_by", 50000)}),
        ("what if one engineer leaves, he costs 7k a month", {"fixed_cost": ("change_by", -7000)}),
        ("5个工程师每人月薪2万，房租1万", {"fixed_cost": ("set", 110000)}),
        ("每个月少花5000获客会不会好一点", {"acquisition_spend": ("change_by", -5000)}),
    ],
)
def test_everyday_sayings(text: str, expected: dict[str, tuple[str, float]], view: View) -> None:
    found = {c.variable: (c.relation, pytest.approx(c.value)) for c in read_changes(text, view()).changes}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月新增买家500", {"new_buyers": ("set", 500)}),
        ("if buyers ordered twice a month instead", {"orders_per_buyer": ("set", 2)}),
        ("要是买家每月下两单", {"orders_per_buyer": ("set", 2)}),
    ],
)
def test_of_a_marketplace(text: str, expected: dict[str, tuple[str, float]], view: View) -> None:
    found = {c.variable: (c.relation, c.value) for c in read_changes(text, view("marketplace")).changes}
    assert found == expected


@pytest.mark.parametrize(
    "text", ["50000 free users a month sign up and 2 % upgrade at 8", "每月注册5万人，2%升级，每月8块"]
)
def test_a_share_is_the_rate_and_the_rest_the_price(text: str, view: View) -> None:
    found = {c.variable: c.value for c in read_changes(text, view("freemium")).changes}
    assert found == {"signups": 50000, "upgrade": pytest.approx(0.02), "price": 8}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("2 million calls a month", True),
        ("月调用量300万次", True),
        ("2 million calls per customer a month", False),
        ("calls 9000", False),
    ],
)
def test_a_count_far_too_large_for_each_customer_is_asked_about(text: str, asked: bool, view: View) -> None:
    usage = view("usage")
    reading = read_changes(text, usage)
    assert [m.ids for m, _ in reading.ambiguous] == ([("calls",)] if asked else [])
    question = plan_set_inputs(text, Context(text, "en"), usage)
    assert [s.template for s in question.says] == (["ask_meaning"] if asked else [])


def test_the_numbers_beside_a_question_are_kept(view: View) -> None:
    text = "each call costs 0.004, 2 million calls a month"
    plan = plan_set_inputs(text, Context(text, "en"), view("usage"))
    assert [(c.name, c.args["inputs"]) for c in plan.calls] == [("set_finance_model", {"call_cost": 0.004})]
    assert plan.asked["kind"] == "variable"


@pytest.mark.parametrize(
    ("text", "said"),
    [("转化率在第6个月以后变成15%", "从第一个月起"), ("from month 6 on conversion is 15%", "from the first month")],
)
def test_a_change_of_a_later_month_is_said_to_count_at_once(text: str, said: str, view: View) -> None:
    plan = plan_set_inputs(text, Context(text, "en"), view())
    assert plan.calls[0].args["inputs"] == {"conversion": 0.15}
    assert any(said in note[language] for note in plan.notes for language in ("en", "zh"))


@pytest.mark.parametrize(("stated", "noted"), [([], True), (["price"], False)])
def test_a_change_by_so_much_names_the_example_it_starts_from(stated: list[str], noted: bool, view: View) -> None:
    text = "we raised the price by 10"
    plan = plan_set_inputs(text, Context(text, "en", finance={"stated": stated}), view())
    assert plan.calls[0].args["inputs"] == {"price": 49}
    assert any("example value" in note["en"] for note in plan.notes) == noted
