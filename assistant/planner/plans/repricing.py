"""Keeps the price of the canvas and of the finance model in step, whichever of them is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas import Canvas, History, Item
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.canvas.review.money import period_of
from assistant.errors import ToolInputError
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan
from assistant.planner.understand.edits.canvas_edits import Edit

MODEL = "subscription"  # its price is what a customer pays a month


def price_on_canvas(stated: Plan, context: Context) -> Plan:
    """The edit of the one item that states the monthly price, after the model was given another."""
    args = stated.calls[0].args if stated.calls else {}
    new = args.get("inputs", {}).get("price")
    priced = _priced(History.from_json(context.canvas).canvas)
    if new is None or args.get("template") != MODEL or len(priced) != 1:
        return Plan()
    item, amount = priced[0]
    if amount.value == new:
        return Plan()
    said = re.sub(r"\d[\d,]*(?:\.\d+)?", f"{new:,.10g}", amount.text, count=1)
    text = item.text.replace(amount.text, said, 1)
    return Plan(calls=(Call("edit_canvas", {"operations": [{"op": "replace", "item": item.id, "text": text}]}),))


def price_of_edits(edits: Sequence[Edit], context: Context) -> tuple[Call, ...]:
    """The new price of the model, where edits change the amount on the canvas that it was taken from."""
    known = context.finance.get("inputs", {}).get("price")
    if known is None or context.finance.get("template") != MODEL:
        return ()
    before = History.from_json(context.canvas).canvas
    try:
        after, _ = apply_operations(before, [parse_operation(edit.to_json()) for edit in edits])
    except ToolInputError:
        return ()  # the edit itself will say what is wrong
    old, new = _priced(before), _priced(after)
    if len(old) != 1 or len(new) != 1 or old[0][1].value != known or new[0][1].value == known:
        return ()
    return (Call("set_finance_model", {"template": MODEL, "inputs": {"price": new[0][1].value}}),)


def _priced(canvas: Canvas) -> list[tuple[Item, Quantity]]:
    """Items of the revenue block that state a monthly amount of money, with it."""
    found = []
    for item in canvas.block("revenue_streams"):
        amounts = [q for q in find_quantities(item.text) if q.kind == "money"]
        if len(amounts) == 1 and period_of(item.text, amounts[0]) == "month":
            found.append((item, amounts[0]))
    return found
