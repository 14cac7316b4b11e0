"""Forecasts: rules computed by hand, shapes of real histories, and M3 beside its published methods."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.analytics.forecast.backtest import backtest
from assistant.analytics.forecast.build import frequency_of, series_of
from assistant.analytics.forecast.events import Event, growth_path, with_events, yearly_growth
from assistant.analytics.forecast.forecast import forecast
from assistant.analytics.forecast.methods import run
from assistant.analytics.forecast.series import Series, begin, step
from assistant.analytics.tables import read_table
from assistant.errors import ToolInputError

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "forecast"


def months(values: list[float], start: date = date(2023, 1, 1)) -> Series:
    return Series("sales", np.array(values, dtype=float), "month", start, "USD")


def test_simple_rules_by_hand() -> None:
    history = np.arange(1.0, 19.0)  # 18 months of 1, 2, … 18
    assert run("mean", history, 12, 2).mean == pytest.approx([9.5, 9.5])  # type: ignore[union-attr]
    assert run("naive", history, 12, 2).mean == pytest.approx([18, 18])  # type: ignore[union-attr]
    assert run("seasonal naive", history, 12, 3).mean == pytest.approx([7, 8, 9])  # type: ignore[union-attr]
    # the newest six, 13 … 18, add up to 93; the same months a year earlier, 1 … 6, to 21; the ratio is held at 2
    assert run("growth", history, 12, 1).mean == pytest.approx([14])  # type: ignore[union-attr]


def test_three_values_are_enough_and_stay_at_the_level_they_show() -> None:
    found = forecast(months([10, 20, 30]), 2)
    assert found.mean == pytest.approx([25, 25])  # half way between the mean, 20, and the last value, 30
    assert found.test is None


@pytest.mark.parametrize("periods", [3, 4, 5, 7, 10, 13, 17, 22, 25])
def test_any_length_works_and_intervals_are_in_order(periods: int) -> None:
    rng = np.random.default_rng(periods)
    found = forecast(months(list(rng.uniform(50, 150, periods))), 6)
    assert np.isfinite(found.mean).all()
    assert (found.low[95] <= found.low[80]).all() and (found.low[80] <= found.mean).all()
    assert (found.mean <= found.high[80]).all() and (found.high[80] <= found.high[95]).all()


@pytest.mark.parametrize("values", [[0.0] * 30, [5.0] * 30, [0, 0, 0, 9] * 8, [100, 50, 20, 5, 1, 0.5, 0.1] * 4])
def test_flat_sparse_and_falling_histories_never_give_negative_sales(values: list[float]) -> None:
    found = forecast(months(values), 12)
    assert min(found.mean.min(), found.low[95].min()) >= 0


def test_a_history_with_losses_may_go_below_zero() -> None:
    found = forecast(months([-5, 3, -8, 2, -6, 1, -7, 4, -9, 2]), 3)
    assert found.floor is None and found.low[95].min() < 0


def test_the_backtest_says_when_repeating_the_last_value_is_better() -> None:
    steps = np.repeat([10.0, 20.0, 30.0, 40.0, 50.0], 3)
    found = backtest(steps, 1, 3)
    assert found is not None
    assert found.naive_mae == pytest.approx(10.0)  # each window of three lies one step above the value before it
    assert found.beats_naive is (found.mae < 10.0)


def test_totals_agree_with_the_months_and_with_what_has_happened() -> None:
    found = forecast(months([100.0] * 28, date(2023, 1, 1)), 10)  # history to April 2025
    year = found.totals("year")
    assert [(t.label, t.complete) for t in year] == [("2025", True), ("2026", False)]
    assert year[0].actual == pytest.approx(400) and year[0].value == pytest.approx(1200)
    quarters = found.totals("quarter")
    assert quarters[0].label == "2025 Q2" and quarters[0].value == pytest.approx(300)
    later = sum(t.value for t in quarters) - quarters[0].actual
    assert later == pytest.approx(float(found.mean.sum()))


def test_events_touch_their_periods_only() -> None:
    days = [date(2025, m, 1) for m in (4, 5, 6)]
    mean = np.array([100.0, 100.0, 100.0])
    doubled = with_events(mean, days, [Event(date(2025, 5, 1), date(2025, 5, 31), "multiply", 2)])
    assert list(doubled) == [100, 200, 100]
    with pytest.raises(ToolInputError, match="2025-09 lies outside"):
        with_events(mean, days, [Event(date(2025, 9, 1), date(2025, 9, 1), "add", 5)])


def test_growth_is_a_scenario_apart() -> None:
    assert yearly_growth(np.array([1.0] * 12 + [1.1] * 12), 12) == pytest.approx(0.1)
    assert yearly_growth(np.ones(20), 12) is None
    assert growth_path(np.full(12, 100.0), 0.21, 12)[[5, 11]] == pytest.approx([110.0, 121.0])


def test_calendar_steps() -> None:
    assert step(date(2024, 11, 1), "month", 3) == date(2025, 2, 1)
    assert step(date(2024, 1, 1), "quarter", -1) == date(2023, 10, 1)
    assert begin(date(2024, 5, 19), "week") == date(2024, 5, 13)
    assert begin(date(2024, 5, 19), "quarter") == date(2024, 4, 1)


def test_transactions_become_months_without_the_unfinished_one(tmp_path: Path) -> None:
    lines = ["date,amount,shop"]
    for month in range(1, 13):
        lines += [f"2024-{month:02}-{day:02},{month},{shop}" for day in (3, 9, 15, 28) for shop in ("A", "B")]
    lines += ["2025-01-02,500,A", "2025-01-03,500,B"]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    (found,) = series_of(read_table(path))
    assert (found.frequency, found.start, len(found.values)) == ("month", date(2024, 1, 1), 12)
    assert list(found.values[:3]) == [8, 16, 24]  # eight rows a month
    assert "unfinished" in found.notes[-1].en
    by_shop = series_of(read_table(path), by="shop")
    assert [s.name for s in by_shop] == ["amount · A", "amount · B"]
    assert list(by_shop[0].values[:2]) == [4, 8]


def test_a_gap_in_a_monthly_table_is_interpolated_and_said(tmp_path: Path) -> None:
    path = tmp_path / "months.csv"
    path.write_text("月份,销售额\n2024年1月,100\n2024年2月,110\n2024年4月,130\n2024年5月,140\n", encoding="utf-8")
    (found,) = series_of(read_table(path))
    assert list(found.values) == [100, 110, 120, 130, 140]
    assert "2024年3月" in found.notes[0].zh


@pytest.mark.parametrize(("gap", "frequency"), [(1, "day"), (7, "week"), (30, "month"), (91, "quarter"), (365, "year")])
def test_the_frequency_is_the_usual_gap(gap: int, frequency: str) -> None:
    days = [date.fromordinal(738000 + i * gap) for i in range(10)]
    assert frequency_of(days) == frequency


def test_what_cannot_be_forecast_says_what_to_give(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("when,a,b\n2024-01-01,1.5,2\n2024-02-01,3.5,4\n2024-03-01,5.5,6\n", encoding="utf-8")
    table = read_table(path)
    with pytest.raises(ToolInputError, match="Which column is to be forecast: a, b") as raised:
        series_of(table)
    assert raised.value.question
    with pytest.raises(ToolInputError, match="1 to 120"):
        forecast(series_of(table, "a")[0], 500)


@pytest.mark.slow
@pytest.mark.skipif(not DATA.exists(), reason="reference data absent")
def test_m3_beside_published_methods() -> None:
    from eval.forecast_bench import load, score

    scores = [score(case) for case in load(DATA, 100)]

    def owa(method: str) -> float:
        of = [(np.mean([s.smape[m] for s in scores]), np.mean([s.mase[m] for s in scores])) for m in (method, "NAIVE2")]
        return float((of[0][0] / of[1][0] + of[0][1] / of[1][1]) / 2)

    assert owa("ours") < owa("THETA") < 1
    assert 0.7 < np.mean([s.inside[80] for s in scores]) < 0.9
