"""How alike items read: words and pieces of words, in either language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from assistant.analytics.recommend.behaviour import Floats
from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words

Embed = Callable[[Sequence[str]], Any]
_HAN = lazy_re(r"[\u4e00-\u9fff]")
_WORDS = lazy_re(r"[a-z0-9]+|[\u4e00-\u9fff]+")
MOST_WORDS = 20_000
MOST_SENTENCES = 3_000  # items whose sentence vectors are worth the wait
UNRELATED = 0.25  # cosine of sentence vectors that says nothing


def tokens(text: str) -> list[str]:
    """Words of a text; Chinese is cut into words by jieba."""
    found: list[str] = []
    for run in _WORDS.findall(text.lower()):
        if _HAN.match(run):
            found += [w for w in cut_words(run) if w.strip()]
        elif len(run) > 1:
            found.append(run)
    return found


class TextSpace:
    """Items as unit vectors of what is told of them.

    Args:
        texts: Text of each item; may be empty.
        embed: Sentence vectors to mix in where a caller has them.
    """

    def __init__(self, texts: Sequence[str], embed: Embed | None = None) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.empty = not any(t.strip() for t in texts)
        self.vectors: Any = None
        self._words = TfidfVectorizer(
            analyzer=tokens, sublinear_tf=True, max_features=MOST_WORDS, max_df=0.5 if len(texts) > 20 else 1.0
        )
        self._embed = embed
        try:
            if not self.empty:
                self.vectors = self._words.fit_transform(texts)
        except ValueError:  # only words that stand everywhere
            self.empty = True
        # The encoder reads English only; to it all Chinese sentences are alike.
        fits = len(texts) <= MOST_SENTENCES and sum(bool(_HAN.search(t)) for t in texts) * 2 < len(texts)
        self._sentences = np.asarray(embed(list(texts))) if embed and fits and not self.empty else None

    def like(self, item: int) -> Floats:
        """Cosine of every item with one."""
        return self._cosines(self.vectors[item], None if self._sentences is None else self._sentences[item])

    def to_profiles(self, weights: Any) -> Floats:
        """Similarity of every item to each row of weights over items, shape (rows, items)."""
        if self.empty:
            return np.zeros(weights.shape)
        from sklearn.preprocessing import normalize

        profile = normalize(weights @ self.vectors)
        return np.asarray((profile @ self.vectors.T).todense(), dtype=float)

    @property
    def senses_known(self) -> bool:
        """Whether there are sentence vectors."""
        return self._sentences is not None

    def senses(self, weights: Any) -> Floats | None:
        """The same by sentence vectors; None where there are none."""
        if self._sentences is None:
            return None
        profile = np.asarray(weights @ self._sentences)
        length = np.linalg.norm(profile, axis=1, keepdims=True)
        return np.asarray(profile / np.where(length > 0, length, 1.0) @ self._sentences.T, dtype=float)

    def to_words(self, text: str) -> Floats:
        """Similarity of every item to a text."""
        if self.empty:
            return np.zeros(0)
        sentence = None if self._sentences is None or self._embed is None else np.asarray(self._embed([text]))[0]
        return self._cosines(self._words.transform([text]), sentence)

    def shared(self, first: int, second: int, most: int = 3) -> list[str]:
        """Words that make two items alike, the most telling first."""
        both = self.vectors[first].multiply(self.vectors[second]).tocoo()
        names = self._words.get_feature_names_out()
        order = np.argsort(-both.data)[:most]
        return [str(names[both.col[i]]) for i in order]

    def _cosines(self, vector: Any, sentence: Any) -> Floats:
        words = np.asarray((self.vectors @ vector.T).todense(), dtype=float).ravel()
        if sentence is None or self._sentences is None:
            return words
        senses = np.maximum((self._sentences @ sentence - UNRELATED) / (1 - UNRELATED), 0)
        return np.asarray((words + senses) / 2, dtype=float)
