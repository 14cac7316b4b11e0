"""Known future events on top of a forecast, and growth by a rate: scenarios, never the forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from assistant.analytics.forecast.kinds import Effect, Frequency
from assistant.analytics.forecast.series import Floats, step
from assistant.errors import ToolInputError

LEAST_FOR_LINE, LEAST_EXPLAINED = 4, 0.6  # values, and share of their variance, that a line needs


@dataclass(frozen=True)
class Event:
    """Something the history cannot know: "we double marketing in May", "a fair adds 20,000 in September".

    Attributes:
        first: First day of the time it touches.
        last: Last day of it.
        effect: What it does to each period that lies in it, at least in part.
        amount: Factor, or value in the unit of the series.
    """

    first: date
    last: date
    effect: Effect
    amount: float


def touched(event: Event, days: Sequence[date], frequency: Frequency = "month") -> list[int]:
    """Indices of the periods that an event lies in.

    Raises:
        ToolInputError: None of them.
    """
    ends = [step(day, frequency, 1) - timedelta(days=1) for day in days]
    found = [i for i, (day, end) in enumerate(zip(days, ends, strict=True)) if day <= event.last and event.first <= end]
    if found:
        return found
    raise ToolInputError(
        f"{event.first:%Y-%m} lies outside of the forecast, {days[0]:%Y-%m} to {days[-1]:%Y-%m}. "
        "Name a time after the history.",
        f"{event.first:%Y-%m}不在预测范围（{days[0]:%Y-%m}至{days[-1]:%Y-%m}）内。请说历史数据之后的时间。",
        question=True,
    )


def with_events(mean: Floats, days: Sequence[date], events: Sequence[Event], frequency: Frequency = "month") -> Floats:
    """The forecast with the events, shape (horizon,).

    Args:
        mean: The forecast.
        days: First day of each of its periods.
        events: Applied one after the other.
        frequency: Length of the periods.

    Raises:
        ToolInputError: An event lies outside of the forecast.
    """
    changed = mean.copy()
    for event in events:
        places = touched(event, days, frequency)
        if event.effect == "multiply":
            changed[places] *= event.amount
        elif event.effect == "add":
            changed[places] += event.amount
        else:
            changed[places] = event.amount
    return changed


def yearly_growth(history: Floats, season: int) -> float | None:
    """Growth of the last season over the one before; None without two of them or from nothing."""
    if season < 2 or len(history) < 2 * season:
        return None
    before = float(history[-2 * season : -season].sum())
    return float(history[-season:].sum()) / before - 1 if before > 0 else None


def straight_line(history: Floats, horizon: int) -> tuple[float, Floats] | None:
    """Slope a period of the least-squares line and its values ahead; None where no line describes the history."""
    count = len(history)
    if count < LEAST_FOR_LINE:
        return None
    slope, level = np.polyfit(np.arange(count), history, 1)
    explained = float(np.corrcoef(np.arange(count), history)[0, 1]) ** 2 if np.ptp(history) > 0 else 0.0
    if not explained >= LEAST_EXPLAINED:
        return None
    return float(slope), np.asarray(level + slope * np.arange(count, count + horizon))


def growth_path(mean: Floats, yearly: float, season: int) -> Floats:
    """`mean` growing by `yearly` a season, compounded per period from the first one on."""
    return np.asarray(mean * (1 + yearly) ** (np.arange(1, len(mean) + 1) / season))


def grown(history: Floats, season: int, yearly: float, horizon: int) -> Floats:
    """What comes if each period is so much above the same one a season earlier.

    Histories shorter than a season grow from the mean of their newest three values instead.

    Args:
        history: Shape (periods,).
        season: Periods of a year.
        yearly: Growth a year, as a fraction.
        horizon: Periods ahead.
    """
    if len(history) < season:
        return growth_path(np.full(horizon, float(history[-3:].mean())), yearly, season)
    years = 1 + np.arange(horizon) // season
    return np.asarray(np.resize(history[-season:], horizon) * (1 + yearly) ** years)
