"""Totals by quarter and year, consistent with the periods they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np

from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.methods import LEVELS
from assistant.analytics.forecast.series import Floats, begin

Span = Literal["quarter", "year"]
# Errors of neighbouring periods go together; halfway between independent and all the same.
CORRELATION = 0.5


@dataclass(frozen=True)
class Total:
    """One quarter or year.

    Attributes:
        label: "2025 Q1", "2025".
        start: Its first day.
        value: Sum of the months before the forecast that lie in it and of the forecast ones.
        low: Lower bound by level.
        high: Upper bound by level.
        actual: Part of `value` that has already happened.
        complete: Whether history and forecast cover the whole span.
    """

    label: str
    start: date
    value: float
    low: dict[int, float]
    high: dict[int, float]
    actual: float
    complete: bool

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        bounds = {f"{side}_{k}": v for side, d in (("low", self.low), ("high", self.high)) for k, v in d.items()}
        return {"label": self.label, "value": self.value, "actual": self.actual, "complete": self.complete, **bounds}


def totals(
    span: Span,
    frequency: Frequency,
    past: Sequence[tuple[date, float]],
    future: Sequence[tuple[date, float]],
    widths: dict[int, Floats],
    floor: float | None,
) -> list[Total]:
    """Totals of every quarter or year that the forecast reaches into.

    Args:
        span: What to add up to.
        frequency: Length of a period; "year" and, for quarters, "quarter" give nothing new.
        past: (first day, value) of the history.
        future: The same of the forecast.
        widths: Half-widths of the forecast by level.
        floor: Lowest possible value, None where there is none.
    """
    if frequency == "year" or frequency == span:
        return []
    found = []
    for start in sorted({begin(day, span) for day, _ in future}):
        chosen = [i for i, (day, _) in enumerate(future) if begin(day, span) == start]
        actual = [value for day, value in past if begin(day, span) == start]
        value = sum(actual) + sum(future[i][1] for i in chosen)
        spread = {level: spread_of_sum(widths[level][chosen]) for level in LEVELS}
        low = {k: value - w if floor is None else max(value - w, sum(actual) + floor) for k, w in spread.items()}
        per_span = {"month": 12, "quarter": 4, "week": 52, "day": 365}[frequency] // (4 if span == "quarter" else 1)
        complete = len(chosen) + len(actual) >= per_span
        label = f"{start.year} Q{(start.month + 2) // 3}" if span == "quarter" else str(start.year)
        found.append(Total(label, start, value, low, {k: value + w for k, w in spread.items()}, sum(actual), complete))
    return found


def spread_of_sum(widths: Floats) -> float:
    """Half-width of a sum whose parts have these half-widths and equal correlation."""
    independent, together = float(np.sum(widths**2)), float(np.sum(widths)) ** 2
    return float(np.sqrt((1 - CORRELATION) * independent + CORRELATION * together))
