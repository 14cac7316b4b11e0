"""What a number is for one of: $0.04 per call, 15 for every seller, 五分钱一条; inputs for one of others are out."""

from __future__ import annotations

import re

from assistant.finance import FinanceModel
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, WrittenNumber

# Words for what inputs are counted by, as the units of the models name it.
_EN = {
    "ktoken": r"(?:(?:1k|1,?000|(?:a |one )?(?:thousand|million)|1?m)\s*)?tokens?",
    # What an interface is billed by in other trades counts as a call: a minute of speech, a page, an image.
    "call": r"(?:api )?calls?|requests?|quer(?:y|ies)|(?:audio |video |recorded |transcribed )?minutes?|pages?|images?|"
    r"documents?|scans?",
    "hour": r"(?:gpu[ -]|card[ -]|machine[ -])?hours?",
    "item": r"labels?|items?|annotations?|labelled \w+",
    "order": r"orders?|bookings?|deliver(?:y|ies)|trips?|rides?|jobs?",
    "seller": r"sellers?|vendors?|merchants?|suppliers?|stalls?|listings?",
    "buyer": r"buyers?|shoppers?",
    "seat": r"seats?|workstations?|desks?",
    "unit": r"units?|devices?|machines?|pieces?|gadgets?|boxed \w+",
    "user customer": r"users?|customers?|clients?|subscribers?|members?|accounts?|payers?",
}
_ZH = {
    "ktoken": r"(?:千|百万|1k|1000)?个?(?:token|词元)",
    "call": r"次?(?:调用|请求|接口)|分钟|页|张图?",
    "hour": r"(?:GPU)?(?:小时|卡时)",
    "item": r"条",
    "order": r"单(?!价|台|位|件)|笔(?:订单|交易)",
    "seller": r"卖家|商家|商户",
    "buyer": r"买家",
    "seat": r"席位?|座席|坐席",
    "unit": r"台|件|套",
    "user customer": r"(?:付费|免费)?(?:用户|客户|会员|订户)",
}


def _any_of(nouns: dict[str, str]) -> str:
    return "|".join(f"(?P<g{i}>{pattern})" for i, pattern in enumerate(nouns.values()))


_BEHIND = lazy_re(
    rf"\s*(?:(?:a|per|each|every) month\s+)?(?:\b(?:a|an|per|each|every|for (?:a|each|every|one))\s+|/\s*)"
    rf"(?:single |new |extra )?(?:{_any_of(_EN)})\b",
    re.IGNORECASE,
)
_BEFORE = lazy_re(rf"\b(?:per|each|every)\s+(?:single )?(?:{_any_of(_EN)})\s+\W?$", re.IGNORECASE)
_BEHIND_ZH = lazy_re(rf"\s*(?:/|一|每)(?:个|位|家|名)?(?:{_any_of(_ZH)})", re.IGNORECASE)
_BEFORE_ZH = lazy_re(
    rf"(?=[每一]|(?:卖家|商家|商户|买家|客户|用户|会员)每[家个户位])(?:[每一](?:个|位|家|名)?)?(?:{_any_of(_ZH)})"
    r"(?:每[家个户位])?[^，,。；;\d]{0,8}$",
    re.IGNORECASE,
)


# Whom or what a business counts: a number of them is no sum of money, whatever it is a number of.
_THINGS = lazy_re(
    r"\s*(?:(?:more|new|big|large|small|such|paying|university|enterprise|whole) )*(?:projects?|deals?|"
    r"contracts?|customers?|"
    r"clients?|hospitals?|firms?|farms?|clinics?|schools?|companies|accounts?|logos?|sites?|offices?|plants?|factories|"
    r"dealers?|hotels?|banks?|cities|vets?|dentists?|practices?|studios?|pilots?|buyers?|sellers?|artists?|partners?|staff|"
    r"people|employees|engineers?|users?|members?|subscribers?|orders?|units|devices|sensors?|machines|jobs?)\b|"
    r"\s*(?:家|户|名|位|所|套|台|单(?!价)|人(?!均|民)|个(?:新|老)?(?:客户|用户|项目|单子|合同|医院|学校|企业|公司|案子|人))",
    re.IGNORECASE,
)


def counts_things(text: str, said: Quantity | WrittenNumber) -> bool:
    """Whether a number counts customers, projects or things, as the word behind it says: "6 projects", 60家.

    Args:
        text: The clause.
        said: A number in it.
    """
    return said.kind == "count" and bool(_THINGS.match(text, said.span[1]) or _THINGS.search(said.text))


def same_said(one: Quantity | None, other: Quantity) -> bool:
    """Whether both are the same number; the words around it may have been restated."""
    return one is not None and one.text.strip() == other.text.strip()


def counted_by(text: str, said: Quantity | WrittenNumber) -> frozenset[str]:
    """Units that the words beside a number give it, such as `call`; empty where they give none.

    Args:
        text: The clause.
        said: A number in it.
    """
    before, behind = text[: said.span[0]], text[said.span[1] :]
    for nouns, found in (
        (_EN, _BEHIND.match(behind) or _BEFORE.search(before)),
        (_ZH, _BEHIND_ZH.match(behind) or _BEFORE_ZH.search(before)),
    ):
        if found:
            units = list(nouns)
            return frozenset(u for i, unit in enumerate(units) if found[f"g{i}"] for u in unit.split())
    return frozenset()


def ruled_out(text: str, said: Quantity, model: FinanceModel) -> frozenset[str]:
    """Inputs that a number cannot be said of, because it is for one of something else.

    Args:
        text: The clause.
        said: A number in it.
        model: The model; a unit that it does not know rules nothing out.
    """
    units = counted_by(text, said) if said.kind in ("money", "count") else frozenset()
    if not units:
        return frozenset()
    sums = [i for i in model.inputs if i.kind == ("money" if said.kind == "money" else i.kind) and i.kind != "rate"]
    counted = {i.id for i in sums if units & set(re.split(r"\W+", i.unit)[1:])}
    return frozenset(i.id for i in model.inputs) - counted if counted else frozenset()


def only_sum_for_one(text: str, said: Quantity, model: FinanceModel) -> str:
    """The one sum of the model that is for one of what a number is said of: 商家每家每月收30; empty for none.

    Args:
        text: The clause.
        said: A number in it.
        model: The model.
    """
    units = counted_by(text, said)
    sums = [i for i in model.inputs if i.kind == "money" and units & set(re.split(r"\W+", i.unit)[1:])]
    timely = len(sums) == 1 and said.period in (None, sums[0].period)
    return sums[0].id if timely else ""
