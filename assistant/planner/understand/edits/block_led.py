"""Additions that name their block first: "Partners: A and B. Resource: C.", 渠道补“甲”，合作伙伴补“乙”, 成本里写上…."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas import BlockMention, find_blocks
from assistant.canvas.headings import brief_labels, is_strong
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.lexicon import SURELY_HYPOTHETICAL
from assistant.planner.understand.edits.canvas_edits import EDGES, VERBS, Edit, edit_op
from assistant.planner.understand.edits.item_lists import listed
from assistant.planner.understand.edits.item_words import ASKS, unled
from assistant.planner.understand.edits.writable import SAME, writable
from assistant.planner.understand.splitting import EN_VERBS

LONGEST = 300  # characters; a longer text tells a story
LONGEST_REST = 30
_SENTENCE = lazy_re(r"[。！？!?\n]\s*|(?<=[^\d\W])\.(?:\s+|$)")
_CLAUSE = lazy_re(r"[,，;；。！!？?\n]|\.\s|(?<=[^\d])[:：]")
# What may stand between the start of a clause and the block.
_LEAD = lazy_re(
    r"(?:\s|(?:and|also|then|now|so|ok(?:ay)?|well|oh|please|pls|plus|first|next|fair|right|great|thanks|our|the|my|"
    r"some|key|main|for|under|in|to|as|among|ops)\b|[,，:：\W]|请|麻烦|帮我|帮忙|另外|还有|然后|再|先|也|顺便|对了|"
    r"对|好|嗯|哦|那|就|其实|注意|画布|上|里|的|在|给|往|把|我们|我)*",
    re.IGNORECASE,
)
_BOX = r"(?:最?前面|开头|第一条)?(?:那|这)?(?:一)?(?:格|栏|块|个?模块|边|部分)?(?:里面?|里头|中|上|下面?)?"
_COUNT = r"(?P<count>[两二俩三仨四五六2-6])(?:个|条|项|家|种|类|样)"
_NOT_VERB = r"(?!得|错|的|法|什么|啥|字楼|盟|工|班|强|快|速|深|密|价|者|录|贴|课|习|弃|心|不)"
# "渠道里再补一条", 客户细分给我写：, 价值主张想到两个：
_ORDERED_ZH = lazy_re(
    rf"\s*{_BOX}\s*(?:给我|帮我|我们?|请|也|还|再|先|都|就|要|得|可以|应该|直接)*\s*"
    rf"(?:(?<=[要得])有|添加|增加|新增|补充|加入|列入|写入|填入|记入|突出|强调|体现|写明|[加添补写记放填列]){_NOT_VERB}(?:上|进去?|入|下)?"
    rf"(?:一?下)?(?:{_COUNT}|(?:一|几)?(?:个|条|项|类|家|种|笔|句|些))?\s*[:：]?\s*",
    re.IGNORECASE,
)
_THOUGHT_ZH = lazy_re(rf"\s*{_BOX}[^,，。;；:：]{{0,6}}?{_COUNT}\s*[:：]\s*")
_LINE = lazy_re(
    r"\s*(?:[(（][^)）]{0,20}[)）])?\s*[:：=]\s*(?:(?:please\s+|also\s+)?(?:add|put|write|note|"
    r"include|list)\s+)?",
    re.I,
)
_ORDERED_EN = lazy_re(
    r"\s*,?\s*(?:please\s+|just\s+|let'?s\s+)?(?:i(?:['’]d)?|we(?:['’]d|['’]ve)?)?\s*"
    r"(?:(?:have |had )?thought of|thinking of|want|would like|like|need|(?:also )?(?:add|put(?: down)?|"
    r"write(?: down)?|"
    r"list|note(?: down)?|include|enter))\s+",
    re.IGNORECASE,
)
_LED = lazy_re(r"\b(?:for|under|in|to|as|among)\s+(?:(?:the|our|my)\s+)?$", re.IGNORECASE)
# What only rounds an order off: "please add both", 都加上, 先这三格.
_ROUNDS_OFF = lazy_re(
    r"\W*(?:(?:please|pls|thanks?|thank you|so much|just|add|put|include|write|note|them|those|these|both|all|of|three|"
    r"two|down|in|there|for now|that'?s (?:it|all)|first|ok(?:ay)?|cheers|will do)\b\W*|"
    r"都|全|请|帮我|麻烦|先|就|这|那|"
    r"[一两三四五几]|[格条个项些块]|加上?|写上?|补上?|记下?来?|吧|了|啦|哈|哦|谢谢?|多谢|您|你|们|可以|放进去?|进去)*\W*",
    re.IGNORECASE,
)
_IF_ABSENT = lazy_re(
    r"[,，]?\s*(?:如果)?没有?(?:的话)?(?:就|再)?(?:加|补|写)上?\W*$|[,，]?\s*if (?:it|they|that)?(?:['’](?:s|"
    r"re)| is| are)? ?"
    r"not (?:there|listed|on it)(?: yet| already)?\W*$",
    re.IGNORECASE,
)
# Something else is asked for besides: "…, then export it".
_ASKS_MORE = lazy_re(
    rf"\b(?:{EN_VERBS})\b|导出|下载|生成|撤|恢复|保存|存[成为个一]|看看|看一下|[算测]一?[下算]|告诉|检查|如果|要是|多少|"
    r"对比|预测",
    re.IGNORECASE,
)
_AN_ORDER = lazy_re(
    rf"(?:{VERBS['remove']}|{VERBS['replace']}|{VERBS['move']})(?![a-z])|"
    rf".*(?:删掉|删了|删除|去掉|拿掉|换成|改成|改为|挪到|移到)",
    re.IGNORECASE,
)


_COMMA = lazy_re(r"\s*[,，](?!\d{3}\b)\s*")
_BESIDES = lazy_re(
    r"(?:还有|另外|以及|外加|再加上?|and also|and|plus|as well as)+(?:再|还)?(?:写|加|补|记)?(?:上)?\s*", re.IGNORECASE
)


_RISES = lazy_re(r"\b(?:to|by|of|up|down|at|per|about|than)\b|[到至了约每为元块万]", re.IGNORECASE)
_ENDS_LIST = lazy_re(r",.*\b(?:and|or)\b|,.*[和及]", re.IGNORECASE)


@dataclass(frozen=True)
class Led:
    """What a text puts on the canvas, block by block.

    Attributes:
        edits: The additions, in order.
        ordered: Whether an order says so, rather than a colon behind the block.
        strong: Whether each block is named as canvases name it.
        rest: What else the text says.
    """

    edits: tuple[Edit, ...] = ()
    ordered: bool = False
    strong: bool = False
    rest: str = ""

    @property
    def whole(self) -> bool:
        """Whether the text says nothing else."""
        return bool(self.edits) and bool(_ROUNDS_OFF.fullmatch(self.rest))

    @property
    def settles(self) -> bool:
        """Whether the text orders nothing else, whatever it says besides: 我做婚纱租赁。渠道加…，成本写上…."""
        if not self.edits or self.whole:
            return bool(self.edits)
        clauses = [c.strip() for c in re.split(r"[,，;；。.]\s*", self.rest) if c.strip()]
        if _ASKS_MORE.search(self.rest):
            return False
        explained = any(SAME.fullmatch(edit.text) for edit in self.edits)  # whom "them" means is told beside it
        told = find_blocks(self.rest) or find_quantities(self.rest) or len(self.rest) > LONGEST_REST
        return (explained or not told) and not any(
            _AN_ORDER.match(c) or edit_op(c, of_known_item=True) for c in clauses
        )


@dataclass(frozen=True)
class _Head:
    start: int
    end: int
    mention: BlockMention
    ordered: bool
    commas: bool


def read_block_led(text: str) -> Led:
    """The additions that a text makes by naming a block and then what stands there; none where it asks or supposes."""
    text = _IF_ABSENT.sub("", text)
    if len(text) > LONGEST or ASKS.search(text) or SURELY_HYPOTHETICAL.search(text) or brief_labels(text):
        return Led()
    heads = _heads(text)
    if not heads:
        return Led()
    edits: list[Edit] = []
    rest = [text[: heads[0].start]]
    for head, end in zip(heads, [*(h.start for h in heads[1:]), len(text)], strict=True):
        body, left = _body(text[head.end : end])
        body, more, remark = (body, [], "") if head.commas or _ENDS_LIST.search(body) else _up_to_comma(body)
        items = [
            unled(i) for part in (body, *more) for i in listed(part, head.mention.block, commas=head.commas or not more)
        ]
        if not items or not all(_fits(item) for item in items):
            return Led()
        edits += [Edit("add", head.mention.block, "", item) for item in items]
        rest += [remark, left]
    strong = all(is_strong(h.mention.text) for h in heads)
    return Led(tuple(edits), any(h.ordered for h in heads), strong, " ".join(rest).strip())


def _heads(text: str) -> list[_Head]:
    heads: list[_Head] = []
    for mention in find_blocks(text):
        start, end = mention.span
        cuts = [m.end() for m in _CLAUSE.finditer(text, 0, start)]
        clause = cuts[-1] if cuts else 0
        if heads and start < heads[-1].end:
            continue
        lead = text[clause:start]
        head = _head(text, clause, lead, mention) if _LEAD.fullmatch(lead) else None
        heads += [head] if head else []
    return heads


def _head(text: str, clause: int, lead: str, mention: BlockMention) -> _Head | None:
    end = mention.span[1]
    if match := _LINE.match(text, end):
        return _Head(clause, match.end(), mention, False, True)
    if match := _THOUGHT_ZH.match(text, end):
        return _Head(clause, match.end(), mention, True, True)
    if match := _ORDERED_ZH.match(text, end):
        return _Head(clause, match.end(), mention, True, bool(re.search(r"[:：]", match.group())))
    if _LED.search(lead) and (match := _ORDERED_EN.match(text, end)):
        return _Head(clause, match.end(), mention, True, False)
    return None


def _body(said: str) -> tuple[str, str]:
    """What stands behind a head up to the end of its sentence, and the words that follow."""
    cut = _SENTENCE.search(said.rstrip())
    body, rest = (said[: cut.start()], said[cut.end() :]) if cut else (said, "")
    return body.strip(" ,，;；、"), rest


def _up_to_comma(body: str) -> tuple[str, list[str], str]:
    """What an order puts somewhere, what it puts there besides, and what is said of it behind a comma."""
    first, *parts = _COMMA.split(body)
    more: list[str] = []
    remark: list[str] = []
    for part in parts:
        if part[:1].isdigit() and not more and not remark:
            first = f"{first},{part}"  # 每棵980，10棵起 is one price
        elif (lead := _BESIDES.match(part)) and not remark:
            more.append(part[lead.end() :])
        else:
            remark.append(part)
    return first, more, " ".join(remark)


def _fits(item: str) -> bool:
    """Whether words can stand on the canvas: no order, no amount alone, no fragment."""
    named = item
    for quantity in find_quantities(item):
        named = named.replace(quantity.text, " ")
    tells = len(re.findall(r"[^\W\d_]", _RISES.sub("", named))) > 1
    same = SAME.fullmatch(item)  # what it stands for is read later
    return bool(same or (writable(item) and tells)) and not _AN_ORDER.match(item.strip(EDGES))
