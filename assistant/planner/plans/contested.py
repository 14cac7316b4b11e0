"""What a message that denies numbers leaves to be told: the number that stands against one, the rest, or a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.asking import ask_value
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.denied import blanked, complaints, denials
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.old_value import can_be, is_now
from assistant.planner.understand.values.said_as import cost_said

_PAID = lazy_re(r"\b(?:revenue|income|charge|pay)\w*\b|收入|价|收费", re.IGNORECASE)


_NOTHING = lazy_re(
    r"\b(?:nothing|zero|none|not a (?:cent|penny))\b|\b(?:we|i) (?:don'?t|do not) (?:\w+ )?(?:have|pay|spend|do|"
    r"use)\b(?: any)|"
    r"(?:一分钱?|一个)(?:都|也)?(?:没|不)|没花钱|(?:根本|压根)(?:就)?(?:没有?|不)|(?:是|为|按)零",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Contested:
    """A text that denies numbers.

    Attributes:
        text: The text without the numbers that it complains of.
        denied: The numbers that it complains of.
        change: The number that stands against one, as the value of what has the one denied; None without one.
    """

    text: str
    denied: tuple[Quantity, ...] = ()
    change: Change | None = None


def contested(text: str, context: Context, view: FinanceView) -> Contested:
    """What a text tells beside the numbers that it denies; the text itself where it denies none.

    Args:
        text: The message or a part of it.
        context: The conversation; where nothing was said yet nothing can be denied.
        view: The model in use.
    """
    denied = denials(text) if context.finance or context.brief or context.canvas else ()
    if not denied:
        return Contested(text)
    wrong = complaints(text)
    rest = blanked(text, denied)
    told = [q for q in values(rest) if q.role != "from"]
    meant = _with_value(text, denied, view)
    named = {i for m in view.find_inputs(rest) if len(m.ids) == 1 for i in m.ids}
    elsewhere = named and meant and meant[0].id not in named
    change = None
    if len(told) == 1 and len(meant) == 1 and not elsewhere and can_be(told[0], meant[0]):
        said = as_meant(rest, replace(told[0], relation="set", role=None), meant[0])
        change = to_change(said, meant[0], view.model)
    if wrong and not told and len(meant) == 1 and _NOTHING.search(rest):
        change = Change(meant[0].id, "set", 0.0)
    return Contested(blanked(text, wrong), wrong, change)


def plan_denied(told: Contested, context: Context, view: FinanceView) -> Plan | None:
    """What to do where numbers are denied and none is told in their place; None where one is.

    A value that the last change alone has brought goes back to what it was; else what it should be is asked.
    """
    if not told.denied or told.change or values(told.text):
        return None
    meant = _with_value(told.text, told.denied, view)
    if len(meant) == 1 and _just_set(meant[0].id, context):
        return Plan((Call("undo_numbers", {"action": "undo", "steps": 1}),), focus={"template": view.model.id})
    if len(meant) == 1:
        question = ask_value(meant[0].id, view, [])
        return replace(question, asked={**question.asked, "goal": "inputs"})
    return Plan(says=(Say("ask_denied", {"values": [q.text.strip() for q in told.denied]}),))


def _with_value(text: str, denied: tuple[Quantity, ...], view: FinanceView) -> list[Input]:
    """The inputs that have a number denied as their value, those named before all others; else the one named."""
    ids = {i for m in view.find_inputs(text) if len(m.ids) == 1 for i in m.ids}
    if any(cost_said(text, q) for q in denied):
        # "It still says $40, that's our cost": what is wrong is the price, not the cost.
        paid = "price" in view.inputs and (_PAID.search(text) or "price" in ids)
        return [view.model.inputs_by_id["price"]] if paid else []
    having = [i for i in view.model.inputs if any(is_now(replace(q, role=None), i, view) for q in denied)]
    named = [i for i in having if i.id in ids]
    return named or having or [i for i in view.model.inputs if i.id in ids and len(ids) == 1]


def _just_set(id_: str, context: Context) -> bool:
    """Whether the last change of the numbers changed one input and no other."""
    history = context.finance.get("history") or ()
    if not history or "undo_numbers" not in context.tools:
        return False
    before, now = history[-1], context.finance
    inputs, present = before.get("inputs") or {}, now.get("inputs") or {}
    changed = {i for i in {*inputs, *present} if inputs.get(i) != present.get(i)}
    return changed == {id_} and before.get("template") == now.get("template")
