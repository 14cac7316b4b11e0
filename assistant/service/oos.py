"""Whether a message is one of the kinds a classifier was taught at all.

Signs, standardised on held-out messages of known kinds: the greatest logit, against what is usual for its label, the
mean cosine to the nearest training messages and, where messages of no known kind were given, how far the greatest logit
is above theirs. Each misses what another sees; softmax confidence is weaker than any of them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.service.features import Floats

NEIGHBOURS = 2
NEAR = 1  # column of the nearness among the signs
KEPT = 0.95  # of known messages, where no examples of unknown ones are at hand
FAR = 2.0  # standard deviations
LEAST_KEPT = 0.88  # … and where they are: the best balance at or above this


@dataclass(frozen=True)
class Gate:
    """Decides which messages are too unlike anything known.

    Attributes:
        mean: Of each sign over known messages.
        sd: Standard deviation of each.
        weight: How much each standardised sign counts.
        threshold: Least weighted sum of the standardised signs.
    """

    mean: tuple[float, ...]
    sd: tuple[float, ...]
    weight: tuple[float, ...]
    threshold: float

    @classmethod
    def fit(cls, known: Floats, unknown: Floats | None) -> Gate:
        """Learn from held-out messages.

        Args:
            known: Signs of messages of known kinds, shape (messages, signs).
            unknown: The same of messages of no known kind, where there are any; without, all signs count the same.
        """
        deviation = np.where(known.std(axis=0) > 0, known.std(axis=0), 1.0)
        ones = (1.0,) * known.shape[1]
        gate = cls(_plain(known.mean(axis=0)), _plain(deviation), ones, 0.0)
        if unknown is None or not len(unknown):
            return replace(gate, threshold=float(np.quantile(gate.scores(known), 1 - KEPT)))
        gate = replace(gate, weight=_weights(gate.standardised(known), gate.standardised(unknown)))
        inside, outside = gate.scores(known), gate.scores(unknown)
        candidates = np.quantile(inside, np.linspace(0, 1 - LEAST_KEPT, 49))
        balanced = [(inside >= c).mean() + (outside < c).mean() for c in candidates]
        return replace(gate, threshold=float(candidates[int(np.argmax(balanced))]))

    def standardised(self, signs: Floats) -> NDArray[np.float64]:
        """Signs in standard deviations from their mean over known messages."""
        return np.asarray((signs - np.array(self.mean)) / np.array(self.sd), dtype=np.float64)

    def scores(self, signs: Floats) -> NDArray[np.float64]:
        """Weighted sum of the standardised signs; the greater, the more familiar."""
        return np.asarray(self.standardised(signs) @ np.array(self.weight), dtype=np.float64)

    def refuses(self, signs: Floats) -> NDArray[np.bool_]:
        """Which messages are unknown: too low a sum, or so far from every training message that no logit makes up."""
        far = self.standardised(signs)[:, NEAR] < -FAR
        return np.asarray((self.scores(signs) < self.threshold) | far)

    def to_json(self) -> dict[str, Any]:
        """Plain dict; `Gate(**…)` is the inverse."""
        return asdict(self)


def _weights(known: NDArray[np.float64], unknown: NDArray[np.float64]) -> tuple[float, ...]:
    """Weights of the signs that tell both apart best, by logistic regression; both sides count the same."""
    from sklearn.linear_model import LogisticRegression

    truth = np.concatenate([np.ones(len(known)), np.zeros(len(unknown))])
    model = LogisticRegression(class_weight="balanced").fit(np.vstack([known, unknown]), truth)
    return _plain(model.coef_[0])


def _plain(values: NDArray[np.floating]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def nearness(cosines: Floats, neighbours: int = NEIGHBOURS) -> Floats:
    """Mean cosine to the nearest training messages, shape (messages,).

    Args:
        cosines: Shape (messages, training messages).
        neighbours: How many are near.
    """
    count = min(neighbours, cosines.shape[1])
    best = np.partition(cosines, -count, axis=1)[:, -count:]
    return np.asarray(best.mean(axis=1), dtype=np.float32)


def usual_logits(logits: Floats) -> Floats:
    """Mean greatest logit of held-out messages by the label that has it, shape (labels,).

    Labels differ in how sure a classifier is of them. The mean over all counts as one message of each.
    """
    best, guess = logits.max(axis=1), logits.argmax(axis=1)
    sums = np.bincount(guess, weights=best, minlength=logits.shape[1]) + best.mean()
    return np.asarray(sums / (np.bincount(guess, minlength=logits.shape[1]) + 1), dtype=np.float32)


def auroc(known: NDArray[np.floating], unknown: NDArray[np.floating]) -> float:
    """Chance that a known message scores above an unknown one, ties half (Mann-Whitney U / nm)."""
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([known, unknown]))
    above = ranks[: len(known)].sum() - len(known) * (len(known) + 1) / 2
    return float(above / (len(known) * len(unknown)))
