"""The canvas after a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.canvas.blocks import LAYOUT_ORDER
from eval.assertions.base import Assertion, Failure, Observed
from eval.assertions.localised import texts_for
from eval.yaml_nodes import Node

BLOCK_KEYS = ("min_items", "max_items", "any_contains", "none_contains")


@dataclass(frozen=True)
class CanvasUnchanged:
    """The canvas is what it was before the turn, or (`false`) is not; order within a block counts."""

    line: int
    unchanged: bool

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the blocks that changed."""
        after = seen.turn.get("canvas") or {}
        changed = {
            block: {"before": _texts(seen.canvas_before, block), "after": _texts(after, block)}
            for block in LAYOUT_ORDER
            if not _same(seen.canvas_before.get(block) or [], after.get(block) or [])
        }
        if (not changed) == self.unchanged:
            return []
        return [Failure("canvas.unchanged", self.line, self.unchanged, changed)]


@dataclass(frozen=True)
class BlockSize:
    """A block has at least (or at most) so many items."""

    line: int
    block: str
    limit: int
    at_least: bool

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the items there are."""
        texts = _texts(seen.turn.get("canvas") or {}, self.block)
        met = len(texts) >= self.limit if self.at_least else len(texts) <= self.limit
        name = f"canvas.{self.block}.{'min_items' if self.at_least else 'max_items'}"
        return [] if met else [Failure(name, self.line, self.limit, {"items": len(texts), "texts": texts})]


@dataclass(frozen=True)
class BlockTexts:
    """Some item of a block contains one of the texts (or none contains any), case ignored."""

    line: int
    block: str
    texts: tuple[str, ...]
    wanted: bool

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the items there are; an empty list asks for nothing."""
        items = _texts(seen.turn.get("canvas") or {}, self.block)
        found = [text for text in self.texts if any(text.casefold() in item.casefold() for item in items)]
        if bool(found) == self.wanted or not self.texts:
            return []
        name = f"canvas.{self.block}.{'any_contains' if self.wanted else 'none_contains'}"
        return [Failure(name, self.line, list(self.texts), items)]


def _texts(canvas: Mapping[str, Any], block: str) -> list[str]:
    return [str(item.get("text", "")) for item in canvas.get(block) or []]


def _same(before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]) -> bool:
    """Same texts in the same order, and the same status where both sides know it."""
    if len(before) != len(after):
        return False
    for old, new in zip(before, after, strict=True):
        statuses = {old.get("status"), new.get("status")} - {None}
        if str(old.get("text", "")) != str(new.get("text", "")) or len(statuses) > 1:
            return False
    return True


def parse_canvas(node: Node, language: str) -> list[Assertion]:
    """The assertions under `expect.canvas`.

    Raises:
        DataFileError: A block or key is unknown or a value malformed.
    """
    keys = node.mapping(("unchanged", *LAYOUT_ORDER))
    found: list[Assertion] = []
    for key, value in keys.items():
        if key == "unchanged":
            found.append(CanvasUnchanged(value.line, value.boolean()))
        else:
            found += _parse_block(key, value, language)
    return found


def _parse_block(block: str, node: Node, language: str) -> list[Assertion]:
    keys = node.mapping(BLOCK_KEYS)
    found: list[Assertion] = []
    for key, value in keys.items():
        if key in {"min_items", "max_items"}:
            found.append(BlockSize(value.line, block, value.integer(), key == "min_items"))
        else:
            texts = tuple(item.text() for item in texts_for(value, language))
            found.append(BlockTexts(value.line, block, texts, key == "any_contains"))
    return found
