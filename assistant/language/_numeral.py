"""A parsed number, before anything is known about its unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from assistant.language.lazy_re import lazy_re

_LITERAL = lazy_re(
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?: \d{3})+(?![\d ]*\d)"
    r"|\d+)(?:\.\d+)?(?:e[+-]?\d{1,2}(?![\da-z]))?|\.\d+"
)
# The continental way, where it can be no other: 95.000, 1.200.000 and 1.200.000,50.
_CONTINENTAL = lazy_re(r"(?:[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.000)(?:,\d{1,2})?(?![\d.,]*\d|\s*%)")


@dataclass(frozen=True)
class Numeral:
    """A number and where it ends.

    Attributes:
        value: Exact value.
        end: Offset after it.
        resolution: Worth of its last displayed digit.
        style: "digits" where it is written in digits only, "words" for English words, "zh" where Chinese characters
            take part.
        fraction: True for a half, two thirds, 三分之一, ½ and the like.
        percent: True where the number itself says it is a share of a hundred or thousand (百分之…, 千分之…).
    """

    value: Fraction
    end: int
    resolution: Fraction
    style: str
    fraction: bool = False
    percent: bool = False


def parse_literal(text: str, pos: int) -> Numeral | None:
    """The number in digits that starts at `pos`: 1,234.56, .5, 12,34,567, 95.000, 1e6; no sign, no scale."""
    if match := _CONTINENTAL.match(text, pos):
        digits = match.group().replace(".", "").replace(",", ".")
        return Numeral(Fraction(digits), match.end(), Fraction(10) ** -len(digits.partition(".")[2]), "digits")
    match = _LITERAL.match(text, pos)
    if not match:
        return None
    digits = match.group().replace(",", "").replace(" ", "")
    mantissa, _, exponent = digits.partition("e")
    decimals = len(mantissa.partition(".")[2])
    resolution = Fraction(10) ** (int(exponent or 0) - decimals)
    return Numeral(Fraction(digits), match.end(), resolution, "digits")
