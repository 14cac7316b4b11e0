"""Language and numbers of a text, read without the product's own grammar so that the judge is independent of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"\b(?![A-Z]+\b)[A-Za-z]+(?:['’][A-Za-z]+)?")  # USD, CAC and the like belong to both languages
_NO_PROSE = re.compile(r"`[^`]*`|[!-~]*/[!-~]*/[!-~]*")  # code, paths, addresses

_CHARACTERS_A_WORD = 1.5  # of running Chinese text

_SCALES = {
    "trillion": 1e12, "billion": 1e9, "bn": 1e9, "b": 1e9, "million": 1e6, "mn": 1e6, "m": 1e6,
    "thousand": 1e3, "k": 1e3, "万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3,
}  # fmt: skip
_PERCENT = {"%": 0.01, "％": 0.01, "percent": 0.01, "per cent": 0.01, "‰": 0.001}
_NUMBER = re.compile(
    r"(?<![\w.,])(?:US|[A-Z]{1,3})?[$€£¥￥]?\s?"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?P<unit>percent|per cent|%|％|‰"
    r"|万亿|亿|千万|百万|万|千|(?:trillion|billion|million|thousand|bn|mn|[kmb])(?![a-z]))?",
    re.IGNORECASE,
)
_CHINESE_BEFORE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\d$€£¥￥])")


@dataclass(frozen=True)
class Shown:
    """A number as displayed.

    Attributes:
        value: Its magnitude; signs are not read, a loss is often told in words.
        resolution: Worth of its last digit.
    """

    value: float
    resolution: float

    def displays(self, exact: float) -> bool:
        """Whether `exact`, rounded (or cut) to this number's precision, is this number."""
        if exact == 0 or self.value == 0:
            return exact == self.value
        gap = abs(abs(exact) - self.value)
        return gap <= self.resolution / 2 * (1 + 1e-6) + 1e-9 * abs(exact)


def language_of(text: str, default: str) -> str:
    """Give "zh" where Chinese words (1.5 characters each) outnumber Latin ones, else "en".

    Args:
        text: Any text.
        default: The answer where there are no words.
    """
    prose = _NO_PROSE.sub(" ", text)
    han, latin = len(_HAN.findall(prose)), len(_LATIN.findall(prose))
    if not han and not latin:
        return default
    return "zh" if han >= _CHARACTERS_A_WORD * latin else "en"


def shown_numbers(text: str) -> list[Shown]:
    """The numbers of a text that are written with digits, scaled by their unit word (万, million, %)."""
    spaced = _CHINESE_BEFORE.sub(" ", text)
    return [_shown(match["digits"], (match["unit"] or "").lower()) for match in _NUMBER.finditer(spaced)]


def _shown(digits: str, unit: str) -> Shown:
    plain = re.sub("[,，]", "", digits)
    scale = _PERCENT.get(unit) or _SCALES.get(unit, 1.0)
    decimals = len(plain.partition(".")[2])
    return Shown(float(plain) * scale, scale * 10.0**-decimals)
