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
RENAMED_IN = 2  # items; fewer are told one by one


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
            "before": _both(old.text),
            "after": _both(new.text),
            "status_before": old.status,
            "status_after": new.status,
            "moved": self.moved,
            "reworded": self.reworded,
            "restated": self.restated,
        }


@dataclass(frozen=True)
class Renaming:
    """Words that became others in several items, as when a branch sells to somebody else."""

    before: str
    after: str
    changes: tuple[ItemChange, ...]


@dataclass(frozen=True)
class CanvasDiff:
    """What happened between two canvases; items that stand alike in both are only counted.

    Attributes:
        added: Items only the newer canvas has.
        removed: Items only the older canvas has.
        changed: Items reworded, moved or of another status, in the order of the blocks.
        renamed: Changes that only follow from a customer segment being another; they are not in `changed`.
        same: Number of items that stand alike in both.
    """

    added: tuple[Placed, ...]
    removed: tuple[Placed, ...]
    changed: tuple[ItemChange, ...]
    renamed: tuple[Renaming, ...]
    same: int

    @property
    def count(self) -> int:
        """Number of items that differ."""
        follow = sum(len(renaming.changes) for renaming in self.renamed)
        return len(self.added) + len(self.removed) + len(self.changed) + follow

    def to_json(self) -> dict[str, Any]:
        """`{added, removed, changed, renamed, same, count}`.

        Rows of added and removed: `{block, id, text, status}`; of renamed: `{before, after, number, ids}`.
        """
        return {
            "added": [_row(placed) for placed in self.added],
            "removed": [_row(placed) for placed in self.removed],
            "changed": [change.to_json() for change in self.changed],
            "renamed": [
                {
                    "before": _both(r.before),
                    "after": _both(r.after),
                    "number": len(r.changes),
                    "ids": [c.after[1].id for c in r.changes],
                }
                for r in self.renamed
            ],
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
    renamed = _renamings(told)
    follow = {id(c) for r in renamed for c in r.changes}
    shown = tuple(c for c in told if id(c) not in follow)
    return CanvasDiff(tuple(after), tuple(before), shown, renamed, len(changes) - len(told))


def _renamings(changes: list[ItemChange]) -> tuple[Renaming, ...]:
    """Segments that are called otherwise, with two or more items in which nothing else changed."""
    found = []
    for segment in changes:
        if segment.after[0] != "customer_segments" or not segment.reworded or segment.moved:
            continue
        old, new = segment.before[1].text.lower(), segment.after[1].text.lower()
        follow = tuple(
            c
            for c in changes
            if c is not segment
            and c.reworded
            and not (c.moved or c.restated)
            and old in c.before[1].text.lower()
            and c.before[1].text.lower().replace(old, new) == c.after[1].text.lower()
        )
        if len(follow) >= RENAMED_IN:
            found.append(Renaming(segment.before[1].text, segment.after[1].text, follow))
    return tuple(found)


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
    return {"block": block, "id": item.id, "text": _both(item.text), "status": item.status}


def _both(text: str) -> dict[str, str]:
    return {"en": text, "zh": text}
