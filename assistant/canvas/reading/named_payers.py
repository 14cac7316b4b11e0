"""Who pays, in an answer to the question who would: its first clause, with what is said of them."""

from __future__ import annotations

import re

from assistant.canvas.reading.en_people import Someone, noun_phrase
from assistant.canvas.reading.sanity import sane_customer, unhedged
from assistant.canvas.reading.zh_people import phrase
from assistant.language.lazy_re import lazy_re

_CLAUSES = lazy_re(r"[,.;!?，。；！？\n]+(?!\d)|\s+(?:—|–|-)+\s+|\s+(?:because|since|but|so)\s+")
_OF_THEM = lazy_re(r"\s+(?:who|that|whose|with|without|in|from|at|on|of|near|around|over|under|aged|and|or)\b", re.I)
_LEAD = lazy_re(
    r"^(?:(?:well|hm+|oh|so|ok|okay|i (?:think|guess|suppose|'d say|would say)|that would be|that'?s|it'?s|it would be|"
    r"they'?re|would be|to|for|the|嗯|呃|应该|可能|我觉得|我想|就|给|卖给)[\s,，…]*)+(?=\S)",
    re.IGNORECASE,
)
_TAIL = lazy_re(r"[吧嘛呢啊呀了]+$|\s+(?:i (?:guess|think|suppose)|mostly|mainly|probably)$", re.IGNORECASE)
_LABELLED = lazy_re(r"(?:目标)?(?:客户|用户|客群)(?:主要|就)?[是为]")
_LONGEST = {"en": 14, "zh": 24}  # words; characters


def named_payers(text: str, language: str) -> str:
    """The people or organisations that an answer begins with; empty where it begins with something else."""
    bare = _LEAD.sub("", unhedged(_LEAD.sub("", text.strip())).strip())
    first = _TAIL.sub("", _CLAUSES.split(bare)[0].strip())
    if not first or _LABELLED.match(first) or not sane_customer(first, language):
        return ""
    if language == "zh":
        named = phrase(first, 0)
        return first if named and named.end == len(first) <= _LONGEST["zh"] else ""
    who = noun_phrase(first, 0)
    if len(first.split()) > _LONGEST["en"] or not _surely(who):
        return ""
    return first if who and (who.end >= len(first) or _OF_THEM.match(first, who.end)) else ""


def _surely(who: Someone | None) -> bool:
    return who is not None and who.score > 1
