"""Whose money a number is: what customers pay, what the venture spends, what others charge, or no value at all."""

from __future__ import annotations

import re
from typing import Literal

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity

Role = Literal["unit", "rival", "spent", "paid"]
# A thousand tokens are what a price is for; the number in it is no value.
_UNIT_BEFORE = lazy_re(r"(?:\b(?:per|each|every|a|for)|/|每)\s*$", re.IGNORECASE)
_UNIT_AFTER = lazy_re(
    r"\s*(?:tokens?|calls?|requests?|queries|impressions|views|pages|images|characters|words|messages|emails|"
    r"个?(?:token|词元)|次|条|字|页|张)",
    re.IGNORECASE,
)
_UNIT_SIZE = lazy_re(r"1|10|1,?000|1k|1m|1,?000,?000|100|千|百万|万|一千|一百万|1千|1万|1百万", re.IGNORECASE)
_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\b(?:and|while|but|whereas)\b|(?<=[^\s])而(?!是|不)")
_RIVAL = lazy_re(
    r"\b(?:competitors?|competition|rivals?|incumbents?|others? (?:charge|sell|ask)|the old (?:way|method|system|one)|"
    r"old method|today'?s method|manual(?:ly)?|by hand|agenc(?:y|ies) charges?|alternatives?)\b|"
    r"对手|竞品|竞争者|同行|友商|别家|别人家|老办法|老方法|旧方法|旧系统|传统(?:方法|做法|方式|软件|方案)|人工(?:做|处理|方式)|替代品|市面上",
    re.IGNORECASE,
)
# What customers spend at present is no price of ours: "the hospital spends $4,000 a month on this today".
_NOW = lazy_re(r"\b(?:today|nowadays|at present|right now|so far|this way)\b|现在|目前|眼下|如今|至今", re.IGNORECASE)
_OWN = lazy_re(r"\b(?:we|our|ours|us|i|my)\b|我们|我的|咱|本公司", re.IGNORECASE)
_SPENDS = lazy_re(
    r"\b(?:spend(?:s|ing)?|spent|burn(?:s|ing|ed|t)?|hir(?:e|es|ing)|eats?(?: up)?|swallows?|"
    r"goes (?:to (?!\W*\d)|on)|outgoings?|"
    r"payroll|salar(?:y|ies)|wages?|rent(?!al)|(?:we|i|us) (?:\w+ )?pay|pay(?:ing)? (?:my|our|the|her|him|them)|"
    r"costs? us|bills? (?:is|are|of|come)|expenses?)\b|"
    r"花(?:费|掉|了|出)?|烧(?:掉|了)?|吃掉|开销|开支|支出|月薪|工资|薪水|房租|租金|付给|发给|消耗|雇|招(?:一|个|人|聘)|请(?:一|个|了)",
    re.IGNORECASE,
)
_CUSTOMERS_DO = lazy_re(
    r"\bcosts? (?:the |our )?(?:customers?|clients?|users?)\b|"
    r"\b(?:customers?|clients?|users?|subscribers?|buyers?|members?|patients?|parents?|farmers?|they|each|people|who|"
    r"wants? to|willing to|one in \w+|hospitals?|clinics?|schools?|compan(?:y|ies)|firms?|farms?|"
    r"shops?)\b[^,;.]{0,24}\b(?:pays?|paying|spends?|buys?)\b|"
    r"(?:客户|用户|会员|买家|他们|家长|商家|医院|公司|学校|每[个家位台间套](?!月|季|星期)\S{0,6})[^，。]{0,8}(?:付|花|交|掏)",
    re.IGNORECASE,
)
_WINNING = lazy_re(
    r"获客|拉新|(?:服务|维护|支持|交付)(?:好)?(?:一|每)?[个位名家]?(?:客户|用户)|\bacquisition\b|\bto "
    r"(?:acquire|win)\b",
    re.IGNORECASE,
)
_WE_PAY = lazy_re(
    r"\b(?:we|i)\b[^,;.]{0,12}\b(?:pay|spend)|(?:我们|我|公司)(?:每月|每年)?(?:要)?(?:付|花|交)", re.IGNORECASE
)
_PAID = lazy_re(
    r"\b(?:pays?|paid|paying|charg(?:e|es|ed|ing)|sell(?:s|ing)?|sold|bill(?:s|ing)?|pric(?:e|ed|ing)|ask(?:ing)? for|"
    r"buys?|(?:customers?|clients?|users?|subscribers?)\s+(?:at|for|on))\b|"
    r"卖|收(?!入)|售|售价|价格|定价|付(?!费)|租给|付费",
    re.IGNORECASE,
)
_JUST_BEHIND = lazy_re(
    r"\s*(?:(?:a|per|each|every)\s+month\s*)?(?:on|for|in)?\s*(?:the |our )?(?:rent|wages|salar\w+|payroll|burn)\b|"
    r"\s*(?:的)?(?:房租|租金|工资|开销|开支|支出|月薪)",
    re.IGNORECASE,
)


def role_of(text: str, quantity: Quantity) -> Role | None:
    """What the words around a number say it is; None where they do not say.

    Args:
        text: The text it stands in.
        quantity: The number.
    """
    start, end = quantity.span
    if _is_unit(text, quantity):
        return "unit"
    if quantity.kind not in ("money", "count"):
        return None
    clause, behind = _around(text, start, end)
    rival = _RIVAL.search(clause) or (_NOW.search(f"{clause}{behind}") and _CUSTOMERS_DO.search(clause))
    if rival and not _OWN.search(clause):
        return "rival"
    customers = customers_pay(text, quantity)
    if not customers and (_SPENDS.search(clause) or _JUST_BEHIND.match(behind)):
        return "spent"
    return "paid" if customers or _PAID.search(clause) else None


def customers_pay(text: str, quantity: Quantity) -> bool:
    """Whether the clause of a number says that customers pay it."""
    clause, _ = _around(text, *quantity.span)
    return bool(_CUSTOMERS_DO.search(clause)) and not (_WE_PAY.search(clause) or _WINNING.search(clause))


def each_of_many(text: str, quantity: Quantity) -> bool:
    """Whether a sum is for each customer won rather than for the month: "$300 each", 每个300."""
    behind = re.match(
        r"\s*(?:each|apiece|a head|per (?:new )?(?:customer|client|user|signup|head))\b", text[quantity.span[1] :]
    )
    return bool(
        behind
        or re.search(
            r"(?:每|一)[个位名家](?:新?(?:客户|用户))?(?:的?获客|拉新)?(?:成本|费用?)?(?:是|要|为|花|约)*$",
            text[: quantity.span[0]],
        )
    )


def _is_unit(text: str, quantity: Quantity) -> bool:
    start, end = quantity.span
    bare = re.sub(r"\s*(?:tokens?|词元|token)$", "", quantity.text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"^(?:per|每)\s*", "", bare, flags=re.IGNORECASE)
    if quantity.kind not in ("count", "money") or quantity.currency or not _UNIT_SIZE.fullmatch(bare):
        return False
    before = _UNIT_BEFORE.search(text[:start])
    after = _UNIT_AFTER.match(text[end:])
    sized = bare.lower() not in ("1", "10", "100")
    return bool(before and (after or sized))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the clause before a number, from the number before it on, and those behind it."""
    left = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    right = _CLAUSE.search(text, end)
    return text[left:start], text[end : right.start() if right else len(text)]
