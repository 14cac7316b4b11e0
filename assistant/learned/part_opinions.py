"""A fine-tuned encoder's second opinion of the parts of a text: the words of a brief, the numbers of a message.

The encoder knows English; Chinese it reads as glosses, and all characters of a word share the vector of its gloss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigError
from assistant.language.glosses_zh import glossed
from assistant.language.lazy_re import lazy_re
from assistant.learned.encoders import Encoder
from assistant.learned.linear import Floats
from assistant.learned.part_vectors import Pieces, Vectors, part_vectors
from assistant.learned.tuned import Tuned

CHINESE = lazy_re(r"[\u3400-\u9fff]")
LANGUAGES = ("en", "zh")
REMEMBERED = 16  # texts: one message is read several times
_FIRST, _FURTHER = "B-", "I-"


@dataclass(frozen=True)
class Situated:
    """A text as the encoder reads it.

    Attributes:
        text: What stands before the text and the text, Chinese in glosses.
        places: From where to before where each part stands in it; empty for words without a gloss.
        within: Whether a part begins within a word, so that the word before it is the same.
    """

    text: str
    places: Sequence[tuple[int, int]]
    within: Sequence[bool]


def situated(group: str, text: str, places: Sequence[tuple[int, int]]) -> Situated:
    """A text of a kind and its parts for the encoder."""
    before = f"{group}: "
    if not CHINESE.search(text):
        return Situated(before + text, [(a + len(before), b + len(before)) for a, b in places], [False] * len(places))
    glosses = glossed(text)
    moved = [glosses.place(*place) for place in places]
    return Situated(
        before + glosses.text,
        [(a + len(before), b + len(before)) if a < b else (0, 0) for a, b in moved],
        [glosses.within(start) for start, _ in places],
    )


class PartOpinion:
    """What an encoder says of parts of texts.

    Args:
        readers: By language what fine-tuning made of the encoder, and the vectors of a text by the encoder as changed.
    """

    def __init__(self, readers: Mapping[str, tuple[Tuned, Pieces]]) -> None:
        self._readers = {
            language: (tuned, lru_cache(maxsize=REMEMBERED)(pieces)) for language, (tuned, pieces) in readers.items()
        }

    @classmethod
    def load(cls, folder: Path, encoder: Encoder | None) -> PartOpinion | None:
        """The stored one, of the languages that it was taught; None without an encoder."""
        if encoder is None:
            return None
        known = [language for language in LANGUAGES if (folder / f"{name(language)}.json").is_file()]
        stored = {language: Tuned.load(folder, name(language)) for language in known}
        return cls({language: (tuned, encoder.changed_pieces(tuned.changes)) for language, tuned in stored.items()})

    def joined(
        self, scores: Floats, labels: Sequence[str], group: str, text: str, places: Sequence[tuple[int, int]]
    ) -> Floats:
        """Scores of a linear reader joined with the encoder's.

        Args:
            scores: Shape (parts, labels).
            labels: Their order.
            group: What kind of text it is.
            text: The text.
            places: From where to before where each part stands in it.

        Returns:
            Shape as `scores`; the same scores where the encoder is missing, does not know the language, cuts the text.
        """
        reader = self._readers.get("zh" if CHINESE.search(text) else "en")
        if reader is None or not len(scores):
            return scores
        tuned, pieces = reader
        seen = situated(group, text, places)
        try:
            vectors = part_vectors(seen.text, seen.places, pieces)
        except ConfigError:
            return scores
        return weighed(scores, labels, tuned, vectors, np.array(seen.within))


def name(language: str) -> str:
    """The name under which an encoder's opinion is stored."""
    return f"encoder_{language}"


def weighed(scores: Floats, labels: Sequence[str], tuned: Tuned, vectors: Vectors, within: NDArray[np.bool_]) -> Floats:
    """Scores of a linear reader joined with those by vectors; parts without a vector keep theirs.

    Args:
        scores: Shape (parts, labels).
        labels: Their order.
        tuned: What the vectors mean.
        vectors: Shape (parts, dimension).
        within: Whether each lies within a word, so that no span begins there by what the encoder says.
    """
    heard = vectors.any(axis=1)
    joined = scores.copy()
    logs = tuned.logs(labels, vectors[heard])
    logs[within[heard]] = _further(logs[within[heard]], labels)
    joined[heard] = tuned.added(scores[heard], logs)
    return joined


def _further(logs: Floats, labels: Sequence[str]) -> Floats:
    """Log probabilities of the tags of a word's further characters, where those of the word are known."""
    moved = logs.copy()
    for first, label in enumerate(labels):
        if label.startswith(_FIRST) and (inside := _FURTHER + label[len(_FIRST) :]) in labels:
            moved[:, labels.index(inside)] = np.logaddexp(logs[:, first], logs[:, labels.index(inside)])
            moved[:, first] = logs.min(axis=1)
    return moved
