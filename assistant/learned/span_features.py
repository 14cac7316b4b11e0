"""The features of each token of a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re
from assistant.learned.tokens import Token
from assistant.learned.word_features import word_features

_CLAUSE_END = frozenset(",，;；、:：.。!！?？()（）—–-")
_REACH = {"en": 5, "zh": 7}
_ORDERS = ((-2, 0), (-1, 1), (0, 2), (1, 3), (-3, 0), (-2, 1), (-1, 2), (0, 3), (1, 4))
_ENDING = 3  # letters
_CHINESE = lazy_re(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Hint:
    """What rules make of a part of a text; the tagger learns how far to trust them."""

    name: str
    start: int
    end: int


def features(tokens: Sequence[Token], group: str, hints: Sequence[Hint] = ()) -> list[list[str]]:
    """Names of the features that hold of each token.

    Args:
        tokens: Of one message.
        group: What kind of message it is; the same words mean other things in a brief and in an answer.
        hints: What rules make of the message.
    """
    words = [_shape(token.text) for token in tokens]
    language = "zh" if any(_CHINESE.match(word) for word in words) else "en"
    clauses = _clauses(words)
    found = "+".join(sorted({hint.name for hint in hints}))
    of_words = word_features(tokens)

    def named(at: int) -> Iterator[str]:
        yield from _around(words, at, language)
        yield from _clause(words, clauses[at], at)
        yield from _hinted(tokens, at, hints)
        yield from of_words[at]
        yield f"g:{group}"
        yield f"hints:{found}"
        yield "any"

    # One classifier serves both languages, yet a hint, a sign or a number tells something else in each.
    return [[f"{language} {name}" for name in named(at)] for at in range(len(words))]


def _hinted(tokens: Sequence[Token], at: int, hints: Sequence[Hint]) -> Iterator[str]:
    """What rules make of a token and of those beside it."""
    for step in (-1, 0, 1):
        if 0 <= at + step < len(tokens):
            token = tokens[at + step]
            inside = [h for h in hints if h.start <= token.start and token.end <= h.end]
            yield from (f"h{step}:{h.name}{'^' if token.start == h.start else ''}" for h in inside)
            if not inside:
                yield f"h{step}:none"


def _shape(word: str) -> str:
    return "0" if word[0].isdigit() else word.lower()


def _around(words: Sequence[str], at: int, language: str) -> Iterator[str]:
    def word(place: int) -> str:
        return words[place] if 0 <= place < len(words) else "^" if place < 0 else "$"

    reach = _REACH[language]
    yield from (f"{step}:{word(at + step)}" for step in range(-reach, reach + 1))
    for first, last in _ORDERS:
        yield f"{first}/{last}:{' '.join(word(at + step) for step in range(first, last))}"
    yield f"0:0/{word(at)}/{word(at - 1)}/{word(at + 1)}"
    own = word(at)
    if language == "en" and len(own) > _ENDING:
        yield f"end:{own[-_ENDING:]}"
        yield f"start:{own[:_ENDING]}"


def _clauses(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the clause of each token starts and ends."""
    ends = [i for i, word in enumerate(words) if word in _CLAUSE_END] + [len(words)]
    bounds, start = [], 0
    for end in ends:
        bounds += [(start, end)] * (end - start + (end < len(words)))
        start = end + 1
    return bounds


def _clause(words: Sequence[str], bounds: tuple[int, int], at: int) -> Iterator[str]:
    """The words of the token's own clause, before and behind it; its first words; whether it is the first clause."""
    start, end = bounds
    yield f"clause:{' '.join(words[start : start + 2])}"
    yield f"clause first:{start == 0}"
    yield f"clause last:{end == len(words)}"
    yield from {f"before:{word}" for word in words[start:at]}
    yield from {f"behind:{word}" for word in words[at + 1 : end]}
