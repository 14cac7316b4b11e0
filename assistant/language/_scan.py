"""Finding every number of a text with its sign, currency and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.language._currencies import currency_before
from assistant.language._factors import find_factors
from assistant.language._guards import Mask
from assistant.language._numeral import Numeral
from assistant.language._numerals_en import START_WORDS, parse_english
from assistant.language._numerals_zh import DIGITS, START_CHARS, parse_chinese
from assistant.language._units import PERIOD_ADJACENT, PERIODS, Measure, measure

_START = re.compile(rf"\d|\.\d|[{START_CHARS}]|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛]|(?<![a-z0-9_'])(?:{'|'.join(START_WORDS)})(?![a-z0-9_'])")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅛": (1, 8)}  # fmt: skip
_SLASH = re.compile(r"\s?/\s?(\d{1,4})(?![\d.,]*[\d%])(?!\s*/)")
_OUT_OF = re.compile(r"\s+(?:out of|in|over)(?:\s+every)?\s+(?=[a-z0-9])")
_MIXED = re.compile(r" {1,2}(\d)/(\d{1,2})(?![\d/.,])")
_COLON = re.compile(r"\s*(?::|比)\s*(\d+(?:\.\d+)?|[一二三四五六七八九十])(?![\d:%]|\.\d)")
_RANGE = re.compile(r"\s*(?:-|~|到|至|to|or|或者?)\s*")
_SCALED = re.compile(r"\d\s*(万|亿|k|million|thousand|m)")
_NAMED_PERIOD = re.compile(r"(?<![a-z])(month|year|week|day|quarter)\s+$")
_SCALED_CODE = re.compile(r"[mk](?:usd|eur|gbp|aud|cny|rmb)")
_SIGN = re.compile(r"(?:(?<![a-z0-9_%.)-])[-+]|(?<![a-z])(?:minus|plus|negative)\s+|负\s*)$")
_ACCOUNTING = re.compile(r"(?:profit|loss|income|cash|earnings|ebitda|margin|利润|亏损|现金流?|^|[|:=])[^\w(]{0,3}\($")
_MEASURE_WORDS = "个名位人家次单件条套台只份款种项场门批期户双对把张本辆间层座支篇道步点块元毛角分钱美欧英日港年月天周星季小倍成折半万亿千百十多余%分级斤公吨米盒瓶杯票轮"
_NOT_ALONE = re.compile(
    r"一(?:个个|些|下|样|直|切|定|般|起|看|旦|边|会儿|点(?!\d|[零一二三四五六七八九])|同|共|致|并|律|再|向|度|家人|方面|系列|部分|体|流|概)|[统唯单第之万同专均如]一|两两|一一|三三两两|[这那哪某每任另]一个?(?!月|年|天|周)|[上下]一个?(?!月|年|天|周)|半(?:天(?:吊|没)|夜|路|数|自动|导体|成品|途|信)|十足|九九|千(?:方|言|家|载)|百(?:度|货|姓|科)"
    r"|一(?:个|位|名|家|单|件)[\u4e00-\u9fff]{0,4}?(?:每|一年|一个月|的)"
)
_ONE_AS_PRONOUN_BEFORE = re.compile(
    r"(?:this|that|which|the|each|every|any|no|another|some|previous|last|next|other|new|first|right|wrong|a|only|good|best|better)\s+$"
)
_ONE_AS_PRONOUN_AFTER = re.compile(
    r"\s+(?:of\b|another\b|by one|day\b(?=\s+(?:we|i|they|will))|that\b|who\b|is\b(?! enough)|should\b|thing\b|way\b|more thing|at a time|on one|size)"
)


@dataclass(frozen=True)
class Found:
    """A measured number at its place; `start` includes sign, currency and adjoining period words."""

    start: int
    measure: Measure
    words: bool
    fraction: bool = False
    factor: bool = False  # double, 翻一番: multiplies by itself
    sign: int = 0  # written before it: 1 for plus, -1 for minus


def scan(folded: str) -> list[Found]:
    """All quantities of folded lower-case text, left to right, not overlapping; relations are not known yet."""
    mask = Mask(folded)
    factors = {start: (end, value) for start, end, value in find_factors(folded)}
    found: list[Found] = []
    pos, floor = 0, 0
    starts = sorted(factors)
    while match := _START.search(folded, pos):
        at = match.start()
        ahead = next((s for s in starts if floor <= s <= at), None)
        if ahead is not None:
            starts = [s for s in starts if s > ahead]
            pos = floor = _take_factor(found, ahead, *factors[ahead])
            continue
        hidden = mask.end_of(at)
        if hidden is not None:
            pos = hidden
            continue
        item = _item(folded, at, floor)
        if item is None:
            pos = at + 1 if not folded[at].isalnum() or not folded[at].isascii() else _word_end(folded, at)
            continue
        found.append(item)
        pos = floor = item.measure.end
    for start in starts:
        if start >= floor:
            floor = _take_factor(found, start, *factors[start])
    return share_units(folded, found)


def share_units(folded: str, found: list[Found]) -> list[Found]:
    """In "10-15%", "$10-15", "10到15万" both ends have the unit that is written once."""
    result = list(found)
    merged: set[int] = set()
    for index, (first, second) in enumerate(zip(found, found[1:], strict=False)):
        if _is_period_of_next(first, second):
            merged.add(first.start)
            result[index + 1] = replace(
                second, start=first.start, measure=replace(second.measure, period=first.measure.period)
            )
            continue
        joint = _RANGE.fullmatch(folded[first.measure.end : second.start])
        if not joint or first.factor or second.factor:
            continue
        left, right = first.measure, second.measure
        scale = _shared_scale(folded, first, second)
        if (
            left.kind == "count"
            and right.kind in {"percent", "points", "money", "duration"}
            and left.end - first.start <= 8
        ):
            by = Fraction(scale, 100 if right.kind in {"percent", "points"} and right.end > second.start + 1 else 1)
            shared = replace(right, value=left.value * by, resolution=left.resolution * by, end=left.end)
            result[index] = replace(first, measure=shared)
        elif right.kind == "count" and left.kind == "money" and right.end - second.start <= 8 and "-" in joint.group():
            result[index + 1] = replace(
                second, measure=replace(left, value=right.value, resolution=right.resolution, end=right.end)
            )
        elif scale != 1:
            result[index] = replace(
                first, measure=replace(left, value=left.value * scale, resolution=left.resolution * scale)
            )
    return [f for f in result if f.start not in merged or f.measure.kind != "duration"]


def _is_period_of_next(first: Found, second: Found) -> bool:
    """一个月三万五: the duration says per what."""
    one = first.measure.kind == "duration" and first.measure.value == 1 and first.measure.end == second.start
    return one and second.measure.kind in {"money", "count"} and second.measure.period is None


def _shared_scale(folded: str, first: Found, second: Found) -> int:
    """10-15万: the first number means tens of thousands too, if it is written in digits alone."""
    match = _SCALED.search(folded[second.start : second.measure.end])
    small = first.measure.value < 10000 and folded[first.measure.end - 1].isdigit()
    if not match or not small or first.measure.value >= second.measure.value:
        return 1
    return {"万": 10**4, "亿": 10**8, "k": 10**3, "m": 10**6, "million": 10**6, "thousand": 10**3}[match.group(1)]


def _take_factor(found: list[Found], start: int, end: int, value: Fraction) -> int:
    found.append(Found(start, Measure(value, "ratio", end, Fraction(1, 100)), words=True, factor=True))
    return end


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isascii() and (text[at].isalnum() or text[at] in "_"):
        at += 1
    return at


def _item(text: str, at: int, floor: int) -> Found | None:
    number = _number(text, at)
    if number is None or _inside_word(text, at, number):
        return None
    sign, start = _sign_before(text, at, floor)
    currency = currency_before(text[floor:start])
    if currency:
        start = floor + currency[1]
        if not sign:
            sign, start = _sign_before(text, start, floor)
    if currency and _SCALED_CODE.match(text, start):
        number = _scaled_code(text[start], number)
    measured = measure(text, number, currency[0] if currency else None)
    if not _acceptable(text, at, number, measured):
        return None
    measured = _ratio(text, number, measured)
    named = _NAMED_PERIOD.search(text[floor:start]) if measured.kind == "count" and not currency else None
    if named:
        measured = replace(measured, kind="duration", period=PERIODS[named.group(1)])
        start = floor + named.start()
    elif measured.kind == "duration" and text[max(floor, start - 1) : start] == "第":
        start -= 1
    if (
        measured.kind == "money"
        and _ACCOUNTING.search(text[max(0, start - 14) : start])
        and text.startswith(")", measured.end)
    ):
        sign, start, measured = -1, start - 1, replace(measured, end=measured.end + 1)
    if sign < 0:
        measured = replace(measured, value=-measured.value)
    adjacent = PERIOD_ADJACENT.search(text[floor:start])
    if adjacent and measured.kind in {"money", "percent", "count"}:
        start = floor + adjacent.start()
    return Found(start, measured, number.style != "digits", number.fraction, sign=sign)


def _scaled_code(letter: str, number: Numeral) -> Numeral:
    """MUSD 30 is thirty million."""
    scale = {"m": 10**6, "k": 10**3}[letter]
    return replace(number, value=number.value * scale, resolution=number.resolution * scale)


def _number(text: str, at: int) -> Numeral | None:
    char = text[at]
    if char in _VULGAR:
        return Numeral(Fraction(*_VULGAR[char]), at + 1, Fraction(1, 100), "words", fraction=True)
    if not char.isascii():
        return parse_chinese(text, at)
    if char.isalpha():
        return parse_english(text, at)
    chinese = parse_chinese(text, at)
    number = parse_english(text, at)
    if number is None or (chinese and chinese.style == "zh" and chinese.end >= number.end):
        number = chinese
    if number is None:
        return None
    slash = _SLASH.match(text, number.end)
    if slash and number.value.denominator == 1 and int(slash.group(1)) > 1 and number.value < 1000:
        return Numeral(number.value / int(slash.group(1)), slash.end(), Fraction(1, 100), "digits", fraction=True)
    mixed = _MIXED.match(text, number.end)
    if mixed and number.value.denominator == 1 and 0 < int(mixed.group(1)) < int(mixed.group(2)) <= 16:
        share = Fraction(int(mixed.group(1)), int(mixed.group(2)))
        return replace(number, value=number.value + share, end=mixed.end(), resolution=Fraction(1, 10))
    vulgar = _VULGAR.get(text[number.end : number.end + 1])
    if vulgar and number.end < len(text):
        return replace(number, value=number.value + Fraction(*vulgar), end=number.end + 1, resolution=Fraction(1, 10))
    return number


def _inside_word(text: str, at: int, number: Numeral) -> bool:
    """Digits glued to letters that are no unit, or cut out of a longer number."""
    before = text[at - 1] if at else " "
    if before == "." and at > 1 and text[at - 2].isdigit():
        return True
    return number.style != "zh" and before.isascii() and before.isalpha() and currency_before(text[:at]) is None


def _sign_before(text: str, at: int, floor: int) -> tuple[int, int]:
    match = _SIGN.search(text[floor:at])
    if not match:
        return 0, at
    begin = floor + match.start()
    if match.group().strip() == "-" and floor and begin - floor <= 1 and text[floor - 1] not in "，。,;:：；、":
        return 0, at  # the dash of a range
    return (1 if match.group().strip() in {"+", "plus"} else -1), begin


def _acceptable(text: str, at: int, number: Numeral, measured: Measure) -> bool:
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
    """二三十 is "twenty or thirty": no number one can compute with."""
    return any(
        a in DIGITS and b in DIGITS and c in "十百千万亿" and DIGITS[b] == DIGITS[a] + 1 and DIGITS[a] > 0
        for a, b, c in zip(spelled, spelled[1:], spelled[2:], strict=False)
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
    if spelled == "one":
        return not (_ONE_AS_PRONOUN_BEFORE.search(text[:at]) or _ONE_AS_PRONOUN_AFTER.match(text, number.end))
    if spelled in {"million", "thousand", "hundred", "billion"}:
        return bool(currency_before(text[:at])) or text[:at].rstrip().endswith(("per", "half", "")) and at == 0
    return True


def _ratio(text: str, number: Numeral, measured: Measure) -> Measure:
    """3:1, 三比一, one in ten."""
    if measured.kind != "count" or measured.end != number.end:
        return measured
    share = _OUT_OF.match(text, number.end)
    if share:
        whole = parse_english(text, share.end())
        if whole and number.value < whole.value and measure(text, whole, None).kind == "count":
            return Measure(number.value / whole.value, "ratio", whole.end, Fraction(1, 100))
    match = _COLON.match(text, number.end)
    if not match or (text[match.start() : match.end()].count(" ") and "比" not in match.group()):
        return measured
    other = parse_chinese(text, match.start(1))
    if other is None or other.value == 0:
        return measured
    return Measure(
        number.value / other.value, "ratio", match.end(), Fraction(1, 100) if other.value != 1 else number.resolution
    )
