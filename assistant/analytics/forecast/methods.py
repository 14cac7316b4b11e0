"""Forecasting methods: each takes history, season and horizon and gives points, and half-widths where it has them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from assistant.analytics.forecast.series import Floats

Method = Literal["mean", "naive", "seasonal naive", "growth", "ETS", "CES", "Theta"]
LEVELS = (80, 95)
LONGEST_SEASON = 24  # of AutoETS
GROWTH_LIMITS = (0.5, 2.0)


@dataclass(frozen=True)
class Points:
    """What a method says.

    Attributes:
        mean: Shape (horizon,).
        widths: Half-widths of its own intervals by level, shape (horizon,) each; empty where it has none.
    """

    mean: Floats
    widths: dict[int, Floats]


def warm() -> None:
    """Load the library, which takes seconds; worth doing while a table is being read."""
    from statsforecast import models  # noqa: F401


def run(method: Method, history: Floats, season: int, horizon: int) -> Points | None:
    """One method on one history; None where it cannot be fitted to it."""
    simple = _SIMPLE.get(method)
    if simple is not None:
        found = simple(history, season, horizon)
        return None if found is None else Points(found, {})
    return _statistical(method, history, season, horizon)


def _mean(history: Floats, season: int, horizon: int) -> Floats:
    return np.full(horizon, history.mean())


def _naive(history: Floats, season: int, horizon: int) -> Floats:
    return np.full(horizon, history[-1])


def _seasonal_naive(history: Floats, season: int, horizon: int) -> Floats | None:
    if season < 2 or len(history) < season:
        return None
    return np.resize(history[-season:], horizon)


def _growth(history: Floats, season: int, horizon: int) -> Floats | None:
    """Last season's value times how the newest periods compare with the same ones a season earlier."""
    overlap = len(history) - season
    if season < 2 or overlap < season // 3:
        return None
    compared = min(overlap, season // 2)
    before = history[-compared - season : -season].sum()
    ratio = history[-compared:].sum() / before if before > 0 else 1.0
    return np.asarray(np.resize(history[-season:], horizon) * np.clip(ratio, *GROWTH_LIMITS))


_SIMPLE: dict[Method, Callable[[Floats, int, int], Floats | None]] = {
    "mean": _mean,
    "naive": _naive,
    "seasonal naive": _seasonal_naive,
    "growth": _growth,
}


def _statistical(method: Method, history: Floats, season: int, horizon: int) -> Points | None:
    model = _model(method, season if len(history) >= 2 * season else 1)
    if np.ptp(history) == 0:
        return Points(np.full(horizon, history[-1]), {level: np.zeros(horizon) for level in LEVELS})
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            found: dict[str, Any] = model.forecast(y=history, h=horizon, level=list(LEVELS))
        except Exception:  # noqa: BLE001  (the library raises bare exceptions on histories it cannot fit)
            return None
    mean = np.asarray(found["mean"], dtype=float)
    widths = {level: (np.asarray(found[f"hi-{level}"]) - np.asarray(found[f"lo-{level}"])) / 2 for level in LEVELS}
    if not np.isfinite(mean).all() or np.abs(mean).max() > 10 * (np.abs(history).max() + 1):
        return None  # diverged
    return Points(mean, {k: w for k, w in widths.items() if np.isfinite(w).all()})


def _model(method: Method, season: int) -> Any:
    from statsforecast import models

    if method == "ETS":
        return models.AutoETS(season_length=season if season <= LONGEST_SEASON else 1)
    if method == "CES":
        return models.AutoCES(season_length=season)
    return models.DynamicOptimizedTheta(season_length=season)
