"""What differs between two canvases: items added, removed, reworded, moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.canvas import Canvas, Item
from assistant.canvas.matching import same_text

Placed = tuple[BlockId, Item]
# Two texts with different ids are one item reworded from here on; below, one went and another came.
REWORDED = 0.6


@dataclass(frozen=True)
class ItemChange:
    """An item that stands in both canvases, but not alike.

    Attributes:
        before: Block and item in the older canvas.
        after: Block and item in the newer one.
    """

    before: Placed
    after: Placed

    @property
    def moved(self) -> bool:
        """Whether it stands in another block."""
        return self.before[0] != self.after[0]

    @property
    def reworded(self) -> bool:
        """Whether it says something else."""
        return self.before[1].text != self.after[1].text

    @property
    def restated(self) -> bool:
        """Whether an assumption became a fact, or another status changed."""
        return self.before[1].status != self.after[1].status

    def to_json(self) -> dict[str, Any]:
        """`{id, from, to, before, after, status_before, status_after, moved, reworded, restated}`."""
        (old_block, old), (new_block, new) = self.before, self.after
        return {
            "id": new.id,
            "from": old_block,
            "to": new_block,
            "before": {"en": old.text, "zh": old.text},
            "after": {"en": new.text, "zh": new.text},
            "status_before": old.status,
            "status_after": new.status,
            "moved": self.moved,
            "reworded": self.reworded,
            "restated": self.restated,
        }


@dataclass(frozen=True)
class CanvasDiff:
    """What happened between two canvases; items that stand alike in both are only counted."""

    added: tuple[Placed, ...]
    removed: tuple[Placed, ...]
    changed: tuple[ItemChange, ...]
    same: int

    @property
    def count(self) -> int:
        """Number of differences."""
        return len(self.added) + len(self.removed) + len(self.changed)

    def to_json(self) -> dict[str, Any]:
        """`{added, removed: [{block, id, text, status}], changed: [ItemChange], same, count}`."""
        return {
            "added": [_row(placed) for placed in self.added],
            "removed": [_row(placed) for placed in self.removed],
            "changed": [change.to_json() for change in self.changed],
            "same": self.same,
            "count": self.count,
        }


def diff_canvases(older: Canvas, newer: Canvas) -> CanvasDiff:
    """What changed from `older` to `newer`.

    Items are paired by text in the same block, then by id where the text still resembles (a branch may have given the
    id to another item), then by text anywhere, then by likeness, best pairs first; what is left was added or removed.
    """
    before, after = list(older.all_items()), list(newer.all_items())
    pairs: list[tuple[Placed, Placed]] = []
    for alike in (_same_place, _same_id, _same_words):
        for old in list(before):
            new = next((candidate for candidate in after if alike(old, candidate)), None)
            if new is not None:
                pairs.append((old, new))
                before.remove(old)
                after.remove(new)
    ranked = sorted(_likenesses(before, after), key=lambda row: -row[0])
    for _, old, new in ranked:
        if old in before and new in after:
            pairs.append((old, new))
            before.remove(old)
            after.remove(new)
    changes = [ItemChange(old, new) for old, new in pairs]
    told = [c for c in changes if c.moved or c.reworded or c.restated]
    told.sort(key=lambda c: (BLOCK_IDS.index(c.after[0]), c.after[1].id))
    return CanvasDiff(tuple(after), tuple(before), tuple(told), len(changes) - len(told))


def _likenesses(before: list[Placed], after: list[Placed]) -> Iterator[tuple[float, Placed, Placed]]:
    for old in before:
        for new in after:
            likeness = _likeness(old, new)
            if likeness >= REWORDED:
                yield likeness, old, new


def _likeness(old: Placed, new: Placed) -> float:
    """0 to 1; a little less across blocks, so that an equal pair in one block wins."""
    ratio = SequenceMatcher(None, old[1].text.lower(), new[1].text.lower(), autojunk=False).ratio()
    return ratio if old[0] == new[0] else ratio * 0.95


def _same_place(old: Placed, new: Placed) -> bool:
    return old[0] == new[0] and same_text(old[1].text, new[1].text)


def _same_id(old: Placed, new: Placed) -> bool:
    """One id, and for an item of another source some likeness too: `replace` keeps the id whatever it writes."""
    return old[1].id == new[1].id and (old[0] == new[0] or same_text(old[1].text, new[1].text))


def _same_words(old: Placed, new: Placed) -> bool:
    return same_text(old[1].text, new[1].text)


def _row(placed: Placed) -> dict[str, Any]:
    block, item = placed
    # Texts as they leave the room: an item of another version may be on no canvas that a reply is checked against.
    return {"block": block, "id": item.id, "text": {"en": item.text, "zh": item.text}, "status": item.status}
