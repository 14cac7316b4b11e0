"""Specs of charts: the numbers in them, against hand computation."""

from __future__ import annotations

import pytest

from assistant.errors import ToolInputError
from assistant.finance import Change, FinanceModel, evaluate, what_if
from assistant.finance.chart_specs import chart_spec
from assistant.finance.charts import break_even, cash_curve, waterfall


def test_waterfall_of_several_changes_adds_up_in_order(subscription: FinanceModel) -> None:
    changes = [Change("price", "set", 49.0), Change("conversion", "set", 0.12)]
    comparison = what_if(subscription, subscription.defaults, changes)
    spec = waterfall(comparison, "profit.month_1")
    assert spec is not None
    # Month 1: 100 × 30 − 35,000 = −32,000; the price adds 100 × 10; conversion adds 20 customers × 40.
    assert [s["value"] for s in spec["steps"]] == pytest.approx([-32000, 1000, 800, -30200])
    assert [s["total"] for s in spec["steps"]] == [True, False, False, True]
    assert [s["label"]["zh"] for s in spec["steps"]] == ["变动前", "月单价", "转化率", "变动后"]
    assert spec["unit"] == "USD"


def test_waterfall_of_one_change_shows_the_parts_of_the_sum(models: dict[str, FinanceModel]) -> None:
    model = models["hardware"]
    comparison = what_if(model, model.defaults, [Change("units", "multiply", 1.5)])
    spec = waterfall(comparison, "profit.month_1")
    assert spec is not None
    assert [s["label"]["en"] for s in spec["steps"][1:-1]] == ["revenue", "total cost"]
    before, *parts, after = [s["value"] for s in spec["steps"]]
    assert before + sum(parts) == pytest.approx(after)


def test_no_waterfall_without_change_or_value(subscription: FinanceModel) -> None:
    assert waterfall(what_if(subscription, subscription.defaults, []), "profit.month_1") is None
    gone = what_if(subscription, subscription.defaults, [Change("churn", "set", 0.0)])
    assert waterfall(gone, "ltv") is None


def test_cash_has_its_low_point_and_the_month_it_runs_out(subscription: FinanceModel) -> None:
    inputs = {**subscription.defaults, "cash": 60000.0, "horizon": 4.0, "churn": 0.0}
    spec = cash_curve(subscription, evaluate(subscription, inputs))
    assert spec is not None
    # −32,000, −29,000, −26,000, −23,000 a month on 60,000.
    assert spec["y"] == pytest.approx([60000, 28000, -1000, -27000, -50000])
    assert spec["x"] == [0, 1, 2, 3, 4] and spec["out"] == 2
    assert spec["low"]["x"] == 4 and spec["low"]["y"] == pytest.approx(-50000)


def test_break_even_marks_the_first_month_without_loss(subscription: FinanceModel) -> None:
    inputs = {**subscription.defaults, "churn": 0.0, "horizon": 20.0}
    spec = break_even(subscription, evaluate(subscription, inputs))
    # 100 more customers a month at 30 each: 35,000 is reached in month 12 with 36,000.
    assert spec is not None and spec["mark"] == {"x": 12, "y": pytest.approx(1200 * 39.0)}
    short = break_even(subscription, evaluate(subscription, {**inputs, "horizon": 6.0}))
    assert short is not None and short["mark"] is None


def test_models_of_one_period_have_no_curves(venture: FinanceModel) -> None:
    assert cash_curve(venture, evaluate(venture, venture.defaults)) is None
    with pytest.raises(ToolInputError, match="no series over time") as caught:
        chart_spec(venture, venture.defaults, [], "cash")
    assert "没有逐期数据" in caught.value.zh
    with pytest.raises(ToolInputError, match="no what-if"):
        chart_spec(venture, venture.defaults, [], "waterfall")
    assert chart_spec(venture, venture.defaults, [], "tornado")["kind"] == "tornado"
    assert chart_spec(venture, venture.defaults, [], "fan")["kind"] == "histogram"
