"""Questions for what one block of the founder's canvas says: "what are our channels", "who pays", 成本里有哪些."""

from __future__ import annotations

import re

from assistant.canvas import BlockId, canvas_json, find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.evidence import Evidence

LONGEST = 60  # characters
BLOCK = "\ue0fe"  # stands for a block in the text, so that no grammar reads into its name
_ASKS_EN = lazy_re(
    rf"(?:(?:and|so|ok(?:ay)?|now|please|then|again|can you|could you)\b[\s,]*)*"
    rf"(?P<ask>what(?:['’]?s| is| are| do we have| have we got| have i got| do i have)?|who(?:['’]?s| is| are)?|which|"
    rf"(?:just |only )?(?:show|list|give|tell|read|remind|see|open)(?: me| us| out| of)*(?: just| only)?)\s+"
    rf"(?:(?:all|what(?:['’]?s| is)?|who)\s+)?(?P<in>(?:listed |written )?(?:in|under|on|inside|at)\s+)?"
    rf"(?P<the>(?:the|our|my|these|this)\s+)?(?:own\s+)?{BLOCK}(?:\s+(?:block|section|box|part|list|side))?"
    rf"(?:\s+(?P<have>(?:do|did) (?:we|i) (?:have|list|write|say|put)(?: down)?|have we(?: got)?|"
    rf"are (?:there|listed|on (?:the|my|our) canvas)|"
    rf"we have))?(?:\s+(?:now|again|so far|at the moment|right now|please|then|on (?:the|my|our) canvas))*\W*",
    re.IGNORECASE,
)
_ASKS_ZH = lazy_re(
    rf"(?:那|那么|先|再|就|只|请|帮我|给我|麻烦|把|重新)*"
    rf"(?P<look>(?:看看|看一?[下遍眼]?|列一?下|列出来?|显示|展示|说说|说一?[下遍]|念一?[下遍]|读一?[下遍]|打开)+)?"
    rf"(?P<our>(?:我们?|咱们?|我们家|现在|目前|当前|画布|里|上|中|的)*){BLOCK}(?:这一?[块栏部分]+|那一?[块栏]|模块|部分)?"
    rf"(?:里面|里|中|上|下面|下|都|现在|目前|到底|分别|的|一共|还|写着?|写了|列了|缺了?|少了?)*"
    rf"(?P<what>是什么|是啥|是谁|是哪些|有什么|有哪些|有哪几[个条类]|有谁|有啥|什么|哪些|啥|列出来|给我看看?|看看)?"
    rf"(?:内容|东西|人)?(?:呢|啊|呀|来着|吧|了)*\W*",
)
# "What is our revenue" is a number of the finance model; "what is in revenue" is a block.
_NUMBERED = {"revenue_streams", "cost_structure"}
_STREAMS = lazy_re(r"stream|structure|source|block|来源|结构|方式|模式", re.IGNORECASE)
_WHO_PAYS = lazy_re(
    r"\W*(?:(?:and|so|again)\s+)?who(?:['’]s| is| are)? "
    r"(?:(?:actually |really )?pay(?:s|ing)(?: (?:us|for (?:it|this)))?|the (?:payer|buyer)s?)\W*|"
    r"(?:那|到底)?(?:谁|哪些人)(?:来)?(?:付钱|付费|买单|掏钱|出钱)(?:的)?(?:呢|啊)?\W*",
    re.IGNORECASE,
)


def asked_blocks(text: str) -> list[BlockId]:
    """The blocks whose content a text asks to see; empty where it asks for none."""
    if len(text) > LONGEST:
        return []
    if _WHO_PAYS.fullmatch(text):
        return ["customer_segments"]
    mentions = find_blocks(text)
    blocks = list(dict.fromkeys(m.block for m in mentions))
    if not mentions or len(blocks) > 1:
        return []
    start, end = mentions[0].span[0], mentions[-1].span[1]
    around = f"{text[:start]}{BLOCK}{text[end:]}".strip()
    if match := _ASKS_EN.fullmatch(around):
        ours = (
            match["in"]
            or match["the"]
            or match["have"]
            or re.match(r"(?:just |only )?(?:show|list|read)", match["ask"], re.I)
        )
        numbers = blocks[0] in _NUMBERED and not (match["in"] or match["have"] or _STREAMS.search(text))
        asks = re.match(r"wh", match["ask"], re.IGNORECASE) and numbers
        return blocks if ours and not asks else []
    if match := _ASKS_ZH.fullmatch(around):
        bare = blocks[0] in _NUMBERED and not (_STREAMS.search(text) or re.search(r"有|[里中]|列", text))
        return blocks if (match["look"] or match["our"] or match["what"]) and not bare else []
    return []


def shows_block(seen: Evidence) -> str | None:
    """A block of the canvas is asked for, where there is one; about customers a table would be asked instead."""
    blocks = asked_blocks(seen.text)
    if not blocks or not any(canvas_json({"canvas": seen.context.canvas}).values()):
        return None
    tables = seen.intent == "segment_customers" and seen.context.files
    return None if tables else "show_canvas"
