"""Pages of rectangles and lines of text: what SVG, PNG and PDF draw alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.canvas.export.layout import (
    GAP,
    HEAD,
    LINE,
    PAD,
    Box,
    Cell,
    Grid,
    entry_height,
    fit,
    head_height,
    indent,
    sign,
)
from assistant.canvas.export.metrics import width, wrap
from assistant.canvas.export.sheet import COLOURS, KeyFigure, Sheet, colour, marked_text

PAGE = (842.0, 595.0)  # A4, landscape, in points
MARGIN = 26.0
INK, QUIET, ACCENT, LINE_COLOUR, TINT = COLOURS["fact"], "#5b6875", "#1f4e79", "#b9c4d0", "#f4f7fa"
NOTE = 7.5  # font size of legend and sources
FIGURES_SHOWN = 6
SOURCE_LINES = 4


@dataclass(frozen=True)
class Text:
    """A line of text; `y` is the base line."""

    x: float
    y: float
    size: float
    text: str
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True)
class Rect:
    """A rectangle with a thin border."""

    box: Box
    fill: str = "#ffffff"
    stroke: str = LINE_COLOUR


@dataclass
class Page:
    """One page."""

    rects: list[Rect] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def write(self, x: float, top: float, size: float, text: str, colour: str = INK, *, bold: bool = False) -> None:
        """Add a line whose upper edge is `top`."""
        self.texts.append(Text(x, top + size * 1.02, size, text, colour, bold))


def pages(sheet: Sheet) -> list[Page]:
    """The page of nine blocks, and lists of what does not fit on it: items, figures, sources."""
    first = Page()
    room = PAGE[0] - 2 * MARGIN
    top = MARGIN + _header(first, sheet, room)
    notes = [line for source in sheet.sources for line in wrap(source.line(), NOTE, room)]
    notes = notes if len(notes) <= SOURCE_LINES else []
    foot = _footer_height(sheet, len(notes))
    grid = fit(sheet, Box(MARGIN, top, room, PAGE[1] - MARGIN - top - foot))
    draw_grid(first, grid, sheet)
    _footer(first, sheet, notes, PAGE[1] - MARGIN - foot + GAP)
    return [first, *_lists(sheet, grid, sources=bool(sheet.sources) and not notes)]


def draw_grid(page: Page, grid: Grid, sheet: Sheet) -> None:
    """Draw the nine blocks."""
    for cell in grid.cells:
        page.rects.append(Rect(cell.box))
        x, y = cell.box.x + PAD, cell.box.y + PAD
        page.write(x, y, grid.size * HEAD, sheet.label(cell.block), ACCENT, bold=True)
        _items(page, cell, grid.size, y + head_height(grid.size), sheet)


def _items(page: Page, cell: Cell, size: float, y: float, sheet: Sheet) -> None:
    x = cell.box.x + PAD
    for entry in cell.shown:
        page.write(x, y, size, sign(entry), colour(entry.status))
        for number, line in enumerate(entry.lines):
            page.write(x + indent(size), y + number * size * LINE, size, line, colour(entry.status))
        y += entry_height(entry, size)
    if cell.left:
        page.write(x + indent(size), y, size, f"… {sheet.word('more')}", QUIET)


def _header(page: Page, sheet: Sheet, room: float) -> float:
    """Draw title and date; the height they take."""
    dated = width(sheet.date, 9)
    size = 16.0
    while size > 10 and len(wrap(sheet.title, size, room - dated - 20)) > 1:
        size -= 0.5
    lines = wrap(sheet.title, size, room - dated - 20)
    for number, line in enumerate(lines):
        page.write(MARGIN, MARGIN + number * size * LINE, size, line, ACCENT, bold=True)
    if sheet.date:
        page.write(PAGE[0] - MARGIN - dated, MARGIN + 4, 9, sheet.date, QUIET)
    return len(lines) * size * LINE + 6


def _footer_height(sheet: Sheet, notes: int) -> float:
    figures = 34 + GAP if _striking(sheet) else 0
    return GAP + figures + (1 + notes) * NOTE * LINE


def _striking(sheet: Sheet) -> list[KeyFigure]:
    """The figures of the first page: those that have a value. The others stand in the list, with the reason."""
    return [figure for figure in sheet.outputs if figure.value is not None][:FIGURES_SHOWN]


def _footer(page: Page, sheet: Sheet, notes: list[str], y: float) -> None:
    shown = _striking(sheet)
    if shown:
        _strip(page, shown, y)
        y += 34 + GAP
    page.write(MARGIN, y, NOTE, sheet.legend_line(), QUIET)
    for number, line in enumerate(notes, start=1):
        page.write(MARGIN, y + number * NOTE * LINE, NOTE, line, QUIET)


def _strip(page: Page, figures: list[KeyFigure], y: float) -> None:
    wide = (PAGE[0] - 2 * MARGIN + GAP) / len(figures)
    for place, figure in enumerate(figures):
        box = Box(MARGIN + place * wide, y, wide - GAP, 34)
        page.rects.append(Rect(box, TINT))
        page.write(box.x + PAD, y + 3, _shrunk(figure.label, 7.5, box.width - 2 * PAD), figure.label, QUIET)
        size = _shrunk(figure.shown, 12, box.width - 2 * PAD)
        page.write(box.x + PAD, y + 15, size, figure.shown, INK, bold=True)


def _shrunk(text: str, size: float, room: float) -> float:
    """`size`, or less where the text would be too wide."""
    wide = width(text, size)
    return size if wide <= room else size * room / wide


@dataclass(frozen=True)
class _Row:
    text: str
    colour: str = INK
    head: bool = False


def _rows(sheet: Sheet, grid: Grid, sources: bool) -> Iterator[_Row]:
    for cell in grid.cells:
        if cell.left:
            yield _Row(f"{sheet.label(cell.block)} ({sheet.word('continued')})", ACCENT, head=True)
            for entry in cell.left:
                yield _Row(marked_text(entry.status, entry.text), colour(entry.status))
    if sheet.figures:
        yield _Row(sheet.figures_title, ACCENT, head=True)
        for figure in sheet.figures:
            yield _Row(figure_line(sheet, figure))
    if sources:
        yield _Row(sheet.word("sources"), ACCENT, head=True)
        for source in sheet.sources:
            yield _Row(source.line(), QUIET)


def figure_line(sheet: Sheet, figure: KeyFigure) -> str:
    """A figure as one line, examples named as such."""
    colon = "：" if sheet.language == "zh" else ": "
    note = f" ({sheet.word('example')})" if figure.kind == "example" else ""
    if note and sheet.language == "zh":
        note = f"（{sheet.word('example')}）"
    return f"{figure.label}{colon}{figure.shown}{note}"


def _lists(sheet: Sheet, grid: Grid, *, sources: bool) -> list[Page]:
    """Pages of two columns with everything that the first page does not show."""
    column, size = (PAGE[0] - 2 * MARGIN - 20) / 2, 9.0
    found: list[Page] = []
    place, y = 2, 0.0
    for row in _rows(sheet, grid, sources):
        big = size * 1.25 if row.head else size
        for line in wrap(row.text, big, column):
            if place == 2 or y + (3 if row.head else 1) * big * LINE > PAGE[1] - MARGIN:
                place, y = place + 1, MARGIN
                if place > 1:
                    found.append(Page())
                    place = 0
            y += 6 * row.head
            found[-1].write(MARGIN + place * (column + 20), y, big, line, row.colour, bold=row.head)
            y += big * LINE
        y += 2
    return found
