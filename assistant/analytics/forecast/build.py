"""Makes evenly spaced series of the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.analytics.forecast.series import Frequency, Series, begin, step
from assistant.analytics.tables import Column, Table
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

ENOUGH_MONTHS, ENOUGH_WEEKS = 8, 12  # complete periods worth forecasting by
PARTIAL = 0.5  # a last value below this share of its neighbours looks unfinished
SHORTEST = 3


def series_of(
    table: Table,
    value: str | None = None,
    when: str | None = None,
    by: str | None = None,
    frequency: Frequency | None = None,
) -> list[Series]:
    """Series of a table, one for each value of `by`, the largest in total first.

    Rows of one period are added up. A period without rows is zero where rows are single events and interpolated where
    there is a row for each period. An unfinished last period is left out. All of that is noted.

    Args:
        table: The table.
        value: Column to forecast; the only or the likeliest numeric one where not given. "rows" counts rows.
        when: Date column; the only one where not given.
        by: Column whose values are series of their own.
        frequency: Length of a period; from the dates where not given.

    Raises:
        ToolInputError: No or several date or value columns to choose from, or fewer than three periods.
    """
    dated = _date_column(table, when)
    measured = None if value == "rows" else _value_column(table, value)
    frame = table.frame[[dated.name, *([measured.name] if measured else []), *([by] if by else [])]]
    frame = frame.dropna(subset=[dated.name])
    groups = [("", frame)] if by is None else [(str(k), g) for k, g in frame.groupby(table.column(by).name)]
    days = [stamp.date() for stamp in frame[dated.name]]
    chosen = frequency or frequency_of(days)
    last = max(days)
    made = [_series(name, rows, dated, measured, chosen, last) for name, rows in groups]
    return sorted(made, key=lambda s: -float(s.values.sum()))


def frequency_of(days: Sequence[date]) -> Frequency:
    """The period of a date column: the usual gap between different dates, or what events are worth adding up to."""
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
    events = frequency in ("day", "week") and (len(days) > 1.5 * len(distinct) or uneven)
    span = (distinct[-1] - distinct[0]).days
    if events:
        return "month" if span >= 31 * ENOUGH_MONTHS else "week" if span >= 7 * ENOUGH_WEEKS else frequency
    return frequency


_GAPS: tuple[tuple[float, Frequency], ...] = ((4, "day"), (10, "week"), (45, "month"), (120, "quarter"), (9e9, "year"))


def _date_column(table: Table, when: str | None) -> Column:
    if when is not None:
        column = table.column(when)
        if column.kind != "date":
            raise ToolInputError(
                f"{column.name} does not read as dates. Name the date column.",
                f"“{column.name}”不是日期列。请指明日期列。",
                question=True,
            )
        return column
    dates = table.of_kind("date")
    if len(dates) == 1:
        return dates[0]
    if not dates:
        raise ToolInputError(
            "A forecast needs a date column (day, month, quarter or year), and the table has none.",
            "预测需要一列日期（日、月、季度或年），这张表里没有。",
        )
    names = tuple(c.name for c in dates)
    raise ToolInputError(
        f"Which date counts: {', '.join(names)}?",
        f"按哪一列日期：{'、'.join(names)}？",
        question=True,
        choices=names,
    )


def _value_column(table: Table, value: str | None) -> Column:
    if value is not None:
        column = table.column(value)
        if not column.is_numeric:
            raise ToolInputError(
                f"{column.name} holds no numbers. Name a column of numbers.",
                f"“{column.name}”不是数字列。请指明一列数字。",
                question=True,
            )
        return column
    for kind in ("money", "number", "rate"):
        found = table.of_kind(kind)
        if len(found) == 1:
            return found[0]
        if found:
            names = tuple(c.name for c in found)
            raise ToolInputError(
                f"Which column is to be forecast: {', '.join(names)}?",
                f"要预测哪一列：{'、'.join(names)}？",
                question=True,
                choices=names,
            )
    raise ToolInputError(
        "The table has no column of numbers to forecast. Say “rows” to forecast how many rows there are.",
        "表里没有可以预测的数字列。要预测行数，请说“按行数”。",
    )


def _series(
    name: str, rows: pd.DataFrame, dated: Column, measured: Column | None, frequency: Frequency, last: date
) -> Series:
    starts = [begin(stamp.date(), frequency) for stamp in rows[dated.name]]
    amounts = rows[measured.name].to_numpy(dtype=float) if measured else np.ones(len(rows))
    sums: dict[date, list[float]] = {}
    for start, amount in zip(starts, amounts, strict=True):
        if not np.isnan(amount):
            sums.setdefault(start, []).append(float(amount))
    rate = measured is not None and measured.kind == "rate"
    totals = {start: (float(np.mean(found)) if rate else sum(found)) for start, found in sums.items()}
    events = len(rows) > 1.5 * len(totals)
    first, notes = min(totals, default=begin(last, frequency)), list[Text]()
    calendar = _calendar(first, begin(last, frequency), frequency)
    values = _filled(calendar, totals, zero=events or measured is None, notes=notes)
    values = _finished(values, calendar, last, frequency, events, notes)
    label = " · ".join(part for part in (measured.name if measured else "rows", name) if part)
    unit = "fraction" if rate else (measured.currency or "count") if measured else "count"
    if len(values) < SHORTEST:
        raise ToolInputError(
            f"{label} has {len(values)} complete {frequency}s; a forecast needs at least {SHORTEST}.",
            f"“{label}”只有{len(values)}个完整的时期；预测至少需要{SHORTEST}个。",
        )
    return Series(label, values, frequency, calendar[0], unit, tuple(notes))


def _calendar(first: date, last: date, frequency: Frequency) -> list[date]:
    found = [first]
    while found[-1] < last:
        found.append(step(found[-1], frequency, 1))
    return found


def _filled(calendar: list[date], totals: dict[date, float], *, zero: bool, notes: list[Text]) -> Any:
    values = np.array([totals.get(day, np.nan) for day in calendar])
    gaps = np.isnan(values)
    if gaps.any():
        shown = ", ".join(d.isoformat() for d, gap in zip(calendar, gaps, strict=True) if gap)[:60]
        if zero:
            values[gaps] = 0.0
            notes.append(Text(f"Periods without rows count as 0: {shown}.", f"没有记录的时期按0计：{shown}。"))
        else:
            known = np.flatnonzero(~gaps)
            values[gaps] = np.interp(np.flatnonzero(gaps), known, values[known])
            notes.append(Text(f"Missing periods were interpolated: {shown}.", f"缺失的时期用前后数值插补：{shown}。"))
    return values


def _finished(
    values: Any, calendar: list[date], last: date, frequency: Frequency, events: bool, notes: list[Text]
) -> Any:
    """`values` without an unfinished last period."""
    end = step(calendar[-1], frequency, 1) - timedelta(days=1)
    missing = (end - last).days / max((end - calendar[-1]).days, 1)
    unfinished = events and frequency != "day" and missing > 0.1
    if not events and len(values) > 4 and values[-4:-1].min() > 0:
        unfinished = values[-1] < PARTIAL * values[-4:-1].min()
    if not unfinished or len(values) <= SHORTEST:
        return values
    day = calendar[-1].isoformat()
    notes.append(
        Text(
            f"The last period, from {day}, looks unfinished and was left out.",
            f"最后一个时期（{day}起）看起来还不完整，没有计入。",
        )
    )
    return values[:-1]
