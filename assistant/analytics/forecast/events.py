"""Known future events on top of a forecast, and how fast the series has been growing: scenarios, never the forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from assistant.analytics.forecast.series import Floats
from assistant.errors import ToolInputError

Effect = Literal["multiply", "add", "set"]


@dataclass(frozen=True)
class Event:
    """Something the history cannot know: "we double marketing in May", "a fair adds 20,000 in September".

    Attributes:
        first: First day of the first period it touches.
        last: First day of the last one.
        effect: What it does to each of them.
        amount: Factor, or value in the unit of the series.
    """

    first: date
    last: date
    effect: Effect
    amount: float


def with_events(mean: Floats, days: Sequence[date], events: Sequence[Event]) -> Floats:
    """The forecast with the events, shape (horizon,).

    Raises:
        ToolInputError: An event lies outside of the forecast.
    """
    changed = mean.copy()
    for event in events:
        touched = [i for i, day in enumerate(days) if event.first <= day <= event.last]
        if not touched:
            raise ToolInputError(
                f"{event.first:%Y-%m} lies outside of the forecast, {days[0]:%Y-%m} to {days[-1]:%Y-%m}. "
                "Ask for a longer horizon.",
                f"{event.first:%Y-%m}不在预测范围（{days[0]:%Y-%m}至{days[-1]:%Y-%m}）内。请把预测期拉长。",
                question=True,
            )
        if event.effect == "multiply":
            changed[touched] *= event.amount
        elif event.effect == "add":
            changed[touched] += event.amount
        else:
            changed[touched] = event.amount
    return changed


def yearly_growth(history: Floats, season: int) -> float | None:
    """Growth of the last season over the one before; None without two of them or from nothing."""
    if season < 2 or len(history) < 2 * season:
        return None
    before = float(history[-2 * season : -season].sum())
    return float(history[-season:].sum()) / before - 1 if before > 0 else None


def growth_path(mean: Floats, yearly: float, season: int) -> Floats:
    """`mean` growing by `yearly` a season, compounded per period from the first one on."""
    return np.asarray(mean * (1 + yearly) ** (np.arange(1, len(mean) + 1) / season))
