"""Reads several additions in a breath: "put “A” into partners and “B” into channels", 渠道加“甲”，合作伙伴加“乙”."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.canvas import find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES, VERBS, Edit, EditKind, linked, read_edit
from assistant.planner.understand.edits.item_words import unled

QUOTED = lazy_re(r"“([^”]+)”|\"([^\"]+)\"|「([^」]+)」|『([^』]+)』|(?<!\w)[‘']([^’']+)[’'](?![a-z])", re.IGNORECASE)
JOINT = lazy_re(r"\s*(?:[,，;；、]\s*(?:and\s+|并且?|还有|再|也)?|\band\b|和|以及)\s*", re.IGNORECASE)
# After a block that stands first: "渠道里加…", "channels: …".
THEN_ADDS = lazy_re(rf"\s*(?:里面|里|中|上)?(?:也|再|还|要)*\s*(?:[:：]|(?:{VERBS['add']}))", re.IGNORECASE)
_COUNTED = lazy_re(
    r"[^:：]{0,40}?(?<![\w第])(?P<n>two|three|four|five|[2-5])\s+[^:：]{0,40}[:：]\s*|"
    r"[^:：]{0,20}?(?P<zh>[两二三四五俩仨])(?:个|条|项|家|种|类|样)[^:：，,]{0,12}[:：]\s*",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "二": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5}
HIDDEN = 0xE000  # quoted items stand as one private character each, so that no grammar reads into them


def read_edits(text: str, op: EditKind) -> list[Edit]:
    """The edits that a clause asks for; several only where it adds several items."""
    quotes: list[str] = []

    def hide(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group))
        return chr(HIDDEN + len(quotes) - 1)

    hidden = QUOTED.sub(hide, text)
    if op == "add" and (listed := _counted(hidden)):
        edits = listed
    elif op == "add":
        edits = [edit for part in _parts(hidden) for edit in _items(read_edit(part, op))]
    else:
        edits = [read_edit(hidden, op)]
    return [replace(edit, item=_shown(edit.item, quotes), text=_shown(edit.text, quotes)) for edit in edits]


def _counted(text: str) -> list[Edit]:
    """As many additions as a text counts before it lists them: "two channels: A and B", 再补两个：A、B."""
    match = _COUNTED.match(text)
    if not match:
        return []
    parts = [part.strip(EDGES) for part in JOINT.split(text[match.end() :])]
    parts = [part for part in parts if part]
    said = (match["n"] or match["zh"]).lower()
    number = _NUMBERS.get(said) or int(said)
    if len(parts) != number:
        return []
    blocks = find_blocks(match.group())
    return [Edit("add", blocks[-1].block if blocks else "", "", unled(part)) for part in parts]


def _parts(text: str) -> list[str]:
    """A clause in parts that each name one block and say what to put there; whole where it is not so built."""
    joints = list(JOINT.finditer(text))
    starts, ends = [0, *(j.end() for j in joints)], [*(j.start() for j in joints), len(text)]
    parts: list[str] = []
    since: int | None = None
    for start, end in zip(starts, ends, strict=True):
        since = start if since is None else since
        part = text[since:end]
        if _names_its_block(part) and read_edit(part, "add").text:
            parts.append(part)
            since = None
    return parts if parts and since is None else [text]


def _names_its_block(part: str) -> bool:
    mentions = find_blocks(part)
    if not mentions:
        return False
    first, last = mentions[0], mentions[-1]
    leads = not part[: first.span[0]].strip(EDGES) and THEN_ADDS.match(part, first.span[1])
    return bool(leads) or (linked(part, last) and not part[last.span[1] :].strip(EDGES))


def _items(edit: Edit) -> list[Edit]:
    """One edit for each quoted item, where the text is nothing but quoted items."""
    marks = [c for c in edit.text if ord(c) >= HIDDEN]
    rest = JOINT.sub("", "".join(c for c in edit.text if ord(c) < HIDDEN)).strip(EDGES)
    return [replace(edit, text=mark) for mark in marks] if marks and not rest else [edit]


def _shown(text: str, quotes: list[str]) -> str:
    alone = len(text) == 1
    for number, quote in enumerate(quotes):
        text = text.replace(chr(HIDDEN + number), quote.strip() if alone else f"“{quote}”")
    return text
