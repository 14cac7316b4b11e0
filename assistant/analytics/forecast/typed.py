"""Series of numbers that were typed in chat instead of uploaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from assistant.analytics.forecast.build import SHORTEST
from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.periods import read_range, span
from assistant.analytics.forecast.series import Series, begin, step
from assistant.errors import ToolInputError
from assistant.language.text import Text


def typed_series(
    values: Sequence[float],
    today: date,
    frequency: Frequency | None = None,
    start: str | None = None,
    currency: str | None = None,
) -> Series:
    """A series of values told one after the other, oldest first.

    Args:
        values: At least three.
        today: The last value is of the last whole period before it where `start` is not given.
        frequency: Length of a period; months where not given.
        start: First period, as `periods.read_range` takes it; one without a year is the latest that leaves no value in
            the future.
        currency: ISO code where the values are money.

    Raises:
        ToolInputError: Fewer than three values, or `start` is no period.
    """
    if len(values) < SHORTEST:
        raise ToolInputError(
            f"A forecast needs at least {SHORTEST} numbers, oldest first; more is better.",
            f"预测至少需要{SHORTEST}个数字，按时间先后排列；越多越好。",
            question=True,
        )
    every: Frequency = frequency or "month"
    count, notes = len(values), []
    if start:
        first = _started(start, every, count, today)
    else:
        first = step(begin(today, every), every, -count)
        said = span(first, step(first, every, count - 1), every)
        notes.append(Text(f"I took the numbers to be {said.en}.", f"这些数字按{said.zh}理解。"))
    return Series("", np.array(values, dtype=float), every, first, currency or "count", tuple(notes))


def _started(start: str, frequency: Frequency, count: int, today: date) -> date:
    """The first period; of one without a year, the latest after which all values are in the past."""
    earliest = today - timedelta(days=366)
    first = begin(read_range(start, begin(earliest, frequency))[0], frequency)
    while step(first, frequency, count - 1) > today and not start[:4].isdigit():
        first = begin(first.replace(year=first.year - 1), frequency)
    return first
