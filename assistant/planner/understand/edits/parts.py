"""Removals of one part of an item that lists several: of "fairs and flyers" the flyers alone go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas import Canvas
from assistant.canvas.matching import content_words, resolve_item
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.grounded import ground
from assistant.planner.understand.edits.places import read_place

LONGEST_PART = {True: 32, False: 12}  # characters of ASCII, of others; more of them tell a story
_JOINTS = lazy_re(r"(\s*(?:[、/；;，,]|和|与|以及|及|跟)\s*|\s*,?\s+(?:and|or|plus|&)\s+)", re.IGNORECASE)
_WHOLE = lazy_re(
    r"\b(?:items?|entry|line|bullet|point|whole|entire|all|everything)\b|[那这整]一?[条项行]|都|全|一起", re.IGNORECASE
)


def parts_only(edits: Sequence[Edit], text: str, canvas: Canvas) -> list[Edit]:
    """The edits of a message, where it names one part of a list as a change to the list without it."""
    if _WHOLE.search(text) or read_place(text, canvas) or any(g.whole for g in ground(text, canvas)):
        return list(edits)
    return [_without(edit, text, canvas) if edit.op == "remove" and not edit.everywhere else edit for edit in edits]


def lists_several(text: str) -> bool:
    """Whether an item lists several short things: "fairs and flyers"."""
    parts = _JOINTS.split(text)[::2]
    return len(parts) > 1 and all(0 < len(part) <= LONGEST_PART[part.isascii()] for part in parts)


def _without(edit: Edit, text: str, canvas: Canvas) -> Edit:
    try:
        _, item = resolve_item(canvas, edit.item, None)
    except ToolInputError:
        return edit
    pieces = _JOINTS.split(item.text)
    parts, said = pieces[::2], content_words(text)
    named = [bool(content_words(part) & said) for part in parts]
    short = all(0 < len(part) <= LONGEST_PART[part.isascii()] for part in parts)
    if len(parts) < 2 or not short or named.count(True) != 1 or re.search(r"\d", item.text):
        return edit
    at = named.index(True)
    # The joint before the part goes with it, the one behind the first part.
    kept = pieces[2:] if at == 0 else [*pieces[: 2 * at - 1], *pieces[2 * at + 1 :]]
    if at == len(parts) - 1 and len(parts) > 2:
        kept[-2] = pieces[-2]
    return Edit("replace", edit.block, item.id, "".join(kept))
