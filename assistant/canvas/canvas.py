"""The canvas: items in nine blocks, immutable, with ids that are never given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, BlockId

Status = Literal["fact", "assumption", "validated", "refuted"]


@dataclass(frozen=True)
class Item:
    """One entry of a block.

    Attributes:
        id: Stable id such as "vp-2"; an item keeps it when it is reworded or moved.
        text: What it says.
        status: "fact" where the founder said it, "assumption" where it has to be tested,
            "validated" or "refuted" where a test has told.
        source: "user" (written in an edit), "brief" (restates the brief) or "pattern:<id>".
    """

    id: str
    text: str
    status: Status
    source: str


@dataclass(frozen=True)
class Canvas:
    """Nine blocks of items. Every change returns a new canvas.

    Attributes:
        items: Items by block, in order; blocks without items are absent.
        issued: Highest number given so far by id prefix, so that no id is given twice.
    """

    items: Mapping[BlockId, tuple[Item, ...]] = field(default_factory=dict)
    issued: Mapping[str, int] = field(default_factory=dict)

    def block(self, block: BlockId) -> tuple[Item, ...]:
        """Items of a block."""
        return self.items.get(block, ())

    def all_items(self) -> Iterator[tuple[BlockId, Item]]:
        """Every item with its block, in the order of the blocks."""
        for block in BLOCK_IDS:
            for item in self.block(block):
                yield block, item

    def find(self, item_id: str) -> tuple[BlockId, Item] | None:
        """The item of that id with its block."""
        return next(((b, i) for b, i in self.all_items() if i.id == item_id.strip().lower()), None)

    def add(self, block: BlockId, text: str, status: Status, source: str) -> tuple[Canvas, Item]:
        """A canvas with one more item at the end of `block`, and that item."""
        prefix = BLOCKS[block].prefix
        number = self.issued.get(prefix, 0) + 1
        item = Item(f"{prefix}-{number}", text, status, source)
        grown = {**self.items, block: (*self.block(block), item)}
        return Canvas(grown, {**self.issued, prefix: number}), item

    def put(self, item: Item) -> Canvas:
        """A canvas in which the item of the same id reads as `item`."""
        changed = {b: tuple(item if i.id == item.id else i for i in items) for b, items in self.items.items()}
        return replace(self, items=changed)

    def remove(self, item_id: str) -> Canvas:
        """A canvas without that item."""
        return replace(self, items={b: tuple(i for i in items if i.id != item_id) for b, items in self.items.items()})

    def move(self, item: Item, target: BlockId) -> Canvas:
        """A canvas with the item at the end of block `target`."""
        rest = self.remove(item.id)
        return replace(rest, items={**rest.items, target: (*rest.block(target), item)})

    @property
    def count(self) -> int:
        """Number of items."""
        return sum(len(items) for items in self.items.values())

    @property
    def assumptions(self) -> int:
        """Number of items that are assumptions."""
        return sum(item.status == "assumption" for _, item in self.all_items())


def changed_texts(before: Canvas, after: Canvas) -> dict[BlockId, dict[str, list[str]]]:
    """Texts `added` to and `removed` from each block that changed."""
    changed: dict[BlockId, dict[str, list[str]]] = {}
    for block in BLOCKS:
        old, new = ([item.text for item in canvas.block(block)] for canvas in (before, after))
        if old != new:
            changed[block] = {"added": [t for t in new if t not in old], "removed": [t for t in old if t not in new]}
    return changed


def blocks_json(canvas: Canvas) -> dict[str, list[dict[str, Any]]]:
    """`{block: [{id, text, status}]}` with all nine blocks, as turns and tools report a canvas."""
    return {b: [{"id": i.id, "text": i.text, "status": i.status} for i in canvas.block(b)] for b in BLOCK_IDS}
