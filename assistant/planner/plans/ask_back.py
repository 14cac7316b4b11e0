"""The inputs a number left over may be about: those whose kind fits, never a list of one."""

from __future__ import annotations

import re

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.assign import THINGS
from assistant.planner.understand.roles import role_of
from assistant.planner.understand.told_money import INCOME

MOST = 4  # choices
WHOLE = 100  # percent; a larger bare number is no rate
COSTS = lazy_re(r"\b(?:costs?|expenses?|spending|overheads?|outgoings)\b|成本|开支|开销|支出|费用|花销", re.IGNORECASE)
EXTENDS = lazy_re(
    r"\b(?:extend|stretch|lengthen|shorten|over|forecast|project|plan|look)\b|延长|拉长|缩短|测算到|看到|延到|改为|按",
    re.I,
)


def choices(text: str, quantity: Quantity, view: FinanceView) -> tuple[str, ...]:
    """Ids of the inputs the number can be about, at most four; empty where it is about none.

    Args:
        text: The clause it stands in.
        quantity: The number.
        view: The model.
    """
    inputs = view.model.inputs
    role = role_of(text, quantity)
    if role == "rival":
        return ()
    if quantity.kind == "duration":
        return tuple(i.id for i in inputs if i.kind == "duration" and EXTENDS.search(text))[:MOST]
    if role in ("spent", "paid"):
        sums = [i for i in inputs if i.kind == "money"]
        return tuple(i.id for i in sums if (i.id in INCOME) == (role == "paid") and i.id != "cash")[:MOST]
    fit = [i for i in inputs if _fits(text, quantity, i)]
    if COSTS.search(text):
        fit = [i for i in fit if i.kind == "money" and i.id not in INCOME] or fit
    # Those counted by the same period first.
    fit.sort(key=lambda i: not (quantity.period and quantity.period == i.period))
    return tuple(i.id for i in fit)[:MOST]


def _fits(text: str, quantity: Quantity, variable: Input) -> bool:
    if quantity.kind in ("percent", "points"):
        return variable.kind == "rate" or quantity.relation == "change_by"
    if quantity.kind == "money":
        return variable.kind == "money"
    if quantity.kind == "count":
        things = THINGS.match(text[quantity.span[1] :])
        if things:
            return variable.kind == "count"
        return variable.kind != "duration" and (variable.kind != "rate" or abs(quantity.value) <= WHOLE)
    return variable.kind != "duration"
