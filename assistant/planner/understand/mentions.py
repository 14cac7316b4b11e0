"""Finds the inputs and outputs of a finance model that a text names, by their labels and aliases."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
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


class VariableIndex:
    """The names of a model's inputs and outputs.

    Args:
        model: The finance model.
    """

    def __init__(self, model: FinanceModel) -> None:
        self._names: dict[str, tuple[tuple[str, ...], Role]] = {}
        for variable in model.inputs:
            self._add(variable.id, "input", variable.label.en, variable.label.zh, *variable.aliases.all)
        for formula in model.outputs:
            self._add(formula.id, "output", formula.label.en, formula.label.zh, *formula.aliases.all)
        self._patterns = {name: _pattern(name) for name in self._names}
        self._words = [n for n in self._names if n.isascii() and n.isalpha() and len(n) >= SHORTEST_FUZZY]

    def find(self, text: str, role: Role | None = None) -> list[Mention]:
        """All variables named in `text`, left to right; a longer name wins over one inside it.

        Args:
            text: What to search.
            role: Only inputs or only outputs: "annual churn" is an output, but has the input "churn" in it.
        """
        lowered = text.lower()
        names = [n for n, (_, known) in self._names.items() if role in (None, known)]
        found = [(m.start(), m.end(), name) for name in names for m in self._patterns[name].finditer(lowered)]
        found.extend(hit for hit in self._misspelt(lowered) if role in (None, self._names[hit[2]][1]))
        # Longest first; of two equally long, the one spelt exactly so ("promotions" before "promotion" + s).
        found.sort(key=lambda f: (f[0] - f[1], f[1] - f[0] - len(f[2]), f[0]))
        taken: list[tuple[int, int, str]] = []
        for start, end, name in found:
            if all(end <= s or start >= e for s, e, _ in taken):
                taken.append((start, end, name))
        return [Mention(*self._names[name], (start, end)) for start, end, name in sorted(taken)]

    def _add(self, id_: str, role: Role, *names: str) -> None:
        for name in {n.lower().strip() for n in (*names, id_.replace("_", " ")) if n.strip()}:
            ids, known = self._names.get(name, ((), role))
            # An input wins over an output of the same name: people change inputs.
            if known == role and id_ not in ids:
                self._names[name] = ((*ids, id_), role)

    def _misspelt(self, text: str) -> list[tuple[int, int, str]]:
        hits = []
        for match in re.finditer(r"[a-z]{5,}", text):
            word = match.group()
            if word in self._names or word.rstrip("s") in self._names:
                continue
            close = difflib.get_close_matches(word, self._words, n=1, cutoff=ALIKE)
            if close and close[0][0] == word[0] and not word.startswith(close[0]):
                hits.append((match.start(), match.end(), close[0]))
        return hits


def _pattern(name: str) -> re.Pattern[str]:
    if not name.isascii():
        return re.compile(re.escape(name))
    # Plural and possessive endings are still the name; spaces may be hyphens.
    body = re.escape(name).replace(r"\ ", r"[\s_-]+").replace(r"\-", r"[\s_-]*")
    # Verbs are used in every form: charge, charged, charging.
    ending = r"(?:e|es|ed|ing)" if body.endswith("e") else r"(?:'s|s|es|ed|ing)?"
    stem = body[:-1] if body.endswith("e") else body
    return re.compile(rf"(?<![a-z0-9]){stem}{ending}(?:'s)?(?![a-z0-9])")
