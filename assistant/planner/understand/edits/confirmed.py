"""What the canvas leaves to be confirmed, once the user tells it: who decides."""

from __future__ import annotations

import re

from assistant.canvas import Canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import SURELY_HYPOTHETICAL
from assistant.planner.understand.edits.canvas_edits import EDGES, Edit

LONGEST = 120  # characters
TO_CONFIRM = lazy_re(r"\W*(?:.*\S )?(?:to confirm\b|待确认)", re.IGNORECASE)
_DECIDING = lazy_re(r"\bwho decides\b|拍板", re.IGNORECASE)
_WHO_ZH = r"[^，,。不没]{0,12}?(?:主任|委员会|会|院长|校长|厂长|局长|长|人|部门?|总|老板|主管|经理|科|家|方|自己|领导)"
_NAMED = lazy_re(
    r"(?:谁)?(?:拍板|决策|做决定|做主|签字|定夺)(?:的|者)?(?:人)?(?:应该|其实|主要|也|就)*(?:是|写|为|填|改成|改为|换成|[:：])(?P<zh>.+)|"
    r"(?:the\s+)?(?:decision[- ]?makers?|deciders?|(?:person|one|people) who decides?|who decides|one deciding)\s*"
    r"(?:is|are|should be|should read|[:：])\s*(?P<en>.+)|"
    r"(?:put|write|note|add|list)\s+(?P<en2>.+?)\s+(?:down )?as (?:the )?(?:decision[- ]?maker|decider|"
    r"one who decides)",
    re.IGNORECASE,
)
_TOLD = lazy_re(
    rf"(?:一般|都|最后|最终|主要)*(?:由|是)?(?:[^，,。不没]{{2,14}}?(?:来)?(?:拍板|做主|说了算|做决定)|{_WHO_ZH}(?:来)?(?:决定|签字|定))的?|"
    r"(?:(?:in the end|usually|mostly|it is|it's)\s+)?(?!(?:we|i|you|who|"
    r"it)\b)[^,.]{2,40}?\s+(?:who\s+)?(?:decides?|makes? the "
    r"(?:call|decision|final call|final decision)|ha(?:s|ve) the (?:final say|last word)|signs? (?:it )?off|"
    r"approves? it)",
    re.IGNORECASE,
)
_ASKED = lazy_re(
    r"^\W*(?:谁(?:来)?(?:拍板|做主|决定|定)(?:的)?|who (?:decides|signs off))\s*[?？:：]\s*", re.IGNORECASE
)
_QUESTION = lazy_re(r"\b(?:why|what|how)\b|为什么|怎么|什么|吗\W*$", re.IGNORECASE)
_CLAUSE = lazy_re(r"\s*[,，;；。.!！]\s*|\s+(?:and|but)\s+", re.IGNORECASE)


def decision(clause: str) -> tuple[str, bool]:
    """Who decides, as a clause tells it, and whether it names them rather than telling how; "" for another clause."""
    if match := _NAMED.fullmatch(clause):
        return next(g for g in match.groups() if g).strip(EDGES), True
    return (clause, False) if _TOLD.fullmatch(clause) else ("", False)


def decided(text: str, canvas: Canvas) -> Edit | None:
    """The edit that puts who decides in the place of the item that says so or left it open; None where none does."""
    items = [i for i in canvas.block("customer_segments") if _leaves_open(i.text) or decision(i.text)[0]]
    return Edit("replace", "", items[0].id, text) if items else None


def _leaves_open(item: str) -> bool:
    return bool(TO_CONFIRM.match(item) and _DECIDING.search(item))


def read_confirmed(text: str, canvas: Canvas) -> list[Edit]:
    """What a message tells of an open point of the canvas: 信息科推，院长定，要走招标."""
    told = _ASKED.sub("", text).strip(EDGES)
    if (
        not told
        or len(told) > LONGEST
        or _QUESTION.search(told)
        or text.rstrip().endswith(("?", "？"))
        or SURELY_HYPOTHETICAL.search(told)
    ):
        return []
    if not any(decision(clause)[0] for clause in _CLAUSE.split(told) if clause):
        if not _ASKED.match(text):
            return []
        told = f"Decided by {told}" if told.isascii() else f"由谁拍板：{told}"
    edit = decided(told, canvas)
    return [edit] if edit else []
