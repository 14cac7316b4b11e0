"""Removals told by what is to become of an item named before: "X can go too", "X? take that out", X也撤了吧."""

from __future__ import annotations

import re

from assistant.canvas import Canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits import VERBS, Edit
from assistant.planner.understand.grounded import ground, together
from assistant.planner.understand.item_words import ASKS

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


def read_let_go(body: str, canvas: Canvas) -> list[Edit]:
    """Removals of the items that a message names in full before it lets them go; empty where it does neither."""
    told = _OFF.search(body)
    if not told or ASKS.search(body) or _GOES_ELSEWHERE.search(body):
        return []
    named = [g for g in ground(body, canvas) if g.whole and g.span[0] < told.end()]
    return [Edit("remove", "", g.item.id, "") for g in together(body, named)]
