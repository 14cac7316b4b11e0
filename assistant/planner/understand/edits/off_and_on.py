"""One thing off the canvas and another in its place: "elephants are out, horses instead", 抖音那个渠道去掉，改….

Also which item words name, and which of its words they say.
"""

from __future__ import annotations

import re

from assistant.canvas import BlockId, Canvas, Item, find_blocks
from assistant.canvas.matching import holds, in_place
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import VERBS, Edit
from assistant.planner.understand.edits.grounded import ground, named_best
from assistant.planner.understand.edits.item_words import stands, unled
from assistant.planner.understand.edits.parts import lists_several
from assistant.planner.understand.edits.places import read_place

# One thing off, another in its place: "drop A then and write B instead".
OFF_AND_ON = lazy_re(
    rf"(?:{VERBS['remove']}|take)\s+(?P<a>.+?)(?:\s+(?:out|off|then))*\s*(?:,|\band\b|"
    rf";)\s*(?:and\s+)?(?:please\s+|then\s+)?"
    r"(?:(?:put|write|add|have|use|list)\s+(?P<b>.+?)\s+(?:instead|in (?:its|their|that) place|there)|"
    r"put in\s+(?P<c>.+?))\W*|"
    r"(?P<da>[^,;.]+?)\s+(?:is|are)\s+(?:out|off|gone|no good|not possible|not allowed|history|dead|"
    r"(?:\w+ )?wrong|incorrect|not right|too \w+)\b[^;]*?[,.;]\s*"
    r"(?:so\s+|then\s+|let'?s (?:use|have|take|say)\s+|use\s+|make (?:it|that)\s+|"
    r"have\s+)*(?:(?P<db>[^,.;]+?)\s+instead|(?:it|they|that)(?:['’]s|['’]re| is| are|"
    r" should be)\s+(?P<dc>[^,.;]+?))\W*|"
    rf"(?:把)?(?P<za>.+?)(?:{VERBS['remove']})(?:了|掉)?[,，]\s*(?:再|然后|就|直接)?(?:换上|改成|换成|换做|补上|改写|改做|改为|改用|改放|换|改)"
    r"(?P<zb>.+?)\W*",
    re.IGNORECASE,
)


_THING = lazy_re(r"^(?:no|actually|sorry|oh|well)\b[\s,]*|\s+(?:thing|bit|part|one|entry|stuff|item)$", re.IGNORECASE)


def read_off_and_on(text: str, canvas: Canvas) -> list[Edit]:
    """One thing off and another in its place: "elephants are out, horses instead"."""
    match = OFF_AND_ON.fullmatch(text)
    if not match:
        return []
    old = _THING.sub("", match["a"] or match["da"] or match["za"])
    new = unled(next(match[g] for g in ("b", "c", "db", "dc", "zb") if match[g]))
    found = named_item(old, canvas, strictly=True)
    if found is None:  # TikTok那个渠道去掉，换…: what takes its place belongs there all the same
        blocks = {m.block for m in find_blocks(old)}
        return [Edit("add", blocks.pop(), "", new)] if len(blocks) == 1 else []
    words = said_of(old, found.text)
    part = bool(words) and words.lower() != found.text.lower() and lists_several(found.text)
    return [Edit("replace", "", found.id, in_place(found.text, words, new) if part else new)]


def said_of(said: str, text: str) -> str:
    """The longest words that a text and an item both say."""
    runs = [
        said[start:end]
        for start in range(len(said))
        for end in range(len(said), start + 1, -1)
        if holds(text, said[start:end].strip()) and said[start:end].strip() == said[start:end]
    ]
    return max(runs, key=len, default="")


def named_item(words: str, canvas: Canvas, *, strictly: bool = False) -> Item | None:
    """The item that words name: by place, in full, or by a word that no other item holds."""
    placed = read_place(words, canvas)
    if placed and len(placed.items) == 1 and (found := canvas.find(placed.items[0])):
        return found[1]
    named = [g.item for g in ground(words, canvas) if g.whole]
    if named:
        return named[0]
    blocks: set[BlockId] = {m.block for m in find_blocks(words)}
    best = named_best(words, [(b, i) for b, i in canvas.all_items() if not blocks or b in blocks])
    if best is None or (strictly and not stands(words, canvas)):
        return None
    return best[1]
