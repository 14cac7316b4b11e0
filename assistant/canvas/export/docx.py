"""Word: one landscape page with the nine blocks as a table that can be edited, then figures and sources."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from assistant.canvas.blocks import BlockId
from assistant.canvas.export.sheet import KeyFigure, Sheet, colour, marked_text

LATIN_FONT, CHINESE_FONT = "Arial", "Microsoft YaHei"
# First and last cell of each block in a table of three rows and ten columns.
PLACES: dict[BlockId, tuple[tuple[int, int], tuple[int, int]]] = {
    "key_partners": ((0, 0), (1, 1)),
    "key_activities": ((0, 2), (0, 3)),
    "key_resources": ((1, 2), (1, 3)),
    "value_propositions": ((0, 4), (1, 5)),
    "customer_relationships": ((0, 6), (0, 7)),
    "channels": ((1, 6), (1, 7)),
    "customer_segments": ((0, 8), (1, 9)),
    "cost_structure": ((2, 0), (2, 4)),
    "revenue_streams": ((2, 5), (2, 9)),
}
FULL_PAGE = 1400  # characters of all items beyond which smaller type keeps the table on one page
COLUMN_CM = 2.65


def to_docx(sheet: Sheet) -> bytes:
    """The document; Word breaks lines and pages itself, so nothing can be cut off."""
    from docx import Document

    document: Any = Document()
    _page(document, sheet)
    document.add_heading(sheet.title, level=1)
    if sheet.date:
        document.add_paragraph(sheet.date)
    _blocks(document, sheet)
    document.add_paragraph(sheet.legend_line())
    if sheet.figures:
        document.add_heading(sheet.figures_title, level=2)
        _figures(document, sheet)
    if sheet.sources:
        document.add_heading(sheet.word("sources"), level=2)
        for source in sheet.sources:
            document.add_paragraph(source.line())
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, sheet: Sheet) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(1.3)
    long = sum(len(item.text) for _, item in sheet.canvas.all_items()) > FULL_PAGE
    for name, size in (("Normal", 8 if long else 9), ("Heading 1", 15), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN_FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)  # a theme's fonts would win over these
        fonts.set(qn("w:eastAsia"), CHINESE_FONT)
        style.paragraph_format.space_before = Pt(6 if name == "Heading 2" else 0)
        style.paragraph_format.space_after = Pt(2)
    document.core_properties.title = sheet.title
    document.core_properties.author = ""
    document.core_properties.language = "zh-CN" if sheet.language == "zh" else "en-GB"


def _blocks(document: Any, sheet: Sheet) -> None:
    from docx.shared import Cm, Pt, RGBColor

    table = document.add_table(rows=3, cols=10)
    table.style, table.autofit = "Table Grid", False
    for column in table.columns:
        for cell in column.cells:
            cell.width = Cm(COLUMN_CM)
    for block, (first, last) in PLACES.items():
        cell = table.cell(*first).merge(table.cell(*last))
        head = cell.paragraphs[0].add_run(sheet.label(block))
        head.bold, head.font.color.rgb = True, RGBColor.from_string("1F4E79")
        for status, text in sheet.items(block):
            paragraph = cell.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.35)
            paragraph.paragraph_format.first_line_indent = Cm(-0.35)
            paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(marked_text(status, text))
            run.font.color.rgb = RGBColor.from_string(colour(status).lstrip("#").upper())
    for row, height in zip(table.rows, (5.2, 5.2, 3.0), strict=True):
        row.height = Cm(height)


def _figures(document: Any, sheet: Sheet) -> None:
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for figure in sheet.figures:
        cells = table.add_row().cells
        for cell, text in zip(cells, figure_cells(sheet, figure), strict=True):
            cell.text = text


def figure_cells(sheet: Sheet, figure: KeyFigure) -> tuple[str, str, str]:
    """Label, number and the remark that it is an example."""
    return figure.label, figure.shown, sheet.word("example") if figure.kind == "example" else ""
