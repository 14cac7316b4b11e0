"""What the words around a quantity say is to be done with it: set, change by, multiply; and "from" values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from assistant.language._scan import Found

if TYPE_CHECKING:
    from assistant.language.quantities import Relation

_UP_EN = r"increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|rises?|rose|rising|gr[eo]ws?|growing|gains?|gained|climb(?:s|ed)?|jump(?:s|ed)?|adds?|added|adding|lifts?|lifted|boost(?:s|ed)?|improv(?:e|es|ed|ing)|bump(?:s|ed)?|hik(?:e|es|ed|ing)|expand(?:s|ed)?|surg(?:e|es|ed)|hire|hiring|growth|go up|goes up|going up|went up|push(?:es|ed)? up|up"
_DOWN_EN = r"decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|reductions?|cuts?|cutting|falls?|fell|falling|declin(?:e|es|ed|ing)|shrinks?|shrank|slash(?:es|ed|ing)?|trim(?:s|med)?|discount(?:s|ed)?|subtract|sheds?|sink(?:s)?|slip(?:s|ped)?|tumbl(?:e|es|ed)|knock|shav(?:e|es|ed)|take off|go down|goes down|going down|went down|down|remov(?:e|es|ed)|los(?:e|es|ing)|mark(?:ed|s)? down"
_SET_EN = r"set|sets|setting|make|makes|put|puts|charg(?:e|es|ed|ing)|assum(?:e|es|ed|ing)|suppos(?:e|es|ing)|us(?:e|es|ing)|try|with|costs?|pric(?:ed|ing)|spend(?:s|ing)?|pay(?:s|ing)?|sell(?:s|ing)? (?:at|for)|have|has|had|get|gets|got|want|keep|keeps|chang(?:e|es|ed|ing)|becomes?|say"
_ADVERBS_EN = r"(?:(?:about|around|roughly|approximately|only|just|now|then|exactly|nearly|almost|a|an|the|say|maybe|perhaps|like|still|already|actually|really|another|more like|only about|some|another|something like|whopping|full|further|mere|flat|our|it|another)\s+)*"
_VERB_EN = re.compile(rf"\b(?:(?P<up>{_UP_EN})|(?P<down>{_DOWN_EN})|(?P<set>{_SET_EN}))\b")
_NEAR_EN = re.compile(
    r"(?:\b(?P<none>(?:at least|at most|no (?:more|less|fewer) than|(?:less|more|fewer|higher|lower|greater) than|over|under|above|below|exceed\w*|beyond|(?:close|compared|relative|due|next|prior|according) (?:to|with)|between|for|in|after|within|per|every|each))"
    rf"|\b(?P<from>from|instead of|rather than|replacing)|\b(?P<by>by)|\b(?P<up>up|plus|add|another|extra|additional)|\b(?P<down>down|minus|less)"
    r"|\b(?P<of>of)|\b(?P<set>to|at|is|are|was|were|be|been|being|as|equals?|hits?|hit|reach(?:es|ed)?|into|for only|becomes?|stays?|remains?)|(?P<sign>=|(?<![:/])[:：]|->|→|⇒))"
    rf"\s*{_ADVERBS_EN}$"
)
_CHANGE_NOUN = re.compile(
    r"\b(?:(?P<up>increase|rise|gain|growth|jump|uplift|improvement|hike|boost|bump|raise|premium|markup|surcharge)|(?P<down>decrease|drop|fall|decline|cut|reduction|discount|dip|loss|saving))s?\s+(?:of|by)?\s*$"
)
_AFTER_EN = re.compile(
    r"\s*-?\s*(?:(?:customers?|users?|trials?|people|leads?|visitors?|sign-?ups?|subscribers?|orders?|units?|a month|per month|points?)\s+)?(?:(?P<up>more|higher|extra|additional|increase|rise|gain|growth|hike|raise|bump|jump|uplift|up(?! to| front)|dearer|better|on top|markup|premium)|(?P<down>less|fewer|lower|cheaper|off(?! the (?:ground|shelf))|reduction|decrease|drop|cut|discount|down(?! payment)|decline|worse|fall|dip))\b"
)
_OF_CURRENT_EN = re.compile(
    r"\s*(?:of (?:the |our |my |its |their )?(?:current|original|today|what|present|existing|previous|old|former|base|list)|(?:the|our|my|its|as (?:many|much|high|big|large|fast))\b|(?:of|the) (?:current|original|present|existing))"
)

_UP_ZH = r"提高|提升|增加|增长|上涨|上升|上调|涨价|加价|提价|调高|拉高|扩大|上浮|抬高|多[投花招卖收赚付给用雇请买做获拿交放]|新增|增|涨|升|加|多|高|贵"
_DOWN_ZH = r"降低|下降|下调|减少|下跌|降价|减价|调低|缩减|压缩|削减|下滑|下浮|优惠|立减|减免|少[投花招卖收赚付给用雇请买做获拿交放]|便宜|砍掉|砍|扣|降|减|跌|少|低|省"
_TAIL_ZH = (
    r"(?:了|掉|去|出|个|大?约|大概|差不多|将近|近|整整|足足|再|又|只|仅|才|就|价|到手|一下|大幅|上|下来|下去|下|\s)*"
)
_SET_WORDS_ZH = r"到|至|成(?!本)|(?<![因以认])为|(?<![还但就只要可于总不])是|就是|只是|等于|=|(?<![/:])[:：]|达|定价|定在|设为|改|变|换|按照?|以|用|有|只要|只有|算|卖|收|售价|假设|假定|假如|取|在"
_NEAR_ZH = re.compile(
    rf"(?:(?P<none>至少|最少|至多|最多|不到|不足|(?<![提升增上调])超过|低于|高于|大于|小于|多于|少于|多少|[前近后过每这那第]|之[前后])|(?P<from>从|由|自|不是)|(?P<set>{_SET_WORDS_ZH})|(?P<up>{_UP_ZH})|(?P<down>{_DOWN_ZH}))"
    rf"{_TAIL_ZH}$"
)
_FAR_ZH = re.compile(
    r"(?P<up>提高|提升|增加|增长|上涨|上升|上调|涨价|加价|提价|调高|扩大|新增|涨|加)|(?P<down>降低|下降|下调|减少|下跌|降价|减价|调低|缩减|压缩|削减|便宜|砍掉|砍|降|减(?!半))|(?P<set>[设定改调变换成]成|[设定改调变]为|定价|改到|调到|调整)"
)
_AFTER_NOUN_EN = re.compile(
    r"\s*-?\s*(?:(?!and\b|or\b|then\b|to\b|of\b|if\b)[a-z-]+\s+){1,2}?(?:(?P<up>increase|rise|hike|raise|uplift)|(?P<down>decrease|drop|cut|reduction|discount|decline))\b"
    r"(?!\s+(?:the|our|my|by|to|in|it)\b)"
)
_AFTER_ZH = re.compile(
    r"\s*的?(?:幅度的?)?(?:(?P<up>增长|增幅|涨幅|提升|提高|上涨|增加|溢价)|(?P<down>降幅|折扣|优惠|下降|降低|减少|跌幅|下滑|降价))"
)
_OF_CURRENT_ZH = re.compile(r"(?:原来|现在|目前|之前|原先|当前|原价|现价|原有|以前|去年|上月)的?\s*$")
_CLAUSE = re.compile(
    r"[;!?，。；！？\n]|[,.](?=\s|$)|,(?!\d)|\b(?:and|while|but|so|then)\s+(?=(?:the |our |my )?[a-z]+ (?:is|are|to|by|at|up|down|goes|rises|drops|falls)\b)"
)
_SENTENCE = re.compile(r"[!?。！？;；\n]|\.(?=\s|$)")
_CONJUNCTION = re.compile(
    r"\s*(?:and|or|to|then|和|与|及|跟|或者?|、|到|至|~|～|-|or even|, ?or|, ?and)?\s*(?:的)?\s*$"
)
_NEXT_NAME = re.compile(
    r"\s*(?:[a-z]+\s*)?(?:and|,|，|、|和|、?并且)\s*(?:(?!not\b|for\b|in\b|over\b|after\b)[a-z]+\s+){0,3}[\u4e00-\u9fff]{0,6}\s*"
)
_RANGE = re.compile(r"\s*(?:to|-|~|～|到|至)\s*$")


@dataclass(frozen=True)
class Related:
    """A found number with what is to be done with it; `value` is signed or turned into a factor."""

    found: Found
    value: Fraction
    relation: Relation | None
    role: Literal["from"] | None = None
    resolution: Fraction = Fraction(1)
    ratio: bool = False


@dataclass(frozen=True)
class _Cue:
    relation: Relation | None
    sign: int = 1
    role: Literal["from"] | None = None
    near: bool = False


_NOTHING = _Cue(None)


def relate(folded: str, found: list[Found]) -> list[Related]:
    """Decide the relation of every number of `found` in folded lower-case text."""
    related: list[Related] = []
    cues: list[_Cue] = []
    previous_end = 0
    for index, item in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else len(folded)
        between = folded[previous_end : item.start]
        left = _clause_tail(between)
        right = folded[item.measure.end : following]
        cue = _cue(folded, item, left, right)
        if cues and index and _RANGE.fullmatch(between) and not _alike(found[index - 1], item, cues[-1]):
            cue = _range_cue(folded, related, cues, between, cue)
        elif cues and cue == _NOTHING:
            cue = _inherited(between, item, cues[-1])
        cues.append(cue)
        related.append(_apply(item, cue, left, right))
        previous_end = item.measure.end
    return related


def _inherited(between: str, item: Found, before: _Cue) -> _Cue:
    """In "by 10% and 20%" and "price is 49 and churn 4%" what was said of the number before holds for this one too."""
    if before.role is not None or item.measure.kind == "duration":
        return _NOTHING
    if _CONJUNCTION.fullmatch(between) or (before.relation == "set" and _NEXT_NAME.fullmatch(between)):
        return before
    return _NOTHING


def _alike(before: Found, item: Found, cue: _Cue) -> bool:
    """True where "A to B" cannot be a range: another kind, or A is already a from-value."""
    return cue.role == "from" or before.measure.kind != item.measure.kind or before.factor


def _range_cue(folded: str, related: list[Related], cues: list[_Cue], between: str, cue: _Cue) -> _Cue:
    """Of "10 to 15%" both ends stand alike, unless a verb of change makes it a move from one to the other."""
    first = related[-1]
    if cue.near and cues[-1].near and first.relation == "change_by" and first.found.measure.kind in {"money", "points"}:
        return cue  # "by $5 to $44"
    words = folded[_sentence_start(folded, first.found.start) : first.found.start]
    moves = re.search(rf"\b(?:{_UP_EN}|{_DOWN_EN}|chang\w+|mov\w+|went|go(?:es)?)\b", words) or re.search(
        rf"{_FAR_ZH.pattern}|变|改|调", words
    )
    if moves and between.strip() in {"to", "到", "至"} and not cues[-1].near:
        related[-1] = replace(first, value=abs(first.value), relation=None, role="from")
        return _Cue("set")
    return cues[-1]


def _clause_tail(between: str) -> str:
    ends = [m.end() for m in _CLAUSE.finditer(between)]
    return between[ends[-1] :] if ends else between


def _sentence_start(text: str, at: int) -> int:
    ends = [m.end() for m in _SENTENCE.finditer(text, 0, at)]
    return ends[-1] if ends else 0


def _cue(folded: str, item: Found, left: str, right: str) -> _Cue:
    kind = item.measure.kind
    if item.factor or item.measure.discount:
        return _Cue("multiply")
    if kind == "duration" and folded[item.start] in "mywdq第":
        return _NOTHING  # "by month 18" names a time
    left = _OF_CURRENT_ZH.sub("", left)
    near, chinese = _NEAR_EN.search(left), _NEAR_ZH.search(left)
    if (near and near.lastgroup == "from") or (chinese and chinese.lastgroup == "from"):
        return _Cue(None, role="from")
    after = _AFTER_EN.match(right) or _AFTER_ZH.match(right) or _AFTER_NOUN_EN.match(right)
    if after and kind != "duration":
        return _Cue("change_by", 1 if after.lastgroup == "up" else -1)
    if near:
        return _near_english(folded, item, left, near)
    if chinese:
        return _near_chinese(chinese)
    if item.sign and kind in {"percent", "points"}:
        return _Cue("change_by", item.sign)
    return _NOTHING if kind == "duration" else _far(left, kind)


def _near_english(folded: str, item: Found, left: str, near: re.Match[str]) -> _Cue:
    group = near.lastgroup
    if group == "none":
        return _NOTHING
    if group in {"up", "down"}:
        return _Cue("change_by", 1 if group == "up" else -1, near=True)
    if group == "by":
        start = _sentence_start(folded, item.start)
        return _Cue("change_by", _direction(folded[start : item.start]), near=True)
    if group == "of":
        noun = _CHANGE_NOUN.search(left[: near.end()].rstrip()[:-2])
        if noun:
            return _Cue("change_by", 1 if noun.lastgroup == "up" else -1)
    return _Cue("set", near=True)


def _direction(words: str) -> int:
    """Sign of the last verb of change in `words`; up where there is none."""
    verbs = [m for m in _VERB_EN.finditer(words) if m.lastgroup in {"up", "down"}]
    chinese = [m for m in _FAR_ZH.finditer(words) if m.lastgroup in {"up", "down"}]
    last = verbs[-1:] or chinese[-1:]
    return -1 if last and last[0].lastgroup == "down" else 1


def _near_chinese(near: re.Match[str]) -> _Cue:
    group = near.lastgroup
    if group == "none":
        return _NOTHING
    if group == "set":
        return _Cue("set", near=True)
    return _Cue("change_by", 1 if group == "up" else -1, near=True)


def _far(left: str, kind: str) -> _Cue:
    """The verb nearest to the number: "raise the price $10", 提高转化率5个百分点."""
    verbs = [*_VERB_EN.finditer(left), *_FAR_ZH.finditer(left)]
    if not verbs:
        return _NOTHING
    last = max(verbs, key=lambda m: m.start())
    if last.lastgroup == "set":
        return _Cue("set")
    if last.group().startswith("los") and kind == "percent":
        return _NOTHING  # "we lose 5% a month" states a rate
    return _Cue("change_by", 1 if last.lastgroup == "up" else -1)


def _apply(item: Found, cue: _Cue, left: str, right: str) -> Related:
    measured = item.measure
    value, resolution = measured.value, measured.resolution
    verb = _OF_CURRENT_ZH.sub("", left)
    plain = Related(item, value, cue.relation, cue.role, resolution)
    of_current = bool(_OF_CURRENT_ZH.search(left) or _OF_CURRENT_EN.match(right))
    if measured.kind == "ratio" and not item.factor and not measured.discount:
        return _apply_ratio(plain, item, cue, verb, of_current)
    if measured.kind == "percent" and cue.relation in {"set", None} and _scales_current(left, right):
        return replace(plain, relation="multiply")
    if cue.relation == "change_by":
        return replace(plain, value=value if item.sign < 0 else value * cue.sign)
    return plain


def _scales_current(left: str, right: str) -> bool:
    if re.search(r"(?:原来|现在|目前|之前|原先|当前|原价|现价|原有|以前)的?(?:到|的)?\s*$", left):
        return True
    return bool(
        re.match(r"\s*of (?:the |our |my |its )?(?:current|original|what|present|existing|previous|list|today)", right)
    )


_MULTIPLIES = re.compile(r"(?:multipl\w+|times|factor of|倍|乘以?|×)\s*(?:by)?\s*(?:a factor of\s*)?$")


def _apply_ratio(plain: Related, item: Found, cue: _Cue, left: str, of_current: bool) -> Related:
    """2x, 三倍, a third: a share or a multiple of what is there now."""
    value = plain.value
    if of_current and cue.relation == "set":
        return replace(plain, relation="multiply")
    if cue.relation == "change_by":
        if item.fraction or "倍" not in left and cue.sign < 0:
            factor = 1 + value * cue.sign if item.fraction else 1 / value
        else:
            factor = value if _english_multiple(left) else 1 + value
        return replace(plain, value=factor, relation="multiply")
    if of_current or (cue.relation == "set" and not item.fraction and re.search(r"(?:到|至|成|\bto)\s*$", left)):
        return replace(plain, relation="multiply")
    return plain


def _english_multiple(left: str) -> bool:
    """Saying "increase 3x" means three times as much, while 增加两倍 adds two parts to one."""
    return bool(re.search(r"[a-z]", left)) and not re.search(r"[\u4e00-\u9fff]", left)
