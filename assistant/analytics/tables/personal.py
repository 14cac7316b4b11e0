"""Recognises personal data by the cells themselves, whatever the header says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.analytics.tables.column import Personal

ENOUGH = 0.7  # share of cells that look the part

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.I)
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
_PHONE = re.compile(r"\+\d[\d ()-]{7,16}\d|\(?0?\d{2,4}\)?[- ]\d{3,4}[- ]\d{4}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_CHINESE_ID = re.compile(r"\d{17}[\dXx]")
_CARD = re.compile(r"(?:\d[ -]?){12,18}\d")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


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


def is_chinese_id(text: str) -> bool:
    """Whether it is a Chinese resident identity number with a right check digit (GB 11643-1999)."""
    if not _CHINESE_ID.fullmatch(text):
        return False
    total = sum(int(d) * w for d, w in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_card(text: str) -> bool:
    """Whether it is a payment card number with a right Luhn digit (ISO/IEC 7812)."""
    digits = re.sub(r"\D", "", text)
    if not _CARD.fullmatch(text) or not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [int(d) if i % 2 == 0 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


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
