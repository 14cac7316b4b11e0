"""Named versions and branches of a venture: canvas, brief and numbers, kept as plain JSON.

`versions` in the conversation's state: `{items, briefs, finances, saved: [{name, branch, auto, at}], branch, heads}`,
where `at` is `{blocks: {block: [item numbers]}, brief: number, finance: number}`. Items, briefs and finances are stored
once, however many versions share them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.canvas import Canvas, Item

JsonDict = dict[str, Any]
MAIN = "main"
KEPT = 60  # versions; the oldest that were kept by themselves go first
OF_A_WHAT_IF = {"scenario", "count"}  # keys of the finance state that no version holds


@dataclass(frozen=True)
class Snapshot:
    """What a version holds.

    Attributes:
        canvas: The canvas.
        brief: `Brief.to_json()`.
        finance: The finance state without the what-if in hand: `{template, inputs, stated, …}`, or empty.
    """

    canvas: Canvas
    brief: JsonDict = field(default_factory=dict)
    finance: JsonDict = field(default_factory=dict)

    def same_as(self, other: Snapshot) -> bool:
        """Whether nothing differs."""
        return (
            list(self.canvas.all_items()) == list(other.canvas.all_items())
            and self.brief == other.brief
            and self.finance == other.finance
        )

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.canvas.count == 0 and not self.brief and not self.finance


@dataclass(frozen=True)
class Version:
    """A named snapshot.

    Attributes:
        name: As the user calls it; unique, case ignored.
        branch: The branch it was saved on.
        auto: True where the product kept it by itself, before a restore.
        snapshot: What it holds.
    """

    name: str
    branch: str
    auto: bool
    snapshot: Snapshot


@dataclass(frozen=True)
class Versions:
    """Versions and branches of a conversation.

    Attributes:
        saved: Versions, oldest first.
        branch: The branch in work.
        heads: The other branches as they were left, by name.
    """

    saved: tuple[Version, ...] = ()
    branch: str = MAIN
    heads: Mapping[str, Snapshot] = field(default_factory=dict)

    def to_json(self) -> JsonDict:
        """Plain JSON; items, briefs and finances that several versions share are stored once."""
        pool = _Pool()
        saved = [{"name": v.name, "branch": v.branch, "auto": v.auto, "at": pool.put(v.snapshot)} for v in self.saved]
        heads = {name: pool.put(snapshot) for name, snapshot in self.heads.items()}
        items = [[getattr(item, name) for name in _ITEM_FIELDS] for item in pool.items]
        return {
            "items": items,
            "briefs": pool.briefs,
            "finances": pool.finances,
            "saved": saved,
            "branch": self.branch,
            "heads": heads,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Versions:
        """Inverse of `to_json`; None or an empty dict holds no versions."""
        if not data:
            return cls()
        items = [Item(*row) for row in data["items"]]

        def get(at: Mapping[str, Any]) -> Snapshot:
            blocks = {cast(BlockId, b): tuple(items[n] for n in rows) for b, rows in at["blocks"].items()}
            return Snapshot(Canvas(blocks), dict(data["briefs"][at["brief"]]), dict(data["finances"][at["finance"]]))

        saved = tuple(Version(v["name"], v["branch"], bool(v["auto"]), get(v["at"])) for v in data["saved"])
        return cls(saved, str(data["branch"]), {name: get(at) for name, at in data["heads"].items()})


_ITEM_FIELDS = tuple(f.name for f in fields(Item))


class _Pool:
    def __init__(self) -> None:
        self.items: dict[Item, int] = {}
        self.briefs: list[JsonDict] = []
        self.finances: list[JsonDict] = []

    def put(self, snapshot: Snapshot) -> JsonDict:
        canvas = snapshot.canvas
        blocks = {
            b: [self.items.setdefault(i, len(self.items)) for i in canvas.block(b)]
            for b in BLOCK_IDS
            if canvas.block(b)
        }
        brief, finance = _index(self.briefs, snapshot.brief), _index(self.finances, snapshot.finance)
        return {"blocks": blocks, "brief": brief, "finance": finance}


def _index(pool: list[JsonDict], value: JsonDict) -> int:
    if value not in pool:
        pool.append(value)
    return pool.index(value)


def finance_to_keep(finance: Mapping[str, Any] | None) -> JsonDict:
    """The part of the finance state that a version holds: the base case without the what-if in hand."""
    return {key: value for key, value in (finance or {}).items() if key not in OF_A_WHAT_IF}
