"""Prediction intervals that hold what they promise.

Native intervals are too narrow (75 % where 80 % is promised, on M3 monthly). They are widened by how far the method
missed in the backtest of the same series, half and half with what the M3 series need on average
(`python -m eval.forecast_bench`). Histories too short for a backtest get the spread of their own changes, widened
with a t quantile for the few there are.
"""

from __future__ import annotations

import numpy as np

from assistant.analytics.forecast.methods import LEVELS
from assistant.analytics.forecast.series import Floats

GLOBAL_RATIO = {80: 1.075, 95: 1.35}
RATIO_LIMITS = (0.8, 2.5)
NORMAL = {80: 1.2816, 95: 1.9600}
SHORT = 20  # values; below, the methods' own widths know too little of their errors
SHORT_RATIO = {80: 1.1, 95: 1.15}
EXPECTED_MISS = 0.7979  # mean absolute value of a standard normal variable, sqrt(2/π)


def half_widths(
    history: Floats, native: dict[int, Floats], horizon: int, miss_ratio: float | None
) -> dict[int, Floats]:
    """Half-widths by level, shape (horizon,) each.

    Args:
        history: The series.
        native: Half-widths that the methods gave, by level; empty for simple rules.
        horizon: Periods ahead.
        miss_ratio: Backtest error over the error that the native 80 % widths promise; None without a backtest.
    """
    if set(native) == set(LEVELS) and len(history) >= SHORT:
        own = {level: native[level] for level in LEVELS}
        ratio = None if miss_ratio is None else float(np.clip(miss_ratio, *RATIO_LIMITS))
        return {k: w * (GLOBAL_RATIO[k] if ratio is None else (ratio + GLOBAL_RATIO[k]) / 2) for k, w in own.items()}
    return _from_changes(history, horizon)


def _from_changes(history: Floats, horizon: int) -> dict[int, Floats]:
    from scipy.stats import t

    changes = np.diff(history)
    spread = max(float(np.std(changes, ddof=1)) if len(changes) > 1 else abs(float(changes[0])), float(np.std(history)))
    grown = spread * np.sqrt(1 + np.arange(horizon) / max(len(history), 6))
    freedom = max(len(changes) - 1, 1)
    return {level: SHORT_RATIO[level] * float(t.ppf(0.5 + level / 200, freedom)) * grown for level in LEVELS}


def expected_error(native: dict[int, Floats]) -> Floats | None:
    """Mean absolute error that native 80 % half-widths promise of a normal error."""
    return native[80] / NORMAL[80] * EXPECTED_MISS if 80 in native else None
