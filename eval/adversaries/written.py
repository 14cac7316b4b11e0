"""How people write a number: many styles for one value, each with the value it really displays.

Written apart from the product's own formatting and number grammar, so that the judge does not share their mistakes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥"}
NAMES = {"USD": "美元", "EUR": "欧元", "GBP": "英镑", "CNY": "元"}
THINGS = {"customers": ("customers", "个客户"), "users": ("users", "个用户"), "trials": ("trials", "次试用")}
TIMES = {"months": ("months", "个月"), "years": ("years", "年"), "days": ("days", "天"), "month": ("months", "个月")}


@dataclass(frozen=True)
class Written:
    """A number as written.

    Attributes:
        text: The whole of it with sign, currency and unit word, e.g. `about $7.4k`.
        digits: The part of the text that is digits, e.g. `7.4`.
        value: What it displays, in the unit of the figure; rates are fractions.
        resolution: Worth of its last digit, in the same unit.
        hedged: It says "about", so that final zeros are no digits.
    """

    text: str
    digits: str
    value: float
    resolution: float
    hedged: bool = False


def write(value: float, unit: str, language: str, random: Random) -> Written | None:
    """A style of writing chosen at random; None for units that nobody says (and for values that round to nothing)."""
    if unit in SYMBOLS:
        return _money(value, unit, language, random)
    if unit == "fraction":
        return _percent(value, random)
    if unit == "ratio":
        return _plain(value, random.choice((1, 2)), "", "倍" if language == "zh" else random.choice(("x", "×")))
    words = THINGS.get(unit) or TIMES.get(unit)
    if words is None:
        return None
    decimals = 0 if unit in THINGS or value == round(value) else random.choice((1, 2))
    return _plain(value, decimals, "", f" {words[0]}" if language == "en" else words[1])


def _plain(value: float, decimals: int, before: str, after: str) -> Written | None:
    shown = round(abs(value), decimals)
    if shown == 0:
        return None
    digits = f"{shown:,.{decimals}f}"
    sign = "−" if value < 0 else ""
    return Written(f"{sign}{before}{digits}{after}", digits, math.copysign(shown, value), 10.0**-decimals)


def _percent(value: float, random: Random) -> Written | None:
    made = _plain(value * 100, random.choice((0, 1, 1, 2)), "", "%")
    if made is None:
        return None
    return Written(made.text, made.digits, made.value / 100, made.resolution / 100)


def _money(value: float, unit: str, language: str, random: Random) -> Written | None:
    size = abs(value)
    styles = ["cents", "whole"] if size >= 10 else ["cents"]
    if size >= 1000:
        styles += ["about", "scaled"]
    style = random.choice(styles)
    before, after = (SYMBOLS[unit], "") if language == "en" or random.random() < 0.3 else ("", NAMES[unit])
    if style == "about":
        return _about(value, before, after, language, random)
    if style == "scaled":
        return _scaled(value, before, after, language, random)
    return _plain(value, 2 if style == "cents" else 0, before, after)


def _about(value: float, before: str, after: str, language: str, random: Random) -> Written:
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    shown = round(abs(value) / unit) * unit
    digits = f"{shown:,.0f}"
    sign = "−" if value < 0 else ""
    if language == "en":
        text = f"{random.choice(('about', 'roughly', 'around'))} {sign}{before}{digits}{after}"
    elif random.random() < 0.5:
        text = f"约{sign}{before}{digits}{after}"
    else:
        text = f"{sign}{before}{digits}{after}左右"
    return Written(text, digits, math.copysign(shown, value), unit, hedged=True)


def _scaled(value: float, before: str, after: str, language: str, random: Random) -> Written | None:
    size = abs(value)
    if language == "zh":
        scale, word = (1e8, "亿") if size >= 1e8 else (1e4, "万")
        decimals = 2
    else:
        scale, word = (1e6, random.choice((" million", "M"))) if size >= 1e6 else (1e3, "k")
        decimals = random.choice((1, 2))
    made = _plain(value / scale, decimals, before, word + after)
    if made is None:
        return None
    return Written(made.text, made.digits, made.value * scale, made.resolution * scale)
