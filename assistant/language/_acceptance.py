"""Which parsed numbers are meant as numbers: not 一直, "this one", 四川 or digits inside a word."""

from __future__ import annotations

from assistant.language._currencies import currency_before
from assistant.language._numeral import Numeral
from assistant.language._numerals_zh import DIGITS
from assistant.language._units import Measure
from assistant.language.lazy_re import lazy_re

OUT_OF = lazy_re(r"\s+(?:out of|in|over)(?:\s+every)?\s+(?=[a-z0-9])")
_MEASURE_WORDS = (
    "个名位人家次单件条套台只份款种项场门批期户双对把张本辆间层座支篇道步点块元毛角分"
    "钱美欧英日港年月天周星季小倍成折半万亿千百十多余%分级斤公吨米盒瓶杯票轮"
)
_NOT_ALONE = lazy_re(
    r"一(?:个个|些|下|样|直|切|定|般|起|看|旦|边|会儿|点(?!\d|[零一二三四五六七八九])|同|共|致|并|律"
    r"|再|向|度|家人|方面|系列|部分|体|流|概)|[统唯单第之万同专均如]一|两两|一一|三三两两"
    r"|[这那哪某每任另]一个?(?!月|年|天|周)|[上下]一个?(?!月|年|天|周)|半(?:天(?:吊|没)|夜|路|数|自动"
    r"|导体|成品|途|信)|十足|九九|千(?:方|言|家|载)|百(?:度|货|姓|科)"
    r"|一(?:个|位|名|家|单|件)[\u4e00-\u9fff]{0,4}?(?:每|一年|一个月|的)"
)
_ONE_AS_PRONOUN_BEFORE = lazy_re(
    r"(?:this|that|which|the|each|every|any|no|another|some|previous|last|next|other|new|first|right"
    r"|wrong|a|only|good|best|better)\s+$"
)
_ONE_AS_PRONOUN_AFTER = lazy_re(
    r"\s+(?:of\b|another\b|by one|day\b(?=\s+(?:we|i|they|will))|that\b|who\b|is\b(?! enough)"
    r"|should\b|thing\b|way\b|more thing|at a time|on one|size)"
)
_TIMES_SIGN = lazy_re(r"\sx$")  # trials x1.5


def inside_word(text: str, at: int, number: Numeral) -> bool:
    """Digits glued to letters that are no unit, or cut out of a longer number."""
    before = text[at - 1] if at else " "
    if before == "." and at > 1 and text[at - 2].isdigit():
        return True
    multiplied = _TIMES_SIGN.search(text[:at]) and not text[number.end : number.end + 1].isalpha()
    return (
        number.style != "zh"
        and before.isascii()
        and before.isalpha()
        and not multiplied
        and currency_before(text[max(0, at - 20) : at]) is None
    )


def acceptable(text: str, at: int, number: Numeral, measured: Measure) -> bool:
    if number.style == "words":
        return _acceptable_word(text, at, number)
    if number.style != "zh" or text[at].isascii():
        return True
    if _NOT_ALONE.match(text, at) or (at and _NOT_ALONE.match(text, at - 1) and text[at - 1] not in "一"):
        return False
    if at and text[at - 1] in DIGITS and text[at - 1] not in "零〇":
        return False  # 二三十
    spelled = text[at : number.end]
    if _several(spelled) or (at and text[at - 1] in "几数" and text[at] in "十百千万"):
        return False
    if measured.end > number.end or measured.kind in {"percent", "points", "duration"}:
        return not (spelled == "半" and measured.kind == "count")
    if spelled == "半":
        return at > 0 and text[at - 1] == "一" or measured.end > number.end
    if len(spelled.replace(" ", "")) > 1 and spelled not in {"千万", "百万"}:
        return True
    return _stands_alone(text, at, number)


def _several(spelled: str) -> bool:
    """二三十 and 两三个 are "two or three": no number one can compute with."""
    return any(
        a in DIGITS and b in DIGITS and DIGITS[b] == DIGITS[a] + 1 > 1 and (c in "十百千万亿" or len(spelled) == 2)
        for a, b, c in zip(spelled, spelled[1:], spelled[2:] + " ", strict=False)
    )


def _stands_alone(text: str, at: int, number: Numeral) -> bool:
    """A single numeral character counts only before a measure word, or with no other word around it."""
    after = text[number.end : number.end + 1]
    if text[at] in "百千十" and not after.strip():
        return text[at] == "十"
    if after in _MEASURE_WORDS and after:
        return text[at] in DIGITS or text[at] == "十" or len(text[at : number.end]) > 1
    before = text[at - 1] if at else ""
    free_after = not ("\u4e00" <= after <= "\u9fff")
    return free_after and (not ("\u4e00" <= before <= "\u9fff") or before in "是为到至成于")


def _acceptable_word(text: str, at: int, number: Numeral) -> bool:
    spelled = text[at : number.end]
    if spelled == "one" and not OUT_OF.match(text, number.end):
        return not (
            _ONE_AS_PRONOUN_BEFORE.search(text[max(0, at - 20) : at]) or _ONE_AS_PRONOUN_AFTER.match(text, number.end)
        )
    if spelled in {"million", "thousand", "hundred", "billion"}:
        return at == 0 or bool(currency_before(text[max(0, at - 20) : at]))
    return True
