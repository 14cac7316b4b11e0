"""Plans the questions about risk: which input matters most, how likely a loss is."""

from __future__ import annotations

from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import find_output


def plan_sensitivity(text: str, context: Context, view: FinanceView) -> Plan:
    """A tornado of the outputs named, with the spread said: "which input moves profit most, give or take 30%?"."""
    args: dict[str, object] = {}
    if view.find_outputs(text):
        args["outputs"] = [find_output(text, view)]
    spread = next((abs(q.value) for q in find_quantities(text) if q.kind == "percent" and 0 < abs(q.value) < 1), None)
    if spread:
        args["spread"] = spread
    return Plan(calls=(*setup_calls(context, view), Call("sensitivity", args)), focus={"template": view.model.id})


def plan_simulate(text: str, context: Context, view: FinanceView) -> Plan:
    """A simulation; an input said with two values is uncertain between them, the others as the tool assumes."""
    uncertain = []
    for mention in view.find_inputs(text):
        near = [q for q in find_quantities(text) if 0 <= q.span[0] - mention.span[1] <= RANGE_REACH]
        values = sorted({q.value for q in near[:2]})
        if len(values) == 2 and len(mention.ids) == 1:
            uncertain.append({"variable": mention.ids[0], "low": values[0], "high": values[1]})
    args = {"uncertain": uncertain} if uncertain else {}
    return Plan(calls=(*setup_calls(context, view), Call("simulate", args)), focus={"template": view.model.id})


RANGE_REACH = 30  # characters between the name of an input and the values of its range
