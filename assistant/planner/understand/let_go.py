"""Removals told by what is to become of an item named before: "X can go too", "X? take that out", X也撤了吧."""

from __future__ import annotations

import re

from assistant.canvas import Canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits import VERBS, Edit
from assistant.planner.understand.grounded import ground, together
from assistant.planner.understand.item_words import ASKS
from assistant.planner.understand.places import ITEM, read_place

_IT = r"(?:it|them|that|those|this|that one|this one)"
_OFF = lazy_re(
    r"\b(?:can|could|should|may|must|has to|have to|needs to|might as well)\s+(?:just\s+|all\s+|both\s+)?"
    r"(?:go|be (?:dropped|removed|deleted|cut|scrapped|binned))\b|"
    rf"\b(?:take|{VERBS['remove']})\s+{_IT}\b(?:\s+(?:out|off|away))?|"
    r"\boff the (?:list|canvas|board)\b|\bget rid\b(?! of)|\b(?:went|gone) bust\b|"
    rf"[，,?？。;；]\s*(?:请|就|先|把它|给我|直接|都|全|帮我|麻烦|也)*(?:{VERBS['remove']})(?:了|吧|掉|一下|哈|呗)*\W*$|"
    r"(?:别留着?了?|可以(?:删|撤|去掉|拿掉|划掉|不要)|也(?:删|撤|砍|去掉|拿掉|不要))",
    re.IGNORECASE,
)
_GOES_ELSEWHERE = lazy_re(
    r"\bgo(?:es)?\s+(?:to|in|into|under|with|through|via)\b|\binstead\b|换成|改成|改为", re.IGNORECASE
)
# "and the last channel as well": what was done last is to be done to one more.
TOO = lazy_re(
    rf"(?:(?:and|oh|also|then)\b[\s,]*)*(?:the\s+)?{ITEM}\s*,?\s*(?:as well|too|likewise|also)(?:\s+please)?\W*|"
    rf"(?:还有|另外|然后|再把|把)?{ITEM}(?:也|同样)(?:一样|是|不要|不用)?(?:吧|了|哈)?\W*",
    re.IGNORECASE,
)


def names_one_more(text: str, canvas: Canvas) -> bool:
    """Whether a message names items of the canvas and says no more than that what was done goes for them too."""
    placed = read_place(text, canvas)
    if placed:
        return bool(TOO.fullmatch(placed.text.strip()))
    named = together(text, [g for g in ground(text, canvas) if g.whole])
    if not named:
        return False
    return bool(TOO.fullmatch(f"{text[: named[0].span[0]]}{ITEM}{text[named[-1].span[1] :]}".strip()))


def read_let_go(body: str, canvas: Canvas) -> list[Edit]:
    """Removals of the items that a message names in full before it lets them go; empty where it does neither."""
    told = _OFF.search(body)
    if not told or ASKS.search(body) or _GOES_ELSEWHERE.search(body):
        return []
    named = [g for g in ground(body, canvas) if g.whole and g.span[0] < told.end()]
    return [Edit("remove", "", g.item.id, "") for g in together(body, named)]
