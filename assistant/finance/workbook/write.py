"""Writes a laid-out workbook as an .xlsx file."""

from __future__ import annotations

import io
from typing import Any

from assistant.finance.workbook.book import Book, Cell, Look, Picture, Sheet

# A program that opens the file computes everything anew; what does not compute shows these values.
_LOOKS: dict[Look, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"},
    "input": {"font_color": "#0000C0", "bg_color": "#FFFBE6", "border": 1, "border_color": "#D9D2B0", "locked": False},
    "example": {
        "font_color": "#0000C0",
        "italic": True,
        "bg_color": "#FFFBE6",
        "border": 1,
        "border_color": "#D9D2B0",
        "locked": False,
    },
    "note": {"font_color": "#6B7280"},
    "result": {},
    "changed": {"bg_color": "#FFE9C7", "bold": True},
}
# Texts that a program might take for a formula when somebody edits the cell get the mark of a text.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_book(book: Book) -> bytes:
    """The bytes of an .xlsx file. Texts are stored as texts, whatever they begin with."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        formats: dict[tuple[Look, str, bool], Any] = {}
        sheets = {sheet.name: workbook.add_worksheet(sheet.name) for sheet in book.sheets}
        for sheet in book.sheets:
            _fill(sheets[sheet.name], sheet, workbook, formats)
        for name, place in book.names.items():
            workbook.define_name(name, f"={place}")
    return stream.getvalue()


def _fill(worksheet: Any, sheet: Sheet, workbook: Any, formats: dict[tuple[Look, str, bool], Any]) -> None:
    for column, width in sheet.widths.items():
        worksheet.set_column(column, column, width)
    if sheet.freeze:
        worksheet.freeze_panes(*sheet.freeze)
    for cell in sheet.cells:
        _put(worksheet, cell, _format(cell, workbook, formats))
    for limit in sheet.limits:
        worksheet.data_validation(
            limit.row,
            limit.column,
            limit.row,
            limit.column,
            {
                "validate": "integer" if limit.whole else "decimal",
                "criteria": "between",
                "minimum": limit.minimum,
                "maximum": limit.maximum,
                "error_title": limit.title,
                "error_message": limit.message[:255],
            },
        )
    for picture in sheet.pictures:
        _draw(worksheet, picture, workbook)


def _format(cell: Cell, workbook: Any, formats: dict[tuple[Look, str, bool], Any]) -> Any:
    quoted = cell.formula is None and isinstance(cell.value, str) and cell.value.startswith(_LIKE_A_FORMULA)
    key = (cell.look, cell.number_format, quoted)
    if key not in formats:
        made = workbook.add_format(_LOOKS[cell.look])
        if cell.number_format:
            made.set_num_format(cell.number_format)
        if quoted:
            made.set_quote_prefix()
        formats[key] = made
    return formats[key]


def _put(worksheet: Any, cell: Cell, style: Any) -> None:
    if cell.formula is not None:
        worksheet.write_formula(cell.row, cell.column, f"={cell.formula}", style, cell.value)
    elif isinstance(cell.value, str):
        worksheet.write_string(cell.row, cell.column, cell.value, style)
    elif cell.value is not None:
        worksheet.write_number(cell.row, cell.column, cell.value, style)


def _draw(worksheet: Any, picture: Picture, workbook: Any) -> None:
    chart = workbook.add_chart({"type": picture.kind})
    for name, values in picture.series:
        colour = {"color": "#0072B2"}
        chart.add_series({
            "name": name,
            "categories": list(picture.categories),
            "values": list(values),
            "line": {**colour, "width": 2},
            "fill": colour,
            "invert_if_negative": False,
        })
    chart.set_title({"name": picture.title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": picture.number_format, "major_gridlines": {"visible": True}})
    chart.set_x_axis({"label_position": "low"})
    chart.set_size({"width": 560, "height": 320})
    worksheet.insert_chart(picture.row, picture.column, chart)
