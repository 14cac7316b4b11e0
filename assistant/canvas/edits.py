"""Edits of a canvas: add, replace, remove, move; a list of them is done whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, BlockId, resolve_block
from assistant.canvas.canvas import Canvas, Item
from assistant.canvas.history import Label
from assistant.canvas.matching import ambiguous, holds, in_place, mentions, resolve_item, reworded, same_text
from assistant.errors import ToolInputError

Op = Literal["add", "replace", "remove", "move"]


@dataclass(frozen=True)
class Operation:
    """One edit.

    Attributes:
        op: What to do.
        block: Where; the target block of a move. May be None where `item` finds the item alone.
        item: Which item: id, position or words of its text. Not used by add.
        text: The new text of add and replace.
        everywhere: For replace: in every item that holds the words, not only in one; for remove: every such item.
    """

    op: Op
    block: BlockId | None = None
    item: str = ""
    text: str = ""
    everywhere: bool = False


@dataclass(frozen=True)
class Change:
    """What an edit did. `before` and `after` are texts, empty for add and remove; a move keeps both."""

    op: Op
    block: BlockId
    before: str
    after: str
    id: str

    def to_json(self) -> dict[str, str]:
        """`{op, block, before, after, id}`."""
        return {"op": self.op, "block": self.block, "before": self.before, "after": self.after, "id": self.id}


def parse_operation(data: Mapping[str, Any]) -> Operation:
    """An operation from `{op, block, item?, text?}`; the block may be an id, a label or an alias.

    Raises:
        ToolInputError: Unknown operation or block, or something the operation needs is missing.
    """
    op = str(data.get("op") or "").strip().lower()
    if op not in get_args(Op):
        raise ToolInputError("An edit is one of add, replace, remove, move.", "编辑操作只能是新增、替换、删除或移动。")
    name = str(data.get("block") or "").strip()
    block = resolve_block(name) if name else None
    if name and block is None or not name and op in {"add", "move"}:
        raise _which_block(name)
    item, text = _line(data.get("item")), _line(data.get("text"))
    operation = Operation(cast(Op, op), block, item, text, bool(data.get("everywhere")))
    if op in {"add", "replace"} and not operation.text:
        raise ToolInputError("What should the item say?", "这一条的内容写什么？", question=True)
    if op == "move" and not operation.item:
        raise ToolInputError("Which item should be moved?", "要移动哪一条？", question=True)
    return operation


def apply_operations(canvas: Canvas, operations: Sequence[Operation]) -> tuple[Canvas, list[Change]]:
    """The canvas after all operations, in order, and what each did.

    Raises:
        ToolInputError: One of them cannot be done; then none is. Those that are done already are no obstacle.
    """
    if not operations:
        raise ToolInputError("Say what to change on the canvas.", "请说明要改画布上的什么内容。", question=True)
    changes: list[Change] = []
    wanted = [one for given in operations for one in _each(canvas, given)]
    due = [one for one in wanted if not _settled(canvas, one)]
    # Of several edits those that are done already are passed over; where all are, the first says so.
    for operation in due or wanted[:1]:
        if changes and _settled(canvas, operation):
            continue
        canvas, change = _DO[operation.op](canvas, operation)
        changes.append(change)
    return canvas, changes


def _settled(canvas: Canvas, operation: Operation) -> bool:
    """Whether the canvas is as the operation wants it: the item stands there, or the item with that id is gone."""
    by_id = canvas.find(operation.item)
    if operation.op == "add":
        return any(same_text(i.text, operation.text) for i in canvas.block(cast(BlockId, operation.block)))
    if by_id and operation.op == "replace":
        return same_text(by_id[1].text, operation.text)
    return by_id is None and operation.op != "move" and re.fullmatch(r"[a-z]{2}-\d+", operation.item) is not None


def _each(canvas: Canvas, operation: Operation) -> list[Operation]:
    """A replacement or removal everywhere as one for each item that holds the words; any other operation as it is."""
    words, new = operation.item, operation.text
    if operation.everywhere and operation.op == "remove":
        about = [(b, i) for b, i in canvas.all_items() if operation.block in {None, b} and mentions(i.text, words)]
        return [Operation("remove", b, i.id) for b, i in about] or [operation]
    if not (operation.everywhere and operation.op == "replace"):
        return [operation]
    found = [(b, i) for b, i in canvas.all_items() if operation.block in {None, b} and holds(i.text, words)]
    return [Operation("replace", b, i.id, in_place(i.text, words, new)) for b, i in found] or [operation]


def label_of(changes: Sequence[Change]) -> Label:
    """How the history names these changes."""
    return {"en": "; ".join(_say_en(c) for c in changes), "zh": "；".join(_say_zh(c) for c in changes)}


def _add(canvas: Canvas, operation: Operation) -> tuple[Canvas, Change]:
    block = cast(BlockId, operation.block)
    _refuse_duplicate(canvas, block, operation.text)
    grown, item = canvas.add(block, operation.text, "fact", "user")
    return grown, Change("add", block, "", item.text, item.id)


def _replace(canvas: Canvas, operation: Operation) -> tuple[Canvas, Change]:
    block, item = _target(canvas, operation)
    text = reworded(item.text, operation.item, operation.text)
    _refuse_duplicate(canvas, block, text, other_than=item)
    changed = replace(item, text=text, status="fact", source="user")
    return canvas.put(changed), Change("replace", block, item.text, changed.text, item.id)


def _remove(canvas: Canvas, operation: Operation) -> tuple[Canvas, Change]:
    block, item = _target(canvas, operation)
    return canvas.remove(item.id), Change("remove", block, item.text, "", item.id)


def _move(canvas: Canvas, operation: Operation) -> tuple[Canvas, Change]:
    target = cast(BlockId, operation.block)
    block, item = resolve_item(canvas, operation.item, None)
    if block == target:
        zh = f"“{item.text}”已经在“{BLOCKS[target].label['zh']}”里了。"
        raise ToolInputError(f"“{item.text}” is in {BLOCKS[target].label['en']} already.", zh)
    _refuse_duplicate(canvas, target, item.text)
    return canvas.move(item, target), Change("move", target, item.text, item.text, item.id)


_DO = {"add": _add, "replace": _replace, "remove": _remove, "move": _move}


def _target(canvas: Canvas, operation: Operation) -> tuple[BlockId, Item]:
    if operation.item:
        return resolve_item(canvas, operation.item, operation.block)
    if operation.block is None:
        raise ToolInputError("Which item do you mean?", "您指的是哪一条？", question=True)
    items = canvas.block(operation.block)
    if len(items) > 1:
        raise ambiguous("", [(operation.block, i) for i in items])
    if not items:
        zh = f"“{BLOCKS[operation.block].label['zh']}”里还没有内容。"
        raise ToolInputError(f"There is nothing in {BLOCKS[operation.block].label['en']} yet.", zh)
    return operation.block, items[0]


def _refuse_duplicate(canvas: Canvas, block: BlockId, text: str, other_than: Item | None = None) -> None:
    twin = next((i for i in canvas.block(block) if i != other_than and same_text(i.text, text)), None)
    if twin:
        label = BLOCKS[block].label
        en = f"{label['en']} already says “{twin.text}” ({twin.id}), so nothing was changed."
        raise ToolInputError(en, f"“{label['zh']}”里已经有“{twin.text}”（{twin.id}），所以没有改动。")


def _which_block(name: str) -> ToolInputError:
    labels_en = ", ".join(BLOCKS[b].label["en"] for b in BLOCK_IDS)
    labels_zh = "、".join(BLOCKS[b].label["zh"] for b in BLOCK_IDS)
    start_en = f"“{name}” names no single block. " if name else ""
    start_zh = f"“{name}”对应不上某一个模块。" if name else ""
    return ToolInputError(
        f"{start_en}Which block: {labels_en}?",
        f"{start_zh}要放到哪个模块：{labels_zh}？",
        question=True,
        choices=tuple(BLOCK_IDS),
    )


def _line(value: object) -> str:
    return " ".join(str(value or "").split())


def _say_en(change: Change) -> str:
    label = BLOCKS[change.block].label["en"]
    return {
        "add": f"add “{change.after}” to {label}",
        "replace": f"change “{change.before}” to “{change.after}” in {label}",
        "remove": f"remove “{change.before}” from {label}",
        "move": f"move “{change.before}” to {label}",
    }[change.op]


def _say_zh(change: Change) -> str:
    label = BLOCKS[change.block].label["zh"]
    return {
        "add": f"在“{label}”新增“{change.after}”",
        "replace": f"把“{label}”的“{change.before}”改为“{change.after}”",
        "remove": f"从“{label}”删除“{change.before}”",
        "move": f"把“{change.before}”移到“{label}”",
    }[change.op]
