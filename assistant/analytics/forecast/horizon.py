"""How far ahead a forecast goes, and in which periods, from what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.analytics.forecast.events import Event
from assistant.analytics.forecast.forecast import LONGEST, USUAL
from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.periods import later, periods_until, read_until
from assistant.analytics.forecast.series import Series
from assistant.errors import ToolInputError

LONG_DAYS = 45  # a horizon as long as this is better counted in months than in days or weeks


def coarseness(horizon: int | None, unit: Frequency | None, until: str | None) -> Frequency | None:
    """Months where so much is asked that days and weeks would be noise; None where nothing is known of it."""
    if until:
        return "month"
    if unit is None or horizon is None:
        return None
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit] * horizon
    return "month" if days > LONG_DAYS and unit != "day" else None


def periods_ahead(series: Series, horizon: int | None, unit: Frequency | None, until: str | None, today: date) -> int:
    """Periods of the series that were asked for.

    Args:
        series: The history.
        horizon: How many `unit`s; periods of the series where there is no unit.
        unit: Length of what was counted: "next 2 quarters" of a monthly series are 6 periods.
        until: Last period instead, see `periods.read_until`.
        today: See `periods.read_until`.

    Raises:
        ToolInputError: Nothing lies between the history and the end asked for, or too much.
    """
    first = series.period(len(series.values))
    if until:
        count = periods_until(first, series.frequency, read_until(until, first, today))
        if count < 1:
            last = series.period(len(series.values) - 1)
            raise ToolInputError(
                f"The history already reaches to {last:%Y-%m}. Give a later end, or a number of months.",
                f"历史数据已经到{last:%Y-%m}。请给一个更晚的截止时间，或者说预测几个月。",
                question=True,
            )
    elif horizon is None:
        count = USUAL[series.frequency]
    elif unit is None or unit == series.frequency:
        count = horizon
    else:
        count = max(1, periods_until(first, series.frequency, _before(later(first, unit, horizon))))
    if not 1 <= count <= LONGEST:
        raise ToolInputError(
            f"A horizon of {count} is not possible; give 1 to {LONGEST} periods.",
            f"预测{count}期不可行；请给1到{LONGEST}期。",
        )
    return count


def reaching(series: Series, horizon: int, events: Sequence[Event]) -> int:
    """The horizon, longer where an event lies after it, as far as forecasts go."""
    first = series.period(len(series.values))
    last = max((e.first for e in events), default=first)
    return min(max(horizon, periods_until(first, series.frequency, last)), LONGEST)


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
