"""Which methods are combined for a history of a given length, and how.

Chosen on M3 monthly series (research notes; `python -m eval.forecast_bench` prints the table): simple rules win on
short histories, where ETS and the like fit noise; from two seasons on the median of four is hard to beat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.analytics.forecast.methods import LEVELS, LONGEST_SEASON, Method, Points, run
from assistant.analytics.forecast.series import Floats


@dataclass(frozen=True)
class Recipe:
    """Methods and how their points are combined."""

    methods: tuple[Method, ...]
    by: Literal["mean", "median"] = "mean"


def recipe_for(periods: int, season: int) -> Recipe:
    """The recipe for a history of `periods` values.

    Args:
        periods: Length of the history.
        season: Periods of a full season, 1 where there is none.
    """
    if periods < VERY_SHORT:
        return Recipe(("mean", "naive"))
    if periods < season <= LONGEST_SEASON:
        return Recipe(("Theta", "mean"))
    if periods < season or season == 1:
        return Recipe(("Theta", "mean")) if periods < 12 else _PLAIN
    if periods < 4 * season // 3:
        return Recipe(("Theta", "seasonal naive"))
    return Recipe(("Theta", "growth")) if periods < 2 * season else _FULL


VERY_SHORT = 9
LONGEST_FIT = 200  # newest values that are fitted: older ones weigh next to nothing and cost time
_PLAIN = Recipe(("ETS", "CES", "Theta", "naive"), "median")
_FULL = Recipe(("ETS", "CES", "Theta", "seasonal naive"), "median")


@dataclass(frozen=True)
class Combined:
    """Points of a recipe.

    Attributes:
        mean: Shape (horizon,).
        widths: Mean half-widths of the members that have any, by level; empty where none has.
        methods: Members that could be fitted.
    """

    mean: Floats
    widths: dict[int, Floats]
    methods: tuple[Method, ...]


def combine(history: Floats, season: int, horizon: int, recipe: Recipe | None = None) -> Combined:
    """Forecast with the recipe for this history; members that cannot be fitted are left out.

    Args:
        history: Shape (periods,), at least one value.
        season: Periods of a full season.
        horizon: Periods ahead.
        recipe: Another recipe than the usual one.
    """
    history = history[-max(LONGEST_FIT, 4 * season) :]
    recipe = recipe or recipe_for(len(history), season)
    found = {m: p for m in recipe.methods if (p := run(m, history, season, horizon)) is not None}
    if not found:
        found = {"mean": Points(np.full(horizon, history.mean()), {})}
    stacked = np.stack([p.mean for p in found.values()])
    mean = np.median(stacked, axis=0) if recipe.by == "median" else stacked.mean(axis=0)
    return Combined(mean, _widths(list(found.values())), tuple(found))


def _widths(points: Sequence[Points]) -> dict[int, Floats]:
    return {
        level: np.mean([p.widths[level] for p in points if level in p.widths], axis=0)
        for level in LEVELS
        if any(level in p.widths for p in points)
    }
