"""Reads metrics asked of numbers told in the same message: runway, CAC, LTV, LTV:CAC, churn by month and year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.finance import convert_flow
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities

_CHURN = r"\b(?:churn\w*|attrition|lose|losing)\b|流失|退订"


@dataclass(frozen=True)
class _Word:
    """How a number is named: the words, and the kinds of quantity it may be."""

    pattern: re.Pattern[str]
    kinds: tuple[str, ...]


def _word(pattern: str, *kinds: str) -> _Word:
    return _Word(re.compile(pattern, re.IGNORECASE), kinds)


_SUM = ("money", "count")
WORDS: dict[str, _Word] = {
    "cash": _word(
        r"\b(?:cash|in (?:the|our) (?:bank|account)|bank(?: balance)?|runway money|raised|funds left)\b|现金|账上|"
        r"存款|卡里|银行里|手里|手上|账户|还剩|"
        # "we have 1.4 million" and nothing after it: money, where "we have 200 customers" is not.
        r"\b(?:we|i)(?:'ve got| have(?: got)?) [$€£¥]?[\d.,]+\s*(?:k|m|mn|million|thousand)?"
        r"(?=\s*(?:$|[,;?!]|left\b|and\b))",
        *_SUM,
    ),
    "net_burn": _word(
        r"\b(?:(?:net )?burn(?:s|ing|ed|t)?(?: rate)?|(?:we )?spend(?:s|ing)?|outgoings?|going out|lose|losing)\b|"
        r"烧(?:掉|钱)?|"
        r"净?消耗|净支出|吃掉|(?:每月|一个月|月)(?:花|支出|开销|亏)|开支|开销",
        *_SUM,
    ),
    "acquisition_spend": _word(
        r"\b(?:sales (?:and|&) marketing|marketing(?: and sales)?|ads?|advertising|acquisition (?:spend|budget)|"
        r"campaigns?|promotion|spent|spend(?:ing)?)\b|市场(?:和|与)?销售|市场费?|营销|推广|投放|广告|销售费用|获客(?:支出|投入|花费)|花了",
        *_SUM,
    ),
    "new_customers": _word(
        r"\b(?:new (?:paying )?(?:customers?|clients?|users?|subscribers?|logos?|accounts?)|(?:won|landed|signed|"
        r"acquired|gained|brought in))\b|(?:拿下|新增|签下|新签|获得|带来)了?|新客户|新用户|新客",
        "count",
    ),
    "arpu": _word(
        r"(?<![a-z])arp[ua](?![a-z])|\b(?:(?:average )?revenue per (?:user|customer|account)|pays? us|"
        r"(?:customers?|clients?) pays?)\b|"
        r"每?(?:客户|用户)(?:平均)?(?:月)?(?:收入|贡献)|客单价|月费|人均收入|每[个位](?:客户|用户)(?:每月)?付",
        *_SUM,
    ),
    "gross_margin": _word(r"\b(?:gross )?margins?\b|毛利率?", "percent", "ratio"),
    "churn_rate": _word(_CHURN, "percent"),
    "cac": _word(
        r"(?<![a-z])cac(?![a-z])|\bacquisition cost\b|\bto (?:acquire|win|land)\b|\bcost of acquiring\b|获客成本", *_SUM
    ),
    "ltv": _word(r"(?<![a-z])c?ltv(?![a-z])|\blifetime value\b|终身价值|生命周期价值", *_SUM),
}
_RUNWAY = lazy_re(
    r"\brunway\b|\bhow (?:long|many months)\b[^.?]{0,40}\b(?:last|have|left|survive|live|cash|money|go on|"
    r"keep going)\b|"
    r"\brun(?:s|ning)? out\b|撑多久|能撑|还能撑|跑道|够用?多久|够几个月|能活多久|"
    r"(?:多久|什么时候|何时|几个月)[^，。]{0,6}(?:烧|花|用)(?:完|光)|"
    r"能用(?:多久|几个月)",
    re.IGNORECASE,
)
_RATIO = lazy_re(
    r"(?<![a-z])c?ltv\s*(?:/|:|：|to|over|÷|比|和|与)+\s*cac|终身价值.{0,4}获客成本.{0,4}(?:比|之比)", re.IGNORECASE
)
_TO_YEAR = lazy_re(
    r"\b(?:that|it|equivalent|amount|comes?|annuali[sz]ed?|yearly|annual)\b[^.]*\b(?:year(?:ly)?|annual\w*)\b|"
    r"\bannuali[sz]ed?\b|\bwhat(?:'s| is)[^.?]*\b(?:annual|yearly)\b|\bover a year\b|"
    r"(?:折合|折算|相当于|换算|等于|合)[^，。]{0,6}(?:一年|年|每年)|年化|一年(?:是|流失|下来)?[^，。]{0,6}多少|全年",
    re.IGNORECASE,
)
_TO_MONTH = lazy_re(
    r"\b(?:that|it|equivalent|amount|comes?)\b[^.]*\b(?:month|monthly)\b|\bwhat(?:'s| is)[^.?]*\bmonthly\b|"
    r"(?:折合|折算|相当于|换算|等于|合)[^，。]{0,6}(?:每月|一个月|月)|每月(?:是|流失)?[^，。]{0,4}多少",
    re.IGNORECASE,
)
_GOOD = lazy_re(r"\b(?:healthy|good|ok(?:ay)?|fine|bad|ratio)\b|健康|好不好|怎么样|行不行|算好|合理", re.IGNORECASE)
_LONG = lazy_re(r"\bquarter|季", re.IGNORECASE)
_BREAK = lazy_re(r"[,;，；。、!?！？\n]|\.(?!\d)|\b(?:and|while|but|with)\b|和|且")
_PAYBACK = lazy_re(
    r"\bpay\s?back\b|\bpays? (?:it|itself) back\b|\bearn\w* (?:it )?back\b|\brecoup\w*|回本|回收期|收回成本",
    re.IGNORECASE,
)
NEEDS: dict[str, tuple[frozenset[str], ...]] = {
    "runway_months": (frozenset({"cash", "net_burn"}),),
    "cac": (frozenset({"acquisition_spend", "new_customers"}),),
    "ltv": (frozenset({"arpu", "gross_margin", "churn_rate"}),),
    "ltv_to_cac": (
        frozenset({"cac", "ltv"}),
        frozenset({"cac", "arpu", "gross_margin", "churn_rate"}),
        frozenset({"ltv", "acquisition_spend", "new_customers"}),
        frozenset({"arpu", "gross_margin", "churn_rate", "acquisition_spend", "new_customers"}),
    ),
    "payback_months": (
        frozenset({"cac", "arpu", "gross_margin"}),
        frozenset({"acquisition_spend", "new_customers", "arpu", "gross_margin"}),
        frozenset({"arpu", "gross_margin"}),  # the answer then names the cost that it lacks
    ),
    "yearly_churn": (frozenset({"churn_rate"}),),
    "monthly_churn": (frozenset({"yearly_churn_rate"}),),
}
BREAK_COST, REACH = 14, 40  # characters
BEHIND_COST = 2  # "burn 120k" and "120k burn" are nearly as common
FEW = 2  # numbers


def read_told(text: str, known: Mapping[str, float] | None = None) -> dict[str, object]:
    """Arguments of `saas_metrics` that a message tells, with what it asks; empty where it does not tell enough.

    Args:
        text: The message.
        known: Numbers of a customer told before, which the message may continue.
    """
    earlier = known or {}
    quantities = [q for q in find_quantities(text) if q.kind in ("money", "count", "percent", "ratio")]
    told = _paired(text, quantities)
    if "churn_rate" in told and told["churn_rate"].period == "year":
        told["yearly_churn_rate"] = told.pop("churn_rate")
    asked = [m for m in _asked(text, told, quantities) if any(need <= {*told, *earlier} for need in NEEDS[m])]
    if not asked or (_LONG.search(text) and "net_burn" in told):
        return {}
    needed = frozenset().union(*(need for m in asked for need in NEEDS[m] if need <= {*told, *earlier}))
    result: dict[str, object] = {
        n: _value(n, told[n]) if n in told else earlier[n] for n in WORDS_AND_YEAR if n in needed
    }
    if currency := next((q.currency for q in quantities if q.currency), None):
        result["currency"] = currency
    return {**result, "asked": asked}


WORDS_AND_YEAR = (*WORDS, "yearly_churn_rate")


def _asked(text: str, told: dict[str, Quantity], quantities: list[Quantity]) -> list[str]:
    """Metrics that a message is about, the asked-for one first."""
    asked: list[str] = []
    lone = len(quantities) <= FEW
    if _RUNWAY.search(text) or (set(told) == {"cash", "net_burn"} and len(quantities) == FEW and lone):
        asked.append("runway_months")
    if _RATIO.search(text) or ({"cac", "ltv"} <= set(told) and (_GOOD.search(text) or lone)):
        asked.append("ltv_to_cac")
    if _PAYBACK.search(text):
        asked.append("payback_months")
    for name in ("ltv", "cac"):
        if name not in told and WORDS[name].pattern.search(text):
            asked.append(name)
    if len(quantities) == 1 and "churn_rate" in told and _TO_YEAR.search(text):
        asked.append("yearly_churn")
    if len(quantities) == 1 and "yearly_churn_rate" in told and _TO_MONTH.search(text):
        asked.append("monthly_churn")
    return asked


def _paired(text: str, quantities: list[Quantity]) -> dict[str, Quantity]:
    """Each number with the nearest of the names that fit it; a number in two places counts once."""
    pairs = sorted(
        (cost, list(WORDS).index(name), place)
        for place, quantity in enumerate(quantities)
        for name, word in WORDS.items()
        if quantity.kind in word.kinds and (cost := _cost(text, quantity, word.pattern)) is not None
    )
    names = list(WORDS)
    told: dict[str, Quantity] = {}
    taken: set[int] = set()
    for _, index, place in pairs:
        if names[index] not in told and place not in taken:
            told[names[index]] = quantities[place]
            taken.add(place)
    return told


def _cost(text: str, quantity: Quantity, pattern: re.Pattern[str]) -> int | None:
    start, end = quantity.span
    best: int | None = None
    for match in pattern.finditer(text):
        if match.start() >= end:
            gap, cost = text[end : match.start()], BEHIND_COST
        elif match.end() <= start:
            gap, cost = text[match.end() : start], 0
        else:
            gap, cost = "", 0
        cost += len(gap) + BREAK_COST * len(_BREAK.findall(gap)) + REACH * bool(re.search(r"\d", gap))
        if cost <= REACH and (best is None or cost < best):
            best = cost
    return best


def _value(name: str, quantity: Quantity) -> float:
    value = abs(quantity.value)
    flow = name in ("net_burn", "arpu") and quantity.period not in (None, "month")
    return convert_flow(value, str(quantity.period), "month") if flow else value
