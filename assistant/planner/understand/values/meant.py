"""What a number says of an input once the words around it are heard: its period, its unit of size, its direction."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Period, Quantity, find_quantities
from assistant.planner.understand.everyday import over_period
from assistant.planner.understand.values.totals import as_level

_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\b(?:and|but)\b")
# "250 sign-ups for the trial each week": the period stands behind the thing counted.
_EVERY = lazy_re(
    r"\b(?:per|each|every|a)\s+(?P<period>day|week|month|quarter|year)\b|\b(?P<ly>dai|week|month|quarter|year)ly\b"
)
_PERIODS: dict[str, Period] = {
    "dai": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_MILLION = lazy_re(
    r"\s*(?:per|a|/|for (?:a|every|each)|每)\s*(?:million\b|1\s?m\b|mn\b|1?百万)|\s*/\s*m\b", re.IGNORECASE
)
_PER_MILLION_BEFORE = lazy_re(
    r"每(?:1?百万|一百万)(?:个)?(?:token|词元|次展示)?\s*"
    r"(?:的价格?|价格?|是|收|要|卖|付|约|从|再|又|涨|降|提|调|改|变|定|到|成|为|至)*$",
    re.IGNORECASE,
)
_CENTS = lazy_re(r"\s?(?:c|p|¢|cents?)\b|分(?!钟|之|成|店|期|别|钱|公司)", re.IGNORECASE)
_THOUSANDS = ("/ktoken", "/kimpression")
_SHARES = {"take_rate", "payment_fee", "channel_share", "network_fee"}  # of what others earn
_JUDGED = lazy_re(r"\s*(?:(?P<worse>worse|poorer)|(?P<better>better))\b", re.IGNORECASE)
_JUDGED_ZH = lazy_re(r"(?:(?P<worse>恶化|变差|变坏|差|糟)|(?P<better>改善|变好|好转|好))(?:了|个|上)*$")
_LESS_IS_BETTER = lazy_re(r"churn|cost|spend|fee|share|warranty|bom|tooling")
_OFF = lazy_re(r"\s*off\b", re.IGNORECASE)
_MORE = lazy_re(
    r"\b(?:another|an additional|an extra)\s+(?:about |around )?\W?$|(?:再|又)(?:加|多|投|追加|砸|补)?(?:了|上)?$",
    re.IGNORECASE,
)
_SAVED = lazy_re(
    r"\b(?:sav(?:e|es|ing)|spar(?:e|es|ing)|without)\s+(?:us |me |the |our |that |about )*\W?$|省(?:下|掉|了)?$",
    re.IGNORECASE,
)
# A part of the whole that goes: "we lose a quarter of the trials", 少了三分之一的线索.
_GIVES_UP = lazy_re(
    r"\b(?:los(?:e|es|ing|t)|giv(?:e|es|ing|en) up|gave up|forgo(?:es|ing)?|shed(?:s|ding)?|forfeit(?:s|ed)?)\s+"
    r"(?:about |around |roughly |nearly |almost |another |only )?$|"
    r"(?:丢|少|没|失去|损失|流失|跑|砍|减)(?:掉|了|去)*(?:大?约|大概|将近|差不多)?$",
    re.IGNORECASE,
)
_PART_OF = lazy_re(r"\s*of\b|的", re.IGNORECASE)


def as_meant(text: str, said: Quantity, variable: Input) -> Quantity:
    """The quantity as it is to be applied to the input.

    Args:
        text: The clause.
        said: A number in it.
        variable: The input that it is said of.
    """
    if variable.id in _SHARES and said.relation == "change_by" and _OFF.match(text[said.span[1] :]):
        return replace(said, relation="set", value=abs(said.value))  # "we skim 11% off every booking"
    said = _judged(text, _lessened(text, as_level(text, said, variable), variable), variable)
    return _directed(text, _sized(text, _each(text, over_period(text, said, variable), variable), variable), variable)


def _lessened(text: str, said: Quantity, variable: Input) -> Quantity:
    """A part lost of an amount leaves the rest of it: a share is never the value of what is counted or paid."""
    part = said.kind in ("ratio", "percent") and said.relation != "change_by" and variable.kind in ("count", "money")
    share = abs(said.value - 1) if said.relation == "multiply" else said.value
    if not part or not 0 < share < 1:
        return said
    if _GIVES_UP.search(text[: said.span[0]]) and _PART_OF.match(text[said.span[1] :]):
        return replace(said, relation="multiply", value=round(1 - share, 12))
    return replace(said, relation="multiply") if said.relation == "set" else said


def _each(text: str, said: Quantity, variable: Input) -> Quantity:
    """A count of things with the period named behind them in its clause, if no other number comes between."""
    flows = variable.kind == "count" and variable.period is not None
    if said.period or not flows or said.kind != "count" or said.relation not in (None, "set"):
        return said
    end = _CLAUSE.search(text, said.span[1])
    behind = text[said.span[1] : end.start() if end else len(text)]
    found = _EVERY.search(behind)
    if not found or find_quantities(behind[: found.start()]):
        return said
    return replace(said, period=_PERIODS[found["ly"] or found["period"]])


def _sized(text: str, said: Quantity, variable: Input) -> Quantity:
    """Money per million of what the model counts by the thousand."""
    if variable.kind == "money" and said.kind == "count" and _CENTS.match(text[said.span[1] :]):
        return replace(said, value=said.value / 100)
    by_thousand = variable.kind == "money" and any(variable.unit.endswith(unit) for unit in _THOUSANDS)
    if not by_thousand or said.relation not in (None, "set"):
        return said
    per_million = _MILLION.match(text[said.span[1] :]) or _PER_MILLION_BEFORE.search(text[: said.span[0]])
    return replace(said, value=said.value / 1000) if per_million else said


def _judged(text: str, said: Quantity, variable: Input) -> Quantity:
    """A change told as better or worse, which is a rise or a fall by what the input is: churn is better lower."""
    moves = said.relation in ("change_by", "multiply") or (said.relation is None and said.kind in ("points", "percent"))
    judged = _JUDGED.match(text[said.span[1] :]) or _JUDGED_ZH.search(text[: said.span[0]]) if moves else None
    if not judged:
        return said
    sign = 1 if (judged.lastgroup == "worse") == bool(_LESS_IS_BETTER.search(variable.id)) else -1
    if said.relation == "multiply":
        return replace(said, value=1 + sign * abs(said.value - 1))
    return replace(said, relation="change_by", value=sign * abs(said.value))


def _directed(text: str, said: Quantity, variable: Input) -> Quantity:
    """A sum that comes on top or is saved, said without a word that the number itself bears."""
    if said.relation not in (None, "set") or said.kind not in ("money", "count") or variable.kind == "rate":
        return said
    before = text[: said.span[0]]
    if _MORE.search(before):
        return replace(said, relation="change_by")
    if variable.kind == "money" and _SAVED.search(before):
        return replace(said, relation="change_by", value=-said.value)
    return said
