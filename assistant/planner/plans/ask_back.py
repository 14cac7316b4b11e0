"""The inputs a number left over may be about: those whose kind fits, never a list of one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.follow_ups import times, values
from assistant.planner.understand.values.assign import THINGS, fit
from assistant.planner.understand.values.changes import SHARES, Reading
from assistant.planner.understand.values.convert import to_change
from assistant.planner.understand.values.learned import guesses
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.roles import role_of
from assistant.planner.understand.values.told_money import INCOME
from assistant.planner.understand.values.value_said import by_size, says_little, sized

MOST = 4  # choices
PROBABLE = 0.4  # that a number is of an input, to suppose it without asking
MOSTLY = 0.6  # of what is probable at all
NEAR = 2.0  # times; so near a number is one of what has that size
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
    share = shares(text, quantity, view)
    # The likeliest first, and of those as likely the ones counted by the same period.
    fit.sort(key=lambda i: (-round(share.get(i.id, 0.0), 1), not (quantity.period and quantity.period == i.period)))
    return tuple(i.id for i in fit)[:MOST]


def shares(text: str, quantity: Quantity, view: FinanceView) -> dict[str, float]:
    """Of each input, how probable it is that the number is said of it."""
    return next((g.of for g in guesses(text, view) if g.said.text == quantity.text), {})


def likeliest(text: str, quantity: Quantity, view: FinanceView) -> str:
    """The one input that a supposed number is probably of, by the words and its size; empty where several can be."""
    near = {i: p for i, p in shares(text, quantity, view).items() if sized(quantity, i, view)}
    best = max(near, key=near.__getitem__, default="")
    return best if best and near[best] >= max(PROBABLE, MOSTLY * sum(near.values())) else ""


def talked_of(text: str, spoken: tuple[str, ...], context: Context, view: FinanceView) -> tuple[str, ...]:
    """Inputs that a number alone can be meant for, of those spoken of; one where its words or its size tell it."""
    meant = by_size(text, spoken, context, view)
    likely = likeliest(text, values(text)[0], view) if len(meant) > 1 and meant != spoken else ""
    return (likely,) if likely else meant


def _own(text: str, quantity: Quantity, view: FinanceView, given: Collection[str]) -> str:
    """The one number of the founder's own that a supposed number is near to; empty where several or none is."""
    if quantity.relation not in (None, "set") or role_of(text, quantity) == "rival":
        return ""
    if len([q for q in values(text) if q.role != "from" and q.text.strip() not in ("一", "one")]) > 1:
        return ""
    near = [i for i in view.model.inputs if i.id in given and _near(quantity, i, view.inputs[i.id])]
    return near[0].id if len(near) == 1 else ""


def _near(quantity: Quantity, variable: Input, present: float) -> bool:
    timeless = quantity.period is not None and variable.period is None
    return fit(quantity, variable) > 0 and not timeless and times(_as_rate(quantity, variable), present) <= NEAR


def _as_rate(quantity: Quantity, variable: Input) -> float:
    percent = variable.kind == "rate" and quantity.kind == "count" and quantity.value >= 1
    return quantity.value / 100 if percent else quantity.value


def supposed(text: str, reading: Reading, view: FinanceView, given: Collection[str] = ()) -> Reading:
    """The reading of a supposition with its only number as one of the input it is probably of, said in a note.

    Args:
        text: The supposition.
        reading: What else was read of it.
        view: The model.
        given: Inputs whose values are the founder's own.
    """
    numbers = [q for q in reading.leftover if q.kind != "duration"]
    if reading.changes or reading.ambiguous or reading.valueless or len(numbers) != 1:
        return reading
    share = numbers[0].kind in SHARES and says_little(text, numbers[0])
    id_ = "" if share else likeliest(text, numbers[0], view) or _own(text, numbers[0], view, given)
    if not id_:
        return reading
    variable = view.model.inputs_by_id[id_]
    change = to_change(as_meant(text, numbers[0], variable), variable, view.model)
    said = numbers[0].text.strip()
    note = {
        "en": f"I took “{said}” as the {variable.label.en}; name another input if you meant that.",
        "zh": f"“{said}”按{variable.label.zh}计算；如果说的是别的输入，请告诉我名称。",
    }
    return replace(reading, changes=(replace(change, notes=(*change.notes, note)),), leftover=())


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
