"""What each kind of clause makes of the edits that the clauses before came to; None where it names nothing there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.canvas import Canvas, Item, find_blocks
from assistant.canvas.matching import content_words, holds, reworded, same_text
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES, Edit
from assistant.planner.understand.edits.clause_forms import Act
from assistant.planner.understand.edits.confirmed import TO_CONFIRM, decided, decision
from assistant.planner.understand.edits.item_words import stands, unled
from assistant.planner.understand.edits.order_state import MARK, State, items_named, named, several

_PRONOUN = lazy_re(r"(?:it|that|them|those|this|它们?|这个|那个|这条|那条)", re.IGNORECASE)
TOLD_OF = lazy_re(
    r"(?:(?:we|i|our \w+)\s+)?(?:(?:also|mostly|mainly|now|currently|only|already)\s+)*(?:serve|target|use|need|"
    r"offer|run|"
    r"sell(?: it)? (?:to|through|via|over|on)|work with|partner with|team up with|reach \w+ (?:through|via|on)|"
    r"spend on|"
    r"pay for|are (?:after|for)|cater to|go through|have)\s+(?P<en>.+)|"
    r"(?:我们)?(?:也|还|主要|现在|都|只|是)*(?:服务|面向|卖给|用|靠|通过|和|跟|做|有|提供|针对)(?:的是|的)?(?P<zh>.+?)(?:合作|卖|获客|推广)?",
    re.IGNORECASE,
)
_ASKED = lazy_re(r"什么|哪|谁|怎么|\bwhat\b|\bwho\b|\bwhich\b", re.IGNORECASE)
_DENIED = frozenset(("not", "not_of", "wrong"))


def _off(state: State, act: Act, canvas: Canvas) -> State | None:
    if _PRONOUN.fullmatch(act.old):
        if state.kind != "on" or not state.edits:
            return None
        return replace(state, edits=state.edits[:-1], kind="cancelled", settles=True)
    edited = {edit.item for edit in state.edits}
    items = [item for item in _meant_by(act, state, canvas) if item.id not in edited]
    if not items:
        return state if state.kind == "is" else None  # what is replaced already is gone
    off = tuple(Edit("remove", "", item.id, "") for item in items)
    return replace(_at(state, act, canvas, items), edits=state.edits + off, off=tuple(i.id for i in items), kind="off")


def _on(state: State, act: Act, canvas: Canvas) -> State | None:
    block = act.block or state.block
    new = several(act.new, block)
    if not block or not new or (state.remark and not _related(state.remark, act.new)):
        return None
    added = tuple(Edit("add", block, "", item) for item in new)
    # "Referral partners" among what goes to the channels are no block.
    settles = state.settles or act.whole or bool(state.remark) or bool(find_blocks(act.new))
    return replace(state, edits=state.edits + added, block=block, kind="on", remark="", off=(), settles=settles)


def _meant_by(act: Act, state: State, canvas: Canvas) -> list[Item]:
    """The items that a clause means: in the block that it names, else in the one the talk is about, else anywhere."""
    found = items_named(act.old, canvas, act.block or state.block)
    return found or ([] if act.block else items_named(act.old, canvas, ""))


def _related(remark: str, new: str) -> bool:
    """Whether a remark is about what is written next, or about nothing that belongs on the canvas."""
    return not find_blocks(remark) or bool(content_words(remark) & content_words(new))


def _change(state: State, act: Act, canvas: Canvas) -> State | None:
    items = _meant_by(act, state, canvas)
    if len(items) != 1 or not act.new.strip(EDGES):
        return None
    item, old = items[0], named(act.old)
    new = unled(act.new)
    text = reworded(item.text, old, new) if holds(item.text, old) else new
    changed = (*state.edits, Edit("replace", "", item.id, text))
    return replace(_at(state, act, canvas, items), edits=changed, kind="change", off=())


def _swap(state: State, act: Act, canvas: Canvas) -> State | None:
    """What comes in the place of what goes; the first takes its place, the rest stand beside it."""
    first, *others = several(act.new, state.block) or [""]
    if not first or not state.block:
        return None
    kept = tuple(e for e in state.edits if e.op != "remove" or e.item not in state.off[:1])
    head = Edit("replace", "", state.off[0], first) if state.off else Edit("add", state.block, "", first)
    going = {e.item for e in kept}
    off = tuple(Edit("remove", "", item, "") for item in state.off[1:] if item not in going)
    added = tuple(Edit("add", state.block, "", item) for item in others)
    return replace(state, edits=(*kept, *off, head, *added), kind="swap", off=(), settles=True)


def _is(state: State, act: Act, canvas: Canvas) -> State | None:
    """What a block is told to hold: in the place of what was denied there, else beside it, or alone."""
    if _ASKED.search(act.new):
        return None
    if state.kind in _DENIED and state.block == act.block:
        return _swap(state, act, canvas)
    new = several(act.new, act.block)
    if act.whole:
        return _all_of(state, act, canvas, new)
    opened = replace(state, block=act.block, settles=len(new) > 1)
    added = _on(opened, act, canvas)
    return replace(added, kind="is") if added else None


def _all_of(state: State, act: Act, canvas: Canvas, new: Sequence[str]) -> State | None:
    """A block that is to hold nothing but what is told, besides what is still to be confirmed."""
    items = [i for i in canvas.block(act.block) if not TO_CONFIRM.match(i.text) and not decision(i.text)[0]]  # type: ignore[arg-type]
    if len(new) == 1 and len(items) > 1:
        items = _meant(act.block, new[0], items)
    kept = {n for n in new for i in items if same_text(i.text, n)}
    gone = [i.id for i in items if not any(same_text(i.text, n) for n in kept)]
    missing = [n for n in new if n not in kept]
    if not items:
        return None
    if not missing:  # it stands so already
        said = tuple(Edit("add", act.block, "", item) for item in new)
        return replace(state, block=act.block, edits=state.edits + said, kind="is", settles=True)
    off = tuple(Edit("remove", "", item, "") for item in gone)
    opened = replace(state, block=act.block, edits=state.edits + off, off=tuple(gone))
    swapped = _swap(opened, replace(act, new=MARK.join(missing)), canvas)
    return replace(swapped, kind="is") if swapped else None


def _meant(block: str, new: str, items: list[Item]) -> list[Item]:
    """The one of several items that a new wording is of: the offer itself, or the one that says as much."""
    if block == "value_propositions":
        return items[:1]
    told = [i for i in items if i.status == "fact"]
    alike = [i for i in items if holds(i.text, new) or holds(new, i.text)]
    return next((found for found in (alike, told) if len(found) == 1), [])


def _not(state: State, act: Act, canvas: Canvas) -> State | None:
    """What a block is told not to hold; it goes only where something comes in its place, or by an order."""
    items = items_named(act.old, canvas, act.block)
    return replace(state, block=act.block, off=tuple(i.id for i in items), kind=act.kind)


def _and_not(state: State, act: Act, canvas: Canvas) -> State | None:
    """What a block does not hold, told after what it holds: the first of that takes its place."""
    items = items_named(act.old, canvas, state.block)
    last = len(state.edits)
    while last and state.edits[last - 1].op == "add" and state.edits[last - 1].block == state.block:
        last -= 1  # the additions of the clause before, not those ordered earlier in the message
    first = last if last < len(state.edits) else None
    if len(items) != 1 or first is None:
        return None
    put = replace(state.edits[first], op="replace", block="", item=items[0].id)
    edits = (*state.edits[:first], put, *state.edits[first + 1 :])
    return replace(state, edits=edits, kind="and_not", settles=True)


def _wrong(state: State, act: Act, canvas: Canvas) -> State | None:
    items = [i.id for i in canvas.block(act.block) if not TO_CONFIRM.match(i.text)]  # type: ignore[arg-type]
    return replace(state, block=act.block, off=tuple(items), kind="wrong") if items else None


def _split(state: State, act: Act, canvas: Canvas) -> State | None:
    return replace(state, block=act.block, kind="split") if canvas.block(act.block) else None  # type: ignore[arg-type]


def _side(state: State, act: Act, canvas: Canvas) -> State | None:
    """One side of what is split: the first takes the place of the item that is split, the others stand beside it."""
    new = unled(act.new)
    items = [i for i in canvas.block(state.block) if not TO_CONFIRM.match(i.text)]  # type: ignore[arg-type]
    offered = [i for i in items if holds(i.text, new)] or (items if len(items) == 1 else [])
    first = state.kind == "split" and offered
    edit = Edit("replace", "", offered[0].id, new) if first else Edit("add", state.block, "", new)
    told = () if first and same_text(offered[0].text, new) else (edit,)
    return replace(state, edits=(*state.edits, *told), kind="side", settles=True)


def _there(state: State, act: Act, canvas: Canvas) -> State | None:
    """What the clause before tells goes into a block; an item that stands is moved by another reader."""
    told = TOLD_OF.fullmatch(state.remark)
    words = unled(told["en"] or told["zh"]) if told else ""
    if not words or stands(words, canvas):
        return None
    added = tuple(Edit("add", act.block, "", item) for item in several(words, act.block))
    return replace(state, edits=state.edits + added, block=act.block, kind="on", remark="", settles=True)


def _decides(state: State, act: Act, canvas: Canvas) -> State | None:
    """Who decides, in the place of what was to be confirmed of it."""
    english = act.new.isascii()
    text = act.new if not act.whole else f"Decided by {act.new}" if english else f"由{act.new}拍板"
    edit = decided(text, canvas) or (Edit("add", "customer_segments", "", text) if act.whole else None)
    return replace(state, edits=(*state.edits, edit), kind="decides", settles=True) if edit else None


def _mends(state: State, act: Act, canvas: Canvas) -> State | None:
    return state if state.edits else None


def _at(state: State, act: Act, canvas: Canvas, items: Sequence[Item]) -> State:
    """The state in the block of what was named."""
    place = canvas.find(items[0].id)
    return replace(state, block=act.block or (place[0] if place else state.block))


STEPS: dict[str, Callable[[State, Act, Canvas], State | None]] = {
    "off": _off,
    "on": _on,
    "change": _change,
    "swap": _swap,
    "is": _is,
    "not": _not,
    "not_of": _not,
    "and_not": _and_not,
    "split": _split,
    "side": _side,
    "wrong": _wrong,
    "there": _there,
    "decides": _decides,
    "mends": _mends,
}
