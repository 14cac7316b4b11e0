"""Edits that lead from the canvas to the one in an edited sheet of blocks and items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.canvas.blocks import BLOCKS, BlockId, resolve_block
from assistant.canvas.canvas import Canvas
from assistant.canvas.edits import Operation
from assistant.canvas.matching import same_text
from assistant.errors import ToolInputError


@dataclass(frozen=True)
class SheetItem:
    """A line of the sheet; `id` is empty for a new item, `text` for one that was taken out."""

    cell: str
    block: str
    id: str
    text: str


def sheet_operations(canvas: Canvas, rows: Iterable[SheetItem]) -> list[Operation]:
    """Operations that make the canvas say what the sheet says; items without a line are removed.

    Raises:
        ToolInputError: A line has a text under no known block.
    """
    operations: list[Operation] = []
    kept: set[str] = set()
    for row in rows:
        known = canvas.find(row.id) if row.id and row.id not in kept else None
        if known is None:
            if row.text:
                # Read a second time, an item that was added from the sheet has an id of its own by now.
                added = next((i for i in canvas.block(_block(row)) if same_text(i.text, row.text)), None)
                if added is None:
                    operations.append(Operation("add", _block(row), "", row.text))
                else:
                    kept.add(added.id)
            continue
        block, item = known
        if not row.text:
            continue
        kept.add(item.id)
        target = _block(row)
        if target != block:
            operations.append(Operation("move", target, item.id))
        if row.text != item.text:
            operations.append(Operation("replace", target, item.id, row.text))
    gone = [(block, item) for block, item in canvas.all_items() if item.id not in kept]
    return [*operations, *(Operation("remove", block, item.id) for block, item in gone)]


def _block(row: SheetItem) -> BlockId:
    found = resolve_block(row.block)
    if found is None:
        names_en = ", ".join(b.label["en"] for b in BLOCKS.values())
        names_zh = "、".join(b.label["zh"] for b in BLOCKS.values())
        raise ToolInputError(
            f"{row.cell} of the canvas stands under “{row.block}”, which is no block. Use one of: {names_en}.",
            f"画布表{row.cell}的模块“{row.block}”不存在，可用：{names_zh}。",
        )
    return found
