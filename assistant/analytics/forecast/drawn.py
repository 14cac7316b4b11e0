"""A forecast as a chart spec and as rows of a file."""

from __future__ import annotations

import csv
import io
from typing import Any

from assistant.analytics.forecast.many import Many
from assistant.analytics.forecast.series import Floats

JsonDict = dict[str, Any]
MOST_PAST = 400  # values of the history drawn: more cannot be told apart
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def chart_of(many: Many, path: Floats | None, naive: list[float] | None, title: JsonDict) -> JsonDict:
    """Data of the chart: history, forecast, bands, and what is supposed, where anything is.

    Returns:
        {kind: "forecast", title, unit, frequency, past: {x, y}, ahead: {x, mean, low_80, high_80, low_95, high_95},
        supposed, naive}; x are ISO dates.
    """
    found, series = many.total, many.total.series
    first = max(0, len(series.values) - MOST_PAST)
    past = [series.period(i).isoformat() for i in range(first, len(series.values))]
    bounds = {f"low_{k}": v.tolist() for k, v in found.low.items()}
    bounds |= {f"high_{k}": v.tolist() for k, v in found.high.items()}
    return {
        "kind": "forecast",
        "title": title,
        "unit": series.unit,
        "frequency": series.frequency,
        "past": {"x": past, "y": series.values[first:].tolist()},
        "ahead": {"x": [d.isoformat() for d in found.days], "mean": found.mean.tolist(), **bounds},
        "supposed": None if path is None else path.tolist(),
        "naive": naive,
    }


def csv_of(many: Many, path: Floats | None, naive: list[float] | None) -> str:
    """History and forecast as CSV: one row a period, groups below each other; numbers with a point."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([
        "group",
        "period_start",
        "actual",
        "forecast",
        "low_80",
        "high_80",
        "low_95",
        "high_95",
        "scenario",
        "naive",
    ])
    for found in (many.total, *many.parts):
        series = found.series
        whole = found is many.total
        name = "total" if whole and many.parts else _safe(series.name)
        for index, value in enumerate(series.values):
            writer.writerow([name, series.period(index).isoformat(), _short(value)])
        for index, day in enumerate(found.days):
            bounds = [_short(side[k][index]) for k in (80, 95) for side in (found.low, found.high)]
            row = [name, day.isoformat(), "", _short(found.mean[index]), *bounds]
            row.append(_short(path[index]) if whole and path is not None else "")
            row.append(_short(naive[index]) if whole and naive else "")
            writer.writerow(row)
    return out.getvalue()


def _short(value: Any) -> str:
    return f"{float(value):.10g}"


def _safe(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text
