"""Values of a history that stand out from their neighbours: said, never silently changed."""

from __future__ import annotations

import numpy as np

from assistant.analytics.forecast.series import Floats

# A normal residual is further out than 5 robust deviations once in two million; real histories have heavier tails.
FAR = 5.0
LEAST_SHARE = 0.3  # of the usual level around it, so that the tremble of a calm series is none
LEAST_HISTORY = 8
MAD_TO_SD = 1.4826
WINDOW = 7


def outliers(history: Floats, season: int) -> list[int]:
    """Indices of values far from what level and season around them lead one to expect, oldest first.

    The level is a running median; the season, where the history has three of them, the median of what each place in it
    differs from the level. What is left is compared with its median absolute deviation (Leys et al. 2013).

    Args:
        history: Shape (periods,).
        season: Periods of a full season, 1 where there is none.
    """
    count = len(history)
    if count < LEAST_HISTORY:
        return []
    width = min(max(WINDOW, season + 1 - season % 2), count)
    half = width // 2
    level = np.array([np.median(history[max(0, i - half) : i + half + 1]) for i in range(count)])
    left = history - level
    if season > 1 and count >= 3 * season:
        places = np.arange(count) % season
        left = left - np.array([np.median(left[places == p]) for p in range(season)])[places]
    left = left - np.median(left)
    spread = MAD_TO_SD * float(np.median(np.abs(left)))
    usual = np.maximum(np.abs(level), 0.1 * float(np.median(np.abs(history))))
    far = np.abs(left) > np.maximum(FAR * spread, LEAST_SHARE * usual)
    return [int(i) for i in np.flatnonzero(far & (np.abs(left) > 0))]
