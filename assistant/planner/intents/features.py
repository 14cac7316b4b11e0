"""Word and character n-gram TF-IDF of an utterance, in plain NumPy, and an optional sentence embedding.

Two blocks, each of unit length: `w` n-grams of tokens (Latin words and single Chinese characters, so that for Chinese
they are character n-grams) and `c` character n-grams inside Latin words, which survive typos.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.language import ngrams
from assistant.planner.intents.normalise import tokens

Floats = NDArray[np.float64]
Embed = Callable[[Sequence[str]], NDArray[np.floating]]

WORD_ORDERS = (1, 2)


def grams(text: str) -> tuple[Counter[str], Counter[str]]:
    """Counts of the `w` and the `c` n-grams of `text`; keys carry their block as first character."""
    return ngrams.grams(tokens(text), WORD_ORDERS)


@dataclass(frozen=True)
class Vectoriser:
    """Turns an utterance into the indices and weights of its known n-grams.

    Attributes:
        index: n-gram to column.
        idf: Inverse document frequency of each column, shape (columns,).
    """

    index: dict[str, int]
    idf: Floats

    @classmethod
    def fit(cls, texts: Sequence[str], min_count: int = 2) -> Vectoriser:
        """Learn columns and weights; n-grams in fewer than `min_count` texts are left out."""
        frequency: Counter[str] = Counter()
        for text in texts:
            for block in grams(text):
                frequency.update(block.keys())
        kept = sorted(gram for gram, count in frequency.items() if count >= min_count)
        idf = np.array([math.log((1 + len(texts)) / (1 + frequency[g])) + 1 for g in kept])
        return cls({gram: i for i, gram in enumerate(kept)}, idf.astype(np.float32).astype(np.float64))

    def transform(self, text: str) -> tuple[NDArray[np.intp], Floats, float]:
        """Columns, weights (each block of unit length) and the share of the `w` n-grams' mass that is known."""
        columns: list[int] = []
        weights: list[float] = []
        known_share = 0.0
        for number, block in enumerate(grams(text)):
            known = [(self.index[g], 1 + math.log(n)) for g, n in block.items() if g in self.index]
            if number == 0 and block:
                unigrams = [g for g in block if " " not in g]
                known_share = sum(g in self.index for g in unigrams) / max(1, len(unigrams))
            raw = [tf * float(self.idf[i]) for i, tf in known]
            length = math.sqrt(sum(w * w for w in raw)) or 1.0
            columns += [i for i, _ in known]
            weights += [w / length for w in raw]
        return np.array(columns, dtype=np.intp), np.array(weights, dtype=np.float64), known_share


def features(texts: Sequence[str], vectoriser: Vectoriser, embed: Embed | None = None) -> Floats:
    """Dense matrix, shape (texts, columns + embedding size); for tests and small batches."""
    rows = np.zeros((len(texts), len(vectoriser.index)))
    for row, text in zip(rows, texts, strict=True):
        columns, weights, _ = vectoriser.transform(text)
        row[columns] = weights
    if embed is None:
        return rows
    return np.hstack([rows, np.asarray(embed(texts), dtype=np.float64)])
