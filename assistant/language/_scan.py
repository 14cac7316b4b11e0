"""Finding every number of a text with its sign, currency and unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.language._acceptance import OUT_OF, acceptable, inside_word
from assistant.language._currencies import currency_before
from assistant.language._factors import find_factors
from assistant.language._found import Found
from assistant.language._guards import Mask
from assistant.language._numeral import Numeral
from assistant.language._numerals_en import parse_english
from assistant.language._numerals_zh import START_CHARS, parse_chinese
from assistant.language._ranges import share_units
from assistant.language._units import PERIOD_ADJACENT, PERIODS, Measure, measure
from assistant.language._words_en import START_WORDS
from assistant.language.lazy_re import lazy_re

_VULGAR = {
    char: Fraction(share)
    for char, share in zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅛", "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6 1/8".split(), strict=True)
}
_START = lazy_re(rf"\d|\.\d|[{START_CHARS}{''.join(_VULGAR)}]|(?<![a-z0-9_'])(?:{'|'.join(START_WORDS)})(?![a-z0-9_'])")
_REACH = 40  # how far before a number its sign, currency and period can start
_TOO_LARGE = 10**18  # a key or an account, nothing to compute with
_SLASH = lazy_re(r"\s?/\s?(\d{1,4})(?![\d.,]*[\d%])(?!\s*/)")
_A_POINT = lazy_re(r"an? (?=(percentage |full )?point\b)")
_MOVES = lazy_re(r"(?:by|up|down|rises|drops?|falls?|gains?|loses?|rose|dropped|fell|add|another)\s+$")
_MIXED = lazy_re(r" {1,2}(\d)/(\d{1,2})(?![\d/.,])")
_COLON = lazy_re(r"\s*(?::|比)\s*(\d+(?:\.\d+)?|[一二三四五六七八九十])(?![\d:%]|\.\d)")
_NAMED_PERIOD = lazy_re(r"(?<![a-z])(month|year|week|day|quarter)(?:\s+|-)$")
_SCALED_CODE = lazy_re(r"[mk](?:usd|eur|gbp|aud|cny|rmb)")
_SIGN = lazy_re(r"(?:(?<![a-z0-9_%.)-])[-+]|(?<![a-z])(?:minus|plus|negative)\s+|负\s*)$")
_ACCOUNTING = lazy_re(r"(?:loss|亏损|^|[|:=])[^\w(]{0,3}\($")


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


def _take_factor(found: list[Found], start: int, end: int, value: Fraction) -> int:
    found.append(Found(start, Measure(value, "ratio", end, Fraction(1, 100)), words=True, factor=True))
    return end


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isascii() and (text[at].isalnum() or text[at] in "_"):
        at += 1
    return at


def _item(text: str, at: int, floor: int) -> Found | None:
    """The quantity whose number starts at `at`; nothing before `floor` belongs to it."""
    floor = max(floor, at - _REACH)
    number = _number(text, at)
    if number is None or number.value >= _TOO_LARGE or inside_word(text, at, number):
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
    if not acceptable(text, at, number, measured):
        return None
    start, measured = _as_time(text, start, floor, _ratio(text, number, measured), bare=currency is None)
    if measured.kind == "money" and text.startswith(")", measured.end):
        if _ACCOUNTING.search(text[max(0, start - 14) : start]):
            sign, start, measured = -1, start - 1, replace(measured, end=measured.end + 1)
    if sign < 0:
        measured = replace(measured, value=-measured.value)
    adjacent = PERIOD_ADJACENT.search(text[floor:start])
    if adjacent and measured.kind in {"money", "percent", "count"}:
        start = floor + adjacent.start()
    return Found(start, measured, number.style != "digits", number.fraction, sign=sign)


def _as_time(text: str, start: int, floor: int, measured: Measure, *, bare: bool) -> tuple[int, Measure]:
    """Make durations of "month 12" and 第12个月, which start with the word before the number."""
    named = _NAMED_PERIOD.search(text[floor:start]) if measured.kind == "count" and bare else None
    if named:
        return floor + named.start(), replace(measured, kind="duration", period=PERIODS[named.group(1)])
    ordinal = measured.kind == "duration" and text[max(floor, start - 1) : start] == "第"
    return start - int(ordinal), measured


def _scaled_code(letter: str, number: Numeral) -> Numeral:
    """MUSD 30 is thirty million."""
    scale = {"m": 10**6, "k": 10**3}[letter]
    return replace(number, value=number.value * scale, resolution=number.resolution * scale)


def _number(text: str, at: int) -> Numeral | None:
    char = text[at]
    if char in _VULGAR:
        return Numeral(_VULGAR[char], at + 1, Fraction(1, 100), "words", fraction=True)
    if not char.isascii():
        return parse_chinese(text, at)
    if char.isalpha():
        one = _A_POINT.match(text, at)
        if one and (one.group(1) or _MOVES.search(text[max(0, at - _REACH) : at])):
            return Numeral(Fraction(1), one.end(), Fraction(1), "words")
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
        return replace(number, value=number.value + vulgar, end=number.end + 1, resolution=Fraction(1, 10))
    return number


def _sign_before(text: str, at: int, floor: int) -> tuple[int, int]:
    if _NAMED_PERIOD.search(text[floor:at]):
        return 0, at  # the dash of "month-12"
    match = _SIGN.search(text[floor:at])
    if not match:
        return 0, at
    begin = floor + match.start()
    beside = bool(floor) and begin - floor <= 1 and text[floor - 1] not in "，。,;:：；、"
    if match.group().strip() == "-" and beside and text[begin - 1] != "(":
        return 0, at  # the dash of a range
    return (1 if match.group().strip() in {"+", "plus"} else -1), begin


def _ratio(text: str, number: Numeral, measured: Measure) -> Measure:
    """3:1, 三比一, one in ten."""
    if measured.kind != "count" or measured.end != number.end:
        return measured
    share = OUT_OF.match(text, number.end)
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
