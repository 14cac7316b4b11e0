"""Changes of inputs read out of clauses in both languages."""

from __future__ import annotations

import pytest
from planner.conftest import View

from assistant.planner.understand.values.changes import read_changes

SUBSCRIPTION = [
    ("what if conversion is 15%", {"conversion": ("set", 0.15)}),
    (
        "price goes up by 10 dollars and churn falls 2 points",
        {"price": ("change_by", 10), "churn": ("change_by", -0.02)},
    ),
    ("we double the trials", {"trials": ("multiply", 2)}),
    ("raise the price from 39 to 49", {"price": ("set", 49)}),
    ("what if annual churn is 30%", {"churn": ("set", 1 - 0.7 ** (1 / 12))}),
    ("conversion 15", {"conversion": ("set", 0.15)}),
    ("cut fixed costs by a third", {"fixed_cost": ("multiply", 2 / 3)}),
    ("price and trials both double", {"price": ("multiply", 2), "trials": ("multiply", 2)}),
    ("we charge 10% less", {"price": ("multiply", 0.9)}),
    ("fixed costs are 180k a year", {"fixed_cost": ("set", 15000)}),
    ("waht if convertion was 14%", {"conversion": ("set", 0.14)}),
    ("what if nobody churns at all", {"churn": ("set", 0)}),
    (
        "we sell at 30 dollars a month, 500 trials, churn 4%",
        {"price": ("set", 30), "trials": ("set", 500), "churn": ("set", 0.04)},
    ),
    ("价格涨到59，流失率降到3%会怎样", {"price": ("set", 59), "churn": ("set", 0.03)}),
    ("假如每月试用人数翻一番", {"trials": ("multiply", 2)}),
    ("转化率提高5个百分点", {"conversion": ("change_by", 0.05)}),
    ("转化率掉3个百分点", {"conversion": ("change_by", -0.03)}),
    ("把价格打八折", {"price": ("multiply", 0.8)}),
    ("要是获客费用每年24万呢", {"acquisition_spend": ("set", 20000)}),
    ("如果固定成本减少5000，单价提高10%", {"fixed_cost": ("change_by", -5000), "price": ("multiply", 1.1)}),
    ("假如百分之十五的试用用户都付费了呢", {"conversion": ("set", 0.15)}),
]


@pytest.mark.parametrize(("text", "expected"), SUBSCRIPTION)
def test_changes_of_the_subscription_model(view: View, text: str, expected: dict[str, tuple[str, float]]) -> None:
    reading = read_changes(text, view())
    found = {c.variable: (c.relation, c.value) for c in reading.changes}
    assert found.keys() == expected.keys()
    for name, (relation, value) in expected.items():
        assert found[name][0] == relation
        assert found[name][1] == pytest.approx(value, rel=1e-9)


def test_a_currency_sign_is_noted_and_not_converted(view: View) -> None:
    (change,) = read_changes("what if price is ￥299", view()).changes
    assert change.value == 299
    assert "CNY" in change.notes[0]["en"]


def test_a_name_of_two_inputs_is_ambiguous_and_what_tells_them_apart_settles_it(view: View) -> None:
    venture = view("venture")
    (mention, quantity) = read_changes("what if conversion is 15%", venture).ambiguous[0]
    assert set(mention.ids) == {"promotion_conversion", "transaction_conversion"}
    assert quantity is not None
    assert quantity.value == 0.15
    assert [c.variable for c in read_changes("promotion conversion 15%", venture).changes] == ["promotion_conversion"]
    assert [c.variable for c in read_changes("training takes 45 days", venture).changes] == ["training_days"]


def test_a_bare_value_goes_to_the_input_the_talk_is_about(view: View) -> None:
    (change,) = read_changes("and at 20%?", view(), follow=("conversion",)).changes
    assert (change.variable, change.value) == ("conversion", 0.2)


def test_what_is_not_understood_is_kept(view: View) -> None:
    reading = read_changes("price 49 and 17.5 of those", view())
    assert [c.variable for c in reading.changes] == ["price"]
    assert [q.value for q in reading.leftover] == [17.5]
