"""Lexical search over passages: BM25 (Robertson & Zaragoza 2009, Lucene's variant) by bm25s."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Lexical:
    """BM25 scores of every passage of one language.

    Args:
        model: A bm25s model with its vocabulary.
        size: Number of passages.
    """

    def __init__(self, model: Any, size: int) -> None:
        self._model = model
        self._size = size

    @classmethod
    def fit(cls, passages: Sequence[list[str]]) -> Lexical:
        """Index the tokens of each passage; at least one passage must have a token."""
        import bm25s

        model = bm25s.BM25(k1=1.2, b=0.5, method="lucene")
        model.index(list(passages), show_progress=False)
        return cls(model, len(passages))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> Lexical:
        """Read what `save` wrote."""
        import bm25s

        return cls(bm25s.BM25.load(str(folder), show_progress=False), size)

    @property
    def vocabulary(self) -> list[str]:
        """Every token indexed."""
        return list(self._model.vocab_dict)

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of each passage, shape (passages,); 0 where no token of the query occurs."""
        known = [token for token in dict.fromkeys(query) if token in self._model.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        result: NDArray[np.float32] = self._model.get_scores(known)
        return result

    def ceiling(self, query: Sequence[str]) -> float:
        """Score no passage can exceed: the sum of inverse document frequencies, unknown tokens counted as rarest."""
        counts = np.diff(np.asarray(self._model.scores["indptr"]))
        total = 0.0
        for token in dict.fromkeys(query):
            number = self._model.vocab_dict.get(token)
            df = 0 if number is None else int(counts[number])
            total += math.log(1 + (self._size - df + 0.5) / (df + 0.5))
        return total
