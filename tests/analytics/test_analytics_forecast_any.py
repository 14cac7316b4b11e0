"""Forecasts of any history: no failure, finite numbers, bounds in order, nothing negative where nothing was."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.analytics.forecast.drawn import chart_of, csv_of
from assistant.analytics.forecast.forecast import forecast
from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.many import Many, forecast_parts
from assistant.analytics.forecast.published import forecast_figures
from assistant.analytics.forecast.report import Supposed, forecast_data
from assistant.analytics.forecast.series import Series

FREQUENCIES: tuple[Frequency, ...] = ("day", "week", "month", "quarter", "year")
sizes = st.one_of(
    st.floats(0, 1e4),
    st.floats(-1e3, 1e3),
    st.floats(1e9, 1e13),
    st.sampled_from([0.0, 1.0, 1e-9]),
    st.floats(0, 1e-4),
)
histories = st.one_of(
    st.lists(sizes, min_size=3, max_size=40),
    st.tuples(sizes, st.integers(3, 60)).map(lambda p: [p[0]] * p[1]),
    st.lists(st.sampled_from([0.0, 0.0, 0.0, 7.0]), min_size=3, max_size=50),
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(histories, st.sampled_from(FREQUENCIES), st.integers(1, 15))
def test_any_history_is_forecast_and_told(values: list[float], frequency: Frequency, horizon: int) -> None:
    series = Series("x", np.array(values), frequency, date(2020, 1, 6) if frequency == "week" else date(2020, 1, 1))
    found = forecast(series, horizon)
    for bound in (found.mean, *found.low.values(), *found.high.values()):
        assert np.isfinite(bound).all()
    assert (found.low[95] <= found.low[80] + 1e-9).all() and (found.high[80] <= found.high[95] + 1e-9).all()
    if min(values) >= 0:
        assert min(found.mean.min(), found.low[95].min()) >= 0
    data = forecast_data(Many(found), Supposed(), None)
    json.dumps(data, allow_nan=False)
    assert all(np.isfinite(f.value) for f in forecast_figures(data, "en"))
    json.dumps(chart_of(Many(found), None, None, {"en": "x", "zh": "x"}), allow_nan=False)


def months(name: str, values: list[float]) -> Series:
    return Series(name, np.array(values), "month", date(2024, 1, 1), "USD")


def test_parts_add_up_and_small_ones_go_together() -> None:
    rng = np.random.default_rng(5)
    groups = [months(f"s · g{i}", list(rng.uniform(10, 20, 14) * (12 - i))) for i in range(11)]
    whole = months("s", list(np.sum([g.values for g in groups], axis=0)))
    found, _ = forecast_parts(whole, groups, 4, most=8)
    assert (len(found.parts), found.gathered) == (9, 3)
    assert found.total.mean == pytest.approx(np.sum([p.mean for p in found.parts], axis=0))
    assert found.parts[-1].series.values == pytest.approx(np.sum([g.values for g in groups[8:]], axis=0))
    data = forecast_data(found, Supposed(), None)
    assert sum(p["value"] for p in data["parts"]) == pytest.approx(data["total"]["value"])
    assert data["parts"][-1]["name"] == {"en": "3 others", "zh": "其余3个"}


def test_the_file_holds_history_and_forecast_and_no_formulas() -> None:
    whole, part = months("s", [10, 20, 30]), months("=cmd()", [10, 20, 30])
    rows = list(csv.DictReader(io.StringIO(csv_of(forecast_parts(whole, [part], 2)[0], None, None))))
    assert [r["period_start"] for r in rows[:5]] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
        "2024-04-01",
        "2024-05-01",
    ]
    assert [r["actual"] for r in rows[:3]] == ["10", "20", "30"] and rows[0]["group"] == "total"
    assert [float(r["forecast"]) for r in rows[3:5]] == [25, 25]  # mean of 20 and 30
    assert rows[5]["group"] == "'=cmd()"
