"""Forecasts of many series, each a task of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import numpy as np

from assistant.analytics.batch.engines import Engine, Progress
from assistant.analytics.forecast.forecast import forecast
from assistant.analytics.forecast.methods import LEVELS
from assistant.analytics.forecast.series import Series

HEADER = ("series", "period_start", "forecast", *(f"{side}_{k}" for k in LEVELS for side in ("low", "high")))
AT_ONCE = 8  # series a task: fitting one takes less than sending it


def forecast_all(
    series: Sequence[Series], horizon: int | None, engine: Engine, progress: Progress | None = None
) -> list[tuple[str | float, ...]]:
    """Rows as `HEADER` names them: a period of a series each, series in the order given.

    Args:
        series: At least three values each.
        horizon: Periods ahead; the usual ones where not given.
        engine: Where it is computed; the numbers are the same everywhere.
        progress: Called with tasks done and all.

    Raises:
        ToolInputError: The horizon is not possible.
    """
    told = [
        {"name": s.name, "values": s.values.tolist(), "frequency": s.frequency, "start": s.start.isoformat()}
        for s in series
    ]
    tasks = [
        json.dumps({"series": told[start : start + AT_ONCE], "horizon": horizon})
        for start in range(0, len(told), AT_ONCE)
    ]
    answers = engine.run(forecast_some, tasks, progress)
    return [tuple(row) for answer in answers for row in json.loads(answer)]


def forecast_some(task: str) -> str:
    """One task: series as JSON in, rows as JSON out."""
    told, rows = json.loads(task), []
    for one in told["series"]:
        start = date.fromisoformat(one["start"])
        found = forecast(
            Series(one["name"], np.array(one["values"], dtype=float), one["frequency"], start), told["horizon"]
        )
        for i, day in enumerate(found.days):
            bounds = [float(side[k][i]) for k in LEVELS for side in (found.low, found.high)]
            rows.append([one["name"], day.isoformat(), float(found.mean[i]), *bounds])
    return json.dumps(rows)
