"""Corrections that set one thing against another: "not A but B", "B, not A", 不是A，是B."""

from __future__ import annotations

import re

from assistant.canvas import Canvas, find_blocks
from assistant.canvas.matching import holds, reworded, similarity
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.item_words import ALIKE, ASKS, bare, touches, unled

_WHO = lazy_re(r"\s+(?:who|that|which)\b.*$", re.IGNORECASE)  # "farmers who pay"
_FORMS = (
    # "Not A, B." and "I mean B, not A".
    lazy_re(
        r"(?P<lead>)(?:(?:no|nope|oh|wait|sorry|oops|actually|hm+)\b[\s,.!，]*)*not\s+(?P<a>[^,;，；]+?)\s*[,;，；]\s*"
        r"(?:but\s+|rather\s+|instead\s+)?(?P<b>[^,;，；]+)",
        re.IGNORECASE,
    ),
    lazy_re(
        r"(?P<lead>)(?:(?:no|sorry|oops|actually)\b[\s,，]*)*(?:i mean[t]?|make that|it should (?:be|say))\s+"
        r"(?P<b>[^,;，；]+?)[,，]?\s+(?:and\s+)?not\s+(?P<a>.+)",
        re.IGNORECASE,
    ),
    lazy_re(
        r"(?P<lead>.*?)(?:\b(?:is|are|was|were)|['’](?:s|re))\s*(?:n['’]t|not)\s+(?P<a>.+?)(?:\s*[,;，]\s*|\s+)"
        r"(?:but(?: rather)?|rather|(?:it|that|they)(?:['’]s|['’]re| is| are))\s+(?P<b>.+)",
        re.IGNORECASE,
    ),
    lazy_re(
        r"(?P<lead>.*?)\b(?:should (?:be|say|read)|is|are)\s+(?:in |for |on |at )?(?P<b>[^,，]+)[,，]\s*(?:and )?not\s+"
        r"(?:in |for |on |at )?(?P<a>.+)",
        re.IGNORECASE,
    ),
    lazy_re(r"(?P<lead>.*?)\bmake (?:it|that|this) (?P<b>.+?) (?:instead of|rather than|not) (?P<a>.+)", re.I),
    lazy_re(r"(?:make|set|have)\s+(?P<lead>.+?)\s+(?P<b>\S+) (?:instead of|rather than|not) (?P<a>\S+)", re.I),
    lazy_re(r"(?P<lead>.*?)不是(?P<a>[^，,]+?)的?[，,]?(?:而|应该|应当|其实)?是(?P<b>.+?)的?\W*$"),
    lazy_re(r"(?P<lead>.*?)(?:应该|应当|其实)?是(?P<b>[^，,]+?)的?[，,](?:而)?不是(?P<a>.+?)的?\W*$"),
)
# "…, fix it on the canvas": what is to be done about it, no part of what is wrong.
_MEND_IT = lazy_re(
    r"[,，;；.。!！]\s*(?:so\s+)?(?:please\s+|pls\s+|can you\s+)?(?:fix|change|update|correct|amend)\b[^,，]*$|"
    r"[，,;；。]\s*(?:请|麻烦|帮我|帮忙|你)*(?:在画布上)?(?:改|更正|修正|更新|订正)[^，,]{0,8}$",
    re.IGNORECASE,
)


def read_not_but(body: str, canvas: Canvas) -> list[Edit]:
    """What a correction exchanges on the canvas; empty where it names nothing that stands there."""
    if ASKS.search(body):
        return []
    body = _MEND_IT.sub("", body)
    for pattern in _FORMS:
        if match := pattern.fullmatch(body):
            old, new = bare(_WHO.sub("", match["a"])), bare(_WHO.sub("", match["b"]))
            only_number = find_quantities(old) and not _said_of(match["lead"], old, canvas)
            return [] if only_number else exchanged(old, new, match["lead"], canvas)
    return []


def set_apart(text: str) -> tuple[str, str] | None:
    """What a correction calls wrong and what it puts in its place; None where the text is none."""
    match = next((m for form in _FORMS if (m := form.fullmatch(text.strip()))), None)
    return (bare(_WHO.sub("", match["a"])), unled(_WHO.sub("", match["b"]))) if match else None


def _said_of(lead: str, words: str, canvas: Canvas) -> bool:
    """Whether the words before name an item that says `words`: "in the cloud cost make it $4,000 instead of $3,000"."""
    return any(holds(i.text, words) and touches(lead, i.text) for _, i in canvas.all_items())


def exchanged(old: str, new: str, lead: str, canvas: Canvas) -> list[Edit]:
    """`old` on the canvas became `new`: in the item that says it, the one that the words before resemble most."""
    named = {m.block for m in find_blocks(lead)}
    found = [(b, i) for b, i in canvas.all_items() if holds(i.text, old) or similarity(old, i.text) >= ALIKE]
    found = [(b, i) for b, i in found if b in named] or found
    if not found or not new:
        return []
    block, item = max(found, key=lambda placed: similarity(f"{lead} {old}", placed[1].text))
    new = _without_unit(item.text, old, new)
    text = reworded(item.text, old, new)
    return [Edit("replace", block, item.id, unled(text) if text == new else text)]


def _without_unit(text: str, old: str, new: str) -> str:
    """A new amount without the unit that already stands behind the old one: "95 pounds" in "79 pounds a year"."""
    number = re.match(r"[\d.,]*\d", new)
    unit = new[number.end() :].strip() if number else ""
    repeated = unit and re.search(rf"{re.escape(old)}\s*{re.escape(unit)}", text, re.IGNORECASE)
    return number.group() if number and repeated else new
