"""What one clause of a message does to the canvas by its form: off, on, renamed, told of a block, denied of a block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas import BlockMention, find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import CONNECT, EDGES, POLITE, VERBS, linked
from assistant.planner.understand.edits.confirmed import decision

_LEAD = lazy_re(
    r"^(?:\W*(?:顺便|另外|然后|同时|对了|还有|并且?|但是?|不过|而且|也|再|就|先|请|帮我|麻烦|我们?想|and|but|also|then|plus|"
    r"instead|rather|oh|no|nope|ok(?:ay)?|so|wait|sorry|actually|please|just|we (?:should|need to|want to|"
    r"can))(?![a-z'’])\W*)+",
    re.IGNORECASE,
)
_OFF_EN = VERBS["remove"].partition("|删除")[0]
_IT = r"(?:it|that|them|those|this)"
_BOX = r"(?:里面?|里头|中|上面?|那[里块格栏边一]?[条块格栏]?|这[里块格栏边]|一栏|一格|部分|的内容)*"
_OFTEN = r"(?:也|其实|应该|应当|主要|就|还|都|要|得|明明|现在|实际上|请|直接|全部?|一律|给我)*"
_TO = r"(?:改成|改为|换成|换为|换做|换上|写成|替换成|替换为|变成|调整为)"
_REMOVE = (
    lazy_re(rf"(?:{_OFF_EN})\s+(?P<a>.+?)(?:\s+(?:from|in|on|off|out of)\s+(?:the\s+)?(?:canvas|there|list))?", re.I),
    lazy_re(r"(?:leave|take|strike|cross|throw|kick)\s+(?P<a>.+?)\s+(?:out|off|away)", re.IGNORECASE),
    lazy_re(r"(?P<a>.+?)\s+(?:can go|should go|has to go|must go|is out|are out|goes out|go out)", re.IGNORECASE),
    lazy_re(rf"[把将]?(?P<a>.+?)(?:都|给|也|全|就|先|直接)*(?:{VERBS['remove']})(?:了|吧|掉)*", re.IGNORECASE),
    lazy_re(rf"(?:{VERBS['remove']})(?:了|掉)?(?P<a>.+)", re.IGNORECASE),
)
_ADD = (
    lazy_re(r"(?:add|include|put in|write in|insert)\s+(?P<new>.+?)(?:\s+(?:instead|too|as well|there))*", re.I),
    lazy_re(r"put\s+(?P<new>.+?)(?:\s+back)?(?:\s+(?:in|into|on|under))?(?:\s+there)?", re.IGNORECASE),
    lazy_re(
        rf"{_BOX}{_OFTEN}(?:再|也|还)*(?:加上|加入|加个|加|添上|添加|添|补上|补充|写上|增加|新增)(?:一个|一条|个)?(?P<new>.+)"
    ),
)
_CHANGE = (
    lazy_re(
        r"(?:rename|change|turn|replace|swap|switch|reword)\s+(?P<a>.+?)\s+(?:to|into|with|for|by|as)\s+(?P<new>.+)",
        re.I,
    ),
    lazy_re(r"(?:用(?P<new>.+?)(?:替换|代替|取代|换掉)(?P<a>.+))"),
    lazy_re(rf"[把将]?(?P<a>.+?){_OFTEN}(?:{CONNECT['zh']})(?P<new>.+)", re.IGNORECASE),
)
_SWAP = lazy_re(
    rf"(?:再|就|直接|给我)*(?:{_TO}|写成?|填|换|改用|换用)(?:了)?[:：]?(?P<zh>.+)|"
    rf"(?:use|write|put|have|say|make (?:it|that)|switch to|replace {_IT} (?:with|by)|swap {_IT} for|"
    rf"put in|change {_IT} to)\s+(?P<en>.+?)(?:\s+(?:in|instead|there|in (?:its|their) place))*",
    re.IGNORECASE,
)
_SAID_TO_BE = lazy_re(
    r"(?:而|应该|其实|主要)*(?:我们)?(?:[走用做靠]的)?是(?P<zh>.+)|(?:it|they|that|those)"
    r"(?:['’]?s|['’]re| is| are| should be| should (?:say|read))"
    r"\s+(?:really |actually |mainly )*(?P<en>.+)",
    re.IGNORECASE,
)
_WRONG = lazy_re(
    r"\s*(?:text|line|item|entry|block|part|bit)?\s*(?:is|are|looks?|reads?|makes?|"
    r"sounds?)\s+(?:\w+\s+)?(?:gibberish|wrong|"
    r"nonsense|no sense|garbage|rubbish|off|incorrect|garbled|broken)|"
    rf"{_BOX}(?:的?(?:写法|内容|文字|那句话?))?(?:完全|根本|全|都|是)*(?:写|说|填)?(?:得|的)?(?:不对|错了?|乱了?|乱写的?|看不懂|不通)了?",
    re.IGNORECASE,
)
_HAS_WRONGLY = lazy_re(
    rf"{_BOX}(?:怎么|为什么|为啥|咋)(?:会|还|都|就)?(?:是)?(?:写着?的?(?:是)?|写成了?|列着?|列了|放着?|有|成了|变成了?)(?P<zh>.+)|"
    r"\s*(?:wrongly |mistakenly )(?:says?|lists?|has|have)\s+(?P<en>.+)",
    re.IGNORECASE,
)
_SAYS_WRONGLY = lazy_re(
    r"\s*(?:still )?(?:say|list|have|has|mention|show|contain|include)s?\s+(?P<en>.+)", re.IGNORECASE
)
_AND_NOT = lazy_re(r"(?:and |but )?not (?P<en>.+)|(?:而|并)?不是(?P<zh>.+)", re.IGNORECASE)
_IS_NOT = lazy_re(
    rf"{_BOX}{_OFTEN}(?:并|根本)?(?:不是|不算|不包括)(?P<zh>.+)|"
    r"\s*(?:(?:are|is)\s*(?:n['’]t| not)|do(?:es)?\s*(?:n['’]t| not) include)\s+(?P<en>.+)",
    re.IGNORECASE,
)
_IS = lazy_re(
    rf"{_BOX}{_OFTEN}(?:(?P<set>{_TO}|写|填)|是)[:：]?(?P<zh>.+)|"
    r"\s*(?:line|item|entry|block|text)?\s*(?:(?P<put>should (?:be|say|read)|must (?:be|say|read)|"
    r"needs to (?:be|say|read))|"
    r"are|is)\s+(?:really |actually |mainly |mostly )*(?P<en>.+)",
    re.IGNORECASE,
)
_SPLIT = lazy_re(
    rf"{_BOX}{_OFTEN}(?:拆|分)(?:开来?|成|为|一下)*(?:[两2二]|几)?(?:个|类|条|块|边|项|拨|部分)*(?:来?写|说|列)?|"
    r"\s*(?:into|in|up)?\s*(?:two|both sides)?(?:\s+(?:items|entries|groups|sides))?",
    re.IGNORECASE,
)
_SIDE = lazy_re(
    r"(?:另?外?一[边方头类个种侧块条拨项]|一部分|另?一部分)(?:则|就)?是(?P<zh>.+)|"
    r"(?:the\s+)?(?:one|other|another|first|second)(?:\s+(?:side|group|half|one|item))?\s+(?:is|are|should be|"
    r"being)\s+(?P<en>.+)|"
    r"(?P<en2>.+?)\s+on (?:the )?(?:one|other|one hand|the other hand)(?: side)?",
    re.IGNORECASE,
)
_NOT_OF = lazy_re(
    r"(?P<zh>.+?)(?:可|根本|并|都|也|其实)?(?:不是|不算|不属于)(?:我们的)?|"
    r"(?P<en>.+?)\s*(?:(?:are|is)\s*(?:n['’]t| not)|don['’]t belong (?:in|under|to)|doesn['’]t belong (?:in|under|to))"
    r"(?:\s+(?:an?|our|the|one of our|in|under))*\s*",
    re.IGNORECASE,
)
_LEADS_TO_BLOCK = lazy_re(
    r"^(?:why|does|do|that|the|our|my|in|under|for|on|we|split|把|将|在|我们的?|你|那个?|这个?|\s)+", re.IGNORECASE
)
_BACK = lazy_re(
    r"(?:(?:put|add|bring|write|get)\s+(?P<back>back\s+)?(?:in\s+)?|(?P<there>(?:it|this|that|they)\s+"
    r"(?:should|must|needs? to|ought to)\s+(?:go|be|stand)\s+(?:back\s+)?(?:in|into|under|to)\s+))(?:the\s+|"
    r"our\s+|my\s+)?",
    re.IGNORECASE,
)
_COLON = lazy_re(r"\s*(?:line|item|entry|text)?\s*[:：]\s*(?P<new>.+)", re.IGNORECASE)
_PUT_THERE = lazy_re(
    rf"(?:put|add|write|note|list|file|include)\s+{_IT}(?: down| it)?\s+(?:in|into|under|to|on|as|"
    rf"among)\s*(?:the|our|my|a)?\s*|"
    r"(?:把?(?:它们?|这个|这些|这条|他们))?(?:写|放|加|记|填|归|列)(?:到|进|入|在|成)?",
    re.IGNORECASE,
)
_MENDS = lazy_re(
    r"(?:画布|这[里块个]|那[里块个]|你)*(?:也|得|要|应该|给我|帮我|请|麻烦|上)*(?:改|更正|修正|更新|调整)(?:一?下|过来|一改|掉|了|吧)*|"
    rf"(?:please |pls |can you )*(?:change|fix|correct|update|amend|mend)(?: {_IT}| the canvas)*(?: please|"
    rf" accordingly| there)*|"
    r"(?:谢谢|多谢|thanks|thank you)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Act:
    """What a clause does.

    Attributes:
        kind: decides, off, on, change, swap, is, not, split, side, wrong, not_of, and_not, there or mends.
        old: The words for an item that stands.
        new: What is to be written.
        block: The block that the clause names; empty for none.
        whole: Whether what is said is to be all that the block says.
    """

    kind: str
    old: str = ""
    new: str = ""
    block: str = ""
    whole: bool = False


def bare_clause(clause: str) -> str:
    """A clause without courtesy and what leads over to it."""
    return _LEAD.sub("", POLITE.sub("", _LEAD.sub("", clause))).strip(EDGES)


def act_of(clause: str, *, after: str) -> Act | None:
    """What a bare clause does; None where it has none of the forms.

    Args:
        clause: The clause.
        after: What the clause before did, by kind: "use X" means something only where another thing goes.
    """
    if _MENDS.fullmatch(clause):
        return Act("mends")
    who, named = decision(clause)
    if who:
        return Act("decides", new=who, whole=named)
    mentions = find_blocks(clause)
    if after in {"split", "side"} and (side := _SIDE.fullmatch(clause)):
        return Act("side", new=_first(side))
    if after == "is" and (denied := _AND_NOT.fullmatch(clause)):
        return Act("and_not", old=_first(denied))
    if after in {"not", "not_of", "off", "wrong"} and (act := _in_its_place(clause, after)):
        return act
    if mentions:
        (start, end), (last, stop) = mentions[0].span, mentions[-1].span
        led = _of_block(clause[:start], clause[end:], mentions[0])
        if act := led or _at_end(clause[:last], clause[stop:], mentions[-1]):
            return act
    return _of_item(clause, "")


def _in_its_place(clause: str, after: str) -> Act | None:
    for form in (_SWAP, _SAID_TO_BE):
        if (match := form.fullmatch(clause)) and not (form is _SAID_TO_BE and after == "off"):
            return Act("swap", new=_first(match))
    return None


def _of_block(before: str, rest: str, mention: BlockMention) -> Act | None:
    """A clause that begins with a block."""
    if (back := _BACK.fullmatch(before)) and (match := _COLON.fullmatch(rest)):
        return Act("on", new=match["new"], block=mention.block, whole=any(back.groups()))
    if _LEADS_TO_BLOCK.sub("", before).strip(EDGES):
        return None
    if "split" in before.lower() or not rest.isascii():
        if _SPLIT.fullmatch(rest):
            return Act("split", block=mention.block)
    if _WRONG.fullmatch(rest):
        return Act("wrong", block=mention.block)
    complains = re.match(r"\W*why\b", before, re.IGNORECASE)
    for form in (_HAS_WRONGLY, _IS_NOT, *([_SAYS_WRONGLY] if complains else [])):
        if match := form.fullmatch(rest):
            return Act("not", old=_first(match), block=mention.block)
    inner = re.sub(rf"^(?:{_BOX})", "", rest).strip(EDGES)
    if match := _IS.fullmatch(rest):
        return Act("is", new=match["zh"] or match["en"], block=mention.block, whole=bool(match["set"] or match["put"]))
    return _of_item(inner, mention.block)


def _at_end(before: str, rest: str, mention: BlockMention) -> Act | None:
    """A clause that ends with a block: "X is no channel", "put that under channels", "add X to channels"."""
    if rest.strip(EDGES + "里面中上下啦了的吧呀啊") or not before.strip():
        return None
    led = linked(before + mention.text, mention) or not mention.text.isascii()
    if _PUT_THERE.fullmatch(before):
        return Act("there", block=mention.block)
    if match := _NOT_OF.fullmatch(before):
        return Act("not_of", old=_first(match), block=mention.block)
    if not led:
        return None  # "the referral partners" are an item
    before = re.sub(r"\s+(?:back\s+)?(?:to|in|into|under|from|on|among|out of|off)\s*(?:the|our|my)?\s*$", "", before)
    return _of_item(before, mention.block)


def _of_item(clause: str, block: str) -> Act | None:
    for form in _CHANGE:
        if match := form.fullmatch(clause):
            return Act("change", old=match["a"], new=match["new"], block=block)
    for form in _ADD:
        if match := form.fullmatch(clause):
            return Act("on", new=match["new"], block=block)
    for form in _REMOVE:
        if match := form.fullmatch(clause):
            return Act("off", old=match["a"], block=block)
    return None


def _first(match: re.Match[str]) -> str:
    return next((g for g in match.groups() if g), "")
