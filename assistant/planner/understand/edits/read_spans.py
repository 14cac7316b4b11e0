"""Edits as the learned reader and the canvas show them, where grammar names nothing that stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.canvas import BlockId, BlockMention, Canvas, find_blocks
from assistant.canvas.matching import content_words
from assistant.language.lazy_re import lazy_re
from assistant.planner.edit_spans.reader import load_edit_reader
from assistant.planner.understand.edits.canvas_edits import Edit, linked
from assistant.planner.understand.edits.grounded import Grounded, ground, named_best, together
from assistant.planner.understand.edits.item_lists import PHRASES
from assistant.planner.understand.edits.item_words import stands, unled
from assistant.planner.understand.edits.not_but import exchanged
from assistant.planner.understand.edits.places import read_place
from assistant.planner.understand.edits.several_edits import QUOTED
from assistant.planner.understand.edits.writable import POINTS_FIRST, SAME

TAIL = 3  # characters
_NAME_GOES_ON = lazy_re(r"(?:\s+(?:(?:of|de|for|at|in|&)\s+(?:the\s+)?)?[A-Z][\w'’-]+)+")
MOST_WORDS = 6  # that name an item; in more of them one comes up by chance
_NOT_THERE = lazy_re(
    r"\b(?:(?:not|\w+n['’]?t)(?: really| be| belong| go| count| just)?(?: as| in| under| among| with)?|no|from|out of|"
    r"sits? in|sitting in|(?:have|has|had|see) \S.*? (?:as|among|under|in))\s+(?:an?\s+|the\s+|our\s+)?$|"
    r"(?:不是|不算|从|错放在|(?:不|别|不要|不该|不应该?|不再)(?:列|放|算|写|归|在|属于?)(?:在|到|进|入|作)?)$",
    re.IGNORECASE,
)


def settled(edits: Sequence[Edit], text: str, op: str, canvas: Canvas, message: str) -> list[Edit]:
    """The edits of a request that is known to ask for `op`, after the canvas and the reader were asked too.

    Args:
        edits: What grammar reads.
        text: The request.
        op: add, remove, replace or move.
        canvas: The canvas as it stands.
        message: The message it is a part of: "Studio time? Take that out" names the item before.
    """
    if op == "add":
        return _added(edits, text, canvas) or list(edits)
    if edits and all(_known(edit, canvas) for edit in edits):
        return list(edits)
    named = any(g.whole for g in ground(text, canvas))
    found = (not named and op != "remove" and _by_its_words(edits, canvas)) or _of_items(text, op, canvas)
    if not found and op == "remove" and message != text:
        found = _of_items(message, op, canvas)
    return found or list(edits)


def _by_its_words(edits: Sequence[Edit], canvas: Canvas) -> list[Edit]:
    """The edits with the items that their words name by what no other item says: "the offices segment"."""
    found = [_loosely(edit.item, canvas) if 0 < len(content_words(edit.item)) <= MOST_WORDS else [] for edit in edits]
    whole = all(found) and all(edit.text or edit.op == "remove" for edit in edits)
    return [replace(e, block="", item=f[0].item.id) for e, f in zip(edits, found, strict=True)] if whole else []


def _known(edit: Edit, canvas: Canvas) -> bool:
    """Whether an edit names what stands on the canvas, and is complete."""
    complete = {"replace": bool(edit.text), "move": bool(edit.block)}.get(edit.op, True)
    return complete and (edit.everywhere or stands(edit.item, canvas))


def _added(edits: Sequence[Edit], text: str, canvas: Canvas) -> list[Edit]:
    if any(edit.op != "add" for edit in edits) or len(edits) > 1 or QUOTED.search(text):
        return []
    if edits and (SAME.fullmatch(edits[0].text) or POINTS_FIRST.match(edits[0].text)):
        return []  # "write it down there": what it means is said elsewhere
    named = [g.span for g in ground(text, canvas) if g.whole]
    read = load_edit_reader().read(text, "add", named).new
    blocks = find_blocks(text)
    block = edits[0].block if edits else ""
    if block and len(read) == 1 and edits[0].text.startswith(read[0]) and len(edits[0].text) - len(read[0]) <= TAIL:
        return []  # grammar has the block, and a word more that may sound like another: 老带新活动
    names = [_whole_name(new, text) for new in read]
    if len(names) > 1 and block in PHRASES and text.find(names[-1]) >= 0:
        names = [text[text.find(names[0]) : text.find(names[-1]) + len(names[-1])]]  # a promise is one phrase
    return [Edit("add", _beside(new, text, blocks) or block, "", unled(new)) for new in names]


def _whole_name(new: str, text: str) -> str:
    """A name to its end: "the University Clinic of Graz"."""
    at = text.find(new)
    goes_on = _NAME_GOES_ON.match(text, at + len(new)) if at >= 0 and new.split()[-1][:1].isupper() else None
    return f"{new}{goes_on.group()}" if goes_on else new


def _beside(new: str, text: str, blocks: Sequence[BlockMention]) -> str:
    """The block that stands nearest to an item where several are named, the one behind it first."""
    at = text.find(new)
    if at < 0 or len({m.block for m in blocks}) < 2:
        return ""
    end = at + len(new)
    gaps = [(m.span[0] - end if m.span[0] >= end else at - m.span[1] + 1, m.block) for m in blocks]
    return min(((gap, b) for gap, b in gaps if gap >= 0), default=(0, ""))[1]


def _in_each_block(text: str, canvas: Canvas) -> list[Edit]:
    """Removals from each of several blocks: "no more schools, neither as customers nor in revenue"."""
    blocks = list(dict.fromkeys(m.block for m in find_blocks(text)))
    found = [ground(text, canvas, block) for block in blocks]
    if len(blocks) < 2 or not all(found):
        return []
    return [Edit("remove", "", one.item.id, "") for named in found for one in named]


def _of_items(text: str, op: str, canvas: Canvas) -> list[Edit]:
    if op == "remove" and (each := _in_each_block(text, canvas)):
        return each
    placed = read_place(text, canvas)
    if placed and all(canvas.find(item) for item in placed.items):
        found, own = list(placed.items), [placed.block]
    else:
        named = together(text, ground(text, canvas)) or _loosely(text, canvas)
        found, own = [g.item.id for g in named], [g.block for g in named[:1]]
    if op == "remove":
        return [Edit("remove", "", item, "") for item in found]
    if op == "move":
        target = _target(text, own)
        return [Edit("move", target, item, "") for item in found] if target else []
    return _replaced(text, found[:1], canvas)


def _loosely(text: str, canvas: Canvas) -> list[Grounded]:
    """The item that a text names with a word that no other holds, in the block it names where it names one."""
    blocks = {m.block for m in find_blocks(text)}
    offered = [(b, i) for b, i in canvas.all_items() if b in blocks] if blocks else []
    best = named_best(text, offered) or named_best(text, list(canvas.all_items()))
    return [Grounded(best[0], best[1], (0, 0), False)] if best else []


def wanted_blocks(text: str) -> list[BlockMention]:
    """The blocks that a text names, without those it tells to be wrong: "not the channel, the one in activities"."""
    return [m for m in find_blocks(text) if not _NOT_THERE.search(text[: m.span[0]])]


def _target(text: str, own: Sequence[BlockId]) -> str:
    """The block that an item is to go to: one that it does not stand in and that is not told to be wrong."""
    wanted = [m for m in wanted_blocks(text) if m.block not in own]
    led = [m for m in wanted if linked(text, m)]
    return (led or wanted)[-1].block if wanted else ""


_SUBJECT = lazy_re(
    r"^\W*(?:(?:and|but|so|well|hm+|wait|hold on|i (?:see|believe|think)|(?:she|he|we|you|it) (?:has|have|had)|put|"
    r"please)\b[\s,:]*)*(?P<en>.+?)\s+(?:(?:is|are|was|were|should|must|does|do|would)(?:n['’]?t| not)?|belongs?|goes|"
    r"go|as|among|under)\b|"
    r"(?:[把将]|^)(?P<zh>[^，,把将]{2,14}?)(?:从\S{1,6}?)?(?:应该|其实|不?该|要)?(?:列|放|归|算|属|挪|移|搬|写|不是|不算)",
    re.IGNORECASE,
)


def sent_anew(text: str) -> list[Edit]:
    """What is to go to a block and stands nowhere on the canvas, as an addition there."""
    target = _target(text, ())
    quoted = [next(group for group in match.groups() if group) for match in QUOTED.finditer(text)]
    subject = _SUBJECT.search(text)
    names = quoted or ([subject["en"] or subject["zh"]] if subject else list(load_edit_reader().read(text, "move").new))
    return [Edit("add", target, "", unled(names[0]))] if target and len(names) == 1 else []


def _replaced(text: str, found: Sequence[str], canvas: Canvas) -> list[Edit]:
    said = load_edit_reader().read(text, "replace", [g.span for g in ground(text, canvas)])
    if not said.new:
        return []
    new = unled(said.new[0])
    for old in said.old:
        if edits := exchanged(old, new, text, canvas):
            return edits
    return [Edit("replace", "", item, new) for item in found]
