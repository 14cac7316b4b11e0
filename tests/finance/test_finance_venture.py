"""The worked case, line by line."""

from __future__ import annotations

import pytest

from assistant.finance import Change, FinanceModel, evaluate, goal_seek, what_if

LINES = {
    "data": 100 * 0.01 * 365,
    "training": 9_000_000,
    "promotion_cost_total": 10_000_000,
    "adaptation_cost_total": 20_000_000,
    "transaction_cost_total": 400,
    "direct_cost": 39_000_765,
    "total_cost": 41_000_765,
    "promotion_revenue_total": 10_000_000,
    "adaptation_revenue_total": 2_000,
    "transaction_revenue_total": 4_000,
    "revenue": 10_006_000,
    "profit": -30_994_765,
    "profit_before_operating": -28_994_765,
    "cac": 500_000,
    "profit_margin": -30_994_765 / 10_006_000,
}


def test_every_line_of_the_table(venture: FinanceModel) -> None:
    found = evaluate(venture, {})
    assert found.values == pytest.approx(LINES, rel=1e-12)
    assert found.undefined == {}


def test_the_fixed_input_ids(venture: FinanceModel) -> None:
    assert [i.id for i in venture.inputs] == [
        "data_tb_per_day", "data_cost", "data_days", "training_days", "training_cost", "promotions", "promotion_cost",
        "promotion_conversion", "promotion_revenue", "adaptations", "adaptation_cost", "adaptation_retention",
        "adaptation_revenue", "transactions", "transaction_cost", "transaction_conversion", "transaction_revenue",
        "operating_cost",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "profit"), [("promotion_conversion", -25_994_765), ("transaction_conversion", -30_995_765)]
)
def test_conversion_of_15_percent(venture: FinanceModel, variable: str, profit: float) -> None:
    compared = what_if(venture, {}, [Change(variable, "set", 0.15)])
    assert compared.after.values["profit"] == pytest.approx(profit, abs=1e-6)
    assert compared.before.values["profit"] == pytest.approx(-30_994_765, abs=1e-6)


def test_break_even_conversion(venture: FinanceModel) -> None:
    goal = goal_seek(venture, {}, "promotion_conversion", "profit", 0)
    assert goal.value == pytest.approx(0.40994765, abs=1e-10)
    assert goal.value_output == 0
    assert goal.others == ()


def test_no_transaction_conversion_breaks_even(venture: FinanceModel) -> None:
    goal = goal_seek(venture, {}, "transaction_conversion", "profit", 0)
    assert goal.value is None
    assert (goal.best, goal.best_output) == (1.0, pytest.approx(-30_978_765))


def test_no_revenue_has_no_margin(venture: FinanceModel) -> None:
    found = evaluate(venture, {"promotions": 0, "adaptations": 0, "transactions": 0})
    assert "profit_margin" in found.undefined
    assert found.values["profit"] == pytest.approx(-11_000_365)
