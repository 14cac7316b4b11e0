"""Check digits of numbers that identify people and their money."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

_CHINESE_ID = lazy_re(r"\d{17}[\dXx]")
_CARD = lazy_re(r"(?:\d[ -]?){12,18}\d")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# Length of an IBAN by country, of the SWIFT registry.
IBAN_LENGTHS = {
    **{"AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18},
    **{"EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26},
    **{"IT": 27, "KW": 30, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28},
    **{"PT": 25, "QA": 29, "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29},
}


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


def is_iban(text: str) -> bool:
    """Whether it is a bank account number of the right length and check digits (ISO 13616, modulo 97)."""
    compact = re.sub(r"\s", "", text).upper()
    if IBAN_LENGTHS.get(compact[:2]) != len(compact) or not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]+", compact):
        return False
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1
