"""How much each column matters: what is lost on held-out rows when its values are shuffled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from assistant.analytics.drivers.encode import Feature
from assistant.analytics.drivers.evaluate import HeldOut, losses
from assistant.analytics.drivers.folds import Ints
from assistant.analytics.drivers.target import Floats, Target

SHUFFLES = 4
Z95 = 1.959964
LEAST = 0.001  # share of the differences that is not worth a word
TOGETHER = 0.75  # rank correlation above which two numbers share their importance


@dataclass(frozen=True)
class Importance:
    """What one column is worth.

    Attributes:
        name: Header.
        lost: Share of the explained differences (R², or log loss saved) lost without it.
        low: Lower end of the 95 % interval.
        high: Upper end.
    """

    name: str
    lost: float
    low: float
    high: float

    @property
    def matters(self) -> bool:
        """Whether it is more than chance."""
        return self.low > 0 and self.lost > LEAST


def importances(
    found: HeldOut, features: tuple[Feature, ...], matrix: Floats, target: Target, parts: Ints
) -> list[Importance]:
    """Importance of each feature, most important first."""
    rng = np.random.default_rng(1)
    plain = losses(target, found.base)
    whole = losses(target, found.predicted)
    result = []
    for j, feature in enumerate(features):
        extra = np.zeros(len(whole))
        for _ in range(SHUFFLES):
            extra += losses(target, _shuffled(found, matrix, parts, j, rng)) - whole
        extra /= SHUFFLES
        lost = float(extra.sum() / plain.sum())
        error = float(extra.std(ddof=1) * np.sqrt(len(extra)) / plain.sum())
        result.append(Importance(feature.name, lost, lost - Z95 * error, lost + Z95 * error))
    return sorted(result, key=lambda i: -i.lost)


def _shuffled(found: HeldOut, matrix: Floats, parts: Ints, column: int, rng: Generator) -> Floats:
    predicted = np.empty(len(matrix))
    for part, model in enumerate(found.models):
        out = np.flatnonzero(parts == part)
        rows = matrix[out].copy()
        rows[:, column] = rows[rng.permutation(len(out)), column]
        predicted[out] = model.predict(rows)
    return predicted


def moving_together(features: tuple[Feature, ...], matrix: Floats, names: list[str]) -> list[tuple[str, str]]:
    """Pairs of numbers among `names` that move together, so that shuffling one leaves the other standing."""
    from scipy.stats import rankdata

    index = {f.name: j for j, f in enumerate(features) if not f.is_category}
    ranks = {
        name: rankdata(np.nan_to_num(matrix[:, index[name]], nan=features[index[name]].middle))
        for name in names
        if name in index
    }
    kept = list(ranks)
    return [
        (a, b)
        for i, a in enumerate(kept)
        for b in kept[i + 1 :]
        if abs(np.corrcoef(ranks[a], ranks[b])[0, 1]) > TOGETHER
    ]
