"""A linear head: scores of the labels from the features of a message, calibrated, in NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.learned.linear import softmax
from assistant.service.features import Embed, Floats, Rows, Vectoriser
from assistant.service.oos import NEIGHBOURS, Gate, nearness


@dataclass(frozen=True)
class Scores:
    """What a head says of some messages.

    Attributes:
        logits: Before calibration, shape (messages, labels).
        near: Mean cosine to the nearest training messages, shape (messages,); None for a head without memory.
        strange: Logit of being of no known kind, shape (messages,); None for a head that was given no such messages.
    """

    logits: Floats
    near: Floats | None
    strange: Floats | None = None


@dataclass(frozen=True)
class Head:
    """Logistic regression over n-grams and/or sentence vectors.

    Attributes:
        labels: Names of the labels, in the order of the columns of `coefficients`.
        coefficients: Shape (n-grams + dimension, labels).
        bias: Shape (labels,).
        temperature: Divides the logits; learnt on held-out messages.
        least: Least calibrated probability of a prediction that is not an abstention.
        vectoriser: N-grams, where the head reads any.
        memory: Training messages as features, for nearness.
        neighbours: How many of them are near.
        usual: The greatest logit that is usual for each label, shape (labels,); None for heads that do not compare.
        gate: Tells known from unknown messages; None where every message has a label, as with sentiment.
        stranger: Coefficients and, last, bias of messages of no known kind, shape (n-grams + dimension + 1,).
    """

    labels: tuple[str, ...]
    coefficients: Floats
    bias: Floats
    temperature: float = 1.0
    least: float = 0.0
    vectoriser: Vectoriser | None = None
    memory: Rows | None = None
    neighbours: int = NEIGHBOURS
    usual: Floats | None = None
    gate: Gate | None = None
    stranger: Floats | None = None

    @property
    def reads_vectors(self) -> bool:
        """Whether the head needs sentence vectors."""
        return len(self.coefficients) > (len(self.vectoriser.index) if self.vectoriser else 0)

    def rows(self, texts: list[str], embed: Embed | None) -> Rows:
        """Features of `texts`.

        Args:
            texts: Messages.
            embed: The encoder that the head was trained with; needed where the head `reads_vectors`.
        """
        sparse = self.vectoriser.rows(texts) if self.vectoriser else None
        if not self.reads_vectors:
            return Rows(sparse, None)
        if embed is None:
            raise ValueError("this head was trained on sentence vectors and needs its encoder")
        return Rows(sparse, np.asarray(embed(texts), dtype=np.float32))

    def score(self, rows: Rows) -> Scores:
        """Logits and the signs of familiarity of messages."""
        logits = self._linear(rows, self.coefficients, self.bias)
        near = None if self.memory is None else nearness(rows.cosines(self.memory), self.neighbours)
        strange = None
        if self.stranger is not None:
            strange = self._linear(rows, self.stranger[:-1, None], self.stranger[-1:])[:, 0]
        return Scores(logits, near, strange)

    def signs(self, scores: Scores) -> Floats | None:
        """What the gate judges by, shape (messages, 2 or 3); None for a head without memory."""
        if scores.near is None:
            return None
        best = scores.logits.max(axis=1)
        certain = best if self.usual is None else best - self.usual[scores.logits.argmax(axis=1)]
        strange = () if scores.strange is None else (best - scores.strange,)
        return np.stack([certain, scores.near, *strange], axis=1)

    def _linear(self, rows: Rows, coefficients: Floats, bias: Floats) -> Floats:
        split = len(self.vectoriser.index) if self.vectoriser else 0
        logits = np.tile(bias, (_count(rows), 1))
        if rows.sparse is not None:
            logits += rows.sparse @ coefficients[:split]
        if rows.dense is not None:
            logits += rows.dense @ coefficients[split:]
        return np.asarray(logits, dtype=np.float32)

    def probabilities(self, logits: Floats) -> Floats:
        """Calibrated probabilities, shape (messages, labels)."""
        return softmax(logits / np.float32(self.temperature))

    def familiarity(self, scores: Scores) -> NDArray[np.floating]:
        """How like the known kinds messages are, by the gate or, without one, by the greatest logit."""
        signs = self.signs(scores)
        return scores.logits.max(axis=1) if self.gate is None or signs is None else self.gate.scores(signs)

    def unfamiliar(self, scores: Scores) -> NDArray[np.bool_]:
        """Which messages are too unlike anything known."""
        signs = self.signs(scores)
        if self.gate is None or signs is None:
            return np.zeros(len(scores.logits), dtype=bool)
        return self.gate.refuses(signs)


def _count(rows: Rows) -> int:
    block: Any = rows.sparse if rows.sparse is not None else rows.dense
    return int(block.shape[0])
