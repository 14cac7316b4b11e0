"""How well the target is foretold for rows a model has not seen, against the plain mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.analytics.drivers.encode import Feature
from assistant.analytics.drivers.folds import Ints
from assistant.analytics.drivers.leakage import area_under_curve
from assistant.analytics.drivers.models import Model, ModelKind, fit
from assistant.analytics.drivers.target import Floats, Target

DRAWS = 400
LOW, HIGH = 2.5, 97.5


@dataclass(frozen=True)
class Score:
    """Held-out accuracy.

    Attributes:
        explained: R² of an amount; of an outcome the share of the base rate's log loss that is saved.
        low: Lower end of its 95 % interval, by drawing rows again.
        high: Upper end.
        error: Mean absolute error of an amount in its unit; log loss of an outcome.
        base_error: The same of the baseline: the mean of the amount, or the base rate.
        area: Area under the curve of an outcome; None of an amount.
    """

    explained: float
    low: float
    high: float
    error: float
    base_error: float
    area: float | None = None

    @property
    def is_signal(self) -> bool:
        """Whether the interval lies above nothing."""
        return self.low > 0


@dataclass(frozen=True)
class HeldOut:
    """One kind of model, each part of the rows foretold by a model that learned from the others.

    Attributes:
        kind: Of the models.
        models: One for each part.
        predicted: What they say of each row, as learned.
        base: The mean of the other parts, for each row.
        score: How good that is.
    """

    kind: ModelKind
    models: tuple[Model, ...]
    predicted: Floats
    base: Floats
    score: Score


def held_out(
    kind: ModelKind, features: tuple[Feature, ...], matrix: Floats, target: Target, parts: Ints, together: Ints
) -> HeldOut:
    """Cross-validate one kind of model.

    Args:
        kind: Which.
        features: Features of the matrix.
        matrix: Encoded rows whose target is known.
        target: Their target.
        parts: Part of each row.
        together: Group of each row, for the interval.
    """
    learned, outcome = target.learned, target.is_outcome
    predicted, base, models = np.empty(len(learned)), np.empty(len(learned)), []
    for part in range(int(parts.max()) + 1):
        rest, out = parts != part, parts == part
        model = fit(kind, features, matrix[rest], learned[rest], outcome=outcome)
        models.append(model)
        predicted[out] = model.predict(matrix[out])
        base[out] = learned[rest].mean()
    return HeldOut(kind, tuple(models), predicted, base, score(target, predicted, base, together))


def losses(target: Target, predicted: Floats) -> Floats:
    """Loss of each row: squared error as learned, or log loss."""
    truth = target.learned
    if target.is_outcome:
        return -np.log(np.where(truth == 1, predicted, 1 - predicted))
    return np.asarray((truth - predicted) ** 2, dtype=float)


def score(target: Target, predicted: Floats, base: Floats, together: Ints) -> Score:
    """Accuracy of predictions with an interval over groups of rows."""
    loss, plain = losses(target, predicted), losses(target, base)
    low, high = _interval(loss, plain, together)
    explained = float(1 - loss.sum() / plain.sum()) if plain.sum() > 0 else 0.0
    if target.is_outcome:
        area = area_under_curve(target.values, predicted)
        return Score(explained, low, high, float(loss.mean()), float(plain.mean()), area)
    error = np.abs(target.told(predicted) - target.values).mean()
    # The baseline is the mean in the unit of the amount, also where the model learns its logarithm.
    mean = target.values.mean() if target.log else target.told(base)
    return Score(explained, low, high, float(error), float(np.abs(mean - target.values).mean()))


def _interval(loss: Floats, plain: Floats, together: Ints) -> tuple[float, float]:
    groups = int(together.max()) + 1
    sums = np.bincount(together, loss, groups), np.bincount(together, plain, groups)
    rng = np.random.default_rng(0)
    drawn = np.empty(DRAWS)
    for i in range(DRAWS):
        times = np.bincount(rng.integers(0, groups, groups), minlength=groups)
        drawn[i] = 1 - (times @ sums[0]) / max(float(times @ sums[1]), 1e-12)
    low, high = np.percentile(drawn, [LOW, HIGH])
    return float(low), float(high)


def better(linear: HeldOut, boosted: HeldOut | None, target: Target) -> HeldOut:
    """The boosted trees where they are clearly better on held-out rows, else the lines, which are easier to explain."""
    if boosted is None:
        return linear
    gain = losses(target, linear.predicted) - losses(target, boosted.predicted)
    error = float(gain.std(ddof=1)) / float(np.sqrt(len(gain)))
    return boosted if float(gain.mean()) > error else linear
