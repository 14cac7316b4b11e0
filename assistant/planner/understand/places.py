"""Items named by their place in a block: "the second channel", 渠道第二条, 前两个客户细分."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas import BlockId, BlockMention, Canvas, find_blocks
from assistant.language.lazy_re import lazy_re

ITEM = "\ue0ff"  # stands for the items in the text, so that no grammar reads into their words

_NUMBERS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "last": -1, "final": -1,
    "bottom": -1, "top": 1,
    "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
}  # fmt: skip
_ORDER = (
    r"(?P<place>first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|last|final|top|bottom)"
    r"(?:\s+(?P<few>two|three|four|five|[2-9]))?"
)
_ZH_ORDER = (
    r"(?:第(?P<place>[一二三四五六七八\d])|(?P<last>最后)(?P<lastfew>[两三四二一])?|前(?P<few>[两二三四五\d]))"
    r"(?:个|条|项|类|种|家|点|句)?"
)
_BEFORE = lazy_re(
    rf"(?:\b(?:the|our|my)\s+)?\b{_ORDER}\s+(?:(?:item|entry|one|point|line|bullet)s?\s+)?"
    rf"(?:(?:of|in|under|from|on|among)\s+)?(?:(?:the|our|my)\s+)?$",
    re.IGNORECASE,
)
_AFTER = lazy_re(
    rf"(?:\s*(?:#|no\.?|number|item)\s*|\s+)(?P<digit>\d{{1,2}})(?![\d,.]*\d|\s*%|\s*[a-z])|(?:['’]s)?\s+{_ORDER}"
    rf"(?:\s+(?:item|entry|one|point|line|bullet)s?)?(?![a-z])",
    re.IGNORECASE,
)
_ZH_BEFORE = lazy_re(rf"{_ZH_ORDER}的?$")
_ZH_AFTER = lazy_re(rf"(?:里面|里|中|上)?的?{_ZH_ORDER}")
# Item numbers before the block: "item 9 of channels".
_NUMBERED = lazy_re(
    r"(?:\b(?:item|entry|point|line|number|no\.?)|#)\s*(?P<place>\d{1,2})\s+(?:of|in|under|from)\s+(?:the\s+|our\s+)?$",
    re.I,
)


@dataclass(frozen=True)
class Placed:
    """Items named by place.

    Attributes:
        block: Their block.
        items: Their ids; the words themselves where the block has no such place.
        text: The text with `ITEM` in their stead.
    """

    block: BlockId
    items: tuple[str, ...]
    text: str


def read_place(text: str, canvas: Canvas) -> Placed | None:
    """The first items that a text names by block and place; None where it names none so."""
    for mention in find_blocks(text):
        before, after = text[: mention.span[0]], text[mention.span[1] :]
        for pattern in (_NUMBERED, _BEFORE, _ZH_BEFORE):
            if match := pattern.search(before):
                return _placed(mention, match, before[: match.start()] + ITEM + after, canvas)
        for pattern in (_AFTER, _ZH_AFTER):
            if match := pattern.match(after):
                return _placed(mention, match, _bare(before) + ITEM + after[match.end() :], canvas)
    return None


def _bare(before: str) -> str:
    return re.sub(r"\b(?:the|our|my|of|in|from|under)\s+$", "", before, flags=re.IGNORECASE)


def _placed(mention: BlockMention, match: re.Match[str], text: str, canvas: Canvas) -> Placed:
    parts = match.groupdict()
    ids = [item.id for item in canvas.block(mention.block)]
    place = _number(parts.get("place") or parts.get("digit") or "")
    few = _number(parts.get("few") or parts.get("lastfew") or "")
    if parts.get("last"):
        place = -1
    if few:
        chosen = ids[-few:] if place == -1 else ids[:few]
    elif place == -1:
        chosen = ids[-1:]
    else:
        chosen = ids[place - 1 : place] if place else []
    return Placed(mention.block, tuple(chosen) or (match.group().strip(),), text)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 0)
