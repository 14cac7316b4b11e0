"""A series in time: evenly spaced values and what was done to get there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.forecast.kinds import Frequency
from assistant.language.text import Text

Floats = NDArray[np.float64]

# Periods after which the calendar repeats itself, for each frequency.
SEASON: dict[Frequency, int] = {"day": 7, "week": 52, "month": 12, "quarter": 4, "year": 1}
MONTHS: dict[Frequency, int] = {"month": 1, "quarter": 3, "year": 12}
DAYS: dict[Frequency, int] = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Series:
    """One series.

    Attributes:
        name: What it measures, and of whom where a table holds several.
        values: Shape (periods,), oldest first, no gaps.
        frequency: Length of a period.
        start: First day of the first period.
        unit: ISO currency or "count".
        notes: Gaps filled, periods left out, and why.
    """

    name: str
    values: Floats
    frequency: Frequency
    start: date
    unit: str = "count"
    notes: tuple[Text, ...] = field(default=())

    @property
    def season(self) -> int:
        """Periods of a full season."""
        return SEASON[self.frequency]

    def period(self, index: int) -> date:
        """First day of the period `index`; those after the last value continue the calendar."""
        return step(self.start, self.frequency, index)


def step(start: date, frequency: Frequency, count: int) -> date:
    """The first day of the period `count` periods after the one that begins at `start`."""
    if frequency in DAYS:
        return start + timedelta(days=DAYS[frequency] * count)
    month = start.year * 12 + start.month - 1 + MONTHS[frequency] * count
    return date(month // 12, month % 12 + 1, 1)


def begin(day: date, frequency: Frequency) -> date:
    """First day of the period that `day` lies in; weeks begin on Monday."""
    if frequency == "day":
        return day
    if frequency == "week":
        return day - timedelta(days=day.weekday())
    if frequency == "month":
        return day.replace(day=1)
    if frequency == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1)
