"""Vectors of parts of a text from an encoder of word pieces.

A word that no marked message held tells a classifier of names nothing; its vector lies near those of words like it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# Where the word pieces of a text stand, and their vectors, shape (pieces, size).
Pieces = Callable[[str], tuple[Sequence[tuple[int, int]], Vectors]]


def part_vectors(text: str, parts: Sequence[tuple[int, int]], pieces: Pieces) -> Vectors:
    """The mean vector of the pieces of each part, from one place to before another, shape (parts, size)."""
    places, vectors = pieces(text)
    means = np.zeros((len(parts), vectors.shape[1]), dtype=np.float32)
    for at, (first, behind) in enumerate(parts):
        rows = [i for i, (start, end) in enumerate(places) if start < behind and first < end]
        if rows:
            means[at] = vectors[rows].mean(axis=0)
    return means
