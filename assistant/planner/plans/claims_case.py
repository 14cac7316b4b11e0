"""Reads that so many are said to be enough: "so ten a week does it?" after the goal, 十三个孩子就打平."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plans.claims_talk import EVEN, GAINS, LONGEST, LOSES
from assistant.planner.plans.goal_talk import counted
from assistant.planner.plans.goal_target import COUNTS_THINGS
from assistant.planner.understand.follow_ups import last_args

JsonDict = dict[str, Any]
ENOUGH = lazy_re(r"\b(?:does it|do it|enough|suffic\w+|will do)\b|就(?:行|够|成|可以)|够了?|足够", re.IGNORECASE)
PERCENT = 100.0


def claim_of_case(text: str, context: Context, view: FinanceView) -> tuple[JsonDict, JsonDict] | None:
    """The change that a remark supposes of what was sought, and what it claims of it; None where it is no such remark.

    Args:
        text: The message, normalised.
        context: The talk before it.
        view: The model.
    """
    enough = EVEN.search(text) or GAINS.search(text) or ENOUGH.search(text)
    if len(text) > LONGEST or not (enough or LOSES.search(text)) or view.find_outputs(text):
        return None
    said = [q for q in find_quantities(text) if q.kind in ("count", "percent") and q.relation in (None, "set")]
    if len(said) != 1 or said[0].period in ("quarter", "year"):
        return None
    goal = last_args(context, "goal_seek") or {}
    variable, value = _input(text, said[0], str(goal.get("variable") or ""), context, view)
    if not variable:
        return None
    bound = "at_least" if enough else "at_most"
    output = str(goal.get("output") or view.main_output)
    claim = {"output": output, "value": float(goal.get("target") or 0.0), "bound": bound}
    return {"variable": variable, "relation": "set", "value": value}, claim


def _input(text: str, said: Quantity, sought: str, context: Context, view: FinanceView) -> tuple[str, float]:
    """The input that is so many: the one sought last where the kind fits, else the number of what is sold."""
    inputs = view.model.inputs_by_id
    kind = inputs[sought].kind if sought in inputs else ""
    if kind == "rate" and (said.kind == "percent" or 1 <= said.value <= PERCENT):
        return sought, said.value if said.kind == "percent" else said.value / PERCENT
    if kind == "count" and said.kind == "count":
        return sought, said.value
    things = said.kind == "count" and COUNTS_THINGS.match(text[said.span[1] :])
    return (counted(text, context, view), said.value) if things else ("", 0.0)
