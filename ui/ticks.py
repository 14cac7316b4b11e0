"""Short numbers for charts and round places for them on an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable

from assistant.language.formatting import CURRENCY_SIGNS

MINUS = "\u2212"
_STEPS = {"en": ((1e9, "B"), (1e6, "M"), (1e3, "k")), "zh": ((1e8, "亿"), (1e4, "万"))}
_ROUND = (1, 2, 2.5, 5, 10)


def short(value: float, unit: str, language: str, digits: int = 3) -> str:
    """A number as a chart says it: `−$15k`, `¥1.2亿`, `15%`, `480`; the sign stands before the currency."""
    size = abs(value)
    if unit == "fraction":
        body = f"{_digits(size * 100, digits)}%"
    else:
        step, mark = next(((s, m) for s, m in _STEPS[language] if size >= s * (1 - 0.5 * 10**-digits)), (1.0, ""))
        body = f"{CURRENCY_SIGNS.get(unit, '')}{_digits(size / step, digits)}{mark}"
        if unit == "ratio":
            body += "×"
        elif len(unit) == 3 and unit.isupper() and unit not in CURRENCY_SIGNS:
            body += f" {unit}"
    return f"{MINUS}{body}" if value < 0 and any(c in "123456789" for c in body) else body


def ticks(values: Iterable[float | None], count: int = 5) -> tuple[list[float], tuple[float, float]]:
    """Round places of about that count that cover the values and 0, and the range of the axis."""
    known = [v for v in values if v is not None and math.isfinite(v)]
    low, high = min([*known, 0.0]), max([*known, 0.0])
    if low == high:
        high = low + 1
    rough = (high - low) / count
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(s * size for s in _ROUND if s * size >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    places = [step * i for i in range(first, last + 1)]
    return places, (places[0], places[-1])


def whole_ticks(first: int, last: int, count: int = 8) -> list[int]:
    """Whole numbers of about that count between two, such as months."""
    step = max(1, math.ceil((last - first) / count))
    step = next((s for s in (1, 2, 3, 4, 6, 12, 24) if s >= step), step)
    return [n for n in range(first, last + 1) if n % step == 0 or (n == first and n == 1 and step == 1)]


def _digits(value: float, digits: int) -> str:
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(value)))
    text = f"{value:,.{min(decimals, 4)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
