"""Recognises personal data by the cells themselves, whatever the header says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.analytics.tables.column import Personal
from assistant.language.identifiers import is_card, is_chinese_id
from assistant.language.lazy_re import lazy_re

ENOUGH = 0.7  # share of cells that look the part

_EMAIL = lazy_re(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.I)
_MOBILE = lazy_re(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
_PHONE = lazy_re(r"\+\d[\d ()-]{7,16}\d|\(?0?\d{2,4}\)?[- ]\d{3,4}[- ]\d{4}")
_IP = lazy_re(r"(?:\d{1,3}\.){3}\d{1,3}")


def personal_cells(cells: Sequence[str]) -> Personal | None:
    """The kind of personal data that most of the plain cells are.

    Args:
        cells: Different, non-blank cells of a column.
    """
    if not cells:
        return None
    for kind, looks_so in _TESTS:
        if sum(looks_so(cell) for cell in cells) >= ENOUGH * len(cells):
            return kind
    return None


def _is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text))


def _is_phone(text: str) -> bool:
    return bool(_MOBILE.fullmatch(text) or _PHONE.fullmatch(text))


def _is_ip(text: str) -> bool:
    return bool(_IP.fullmatch(text))


_TESTS: tuple[tuple[Personal, Callable[[str], bool]], ...] = (
    ("email", _is_email),
    ("national id", is_chinese_id),
    ("phone", _is_phone),
    ("card", is_card),
    ("ip", _is_ip),
)
