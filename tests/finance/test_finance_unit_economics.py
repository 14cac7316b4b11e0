from __future__ import annotations

import math

import pytest

from assistant.errors import ToolInputError
from assistant.finance import (
    FinanceModel,
    convert_flow,
    convert_rate,
    convert_rate_month_to_year,
    convert_rate_year_to_month,
    unit_economics,
)


def test_metrics_and_verdicts(subscription: FinanceModel) -> None:
    found = {m.id: m for m in unit_economics(subscription, {}).metrics}
    assert found["cac"].value == 200
    assert found["ltv"].value == pytest.approx(600)
    assert found["ltv_to_cac"].verdict == "good"
    assert found["payback_months"].value == pytest.approx(20 / 3)
    assert found["payback_months"].verdict == "good"
    assert found["payback_with_churn"].value == pytest.approx(math.log(2 / 3) / math.log(0.95))
    assert found["gross_margin"].value == pytest.approx(30 / 39)
    assert found["break_even_customers"].value == 1167
    assert found["runway_months"].value is None
    assert found["runway_months"].reason is not None


@pytest.mark.parametrize(
    ("inputs", "metric", "verdict"),
    [
        ({"conversion": 0.05}, "ltv_to_cac", "weak"),
        ({"conversion": 0.02}, "ltv_to_cac", "bad"),
        ({"conversion": 0.04}, "payback_months", "weak"),
        ({"price": 5}, "gross_margin", "bad"),
    ],
)
def test_weak_economics(subscription: FinanceModel, inputs: dict[str, float], metric: str, verdict: str) -> None:
    found = {m.id: m for m in unit_economics(subscription, inputs).metrics}
    assert found[metric].verdict == verdict


def test_warnings(subscription: FinanceModel) -> None:
    assert unit_economics(subscription, {}).warnings == ()
    zero, loss, yearly = (
        unit_economics(subscription, i).warnings[0] for i in ({"churn": 0}, {"price": 9}, {"churn": 0.3})
    )
    assert "churn of 0" in zero.en
    assert "variable cost" in loss.en
    assert "30% a month" in yearly.en
    assert "年流失率" in yearly.zh


def test_what_venture_cannot_tell_is_named(venture: FinanceModel) -> None:
    found = {m.id: m for m in unit_economics(venture, {}).metrics}
    assert found["cac"].value == 500_000
    for name in ("ltv", "ltv_to_cac", "payback_months", "gross_margin", "runway_months"):
        assert found[name].value is None
        assert found[name].reason is not None
        assert "subscription" in found[name].reason.en


@pytest.mark.parametrize(
    ("value", "start", "end", "result"),
    [
        (200_000, "month", "year", 2_400_000),
        (2_400_000, "year", "month", 200_000),
        (100, "day", "year", 36_500),
        (300, "quarter", "month", 100),
        (7, "week", "day", 1),
        (5, "month", "month", 5),
    ],
)
def test_flows_convert(value: float, start: str, end: str, result: float) -> None:
    assert convert_flow(value, start, end) == pytest.approx(result, rel=1e-15)


def test_rates_compound() -> None:
    monthly = convert_rate_year_to_month(0.4)
    assert monthly == pytest.approx(1 - 0.6 ** (1 / 12))
    assert convert_rate_month_to_year(monthly) == pytest.approx(0.4)
    assert convert_rate_month_to_year(0.05) == pytest.approx(0.45963991233736334)
    assert convert_rate(0.19, "quarter", "quarter") == pytest.approx(0.19)
    assert convert_rate_year_to_month(1.0) == 1.0
    assert convert_rate_year_to_month(0.0) == 0.0


@pytest.mark.parametrize("rate", [-0.1, 1.1, 40])
def test_a_rate_outside_is_refused(rate: float) -> None:
    with pytest.raises(ToolInputError):
        convert_rate_year_to_month(rate)


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(ToolInputError, match="fortnight"):
        convert_flow(1, "fortnight", "month")
