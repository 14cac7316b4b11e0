"""Tells an input by the value that a text says it had: 每位买家每月下单从1.2次提到2次, "the 15k is wrong, it's 27k"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.assign import fits
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.mentions import Mention

WHOLE = 100  # percent
_ALMOST = 1e-9
_WRONG = lazy_re(
    r"\b(?:wrong|mistake|incorrect|not right|isn'?t right|outdated|out of date|should (?:be|read|say)|no longer|"
    r"used to)\b|"
    r"不对|错了|有误|不准|应该?是|应为|过时|早就不是|以前是|原来是",
    re.IGNORECASE,
)


def is_now(number: Quantity, variable: Input, view: FinanceView) -> bool:
    """Whether a number is the present value of an input."""
    percent = variable.kind == "rate" and number.kind == "count"
    value = number.value / 100 if percent else number.value
    return fits(number, variable) and value != 0 and abs(view.inputs[variable.id] - value) <= _ALMOST * abs(value)


def can_be(number: Quantity, variable: Input) -> bool:
    """Whether a number can correct an input: a rate is no 230, in percent either."""
    percent = variable.kind == "rate" and number.kind == "count"
    return fits(number, variable) and not (percent and abs(number.value) > WHOLE)


def renewed(
    text: str, quantities: Sequence[Quantity], mentions: Sequence[Mention], view: FinanceView
) -> tuple[Change | None, list[Quantity]]:
    """The new value of an input whose present one a text calls wrong, and the numbers that say so; None for none.

    Args:
        text: The clause.
        quantities: Its numbers.
        mentions: The inputs it names.
        view: The model in use.
    """
    if not _WRONG.search(text):
        return None, []
    for variable in [view.model.inputs_by_id[m.ids[0]] for m in mentions if len(m.ids) == 1]:
        old = [q for q in quantities if is_now(q, variable, view)]
        new = [q for q in quantities if q not in old and can_be(q, variable)]
        if old and len(new) == 1:
            return to_change(as_meant(text, replace(new[0], relation="set"), variable), variable, view.model), [
                *old,
                *new,
            ]
    return None, []


def by_old_value(text: str, changes: tuple[Change, ...], view: FinanceView) -> tuple[Change, ...]:
    """The changes, each of the input whose present value the text says it has: 每位买家每月下单从1.2次提到2次.

    Args:
        text: The clause.
        changes: What was read of it.
        view: The model in use.
    """
    was = [q for q in find_quantities(text) if q.role == "from"]
    was = [q for q in was if q.kind in ("count", "money")]  # shares are too much alike to tell one by
    if len(was) != 1 or len(changes) != 1 or changes[0].relation != "set":
        return changes
    old, change = was[0], changes[0]
    now = [i for i in view.model.inputs if is_now(old, i, view)]
    new = change.said or next((q for q in find_quantities(text) if q.role != "from" and q.kind == old.kind), None)
    if len(now) != 1 or now[0].id == change.variable or new is None or not can_be(new, now[0]):
        return changes
    if is_now(old, view.model.inputs_by_id[change.variable], view):
        return changes
    return (to_change(as_meant(text, replace(new, relation="set", role=None), now[0]), now[0], view.model),)
