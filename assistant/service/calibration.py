"""Confidence that means what it says: the temperature of the logits, and the least one at which a label is given."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.learned.linear import softmax
from assistant.service.features import Floats

CERTAIN_ENOUGH = 0.9  # accuracy wanted of what a head does not abstain from
LEAST_COVERED = 0.8


def learn_temperature(logits: Floats, truth: NDArray[np.intp]) -> float:
    """The temperature that minimises the log loss of held-out messages (Guo et al. 2017)."""
    from scipy.optimize import minimize_scalar

    picked = np.arange(len(truth))

    def loss(log_temperature: float) -> float:
        p = softmax(logits / np.float32(np.exp(log_temperature)))
        return float(-np.log(np.maximum(p[picked, truth], 1e-12)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def learn_least(confidence: NDArray[np.floating], right: NDArray[np.bool_]) -> float:
    """The least confidence at which what remains is right nine times in ten, but at most a fifth is given up."""
    order = np.argsort(-confidence)
    accuracy = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.nonzero(accuracy >= CERTAIN_ENOUGH)[0]
    last = max(int(enough[-1]) if len(enough) else 0, int(np.ceil(LEAST_COVERED * len(order))) - 1)
    return 0.0 if last >= len(order) - 1 else float(confidence[order[last]])
