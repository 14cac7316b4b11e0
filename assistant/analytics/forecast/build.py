"""Makes evenly spaced series of the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.analytics.forecast.columns import ROWS, date_column, group_column, measured_column
from assistant.analytics.forecast.kinds import Frequency
from assistant.analytics.forecast.periods import NAMES, counted, label, listed
from assistant.analytics.forecast.series import DAYS, Series, begin, step
from assistant.analytics.tables import Column, Table
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

ENOUGH_MONTHS, ENOUGH_WEEKS = 8, 12  # complete periods worth forecasting by
PARTIAL = 0.5  # a last value below this share of its neighbours looks unfinished
LATE_START = 0.35  # share of the first period without rows after which it is no whole period
SHORTEST = 3
USUAL_GAPS = 4  # usual distances between rows that may pass at the end of a finished period
_COARSENESS: dict[Frequency, int] = {"day": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}


def series_of(
    table: Table,
    value: str | None = None,
    when: str | None = None,
    by: str | None = None,
    frequency: Frequency | None = None,
    at_least: Frequency | None = None,
) -> list[Series]:
    """Series of a table: with `by` one for each of its values, the largest in total first.

    Rows of one period are added up. A period without rows is zero where rows are single events and interpolated where
    there is a row for each period. An unfinished first or last period is left out. All of that is noted. Series of
    different groups end on the same period.

    Args:
        table: The table.
        value: Column to forecast, or a word for it; the only or the likeliest numeric one where not given. "rows"
            counts rows.
        when: Date column; the only one where not given.
        by: Column whose values are series of their own.
        frequency: Length of a period; from the dates where not given.
        at_least: Days and weeks are added up to this where the history holds enough of it.

    Raises:
        ToolInputError: No or several date or value columns to choose from, or fewer than three periods.
    """
    dated = date_column(table, when)
    measured = None if value == ROWS else measured_column(table, value)
    group = group_column(table, by) if by else None
    names = dict.fromkeys([dated.name, *([measured.name] if measured else []), *([group.name] if group else [])])
    frame = table.frame[list(names)].dropna(subset=[dated.name])
    days = sorted({stamp.date() for stamp in frame[dated.name].drop_duplicates()})
    chosen = frequency or frequency_of(days, len(frame))
    if not frequency and at_least:
        chosen = _coarser(chosen, at_least, days)
    maker = _Maker(dated.name, measured, chosen)
    whole = maker.whole(frame, days)
    if group is None:
        return [whole]
    ends = whole.period(len(whole.values) - 1)
    made = [maker.part(str(name), rows, whole.start, ends) for name, rows in frame.groupby(group.name)]
    return sorted((s for s in made if s is not None), key=lambda s: -float(s.values.sum()))


def frequency_of(days: Sequence[date], rows: int | None = None) -> Frequency:
    """The period of a date column: the usual gap between different dates, or what events are worth adding up to.

    Args:
        days: Dates, each once or more.
        rows: Rows with a date; as many as `days` where not given.
    """
    distinct = sorted(set(days))
    if len(distinct) < SHORTEST:
        raise ToolInputError(
            f"The table has {len(distinct)} different dates; a forecast needs at least {SHORTEST}.",
            f"表里只有{len(distinct)}个不同的日期；预测至少需要{SHORTEST}个时期。",
        )
    gaps = np.diff([d.toordinal() for d in distinct])
    usual = float(np.median(gaps))
    frequency = next(period for longest, period in _GAPS if usual <= longest)
    uneven = float(np.mean(gaps == usual)) < 0.6
    events = frequency in DAYS and ((rows or len(days)) > 1.5 * len(distinct) or uneven)
    return _coarser(frequency, "month", distinct) if events else frequency


_GAPS: tuple[tuple[float, Frequency], ...] = ((4, "day"), (10, "week"), (45, "month"), (120, "quarter"), (9e9, "year"))


def _coarser(frequency: Frequency, wanted: Frequency, days: Sequence[date]) -> Frequency:
    """Months, else weeks, where the history holds enough of them and they are wanted; a longer period stays."""
    if frequency not in DAYS or wanted == "day":
        return frequency
    length = (days[-1] - days[0]).days
    if _COARSENESS[wanted] >= 2 and length >= 31 * ENOUGH_MONTHS:
        return "month"
    return "week" if length >= 7 * ENOUGH_WEEKS else frequency


class _Maker:
    """Makes series of rows.

    Args:
        dated: Name of the date column.
        measured: Column to add up; None to count rows.
        frequency: Length of a period.
    """

    def __init__(self, dated: str, measured: Column | None, frequency: Frequency) -> None:
        self._dated, self._measured, self._frequency = dated, measured, frequency

    def whole(self, rows: pd.DataFrame, days: Sequence[date]) -> Series:
        """The series of all rows, without unfinished periods at its ends."""
        totals, notes = self._totals(rows), list[Text]()
        every = self._frequency
        if not totals:
            raise ToolInputError(
                f"{self._label('')} has no values beside the dates.", f"“{self._label('')}”没有可用的数值。"
            )
        first, last = begin(days[0], every), begin(days[-1], every)
        events = len(rows) > 1.5 * len(totals)
        calendar = _calendar(first, last, every)
        values = _filled(calendar, totals, every, zero=events or self._measured is None, notes=notes)
        if events and every != "day" and len(values) > SHORTEST and _starts_late(days, every):
            notes.append(_left_out("first", "最前", calendar[0], every))
            calendar, values = calendar[1:], values[1:]
        if len(values) > SHORTEST and _unfinished(values, calendar, days, every, events=events):
            notes.append(_left_out("last", "最后", calendar[-1], every))
            values = values[:-1]
        if len(values) < SHORTEST:
            have = counted(len(values), every)
            raise ToolInputError(
                f"{self._label('')} has {have.en} that are complete; a forecast needs at least {SHORTEST}.",
                f"“{self._label('')}”只有{have.zh}的完整数据；预测至少需要{SHORTEST}期。",
            )
        return Series(self._label(""), values, every, calendar[0], self._unit, tuple(notes))

    def part(self, name: str, rows: pd.DataFrame, first: date, last: date) -> Series | None:
        """The series of one group between two periods, from its own first one on; None where it has no value there."""
        totals = {day: v for day, v in self._totals(rows).items() if first <= day <= last}
        if not totals:
            return None
        calendar, notes = _calendar(min(min(totals), _back(last, self._frequency)), last, self._frequency), list[Text]()
        gone = max(totals)
        events = len(rows) > 1.5 * len(totals)
        values = _filled(calendar, totals, self._frequency, zero=events or self._measured is None, notes=notes)
        if gone < last and self._unit != "fraction":
            values[calendar.index(gone) + 1 :] = 0.0
            since = label(gone, self._frequency)
            notes = [
                Text(
                    f"{name} has no rows after {since.en}; later ones count as 0.",
                    f"“{name}”在{since.zh}之后没有记录，按0计。",
                )
            ]
        else:
            notes = [Text(f"{name}: {n.en}", f"{name}：{n.zh}") for n in notes]
        return Series(self._label(name), values, self._frequency, calendar[0], self._unit, tuple(notes))

    def _totals(self, rows: pd.DataFrame) -> dict[date, float]:
        kept = rows if self._measured is None else rows.dropna(subset=[self._measured.name])
        starts = kept[self._dated].map({s: begin(s.date(), self._frequency) for s in kept[self._dated].unique()})
        if self._measured is None:
            found = starts.value_counts()
        else:
            groups = kept[self._measured.name].astype(float).groupby(starts)
            found = groups.mean() if self._measured.kind == "rate" else groups.sum()
        return {day: float(value) for day, value in found.items()}

    def _label(self, group: str) -> str:
        return " · ".join(part for part in (self._measured.name if self._measured else ROWS, group) if part)

    @property
    def _unit(self) -> str:
        if self._measured is None:
            return "count"
        return "fraction" if self._measured.kind == "rate" else self._measured.currency or "count"


def _calendar(first: date, last: date, frequency: Frequency) -> list[date]:
    found = [first]
    while found[-1] < last:
        found.append(step(found[-1], frequency, 1))
    return found


def _back(last: date, frequency: Frequency) -> date:
    """The latest start of a series that ends on `last` and is long enough."""
    return step(last, frequency, 1 - SHORTEST)


def _filled(
    calendar: list[date], totals: dict[date, float], frequency: Frequency, *, zero: bool, notes: list[Text]
) -> Any:
    values = np.array([totals.get(day, np.nan) for day in calendar])
    gaps = np.isnan(values)
    if gaps.any():
        shown = listed([d for d, gap in zip(calendar, gaps, strict=True) if gap], frequency)
        if zero:
            values[gaps] = 0.0
            notes.append(Text(f"Periods without rows count as 0: {shown.en}.", f"没有记录的时期按0计：{shown.zh}。"))
        else:
            known = np.flatnonzero(~gaps)
            values[gaps] = np.interp(np.flatnonzero(gaps), known, values[known])
            notes.append(
                Text(f"Missing periods were interpolated: {shown.en}.", f"缺失的时期用前后数值插补：{shown.zh}。")
            )
    return values


def _starts_late(days: Sequence[date], frequency: Frequency) -> bool:
    start = begin(days[0], frequency)
    length = (step(start, frequency, 1) - start).days
    return (days[0] - start).days > max(LATE_START * length, USUAL_GAPS * _usual_gap(days))


def _unfinished(values: Any, calendar: list[date], days: Sequence[date], frequency: Frequency, *, events: bool) -> bool:
    """Whether the last period misses its end (rows that are events) or is far below those before it."""
    if not events:
        return len(values) > 4 and values[-4:-1].min() > 0 and bool(values[-1] < PARTIAL * values[-4:-1].min())
    missing = (step(calendar[-1], frequency, 1) - timedelta(days=1) - days[-1]).days
    return frequency != "day" and missing > max(2.0, USUAL_GAPS * _usual_gap(days))


def _usual_gap(days: Sequence[date]) -> float:
    return float(np.median(np.diff([d.toordinal() for d in days]))) if len(days) > 1 else 0.0


def _left_out(en: str, zh: str, day: date, frequency: Frequency) -> Text:
    said, name = label(day, frequency), NAMES[frequency]
    return Text(
        f"The {en} {name.en}, {said.en}, looks unfinished and was left out.",
        f"{zh}一期（{said.zh}）看起来不完整，没有计入。",
    )
