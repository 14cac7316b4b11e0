"""A grid of cells as a file holds it, turned into named columns."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.bulk import blanks
from assistant.analytics.tables.cells import is_blank, plain
from assistant.analytics.tables.dates import Reading, read_date
from assistant.analytics.tables.numbers import read_number
from assistant.language.lazy_re import lazy_re
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

HEADER_LINES = 15  # titles and remarks above the header
LABEL = 40  # characters of the longest header
PERIOD = lazy_re(r"(?:19|20)\d\d年?|\D{0,4}(?:19|20)\d\d[-/年 ]?\D{0,4}\d{0,2}月?", re.I)
TOTAL = lazy_re(r"(?:grand |sub)?totals?|sum|合计|总计|小计|总和", re.I)


@dataclass(frozen=True)
class Raw:
    """Named columns of untyped cells.

    Attributes:
        frame: Cells as they were read, headers made unique.
        notes: What was dropped or assumed.
        continental: The separator suggests decimal commas and dates that begin with the day.
        encoding: Encoding of a text file.
    """

    frame: pd.DataFrame
    notes: tuple[Text, ...] = ()
    continental: bool = False
    encoding: str = ""


def named(grid: pd.DataFrame, notes: tuple[Text, ...] = ()) -> Raw:
    """Find the header of a grid, name the columns, drop what is no data, and say so.

    Args:
        grid: All cells, row 0 first, whatever they are.
        notes: What is already known.
    """
    said = list(notes)
    start, names = _header(grid)
    if start > 1:
        said.append(
            Text(f"{start - 1} lines above the header were left out.", f"表头上方的{start - 1}行说明没有计入。")
        )
    if start == 0:
        said.append(
            Text(
                "The file has no header; columns are called column 1, column 2 and so on.",
                "文件没有表头，各列依次命名为 column 1、column 2……",
            )
        )
    body = grid.iloc[start:].reset_index(drop=True)
    body, dropped = _without_empty(body, names)
    said += dropped
    body.columns = _unique([names[i] or f"column {i + 1}" for i in body.columns])
    body, total = _without_total(body)
    return Raw(body, tuple(said + total))


def _header(grid: pd.DataFrame) -> tuple[int, list[str]]:
    """Index of the first data row and the header texts, "" where a column has none."""
    width = grid.shape[1]
    rows = [[plain(cell) for cell in row] for row in grid.iloc[: HEADER_LINES + 1].itertuples(index=False)]
    used = max((sum(bool(c) for c in row) for row in rows), default=0)
    for i, row in enumerate(rows[:HEADER_LINES]):
        filled = [cell for cell in row if cell]
        if len(filled) < max(1, 0.6 * used):
            continue
        if not _is_header(filled):
            above = rows[i - 1] if i else []
            return (
                (i, above) if above and all(above) and all(len(cell) < LABEL for cell in above) else (0, [""] * width)
            )
        below = rows[i + 1] if i + 1 < len(rows) else []
        if (
            any(below)
            and _is_header([c for c in below if c])
            and any(b and not c for b, c in zip(below, row, strict=True))
        ):
            return i + 2, _joined(row, below)
        return i + 1, row
    return 0, [""] * width


def _is_header(filled: list[str]) -> bool:
    """Words, or years and periods beside a word."""
    values = [cell for cell in filled if read_number(cell) is not None or read_date(cell, Reading()) is not None]
    return not values or (len(values) < len(filled) and all(PERIOD.fullmatch(cell) for cell in values))


def _joined(above: list[str], row: list[str]) -> list[str]:
    """Names of columns under merged headers: the group, which reaches to the next one, and their own."""
    names, group = [], ""
    for over, cell in zip(above, row, strict=True):
        group = over or group
        names.append(cell if over == cell else f"{group} {cell}".strip())  # a cell merged downwards says one thing
    return names


def _without_empty(body: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, list[Text]]:
    gone = [i for i in body.columns if not names[i] and all(is_blank(plain(cell)) for cell in body[i])]
    empty_rows = _empty_rows(body)
    notes = []
    if gone:
        notes.append(
            Text(
                f"{len(gone)} columns without header or cells were left out.",
                f"{len(gone)}个既无表头也无内容的列没有计入。",
            )
        )
    if empty_rows.any():
        count = int(empty_rows.sum())
        notes.append(Text(f"{count} empty rows were left out.", f"{count}个空行没有计入。"))
    return body.loc[~empty_rows, [i for i in body.columns if i not in gone]].reset_index(drop=True), notes


def _empty_rows(body: pd.DataFrame) -> pd.Series[bool]:
    """Rows without a cell; a column is looked at only where all before it were blank."""
    import pandas as pd

    empty = pd.Series(True, index=body.index)
    for i in body.columns:
        left = body.loc[empty, i]
        if left.empty:
            break
        empty.loc[left.index] = blanks(left)
    return empty


def _without_total(body: pd.DataFrame) -> tuple[pd.DataFrame, list[Text]]:
    if len(body) < 3:
        return body, []
    last: list[Any] = list(body.iloc[-1])
    label = next((text for cell in last if (text := plain(cell))), "")
    if not TOTAL.fullmatch(label.rstrip(":：")):
        return body, []
    note = Text(f"The last row (“{label}”) is a total and was left out.", f"最后一行（“{label}”）是合计，没有计入。")
    return body.iloc[:-1], [note]


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result
