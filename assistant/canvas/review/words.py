"""Word families: what the review recognises in an item, in either language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.errors import KnowledgeError
from assistant.language.lazy_re import lazy_re

_NOT_EN = lazy_re(
    r"(?:\b(?:no|not|without|never|nor|zero|neither|instead of|rather than|replac\w+)|n't)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NOT_ZH = lazy_re(r"(?:无需|不需要|没有|不设|不做|不用|不靠|不含|无|零|避免|而不是|取代)[^，。；、]{0,3}$")
_HAN = lazy_re(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Family:
    """A family of words: one pattern a language; `negated` where the words carry a negation themselves."""

    patterns: tuple[re.Pattern[str], ...]
    negated: bool

    def find(self, text: str) -> re.Match[str] | None:
        """The first word of the family in `text` that is not negated."""
        # The Chinese words hold Latin ones such as AI, which an English text has inside others.
        for pattern in self.patterns if _HAN.search(text) else self.patterns[:1]:
            for match in pattern.finditer(text):
                if self.negated or not is_negated(text, match.start()):
                    return match
        return None


class Words:
    """All families by name."""

    def __init__(self, families: Mapping[str, Family]) -> None:
        self._families = dict(families)

    def find(self, family: str, text: str) -> re.Match[str] | None:
        """The first word of `family` in `text`; None where there is none."""
        return self._families[family].find(text)

    def __contains__(self, family: object) -> bool:
        return family in self._families

    def names(self, prefix: str = "") -> list[str]:
        """Names of the families that start with `prefix`."""
        return [name for name in self._families if name.startswith(prefix)]


def is_negated(text: str, start: int) -> bool:
    """Whether a negation stands just before `start`."""
    before = text[max(0, start - 40) : start]
    return bool(_NOT_EN.search(before) or _NOT_ZH.search(before))


@lru_cache(maxsize=4)
def load_words(path: Path) -> Words:
    """The families of a file.

    Raises:
        KnowledgeError: The file breaks the schema; names the family.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    families = {}
    for name, row in data.items():
        if not isinstance(row, dict) or not {"en", "zh"} <= set(row) <= {"en", "zh", "negated"}:
            raise KnowledgeError(f"the family {name} needs en and zh, and may have negated", path)
        try:
            english = re.compile(rf"(?<![a-z])(?:{row['en']})s?(?![a-z])", re.IGNORECASE)
            families[name] = Family((english, re.compile(row["zh"], re.IGNORECASE)), bool(row.get("negated")))
        except re.error as error:
            raise KnowledgeError(f"the family {name} is no valid pattern: {error}", path) from error
    return Words(families)
