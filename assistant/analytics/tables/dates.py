"""Reads the dates of a column: ISO, Chinese, named months, quarters, weeks, and 03/04/2024 by what the column shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from assistant.language.lazy_re import lazy_re

Order = Literal["day first", "month first"]

MONTHS = {name: i + 1 for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
_TIME = r"(?:[T\s]+(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?\s*(?P<ap>[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_NAMED = r"(?P<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SHAPES = tuple(
    lazy_re(shape, re.IGNORECASE)
    for shape in (
        rf"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}",
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",
        rf"(?P<y>\d{{4}}|\d\d)\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?:(?P<d>\d{{1,2}})\s*[日号])?{_TIME}",
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})",
        r"(?P<m>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)",
        r"(?P<y>(?:19|20)\d\d)\s*[-年]?\s*(?:q|第)\s*(?P<q>[1-4一二三四])(?:\s*季度?)?",
        r"q\s*(?P<q>[1-4])[\s/-]*(?P<y>(?:19|20)\d\d)",
        r"(?P<y>(?:19|20)\d\d)-?w(?P<w>\d{1,2})(?:-[1-7])?",
        rf"{_NAMED}[\s,-]*(?P<y>(?:19|20)\d\d)",
        rf"{_NAMED}[-\s']+(?P<y>\d\d)",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+{_NAMED}[\s,.-]+(?P<y>(?:19|20)\d\d|\d\d){_TIME}",
        rf"{_NAMED}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d){_TIME}",
        rf"(?P<a>\d{{1,2}})[-/.](?P<c>\d{{1,2}})[-/.](?P<y>(?:19|20)\d\d|\d\d){_TIME}",
    )
)
_YEAR = lazy_re(r"(?:19|20)\d\d年?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
PIVOT = 69  # two-digit years up to here are of this century (POSIX)


@dataclass(frozen=True)
class Reading:
    """How the slashed dates of a column are read.

    Attributes:
        order: Which number comes first.
        proven: False where the cells allow both readings.
    """

    order: Order = "month first"
    proven: bool = True


def reading_of(cells: Sequence[str], default: Order = "month first") -> Reading:
    """Decide between 3 April and 4 March for the slashed dates among plain cells.

    A number above 12 proves its place. Otherwise the reading that keeps the column in order, or
    evenly spaced, is likelier.
    """
    pairs = [(int(m["a"]), int(m["c"]), m["y"]) for cell in cells if (m := _SHAPES[-1].fullmatch(cell))]
    if not pairs:
        return Reading(default)
    day_first, month_first = any(a > 12 for a, _, _ in pairs), any(c > 12 for _, c, _ in pairs)
    if day_first != month_first:
        return Reading("day first" if day_first else "month first")
    if len(pairs) > 2 and not day_first:
        steps: dict[Order, int] = {}
        for order in ("day first", "month first"):
            days = [d.toordinal() for p in pairs if (d := _date(_year(p[2]), *_ordered(p[0], p[1], order)))]
            steps[order] = len({b - a for a, b in zip(days, days[1:], strict=False)}) if days == sorted(days) else 999
        if steps["day first"] != steps["month first"]:
            return Reading(min(steps, key=lambda o: steps[o]), proven=False)
    return Reading(default, proven=False)


def read_date(cell: str, reading: Reading, *, years: bool = False) -> datetime | None:
    """A plain cell as the start of its day, month, quarter, week or (where `years`) year; None where it is none."""
    if years and _YEAR.fullmatch(cell):
        return datetime(int(cell[:4]), 1, 1)  # noqa: DTZ001 (tables carry no time zone)
    for shape in _SHAPES:
        if match := shape.fullmatch(cell):
            found = _from(match.groupdict(), reading)
            if found is not None:
                return found
    return None


def _from(parts: dict[str, str | None], reading: Reading) -> datetime | None:
    year = _year(str(parts["y"]))
    if quarter := parts.get("q"):
        day = _date(year, 3 * (int(_QUARTERS.get(quarter, 0)) or int(quarter)) - 2, 1)
    elif week := parts.get("w"):
        day = date.fromisocalendar(year, int(week), 1) if 1 <= int(week) <= 52 else None
    elif first := parts.get("a"):
        pair = int(first), int(str(parts["c"]))
        other: Order = "month first" if reading.order == "day first" else "day first"
        # 15/02 among 02/15: only one order gives a day.
        day = _date(year, *_ordered(*pair, reading.order)) or _date(year, *_ordered(*pair, other))
    else:
        month = MONTHS[str(parts["b"])[:3].lower()] if parts.get("b") else int(str(parts["m"]))
        day = _date(year, month, int(parts.get("d") or 1))
    if day is None:
        return None
    return datetime.combine(day, time()) + _clock(parts)


def _clock(parts: dict[str, str | None]) -> timedelta:
    hour = int(parts.get("H") or 0)
    if (parts.get("ap") or "").lower() == "pm" and hour < 12:
        hour += 12
    return timedelta(hours=hour, minutes=int(parts.get("M") or 0), seconds=int(parts.get("S") or 0))


def _ordered(a: int, c: int, order: Order) -> tuple[int, int]:
    return (c, a) if order == "day first" else (a, c)


def _year(text: str) -> int:
    year = int(text)
    return year if year > 99 else year + (2000 if year < PIVOT else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
