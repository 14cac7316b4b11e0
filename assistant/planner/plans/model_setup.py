"""Chooses the finance model and the price from the brief, once, when numbers are first asked for."""

from __future__ import annotations

from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call
from assistant.planner.understand.convert import to_change


def setup_calls(context: Context, view: FinanceView) -> tuple[Call, ...]:
    """The `set_finance_model` call that must come first, if the founder's brief names a price by the month or year.

    Without a brief there is nothing to carry over and the tools say that they used the template's examples.
    """
    if view.chosen or "price" not in view.model.inputs_by_id:
        return ()
    price = view.model.inputs_by_id["price"]
    for quantity in find_quantities(str(context.brief.get("pricing") or "")):
        if quantity.kind == "money" and quantity.period in ("month", "year", None) and quantity.value > 0:
            if quantity.period is None and price.period is not None:
                continue
            value = to_change(quantity, price, view.model).value
            return (Call("set_finance_model", {"template": view.model.id, "inputs": {"price": value}}),)
    return ()
