"""What a linear classifier sees of a message: n-grams and, where an encoder knows the language, a sentence vector.

Three blocks of unit length: `w` n-grams of tokens (Latin words and single Chinese characters, so that for Chinese they
are character n-grams), `c` character n-grams inside Latin words, which survive typos, and the vector of the sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from assistant.language import ngrams
from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize

Floats: TypeAlias = NDArray[np.float32]
Embed: TypeAlias = Callable[[Sequence[str]], Floats]
Spoken: TypeAlias = Literal["en", "zh"]

ORDERS = (1, 2)
MOST_GRAMS = 20_000
CHARACTER_WEIGHT = 0.7
_TOKEN = lazy_re(r"[a-z]+(?:'[a-z]+)?|0|[!?%$]|[\u3400-\u9fff]|[\U0001F300-\U0001FAFF\u2600-\u27bf]")
_DIGITS = lazy_re(r"\d[\d.,:/-]*")
_HAN = lazy_re(r"[\u3400-\u9fff]")
_LATIN = lazy_re(r"[A-Za-z]+")


def spoken(text: str) -> Spoken | None:
    """The language whose head reads `text`; None for a text without letters."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han and not latin:
        return None
    # Characters against words: 我的order还没到 is Chinese, "Hello 王芳, where is my parcel" is not.
    return "zh" if han >= latin else "en"


def tokens(text: str) -> list[str]:
    """Latin words, single Chinese characters, `0` for a number, emoji and the marks that carry tone."""
    return _TOKEN.findall(_DIGITS.sub(" 0 ", normalize(text).lower().replace("’", "'")))


def grams(text: str, orders: Sequence[int] = ORDERS) -> tuple[Counter[str], Counter[str]]:
    """Counts of the `w` n-grams, of these lengths, and the `c` n-grams; keys carry their block as first character."""
    return ngrams.grams(tokens(text), orders)


@dataclass(frozen=True)
class Vectoriser:
    """Messages to sparse rows of TF-IDF.

    Attributes:
        index: n-gram to column.
        idf: How much each column counts, shape (columns,): inverse document frequency, or see `uneven`.
        orders: Lengths of the `w` n-grams.
    """

    index: dict[str, int]
    idf: Floats
    orders: tuple[int, ...] = ORDERS

    @classmethod
    def fit(
        cls, texts: Sequence[str], min_count: int = 2, most: int = MOST_GRAMS, orders: tuple[int, ...] = ORDERS
    ) -> Vectoriser:
        """Learn columns and weights: the `most` commonest n-grams that at least `min_count` texts have."""
        frequency: Counter[str] = Counter()
        for text in texts:
            for block in grams(text, orders):
                frequency.update(block.keys())
        common = sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:most]
        kept = sorted(gram for gram, count in common if count >= min_count)
        idf = [math.log((1 + len(texts)) / (1 + frequency[gram])) + 1 for gram in kept]
        return cls({gram: i for i, gram in enumerate(kept)}, np.array(idf, dtype=np.float32), orders)

    def uneven(self, texts: Sequence[str], truth: NDArray[np.intp]) -> Vectoriser:
        """The same columns, each counting by the greatest log ratio of its frequency inside and outside a label.

        With a linear classifier on top: NB-SVM (Wang & Manning 2012, Baselines and Bigrams).
        """
        present = self.rows(texts)
        present.data[:] = 1
        best = np.zeros(len(self.index))
        for label in np.unique(truth):
            inside = 1 + np.asarray(present[truth == label].sum(axis=0)).ravel()
            outside = 1 + np.asarray(present[truth != label].sum(axis=0)).ravel()
            best = np.maximum(best, np.abs(np.log(inside / inside.sum()) - np.log(outside / outside.sum())))
        return replace(self, idf=best.astype(np.float32))

    def rows(self, texts: Sequence[str]) -> Any:
        """Scipy CSR, shape (texts, columns); each block has unit length, the `c` block then counts a little less."""
        from scipy.sparse import csr_matrix

        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        for text in texts:
            for block, weight in zip(grams(text, self.orders), (1.0, CHARACTER_WEIGHT), strict=True):
                known = [(self.index[g], (1 + math.log(n))) for g, n in block.items() if g in self.index]
                raw = [tf * float(self.idf[column]) for column, tf in known]
                length = math.sqrt(sum(value * value for value in raw)) or 1.0
                columns += [column for column, _ in known]
                values += [weight * value / length for value in raw]
            starts.append(len(columns))
        shape = (len(texts), len(self.index))
        return csr_matrix((np.array(values, dtype=np.float32), columns, starts), shape=shape)


@dataclass(frozen=True)
class Rows:
    """Features of some messages.

    Attributes:
        sparse: Scipy CSR of n-grams, shape (texts, columns); None for a head that reads vectors only.
        dense: Sentence vectors, shape (texts, dimension); None for a head that reads n-grams only.
    """

    sparse: Any | None
    dense: Floats | None

    def matrix(self) -> Any:
        """Both blocks side by side, for scikit-learn: CSR, or dense where there are no n-grams."""
        from scipy.sparse import csr_matrix, hstack

        if self.sparse is None:
            return self.dense
        if self.dense is None:
            return self.sparse
        return hstack([self.sparse, csr_matrix(self.dense)]).tocsr()

    def take(self, places: NDArray[np.intp]) -> Rows:
        """The rows at `places`."""
        return Rows(
            None if self.sparse is None else self.sparse[places], None if self.dense is None else self.dense[places]
        )

    def cosines(self, others: Rows) -> Floats:
        """Cosine of each of these messages with each of `others`, shape (these, others); the blocks count alike."""
        parts: list[Floats] = []
        if self.sparse is not None and others.sparse is not None:
            product = np.asarray((self.sparse @ others.sparse.T).todense(), dtype=np.float32)
            lengths = np.sqrt(np.outer(_squares(self.sparse), _squares(others.sparse)))
            parts.append((product / np.maximum(lengths, 1e-6)).astype(np.float32))
        if self.dense is not None and others.dense is not None:
            parts.append(self.dense @ others.dense.T)
        return cast(Floats, sum(parts) / len(parts))


def _squares(rows: Any) -> Floats:
    return np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float32).ravel()
