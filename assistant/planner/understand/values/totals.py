"""Totals and what is new every month: amounts told like increases that are levels all the same."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity

_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\b(?:and then|but|while)\b")
_TOTAL = lazy_re(
    r"\b(?:in (?:all|total|sum)|altogether|all (?:in|told|together)|(?:a|the|our) total of|totall?(?:s|ing|ed)?|"
    r"combined|sums? (?:up )?to|adds? up to|put together|taken together)\b|"
    r"(?:加|合|凑|算|放)(?:在)?一?起来?|加总|总共|一共|合计|总计|共计|统共|拢共|总的|通通|全部加",
    re.IGNORECASE,
)
# An order to change what there is, whatever it is at present.
_RAISES = lazy_re(
    r"\b(?:rais\w+|increas\w+|lift\w*|hik(?:e|es|ed|ing)|bump\w*|boost\w*|rises?|rose|rising|gr[eo]ws?|growing|"
    r"climb\w*|jump\w*|go(?:es)? up|by (?=\W?\d))\b|提高|提升|上调|调高|拉高|上涨|上浮|涨|提价|加价|升|增加了?(?!的)",
    re.IGNORECASE,
)
# What comes anew in every month is what the inputs for a month count; 试用新增200 adds to what there is.
_ANEW = r"(?<![再多又外加])(?:新增|新来|新进|新签|新加|净增)"
_NEW = lazy_re(
    rf"(?:每个?月|一个?月|月均)[^，,；;。\d]{{0,6}}{_ANEW}[^，,；;。\d]*$|"
    rf"{_ANEW}(?!(?:了|大约|大概|约|差不多|将近)*$)[^，,；;。\d]+$|"
    r"\b(?:add|adds|adding|gain|gains|gaining)\s+(?:about |around |roughly |some )*$",
    re.IGNORECASE,
)


def clause_of(text: str, said: Quantity) -> str:
    """The words of a clause around a number of it."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, said.span[0])), default=0)
    end = _CLAUSE.search(text, said.span[1])
    return text[start : end.start() if end else len(text)]


def raises(clause: str) -> bool:
    """Whether a clause orders a change of what there is, rather than telling how much there is."""
    return bool(_RAISES.search(clause))


def as_level(text: str, said: Quantity, variable: Input) -> Quantity:
    """An amount without the increase that its words were taken for, where they tell a total or what is new a month.

    Args:
        text: The clause.
        said: A number in it.
        variable: The input that it is said of.
    """
    if said.relation != "change_by" or said.value < 0 or said.kind not in ("money", "count"):
        return said
    clause = clause_of(text, said)
    if raises(clause):
        return said
    flows = variable.kind == "count" and variable.period is not None
    level = _TOTAL.search(clause) or (flows and _NEW.search(text[: said.span[0]]))
    return replace(said, relation="set") if level else said
