"""Vectors of tokens from an encoder of word pieces, and what they add to the scores of tags.

A word that no marked message held tells a classifier of names nothing; its vector lies near those of words like it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.learned.linear import STEPS, Floats
from assistant.learned.tokens import Token

Vectors = NDArray[np.float32]
# Where the word pieces of a text stand, and their vectors, shape (pieces, size).
Pieces = Callable[[str], tuple[Sequence[tuple[int, int]], Vectors]]


def token_vectors(text: str, tokens: Sequence[Token], pieces: Pieces) -> Vectors:
    """The mean vector of the pieces of each token, shape (tokens, size); zeros behind where the encoder cuts a text."""
    places, vectors = pieces(text)
    means = np.zeros((len(tokens), vectors.shape[1]), dtype=np.float32)
    for at, token in enumerate(tokens):
        rows = [i for i, (start, end) in enumerate(places) if start < token.end and token.start < end]
        if rows:
            means[at] = vectors[rows].mean(axis=0)
    return means


@dataclass(frozen=True)
class Scaling:
    """Brings vectors to mean 0 and one length, so that they weigh against the named features as they should.

    Attributes:
        mean: Of each number of a vector, shape (size,).
        factor: What each number is multiplied with then, shape (size,).
    """

    mean: Vectors
    factor: Vectors

    def __call__(self, vectors: Vectors) -> Vectors:
        """The vectors, scaled."""
        return (vectors - self.mean) * self.factor


def scaling_of(vectors: Vectors, length: float) -> Scaling:
    """What gives `vectors`, shape (tokens, size), the root mean square `length`."""
    spread = vectors.std(axis=0) + np.float32(1e-6)
    return Scaling(vectors.mean(axis=0), np.float32(length / np.sqrt(vectors.shape[1])) / spread)


@dataclass(frozen=True)
class VectorScores:
    """Scores of labels by a vector.

    Attributes:
        scaling: Of the vectors.
        weights: Of scaled vectors, shape (size, labels).
    """

    scaling: Scaling
    weights: Vectors

    def scores(self, vectors: Vectors) -> Floats:
        """Shape (tokens, labels); not calibrated."""
        return (self.scaling(vectors) @ self.weights).astype(np.float64)

    def save(self, folder: Path, name: str) -> None:
        """Write it, weights as whole steps of a label's largest."""
        from safetensors.numpy import save_file

        step = np.maximum(np.abs(self.weights).max(axis=0), 1e-12) / STEPS
        arrays = {
            "mean": self.scaling.mean,
            "factor": self.scaling.factor,
            "weights": np.round(self.weights / step).astype(np.int8),
            "step": step.astype(np.float32),
        }
        save_file({key: np.ascontiguousarray(array) for key, array in arrays.items()}, folder / f"{name}.safetensors")


def load_vector_scores(folder: Path, name: str) -> VectorScores:
    """The stored scores."""
    from safetensors.numpy import load_file

    arrays = load_file(folder / f"{name}.safetensors")
    return VectorScores(Scaling(arrays["mean"], arrays["factor"]), arrays["weights"] * arrays["step"])
