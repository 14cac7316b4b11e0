"""Finds inputs and outputs of a finance model that a text names, by their labels and aliases."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.finance import FinanceModel

Role = Literal["input", "output"]
# A misspelt word is taken for an alias when it is at least this alike; "convertion" is .90 to "conversion".
ALIKE = 0.84
SHORTEST_FUZZY = 5


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


def find_mentions(text: str, model: FinanceModel) -> list[Mention]:
    """All variables of `model` named in `text`, left to right; a longer name wins over one inside it."""
    names = _names(model)
    lowered = text.lower()
    found: list[tuple[int, int, str]] = []
    for name in names:
        found.extend((m.start(), m.end(), name) for m in _pattern(name).finditer(lowered))
    found.extend(_misspelt(lowered, names))
    found.sort(key=lambda f: (f[0] - f[1], f[0]))
    taken: list[tuple[int, int, str]] = []
    for start, end, name in found:
        if all(end <= s or start >= e for s, e, _ in taken):
            taken.append((start, end, name))
    return [Mention(names[n][0], names[n][1], (s, e)) for s, e, n in sorted(taken)]


@lru_cache(maxsize=16)
def _names(model: FinanceModel) -> dict[str, tuple[tuple[str, ...], Role]]:
    table: dict[str, tuple[tuple[str, ...], Role]] = {}
    roles: tuple[tuple[Iterable[object], Role], ...] = ((model.inputs, "input"), (model.outputs, "output"))
    for variables, role in roles:
        for variable in variables:
            for name in _spellings(variable):
                ids, known = table.get(name, ((), role))
                if known == role and variable.id not in ids:  # type: ignore[attr-defined]
                    table[name] = ((*ids, variable.id), role)  # type: ignore[attr-defined]
    return table


def _spellings(variable: object) -> set[str]:
    labels = variable.label  # type: ignore[attr-defined]
    aliases = variable.aliases  # type: ignore[attr-defined]
    names = {labels["en"], labels["zh"], variable.id.replace("_", " ")}  # type: ignore[attr-defined]
    names.update(aliases.get("en", ()), aliases.get("zh", ()))
    return {n.lower().strip() for n in names if n.strip()}


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    if re.fullmatch(r"[\x00-\x7f]+", name):
        # Plural and possessive endings are still the name; spaces may be hyphens.
        body = re.escape(name).replace(r"\ ", r"[\s_-]+").replace(r"\-", r"[\s_-]*")
        return re.compile(rf"(?<![a-z0-9]){body}(?:'s|s|es)?(?![a-z0-9])")
    return re.compile(re.escape(name))


def _misspelt(text: str, names: dict[str, tuple[tuple[str, ...], Role]]) -> list[tuple[int, int, str]]:
    singles = [n for n in names if n.isascii() and n.isalpha() and len(n) >= SHORTEST_FUZZY]
    hits = []
    for match in re.finditer(r"[a-z]{5,}", text):
        word = match.group()
        if word in names:
            continue
        close = difflib.get_close_matches(word, singles, n=1, cutoff=ALIKE)
        if close and close[0][0] == word[0]:
            hits.append((match.start(), match.end(), close[0]))
    return hits
