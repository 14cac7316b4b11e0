"""The same analysis within each group of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from assistant.analytics.drivers.explain import FEWEST_OF_EACH, FEWEST_ROWS, Explanation, explain
from assistant.analytics.drivers.models import ModelKind
from assistant.analytics.drivers.target import Floats, Target
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.language.formatting import format_number
from assistant.language.text import Text

MOST = 6
THIRDS = 3


@dataclass(frozen=True)
class Segment:
    """A group of rows with what was found in it.

    Attributes:
        label: Its name.
        rows: Rows with a known target.
        mean: Mean of the target, or share of the outcome.
        found: The analysis; None where there are too few rows.
    """

    label: Text
    rows: int
    mean: float
    found: Explanation | None


def explain_by(
    table: Table,
    target: Target,
    by: str,
    *,
    features: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    only: ModelKind | None = None,
) -> list[Segment]:
    """Explain the target within each value of a column, or each third of a column of numbers.

    Args:
        table: The table.
        target: From `choose_target`.
        by: The column that groups the rows.
        features: As in `explain`.
        without: As in `explain`.
        only: The kind of model, usually the one that was best on the whole table.

    Raises:
        ToolInputError: The column cannot group rows.
    """
    column = table.column(by)
    if column.personal or column.kind in {"id", "text", "empty"} or by == target.name:
        raise ToolInputError(f"{by} cannot group the rows.", f"“{by}”不能用来分组。")
    known = np.isfinite(target.values)
    found = []
    for label, inside in _groups(table, by):
        rows = np.flatnonzero(inside & known)
        part = replace(table, frame=table.frame.iloc[rows].reset_index(drop=True))
        own = replace(target, values=target.values[rows])
        found.append(
            Segment(label, len(rows), float(own.values.mean()), _within(part, own, features, (*without, by), only))
        )
    return found


def _within(
    part: Table, own: Target, features: tuple[str, ...], without: tuple[str, ...], only: ModelKind | None
) -> Explanation | None:
    happened = own.values.sum() if own.is_outcome else len(own.values) / 2
    if len(part) < FEWEST_ROWS or min(happened, len(part) - happened) < FEWEST_OF_EACH or np.ptp(own.values) == 0:
        return None
    return explain(part, own, features=tuple(f for f in features if f not in without), without=without, only=only)


def _groups(table: Table, by: str) -> Iterator[tuple[Text, Floats]]:
    column, cells = table.column(by), table.frame[by]
    if not column.is_numeric and column.kind != "date":
        for level in cells.value_counts().index[:MOST]:
            yield Text(str(level), str(level)), (cells == level).to_numpy()
        return
    if column.kind == "date":
        years = cells.dt.year
        for year in sorted(years.dropna().unique())[-MOST:]:
            yield Text(str(int(year)), f"{int(year)}年"), (years == year).to_numpy()
        return
    values = cells.to_numpy(dtype=float)
    cuts = np.unique(np.nanquantile(values, [1 / THIRDS, 2 / THIRDS]))
    edges = [-np.inf, *cuts, np.inf]
    for low, high in zip(edges, edges[1:], strict=False):
        yield _range(by, low, high, column.currency or "number"), (values > low) & (values <= high)


def _range(by: str, low: float, high: float, unit: str) -> Text:
    ends = [[format_number(v, unit, lang) if np.isfinite(v) else "" for v in (low, high)] for lang in ("en", "zh")]
    if not np.isfinite(low):
        return Text(f"{by} up to {ends[0][1]}", f"{by}≤{ends[1][1]}")
    if not np.isfinite(high):
        return Text(f"{by} over {ends[0][0]}", f"{by}＞{ends[1][0]}")
    return Text(f"{by} over {ends[0][0]} up to {ends[0][1]}", f"{by}＞{ends[1][0]}且≤{ends[1][1]}")
