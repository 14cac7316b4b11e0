"""Reads .xlsx workbooks and Parquet files into a grid of cells."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from typing import Any

from assistant.analytics.tables.raw import Raw, named
from assistant.errors import ToolInputError
from assistant.language.text import Text

UNZIPPED_BYTES = 300_000_000  # a workbook of this size takes minutes and gigabytes to read


def read_workbook(path: Path, sheet: str | None = None) -> Raw:
    """Cells of the sheet with the most of them, or of the one named.

    Raises:
        ToolInputError: It is no workbook, is far too large unzipped, has no such sheet or no cells.
    """
    import openpyxl
    import pandas as pd

    try:
        with zipfile.ZipFile(path) as archive:
            unzipped = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise ToolInputError(
            f"{path.name} is not an .xlsx workbook. Save it as .xlsx or CSV.",
            f"{path.name}不是.xlsx工作簿。请另存为.xlsx或CSV。",
        ) from None
    if unzipped > UNZIPPED_BYTES:
        raise ToolInputError(
            f"{path.name} unpacks to {unzipped // 1_000_000} MB, too large. Save the one sheet you need as CSV.",
            f"{path.name}解压后有{unzipped // 1_000_000} MB，太大。请把需要的那张表另存为CSV。",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl on styles it does not know
        book = openpyxl.load_workbook(path, data_only=True)
    sheets = {s.title: s for s in book.worksheets if s.max_row and s.max_column and s.dimensions != "A1:A1"}
    if sheet is not None and sheet not in sheets:
        names = tuple(sheets)
        raise ToolInputError(
            f"{path.name} has no sheet {sheet!r}; it has {', '.join(names)}.",
            f"{path.name}里没有名为“{sheet}”的工作表，有：{'、'.join(names)}。",
            question=True,
            choices=names,
        )
    if not sheets:
        raise ToolInputError(f"{path.name} has no cells.", f"{path.name}里没有内容。")
    chosen = sheet or max(sheets, key=lambda name: sheets[name].max_row * sheets[name].max_column)
    notes = _other_sheets(chosen, [name for name in sheets if name != chosen])
    return named(pd.DataFrame(_cells(sheets[chosen]), dtype=object), notes)


def _cells(sheet: Any) -> list[list[Any]]:
    """All cells; merged ones repeat down their rows, so that a group label is not lost; not along a header."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for area in sheet.merged_cells.ranges:
        for r in range(area.min_row, area.max_row):
            if area.min_col == area.max_col:
                rows[r][area.min_col - 1] = rows[area.min_row - 1][area.min_col - 1]
    return rows


def _other_sheets(chosen: str, others: list[str]) -> tuple[Text, ...]:
    if not others:
        return ()
    return (
        Text(
            f"Sheet “{chosen}” was read; the file also has {', '.join(others)}.",
            f"读取了工作表“{chosen}”；文件里还有：{'、'.join(others)}。",
        ),
    )


def read_parquet(path: Path) -> Raw:
    """Columns of a Parquet file.

    Raises:
        ToolInputError: It is no Parquet file.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        frame = pyarrow.parquet.read_table(path).to_pandas()
    except pyarrow.ArrowInvalid:
        raise ToolInputError(f"{path.name} is not a Parquet file.", f"{path.name}不是Parquet文件。") from None
    return Raw(frame.reset_index(drop=True).rename(columns=str))
