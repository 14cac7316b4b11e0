"""Finds the columns that words mean: by name, by part of the name, by what both are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.analytics.drivers.concepts import CONCEPTS
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = lazy_re(r"[a-z]+|\d+|[\u4e00-\u9fff]+")
_HAN = lazy_re(r"[\u4e00-\u9fff]")
_SUFFIX = lazy_re(
    r"(?:ations?|ations|ers?|ors?|ings?|ied|ies|ed|es|ly|s|e|y)$",
)
_DOUBLED = lazy_re(r"[^aeiou]*[aeiou]\w*([bdgklmnprt])\1$")
SHORTEST_STEM = 3
WHOLE, PARTS, SOME, ABOUT = 100.0, 70.0, 30.0, 45.0
CLEAR = 8.0  # by how much the best match must beat the next
PER_LETTER = 0.5


@dataclass(frozen=True)
class Match:
    """A column that words may mean.

    Attributes:
        name: Its header.
        score: How well it fits; more than `WHOLE` for a name that stands in the text.
        start: Where in the folded text it is named; -1 where it is not named as such.
    """

    name: str
    score: float
    start: int = -1


def spaced(name: str) -> str:
    """A header as words: "MonthlyCharges", "monthly_charges" → "monthly charges"."""
    return " ".join(_WORD.findall(_CAMEL.sub(" ", name).lower()))


def stem(word: str) -> str:
    """A word without the usual endings, for comparing only."""
    if _HAN.search(word):
        return word
    for _ in range(2):
        cut = _SUFFIX.sub("", word)
        if len(cut) < SHORTEST_STEM or cut == word:
            break
        word = cut
        if _DOUBLED.search(word):
            return word[:-1]  # cancelled, stopped, planning
    return word


def find_columns(text: str, names: Sequence[str]) -> list[Match]:
    """Columns that a text may mean, best first; those it names outright come before those that share its topic."""
    folded = spaced(text)
    common = _shared_stems(names)
    found = [m for name in names if (m := _match(name, folded, common)).score > 0]
    found = _without_parts(found)
    return sorted(found, key=lambda m: (-m.score, m.start))


def named_columns(text: str, names: Sequence[str]) -> list[Match]:
    """Columns that a text names by all of their words, in the order of the text."""
    return sorted((m for m in find_columns(text, names) if m.score >= PARTS), key=lambda m: m.start)


def resolve_column(words: str, names: Sequence[str], use: tuple[str, str]) -> str:
    """The one column that words mean.

    Args:
        words: A header or the user's words for it.
        names: Headers to choose from.
        use: What the column is for, in both languages, e.g. ("explain", "解释").

    Raises:
        ToolInputError: None fits, or several fit alike.
    """
    exact = [n for n in names if n.strip().casefold() == words.strip().casefold()]
    if exact:
        return exact[0]
    found = find_columns(words, names)
    if found and (len(found) == 1 or found[0].score - found[1].score >= CLEAR):
        return found[0].name
    choices = tuple(m.name for m in found[:6]) or tuple(names[:12])
    english, chinese = ", ".join(choices), "、".join(choices)
    if found:
        raise ToolInputError(
            f"“{words}” could be several columns. Which one should I {use[0]}: {english}?",
            f"“{words}”可能指几列，要{use[1]}哪一列：{chinese}？",
            question=True,
            choices=choices,
        )
    raise ToolInputError(
        f"I find no column for “{words}”. Which one should I {use[0]}: {english}?",
        f"表里没有与“{words}”对应的列。要{use[1]}哪一列：{chinese}？",
        question=True,
        choices=choices,
    )


def concepts_of(text: str) -> frozenset[str]:
    """What a text or header is about: ids of `CONCEPTS`."""
    words = {stem(w) for w in _WORD.findall(spaced(text))}
    han = "".join(_HAN.findall(text))
    return frozenset(
        id_
        for id_, (english, chinese) in _concepts().items()
        if words & english or any(term in han for term in chinese)
    )


def _match(name: str, folded: str, common: frozenset[str]) -> Match:
    own = spaced(name)
    if not own:
        return Match(name, 0.0)
    place = _place(own, folded)
    if place >= 0:
        return Match(name, WHOLE + PER_LETTER * len(own), place)
    compact, text = own.replace(" ", ""), folded.replace(" ", "")
    if len(compact) >= (2 if _HAN.search(compact) else 5) and compact in text:
        return Match(name, WHOLE + PER_LETTER * len(own), folded.find(own[:3]))
    stems = [stem(w) for w in own.split()]
    said = [stem(w) for w in folded.split()]
    hit = [s for s in stems if _said(s, said, text)]
    if len(hit) == len(stems):
        return Match(name, PARTS + PER_LETTER * len(own), folded.find(hit[0]))
    share = sum(len(s) / (1 + (s in common)) for s in hit) / sum(map(len, stems))
    about = ABOUT if concepts_of(name) & concepts_of(folded) else 0.0
    return Match(name, max(about, SOME * share + about * (share > 0)) + SOME * share)


def _said(own: str, said: list[str], text: str) -> bool:
    if own in said:
        return True
    if _HAN.search(own):
        return len(own) > 1 and own in text
    return False


def _place(own: str, folded: str) -> int:
    if _HAN.search(own):
        return folded.replace(" ", "").find(own.replace(" ", "")) if len(own) > 1 else folded.find(own)
    found = re.search(rf"(?<![a-z0-9]){re.escape(own)}(?:s|es)?(?![a-z0-9])", folded)
    return found.start() if found else -1


def _shared_stems(names: Sequence[str]) -> frozenset[str]:
    """Words that stand in several headers tell none of them apart."""
    seen: set[str] = set()
    twice: set[str] = set()
    for name in names:
        for word in {stem(w) for w in spaced(name).split()}:
            (twice if word in seen else seen).add(word)
    return frozenset(twice)


def _without_parts(found: list[Match]) -> list[Match]:
    """Without columns whose name is only a part of a longer name that stands in the text."""
    whole = [spaced(m.name) for m in found if m.score >= PARTS]
    return [m for m in found if not any(spaced(m.name) != w and _place(spaced(m.name), w) >= 0 for w in whole)]


@lru_cache(maxsize=1)
def _concepts() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        id_: (
            frozenset(stem(w) for w in words.split() if not _HAN.search(w)),
            frozenset(w for w in words.split() if _HAN.search(w)),
        )
        for id_, words in CONCEPTS.items()
    }
