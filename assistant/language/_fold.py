"""Folding that keeps every offset: full-width to ASCII, traditional to simplified, one kind of space and minus."""

from __future__ import annotations

from assistant.language._traditional import TO_SIMPLIFIED

_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t"
_MINUSES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63"

_TABLE: dict[int, str] = {
    **{0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)},
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "-" for c in _MINUSES},
    **TO_SIMPLIFIED,
    ord("￥"): "¥",
    ord("∶"): ":",
    ord("’"): "'",
}
_LOWER: dict[int, str] = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}


def fold_lower(text: str) -> str:
    """`text` with variants of characters unified and ASCII letters in lower case; every character keeps its offset."""
    return text.translate(_TABLE).translate(_LOWER)
