"""Removals told by what is to become of an item named before: "X can go too", "X? take that out", X也撤了吧."""

from __future__ import annotations

import re

from assistant.canvas import Canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import VERBS, Edit, edit_op
from assistant.planner.understand.edits.grounded import ground, together
from assistant.planner.understand.edits.item_words import ASKS
from assistant.planner.understand.edits.places import ITEM

MOST_CLAUSES = 4
_IT = r"(?:it|them|that|those|this|that one|this one)"
OFF = lazy_re(
    r"\b(?:can|could|should|may|must|has to|have to|needs to|might as well)\s+(?:just\s+|all\s+|both\s+)?"
    r"(?:go|be (?:dropped|removed|deleted|cut|scrapped|binned))\b|"
    rf"\b(?:take|{VERBS['remove']})\s+{_IT}\b(?:\s+(?:out|off|away))?|"
    r"\boff the (?:list|canvas|board)\b|\bget rid\b(?! of)|\b(?:went|gone) bust\b|"
    rf"[，,?？。;；]\s*(?:请|就|先|把它|给我|直接|都|全|帮我|麻烦|也)*(?:{VERBS['remove']})(?:了|吧|掉|一下|哈|"
    rf"呗)*\W*$|"
    r"(?:别留着?了?|可以(?:删|撤|去掉|拿掉|划掉|不要)|也(?:删|撤|砍|去掉|拿掉|不要))",
    re.IGNORECASE,
)
_GOES_ELSEWHERE = lazy_re(
    r"\bgo(?:es)?\s+(?:to|in|into|under|with|through|via)\b|\binstead\b|换成|改成|改为", re.IGNORECASE
)
_ENDS = lazy_re(r"\s*[,，;；。?？!！]\s*|\.\s+")
_ORDERED = lazy_re(
    rf"[,，;；。.?？!！]\s*(?:(?:so|please|just|let'?s|then)\s+)*(?:take|put|{VERBS['remove']}|"
    rf"{VERBS['move']})\s+{_IT}\b[^,，;；。.]{{0,30}}\W*$|"
    rf"[,，;；。?？]\s*(?:请|就|先|把它|直接|都|全|帮我|麻烦|也)*(?:{VERBS['remove']})(?:了|吧|掉|一下)*\W*$",
    re.IGNORECASE,
)
# "and the last channel as well": what was done last is to be done to one more.
TOO = lazy_re(
    rf"(?:(?:and|oh|also|then)\b[\s,]*)*(?:the\s+)?{ITEM}\s*,?\s*(?:as well|too|likewise|also)(?:\s+please)?\W*|"
    rf"(?:and\s+|oh\s+)?(?:(?:the )?same (?:thing )?(?:goes )?(?:with|for|applies to)|ditto(?: for)?|so (?:do|"
    rf"does))\s+(?:the\s+)?{ITEM}\W*|"
    rf"(?:还有|另外|然后|再把|把)?{ITEM}(?:也|同样)(?:一样|是|不要|不用)?(?:吧|了|哈)?\W*",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Whether a message of two clauses ends in an order about what the first names: "X is no use, take it off"."""
    clauses = _ENDS.split(text.strip(" .。!！"))
    one = len(clauses) <= MOST_CLAUSES and not any(edit_op(clause, of_known_item=True) for clause in clauses[:-1])
    return one and bool(_ORDERED.search(text))


def elsewhere(text: str) -> bool:
    """Whether what is let go of is to go somewhere, or something is to come in its place."""
    return bool(_GOES_ELSEWHERE.search(text))


def read_let_go(body: str, canvas: Canvas) -> list[Edit]:
    """Removals of the items that a message names in full before it lets them go; empty where it does neither."""
    told = OFF.search(body)
    if not told or ASKS.search(body) or _GOES_ELSEWHERE.search(body):
        return []
    named = [g for g in ground(body, canvas) if g.whole and g.span[0] < told.end()]
    return [Edit("remove", "", g.item.id, "") for g in together(body, named)]
