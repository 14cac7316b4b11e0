"""Whether words can stand on the canvas as an item: no pronoun, no order word, no half of a sentence."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES

# What stands for an item named before: "the same", 一样的, "it".
SAME = lazy_re(
    r"(?:(?:the |this |that |it )?(?:very )?same(?: (?:one|thing|item|entry|again|text|words?))?|it|them|her|"
    r"him|that|this|those|these|that one|this one|both(?: of them)?|ditto|"
    r"(?:也)?(?:一条|一个)?(?:一样|同样|相同)(?:的)?(?:内容|一条|东西|一个)?|[它他她]们?|[这那](?:个|条|些|两个|两条)?|前者|后者|"
    r"同上)(?:\s+(?:too|again|as well|there|down)|也)*",
    re.IGNORECASE,
)
# It tells of something named before instead of naming it: 它也算渠道.
POINTS_FIRST = lazy_re(
    r"(?:it|they|he|she|we|you|i)(?:['’](?:s|re|ve|ll|d|m))?\s+(?!team\b|staff\b)[a-z]+|[它她他]们?(?!们|家|乡|人)|"
    r"(?:you|we|i) (?:may|can|could|should|might|must)\b",
    re.IGNORECASE,
)
_NO_ITEM = lazy_re(
    r"(?:first|second|third|fourth|fifth|last|next|other|others|rest|one|ones|two|three|new|old|item|items|entry|"
    r"numbers?|now|then|there|here|too|also|yes|no|ok|please|(?:some|any|every|no)thing(?:\s.+)?|more|another|(?:点|些|一?点儿?|一些)?什么(?:\S{0,4}的)?|"
    r"the (?:other|rest|others|first|second|last)(?: one)?|"
    r"别的|其他的?|其余的?|剩下的?|另一个|另外一个|第?[一二三四五]个?|全部|所有|进去|上去|一下|一条|新的|什么|报|写|加|改|删)",
    re.IGNORECASE,
)
# A clause that tells of the item instead of naming it.
_TELLS = lazy_re(
    r".*\b(?:i|we|you) (?:just )?(?:mentioned|said|told|meant|added|wrote|put)\b.*|(?:(?:write|put|add|note) )?"
    r"(?:how|what|whether|why|where|when)\b.*|"
    r"(?:is|are|was|were|has|have|should|and|or|but|of|that|which|who)\b(?!-).*|"
    r"(?:要|得|应该)有.*|.*(?:的话|没有|了吗)|.*(?:看看|怎么样|行不行|好不好|会不会|是不是|能不能|该不该|要不要|说说)",
    re.IGNORECASE | re.DOTALL,
)
_UNENDED = lazy_re(r".*\b(?:the|an?|and|or|of|with|to|for|in|from|by|that|our|my|their|its|is|are)", re.I | re.DOTALL)


def writable(words: str) -> bool:
    """Whether words name something that a canvas can hold."""
    bare = words.strip(EDGES)
    if not re.search(r"[^\W\d_]{2}|[^\W\d_]\W*\d|\d\W*[^\W\d_]", bare):
        return False
    whole = (SAME, _NO_ITEM, _TELLS, _UNENDED)
    return not any(form.fullmatch(bare) for form in whole) and not POINTS_FIRST.match(bare)
