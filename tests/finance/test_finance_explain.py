from __future__ import annotations

import pytest

from assistant.finance import Change, FinanceModel, evaluate, explain, explain_path, what_if
from assistant.finance.numbers import amount_text, number_text
from assistant.finance.units import parse_unit


@pytest.mark.parametrize(
    ("output", "en", "zh"),
    [
        (
            "ltv",
            "LTV = contribution per customer and month ÷ monthly churn = 30 ÷ 5% = 600 USD",
            "客户终身价值（LTV） = 每客户每月边际贡献 ÷ 月流失率 = 30 ÷ 5% = 600 USD",
        ),
        (
            "customers.month_1",
            "customers in month 1 = starting customers × (1 − monthly churn) + new customers per month"
            " = 0 × (1 − 5%) + 100 = 100",
            "第1个月客户数 = 初始客户数 × (1 − 月流失率) + 每月新增客户 = 0 × (1 − 5%) + 100 = 100",
        ),
        (
            "customers.month_2",
            "customers in month 2 = customers in month 1 × (1 − monthly churn) + new customers per month"
            " = 100 × (1 − 5%) + 100 = 195",
            "第2个月客户数 = 第1个月客户数 × (1 − 月流失率) + 每月新增客户 = 100 × (1 − 5%) + 100 = 195",
        ),
        (
            "cash_balance.month_1",
            "cash balance in month 1 = cash at the start + profit = 300,000 + (−32,000) = 268,000 USD",
            "第1个月现金余额 = 初始现金 + 利润 = 300,000 + (−32,000) = 268,000 USD",
        ),
        (
            "profit.total",
            "profit over the whole horizon = sum of profit over all 24 months = −207,133 USD",
            "测算期总利润 = 全部24个月的利润之和 = −207,133 USD",
        ),
        (
            "break_even_month",
            "break-even month = first month with profit ≥ 0 = month 18",
            "盈亏平衡月份 = 首个利润 ≥ 0的月份 = 第18个月",
        ),
        (
            "runway_months",
            "runway = first month with cash balance < 0 = the cash does not run out within 24 months",
            "现金可支撑月数 = 首个现金余额 < 0的月份 = 在24个月的测算期内现金不会耗尽",
        ),
        (
            "annual_churn",
            "churn per year = 1 − (1 − monthly churn)^12 = 1 − (1 − 5%)^12 = 45.96%",
            "年流失率 = 1 − (1 − 月流失率)^12 = 1 − (1 − 5%)^12 = 45.96%",
        ),
    ],
)
def test_formulas_read_with_names_and_numbers(subscription: FinanceModel, output: str, en: str, zh: str) -> None:
    told = explain(subscription, evaluate(subscription, {}), output)
    assert told.en == en
    assert told.zh == zh


def test_the_path_from_the_change_to_the_result(venture: FinanceModel) -> None:
    compared = what_if(venture, {}, [Change("promotion_conversion", "set", 0.15)])
    lines = explain_path(venture, compared.after, ["promotion_conversion"], "profit").en.splitlines()
    assert [line.split(" = ")[0] for line in lines] == ["promotion revenue of the year", "revenue", "profit"]
    assert lines[0].endswith("200 × 15% × 500,000 = 15,000,000 USD")
    assert lines[-1] == "profit = revenue − total cost = 15,006,000 − 41,000,765 = −25,994,765 USD"


def test_a_lowest_point_is_explained_in_its_month(subscription: FinanceModel) -> None:
    result = evaluate(subscription, {})
    told = explain_path(subscription, result, ["cash"], "cash.lowest").en.splitlines()
    assert told[0].startswith("cash balance in month 17")
    assert told[-1] == "lowest cash balance = 61,657.18 USD"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.15, "fraction", "15%"),
        (0.409947, "fraction", "40.99%"),
        (-30994765.0, "USD", "−30,994,765"),
        (1378.9197, "customers", "1,378.92"),
        (0.01, "USD/TB", "0.01"),
        (0.0001234, "USD", "0.0001"),
        (-0.0, "USD", "0"),
        (-1e-9, "USD", "0"),
        (39.0, "USD", "39"),
        (31.2, "USD", "31.2"),
    ],
)
def test_numbers(value: float, unit: str, text: str) -> None:
    assert number_text(value, parse_unit(unit)) == text


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (39.0, "USD", "39 USD", "39 USD"),
        (1.0, "months", "1 month", "1个月"),
        (8.0, "months", "8 months", "8个月"),
        (0.5, "fraction", "50%", "50%"),
        (100.0, "customers", "100", "100"),
    ],
)
def test_amounts(value: float, unit: str, en: str, zh: str) -> None:
    assert amount_text(value, parse_unit(unit), "en") == en
    assert amount_text(value, parse_unit(unit), "zh") == zh
