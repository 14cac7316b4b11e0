"""The subscription model against a plain loop and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from assistant.finance import FinanceModel, evaluate

CASES = [
    {},
    {"conversion": 0.15},
    {"price": 49, "churn": 0.03, "horizon": 36},
    {"starting_customers": 500, "cash": 10_000, "trials": 40},
    {"churn": 1, "horizon": 5},
    {"churn": 0, "variable_cost": 50, "horizon": 60},
    {"trials": 0, "starting_customers": 2000, "acquisition_spend": 0},
]


def oracle(changes: dict[str, float]) -> dict[str, float]:
    p = {
        "price": 39, "trials": 1000, "conversion": 0.1, "churn": 0.05, "variable_cost": 9, "acquisition_spend": 20000,
        "fixed_cost": 15000, "starting_customers": 0, "cash": 300000, "horizon": 24,
    } | changes  # fmt: skip
    customers, cash, lowest, out = p["starting_customers"], p["cash"], p["cash"], {}
    revenue_total = profit_total = 0.0
    for month in range(1, int(p["horizon"]) + 1):
        customers = customers * (1 - p["churn"]) + p["trials"] * p["conversion"]
        revenue = customers * p["price"]
        profit = customers * (p["price"] - p["variable_cost"]) - p["acquisition_spend"] - p["fixed_cost"]
        cash += profit
        lowest = min(lowest, cash)
        revenue_total += revenue
        profit_total += profit
        out |= {f"customers.month_{month}": customers, f"revenue.month_{month}": revenue}
        out |= {f"profit.month_{month}": profit, f"cash_balance.month_{month}": cash}
        out |= {f"costs.month_{month}": revenue - profit}
        if profit >= 0:
            out.setdefault("break_even_month", month)
        if cash < 0:
            out.setdefault("runway_months", month)
    return out | {"revenue.total": revenue_total, "profit.total": profit_total, "cash.lowest": lowest}


@pytest.mark.parametrize("changes", CASES)
def test_every_month_agrees_with_a_plain_loop(subscription: FinanceModel, changes: dict[str, float]) -> None:
    found, expected = evaluate(subscription, changes), oracle(changes)
    for name, value in expected.items():
        assert found.values[name] == pytest.approx(value, rel=1e-12, abs=1e-7), name
    for name in ("break_even_month", "runway_months"):
        assert (name in found.values) == (name in expected)
        assert (name in found.undefined) != (name in expected)
    assert len(found.series["profit"]) == changes.get("horizon", 24)


@pytest.mark.parametrize("month", [1, 2, 12, 24])
def test_customers_follow_the_geometric_sum(subscription: FinanceModel, month: int) -> None:
    # c_n = new · (1 − q^n) / (1 − q) with q = 1 − churn
    expected = 100 * (1 - 0.95**month) / 0.05
    assert evaluate(subscription, {}).values[f"customers.month_{month}"] == pytest.approx(expected, rel=1e-12)


def test_unit_figures_by_hand(subscription: FinanceModel) -> None:
    values = evaluate(subscription, {}).values
    assert values["cac"] == 200
    assert values["ltv"] == pytest.approx(600)
    assert values["ltv_to_cac"] == pytest.approx(3)
    assert values["payback_months"] == pytest.approx(20 / 3)
    assert values["payback_with_churn"] == pytest.approx(math.log(1 - 200 * 0.05 / 30) / math.log(0.95))
    assert values["gross_margin"] == pytest.approx(30 / 39)
    assert values["break_even_customers"] == math.ceil(35000 / 30)
    assert values["annual_churn"] == pytest.approx(1 - 0.95**12)
    assert values["new_customers"] == 100
    assert values["profit.month_12"] == pytest.approx(-7421.6052597582275)
    assert values["break_even_month"] == 18


@pytest.mark.parametrize(
    ("inputs", "output", "en", "zh"),
    [
        ({"churn": 0}, "ltv", "within 24 months a customer contributes 720 USD", "24个月内每位客户贡献720 USD"),
        ({"churn": 0}, "ltv_to_cac", "nobody ever leaves", "永不流失"),
        ({"churn": 0}, "payback_with_churn", "simple payback of 6.67 months", "简单回收期6.67个月"),
        ({"price": 9}, "payback_months", "never", "永远收不回"),
        ({"price": 5}, "break_even_customers", "no number of customers", "都无法盈亏平衡"),
        ({"price": 5}, "payback_months", "−4 USD", "−4 USD"),
        ({"price": 0}, "gross_margin", "no revenue", "没有收入"),
        ({"trials": 0}, "cac", "no new customers", "没有新增客户"),
        ({"conversion": 0}, "ltv_to_cac", "no new customers", "没有新增客户"),
        ({"acquisition_spend": 0}, "ltv_to_cac", "cost nothing", "获客成本为0"),
        ({"conversion": 0.01}, "payback_with_churn", "leave before they have paid back", "已流失"),
        ({"price": 10, "horizon": 6}, "break_even_month", "every month within 6 months makes a loss", "6个月"),
        ({}, "runway_months", "does not run out within 24 months", "现金不会耗尽"),
    ],
)
def test_undefined_cases_are_named(
    subscription: FinanceModel, inputs: dict[str, float], output: str, en: str, zh: str
) -> None:
    found = evaluate(subscription, inputs)
    assert output not in found.values
    assert en in found.undefined[output].en
    assert zh in found.undefined[output].zh


def test_no_value_is_ever_nan_or_infinite(subscription: FinanceModel) -> None:
    extremes = [{}, {"churn": 0}, {"churn": 1}, {"price": 0}, {"trials": 0}, {"price": 1e9}, {"acquisition_spend": 0}]
    for inputs in extremes:
        found = evaluate(subscription, inputs)
        assert all(math.isfinite(v) for v in found.values.values())
        assert not set(found.values) & set(found.undefined)
        shown = {f.id for f in subscription.outputs if not f.is_series}
        assert shown <= set(found.values) | set(found.undefined)


def test_draws_agree_with_numbers(subscription: FinanceModel) -> None:
    churn = np.array([0.01, 0.05, 0.0, 1.0])
    price = np.array([39.0, 50.0, 20.0, 9.0])
    found = evaluate(subscription, {"churn": churn, "price": price})
    for index in range(4):
        single = evaluate(subscription, {"churn": float(churn[index]), "price": float(price[index])})
        for name, values in found.values.items():
            expected = single.values.get(name, math.nan)
            assert np.asarray(values)[index] == pytest.approx(expected, rel=1e-12, abs=1e-9, nan_ok=True), name
    assert found.series["profit"].shape == (24, 4)
    assert "ltv" in found.undefined


def test_draws_of_different_length_are_refused(subscription: FinanceModel) -> None:
    with pytest.raises(ValueError, match="one length"):
        evaluate(subscription, {"churn": np.zeros(3), "price": np.zeros(4)})
