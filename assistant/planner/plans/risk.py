"""Plans the questions about risk: which input matters most, how likely a loss is."""

from __future__ import annotations

from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import MONTH_N
from assistant.planner.plan import Call, Plan
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import find_output
from assistant.planner.understand.follow_ups import SHORT, last_args, values
from assistant.planner.understand.values.uncertain import read_ranges


def plan_sensitivity(text: str, context: Context, view: FinanceView) -> Plan:
    """A tornado of the outputs named, with the spread said: "which input moves profit most, give or take 30%?"."""
    args: dict[str, object] = {**(last_args(context, "sensitivity") or {})} if spread_again(text, context, view) else {}
    if view.find_outputs(text) or MONTH_N.search(text):
        mention = next(iter(view.find_outputs(text)), None)
        args["outputs"] = [find_output(text, view, mention)]
    spread = next((abs(q.value) for q in find_quantities(text) if q.kind == "percent" and 0 < abs(q.value) < 1), None)
    if spread:
        args["spread"] = spread
    return Plan(calls=(*setup_calls(context, view), Call("sensitivity", args)), focus={"template": view.model.id})


def spread_again(text: str, context: Context, view: FinanceView) -> bool:
    """Whether a text says nothing but another spread after a tornado: "and with ten percent?", 那上下浮动30%呢."""
    said = values(text)
    other = len(said) == 1 and said[0].kind == "percent" and 0 < abs(said[0].value) < 1
    plain = not view.find_inputs(text) and not view.find_outputs(text) and len(text) <= SHORT
    return other and plain and last_args(context, "sensitivity") is not None


def plan_simulate(text: str, context: Context, view: FinanceView) -> Plan:
    """A simulation with the ranges said; without any, the inputs that matter most vary as the tool assumes."""
    read = read_ranges(text, view, str(context.focus.get("variable") or ""))
    args: dict[str, object] = {}
    if read.uncertain:
        args["uncertain"] = list(read.uncertain)
    if read.correlations:
        args["correlations"] = list(read.correlations)
    if read.draws:
        args["draws"] = read.draws
    if read.seed is not None:
        args["seed"] = read.seed
    if not read.uncertain and (last := last_args(context, "simulate")):
        args = {**last, **args}  # "chance of a loss?" after ranges were given is about those
    return Plan(
        calls=(*setup_calls(context, view), Call("simulate", args)),
        notes=(*read.notes, *_month_note(text, view)),
        focus={"template": view.model.id},
    )


def _month_note(text: str, view: FinanceView) -> tuple[dict[str, str], ...]:
    """Said where another month is asked about than the one that is simulated."""
    asked, shown = MONTH_N.search(text), view.model.split_id(view.main_output)[1]
    month = next((g for g in asked.groups() if g), "") if asked else ""
    if not month or not shown or int(month) == shown:
        return ()
    return (
        {
            "en": f"The simulation gives month {shown} and the whole horizon; it does not give month {month}.",
            "zh": f"模拟给出第{shown}个月和整个测算期的结果，没有第{month}个月的。",
        },
    )
