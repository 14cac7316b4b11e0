"""Vectors of questions."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.retrieval.bert import Array
from assistant.retrieval.bridge import ChineseBridge, unit
from assistant.retrieval.embeddings import Embedder
from assistant.retrieval.tokens import is_chinese


@dataclass(frozen=True)
class QueryVector:
    """A question in the space of the guidance.

    Attributes:
        vector: Relative to the centre of the guidance; its length, at most 1, says how much of the question is known.
        nearness: Cosine with the centre: whether the question is about business at all.
    """

    vector: Array
    nearness: float


@dataclass(frozen=True)
class QueryEmbedder:
    """Embeds questions with the encoder where it knows their language, else over the bridge.

    Attributes:
        embedder: The encoder.
        centre: Centre of the guidance.
        bridge: For Chinese; None where the encoder knows it.
    """

    embedder: Embedder
    centre: Array
    bridge: ChineseBridge | None

    def __call__(self, text: str) -> QueryVector:
        """Vector of one question."""
        if self.bridge is not None and is_chinese(text):
            vectors, nearness = self.bridge.embed([text], self.centre)
            return QueryVector(vectors[0], float(nearness[0]))
        raw = self.embedder.embed([text])
        return QueryVector(unit(raw - self.centre)[0], float(raw[0] @ unit(self.centre[None])[0]))
