"""Tokens of a message: words, Chinese characters, numbers and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re

_TOKEN = lazy_re(r"[a-z]+(?:['’][a-z]+)?|[\u3400-\u9fff]|\d[\d.,]*|\S", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """One word, Chinese character or sign, and where it stands."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, left to right."""
    return [Token(m.group(), *m.span()) for m in _TOKEN.finditer(text)]
