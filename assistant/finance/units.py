"""Units of finance models, checked by dimension.

A unit is written as a product and quotient of names: `USD/customer/month`, `TB/day`, `fraction*customers/trial`. Times
of different length are dimensions of their own, so that a monthly and a yearly amount cannot be added by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "rate", "count", "duration", "ratio"]
Dimension = tuple[tuple[str, int], ...]

NONE: Dimension = ()
CURRENCIES = frozenset({
    "USD", "CNY", "EUR", "GBP", "JPY", "HKD", "SGD", "INR", "KRW", "TWD", "AUD", "CAD", "NZD", "CHF", "THB", "VND",
    "MYR", "IDR", "PHP", "BRL", "MXN", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "AED", "SAR", "ZAR", "ILS",
    "NGN", "KES", "EGP", "TRY",
})  # fmt: skip
TIMES = ("day", "month", "year")
COUNTS = frozenset({
    "adaptation", "booking", "buyer", "call", "click", "conversion", "customer", "device", "hour", "impression", "item",
    "kimpression", "ktoken", "licence", "lead", "listing", "order", "promotion", "retention", "seat", "seller",
    "transaction", "trial", "unit", "user", "view", "visit", "TB", "GB", "token",
})  # fmt: skip
PURE = frozenset({"fraction", "ratio", "1"})
_UPPER = frozenset({"TB", "GB"})


@dataclass(frozen=True)
class Unit:
    """A parsed unit.

    Attributes:
        text: As written in the file.
        dimension: Names with their exponents, sorted; empty for pure numbers.
        is_fraction: True where the value is shown as a percentage.
    """

    text: str
    dimension: Dimension
    is_fraction: bool

    @property
    def kind(self) -> Kind:
        """What people would call the quantity."""
        if self.is_fraction:
            return "rate"
        names = dict(self.dimension)
        if any(names.get(c, 0) == 1 for c in CURRENCIES):
            return "money"
        if not names:
            return "ratio"
        return "duration" if all(n in TIMES for n in names) else "count"

    @property
    def shown(self) -> str:
        """What is counted, as a figure's unit: `USD`, `fraction`, `customers`, `months`, `ratio`."""
        if self.is_fraction:
            return "fraction"
        over = [name for name, power in self.dimension if power > 0]
        if not over:
            return "ratio"
        money = [name for name in over if name in CURRENCIES]
        counted = [n for n in over if n not in TIMES]
        if money:
            return money[0]
        # "days/year" counts days; a plain "months" is a duration.
        name = counted[0] if counted else over[0]
        return name if name in _UPPER else f"{name}s"

    @property
    def period(self) -> str | None:
        """The time a flow is measured by: `month` for `USD/month`, None for stocks."""
        return next((name for name, power in self.dimension if name in TIMES and power < 0), None)


def parse_unit(text: str) -> Unit:
    """Parse a unit string.

    Args:
        text: Names joined by `*` and `/`, plural or singular: `customers/month`.

    Raises:
        ValueError: A name is unknown or the text is no unit.
    """
    powers: dict[str, int] = {}
    is_fraction = False
    parts = re.findall(r"([*/]?)\s*([A-Za-z1]+)\s*", text)
    if not parts or "".join(f"{op}{name}" for op, name in parts) != re.sub(r"\s+", "", text):
        raise ValueError(f"{text!r} is no unit; write names joined by * and /, such as USD/customer/month")
    for index, (operator, word) in enumerate(parts):
        if bool(operator) != bool(index):
            raise ValueError(f"{text!r} is no unit; write names joined by * and /, such as USD/customer/month")
        name = _canonical(word)
        if name in PURE:
            is_fraction = is_fraction or name == "fraction"
            continue
        powers[name] = powers.get(name, 0) + (-1 if operator == "/" else 1)
    return Unit(text=text, dimension=_pack(powers.items()), is_fraction=is_fraction)


def times(left: Dimension, right: Dimension, sign: int = 1) -> Dimension:
    """Dimension of a product (`sign` 1) or quotient (`sign` -1)."""
    powers = dict(left)
    for name, power in right:
        powers[name] = powers.get(name, 0) + sign * power
    return _pack(powers.items())


def raised(base: Dimension, power: int) -> Dimension:
    """Dimension of a power."""
    return _pack((name, exponent * power) for name, exponent in base)


def dimension_text(dimension: Dimension) -> str:
    """A dimension for error messages: `USD/month`."""
    over = [_powered(n, p) for n, p in dimension if p > 0]
    under = [_powered(n, -p) for n, p in dimension if p < 0]
    head = "*".join(over) or ("1" if under else "a pure number")
    return head + "".join(f"/{u}" for u in under)


def _powered(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


def _pack(items: Iterable[tuple[str, int]]) -> Dimension:
    return tuple(sorted((name, power) for name, power in items if power))


def _canonical(word: str) -> str:
    if word in CURRENCIES or word in PURE or word in COUNTS:
        return word
    single = word[:-1] if word.endswith("s") else word
    if single in TIMES or (single in COUNTS and single not in _UPPER):
        return single
    known = ", ".join(sorted(COUNTS | CURRENCIES | PURE | set(TIMES)))
    raise ValueError(f"unknown unit {word!r}; known are {known}")
