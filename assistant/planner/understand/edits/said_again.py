"""Completes additions that only point at their words: "the same under channels", 客户里也要有他们."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.canvas import History, find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.understand.edits.canvas_edits import EDGES, VERBS, Edit
from assistant.planner.understand.edits.grounded import named_among
from assistant.planner.understand.edits.in_view import in_view
from assistant.planner.understand.edits.item_words import unled
from assistant.planner.understand.edits.writable import POINTS_FIRST, SAME, writable

_THE_SAME = lazy_re(r"\bsame\b|\bditto\b|一样|同样|相同|同上", re.IGNORECASE)
_POSSESSIVE = lazy_re(r"(?:its|their|his|her)\s+|(?:它|他|她)们?的", re.IGNORECASE)
_CLAUSE = lazy_re(r"\s*[,，;；。!！]\s*|\.\s+")
# Who or what the clause before is about.
_SUBJECT = lazy_re(
    r"(?:(?:and|but|so|also|well|oh|actually|by the way|turns out|in fact|our|the|my)\b[\s,]*)*"
    r"(?P<en>(?:[\w'’-]+\s+){0,4}?[\w'’-]+)\s+(?:(?:is|are|was|were|has|have|had|will|would|wants?|agreed|can|could|"
    r"does|do|pays?|also|asked|needs?|keeps?|came|come|said|says?|seems?|love|loves?|might|may|really|buy|buys)\b"
    r"|['’](?:s|re|ve|ll|d)\b).*|"
    r"(?:其实|另外|对了|还有|而且|不过|但是?|原来|发现|我们|最近|那)*(?P<zh>[^，,]{2,10}?)(?:其实|也|更|很|都|会|要|是|在|已经|"
    r"说|想|觉得|愿意|挺|比|才|最|太|刚|又|答应|同意|给|我们|有|需要|特别|经常|老).*",
    re.IGNORECASE,
)
_BESIDE = lazy_re(
    r"[,，]?\s*\b(?:next to|alongside|beside|in addition to|along with|as well as|on top of|besides)\s+(?P<en>[^,.;]+)|"
    r"[,，]?(?:除了|跟|和|与|同|在)(?P<zh>[^，,。]{2,12}?)(?:之外|以外|一起|并列|放一起|旁边|后面|那一栏|那栏)[,，]?(?:也|还|再)?(?:放|写|列|加|算|有)?(?:上)?",
    re.IGNORECASE,
)
_PUT_THERE = lazy_re(
    rf"\b(?:{VERBS['add']})\s+(?P<it>it|that|this|them|the same)(?: down| in| also| as well| too)*\s+"
    r"(?:to|under|in|into|among|on|as)\b",
    re.IGNORECASE,
)
_TOO = lazy_re(
    r"^(?:(?:add|put|include|write|and|also|then|ok(?:ay)?|so)\b[\s,]*|再?加上?|还有|也|再)+|(?:[\s,]+(?:too|"
    r"as well|also|then|please))+$|也$",
    re.IGNORECASE,
)
_JOINS = lazy_re(
    r"(?P<en>[^,;]{2,60}?)\s+(?:(?:has |have )?(?:just |now )?(?:joined|signed (?:up|on)|agreed|come on board|"
    r"came on board|"
    r"got in touch|offered to|promised to|said yes))\b.*|"
    r"(?P<zh>[^，,]{2,14}?)(?:已经|刚刚?|也|都)*(?:加入了?我们|答应|签约|签下来|同意|入伙).*",
    re.IGNORECASE,
)
_AMOUNT_AROUND = lazy_re(r"\s*(?:a|per|each|every|/)\s*\w+", re.IGNORECASE)


def completed(edits: Sequence[Edit], text: str, context: Context) -> list[Edit]:
    """The additions of a message in full words; without words, to be asked for, where nothing says what they mean.

    Args:
        edits: As they were read.
        text: The clause they stand in.
        context: The conversation with the whole message.
    """
    done: list[Edit] = []
    for edit in edits:
        if edit.op != "add" or not edit.text:
            done.append(edit)
            continue
        said = [e.text for e in done if e.op == "add" and e.text]
        words = _words(edit, said, text, context)
        unknown = not words and not edit.block and SAME.fullmatch(edit.text)  # "add it": where, and what, is asked
        done.append(edit if unknown else replace(edit, text=words))
    return done


def read_put_there(text: str) -> list[Edit]:
    """An addition of what "it" means, ordered anywhere in a clause: "… and write it down under revenue"."""
    match = _PUT_THERE.search(text)
    mentions = find_blocks(text[match.end() :]) if match else []
    return [Edit("add", mentions[0].block, "", match["it"])] if match and len(mentions) == 1 else []


def placed_beside(edits: Sequence[Edit], text: str, context: Context) -> list[Edit]:
    """An addition without a block in that of the item it is to stand next to: "veterans too, next to the retirees"."""
    match = _BESIDE.search(text) if len(edits) == 1 and edits[0].op == "add" and not edits[0].block else None
    if not match:
        return list(edits)
    canvas = History.from_json(context.canvas).canvas
    named = {block for block, _ in named_among(match["en"] or match["zh"], canvas, list(canvas.all_items()))}
    words = _CLAUSE.split(f"{text[: match.start()]}{text[match.end() :]}".strip(EDGES))
    new = _TOO.sub("", unled(words[0])).strip(EDGES)
    return [Edit("add", named.pop(), "", new)] if len(named) == 1 and new else list(edits)


def _words(edit: Edit, said: Sequence[str], text: str, context: Context) -> str:
    own = _POSSESSIVE.match(edit.text)
    if own and said:
        return f"{said[-1]}: {edit.text[own.end() :]}"  # "an audit, and its price of … in the costs"
    if SAME.fullmatch(edit.text) or POINTS_FIRST.match(edit.text):
        return said[-1] if said else _before(edit.text, text, context)
    told = _JOINS.fullmatch(edit.text)  # "Anna joined us last week, she is a partner"
    words = unled(told["en"] or told["zh"]) if told else edit.text
    return words if writable(words) else ""


def _before(words: str, text: str, context: Context) -> str:
    """What pointing words mean: whom the clause before is about, the amount told, the item in view."""
    message = context.text
    at = message.find(words)
    told = _CLAUSE.split(message[:at] if at > 0 else "")[:-1]  # what stands in front in the same clause is the order
    for clause in [] if _THE_SAME.search(words) else [c.strip(EDGES) for c in told]:
        if (match := _SUBJECT.fullmatch(clause)) and writable(who := unled(match["en"] or match["zh"])):
            return who
    money = [q for q in find_quantities(message) if q.kind == "money"]
    if len(money) == 1:
        start, end = money[0].span
        around = _AMOUNT_AROUND.match(message, end)
        return message[start : around.end() if around else end].strip(EDGES)
    canvas = History.from_json(context.canvas).canvas
    items = in_view(context).items if context.focus.get("in_view_now") else ()
    found = canvas.find(items[0]) if len(items) == 1 else None
    return found[1].text if found else ""
