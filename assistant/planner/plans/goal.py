"""Plans goal seeks: which input, which output, which target."""

from __future__ import annotations

from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, FIRST_YEAR, MONTH_N, MONTHS_AHEAD, TOTAL
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.understand.mentions import Mention

JsonDict = dict[str, object]


def plan_goal_seek(text: str, context: Context, view: FinanceView) -> Plan:
    """Find the input that brings an output to a target; break-even is profit 0."""
    named = view.find_inputs(text)
    output = find_output(text, view)
    target = _target(text, view, output)
    if target is None:
        asked: JsonDict = {"kind": "target", "output": output, "template": view.model.id}
        asked["variable"] = named[0].ids[0] if named else ""
        return Plan(says=(Say("ask_target", {"output": label_of(output, view)}),), asked=asked)
    variable = _variable(named, context, view)
    if isinstance(variable, Plan):
        return variable
    if len(variable) > 1:
        return _ask_lever(variable, output, target, view)
    return goal_call(variable[0], output, target, context, view)


def goal_call(variable: str, output: str, target: float, context: Context, view: FinanceView) -> Plan:
    """The plan that runs the goal seek."""
    args = {"variable": variable, "output": output, "target": target}
    return Plan(
        calls=(*setup_calls(context, view), Call("goal_seek", args)),
        focus={"variable": variable, "output": output, "template": view.model.id},
    )


def find_output(text: str, view: FinanceView) -> str:
    """The output a text is about, at the month it names; the model's main output where it names none."""
    outputs = view.find_outputs(text)
    base = next((m.ids[0] for m in outputs), "")
    if not base or (BREAK_EVEN.search(text) and base in ("break_even_month",)):
        base = view.model.split_id(view.main_output)[0]
    formula = view.model.formulas_by_id.get(base)
    if formula is None or not formula.is_series:
        return base
    if month := MONTH_N.search(text) or MONTHS_AHEAD.search(text):
        return view.model.period_id(base, int(next(g for g in month.groups() if g)))
    total = f"{base}.total"
    if TOTAL.search(text) and not FIRST_YEAR.search(text) and total in view.model.formulas_by_id:
        return total
    return view.model.period_id(base, view.model.split_id(view.main_output)[1] or 1)


def label_of(output: str, view: FinanceView) -> dict[str, object]:
    """Label and period of an output for a reply."""
    base, number = view.model.split_id(output)
    formula = view.model.formulas_by_id[base]
    return {"id": output, "label": formula.label.to_json(), "number": number, "period": view.model.period}


def _target(text: str, view: FinanceView, output: str) -> float | None:
    quantities = [q for q in find_quantities(text) if q.relation != "multiply" and q.kind != "duration"]
    formula = view.model.formulas_by_id[view.model.split_id(output)[0]]
    fitting = [q for q in quantities if _says(q, formula.measure.kind)]
    if fitting:
        value = fitting[-1].value
        period = fitting[-1].period
        if formula.measure.kind == "money" and formula.measure.period and period and period != formula.measure.period:
            from assistant.finance import convert_flow

            value = convert_flow(value, period, formula.measure.period)
        return value
    return 0.0 if BREAK_EVEN.search(text) else None


def _says(quantity: Quantity, kind: str) -> bool:
    if quantity.kind == "count":
        return True
    return {"money": "money", "percent": "rate", "ratio": "ratio"}.get(quantity.kind) == kind


def _variable(named: list[Mention], context: Context, view: FinanceView) -> tuple[str, ...] | Plan:
    if named:
        return named[0].ids
    levers = [i.id for i in view.model.inputs if i.kind in ("rate", "money", "count")]
    preferred = [i for i in ("price", "conversion", "trials") if i in levers] or levers
    return tuple(preferred[:3])


def _ask_lever(ids: tuple[str, ...], output: str, target: float, view: FinanceView) -> Plan:
    choices = [{"id": i, "label": view.model.inputs_by_id[i].label.to_json()} for i in ids]
    asked = {"kind": "lever", "choices": list(ids), "output": output, "target": target, "template": view.model.id}
    return Plan(says=(Say("ask_lever", {"choices": choices, "output": label_of(output, view)}),), asked=asked)
