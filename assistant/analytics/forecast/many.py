"""Several series forecast together, with a total that is the sum of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.analytics.forecast.forecast import Forecast
from assistant.analytics.forecast.holiday import HolidayEffect, forecast_with_holidays
from assistant.analytics.forecast.methods import LEVELS
from assistant.analytics.forecast.series import Series

MOST_PARTS = 8  # forecast one by one; the others together as one more
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Many:
    """A forecast of a whole and of its parts.

    Attributes:
        total: Its mean is the sum of the parts' means; of a rate it is the forecast of the whole.
        parts: One for each group, the largest in total first; empty where there are no groups.
        gathered: Groups that the last part holds together; 0 where each has its own.
    """

    total: Forecast
    parts: tuple[Forecast, ...] = ()
    gathered: int = 0


def forecast_parts(
    whole: Series,
    groups: Sequence[Series],
    horizon: int,
    most: int = MOST_PARTS,
    progress: Progress | None = None,
    country: str = "",
) -> tuple[Many, list[HolidayEffect]]:
    """Forecast each group and add up.

    Points of the total are the sum of the parts. Its intervals have the widths of a forecast of the whole, whose errors
    were measured, moved to the sum. No part is below the whole's floor, so neither is the total.

    Args:
        whole: The series of all groups together.
        groups: Its groups, the largest first, all ending on the whole's last period.
        horizon: Periods ahead.
        most: Groups with a forecast of their own; the rest is forecast together, so that nothing is left out.
        progress: Called after each forecast with those done and all.
        country: Whose holidays are counted, as in `forecast_with_holidays`; none where empty.

    Returns:
        The forecast, and the holidays ahead of the whole.
    """
    shown, rest = list(groups), 0
    if len(groups) > most + 1:
        shown, rest = [*groups[:most], _together(groups[most:])], len(groups) - most
    told = progress or (lambda done, all_: None)
    parts: list[Forecast] = []
    for series in shown:
        parts.append(forecast_with_holidays(series, horizon, country, tested=False)[0])
        told(len(parts), len(shown) + 1)
    direct, effects = forecast_with_holidays(whole, horizon, country)
    told(len(shown) + 1, len(shown) + 1)
    if whole.unit == "fraction":
        return Many(direct, tuple(parts), rest), effects
    mean = np.sum([p.mean for p in parts], axis=0)
    floor = -np.inf if direct.floor is None else direct.floor
    moved = {level: np.maximum(direct.low[level] - direct.mean + mean, floor) for level in LEVELS}
    high = {level: direct.high[level] - direct.mean + mean for level in LEVELS}
    return Many(replace(direct, mean=mean, low=moved, high=high), tuple(parts), rest), effects


def _together(groups: Sequence[Series]) -> Series:
    """The sum of series that end on the same period, from the earliest start on."""
    longest = max(groups, key=lambda s: len(s.values))
    values = np.zeros(len(longest.values))
    for series in groups:
        values[len(values) - len(series.values) :] += series.values
    if longest.unit == "fraction":
        values /= len(groups)
    return Series("", values, longest.frequency, longest.start, longest.unit)
