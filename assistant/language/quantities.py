"""Quantities in English and Chinese text: value, kind, currency, period, relation and span."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from assistant.language._fold import fold_lower
from assistant.language._found import Found
from assistant.language._relations import relate
from assistant.language._scan import scan
from assistant.language._units import period_before
from assistant.language.lazy_re import lazy_re

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
        kind: What it measures. "ratio" is a pure factor ("2x", "double", 一倍) or share (a third, 一半).
        span: Start and end offset in the text given, covering number, unit, currency and period words.
        text: `text[span[0]:span[1]]`.
        resolution: Worth of the last displayed digit, in the units of `value` ("1.5%": 0.001, "20万": 10000,
            "3,120.50": 0.01, "-30.99M": 10000).
        currency: ISO code for money (￥ and 元 are CNY, $ is USD), else None.
        period: "per month", 每年 …; for a duration its own unit; else None.
        relation: What the words around it say is to be done: "to 15%", "is 15%", 提高到 → set; "up 5 points", "by
            $10", 增加 → change_by; "double", 打八折 → multiply; None where nothing says.
        role: "from" for the old value of "from 39 to 49" and 从39涨到49, which has no relation.
    """

    value: float
    kind: Kind
    span: tuple[int, int]
    text: str
    resolution: float
    currency: str | None = None
    period: Period | None = None
    relation: Relation | None = None
    role: Literal["from"] | None = None


@dataclass(frozen=True)
class WrittenNumber:
    """One number as it stands in a text, whatever is to be done with it.

    Attributes:
        value: As in `Quantity`, but with the sign that is written only: "down 5%" is 0.05.
        kind: As in `Quantity`.
        span: As in `Quantity`.
        text: `text[span[0]:span[1]]`.
        resolution: As in `Quantity`.
        currency: As in `Quantity`.
        period: As in `Quantity`.
        words: True where it is spelled, at least in part ("two million", 三十万, 20万).
        fraction: True for a half, a third, 三分之一.
        factor: True for double, 翻一番 and the like.
    """

    value: float
    kind: Kind
    span: tuple[int, int]
    text: str
    resolution: float
    currency: str | None
    period: Period | None
    words: bool
    fraction: bool
    factor: bool


# 一年走掉两成: the period named at the head of a clause counts the number in it; 一年后 and 一年内 are times.
_PER_ONE = lazy_re(r"[一1]个?(?:天|日|周|星期|月|季度|季|年)")
_TIME_AFTER = lazy_re(r"\s*(?:以?[后前内]|之[后前内]|过去|回本|期|多)")
_CLAUSE_END = lazy_re(r"[;!?，。；！？\n]|[,.](?=\s|$)")


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of `text`, left to right, not overlapping."""
    folded = fold_lower(text)
    result = []
    previous_end = 0
    for item in relate(folded, scan(folded)):
        measured = item.found.measure
        result.append(
            Quantity(
                value=float(item.value),
                kind="ratio" if item.ratio else measured.kind,
                span=(item.found.start, measured.end),
                text=text[item.found.start : measured.end],
                resolution=float(item.resolution),
                currency=measured.currency,
                period=_period(folded, item.found, previous_end),
                relation=item.relation,
                role=item.role,
            )
        )
        previous_end = measured.end
    return _per_one(folded, result)


def find_numbers(text: str) -> list[WrittenNumber]:
    """As `find_quantities`, but every number as it is written."""
    folded = fold_lower(text)
    result = []
    previous_end = 0
    for item in scan(folded):
        measured = item.measure
        result.append(
            WrittenNumber(
                value=float(measured.value),
                kind=measured.kind,
                span=(item.start, measured.end),
                text=text[item.start : measured.end],
                resolution=float(measured.resolution),
                currency=measured.currency,
                period=_period(folded, item, previous_end),
                words=item.words,
                fraction=item.fraction,
                factor=item.factor,
            )
        )
        previous_end = measured.end
    return result


def _per_one(folded: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, each with the period that its clause begins with: 一年走掉两成, 一个月开销11万."""
    result = found[:1]
    for before, item in zip(found, found[1:], strict=False):
        between = folded[before.span[1] : item.span[0]]
        counted = item.period is None and item.kind in {"money", "percent", "count"}
        one = before.kind == "duration" and _PER_ONE.fullmatch(folded[before.span[0] : before.span[1]])
        if counted and one and not (_CLAUSE_END.search(between) or _TIME_AFTER.match(between)):
            item = replace(item, period=before.period)
        result.append(item)
    return result


def _period(folded: str, item: Found, previous_end: int) -> Period | None:
    """The period written with the number, or named by the words before it in the same clause."""
    measured = item.measure
    if measured.period is not None or measured.kind not in {"money", "percent", "count"}:
        return measured.period
    left = _CLAUSE_END.split(folded[previous_end : item.start])[-1]
    return period_before(left + folded[item.start : measured.end])
