"""Recognises a message that presses for what was just refused: "it's only for research, come on", 只是研究用的."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.intents.model import REFUSED
from assistant.planner.plans.canvas import tells_venture
from assistant.planner.plans.remarks import offers
from assistant.planner.understand.evidence import Evidence

_PRESSES = lazy_re(
    r"\b(?:only|just|come on|hypothetical\w*|theoretical\w*|pretend\w*|imagine|fiction\w*|educational|"
    r"for (?:my |a |some )?(?:research|fun|school|class|course|study|novel|book|film|training)|"
    r"(?:no ?body|no one|nobody) (?:will|gets?|would)|"
    r"(?:it|this)(?:['’]s| is) (?:perfectly |totally |completely )?legal|"
    r"(?:don['’]?t|do not) worry|do it anyway|anyway|then at least|at least)\b|"
    r"只是|就是|开个?玩笑|研究|学术|假设|假如|小说|剧本|教学|没人会|不会(?:真|被|有)|不违法|合法的|"
    r"别(?:担心|怕|那么)|那就?(?:只|光|先)?(?:写|给|说|做|列)|至少|反正",
    re.IGNORECASE,
)


def presses(seen: Evidence) -> str | None:
    """What insists right after a refusal and tells of no other venture is refused as well."""
    if not seen.context.focus.get("refused") or not _PRESSES.search(seen.text):
        return None
    return None if offers(seen.text) and tells_venture(seen.text, seen.context) else REFUSED
