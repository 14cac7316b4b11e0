"""PDF with the font embedded, so that it shows and copies the same everywhere."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from assistant.canvas.export.metrics import FAMILY, FONT
from assistant.canvas.export.scene import PAGE, Page, Text, pages
from assistant.canvas.export.sheet import Sheet


def to_pdf(sheet: Sheet) -> bytes:
    """A4 landscape; the first page is the canvas."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas as Paper

    if FAMILY not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FAMILY, str(FONT)))
    out = BytesIO()
    paper = Paper(
        out, pagesize=PAGE, invariant=1, initialFontName=FAMILY, lang="zh-CN" if sheet.language == "zh" else "en"
    )
    paper.setTitle(sheet.title)
    paper.setCreator("canvas-assistant")
    for page in pages(sheet):
        _draw(paper, page, HexColor)
        paper.showPage()
    paper.save()
    return out.getvalue()


def _draw(paper: Any, page: Page, colour: Any) -> None:
    paper.setLineWidth(0.7)
    for rect in page.rects:
        paper.setFillColor(colour(rect.fill))
        paper.setStrokeColor(colour(rect.stroke))
        box = rect.box
        paper.roundRect(box.x, PAGE[1] - box.y - box.height, box.width, box.height, 3, stroke=1, fill=1)
    for text in page.texts:
        _write(paper, text, colour(text.colour))


def _write(paper: Any, text: Text, colour: Any) -> None:
    line = paper.beginText(text.x, PAGE[1] - text.y)
    line.setFont(FAMILY, text.size)
    line.setFillColor(colour)
    if text.bold:  # the font has one weight; an outline of the same colour makes it heavier
        paper.setLineWidth(text.size * 0.03)
        line.setStrokeColor(colour)
        line.setTextRenderMode(2)
    line.textOut(text.text)
    if text.bold:  # the mode outlives the text object
        line.setTextRenderMode(0)
    paper.drawText(line)
