"""Glossary of business terms: rough English for Chinese questions, so that an English encoder can place them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from assistant.errors import KnowledgeError
from assistant.retrieval.tokens import CHINESE_STOPS, normalise


class Glossary:
    """Word-by-word translation from Chinese into English.

    Args:
        terms: English by Chinese term.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = dict(terms)
        self._longest = max((len(term) for term in terms), default=0)

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Read a YAML mapping of Chinese terms to English; a missing file is an empty glossary.

        Raises:
            KnowledgeError: The file is not such a mapping.
        """
        if not path.is_file():
            return cls({})
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise KnowledgeError(f"not YAML: {error.problem}", path, line) from error
        if not isinstance(data, dict):
            raise KnowledgeError("must be a mapping of Chinese terms to English", path, 1)
        for term, english in data.items():
            if not isinstance(term, str) or not isinstance(english, str):
                raise KnowledgeError(f"{term!r}: both sides must be texts", path)
        return cls({normalise(term): english for term, english in data.items()})

    def gloss(self, text: str) -> str:
        """English for the terms found, longest first at each place; other Latin words and numbers stay, the rest goes.

        Example: "怎么降低获客成本" becomes "how reduce customer acquisition cost".
        """
        plain = normalise(text)
        words: list[str] = []
        start = 0
        while start < len(plain):
            term = self._term_at(plain, start)
            if term:
                words.append(f" {self._terms[term]} ")
                start += len(term)
            else:
                words.append(plain[start] if plain[start].isascii() and plain[start].isalnum() else " ")
                start += 1
        return " ".join("".join(words).split())

    def coverage(self, text: str) -> float:
        """Share of the characters outside stop words that the glossary knows, 0 to 1; Latin ones count as known."""
        plain = CHINESE_STOPS.sub(" ", normalise(text))
        known = unknown = start = 0
        while start < len(plain):
            size = len(self._term_at(plain, start))
            if size or (plain[start].isascii() and plain[start].isalnum()):
                known += size or 1
            elif plain[start].isalnum():
                unknown += 1
            start += size or 1
        return known / (known + unknown) if known else 0.0

    def _term_at(self, text: str, start: int) -> str:
        for length in range(min(self._longest, len(text) - start), 0, -1):
            if text[start : start + length] in self._terms:
                return text[start : start + length]
        return ""
