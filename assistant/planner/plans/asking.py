"""Questions back about the inputs of the model: which one is meant, what a number is, to what value one is to go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.language.quantities import Quantity
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Plan, Say
from assistant.planner.plans.ask_back import choices
from assistant.planner.understand.values.assign import fits
from assistant.planner.understand.values.convert import to_change
from assistant.planner.understand.values.roles import role_of

JsonDict = dict[str, Any]


def ask_which(ids: tuple[str, ...], quantity: Quantity | None, view: FinanceView, known: list[JsonDict]) -> Plan:
    """Ask which input is meant; the answer completes the what-if."""
    pending: JsonDict = {"kind": "variable", "choices": list(ids), "known": known, "template": view.model.id}
    if quantity is not None:
        # Of all inputs it fits: the answer may name one that was not offered.
        fitting = dict.fromkeys([*ids, *(i.id for i in view.model.inputs if fits(quantity, i))])
        changes = {i: to_change(quantity, view.model.inputs_by_id[i], view.model) for i in fitting}
        pending["changes"] = {i: {**c.to_json(), "notes": list(c.notes)} for i, c in changes.items()}
    value = quantity.text.strip() if quantity else ""
    said = Say("ask_variable", {"choices": offered(ids, view), "value": value})
    if len(ids) == 1 and value:
        label = view.model.inputs_by_id[ids[0]].label.to_json()
        said = Say("ask_meaning", {"value": value, "choice": label, "rival": False})
    return Plan(says=(said,), asked=pending, focus={"template": view.model.id})


def ask_meaning(text: str, quantity: Quantity, view: FinanceView) -> Plan:
    """Ask what a number that names no input is: which of several, whether it is the only one it fits, or openly."""
    ids = choices(text, quantity, view)
    if len(ids) > 1:
        return ask_which(ids, quantity, view, [])
    rival = role_of(text, quantity) == "rival"
    choice = view.model.inputs_by_id[ids[0]].label.to_json() if ids else None
    said = Say("ask_meaning", {"value": quantity.text.strip(), "choice": choice, "rival": rival})
    if ids:
        return replace(ask_which(ids, quantity, view, []), says=(said,))
    asked = {"kind": "value", "variable": "price", "known": [], "template": view.model.id}
    return Plan(says=(said,), asked=asked if rival and "price" in view.model.inputs_by_id else {})


def ask_value(variable: str, view: FinanceView, known: list[JsonDict]) -> Plan:
    """Ask for the value of an input that was named without one."""
    pending = {"kind": "value", "variable": variable, "known": known, "template": view.model.id}
    return Plan(
        says=(Say("ask_value", {"variable": offered((variable,), view)[0]}),),
        asked=pending,
        focus={"variable": variable, "template": view.model.id},
    )


def offered(ids: tuple[str, ...], view: FinanceView) -> list[JsonDict]:
    """Inputs as a question offers them, with their present values."""
    inputs = view.model.inputs_by_id
    return [
        {
            "id": i,
            "label": inputs[i].label.to_json(),
            "unit": inputs[i].measure.shown,
            "value": view.inputs[i],
            "known": view.chosen,
        }
        for i in ids
    ]
