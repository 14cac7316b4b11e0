"""The sheet with the nine blocks of the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.finance.workbook.book import Sheet
from assistant.finance.workbook.words import said

HEAD = 2


@dataclass(frozen=True)
class CanvasRow:
    """One item; `id` and `text` are empty for a block without items."""

    block: str
    id: str = ""
    text: str = ""
    status: str = ""


def canvas_sheet(rows: Sequence[CanvasRow], language: str) -> Sheet:
    """Blocks, items, whether fact or assumption, and the ids by which an edited sheet is read back."""
    sheet = Sheet(said("canvas", language), widths={0: 26, 1: 80, 2: 14, 3: 14}, freeze=(HEAD + 1, 0))
    sheet.put(0, 0, said("canvas_title", language), "title")
    sheet.put(1, 0, said("canvas_hint", language), "note")
    sheet.line(HEAD, tuple(said(key, language) for key in ("block", "item", "status", "id")), "head")
    for number, row in enumerate(rows, start=HEAD + 1):
        sheet.put(number, 0, row.block)
        sheet.put(number, 1, row.text, "input" if row.text else "plain")
        sheet.put(number, 2, said(row.status, language) if row.status in {"fact", "assumption"} else row.status, "note")
        sheet.put(number, 3, row.id, "note")
    return sheet
