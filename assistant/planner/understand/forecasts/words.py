"""What a message says of a forecast: how far, split by what, which column, known events, numbers typed in chat."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.understand.forecasts.times import Time, find_times

JsonDict = dict[str, Any]
PAST = lazy_re(
    r"\b(?:last|past|previous|prior|preceding|these|recent|since|history of|based on(?: the| our)?|from the|over the"
    r"(?: last| past))\s*(?:few\s*|about\s*|the\s*)?$|"
    r"(?:过去|最近|近|前|上|此前|之前|历史|往年|以往|根据|已有)(?:的|这)?\s*$",
    re.IGNORECASE,
)
AFTER_PAST = lazy_re(
    r"^\s*(?:of (?:history|data|sales|orders)|ago|earlier)\b|^\s*(?:以来|的?(?:历史|数据)|前|之前|来的)",
    re.IGNORECASE,
)
_NUMBER = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "the": 1, "couple of": 2, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "十": 10, "十二": 12,
}  # fmt: skip
_COUNT = r"\d{1,3}|" + "|".join(sorted((w for w in _NUMBER if w.isascii()), key=len, reverse=True))
_HAN = r"\d{1,3}|十二|[一两二三四五六七八九十]"
_QUARTERS = lazy_re(rf"\b(?P<n>{_COUNT})[\s-]+quarters?\b|(?P<z>{_HAN})\s*个?季度?(?!度)", re.IGNORECASE)
_NEXT = lazy_re(
    r"\b(?:next|coming|upcoming|following)\s+(?P<en>day|week|month|quarter|half[\s-]year|year)\b(?!\s*(?:end|'s end))|"
    r"(?:下|下一|次)个?(?P<zh>天|周|星期|礼拜|月|季度|季|半年|年)|(?P<ny>明年|来年)(?!年?底|年?末|[一二三四五六七八九十\d]+月|[上下]半年)|"
    r"(?P<hy>半年|half\s+(?:a\s+)?year|half[\s-]year)|\bfor\s+(?:a|one)\s+(?P<a>year|quarter|month)\b",
    re.IGNORECASE,
)
_BARE = lazy_re(r"\b(?:next|coming|following)\s+(?P<n>\d{1,3})(?!\s*[\d%.,]\d|\s*%)(?=\W|$)", re.IGNORECASE)
_HALVES = lazy_re(
    r"(?P<n>\d{1,2}|一|两|二|三)\s*年半|\b(?:a|one)\s+year\s+and\s+a\s+half|\b(?P<m>one|two|three|\d)\s+and\s+a\s+half\s+years",
    re.IGNORECASE,
)
_SPAN = {"day": (1, "day"), "week": (1, "week"), "month": (1, "month"), "quarter": (3, "month"), "year": (12, "month")}
_ZH_UNIT = {
    "天": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "季": "quarter",
    "季度": "quarter",
    "年": "year",
}
_UNTIL_YEAR = lazy_re(
    r"\b(?:until|till|through|thru|to|by|for)\s+(?:the\s+)?(?:end\s+of\s+)?(?P<en>this|the|next)\s+year(?:'s\s+end|[\s-]end)?\b|"
    r"\b(?:rest|remainder)\s+of\s+(?P<rest>the|this)\s+year\b|\byear[\s-]end\b|"
    r"(?P<zh>今年|明年|本年)?(?:年底|年末|全年(?!度的))|(?P<left>今年剩下|今年余下|年内|今年)(?=的|几个月|$|，|。|预测|还|能|会)",
    re.IGNORECASE,
)
_UNTIL = lazy_re(
    r"\b(?:until|till|through|thru|up\s+to|to\s+the\s+end\s+of|by)\s+(?:the\s+end\s+of\s+)?$|(?:到|至|截止到?|截至)\s*$",
    re.IGNORECASE,
)
_KIND = r"(?:\s+(?:type|name|line|category|group|channel|rep|person|team|unit|area))?"
_BY = lazy_re(
    rf"\b(?:by|per|for\s+each|for\s+every|in\s+each|across)\s+(?:each\s+|every\s+|the\s+)?(?P<en>[a-z][\w-]*{_KIND})|"
    r"\beach\s+(?P<each>[a-z][\w-]*)|(?:按照?|分|依|以)(?P<zh>[\u4e00-\u9fff]{1,6}?)"
    r"(?:来|分别|分开|拆分|拆|划分|分组|细分|维度|预测|看|做|再|吧|呢|$|，|,|。|？|\?)|"
    r"(?:各个?|每个|每家|每种|不同)(?P<all>[\u4e00-\u9fff]{2,4}?)(?:的|分别|单独|各自|预测|未来|收入|销售|会|，|,|。|$)",
    re.IGNORECASE,
)
_FREQUENCY = {
    "day": "day", "daily": "day", "week": "week", "weekly": "week", "month": "month", "monthly": "month",
    "quarter": "quarter", "quarterly": "quarter", "year": "year", "yearly": "year",
    "日": "day", "天": "day", "周": "week", "月": "month", "月份": "month", "月度": "month", "季": "quarter",
    "季度": "quarter", "年": "year", "年度": "year",
}  # fmt: skip
_NO_GROUP = lazy_re(
    r"^(?:the|end|then|now|how|using|default|hand|itself|adding|doubling|raising|running|that|this|those|what|\d.*|percent|"
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|next|end|year-end|history|trend|it|"
    r"历史.*|过去.*|数据|订单数据|这.*|那.*|目前|现在|之前|原来|照)$",
    re.IGNORECASE,
)
_COLUMN = lazy_re(
    r"\b(?:column|field)\s+(?P<a>\w+)|"
    r"\b(?!(?:the|a|which|that|date|forecast|predict|use|using|by|number)\b)(?P<b>[\w-]+)\s+column\b|"
    r"[“\"「'](?P<c>[^”\"」']+)[”\"」'](?![A-Za-z0-9])(?:这一?列|列|字段)?|"
    r"(?P<d>[\u4e00-\u9fffA-Za-z_]{1,12}?)(?:这一?列|列|字段)",
    re.IGNORECASE,
)
_LEADING = lazy_re(r"^(?:请?用|按照?|把|对|将|预测|以|根据|拿|就|的)+")
_FILE = lazy_re(r"[\w\u4e00-\u9fff.-]+\.(?:csv|tsv|tab|xlsx|xlsm|parquet|txt)\b", re.IGNORECASE)
_ADVERB = lazy_re(r"\b(daily|weekly|monthly|quarterly|yearly)\b", re.IGNORECASE)
_NOUN = lazy_re(
    r"\b(?P<en>orders|order\s+count|number\s+of\s+orders|transactions|units(?:\s+sold)?|quantit(?:y|ies)|volumes?|customers|"
    r"new\s+customers|sign-?ups|trials|visits|visitors|traffic|profits?|costs|expenses|subscribers|users)\b|"
    r"(?P<zh>订单(?:数|量)?(?!数据|表|文件|历史)|单量|销量|销售量|件数|客户数|用户数|用户量|试用(?:数|量)|注册(?:数|量)|"
    r"流量|访客数?|客流|利润|成本)",
    re.IGNORECASE,
)
_GROWTH = lazy_re(
    r"\bgr(?:o?w\w*|ew)\b.{0,25}(?:a|per|each|every)\s+year|\b(?:annual|yearly)\s+growth|\bgrowth\s+of\b.{0,12}(?:year|annual)|"
    r"每年.{0,6}(?:增长|增速|提高)|年增长|年增速|增速.{0,4}(?:为|是|按)|按.{0,8}增速",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Horizon:
    """How far ahead: `horizon` of `unit`, or `until` a time."""

    args: JsonDict = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.args)


def read_horizon(text: str, times: list[Time] | None = None) -> Horizon:
    """How far ahead the message asks: "next 6 months", 下个季度, 到明年年底; durations of the past are none."""
    times = find_times(text) if times is None else times
    if match := _UNTIL_YEAR.search(text):
        said = (match["en"] or match["zh"] or "").lower()
        return Horizon({"until": "next_year" if said in ("next", "明年") else "this_year"})
    for time in times:
        if _UNTIL.search(text[: time.span[0]]):
            return Horizon({"until": time.period.split("/")[-1]})
    if half := _HALVES.search(text):
        years = _counted(half["n"] or half["m"] or "one")
        return Horizon({"horizon": 12 * years + 6, "unit": "month"})
    return _counted_ahead(text, times) or _named_ahead(text, times)


def _counted_ahead(text: str, times: list[Time]) -> Horizon:
    """A number of periods that lie ahead."""
    for quarters in _QUARTERS.finditer(text):
        if _is_ahead(text, quarters.span(), times):
            return Horizon({"horizon": 3 * _counted(quarters["n"] or quarters["z"]), "unit": "month"})
    for quantity in find_quantities(text):
        if quantity.kind == "duration" and quantity.period and _is_ahead(text, quantity.span, times):
            if found := _of_duration(quantity):
                return found
    bare = _BARE.search(text)
    return Horizon({"horizon": int(bare["n"])}) if bare else Horizon()


def _named_ahead(text: str, times: list[Time]) -> Horizon:
    """One period that lies ahead: next month, 明年."""
    match = next((m for m in _NEXT.finditer(text) if _is_ahead(text, m.span(), times)), None)
    return Horizon() if match is None else _of_next(match)


def _is_ahead(text: str, span: tuple[int, int], times: list[Time]) -> bool:
    """Whether what stands there is neither of the past nor part of a named time such as 下半年."""
    apart = all(span[1] <= t.span[0] or t.span[1] <= span[0] for t in times)
    return apart and not (PAST.search(text[: span[0]]) or AFTER_PAST.match(text[span[1] :]))


def read_split(text: str) -> JsonDict:
    """`by` and `frequency` of "per region", "by month", 按地区, 各门店."""
    found: JsonDict = {}
    for match in _BY.finditer(text):
        word = next(g for g in match.groups() if g).strip().lower()
        if word in _FREQUENCY:
            found.setdefault("frequency", _FREQUENCY[word])
        elif not _NO_GROUP.match(word) and not find_quantities(word):
            found.setdefault("by", word)
    if "frequency" not in found and (adverb := _ADVERB.search(text)):
        found["frequency"] = _FREQUENCY[adverb[1].lower()]
    return found


def read_column(text: str) -> str | None:
    """The column to forecast, named as one, or what other than revenue is to be forecast."""
    text = _FILE.sub(" ", text)
    if match := _COLUMN.search(text):
        return _LEADING.sub("", next(g for g in match.groups() if g).strip())
    if match := _NOUN.search(text):
        return re.sub(r"^number of |\s+count$|\s+sold$|^new ", "", next(g for g in match.groups() if g).lower())
    return None


def read_growth(text: str) -> float | None:
    """Growth a year that is supposed: "if we grew 30% a year", 每年增长三成."""
    if not _GROWTH.search(text):
        return None
    rate = next((q for q in find_quantities(text) if q.kind in ("percent", "points")), None)
    return None if rate is None else rate.value


def _of_duration(quantity: Quantity) -> Horizon | None:
    value, unit = quantity.value, str(quantity.period)
    if unit in ("quarter", "year"):
        value, unit = value * (3 if unit == "quarter" else 12), "month"
    count = round(value)
    return Horizon({"horizon": count, "unit": unit}) if count >= 1 and abs(value - count) < 1e-6 else None


def _of_next(match: re.Match[str]) -> Horizon:
    if match["hy"]:
        return Horizon({"horizon": 6, "unit": "month"})
    if match["ny"]:
        return Horizon({"until": "next_year"})
    word = (match["en"] or match["zh"] or match["a"] or "").lower()
    if word.startswith("half") or word == "半年":
        return Horizon({"horizon": 6, "unit": "month"})
    count, unit = _SPAN[_ZH_UNIT.get(word, word)]
    return Horizon({"horizon": count, "unit": unit})


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER[word.lower()]
