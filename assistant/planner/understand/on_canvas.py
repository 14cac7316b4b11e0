"""Rules about orders that edit the canvas: by the item that stands on it, by the verb and the block they name."""

from __future__ import annotations

from assistant.canvas import canvas_json, find_blocks
from assistant.canvas.matching import similarity
from assistant.planner.lexicon import ADVICE
from assistant.planner.understand.edits import edit_op, read_edit
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.groups import EDITS

ALIKE = 0.6
SHORTEST_ITEM = 3
LONG_ITEM = 12  # characters that nobody repeats by chance


def quotes_item(seen: Evidence) -> str | None:
    """A change of an item that is said word for word, whatever numbers it holds: 把“每月79元”改成…."""
    if edit_op(seen.text, of_known_item=True) != "replace":
        return None
    quoted = any(len(text) >= LONG_ITEM and text.lower() in seen.text.lower() for text in _items(seen))
    return "replace_item" if quoted else None


def advises(seen: Evidence) -> str | None:
    """A question for advice that names a block puts nothing there: "how should I decide which segment to go after"."""
    asks = seen.unsure and seen.intent in EDITS and seen.text.rstrip().endswith(("?", "？"))
    return "guidance" if asks and ADVICE.search(seen.text) and find_blocks(seen.text) else None


def on_canvas(seen: Evidence) -> str | None:
    """An order about an item that stands on the canvas, even if it reads like a change of a number."""
    op = edit_op(seen.text, of_known_item=True)
    if seen.intent == "define_input" and seen.edit == "add" and seen.context.canvas and find_blocks(seen.text):
        return "add_item"  # "add a yearly plan of $790 to revenue streams"
    if op not in ("replace", "remove") and seen.intent != "move_item":
        return None
    texts = _items(seen)
    if seen.intent == "move_item" and seen.edit == "add":
        item = read_edit(seen.text, "move").item
        return None if any(similarity(item, text) >= ALIKE for text in texts) else "add_item"
    if op not in ("replace", "remove"):
        return None
    item = read_edit(seen.text, op).item
    named = len(item) >= SHORTEST_ITEM and any(similarity(item, text) >= ALIKE for text in texts)
    return f"{op}_item" if named else None


def _items(seen: Evidence) -> list[str]:
    """The texts of all items on the canvas."""
    return [item["text"] for items in canvas_json({"canvas": seen.context.canvas}).values() for item in items]


def ordered(seen: Evidence) -> str | None:
    """An order by its verb and the block it names."""
    if seen.inputs and seen.quantities:
        return None
    if seen.intent in EDITS or not seen.edit or not (seen.unsure or seen.intent == "guidance"):
        return f"{seen.edit}_item" if seen.edit and not seen.found.understood else None
    return f"{seen.edit}_item"
