"""The forecast of one series: points, calibrated intervals, backtest, totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.analytics.forecast.backtest import Backtest, backtest
from assistant.analytics.forecast.combine import combine
from assistant.analytics.forecast.intervals import half_widths
from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.methods import LEVELS, Method
from assistant.analytics.forecast.series import Floats, Series
from assistant.analytics.forecast.totals import Span, Total, totals
from assistant.errors import ToolInputError

USUAL: dict[Frequency, int] = {"day": 28, "week": 13, "month": 12, "quarter": 4, "year": 3}
LONGEST = 120


@dataclass(frozen=True)
class Forecast:
    """A forecast.

    Attributes:
        series: What was forecast.
        mean: Shape (horizon,).
        low: Lower bounds by level, shape (horizon,) each; not below 0 where the history never is.
        high: Upper bounds by level.
        methods: What was combined.
        test: The backtest; None for histories too short for one.
    """

    series: Series
    mean: Floats
    low: dict[int, Floats]
    high: dict[int, Floats]
    methods: tuple[Method, ...]
    test: Backtest | None

    @property
    def days(self) -> list[date]:
        """First day of each period ahead."""
        return [self.series.period(len(self.series.values) + i) for i in range(len(self.mean))]

    @property
    def floor(self) -> float | None:
        """0 where the history is never below it."""
        return 0.0 if self.series.values.min() >= 0 else None

    def totals(self, span: Span) -> list[Total]:
        """Totals by quarter or year; of a rate there are none."""
        if self.series.unit == "fraction":
            return []
        past = [(self.series.period(i), float(v)) for i, v in enumerate(self.series.values)]
        widths = {level: (self.high[level] - self.mean) for level in LEVELS}
        future = list(zip(self.days, map(float, self.mean), strict=True))
        return totals(span, self.series.frequency, past, future, widths, self.floor)


def forecast(series: Series, horizon: int | None = None, *, tested: bool = True) -> Forecast:
    """Forecast a series.

    Args:
        series: At least three values.
        horizon: Periods ahead; a year's worth (a month of days, three years of years) where not given.
        tested: False leaves the backtest out, for parts of a whole that is tested itself.

    Raises:
        ToolInputError: The horizon is not between 1 and 120.
    """
    ahead = horizon if horizon is not None else USUAL[series.frequency]
    if not 1 <= ahead <= LONGEST:
        raise ToolInputError(
            f"A horizon of {ahead} is not possible; give 1 to {LONGEST} periods.",
            f"预测{ahead}期不可行；请给1到{LONGEST}期。",
        )
    history = np.asarray(series.values, dtype=float)
    found = combine(history, series.season, ahead)
    test = backtest(history, series.season, ahead) if tested else None
    widths = half_widths(history, found.widths, ahead, test.miss_ratio if test else None)
    floor = 0.0 if history.min() >= 0 else -np.inf
    mean = np.maximum(found.mean, floor)
    return Forecast(
        series=series,
        mean=mean,
        low={level: np.maximum(mean - widths[level], floor) for level in LEVELS},
        high={level: mean + widths[level] for level in LEVELS},
        methods=found.methods,
        test=test,
    )
