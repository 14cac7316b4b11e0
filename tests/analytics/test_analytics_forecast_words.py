"""Periods, columns by words, holidays, odd values and scenarios of forecasts, by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from assistant.analytics.forecast.build import series_of
from assistant.analytics.forecast.columns import date_column, group_column, measured_column
from assistant.analytics.forecast.events import Event, grown, straight_line
from assistant.analytics.forecast.forecast import forecast
from assistant.analytics.forecast.holiday import forecast_with_holidays, holiday_effects
from assistant.analytics.forecast.horizon import periods_ahead, reaching
from assistant.analytics.forecast.many import Many
from assistant.analytics.forecast.outliers import outliers
from assistant.analytics.forecast.periods import label, read_range, read_until
from assistant.analytics.forecast.report import Supposed, forecast_data, path_of
from assistant.analytics.forecast.series import Series
from assistant.analytics.forecast.typed import typed_series
from assistant.analytics.tables import Table, read_table
from assistant.errors import ToolInputError

FIRST = date(2026, 6, 1)


def months(values: list[float], start: date = date(2024, 1, 1)) -> Series:
    return Series("sales", np.array(values, dtype=float), "month", start, "USD")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-07", date(2026, 7, 1), date(2026, 7, 31)),
        ("05", date(2027, 5, 1), date(2027, 5, 31)),  # the May after the forecast begins
        ("06", date(2026, 6, 1), date(2026, 6, 30)),
        ("Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("10-01/10-07", date(2026, 10, 1), date(2026, 10, 7)),
        ("12/02", date(2026, 12, 1), date(2027, 2, 28)),  # winter goes over the new year
    ],
)
def test_periods_are_read(text: str, start: date, end: date) -> None:
    assert read_range(text, FIRST) == (start, end)


@pytest.mark.parametrize("text", ["13", "sometime", "2026-Q5", "10-01/"])
def test_what_is_no_period_is_asked_back(text: str) -> None:
    if text.endswith("/"):
        assert read_range(text, FIRST)[0] == date(2026, 10, 1)
        return
    with pytest.raises(ToolInputError) as raised:
        read_range(text, FIRST)
    assert raised.value.question


def test_this_year_is_that_of_today_unless_the_data_is_old() -> None:
    assert read_until("next_year", FIRST, date(2026, 6, 20)) == date(2027, 12, 31)
    assert read_until("this_year", date(2019, 3, 1), date(2026, 6, 20)) == date(2019, 12, 31)


def test_periods_have_names_in_both_languages() -> None:
    assert label(date(2026, 5, 1), "month").to_json() == {"en": "May 2026", "zh": "2026年5月"}
    assert label(date(2026, 4, 1), "quarter").to_json() == {"en": "Q2 2026", "zh": "2026年第2季度"}
    assert label(date(2026, 5, 4), "week").zh == "2026年5月4日当周"


def test_the_horizon_is_counted_in_periods_of_the_series() -> None:
    today, series = date(2026, 6, 20), months([1.0] * 29)  # January 2024 to May 2026
    assert periods_ahead(series, None, None, None, today) == 12
    assert periods_ahead(series, 2, "quarter", None, today) == 6
    assert periods_ahead(series, None, None, "next_year", today) == 19
    quarters = Series("q", np.ones(9), "quarter", date(2024, 1, 1))  # to March 2026
    assert periods_ahead(quarters, 6, "month", None, today) == 2
    assert reaching(series, 3, [Event(date(2026, 12, 1), date(2026, 12, 31), "add", 1)]) == 7
    with pytest.raises(ToolInputError, match="already reaches to 2026-05"):
        periods_ahead(series, None, None, "2025", today)


def test_typed_numbers_end_with_the_last_whole_month() -> None:
    series = typed_series([120, 135, 150], date(2026, 11, 22))
    assert (series.start, series.period(2)) == (date(2026, 8, 1), date(2026, 10, 1))
    assert series.notes[0].zh == "这些数字按2026年8月至2026年10月理解。"
    assert typed_series([1, 2, 3, 4], date(2026, 11, 22), "month", "01").start == date(2026, 1, 1)
    assert typed_series([1, 2, 3, 4], date(2026, 2, 3), "month", "10").start == date(2025, 10, 1)
    assert typed_series([1, 2, 3, 4], date(2026, 11, 22), "quarter", "2025-Q1").start == date(2025, 1, 1)
    with pytest.raises(ToolInputError, match="at least 3"):
        typed_series([1, 2], date(2026, 11, 22))


def shop(tmp_path: Path) -> Table:
    lines = ["order_date,ship_date,order_id,region,quantity,unit_price,total_amount"]
    for m in range(1, 11):
        for d in (2, 9, 16, 27):
            where, price = "North" if d < 9 else "South", 5.5 + m
            when = f"2025-{m:02}-{d:02},2025-{m:02}-{d + 1:02}"
            lines.append(f"{when},A{m}{d},{where},{d + m},{price},{(d + m) * price}")
    path = tmp_path / "shop.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_table(path)


def test_columns_are_found_by_the_words_people_use(tmp_path: Path) -> None:
    table = shop(tmp_path)
    assert measured_column(table, None).name == "total_amount"  # type: ignore[union-attr]
    assert measured_column(table, "revenue").name == "total_amount"  # type: ignore[union-attr]
    assert measured_column(table, "销量").name == "quantity"  # type: ignore[union-attr]
    assert measured_column(table, "orders") is None  # no such column: rows are counted
    assert group_column(table, "地区").name == group_column(table, "regions").name == "region"
    assert date_column(table, None).name == "order_date"
    with pytest.raises(ToolInputError, match="no column “colour”") as raised:
        group_column(table, "colour")
    assert raised.value.question and "region" in raised.value.choices


def test_groups_end_together_and_a_stopped_one_counts_as_nothing(tmp_path: Path) -> None:
    lines = ["month,product,sales"]
    lines += [f"2025-{m:02},A,100" for m in range(1, 13)] + [f"2025-{m:02},B,10" for m in range(3, 9)]
    path = tmp_path / "p.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    a, b = series_of(read_table(path), by="product")
    assert (len(a.values), list(b.values)) == (12, [10.0] * 6 + [0.0] * 4)
    assert b.notes[0].en == "B has no rows after Aug 2025; later ones count as 0."


def test_days_become_months_where_half_a_year_is_asked(tmp_path: Path) -> None:
    days = [date(2025, 1, 1) + timedelta(days=i) for i in range(365)]
    path = tmp_path / "d.csv"
    path.write_text("day,sales\n" + "\n".join(f"{d},{1.5}" for d in days), encoding="utf-8")
    table = read_table(path)
    assert series_of(table)[0].frequency == "day"
    (found,) = series_of(table, at_least="month")
    assert (found.frequency, list(found.values[:2])) == ("month", [46.5, 42.0])


def test_one_odd_value_is_found_and_a_season_is_none() -> None:
    season = [100.0, 120, 90, 80, 70, 60, 70, 90, 110, 140, 180, 260] * 3
    assert outliers(np.array(season), 12) == []
    season[20] = 900
    assert outliers(np.array(season), 12) == [20]
    assert outliers(np.full(20, 5.0), 12) == []


def test_a_holiday_counts_once_it_was_seen_twice() -> None:
    start = date(2023, 1, 1)
    values = np.full(1000, 100.0)  # to 26 September 2025
    for year in (2023, 2024):
        values[(date(year, 12, 25) - start).days] = 20
    series = Series("visits", values, "day", start)
    effects = {e.name: e for e in holiday_effects(series, 120, "US")}
    christmas = effects["Christmas Day"]
    assert (christmas.times, christmas.days) == (2, (date(2025, 12, 25),))
    assert christmas.factor == pytest.approx(0.2)
    assert effects["Thanksgiving Day"].factor is None  # seen, but without an effect
    found, _ = forecast_with_holidays(series, 120, "US")
    place = found.days.index(date(2025, 12, 25))
    assert found.mean[place] == pytest.approx(20, rel=0.02) and found.mean[place - 2] == pytest.approx(100, rel=0.02)
    with pytest.raises(ToolInputError, match="no holiday calendar"):
        holiday_effects(series, 120, "XX")


def test_growth_by_hand() -> None:
    assert grown(np.arange(1.0, 13.0), 12, 0.5, 13)[[0, 12]] == pytest.approx([1.5, 2.25])
    assert grown(np.array([90.0, 100, 110]), 12, 0.21, 6)[5] == pytest.approx(110)
    slope, ahead = straight_line(np.array([10.0, 20, 30, 40]), 2) or (0, np.zeros(2))
    assert slope == pytest.approx(10) and ahead == pytest.approx([50, 60])
    assert straight_line(np.array([5.0, 1, 5, 1, 5, 1]), 2) is None


def test_a_scenario_stands_beside_the_forecast() -> None:
    found = forecast(months([100.0] * 24), 6)
    supposed = Supposed((Event(date(2026, 3, 1), date(2026, 3, 31), "multiply", 1.2),))
    path = path_of(found, supposed)
    data = forecast_data(Many(found), supposed, path)
    assert [r["supposed"] for r in data["rows"]] == pytest.approx([100, 100, 120, 100, 100, 100])
    assert data["scenario"]["delta"] == pytest.approx(20) and data["total"]["value"] == pytest.approx(600)
    assert data["scenario"]["events"][0]["label"]["zh"] == "2026年3月"


def test_where_a_simple_rule_wins_its_forecast_is_given() -> None:
    steps = np.repeat([10.0, 20.0, 30.0, 40.0, 50.0], 3)
    data = forecast_data(Many(forecast(Series("x", steps, "year", date(2000, 1, 1)), 3)), Supposed(), None)
    assert data["backtest"]["beats_naive"] is (data["naive"] is None)
    if data["naive"]:
        assert data["naive"]["values"] == [50.0, 50.0, 50.0] and data["naive"]["total"] == 150
