"""Items named by their place in a block: "the second channel", 渠道第二条, 前两个客户细分."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas import BlockId, BlockMention, Canvas, find_blocks
from assistant.language.lazy_re import lazy_re

ITEM = "\ue0ff"  # stands for the items in the text, so that no grammar reads into their words

_NUMBERS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "last": -1, "final": -1,
    "bottom": -1, "top": 1, "penultimate": -2, "second-last": -2, "second to last": -2, "next to last": -2,
    "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
}  # fmt: skip
_ORDER = (
    r"(?P<place>penultimate|second-last|second to last|next to last|middle|"
    r"first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|last|final|top|bottom)"
    r"(?:\s+(?P<few>two|three|four|five|[2-9]))?"
)
_ZH_ORDER = (
    r"(?:(?P<back>倒数)?第(?P<place>[一二三四五六七八\d])|"
    r"(?P<last>最后面?|最末尾?|末尾|最下面|最底下|后面?(?=[两三四]))那?的?(?P<lastfew>[两三四二一])?|"
    r"前面?(?P<few>[两二三四五\d])|(?P<first>头一|最上面|最前面|最开头)|(?P<middle>正?中间))"
    r"(?:的|那)*(?:个|条|项|类|种|家|点|句|行)?"
)
_ZH_MORE = lazy_re(r"[和跟与、]第(?P<place>[一二三四五六七八\d])(?:个|条|项|类|种|家|点|句|行)?")
_BEFORE = lazy_re(
    rf"(?:\b(?:the|our|my)\s+)?\b{_ORDER}\s+(?:(?:item|entry|one|point|line|bullet)s?\s+)?"
    rf"(?:(?:of|in|under|from|on|among)\s+)?(?:(?:the|our|my)\s+)?$",
    re.IGNORECASE,
)
_AFTER = lazy_re(
    r"\s+(?:number|no\.?|item)\s+(?P<named>one|two|three|four|five|six)\b|"
    rf"(?:\s*(?:#|no\.?|number|item)\s*|\s+)(?P<digit>\d{{1,2}})(?![\d,.]*\d|\s*%|\s*[a-z])|(?:['’]s)?\s+{_ORDER}"
    rf"(?:\s+(?:item|entry|one|point|line|bullet)s?)?(?![a-z])",
    re.IGNORECASE,
)
_ZH_BEFORE = lazy_re(rf"{_ZH_ORDER}的?$")
_ZH_AFTER = lazy_re(rf"(?:里面|里|中|上)?的?{_ZH_ORDER}")
# Item numbers before the block: "item 9 of channels".
_NUMBERED = lazy_re(
    r"(?:\b(?:item|entry|point|line|number|no\.?)|#)\s*(?P<place>\d{1,2}|one|two|three|four|five)\s+"
    r"(?:of|in|under|from)\s+(?:the\s+|our\s+)?$",
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
    few = _number(parts.get("few") or parts.get("lastfew") or "")
    place = _place(parts, len(ids))
    if few:
        chosen = ids[-few:] if place == -1 else ids[:few]
    else:
        chosen = _at(ids, place)
    # 第一条和第三条
    at = text.index(ITEM) + 1
    while more := _ZH_MORE.match(text, at):
        chosen = [*chosen, *_at(ids, _number(more["place"]))]
        text = text[:at] + text[more.end() :]
    return Placed(mention.block, tuple(chosen) or (match.group().strip(),), text)


def _place(parts: dict[str, str | None], count: int) -> int:
    """The place that a match names: 1 is the first, -1 the last, 0 none."""
    if parts.get("last"):
        return -1
    if parts.get("first"):
        return 1
    word = parts.get("place") or parts.get("digit") or parts.get("named") or ""
    if parts.get("middle") or word.lower() == "middle":
        return (count + 1) // 2 if count % 2 else 0
    place = _number(word)
    return -place if parts.get("back") else place


def _at(ids: list[str], place: int) -> list[str]:
    """The item at a place, none where the list is too short."""
    return [ids[place - 1 if place > 0 else place]] if 0 < abs(place) <= len(ids) else []


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 0)
