"""Which row, column or cell of the last what-if table a text means by the values it names: "44 and 4%"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.values.convert import Change

PERCENT = 0.01
NEAR = 1e-9  # binary fractions of the same number


def cell_of(text: str, context: Context, view: FinanceView) -> tuple[Change, ...]:
    """The inputs of the last table with the values that a text names; none where it names others.

    Args:
        text: The message, normalised.
        context: The talk before it.
        view: The model.
    """
    data = (context.seen.get("what_if_table") or {}).get("data") or {}
    axes = [a for a in (data.get("row"), data.get("column")) if a and a["id"] in view.model.inputs_by_id]
    said = [q.value for q in values(text)]
    if data.get("template") != view.model.id or not said or len(said) > len(axes):
        return ()
    found: dict[str, float] = {}
    for value in said:
        free = [a for a in axes if a["id"] not in found]
        place = next(((a["id"], v) for a in free if (v := _among(value, a["values"])) is not None), None)
        if place is None:
            return ()
        found[place[0]] = place[1]
    return tuple(Change(id_, "set", value) for id_, value in found.items())


def _among(value: float, known: Sequence[float]) -> float | None:
    """The value of an axis that is meant, or one between its values; 4 is said of 4% too."""
    for one in known:
        if any(abs(one - meant) <= NEAR * max(1.0, abs(one)) for meant in (value, value * PERCENT)):
            return float(one)
    return value if known and min(known) < value < max(known) else None
