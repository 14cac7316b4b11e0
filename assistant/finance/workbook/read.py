"""Reads the editable parts of a workbook that came back: the inputs and the items of the canvas."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.workbook import canvas_sheet, inputs_sheet
from assistant.finance.workbook.book import column_letters
from assistant.finance.workbook.words import said

LARGEST_FILE = 10 * 2**20
LARGEST_UNPACKED = 120 * 2**20
MOST_PARTS = 2000
MOST_ROWS = 2000
MOST_COLUMNS = 60
_LANGUAGES = ("en", "zh")

Raw = str | float | bool | None


@dataclass(frozen=True)
class InputRow:
    """A line of the inputs: where its value stands, its id and label, the value as it is there."""

    cell: str
    id: str
    label: str
    value: Raw


@dataclass(frozen=True)
class ItemRow:
    """A line of the canvas as it is there."""

    cell: str
    block: str
    id: str
    text: str


@dataclass(frozen=True)
class ReadBook:
    """What was read.

    Attributes:
        template: Id of the model that the workbook was made from.
        inputs: Lines of the inputs.
        items: Lines of the canvas; None where the workbook has no such sheet any more.
        overwritten: Cells of computed sheets in which a formula was replaced by a constant.
    """

    template: str
    inputs: tuple[InputRow, ...]
    items: tuple[ItemRow, ...] | None
    overwritten: tuple[str, ...] = ()


def read_book(path: Path) -> ReadBook:
    """Read a workbook that `write_book` made and somebody edited.

    Raises:
        ToolInputError: It is no .xlsx file, too large, not one of ours, or its values have not been computed.
    """
    _check_file(path)
    import openpyxl

    with warnings.catch_warnings():
        # openpyxl warns of extensions it does not know, which other programs add when they save.
        warnings.simplefilter("ignore")
        try:
            values = openpyxl.load_workbook(path, read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(path, read_only=True)
        except Exception as error:
            raise _not_readable(path) from error
        try:
            return _read(path, values, formulas)
        finally:
            values.close()
            formulas.close()


def _read(path: Path, values: Any, formulas: Any) -> ReadBook:
    sheet = _sheet(values, "inputs")
    if sheet is None:
        raise _foreign(path)
    rows = _rows(sheet)
    head = inputs_sheet.HEAD
    ids = inputs_sheet.ID_COLUMN
    heads = {said("id", language) for language in _LANGUAGES}
    if len(rows) <= head or str(_at(rows[head], ids)) not in heads or not _at(rows[0], ids):
        raise _foreign(path)
    written = _rows(_sheet(formulas, "inputs"))
    inputs = []
    for number, row in enumerate(rows[head + 1 :], start=head + 1):
        label, value = _at(row, inputs_sheet.LABEL_COLUMN), _at(row, inputs_sheet.VALUE_COLUMN)
        if label is None and value is None and _at(row, ids) is None:
            continue
        cell = f"{column_letters(inputs_sheet.VALUE_COLUMN)}{number + 1}"
        formula = _at(written[number], inputs_sheet.VALUE_COLUMN)
        if value is None and isinstance(formula, str) and formula.startswith("="):
            raise _not_computed(cell, formula)
        inputs.append(InputRow(cell, _text(_at(row, ids)), _text(label), value))
    return ReadBook(_text(_at(rows[0], ids)), tuple(inputs), _items(values), _overwritten(formulas))


def _items(book: Any) -> tuple[ItemRow, ...] | None:
    sheet = _sheet(book, "canvas")
    if sheet is None:
        return None
    found = []
    for number, row in enumerate(_rows(sheet)[canvas_sheet.HEAD + 1 :], start=canvas_sheet.HEAD + 2):
        block, text, id_ = (_text(_at(row, column)) for column in (0, 1, 3))
        if block or text or id_:
            found.append(ItemRow(f"B{number}", block, id_, text))
    return tuple(found)


def _overwritten(book: Any) -> tuple[str, ...]:
    """Numbers where the export has formulas."""
    found = []
    for key, columns in (("model", (1,)), ("outputs", (1,))):
        sheet = _sheet(book, key)
        for number, row in enumerate(_rows(sheet) if sheet is not None else (), start=1):
            for column in columns:
                if isinstance(_at(row, column), int | float):
                    found.append(f"{sheet.title}!{column_letters(column)}{number}")
    return tuple(found)


def _check_file(path: Path) -> None:
    if path.stat().st_size > LARGEST_FILE:
        raise ToolInputError(
            f"{path.name} is larger than 10 MB; a workbook exported here is far smaller. Upload that one.",
            f"{path.name}超过10MB；这里导出的工作簿远小于此，请上传那一份。",
        )
    if not zipfile.is_zipfile(path):
        raise _not_readable(path)
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
            raise ToolInputError(
                f"{path.name} unpacks to far more than a workbook of this kind holds, so it was not opened.",
                f"{path.name}解压后的体积远超此类工作簿，因此未打开。",
            )
        if "xl/workbook.xml" not in archive.namelist():
            raise _not_readable(path)


def _sheet(book: Any, key: str) -> Any:
    wanted = {said(key, language).lower() for language in _LANGUAGES}
    return next((book[name] for name in book.sheetnames if name.strip().lower() in wanted), None)


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))


def _at(row: tuple[Any, ...], column: int) -> Any:
    return row[column] if column < len(row) else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _not_readable(path: Path) -> ToolInputError:
    return ToolInputError(
        f"{path.name} cannot be opened as an Excel workbook (.xlsx). Save it as .xlsx without a password and upload it "
        "again.",
        f"{path.name}无法作为Excel工作簿（.xlsx）打开。请另存为不带密码的.xlsx后重新上传。",
    )


def _foreign(path: Path) -> ToolInputError:
    return ToolInputError(
        f"{path.name} is not a workbook exported from here: it has no sheet “Inputs” with an ID column. "
        "Say “export the model as Excel”, change the values there, and upload it.",
        f"{path.name}不是从这里导出的工作簿：缺少带编号列的“输入”表。请先说“导出Excel”，在其中修改数值后再上传。",
    )


def _not_computed(cell: str, formula: str) -> ToolInputError:
    return ToolInputError(
        f"{cell} of the inputs holds the formula {formula} without a computed value. Open the workbook in Excel or "
        "LibreOffice, save it, and upload it again, or type the number.",
        f"输入表{cell}是公式{formula}，但没有计算结果。请用Excel或LibreOffice打开并保存后重新上传，或直接填写数字。",
    )
