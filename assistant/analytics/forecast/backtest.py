"""How the forecast would have done on the newest part of the history, beside the naive rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.analytics.forecast.combine import combine
from assistant.analytics.forecast.intervals import expected_error
from assistant.analytics.forecast.methods import run
from assistant.analytics.forecast.series import Floats

WINDOWS = 3
LONG, LONG_WINDOWS = 150, 2  # fits of long histories take long, and each window of them tells more
LEAST_HISTORY = 6


@dataclass(frozen=True)
class Backtest:
    """Errors over the windows, in the unit of the series.

    Attributes:
        windows: Forecasts made, each from the history before it.
        horizon: Periods of each.
        mae: Mean absolute error of the forecast.
        naive_mae: Of repeating the last value.
        seasonal_mae: Of repeating the last season; None where the history is shorter than one.
        miss_ratio: Error over what the native intervals promised; None for methods without.
        errors: Shape (windows × horizon,), forecast minus what happened.
    """

    windows: int
    horizon: int
    mae: float
    naive_mae: float
    seasonal_mae: float | None
    miss_ratio: float | None
    errors: Floats

    @property
    def best_naive(self) -> float:
        """The smaller error of the naive rules."""
        return min(self.naive_mae, self.naive_mae if self.seasonal_mae is None else self.seasonal_mae)

    @property
    def beats_naive(self) -> bool:
        """Whether the forecast errs less than both naive rules."""
        return self.mae < self.best_naive

    def to_json(self) -> dict[str, Any]:
        """Plain JSON without the single errors."""
        return {
            "windows": self.windows,
            "horizon": self.horizon,
            "mae": self.mae,
            "naive_mae": self.naive_mae,
            "seasonal_mae": self.seasonal_mae,
            "beats_naive": self.beats_naive,
        }


def backtest(history: Floats, season: int, horizon: int, windows: int = WINDOWS) -> Backtest | None:
    """Forecast the newest periods from those before them, up to `windows` times.

    Args:
        history: Shape (periods,).
        season: Periods of a season.
        horizon: Periods ahead of the forecast; shorter where the history is.
        windows: Most origins.

    Returns:
        None for histories too short to hold anything back.
    """
    ahead = max(1, min(horizon, len(history) // 4))
    # A season before the first window, where the history has one to spare: without it repeating the season has no test.
    least = max(LEAST_HISTORY, season) if len(history) >= 2 * season else LEAST_HISTORY
    possible = (len(history) - least) // ahead
    if possible < 1:
        return None
    errors, naive, seasonal, promised = [], [], [], []
    for back in range(min(windows if len(history) < LONG else LONG_WINDOWS, possible), 0, -1):
        past, future = history[: len(history) - back * ahead], history[len(history) - back * ahead :][:ahead]
        found = combine(past, season, ahead)
        errors.append(found.mean - future)
        naive.append(np.abs(past[-1] - future))
        repeated = run("seasonal naive", past, season, ahead)
        if repeated is not None:
            seasonal.append(np.abs(repeated.mean - future))
        if (expected := expected_error(found.widths)) is not None:
            promised.append(expected)
    missed = np.abs(np.concatenate(errors))
    complete = len(promised) == len(errors)
    promise = float(np.concatenate(promised).mean()) if complete else 0.0
    return Backtest(
        windows=len(errors),
        horizon=ahead,
        mae=float(missed.mean()),
        naive_mae=float(np.concatenate(naive).mean()),
        seasonal_mae=float(np.concatenate(seasonal).mean()) if len(seasonal) == len(errors) else None,
        miss_ratio=float(missed.mean()) / promise if promise > 0 else None,
        errors=np.concatenate(errors),
    )
