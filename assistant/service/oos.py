"""Whether a message is one of the kinds a classifier was taught at all.

Two signs, standardised on held-out messages of known kinds: the greatest logit, and the mean cosine to the five
nearest training messages. Either alone misses what the other sees; softmax confidence is weaker than both.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.service.features import Floats

NEIGHBOURS = 5
KEPT = 0.95  # of known messages, where no examples of unknown ones are at hand
FAR = 2.0  # standard deviations
LEAST_KEPT = 0.88  # … and where they are: the best balance at or above this


@dataclass(frozen=True)
class Gate:
    """Decides which messages are too unlike anything known.

    Attributes:
        logit_mean: Of the greatest logit of known messages.
        logit_sd: Its standard deviation.
        near_mean: Of the nearness to the training messages.
        near_sd: Its standard deviation.
        threshold: Least sum of the two standardised signs.
    """

    logit_mean: float
    logit_sd: float
    near_mean: float
    near_sd: float
    threshold: float

    @classmethod
    def fit(cls, known: tuple[Floats, Floats], unknown: tuple[Floats, Floats] | None) -> Gate:
        """Learn from held-out messages.

        Args:
            known: Greatest logits and nearness of messages of known kinds, shape (messages,) each.
            unknown: The same of messages of no known kind, where there are any.
        """
        logits, near = known
        bare = cls(float(logits.mean()), float(logits.std()) or 1.0, float(near.mean()), float(near.std()) or 1.0, 0.0)
        inside = bare.scores(*known)
        if unknown is None or not len(unknown[0]):
            return cls(**{**asdict(bare), "threshold": float(np.quantile(inside, 1 - KEPT))})
        outside = bare.scores(*unknown)
        candidates = np.quantile(inside, np.linspace(0, 1 - LEAST_KEPT, 49))
        balanced = [(inside >= c).mean() + (outside < c).mean() for c in candidates]
        return cls(**{**asdict(bare), "threshold": float(candidates[int(np.argmax(balanced))])})

    def scores(self, logits: Floats, near: Floats) -> NDArray[np.float64]:
        """Sum of the standardised signs; the greater, the more familiar."""
        return np.asarray(
            (logits - self.logit_mean) / self.logit_sd + (near - self.near_mean) / self.near_sd, dtype=np.float64
        )

    def refuses(self, logits: Floats, near: Floats) -> NDArray[np.bool_]:
        """Which messages are unknown: too low a sum, or so far from every training message that no logit makes up."""
        far = (near - self.near_mean) / self.near_sd < -FAR
        return np.asarray((self.scores(logits, near) < self.threshold) | far)

    def to_json(self) -> dict[str, Any]:
        """Plain dict; `Gate(**…)` is the inverse."""
        return asdict(self)


def nearness(cosines: Floats, own: bool = False) -> Floats:
    """Mean cosine to the nearest training messages, shape (messages,).

    Args:
        cosines: Shape (messages, training messages).
        own: The messages are themselves the training messages, in order, so that each one's nearest is itself.
    """
    if own:
        cosines = cosines.copy()
        np.fill_diagonal(cosines, -1)
    count = min(NEIGHBOURS, cosines.shape[1])
    best = np.partition(cosines, -count, axis=1)[:, -count:]
    return np.asarray(best.mean(axis=1), dtype=np.float32)


def auroc(known: NDArray[np.floating], unknown: NDArray[np.floating]) -> float:
    """Chance that a known message scores above an unknown one, ties half (Mann-Whitney U / nm)."""
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([known, unknown]))
    above = ranks[: len(known)].sum() - len(known) * (len(known) + 1) / 2
    return float(above / (len(known) * len(unknown)))
