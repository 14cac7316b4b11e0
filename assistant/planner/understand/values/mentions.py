"""Finds the inputs and outputs of a finance model that a text names, by their labels and aliases."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from assistant.finance import FinanceModel
from assistant.language.lazy_re import lazy_re

Role = Literal["input", "output"]
Words = tuple[str, ...]
# A misspelt word is taken for an alias when it is at least this alike; "convertion" is .90 to "conversion".
ALIKE = 0.84
SHORTEST_FUZZY = 5
SHORTEST_SINGULAR = 3
WORD = lazy_re(r"[a-z0-9]+")
Named = tuple[tuple[str, ...], Role]
Key = TypeVar("Key", str, Words)


@dataclass(frozen=True)
class Mention:
    """A variable named in a text.

    Attributes:
        ids: The variable; several where the name is ambiguous in this model.
        role: Whether it is an input or an output of the model.
        span: Where in the text.
    """

    ids: tuple[str, ...]
    role: Role
    span: tuple[int, int]


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    exact: bool
    mention: Mention


class VariableIndex:
    """The names of a model's inputs and outputs.

    English names are looked up word by word, in any grammatical form; Chinese names as they stand.

    Args:
        model: The finance model.
    """

    def __init__(self, model: FinanceModel) -> None:
        self._exact: dict[Words, Named] = {}
        self._inflected: dict[Words, Named] = {}
        self._chinese: dict[str, Named] = {}
        for variable in model.inputs:
            self._add(variable.id, "input", variable.label.en, variable.label.zh, *variable.aliases.all)
        for formula in model.outputs:
            self._add(formula.id, "output", formula.label.en, formula.label.zh, *formula.aliases.all)
        self._longest = max(len(words) for words in self._exact)

    def find(self, text: str, role: Role | None = None, *, fuzzy: bool = True) -> list[Mention]:
        """All variables named in `text`, left to right; a longer name wins over one inside it.

        Args:
            text: What to search.
            role: Only inputs or only outputs: "annual churn" is an output, but has the input "churn" in it.
            fuzzy: Whether a misspelt name counts.
        """
        found = [f for f in self._all(text.lower(), fuzzy) if role in (None, f.mention.role)]
        # Longest first; of two equally long, the one spelt exactly so ("promotions" before "promotion").
        found.sort(key=lambda f: (f.start - f.end, not f.exact, f.start))
        taken: list[_Found] = []
        for one in found:
            if all(one.end <= t.start or one.start >= t.end for t in taken):
                taken.append(one)
        return [t.mention for t in sorted(taken, key=lambda t: t.start)]

    def _add(self, id_: str, role: Role, *names: str) -> None:
        for name in {n.lower().strip() for n in (*names, id_.replace("_", " ")) if n.strip()}:
            if name.isascii():
                words = tuple(WORD.findall(name))
                _enter(self._exact, words, id_, role)
                for last in _inflected(words[-1]):
                    _enter(self._inflected, (*words[:-1], last), id_, role)
            else:
                _enter(self._chinese, name, id_, role)

    def _all(self, text: str, fuzzy: bool) -> Iterator[_Found]:
        for name, (ids, role) in self._chinese.items():
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                yield _Found(start, end, True, Mention(ids, role, (start, end)))
                start = text.find(name, end)
        words = list(WORD.finditer(text))
        for first in range(len(words)):
            yield from self._from(words[first : first + self._longest])
            if fuzzy:
                yield from self._misspelt(words[first])

    def _from(self, words: list[re.Match[str]]) -> Iterator[_Found]:
        spelt = tuple(w.group() for w in words)
        for length in range(len(spelt), 0, -1):
            start, end = words[0].start(), words[length - 1].end()
            if length == 2 and re.search(r"[,;]", words[0].string[words[0].end() : words[1].start()]):
                continue  # "LTV, CAC" are two
            if hit := self._exact.get(spelt[:length]):
                yield _Found(start, end, True, Mention(*hit, (start, end)))
            elif hit := self._inflected.get(spelt[:length]):
                yield _Found(start, end, False, Mention(*hit, (start, end)))

    @cached_property
    def _single(self) -> list[str]:
        return [w[0] for w in self._exact if len(w) == 1 and w[0].isalpha() and len(w[0]) >= SHORTEST_FUZZY]

    def _misspelt(self, word: re.Match[str]) -> Iterator[_Found]:
        spelt = word.group()
        if len(spelt) < SHORTEST_FUZZY or (spelt,) in self._exact or (spelt,) in self._inflected:
            return
        close = difflib.get_close_matches(spelt, [n for n in self._single if n[0] == spelt[0]], n=1, cutoff=ALIKE)
        if close and not spelt.startswith(close[0]):
            yield _Found(*word.span(), False, Mention(*self._exact[(close[0],)], word.span()))


def _enter(table: dict[Key, Named], key: Key, id_: str, role: Role) -> None:
    nothing: Named = ((), role)
    entry: Named = table.get(key, nothing)
    # An input wins over an output of the same name: people change inputs.
    if entry[1] == role and id_ not in entry[0]:
        table[key] = ((*entry[0], id_), role)


def _inflected(word: str) -> Iterator[str]:
    """The forms in which a name may be said: plural, singular of a plural, and those of a verb."""
    yield from (word + "s", word + "es")
    if len(word) > SHORTEST_SINGULAR:
        yield from (word + "ed", word + "ing")
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    if word.endswith("s") and len(word) > SHORTEST_SINGULAR and not word.endswith("ss"):
        yield word[:-1]
