"""Periods in words: how they are written in both languages, and how "2026-05", "Q3" or "10-01/10-07" are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.series import DAYS, MONTHS, begin, step
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re
from assistant.language.text import Text

MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
THIS_YEAR, NEXT_YEAR = "this_year", "next_year"
RECENT_DAYS = 200  # data this young is of today, so that "this year" is today's
# Singular and counted names of the periods; Chinese counts months and quarters with 个.
NAMES: dict[Frequency, Text] = {
    "day": Text("day", "天"),
    "week": Text("week", "周"),
    "month": Text("month", "月"),
    "quarter": Text("quarter", "季度"),
    "year": Text("year", "年"),
}
_COUNTED = {"day": "天", "week": "周", "month": "个月", "quarter": "个季度", "year": "年"}

_DAY = lazy_re(r"(?:(?P<y>\d{4})-)?(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_MONTH = lazy_re(r"(?:(?P<y>\d{4})-)?(?P<m>\d{1,2})")
_QUARTER = lazy_re(r"(?:(?P<y>\d{4})-?)?Q(?P<q>[1-4])", re.IGNORECASE)
_YEAR = lazy_re(r"(?P<y>\d{4})")


def label(day: date, frequency: Frequency) -> Text:
    """The period that begins on `day`: "May 2026", 2026年5月."""
    month = MONTH_NAMES[day.month - 1]
    if frequency == "day":
        return Text(f"{day.day} {month} {day.year}", f"{day.year}年{day.month}月{day.day}日")
    if frequency == "week":
        return Text(f"week of {day.day} {month} {day.year}", f"{day.year}年{day.month}月{day.day}日当周")
    if frequency == "month":
        return Text(f"{month} {day.year}", f"{day.year}年{day.month}月")
    if frequency == "quarter":
        number = (day.month + 2) // 3
        return Text(f"Q{number} {day.year}", f"{day.year}年第{number}季度")
    return Text(str(day.year), f"{day.year}年")


def span(first: date, last: date, frequency: Frequency) -> Text:
    """From the period that begins on `first` to the one that begins on `last`: "May 2026 to Jul 2026"."""
    start, end = label(first, frequency), label(last, frequency)
    return start if first == last else Text(f"{start.en} to {end.en}", f"{start.zh}至{end.zh}")


def counted(count: int, frequency: Frequency) -> Text:
    """A number of periods: "6 months", 6个月."""
    return Text(f"{count} {frequency}{'' if count == 1 else 's'}", f"{count}{_COUNTED[frequency]}")


def listed(days: Sequence[date], frequency: Frequency, most: int = 6) -> Text:
    """Several periods, those beyond `most` as a number."""
    shown = [label(day, frequency) for day in days[:most]]
    more = len(days) - len(shown)
    en, zh = ", ".join(t.en for t in shown), "、".join(t.zh for t in shown)
    return Text(f"{en} and {more} more", f"{zh}等{len(days)}期") if more else Text(en, zh)


def later(day: date, unit: Frequency, count: int) -> date:
    """`day` moved by so many units; days after the 28th become the 28th where months are counted."""
    if unit in DAYS:
        return day + timedelta(days=DAYS[unit] * count)
    return step(day.replace(day=1), unit, count).replace(day=min(day.day, 28))


def periods_until(first: date, frequency: Frequency, end: date) -> int:
    """How many periods from the one that begins on `first` begin on or before `end`."""
    count = 0
    while step(first, frequency, count) <= end and count < 10_000:
        count += 1
    return count


def read_range(text: str, first: date) -> tuple[date, date]:
    """First and last day of a period or a range of them.

    Args:
        text: "2026", "2026-Q3", "2026-05", "2026-05-01", the same without a year ("Q3", "05", "10-01") for the first
            such time from `first` on, two of them with "/" between, or "all" for everything from `first` on.
        first: First day that can be meant where no year is given.

    Raises:
        ToolInputError: It reads as none of these.
    """
    said = text.strip()
    if said.lower() == "all":
        return first, date.max
    start, _, end = said.partition("/")
    begun = _one(start, first)
    if not end:
        return begun
    ended = _one(end, begun[0])
    if ended[1] < begun[0]:
        raise _unreadable(text)
    return begun[0], ended[1]


def read_until(text: str, first: date, today: date) -> date:
    """Last day of the horizon that "2026", "2026-06", this_year or next_year ask for.

    Args:
        text: What was asked.
        first: First day of the forecast.
        today: Whose year "this year" is, unless the data is much older.
    """
    now = today if (today - first).days < RECENT_DAYS else first - timedelta(days=1)
    if text in (THIS_YEAR, NEXT_YEAR):
        return date(now.year + (text == NEXT_YEAR), 12, 31)
    return read_range(text, first)[1]


def _one(text: str, first: date) -> tuple[date, date]:
    said = text.strip()
    try:
        if match := _YEAR.fullmatch(said):
            return _whole(date(int(match["y"]), 1, 1), "year")
        if match := _QUARTER.fullmatch(said):
            return _dated(match["y"], 3 * int(match["q"]) - 2, 1, "quarter", first)
        if match := _DAY.fullmatch(said):
            return _dated(match["y"], int(match["m"]), int(match["d"]), "day", first)
        if match := _MONTH.fullmatch(said):
            return _dated(match["y"], int(match["m"]), 1, "month", first)
    except ValueError:
        pass
    raise _unreadable(text)


def _dated(year: str | None, month: int, day: int, unit: Frequency, first: date) -> tuple[date, date]:
    if year:
        return _whole(date(int(year), month, day), unit)
    found = _whole(date(first.year, month, day), unit)
    return found if found[1] >= first else _whole(date(first.year + 1, month, day), unit)


def _whole(start: date, unit: Frequency) -> tuple[date, date]:
    if unit in MONTHS:
        start = begin(start, unit)
    return start, step(start, unit, 1) - timedelta(days=1)


def _unreadable(text: str) -> ToolInputError:
    return ToolInputError(
        f"“{text}” does not read as a period. Say a month such as 2026-05, a quarter such as 2026-Q3, or a year.",
        f"“{text}”看不出是哪个时期。请说月份（如2026-05）、季度（如2026-Q3）或年份。",
        question=True,
    )
