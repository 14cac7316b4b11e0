"""What stands around a number and says what it measures: percent, points, money, durations, factors, periods."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from assistant.language._currencies import currency_after
from assistant.language._numeral import Numeral
from assistant.language._numerals_en import parse_english
from assistant.language._numerals_zh import DIGITS, SMALL_UNITS
from assistant.language.lazy_re import lazy_re

if TYPE_CHECKING:
    from assistant.language.quantities import Kind, Period

PERIODS: dict[str, Period] = {
    "day": "day", "days": "day", "daily": "day", "天": "day", "日": "day",
    "week": "week", "weeks": "week", "wk": "week", "weekly": "week", "周": "week", "星期": "week", "礼拜": "week",
    "month": "month", "months": "month", "mo": "month", "mos": "month", "mth": "month", "monthly": "month",
    "月": "month",
    "quarter": "quarter", "quarters": "quarter", "quarterly": "quarter", "qtr": "quarter",
    "季": "quarter", "季度": "quarter",
    "year": "year", "years": "year", "yr": "year", "yrs": "year", "annum": "year", "yearly": "year", "annual": "year",
    "annually": "year", "p.a.": "year", "p.a": "year", "pa": "year", "年": "year",
}  # fmt: skip
_ARTICLE = lazy_re(r"\s+(?:of\s+)?(?:a|an)(?=\s+(?:percent|percentage|point|year|month|week|day|dollar|euro|pound)\b)")
_POINTS = lazy_re(
    r"\s*-?\s*(?:(?:percentage|percent|%)[\s-]*(?:points?|pts?)\b|(?:pp|ppt|ppts|p\.p\.?)(?![a-z])"
    r"|(?:points?|pts)(?![a-z])(?!\s*(?:to|:))"
    r"|个?\s*百\s*分\s*点|个点(?!子)|点(?=[,.!?，。！？;；)\s]|$|吧|呢|会|的话|左右))"
)
_BASIS = lazy_re(r"\s*-?\s*(?:bps?(?![a-z])|basis[\s-]points?|个?基点)")
_PERCENT = lazy_re(r"\s*-?\s*(?:%|percent(?:age)?s?(?![a-z])|per[\s-]cents?(?![a-z])|pct(?![a-z]))")
_TENTHS = lazy_re(r"\s*成(?![员立本功交为长品果都绩熟就])\s*(半|[一二三四五六七八九\d](?![\d万千百十个元块%成]))?")
_DISCOUNT = lazy_re(r"\s*折(?![叠旧现算损线腾磨])")
_DURATION = lazy_re(
    r"\s*-?\s*(?:(days?|weeks?|wks?|months?|mos?|mths?|quarters?|years?|yrs?)(?![a-z])"
    r"|个?(半)?(月)(?:(?<=个月)(?![薪租])|(?<=个半月)|(?![活均费付供薪租]))"
    r"|(年|天|日|周|季度?)(?![度份初末底终费薪报均活租付会]|年|线)(半)?|个(?:(星期|礼拜|季度|季|周)))"
)
_FACTOR = lazy_re(
    r"\s*-?\s*(?:x(?![a-z0-9])|×(?!\s*\d)|times(?!\s+(?:a|per|each|every|already|since"
    r"|daily)\b)(?![a-z])|fold(?![a-z])|倍(?:(半)|(?!数率)))"
)
_PER_THING = (
    r"(?:user|seat|customer|client|member|subscriber|person|head|employee|account|company|store|order"
    r"|unit|team|student|location|trial)s?"
)
_PERIOD_AFTER = lazy_re(
    rf"\s*(?:(?:/|per|a|an|each|every)\s*{_PER_THING}\s*)?(?:(?:/|-?per-?|a|an|each|every)\s*(day|week"
    rf"|wk|month|mo|mth|quarter|qtr|year|yr|annum)(?![a-z])|(daily|weekly|monthly|quarterly|yearly"
    rf"|annually|annual|p\.a\.?|pa)(?![a-z]))"
    r"|\s*(?:(?:/|每)?\s*(?:个?(?:人|用户|客户|席位|座位|坐席|账号|家|户|单|套|台|店))\s*)?(?:/|每"
    r"|一)\s*个?(月|年|天|日|周|季度|季|星期)(?![后内前里以之间活均])"
)
_PERIOD_AFTER_NOUN = lazy_re(
    r"(?:\s+(?!to\b|by\b|is\b|are\b|and\b|or\b|from\b)[a-z][a-z-]*){1,3}?\s*(?:/|per|a|an|each"
    r"|every)\s*(day|week|month|mo|quarter|year|yr)(?![a-z])|(?:\s+[a-z][a-z-]*){0,2}?\s+(daily"
    r"|weekly|monthly|yearly|annually)(?![a-z])"
    r"|\s*(?:个|名|位|次|人|单|户|家)?[\u4e00-\u9fff]{0,4}?(?:/|每)\s*个?(月|年|天|周)"
)
PERIOD_BEFORE = lazy_re(
    r"(?<!after )(?<!within )(?<!for )(?<!in )"
    r"(?:(?:per|a|each|every)\s+(day|week|month|quarter|year)|\b(daily|weekly|monthly|quarterly"
    r"|yearly|annual|annually)|(?:每|一)个?(天|日|周|月|季度|年|星期)"
    r"|(?<!\d)(?<![个第上本下今明去前])(月|年|季)(?=均|费|付|度|化|流失|活|供|租|薪|成本|收入|营收"
    r"|支出|利润|固定|运营|预算|增长|订阅|价))"
)
PERIOD_ADJACENT = lazy_re(
    r"(?:每|一)个?(?:天|日|周|月|季度|年|星期)(?:每人|人均)?\s*$|(?<![a-z])(?:monthly|yearly|annual"
    r"|daily|weekly|quarterly)\s+$"
)


@dataclass(frozen=True)
class Measure:
    """A number with its unit.

    Attributes:
        value: In the units of `Quantity.value`.
        kind: As in `Quantity`.
        end: Offset after the unit and period words.
        resolution: As in `Quantity`.
        currency: ISO code.
        period: As in `Quantity`.
        discount: True for 八折, which is a factor by itself.
    """

    value: Fraction
    kind: Kind
    end: int
    resolution: Fraction
    currency: str | None = None
    period: Period | None = None
    discount: bool = False


def measure(text: str, number: Numeral, currency: str | None) -> Measure:
    """Read the unit after `number` in folded lower-case `text`; `currency` is the one written before it."""
    article = _ARTICLE.match(text, number.end) if number.fraction else None
    if article:  # half a point
        number = replace(number, end=article.end(), resolution=Fraction(1, 10))
    found = _percent(text, number) or (None if currency else _factor(text, number)) or _money(text, number, currency)
    found = found or _duration(text, number)
    if found is None:
        kind: Kind = "percent" if number.percent else "ratio" if number.fraction else "count"
        found = Measure(number.value, kind, number.end, number.resolution)
    if found.kind in {"money", "percent", "count"} and not found.discount:
        return _with_period(text, found)
    return found


def _percent(text: str, number: Numeral) -> Measure | None:
    scales: tuple[tuple[re.Pattern[str], Kind, int], ...] = (
        (_BASIS, "points", 10000),
        (_POINTS, "points", 100),
        (_PERCENT, "percent", 100),
    )
    for pattern, kind, by in scales:
        match = pattern.match(text, number.end)
        if match:
            return Measure(number.value / by, kind, match.end(), number.resolution / by)
    match = _TENTHS.match(text, number.end)
    if match and number.value <= 10:
        more = match.group(1)
        extra = Fraction(0) if not more else Fraction(5 if more == "半" else DIGITS.get(more) or int(more), 100)
        resolution = Fraction(1, 100) if more else number.resolution / 10
        end = match.end() if more else len(match.group().rstrip()) + match.start()
        return Measure(number.value / 10 + extra, "percent", end, resolution)
    match = _DISCOUNT.match(text, number.end)
    if match and 0 < number.value < 100:
        by = 1 if number.fraction else 10 if number.value < 10 else 100
        return Measure(number.value / by, "ratio", match.end(), number.resolution / by, discount=True)
    return None


def _factor(text: str, number: Numeral) -> Measure | None:
    match = _FACTOR.match(text, number.end)
    if not match:
        return None
    half = Fraction(1, 2) if match.group(1) else Fraction(0)
    return Measure(number.value + half, "ratio", match.end(), Fraction(1, 10) if half else number.resolution)


def _money(text: str, number: Numeral, currency: str | None) -> Measure | None:
    after = currency_after(text, number.end)
    if after is None:
        return Measure(number.value, "money", number.end, number.resolution, currency) if currency else None
    iso, worth, end = after
    if currency and text[end - 1] in "$¥€£":  # "$ 20 $ 30": the sign belongs to the next number
        return Measure(number.value, "money", number.end, number.resolution, currency)
    if currency not in {None, iso, "USD"}:  # "rmb 10 usd 20": the code belongs to the next number
        return Measure(number.value, "money", number.end, number.resolution, currency)
    unit = Fraction(worth).limit_denominator(10**8)
    found = Measure(number.value * unit, "money", end, number.resolution * unit, iso)
    return _small_change(text, found) if worth >= 0.1 else found


_TAIL_SCALE = lazy_re(r"\s*(million|billion|thousand)(?![a-z])")
_TAIL_EN = lazy_re(r"\s+(?:and\s+)?(\d{1,2}|[a-z]+(?:[- ][a-z]+)?)\s*cents?(?![a-z])")


def _small_change(text: str, found: Measure) -> Measure:
    """两块五, 三元五角, 3 dollars 50 cents, 75 USD million."""
    scale = _TAIL_SCALE.match(text, found.end)
    if scale:
        by = {"thousand": 10**3, "million": 10**6, "billion": 10**9}[scale.group(1)]
        return replace(found, value=found.value * by, resolution=found.resolution * by, end=scale.end())
    if text[found.end - 1] in "块元毛角":
        digit = text[found.end : found.end + 1]
        following = text[found.end + 1 : found.end + 2]
        stops = {*DIGITS, *SMALL_UNITS, *"0123456789.万亿个家年月天%成折点倍"}
        if digit and digit != " " and (digit in DIGITS or digit in "0123456789") and following not in stops:
            tenth = Fraction(1, 10) if text[found.end - 1] in "块元" else Fraction(1, 100)
            value = found.value + (DIGITS[digit] if digit in DIGITS else int(digit)) * tenth
            end = found.end + (2 if following and following in "毛角分" else 1)
            return replace(found, value=value, resolution=tenth, end=end)
    return _cents(text, found)


def _cents(text: str, found: Measure) -> Measure:
    match = _TAIL_EN.match(text, found.end)
    if not match:
        return found
    cents = parse_english(text, match.start(1))
    if cents is None or cents.end != match.end(1) or cents.value >= 100:
        return found
    return replace(found, value=found.value + cents.value / 100, resolution=Fraction(1, 100), end=match.end())


def _duration(text: str, number: Numeral) -> Measure | None:
    match = _DURATION.match(text, number.end)
    if not match:
        return None
    english, half_before, month, single, half_after, long = match.groups()
    if month and number.style == "zh" and not match.group().lstrip().startswith("个") and not half_before:
        return None  # 三月 is March
    word = english or month or single or long
    period = PERIODS.get(word) or PERIODS[word.rstrip("s")]
    half = Fraction(1, 2) if half_before or half_after else Fraction(0)
    resolution = Fraction(1, 10) if half else number.resolution
    return Measure(number.value + half, "duration", match.end(), resolution, period=period)


def _with_period(text: str, found: Measure) -> Measure:
    match = _PERIOD_AFTER.match(text, found.end)
    if match:
        return replace(found, period=_period_of(match), end=match.end())
    if found.kind == "count":
        match = _PERIOD_AFTER_NOUN.match(text, found.end)
        if match:
            return replace(found, period=_period_of(match))
    return found


def _period_of(match: re.Match[str]) -> Period:
    return PERIODS[next(g for g in match.groups() if g)]


def period_before(text: str) -> Period | None:
    """Period named by the words before a number, the nearest one."""
    matches = list(PERIOD_BEFORE.finditer(text))
    return _period_of(matches[-1]) if matches else None
