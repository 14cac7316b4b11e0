"""Quantities in English and Chinese text: value, kind, currency, period, relation and span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["percent", "points", "money", "count", "ratio", "duration"]
Relation = Literal["set", "change_by", "multiply"]
Period = Literal["day", "week", "month", "quarter", "year"]


@dataclass(frozen=True)
class Quantity:
    """One quantity found in a text.

    Attributes:
        value: The number. Percent and points as fractions (15 % and 15 points are 0.15, 千分之八 is 0.008); money in
            whole currency units (20万 is 200000); durations in units of `period`; a factor for `multiply`
            (double, 翻一番: 2; halve: 0.5; a third off: 2/3; 打八折: 0.8). A `change_by` is signed: "down 5%" is -0.05.
        kind: What it measures. "ratio" is a pure factor ("2x", "double", 一倍).
        span: Start and end offset in the text given, covering number, unit, currency and period words.
        text: `text[span[0]:span[1]]`.
        resolution: Worth of the last displayed digit, in the units of `value` ("1.5%": 0.001, "20万": 10000,
            "3,120.50": 0.01, "-30.99M": 10000).
        currency: ISO code for money (￥ and 元 are CNY, $ is USD), else None.
        period: "per month", 每年 …; for a duration its own unit; else None.
        relation: What the words around it say is to be done: "to 15%", "is 15%", 提高到 → set; "up 5 points", "by
            $10", 增加 → change_by; "double", 打八折 → multiply; None where nothing says.
    """

    value: float
    kind: Kind
    span: tuple[int, int]
    text: str
    resolution: float
    currency: str | None = None
    period: Period | None = None
    relation: Relation | None = None


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of `text`, left to right, not overlapping."""
    raise NotImplementedError
