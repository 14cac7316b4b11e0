"""PowerPoint: the nine blocks as shapes that can be edited, what does not fit, figures and sources on slides of own."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from assistant.canvas.export.docx import CHINESE_FONT, LATIN_FONT, figure_cells
from assistant.canvas.export.layout import HEAD, Box, Cell, fit
from assistant.canvas.export.metrics import wrap
from assistant.canvas.export.sheet import Sheet, colour, marked_text

SLIDE = (960.0, 540.0)  # 16:9, in points
EDGE, TOP, FOOT = 24.0, 54.0, 20.0
SLACK = 0.88  # the fonts of the reader are wider than ours
SMALL = 7.0
LIST_SIZE, ROWS_A_SLIDE, LINES_A_SLIDE = 12, 14, 22


def to_pptx(sheet: Sheet) -> bytes:
    """The slides."""
    from pptx import Presentation
    from pptx.util import Pt

    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(SLIDE[0]), Pt(SLIDE[1])
    deck.core_properties.title, deck.core_properties.author = sheet.title, ""
    slide = _slide(deck, sheet.title, sheet.date)
    area = Box(EDGE, TOP, SLIDE[0] - 2 * EDGE, SLIDE[1] - TOP - FOOT - 6)
    grid = fit(sheet, area, largest=12.0, smallest=SMALL, slack=SLACK)
    for cell in grid.cells:
        _block(slide, cell, grid.size, sheet)
    _line(slide, Box(EDGE, SLIDE[1] - FOOT - 4, area.width, FOOT), sheet.legend_line(), 9)
    for cell in grid.cells:
        rows = [(marked_text(e.status, e.text), colour(e.status)) for e in cell.left]
        _list_slides(deck, f"{sheet.label(cell.block)} ({sheet.word('continued')})", rows)
    _figure_slides(deck, sheet)
    _list_slides(deck, sheet.word("sources"), [(s.line(), "#1d2733") for s in sheet.sources])
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _slide(deck: Any, title: str, date: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    _place(slide.shapes.title, Box(EDGE, 10, SLIDE[0] - 2 * EDGE - 90, TOP - 16))
    slide.shapes.title.name = "title"
    frame = slide.shapes.title.text_frame
    size = next((s for s in (22, 18, 15, 12) if len(wrap(title, s, SLIDE[0] - 2 * EDGE - 130)) == 1), 11)
    _margins(frame)
    _write(frame.paragraphs[0], title, size, "#1f4e79", bold=True)
    if date:
        _line(slide, Box(SLIDE[0] - EDGE - 90, 20, 90, 20), date, 11)
    return slide


def _block(slide: Any, cell: Cell, size: float, sheet: Sheet) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR

    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    _place(shape, cell.box)
    shape.name = cell.block
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(255, 255, 255)
    shape.line.color.rgb = RGBColor(0xB9, 0xC4, 0xD0)
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.TOP
    _margins(frame)
    _write(frame.paragraphs[0], sheet.label(cell.block), size * HEAD, "#1f4e79", bold=True)
    for entry in cell.shown:
        _write(frame.add_paragraph(), marked_text(entry.status, entry.text), size, colour(entry.status))
    if cell.left:
        _write(frame.add_paragraph(), f"… {sheet.word('more')}", size, "#5b6875")


def _list_slides(deck: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Rows of text, on as many slides as they need."""
    frame, used = None, LINES_A_SLIDE
    for text, shade in rows:
        lines = len(wrap(text, LIST_SIZE, (SLIDE[0] - 2 * EDGE) * SLACK))
        if frame is None or used + lines > LINES_A_SLIDE:
            slide = _slide(deck, title)
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            _place(box, Box(EDGE, TOP, SLIDE[0] - 2 * EDGE, SLIDE[1] - TOP - EDGE))
            frame, used = box.text_frame, 0
            _margins(frame)
            paragraph = frame.paragraphs[0]
        else:
            paragraph = frame.add_paragraph()
        _write(paragraph, text, LIST_SIZE, shade)
        used += lines


def _figure_slides(deck: Any, sheet: Sheet) -> None:
    """The figures as tables."""
    from pptx.util import Pt

    for start in range(0, len(sheet.figures), ROWS_A_SLIDE):
        part = sheet.figures[start : start + ROWS_A_SLIDE]
        slide = _slide(deck, sheet.figures_title, sheet.date)
        size = (Pt(EDGE), Pt(TOP), Pt(SLIDE[0] - 2 * EDGE), Pt(26 * len(part)))
        frame = slide.shapes.add_table(len(part), 3, *size)
        frame.name = "figures"
        table = frame.table
        table.first_row = False
        for column, share in zip(table.columns, (0.45, 0.25, 0.3), strict=True):
            column.width = int(size[2] * share)
        for row, figure in enumerate(part):
            for column, text in enumerate(figure_cells(sheet, figure)):
                _write(table.cell(row, column).text_frame.paragraphs[0], text, 12, "#1d2733")


def _line(slide: Any, box: Box, text: str, size: float) -> None:
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    _place(shape, box)
    _margins(shape.text_frame)
    _write(shape.text_frame.paragraphs[0], text, size, "#5b6875")


def _place(shape: Any, box: Box) -> None:
    from pptx.util import Pt

    shape.left, shape.top, shape.width, shape.height = (Pt(v) for v in (box.x, box.y, box.width, box.height))


def _margins(frame: Any) -> None:
    from pptx.util import Pt

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(4)


def _write(paragraph: Any, text: str, size: float, shade: str, *, bold: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(round(size, 1)), bold, LATIN_FONT
    run.font.color.rgb = RGBColor.from_string(shade.lstrip("#").upper())
    chinese = run._r.get_or_add_rPr().makeelement(qn("a:ea"), {"typeface": CHINESE_FONT})
    run._r.get_or_add_rPr().find(qn("a:latin")).addnext(chinese)
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.space_after = Pt(1.5)
