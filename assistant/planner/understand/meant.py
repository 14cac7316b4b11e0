"""What a number says of an input once the words around it are heard: its period, its unit of size, its direction."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Period, Quantity, find_quantities
from assistant.planner.understand.everyday import over_period

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
    r"每(?:1?百万|一百万)(?:个)?(?:token|词元|次展示)?\s*(?:是|收|要|卖|付|约)*$", re.IGNORECASE
)
_THOUSANDS = ("/ktoken", "/kimpression")
_SHARES = {"take_rate", "payment_fee", "channel_share", "network_fee"}  # of what others earn
_OFF = lazy_re(r"\s*off\b", re.IGNORECASE)
_MORE = lazy_re(
    r"\b(?:another|an additional|an extra)\s+(?:about |around )?\W?$|(?:再|又)(?:加|多|投|追加|砸|补)?(?:了|上)?$",
    re.IGNORECASE,
)
_SAVED = lazy_re(
    r"\b(?:sav(?:e|es|ing)|spar(?:e|es|ing)|without)\s+(?:us |me |the |our |that |about )*\W?$|省(?:下|掉|了)?$",
    re.IGNORECASE,
)


def as_meant(text: str, said: Quantity, variable: Input) -> Quantity:
    """The quantity as it is to be applied to the input.

    Args:
        text: The clause.
        said: A number in it.
        variable: The input that it is said of.
    """
    if variable.id in _SHARES and said.relation == "change_by" and _OFF.match(text[said.span[1] :]):
        return replace(said, relation="set", value=abs(said.value))  # "we skim 11% off every booking"
    return _directed(text, _sized(text, _each(text, over_period(text, said, variable), variable), variable), variable)


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
    by_thousand = variable.kind == "money" and any(variable.unit.endswith(unit) for unit in _THOUSANDS)
    if not by_thousand or said.relation not in (None, "set"):
        return said
    per_million = _MILLION.match(text[said.span[1] :]) or _PER_MILLION_BEFORE.search(text[: said.span[0]])
    return replace(said, value=said.value / 1000) if per_million else said


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
