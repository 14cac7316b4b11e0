"""Places Chinese texts among the vectors of an encoder that knows only English.

No Chinese weights are at hand offline, but the guidance exists in both languages, section by section. From these pairs
a kernel ridge regression learns to map the character n-grams of a Chinese text to the English vector of its twin; a
glossary adds the English of known terms. Both live in the encoder's own space, so that a Chinese question also finds
English passages. A multilingual encoder makes all this unnecessary and replaces it behind the same interface.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.bert import Array
from assistant.retrieval.embeddings import Embedder
from assistant.retrieval.glossary import Glossary
from assistant.retrieval.tokens import LATIN, normalise

RIDGE = 0.3
GLOSS_WEIGHT = 0.5
MIN_DOCUMENTS = 2


class NgramRidge:
    """Kernel ridge regression from TF-IDF of character 1- to 3-grams to vectors.

    Args:
        vocabulary: Column of each n-gram.
        idf: Weight of each column.
        rows: TF-IDF of the training texts, scipy CSR, shape (texts, columns), unit rows.
        coefficients: Dual coefficients (K + λI)⁻¹Y, shape (texts, dimension).
    """

    def __init__(self, vocabulary: dict[str, int], idf: Array, rows: Any, coefficients: Array) -> None:
        self._vocabulary = vocabulary
        self._idf = idf
        self._rows = rows
        self._coefficients = coefficients

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Array, ridge: float = RIDGE) -> NgramRidge:
        """Learn the map from `texts` to `vectors`, shape (len(texts), dimension)."""
        counts = [Counter(_ngrams(text)) for text in texts]
        frequency = Counter(gram for count in counts for gram in count)
        kept = sorted(gram for gram, df in frequency.items() if df >= min(MIN_DOCUMENTS, len(texts)))
        vocabulary = {gram: column for column, gram in enumerate(kept)}
        idf = np.array([math.log((1 + len(texts)) / (1 + frequency[gram])) + 1 for gram in kept], dtype=np.float32)
        rows = _tfidf(counts, vocabulary, idf)
        kernel = (rows @ rows.T).toarray()
        coefficients = np.linalg.solve(kernel + ridge * np.eye(len(texts)), vectors)
        return cls(vocabulary, idf, rows, coefficients.astype(np.float32))

    def map(self, texts: Sequence[str]) -> Array:
        """Vectors of `texts`, not normalised; zero for a text without a known n-gram."""
        rows = _tfidf([Counter(_ngrams(text)) for text in texts], self._vocabulary, self._idf)
        result: Array = (rows @ self._rows.T) @ self._coefficients
        return result

    def save(self, folder: Path) -> None:
        """Write the map into `folder`."""
        from scipy.sparse import save_npz

        save_npz(folder / "bridge_rows.npz", self._rows)
        np.savez(folder / "bridge.npz", idf=self._idf, coefficients=self._coefficients)
        text = json.dumps(list(self._vocabulary), ensure_ascii=False)
        (folder / "bridge_vocabulary.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> NgramRidge | None:
        """Read what `save` wrote; None where there is nothing."""
        from scipy.sparse import load_npz

        if not (folder / "bridge.npz").is_file():
            return None
        with np.load(folder / "bridge.npz") as arrays:
            idf, coefficients = arrays["idf"], arrays["coefficients"]
        grams = json.loads((folder / "bridge_vocabulary.json").read_text(encoding="utf-8"))
        vocabulary = {gram: column for column, gram in enumerate(grams)}
        return cls(vocabulary, idf, load_npz(folder / "bridge_rows.npz"), coefficients)


class ChineseBridge:
    """Embeds Chinese with an English encoder, a glossary and a learnt map.

    Args:
        embedder: English encoder.
        glossary: Chinese terms in English.
        ridge: Learnt map to vectors relative to their centre; None where no document has a twin.
    """

    def __init__(self, embedder: Embedder, glossary: Glossary, ridge: NgramRidge | None) -> None:
        self._embedder = embedder
        self._glossary = glossary
        self._ridge = ridge

    def embed(self, texts: Sequence[str], centre: Array) -> tuple[Array, Array]:
        """Vectors of Chinese `texts` relative to `centre`, and how near each is to it.

        The less of a text the glossary knows, the shorter its share; what neither knows is a zero row.

        Returns:
            Vectors of length at most 1, shape (len(texts), dimension); cosines with the centre, shape (len(texts),).
        """
        glosses = [self._glossary.gloss(text) for text in texts]
        known = np.array([self._glossary.coverage(text) for text in texts], dtype=np.float32)[:, None]
        raw = self._embedder.embed([gloss or "." for gloss in glosses])
        vectors = unit(raw - centre) * known
        if self._ridge is not None:
            vectors = (GLOSS_WEIGHT * vectors + (1 - GLOSS_WEIGHT) * self._ridge.map(texts)).astype(np.float32)
        return vectors, (raw * known) @ unit(centre[None])[0]


def unit(vectors: Array) -> Array:
    """Rows scaled to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Array = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def _ngrams(text: str) -> list[str]:
    plain = "".join(char if char.isalnum() else " " for char in normalise(text))
    grams: list[str] = LATIN.findall(plain)
    for run in LATIN.sub(" ", plain).split():
        grams.extend(run[start : start + size] for size in (1, 2, 3) for start in range(len(run) - size + 1))
    return grams


def _tfidf(counts: Sequence[Counter[str]], vocabulary: dict[str, int], idf: Array) -> Any:
    """Rows of sublinear TF-IDF, unit length, as scipy CSR."""
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    values: list[float] = []
    pointers = [0]
    for count in counts:
        known = {vocabulary[gram]: 1 + math.log(n) for gram, n in count.items() if gram in vocabulary}
        weights = np.array([tf * idf[column] for column, tf in known.items()], dtype=np.float32)
        length = float(np.linalg.norm(weights)) or 1.0
        columns.extend(known)
        values.extend(weights / length)
        pointers.append(len(columns))
    shape = (len(counts), len(vocabulary))
    return csr_matrix((np.array(values, dtype=np.float32), columns, pointers), shape=shape)
