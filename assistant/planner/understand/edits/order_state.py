"""What the clauses of a message came to so far, and the items of the canvas that their words name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas import BLOCKS, BlockId, Canvas, Item
from assistant.canvas.matching import holds
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES, Edit
from assistant.planner.understand.edits.grounded import ground, named_best
from assistant.planner.understand.edits.item_lists import listed
from assistant.planner.understand.edits.item_words import bare, unled
from assistant.planner.understand.edits.places import read_place

_THING = lazy_re(r"(?:\s+(?:thing|bit|part|one|entry|stuff|item|line))$|(?:那|这)(?:一)?(?:条|个|项|块|栏)$|的$", re.I)
MARK = "\ue0fa"  # between items that are surely several


@dataclass(frozen=True)
class State:
    """What the clauses so far came to.

    Attributes:
        edits: In order.
        block: The block that the talk is about.
        off: Ids of items that make room for what is told next.
        kind: What the last clause did.
        remark: The last clause that did nothing.
        acts: How many clauses did something.
        settles: Whether a form was met that only a whole message settles.
    """

    edits: tuple[Edit, ...] = ()
    block: str = ""
    off: tuple[str, ...] = ()
    kind: str = ""
    remark: str = ""
    acts: int = 0
    settles: bool = False


def several(words: str, block: str) -> list[str]:
    """The items that words list."""
    apart = [part for part in words.split(MARK) if part.strip(EDGES)]
    return [unled(part) for part in apart] if len(apart) > 1 else [unled(item) for item in listed(words, block)]


def items_named(words: str, canvas: Canvas, block: str) -> list[Item]:
    """The items that words name in a block, or on the whole canvas: by place, in full, or alone to say them."""
    within: BlockId | None = block or None  # type: ignore[assignment]
    beside = (f"{BLOCKS[within].label['zh']}{words}", f"{words} of {BLOCKS[within].label['en']}") if within else ()
    placed = next((p for said in (words, *beside) if (p := read_place(said, canvas))), None)
    if placed and all(canvas.find(item) for item in placed.items):
        return [found[1] for item in placed.items if (found := canvas.find(item))]
    said = named(words)
    offered = [(b, i) for b, i in canvas.all_items() if within in {None, b}]
    saying = [i for _, i in offered if holds(i.text, said)]
    if len(saying) == 1:
        return saying
    grounded = ground(said, canvas, within)
    if grounded and (within or grounded[0].whole):
        return [g.item for g in grounded]
    best = named_best(said, offered) if within else None
    return [best[1]] if best else []


def named(words: str) -> str:
    """Words without what only points at an item: "the fairs one", 展会那条."""
    return bare(_THING.sub("", bare(words)))
