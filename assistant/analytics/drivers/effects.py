"""Which way a column goes with the target: the mean prediction as one column moves and the others stay.

Intervals come from the models of the parts, each of which left one part out: the delete-a-group jackknife
(Kott 2001), variance (k−1)/k · Σ(θᵢ − θ̄)² with k−1 degrees of freedom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.analytics.drivers.encode import Feature
from assistant.analytics.drivers.models import Model
from assistant.analytics.drivers.target import Floats, Target

Shape = Literal["rises", "falls", "peaks", "dips", "flat", "levels"]
ROWS = 400
POINTS = 12
EDGE = (5, 95)  # percentiles between which the curve is drawn
WIGGLE = 0.25  # share of the whole movement that a turn must have to count
EARLY = 0.35  # share of the range within which most of a step happens
MOST = 0.7
STEPS = 8  # in about how many steps the range of a number is told


@dataclass(frozen=True)
class Effect:
    """The partial effect of one column.

    Attributes:
        feature: The column.
        grid: Places of the curve: values, or indices of levels.
        curve: Mean prediction there, in the unit of the target (or a chance).
        low: Lower ends of the 95 % intervals.
        high: Upper ends.
        shape: What the curve does; "levels" for a category.
        step: Of a number, the difference that is told, e.g. 10.
        change: Mean change of the target for a step, or from the lowest to the highest level; in the unit of the
            target, or as a ratio minus 1 where the model learns the logarithm.
        change_low: Lower end of its 95 % interval.
        change_high: Upper end.
        until: Of a number, where most of the movement is over; None where it goes on.
    """

    feature: Feature
    grid: Floats
    curve: Floats
    low: Floats
    high: Floats
    shape: Shape
    step: float
    change: float
    change_low: float
    change_high: float
    until: float | None = None


def effect(models: tuple[Model, ...], column: int, matrix: Floats, target: Target) -> Effect:
    """Partial effect of one column of the encoded matrix.

    Args:
        models: One for each part left out.
        column: Index of the column.
        matrix: Encoded rows.
        target: What they learned.
    """
    feature = models[0].features[column]
    sample = matrix[np.linspace(0, len(matrix) - 1, min(ROWS, len(matrix))).astype(int)]
    values = matrix[:, column]
    grid = _levels(feature, values) if feature.is_category else _grid(values)
    curves = np.stack([_curve(model, sample, column, grid) for model in models])
    mean = curves.mean(axis=0)
    reach = _reach(curves)
    ends = (target.told(mean - reach), target.told(mean + reach))
    if target.is_outcome:
        ends = (np.clip(ends[0], 0, 1), np.clip(ends[1], 0, 1))
    weights = _contrast(mean, grid, feature)
    step = 1.0 if feature.is_category else _step(values, feature)
    changes = curves @ weights * step
    change, width = float(changes.mean()), float(_reach(changes[:, None])[0])
    low, high = change - width, change + width
    if target.log:
        change, low, high = float(np.expm1(change)), float(np.expm1(low)), float(np.expm1(high))
    shape = "levels" if feature.is_category else _shape(mean)
    until = None if feature.is_category else _until(mean, grid, shape)
    return Effect(feature, grid, target.told(mean), *ends, shape, step, change, low, high, until)


def _curve(model: Model, sample: Floats, column: int, grid: Floats) -> Floats:
    rows = np.repeat(sample[None], len(grid), axis=0)
    rows[:, :, column] = grid[:, None]
    predicted = model.predict(rows.reshape(-1, sample.shape[1])).reshape(len(grid), len(sample))
    return np.asarray(predicted.mean(axis=1), dtype=float)


def _reach(curves: Floats) -> Floats:
    """Half the 95 % interval of the mean over models that each left one part out."""
    from scipy.stats import t

    k = len(curves)
    variance = (k - 1) / k * ((curves - curves.mean(axis=0)) ** 2).sum(axis=0)
    return np.asarray(t.ppf(0.975, k - 1) * np.sqrt(variance), dtype=float)


def _grid(values: Floats) -> Floats:
    known = values[np.isfinite(values)]
    different = np.unique(known)
    if len(different) <= POINTS:
        return np.asarray(different, dtype=float)
    low, high = np.percentile(known, EDGE)
    if low == high:
        return np.asarray(np.unique(np.percentile(known, np.linspace(0, 100, POINTS))), dtype=float)
    return np.asarray(np.linspace(low, high, POINTS), dtype=float)


def _levels(feature: Feature, values: Floats) -> Floats:
    return np.asarray([i for i in range(len(feature.levels)) if np.any(values == i)][:POINTS], dtype=float)


def _contrast(mean: Floats, grid: Floats, feature: Feature) -> Floats:
    """Weights that turn a curve into its slope, or into the gap between its highest and lowest level."""
    if feature.is_category:
        weights = np.zeros(len(grid))
        weights[int(mean.argmax())] += 1
        weights[int(mean.argmin())] -= 1
        return weights
    centred = grid - grid.mean()
    spread = float((centred**2).sum())
    return np.asarray(centred / (spread or 1.0), dtype=float)


def _step(values: Floats, feature: Feature) -> float:
    """A round difference of which the usual range has some: 1, 10, 0.1; 5 or 50 where that fits better."""
    known = values[np.isfinite(values)]
    low, high = np.percentile(known, EDGE)
    wide = float(high - low) or float(np.ptp(known)) or 1.0
    rough = wide / STEPS
    power = 10.0 ** np.floor(np.log10(rough))
    steps = [power, 5 * power, 10 * power]
    best = min(steps, key=lambda s: abs(np.log(s / rough)))
    return max(float(best), 1.0) if feature.whole else float(best)


def _shape(curve: Floats) -> Shape:
    move = float(np.ptp(curve))
    if move <= 0:
        return "flat"
    top, bottom = int(curve.argmax()), int(curve.argmin())
    last = len(curve) - 1
    if 0 < top < last and min(curve[top] - curve[0], curve[top] - curve[-1]) > WIGGLE * move:
        return "peaks"
    if 0 < bottom < last and min(curve[0] - curve[bottom], curve[-1] - curve[bottom]) > WIGGLE * move:
        return "dips"
    return "rises" if curve[-1] > curve[0] else "falls"


def _until(curve: Floats, grid: Floats, shape: Shape) -> float | None:
    """Where a movement that happens early is mostly over; the turning point of a peak or dip."""
    if shape in {"peaks", "dips"}:
        return float(grid[int(curve.argmax() if shape == "peaks" else curve.argmin())])
    if shape == "flat" or len(grid) < 5:
        return None
    done = np.abs(curve - curve[0]) / abs(curve[-1] - curve[0] or 1.0)
    place = int(np.argmax(done >= MOST))
    return float(grid[place]) if (grid[place] - grid[0]) <= EARLY * (grid[-1] - grid[0]) else None
