"""Reads a canvas from what people paste or upload: JSON, Markdown, or lines such as "Channels: fairs, resellers"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from assistant.canvas.blocks import BLOCK_IDS, BlockId, resolve_block
from assistant.canvas.canvas import Canvas, Status
from assistant.canvas.headings import Heading, brief_labels, inline_headings, line_heading, own_label
from assistant.canvas.matching import same_text
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

LONGEST = 200_000  # characters; a canvas of nine blocks is a few thousand


@dataclass(frozen=True)
class Entry:
    """One item read; `status` as the source marks it."""

    block: BlockId
    text: str
    status: Status = "fact"


@dataclass(frozen=True)
class Read:
    """What a text holds of a canvas.

    Attributes:
        entries: Items, in the order of the text.
        unplaced: Lines that stand under no block, as they are.
    """

    entries: tuple[Entry, ...] = ()
    unplaced: tuple[str, ...] = ()
    headed: frozenset[BlockId] = field(default_factory=frozenset)


_ASSUMED = lazy_re(
    r"\s*(?:\*\((?:an? )?assumption[^)]*\)\*|[(（\[](?:an? )?(?:assumption|hypothesis|假设|待验证|假定)[^)）\]]*[)）\]]"
    r"|\*（假设[^）]*）\*)\s*$",
    re.IGNORECASE,
)
_BULLET = lazy_re(r"^\s*(?:[-*+•·▪◦●○–—]|\[[ xX]?\]|\d{1,2}[.)、．]|[(（]\d{1,2}[)）])\s*")
_NOTHING = lazy_re(
    r"\W*(?:nothing yet|empty|none(?: yet)?|tbd|tba|n/?a|todo|to be (?:done|defined)"
    r"|暂无(?:内容)?|空|无|待定|没有|待补充)?\W*",
    re.IGNORECASE,
)
_TITLE = lazy_re(
    r"\W*(?:(?:our |my |the )?(?:business model|lean)? ?canvas(?: of .*| for .*)?"
    r"|(?:我们的|我的)?(?:商业模式|精益)?画布)\W*",
    re.IGNORECASE,
)
# "…. That's all for now", ……。先这三格: said to us behind the last item.
_ROUNDS_OFF = lazy_re(
    r"(?<=\S)[。.!！;；]\s*(?:(?:that'?s|this is) (?:all|it)\b[^.]{0,20}|(?:please|thanks|thank you)\b[^.]{0,20}|"
    r"(?:先|就|暂时|目前)+(?:写|记|填)?这[一两三四五几]?(?:些|格|条|块|样|个|么多)?|谢谢.{0,4}|麻烦.{0,4})[。.!！]*$",
    re.IGNORECASE,
)
_SEPARATORS = lazy_re(r"\s*[;；]\s*")
_COMMAS = lazy_re(r"\s*(?:[,，、])\s*(?!\d{3}\b)")


def looks_like_canvas(text: str) -> bool:
    """Whether `text` is a pasted canvas: two or more block headings with items below or behind them.

    A founder's form ("Customer: …; Problem: …; Price: …") is none: words that name no block, and headings that a
    description uses as well, weigh against it.
    """
    if len(text) > LONGEST:
        return False
    if _is_json(text):
        return len(_safe_json(text).headed) >= 2
    found = list(_headings(text))
    filled = {h.block for h in found if h.block}
    if len(filled) < 2:
        empty_too = {h.block for h in _lines(text) if h.block and h.strong}
        return len(filled) == 1 and len(empty_too) >= 4
    strong = {h.block for h in found if h.block and h.strong}
    foreign = brief_labels(text)
    if foreign:
        return len(strong) >= 3 and len(strong) > foreign
    return len(strong) >= 2 or len(filled) >= 4


def read_canvas(text: str) -> Read:
    """The items of a text and the lines that fit no block.

    Args:
        text: JSON (`{block: [item]}`, our own export, a list of `{block, text}`), Markdown with a heading a block, or
            lines "Channels: a, b".

    Raises:
        ToolInputError: Nothing of it can be read as a canvas.
    """
    if len(text) > LONGEST:
        raise ToolInputError(
            f"This is too long for a canvas: {len(text)} characters, at most {LONGEST}.",
            f"内容过长，不像一张画布：{len(text)}个字符，最多{LONGEST}个。",
        )
    read = _of_json(text) if _is_json(text) else _of_lines(text)
    if not read.entries:
        raise ToolInputError(
            "I found no block headings with items in it. Write one block a line, such as “Channels: fairs, resellers”, "
            "or give a JSON or Markdown export.",
            "没有找到“模块名＋内容”的结构。请每行写一个模块，例如“渠道：展会、代理商”，或提供导出的JSON、Markdown文件。",
            question=True,
        )
    return read


def import_into(canvas: Canvas, read: Read, replace_all: bool) -> tuple[Canvas, list[Entry], list[Entry]]:
    """The canvas with the items read.

    Args:
        canvas: The canvas so far.
        read: What was read.
        replace_all: True to put the import in place of what is there, False to add to it.

    Returns:
        The canvas, the entries that were put on it, and those that stood there already.
    """
    grown = Canvas({}, canvas.issued) if replace_all else canvas
    added: list[Entry] = []
    known: list[Entry] = []
    for entry in read.entries:
        if any(same_text(item.text, entry.text) for item in grown.block(entry.block)):
            known.append(entry)
            continue
        grown, _ = grown.add(entry.block, entry.text, entry.status, "user")
        added.append(entry)
    return grown, added, known


def _is_json(text: str) -> bool:
    return text.lstrip(" \t\r\n\ufeff").startswith(("{", "[{", "[\n", "```json"))


def _safe_json(text: str) -> Read:
    try:
        return _of_json(text)
    except ToolInputError:
        return Read()


def _of_json(text: str) -> Read:
    bare = re.sub(r"^\s*```(?:json)?\s*|\s*```\s*$", "", text.strip().lstrip("\ufeff"))
    try:
        data = json.loads(bare)
    except json.JSONDecodeError as error:
        raise ToolInputError(
            f"The JSON breaks off at line {error.lineno}, column {error.colno}: {error.msg}.",
            f"JSON在第{error.lineno}行第{error.colno}列有语法错误。",
        ) from error
    entries: list[Entry] = []
    unplaced: list[str] = []
    for name, value in _pairs(data):
        block = resolve_block(name) if name else None
        for row, status in _rows(value):
            if block is None:
                unplaced.append(f"{name}: {row}" if name else row)
            else:
                entries.append(Entry(block, row, status))
    return Read(tuple(entries), tuple(unplaced), frozenset(e.block for e in entries))


def _pairs(data: Any) -> Iterator[tuple[str, Any]]:
    """Block name and its rows; wrappers such as {"version": 1, "blocks": {…}} are looked into."""
    if isinstance(data, list):
        for row in data:
            name = row.get("block") or row.get("section") or row.get("name") or "" if isinstance(row, Mapping) else ""
            items = (row.get("items") or row.get("text") or row.get("item") or "") if isinstance(row, Mapping) else row
            yield str(name), items if isinstance(items, list) or not isinstance(row, Mapping) else row
        return
    if not isinstance(data, Mapping):
        yield "", data
        return
    for wrapper in ("blocks", "canvas"):
        if isinstance(data.get(wrapper), (Mapping, list)):
            yield from _pairs(data[wrapper])
            return
    for name, value in data.items():
        if resolve_block(str(name)) is None and isinstance(value, (int, float, bool, type(None))):
            continue  # {"version": 1} is no content
        yield str(name), value


def _rows(value: Any) -> Iterator[tuple[str, Status]]:
    """Items of a JSON value: a text, a list of them, objects with a text, or whatever holds such things."""
    if isinstance(value, str):
        for part in _split_items(value, commas=False):
            yield _text_status(part)
    elif isinstance(value, list):
        for row in value:
            # A text of a list is one item, whatever stands in it.
            yield from ([_text_status(row)] if _line(row) else []) if isinstance(row, str) else _rows(row)
    elif isinstance(value, Mapping):
        yield from _object_rows(value)
    elif value is not None:
        yield str(value), "fact"


def _object_rows(value: Mapping[str, Any]) -> Iterator[tuple[str, Status]]:
    text = next((value[k] for k in ("text", "title", "name", "item", "content", "内容") if value.get(k)), "")
    if text:
        yield _line(str(text)), _status(value.get("status"))
        return
    for inner in value.values():
        yield from _rows(inner)


def _status(said: object) -> Status:
    return next((known for known in get_args(Status) if known == said), "fact")


def _of_lines(text: str) -> Read:
    entries: list[Entry] = []
    unplaced: list[str] = []
    headed: set[BlockId] = set()
    block: BlockId | None = None
    below = False  # whether the heading in force stands on a line of its own, so that a line below is one item
    for heading in _lines(text):
        if not heading.is_heading and block and not below and (foreign := own_label(heading.rest)):
            heading = foreign
        if heading.is_heading:
            block, below = heading.block, not heading.rest.strip()
            if block:
                headed.add(block)
            elif heading.label and not heading.rest and not _TITLE.fullmatch(heading.label):
                unplaced.append(heading.label)
        rest = _ROUNDS_OFF.sub("", heading.rest)
        commas = heading.is_heading and not below
        named = f"{heading.label}: " if heading.is_heading and block is None and heading.rest else ""
        if heading.request and not headed:
            continue  # "import this canvas:" is said to us
        for part in _split_items(rest, commas=commas and not named):
            row, status = _text_status(part)
            if block is None and not _TITLE.fullmatch(row):
                unplaced.append(f"{named}{row}")
            elif block is not None:
                entries.append(Entry(block, row, status))
    return Read(tuple(entries), tuple(unplaced), frozenset(headed))


def _lines(text: str) -> Iterator[Heading]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip() and not re.fullmatch(r"[\s|:\-=_*#~`>]*", line):
            inline = inline_headings(line)
            yield from inline or [line_heading(line)]


def _headings(text: str) -> Iterator[Heading]:
    """Headings of blocks that something stands behind or below."""
    last: Heading | None = None
    for row in _lines(text):
        if row.is_heading:
            last = row if row.block else None
        if last and list(_split_items(row.rest, commas=False)):
            yield last


def _split_items(text: str, commas: bool) -> Iterator[str]:
    """Items of one line: apart at semicolons; at commas too behind a heading, where no part is a sentence."""
    for part in _SEPARATORS.split(_BULLET.sub("", text)):
        pieces = _COMMAS.split(part) if commas else [part]
        if any(len(piece) > 60 for piece in pieces) or re.search(r"[。.!！?？]\s*\S", part):
            pieces = [part]
        for piece in pieces:
            bare = _line(_BULLET.sub("", piece))
            if bare and not _NOTHING.fullmatch(bare):
                yield bare


def _text_status(text: str) -> tuple[str, Status]:
    bare = _ASSUMED.sub("", text)
    return _line(bare), "assumption" if bare != text else "fact"


def _line(text: str) -> str:
    return " ".join(re.sub(r"\*\*|__|`", "", text).split()).strip(" |").rstrip("。;；,，").strip()


def placed_by_block(entries: Iterable[Entry]) -> dict[str, int]:
    """How many items each block got, in the order of the blocks."""
    listed = [e.block for e in entries]
    return {block: listed.count(block) for block in BLOCK_IDS if block in listed}
