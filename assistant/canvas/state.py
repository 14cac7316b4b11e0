"""The canvas as it lies in the state of a conversation, and as it comes from a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from assistant.canvas.blocks import BLOCKS, resolve_block
from assistant.canvas.canvas import Canvas, Item, Status, blocks_json
from assistant.canvas.history import History
from assistant.errors import ToolInputError

ItemJson = dict[str, Any]


def canvas_json(state: Mapping[str, Any]) -> dict[str, list[ItemJson]]:
    """`{block: [{id, text, status}]}` of the canvas in a conversation state, all nine blocks."""
    return blocks_json(History.from_json(state.get("canvas")).canvas)


def undo_redo(history: Mapping[str, Any] | None) -> tuple[bool, bool]:
    """Whether the history of a conversation state can be undone and redone."""
    known = History.from_json(history)
    return known.position > 0, known.position < len(known.entries) - 1


def history_of(blocks: Mapping[str, Any]) -> dict[str, Any]:
    """The state of a canvas given as `{block: [text or {text, id?, status?}]}`, as one entry that undo keeps.

    Raises:
        ToolInputError: A block is unknown.
    """
    items: dict[Any, tuple[Item, ...]] = {}
    issued: dict[str, int] = {}
    for name, rows in blocks.items():
        block = resolve_block(name)
        if block is None:
            raise ToolInputError(f"{name!r} is no block of the canvas.", f"“{name}”不是画布的模块。")
        made = [_item(row, number, BLOCKS[block].prefix) for number, row in enumerate(rows, start=1)]
        items[block] = tuple(made)
        numbers = [int(m.group()) for i in made if (m := re.search(r"\d+$", i.id))]
        issued[BLOCKS[block].prefix] = max(numbers, default=0)
    history = History().push({"en": "given canvas", "zh": "给定的画布"}, Canvas(items, issued))
    return History(history.entries[1:], 0, history.issued).to_json()


def _item(row: Any, number: int, prefix: str) -> Item:
    fields = {"text": row} if isinstance(row, str) else dict(row)
    given = fields.get("status")
    status: Status = next((known for known in get_args(Status) if known == given), "fact")
    return Item(str(fields.get("id") or f"{prefix}-{number}"), str(fields["text"]), status, "user")
