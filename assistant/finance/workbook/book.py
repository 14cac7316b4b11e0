"""A workbook before it is written: sheets of cells with formulas, the values they have, and formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from assistant.language.lazy_re import lazy_re

Look = Literal["plain", "title", "head", "input", "example", "note", "result", "changed"]
Value = str | float | None
NO_VALUE = "#N/A"

_LIKE_A_CELL = lazy_re(r"[a-z]{1,3}\d+|r\d*|c\d*|r\d+c\d+|true|false", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        row: Counted from 0.
        column: Counted from 0.
        value: Text, number, or what the formula gives; `#N/A` where it has no value.
        formula: Without `=`; None for a constant.
        look: How it is set off from others.
        number_format: Of numbers, such as `0.00%`.
    """

    row: int
    column: int
    value: Value
    formula: str | None = None
    look: Look = "plain"
    number_format: str = ""


@dataclass(frozen=True)
class Limits:
    """What a cell may be set to."""

    row: int
    column: int
    minimum: float
    maximum: float
    whole: bool
    title: str
    message: str


@dataclass(frozen=True)
class Picture:
    """A native chart. Ranges are (sheet, first row, first column, last row, last column), counted from 0."""

    kind: Literal["line", "column"]
    title: str
    categories: tuple[str, int, int, int, int]
    series: tuple[tuple[str, tuple[str, int, int, int, int]], ...]
    row: int
    column: int
    number_format: str


@dataclass
class Sheet:
    """One sheet, filled while it is laid out."""

    name: str
    cells: list[Cell] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    limits: list[Limits] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    freeze: tuple[int, int] | None = None

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        look: Look = "plain",
        number_format: str = "",
        formula: str | None = None,
    ) -> None:
        """Add a cell."""
        self.cells.append(Cell(row, column, value, formula, look, number_format))

    def line(self, row: int, values: tuple[Value, ...], look: Look = "plain") -> None:
        """Add cells from the first column on; None leaves one out."""
        for column, value in enumerate(values):
            if value is not None:
                self.put(row, column, value, look)


@dataclass
class Book:
    """Sheets and the names of cells and ranges (name → absolute reference)."""

    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def cell_name(name: str) -> str:
    """An id as the name of a cell; one that reads like a cell's address gets a mark."""
    return f"{name}_" if _LIKE_A_CELL.fullmatch(name) else name


def column_letters(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """`$B$5` for (4, 1)."""
    return f"${column_letters(column)}${row + 1}"


def elsewhere(sheet: str, row: int, column: int) -> str:
    """A cell of another sheet: `'Inputs'!$B$5`."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{address(row, column)}"
