"""Reads canvas edits: which block, which item, what text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.canvas import BlockMention, find_blocks
from assistant.language.lazy_re import lazy_re

EditKind = str  # add, replace, remove or move

POLITE = lazy_re(
    r"^(?:\s|[,，。.!！:：])*(?:(?:please|pls|can you|could you|would you|will you|let's|lets|let us|i(?: would|"
    r"'d) like to|"
    r"i want to|we should|we need to|you should|we also|we|also|then|and|now|ok|okay|hey|hi|oh|btw|by the way|"
    r"actually|just|next|"
    r"kindly|(?:in|on) (?:this|that|the (?:new|current|other)) (?:branch|version)|"
    r"go ahead and|should|must|needs? to|has to|on the canvas|请|麻烦|帮我|帮忙|帮|给我|我想|我要|我们要|再|"
    r"也|先|然后|另外|还要|还有|顺便|接着|刚才(?:说|讲|提|加)到?的|"
    r"在?(?:这|当前|本|此|新)(?:个|条)?(?:分支|版本)(?:里面|里|上|中|下)?|那|那就|你|可以|能不能|能否|应该|应当)"
    r"(?=[^\w'’]|[\u4e00-\u9fff]|$)[\s,，]*)+",
    re.IGNORECASE,
)
VERBS = {
    "add": r"add(?:ing)?|include|mention|contain|cover|have|put in|put|insert|append|write(?: down)?|note|list|record|"
    "create|introduce|"
    r"添加|增加|新增|加上|加入|加进|加一下|加|补充|补上|写上|写进|写入|记上|列入|放上|放进|放入|填上|填入|包括|包含|"
    r"提到|提及",
    "remove": r"remove|delete|drop|take out|take off|take away|get rid of|strike(?: out)?|cross out|cut|erase|"
    r"scrap|scratch|purge|throw out|throw away|clear out|kill|bin|ditch|chuck(?: out)?|axe|nix|omit|discard|"
    r"cross off|删除|删掉|删了|删去|去掉|去除|移除|拿掉|取消|划掉|清掉|清除|撤掉|撤下来?|撤了|砍掉|砍了|干掉|拿走|"
    r"不要了|不要|删",
    "move": r"move|shift|relocate|transfer|移动|移到|移去|挪到|挪去|移|挪|转到|搬到|搬去|放到|放去|调到|调去|归到|"
    r"归入|调整到",
    "replace": r"replace|change|swap|exchange|substitute|rename|reword|rewrite|update|edit|make|turn|correct|"
    r"替换|修改|更改|改写|更新|改|换",
}
CONNECT = {
    "en": r"\s+(?:with|to(?: be| say| read)?|for|into|by|as|->|=>)\s+|\s*(?:->|=>|→)\s*",
    "zh": r"(?:替换成|替换为|修改为|修改成|更改为|更新为|改写成|改写为|改成|改为|换成|换为|变成|写成|改叫|改名为|→|->)",
}
FILLER = lazy_re(
    r"^(?:(?:a|an|the|one|another|new|more|some|our|item|entry|called|named|saying|that says|一个|一条|一项|一类|"
    r"一种|一些|个|条|项|"
    r"上|下|了|一下|新的|这个|这条|这一条|那个|那条|关于|叫做|叫|名为|内容是|内容|是|为|到|里|中|进|成|的)(?=\W|"
    r"[\u4e00-\u9fff]|$)\s*)+",
    re.IGNORECASE,
)
TAIL = lazy_re(
    r"(?:\s+(?:please|pls|too|as well|also|instead|item|entry|from|to|in|into|under|as|on|at|there)(?=\W*$)|"
    r"(?:吧|了|一下|这一条|这条|这一项|这项|那条|这个|的|从|到|里|中|在|也|进去|上去|进来|谢谢|掉))+\W*$",
    re.IGNORECASE,
)
EDGES = " \t\n\"'“”‘’「」『』：:，,。.;；、!！?？—-"
AROUND_BLOCK_BEFORE = lazy_re(
    r"(?:\b(?:to|under|in|into|inside|as|at|from|on|of|for|among|within|our|the|my|a|an|another|new|its)\s+|"
    r"(?:在|给|往|向|从|到|至|进|为|把|将|成|的|一个|一条|个|条|新的|我们的|我们|作为|当作|对)\s*)+$",
    re.IGNORECASE,
)
AROUND_BLOCK_AFTER = lazy_re(
    r"^(?:\s*(?:block|section|box|list|column|area|part|item|called|named)\b|\s*(?:里面|里头|里边|里|中|下面|下|部分|"
    r"模块|板块|那栏|"
    r"一栏|这一栏|这一块|那一块|这块|那块|这里|那里|这边|那边|上|当中|格子|的))*\s*[:：,，]?\s*",
    re.IGNORECASE,
)
LINKS = {"to", "under", "in", "into", "as", "from", "on", "within", "among", "inside"}
ZH_LINKS = ("在", "给", "往", "向", "从", "到", "至", "进", "入", "作为", "当作", "成")
# What people do is often said with a verb that belongs to one block: "we also sell through resellers".
# "we've got a new segment: …", 渠道再来一个…: ways to say "add", no part of the item.
GAINED = lazy_re(
    r"^(?:(?:i|we|they|there)\b\s*)?(?:(?:['’]?(?:ve|s|re)|have|has|had|is|are)\b\s*)?(?:(?:also|just|now)\s+)?"
    r"(?:got|gained|picked up|here\s?['’]?i?s|there\s?['’]?i?s)\b\s*|"
    r"^(?:再|又|还|也|要|得|给|先|多)*(?:来|搞|弄|整|加|添|补|写|记|设|开|放|排|安排)(?:上|个|"
    r"一)?[一两几]?(?:个|条|项|类|种|些|点|家|位|份)",
    re.IGNORECASE,
)
# "the first" of "the first channel" says which item, so it stays.
ORDINAL = lazy_re(
    r"(?:\b(?:first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|[4-9]th)|"
    r"(?:第[一二三四五六七八九十\d]{1,2}|最后一)(?:个|条|项|点|类|种|家)?)\s*(?:的)?$",
    re.IGNORECASE,
)
EVERYWHERE = lazy_re(
    r"\s*\b(?:everywhere|throughout|wherever it (?:occurs|appears|stands)|(?:across|in|on|"
    r"all over) the (?:whole|entire|full) canvas|across the canvas)\W*$|"
    r"(?:全部|通通|统统|统一|一律|所有地方)(?=(?:都|给)?(?:替换|换|改))|^(?:(?:整张|整个|"
    r"全部)?画布[里上中]?的?)?[把将]?所有的?(?=.+都(?:替换|换|改))|"
    r"都(?=(?:替换|换|改)(?:成|为))",
    re.IGNORECASE,
)
STATES = lazy_re(
    r"^(?:main |key |only |主要)?(?:is|are|will be|includes?|主要是|就是|是|有|包括)(?![a-z])\s*", re.IGNORECASE
)
LEAD = lazy_re(r"^(?:(?:our|my|the|main|key|only|primary|biggest)\b\s*|我们的?|主要的?)+", re.IGNORECASE)
PUT_THERE = lazy_re(
    r"[,，;；]\s*(?:please\s+)?(?:put|add|write|note)\b.{0,30}$|[,，;；](?:请|帮我)?(?:写|加|放|填|记).{0,10}$",
    re.IGNORECASE,
)
# "sell through agricultural co-ops these days": how it is done and since when is no part of the item.
SELLS = lazy_re(
    r"^(?:sell|reach (?:them|people|customers)|distribute|market)(?:\s+(?:it|them|this))?\s+(?:through|via|over)\s+",
    re.IGNORECASE,
)
NOWADAYS = lazy_re(r"\s+(?:these days|nowadays|by now|as of (?:today|now)|from now on|since recently)\W*$", re.I)
PRONOUN = lazy_re(
    rf"^(?P<item>.+?)[,，.。;；]\s*(?:so |please )?(?:take|{VERBS['remove']}|把)\s*(?:(?:it|them|that|those|this)\b|"
    rf"它们?|这个|这条)",
    re.IGNORECASE,
)
DISMISSED = lazy_re(
    r"\b(?:we|won't|will not|do not|don't|are not|aren't|no longer|have|has|need|do|doing|use|using|want|"
    r"after all|any ?more|"
    r"not)\b|"
    r"我们|不再|不做|不用|不需要|不搞|了",
    re.IGNORECASE,
)
_STATED = lazy_re(
    r"^what (?:we|they|customers|clients) (?:\w+ )?(?:give|offer|sell|provide|promise|do for|get)\w*(?: (?:them|"
    r"customers|"
    r"people|from us))?(?: (?:is|are))\s+|^我们?(?:给|提供给|卖给)(?:他们|客户|顾客|用户)的(?:就)?是",
    re.IGNORECASE,
)
IMPLIED = (
    (_STATED.pattern, "value_propositions"),
    (
        r"\b(?:sell|market|serve|target)(?:s|ing)? to\b|\bserv(?:e|ing)\b|\btarget(?:ing)?\b|卖给|面向|服务于",
        "customer_segments",
    ),
    (
        r"\b(?:sell|reach|distribute|market|promote)\w* (?:\w+ )?(?:through|via|on|over|with)\b|"
        r"通过.{1,20}(?:销售|推广|获客|触达|卖)",
        "channels",
    ),
    (
        r"\b(?:partner(?:ing)?|work(?:ing)?|team(?:ing)? up|cooperat\w+) with\b|(?:和|与|跟).{1,30}合作|合作方是",
        "key_partners",
    ),
    (r"\b(?:charg|bill|monetis|monetiz)\w*\b|收费|收取|抽成|变现", "revenue_streams"),
    (r"\b(?:pay(?:ing)? for|spend(?:ing)? on)\b|花在|要花钱", "cost_structure"),
)


@dataclass(frozen=True)
class Edit:
    """One edit as read; `block` is empty where the words name none."""

    op: EditKind
    block: str
    item: str
    text: str
    everywhere: bool = False

    def to_json(self) -> dict[str, Any]:
        """As the tool takes it, without what is unknown."""
        fields = {"op": self.op, "block": self.block, "item": self.item, "text": self.text}
        if self.everywhere:
            return {**{key: value for key, value in fields.items() if value}, "everywhere": True}
        return {key: value for key, value in fields.items() if value}


def read_edit(text: str, op: EditKind) -> Edit:
    """Read a clause that is known to ask for `op`."""
    whole = POLITE.sub("", text).strip()
    body = PUT_THERE.sub("", whole)
    if op == "replace":
        return _replace(body)
    # "our main channel is trade fairs, put that under channels": the block may stand in either half.
    mention = _block_mention(body, op)
    elsewhere = None if mention else _block_mention(whole, op)
    rest = _without_block(body, mention) if mention else body
    if op == "remove" and (before := PRONOUN.match(rest)):
        # "We won't do trade fairs after all, take them off": the item stands in the first half.
        return Edit(op, mention.block if mention else "", _clean(DISMISSED.sub(" ", before["item"])), "")
    if op == "move" and mention:
        source = _block_mention(rest, "remove")
        rest = _without_block(rest, source) if source and linked(rest, source) else rest
    content = _content(rest, op)
    named = mention or elsewhere
    block = named.block if named else _implied(body) if op == "add" else ""
    if op == "add":
        content = _STATED.sub("", content)
        content = SELLS.sub("", NOWADAYS.sub("", content))
        content = _clean(LEAD.sub("", STATES.sub("", LEAD.sub("", GAINED.sub("", content)))))
        return Edit(op, block, "", content)
    return Edit(op, block, content, "")


def edit_op(text: str, *, of_known_item: bool = False) -> EditKind | None:
    """The edit that an order asks for by its verb and the block it names; None where it is no such order.

    Args:
        text: The order.
        of_known_item: The order names an item that stands on the canvas, so that it need not name the block.
    """
    body = POLITE.sub("", text).strip()
    mention = _block_mention(body, "add")
    rest = POLITE.sub("", _without_block(body, mention).strip(EDGES)) if mention else body
    if re.match(r"[把将]", body) and re.search(CONNECT["zh"], body):
        return "replace"
    if (
        mention
        and STATES.match(LEAD.sub("", rest))
        and re.search(r"\b(?:our|my)\b|我们", body[: mention.span[0]], re.I)
    ):
        return "add"
    for op, verb in VERBS.items():
        zh_last = rf"^(?:里|中|再|也|要|还)*(?:{verb})|(?:{verb})(?:了|吧)?$"
        starts = any(re.match(rf"(?:{verb})(?![a-z])", part, re.I) for part in (body, rest))
        if starts or (mention and not rest.isascii() and re.search(zh_last, rest)):
            return op if mention or of_known_item or re.search(CONNECT["zh"], body) else None
    return None


def _replace(body: str) -> Edit:
    everywhere = bool(EVERYWHERE.search(body))
    body = EVERYWHERE.sub("", body)
    for_with = re.match(
        r"^(?:use|用)\s*(?P<new>.+?)\s*(?:instead of|in place of|替换掉|替换|代替|替代)\s*(?P<old>.+)$", body, re.I
    )
    instead = re.match(
        r"^(?:instead of|in place of)\s+(?P<old>.+?)[,，]?\s+(?:say|write|put|use|have)\s+(?P<new>.+)$", body, re.I
    )
    if match := for_with or instead:
        old, new = match["old"], match["new"]
    else:
        stripped = _drop_verb(re.sub(r"^[把将]\s*", "", body), "replace")
        parts = re.split(CONNECT["zh"], stripped, maxsplit=1)
        if len(parts) < 2:
            parts = re.split(CONNECT["en"], stripped, maxsplit=1, flags=re.I)
        old, new = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], "")
    mention = _block_mention(old, "replace") or None
    block = ""
    ordinal = mention and ORDINAL.search(old[: mention.span[0]])
    if mention and (ordinal or linked(old, mention) or mention.span[0] <= 4 or old.strip(EDGES) == mention.text):
        block, old = mention.block, _without_block(old, mention)
    tail = _block_mention(new, "replace")
    if not block and tail and linked(new, tail) and not new[tail.span[1] :].strip(EDGES):
        block, new = tail.block, _without_block(new, tail)
    return Edit("replace", block, _clean(old), _clean(new, keep_start=True), everywhere)


def _block_mention(text: str, op: EditKind) -> BlockMention | None:
    mentions = find_blocks(text)
    if not mentions:
        return None
    leading = [m for m in mentions if linked(text, m)]
    if op == "move":
        targets = [m for m in leading if not re.search(r"(?:from|从|of|的)\s*(?:the |our )?$", text[: m.span[0]], re.I)]
        return (targets or mentions)[-1]
    before_colon = [m for m in mentions if re.match(r"\s*(?:里|中)?\s*[:：]", text[m.span[1] :])]
    if before_colon:
        return before_colon[0]
    if leading:
        return leading[0] if text[: leading[0].span[0]].strip() in ZH_LINKS else leading[-1]
    return mentions[0] if op == "add" and not text[0].isascii() else mentions[-1]


def linked(text: str, mention: BlockMention) -> bool:
    """Whether a preposition leads to the block, so that it says where: "into partners", 往渠道里."""
    before = text[: mention.span[0]].rstrip()
    words = re.findall(r"[a-z]+", before.lower())[-3:]
    after = text[mention.span[1] :].lstrip()
    return any(w in LINKS for w in words) or before.endswith(ZH_LINKS) or after.startswith(("里", "中", "这", "部分"))


def _without_block(text: str, mention: BlockMention) -> str:
    before = text[: mention.span[0]]
    before = before if ORDINAL.search(before) else AROUND_BLOCK_BEFORE.sub("", before)
    after = AROUND_BLOCK_AFTER.sub("", text[mention.span[1] :])
    joint = " " if before[-1:].isascii() and after[:1].isascii() else ""
    return f"{before}{joint}{after}"


def _content(text: str, op: EditKind) -> str:
    return _clean(_drop_verb(re.sub(r"^\W*[把将]\s*", "", POLITE.sub("", text)), op))


def _drop_verb(text: str, op: EditKind) -> str:
    verb = VERBS[op]
    text = re.sub(r"^take\s+(.+?)\s+(?:out|off|away)$", r"take out \1", text.strip(EDGES), flags=re.I)
    head = re.sub(rf"^(?:{verb})(?![a-z])\s*", "", text, count=1, flags=re.I)
    if head != text:
        return head
    # Chinese puts the verb last when the item stands first: 把线下地推删掉.
    return re.sub(rf"(?:{verb}|写|放|列|填|归)(?:到|进|入|在|上|掉|了|去)*\W*$", "", text, count=1, flags=re.I)


def _clean(text: str, *, keep_start: bool = False) -> str:
    text = TAIL.sub("", text.strip(EDGES))
    if not keep_start:
        text = FILLER.sub("", text)
    return text.strip(EDGES)


def _implied(text: str) -> str:
    return next((block for pattern, block in IMPLIED if re.search(pattern, text, re.I)), "")
