"""Reads how a described venture charges where the price has more parts than one, or is for each use.

A device sold once with a monthly fee, a project paid once with upkeep, a price per minute: each is a model of its own,
and none of its amounts is a monthly price of the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.canvas import Brief
from assistant.canvas.kinds import runs_on
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.understand.values.counted_by import counts_things

Kind = Literal["device", "project", "use"]
MONTHS = {"month": 1, "year": 12}
_CLAUSE = lazy_re(r"[,，;；。!！?？\n]|\.(?!\d)|\b(?:and|plus|then|with)\b|再加|加上|之后|另外")
_ONCE = lazy_re(
    r"\bonce\b|\bone[- ](?:time|off)\b|\bup ?front\b|\bto buy\b|\bper (?:unit|device|piece|set)\b|\b(?:each|a|per) "
    r"(?:unit|device|sensor|kit|machine|box|camera|robot)\b|一次性|买断|单卖|[一每](?:台|套|只|部|件|个设备)",
    re.IGNORECASE,
)
_DEVICE = lazy_re(
    r"\b(?:sensors?|devices?|hardware|gadgets?|collars?|cameras?|machines?|robots?|trackers?|wearables?|scanners?|drones?|"
    r"bracelets?|wristbands?|speakers?|terminals?|meters?|thermostats?|kits?|boxes|box|lamps?|locks?)\b|"
    r"硬件|设备|传感器|摄像头|相机|机器|手环|项圈|盒子|仪|终端|音箱|无人机|门锁|手表|耳机|[一每](?:台|套)",
    re.IGNORECASE,
)
_PROJECT = lazy_re(
    r"\bprojects?\b|\b(?:implementation|deployment|installation|set-?up|integration|engagement)\b|"
    r"项目|私有化|实施|部署费|定制|交付",
    re.IGNORECASE,
)
_USE = lazy_re(
    r"\b(?:per|an?|each|every|/)\s*(?:[a-z]+ )?(?P<en>minutes?|seconds?|calls?|requests?|quer(?:y|ies)|images?|pages?|"
    r"documents?|messages?|scans?|recognitions?)\b|"
    r"[一每](?:个)?(?P<zh>分钟|秒钟?|次(?:调用|识别|请求|查询)?|张(?:图片?)?|页|条(?:消息)?)",
    re.IGNORECASE,
)
_SERVICE = lazy_re(
    r"\bapis?\b|\bsdk\b|\bspeech\b|\bmetered\b|\bpay[- ]as[- ]you|接口|调用|识别|按量|语音", re.IGNORECASE
)
_PRICED = lazy_re(
    r"\b(?:price[ds]?|costs?|charg\w+|pay|pays|sells?|sold|fee|for|is|subscription|maintenance)\b|收|卖|价|费|订阅|售|付",
    re.IGNORECASE,
)
_OWN_COST = lazy_re(
    r"\bcosts? (?:us|to)\b|\bour (?:\w+ )?costs?\b|\bto (?:make|build|produce)\b|成本|进价|物料|投入", re.IGNORECASE
)
_UPKEEP = lazy_re(r"\bmaint\w+|\bupkeep\b|\bsupport\b|\bretrain\w*|\bservice\b|维护|维保|运维|服务费", re.IGNORECASE)


@dataclass(frozen=True)
class PriceShape:
    """How the venture charges.

    Attributes:
        kind: A device sold once, a project paid once, or a price for each use.
        price: What is paid once, or for each use.
        monthly: What is paid every month besides.
        share: What is paid a year besides, as a share of the price.
        each: What a use is called; empty where nothing is paid by use.
    """

    kind: Kind
    price: float
    monthly: float = 0.0
    share: float = 0.0
    each: str = ""


@dataclass(frozen=True)
class _Amount:
    quantity: Quantity
    clause: str


def read_price_shape(text: str, language: str) -> PriceShape | None:
    """The way of charging that a description tells; None for a plain price by the month, or where it tells none."""
    amounts = _amounts(text)
    single = [a for a in amounts if a.quantity.period is None]
    if used := _by_use(text, single, language):
        return used
    steady = [a.quantity for a in amounts if a.quantity.period in MONTHS]
    monthly = steady[0].value / MONTHS[str(steady[0].period)] if steady else 0.0
    told = next((a for a in single if _ONCE.search(a.clause)), None)
    if told and monthly and _DEVICE.search(text):
        return PriceShape("device", told.quantity.value, monthly)
    first = next((a for a in single if _PROJECT.search(a.clause) or (_ONCE.search(a.clause) and monthly)), None)
    if first is None or not (_PROJECT.search(text) or told):
        return None
    return PriceShape("project", first.quantity.value, monthly, 0.0 if monthly else _share(text))


def _by_use(text: str, single: Sequence[_Amount], language: str) -> PriceShape | None:
    """A price for each minute, call or page of a service that is called, not of work done by people."""
    if not (_SERVICE.search(text) or runs_on(Brief(idea=text, product=text, language=language))[0]):
        return None
    for amount in single:
        if each := _USE.search(amount.clause):
            return PriceShape("use", amount.quantity.value, each=(each["en"] or each["zh"]).lower())
    return None


def _share(text: str) -> float:
    """A yearly share of the price for upkeep: 之后每年收20%维护费."""
    yearly = [q for q in find_quantities(text) if q.kind == "percent"]
    return next((q.value for q in yearly if _UPKEEP.search(_clause(text, q))), 0.0)


def _amounts(text: str) -> list[_Amount]:
    """What is charged, each with the clause it stands in; what the founder pays is none of it."""
    found = [_Amount(q, _clause(text, q)) for q in find_quantities(text) if q.kind in ("money", "count")]
    said = any(a.quantity.kind == "money" for a in found)
    sums = [a for a in found if a.quantity.value > 0 and not counts_things(text, a.quantity)]
    return [a for a in sums if not _OWN_COST.search(a.clause) and _is_price(a, said)]


def _is_price(amount: _Amount, said: bool) -> bool:
    """Whether a number is an amount charged: by its currency, or by the words around it where it has none."""
    quantity = amount.quantity
    if quantity.kind == "money":
        return True
    if re.fullmatch(r"(?:one|a|an|[一二两三]|\d)", quantity.text.strip(), re.IGNORECASE):
        return False
    return bool(_PRICED.search(amount.clause)) or (said and quantity.period in MONTHS)


def _clause(text: str, quantity: Quantity) -> str:
    """The clause a number stands in; a thousands separator ends none."""
    start, end = quantity.span
    before = [m.end() for m in _CLAUSE.finditer(text[:start])]
    after = _CLAUSE.search(text, end)
    return text[(before[-1] if before else 0) : (after.start() if after else len(text))]
