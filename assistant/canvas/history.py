"""The history of a canvas: every change is a labelled entry that can be undone and redone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.canvas import Canvas, Item
from assistant.errors import ToolInputError

Label = dict[str, str]
ENTRIES_KEPT = 100


@dataclass(frozen=True)
class Entry:
    """A state of the canvas and what led to it, `{"en": …, "zh": …}`."""

    label: Label
    canvas: Canvas


@dataclass(frozen=True)
class History:
    """States of a canvas, oldest first; `position` is the present one.

    `issued` outlives undo: an id that was undone is not given to another item.
    """

    entries: tuple[Entry, ...] = (Entry({"en": "empty canvas", "zh": "空白画布"}, Canvas()),)
    position: int = 0
    issued: Mapping[str, int] = field(default_factory=dict)

    @property
    def canvas(self) -> Canvas:
        """The present canvas."""
        return replace(self.entries[self.position].canvas, issued=self.issued)

    def push(self, label: Label, canvas: Canvas) -> History:
        """A history with a new present; what was undone before is dropped."""
        entries = (*self.entries[: self.position + 1], Entry(label, canvas))[-ENTRIES_KEPT:]
        issued = {p: max(canvas.issued.get(p, 0), self.issued.get(p, 0)) for p in {*canvas.issued, *self.issued}}
        return History(entries, len(entries) - 1, issued)

    def undo(self, steps: int = 1) -> tuple[History, list[Label]]:
        """The history `steps` back (as far as it goes) and the labels undone, latest first.

        Raises:
            ToolInputError: Nothing is there to undo, or `steps` is below 1.
        """
        _check_steps(steps)
        if self.position == 0:
            raise ToolInputError("There is nothing to undo on this canvas.", "画布上没有可以撤销的操作。")
        target = max(self.position - steps, 0)
        labels = [self.entries[i].label for i in range(self.position, target, -1)]
        return replace(self, position=target), labels

    def redo(self, steps: int = 1) -> tuple[History, list[Label]]:
        """The history `steps` forward (as far as it goes) and the labels redone, in order.

        Raises:
            ToolInputError: Nothing is there to redo, or `steps` is below 1.
        """
        _check_steps(steps)
        last = len(self.entries) - 1
        if self.position == last:
            raise ToolInputError("There is nothing to redo on this canvas.", "画布上没有可以重做的操作。")
        target = min(self.position + steps, last)
        labels = [self.entries[i].label for i in range(self.position + 1, target + 1)]
        return replace(self, position=target), labels

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; items that several entries share are stored once."""
        pool: dict[Item, int] = {}
        entries = []
        for entry in self.entries:
            blocks = {
                b: [pool.setdefault(i, len(pool)) for i in entry.canvas.block(b)]
                for b in BLOCK_IDS
                if entry.canvas.block(b)
            }
            entries.append({"label": entry.label, "blocks": blocks})
        items = [[i.id, i.text, i.status, i.source] for i in pool]
        return {"items": items, "entries": entries, "position": self.position, "issued": dict(self.issued)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> History:
        """Inverse of `to_json`; None or an empty dict is an empty history."""
        if not data:
            return cls()
        items = [Item(*row) for row in data["items"]]
        entries = tuple(
            Entry(
                dict(e["label"]),
                Canvas({cast(BlockId, b): tuple(items[n] for n in rows) for b, rows in e["blocks"].items()}),
            )
            for e in data["entries"]
        )
        return cls(entries, int(data["position"]), dict(data["issued"]))


def _check_steps(steps: int) -> None:
    if steps < 1:
        raise ToolInputError("Give how many steps to go as 1 or more.", "步数至少为1。")
