"""Reads short messages that go on from the last run of the model: another target, another month, another size.

After a goal seek "and 30000?" is a target; after a what-if "month 24?" asks for that case; "a fifth instead" keeps the
direction of the change before it; a bare number goes to the input whose size it has.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import OF_A_MONTH, FinanceView
from assistant.planner.lexicon import BREAK_EVEN, MONTH_N, MONTHS_AHEAD, THAT_CASE
from assistant.planner.plan import Plan
from assistant.planner.plans.outputs import find_output, span_months
from assistant.planner.understand.convert import Change

JsonDict = dict[str, Any]
SHORT = 40  # characters
PLAUSIBLE = 4.0  # a bare number this many times the present value or less is one of the input
ALIKE = 2.0
RUNS = {
    "what_if",
    "goal_seek",
    "simulate",
    "sensitivity",
    "what_if_table",
    "compare_options",
    "set_finance_model",
    "unit_economics",
    "check_claim",
}
AIMS = lazy_re(r"\b(?:hit|reach|make|earn|target|goal|profit)\b|赚|达到|做到|利润|目标", re.IGNORECASE)
SWAPS = lazy_re(
    r"\b(?:same|instead|rather|what about|how about|and (?:with|via|by|through)|using)\b|换成|换|改用|呢", re.IGNORECASE
)
INSTEAD_OF = lazy_re(r"\b(?:instead of|rather than|not)\b|而不是|不是|代替", re.IGNORECASE)
OF_BASE = lazy_re(r"\b(?:our|my|base|original|originally)\b|基准|原来|本来|我们|原先", re.IGNORECASE)
DIRECTION = lazy_re(
    r"\b(?:up|down|ris\w+|rose|rais\w+|cut\w*|drop\w*|fall\w*|fell|increas\w+|decreas\w+|more|less|fewer|lower|higher|"
    r"add|plus|minus|doubl\w+|tripl\w+|twice|halv\w+|times)\b|[-−+＋]\s*\d|涨|升|提|加|增|降|减|少|多|跌|砍|掉|翻|倍",
    re.IGNORECASE,
)
BY = lazy_re(r"\bby\b", re.IGNORECASE)
TO = lazy_re(r"\b(?:at|to|is|was|were|make it)\b|=|到|为|是|(?:改|变|换)成", re.IGNORECASE)
# A case told by its name: "worst case: conversion 6%", 悲观情形：转化6%.
CASE = lazy_re(
    r"^\W*(?:the |our |in the |a )?(?P<en>worst|best|pessimistic|optimistic|conservative|downside|upside|bear|bull|"
    r"low|high|stress|bad|good)[- ](?:case|scenario)\b(?:\s+(?:is|would be))?\s*[:,，：—–-]|"
    r"^\W*(?P<zh>悲观|乐观|最坏|最差|最好|最糟|保守|激进|压力|不利|有利)的?(?:情形|情景|情况|方案|场景|假设|版)?(?:下|是)?\s*[:,，：—–-]",
    re.IGNORECASE,
)


def case_name(text: str) -> JsonDict:
    """The name that a text gives its suppositions, as an argument of `what_if`; empty where it gives none."""
    found = CASE.search(text)
    return {"name": (found["zh"] or found["en"]).lower()} if found else {}


def last_run(plan: Plan) -> JsonDict:
    """What to remember of the runs of a plan: `{"last": {tool, args}}` of the last one, nothing where it runs none."""
    runs = [call for call in plan.calls if call.name in RUNS]
    return {"last": {"tool": runs[-1].name, "args": runs[-1].args}} if runs else {}


def last_args(context: Context, tool: str) -> JsonDict | None:
    """Arguments of the last run, if it was one of this tool."""
    last = context.focus.get("last") or {}
    return dict(last.get("args") or {}) if last.get("tool") == tool else None


def goal_again(text: str, context: Context, view: FinanceView) -> JsonDict | None:
    """The last goal with another target, month or input; None where a text asks for nothing of the kind."""
    last = last_args(context, "goal_seek")
    if not last or len(text) > SHORT * 2 or last.get("variable") not in view.model.inputs_by_id:
        return None
    base = view.model.split_id(str(last["output"]))[0]
    if any(base not in m.ids for m in view.find_outputs(text)):
        return None
    said = _values(text)
    if inputs := [m for m in view.find_inputs(text) if len(m.ids) == 1]:
        other = _other_input(text, inputs[0].ids[0], [m.ids[0] for m in inputs], str(last["variable"]))
        return {**last, "variable": other} if other and not said and SWAPS.search(text) else None
    if len(text) > SHORT:
        return None
    month = _month(text)
    if not said:
        series = view.model.formulas_by_id[base].is_series
        return {**last, "output": view.model.period_id(base, month)} if month and series else None
    target = said[-1].value
    return {**last, "target": target} if len(said) == 1 and _is_target(text, said[0], last, view) else None


def asked_again(text: str, context: Context, view: FinanceView) -> JsonDict | None:
    """The what-if in hand with the figures that a text asks of it: "month 24?", "LTV呢", 看三年.

    None where it asks for none.
    """
    last = last_args(context, "what_if")
    of_base = OF_BASE.search(text) and not THAT_CASE.search(text)
    if last is None or not view.scenario or len(text) > SHORT or of_base or _values(text):
        return None
    months = span_months(text)
    if any("horizon" not in m.ids for m in view.find_inputs(text)):
        return None
    if months and "horizon" in view.model.inputs_by_id and months != view.inputs["horizon"]:
        kept = [dict(c) for c in view.scenario if c["variable"] != "horizon"]
        return {"changes": [*kept, {"variable": "horizon", "relation": "set", "value": float(months)}]}
    outputs = _outputs(text, last, view)
    return {"changes": [dict(c) for c in view.scenario], "outputs": outputs} if outputs else None


def looked_ahead(text: str, view: FinanceView) -> int | None:
    """Months of a horizon to be looked at, where a text says nothing else: 看三年, "over three years"."""
    months = span_months(text)
    plain = not (view.find_outputs(text) or view.find_inputs(text) or _values(text)) and len(text) <= SHORT // 2
    return months if plain and "horizon" in view.model.inputs_by_id else None


def by_size(text: str, follow: tuple[str, ...], context: Context, view: FinanceView) -> tuple[str, ...]:
    """Inputs that a bare number can be meant for, the one talked of first unless the number is out of its size."""
    said = _values(text)
    if len(said) != 1 or said[0].kind != "count" or said[0].relation or not follow:
        return follow
    known = {str(c["variable"]): c for c in view.scenario if c["relation"] == "set"}

    def apart(id_: str) -> float:
        # A bare number beside a rate is one in percent.
        rate = view.model.inputs_by_id[id_].kind == "rate"
        value = said[0].value / 100 if rate and said[0].value >= 1 else said[0].value
        present = [view.inputs[id_], *([float(known[id_]["value"])] if id_ in known else [])]
        return min((_times(value, reference) for reference in present), default=math.inf)

    if follow[0] not in view.model.inputs_by_id or apart(follow[0]) <= PLAUSIBLE:
        return follow
    recent = [str(c["variable"]) for r in context.finance.get("recent") or () for c in r["changes"]]
    spoken = [i for i in dict.fromkeys([*follow, *reversed(recent)]) if i in view.model.inputs_by_id]
    nearest = min(spoken, key=apart)
    if apart(nearest) <= PLAUSIBLE:
        return (nearest,)
    near = [i.id for i in view.model.inputs if i.kind in ("money", "count") and apart(i.id) <= ALIKE]
    return (follow[0], *near) if near else follow


def echoed(text: str, earlier: Mapping[str, JsonDict], variable: str, view: FinanceView) -> Change | None:
    """A size alone, "a fifth instead", "by 10", in the direction and the unit of the change before it.

    None where the text says a direction of its own, or the change before it had none.
    """
    before, said = earlier.get(variable), _values(text)
    if before is None or before["relation"] == "set" or len(said) != 1 or DIRECTION.search(text):
        return None
    quantity, kind = said[0], view.model.inputs_by_id[variable].kind
    share = quantity.kind in ("percent", "ratio") or quantity.relation == "multiply"
    if TO.search(text) and not BY.search(text) and (kind == "rate" or not share):
        return None
    amount = abs(quantity.value)
    if quantity.relation == "multiply" and amount > 1:
        amount -= 1  # "by a quarter", which alone is a rise
    if before["relation"] == "change_by":
        sign = math.copysign(1, float(before["value"]))
        if share and kind != "rate":
            return Change(variable, "multiply", round(1 + sign * amount, 12))
        return Change(variable, "change_by", sign * (amount / 100 if kind == "rate" and amount >= 1 else amount))
    if not share:
        size = abs(float(before["value"]) - 1) * 100
        nearer = _times(amount, size) < _times(amount, view.inputs[variable])
        if amount >= 100 or quantity.kind != "count" or not (BY.search(text) or nearer):
            return None
        amount /= 100
    sign = 1 if float(before["value"]) >= 1 else -1
    return Change(variable, "multiply", round(1 + sign * amount, 12))


def _values(text: str) -> list[Quantity]:
    months = [m.span() for m in MONTH_N.finditer(text)]
    inside = [q for q in find_quantities(text) if q.kind != "duration"]
    return [q for q in inside if not any(start <= q.span[0] < end for start, end in months)]


def _month(text: str) -> int | None:
    found = MONTH_N.search(text) or MONTHS_AHEAD.search(text)
    return int(next(g for g in found.groups() if g)) if found else None


def _other_input(text: str, first: str, named: Iterable[str], variable: str) -> str:
    """The input that takes the place of `variable`: the one not left behind by "instead of"."""
    left = INSTEAD_OF.search(text)
    others = [i for i in named if i != variable]
    return others[0] if others and (left is None or first != variable or len(others) == 1) else ""


def _is_target(text: str, quantity: Quantity, last: JsonDict, view: FinanceView) -> bool:
    """Whether a number is rather a target like the last than a value of the input sought."""
    formula = view.model.formulas_by_id[view.model.split_id(str(last["output"]))[0]]
    measure = formula.measure.kind
    variable = view.model.inputs_by_id[str(last["variable"])]
    if quantity.relation not in (None, "set") or (quantity.kind == "percent") != (measure == "rate"):
        return False
    if AIMS.search(text) or variable.kind == "rate" and quantity.value > 100:
        return True
    value = quantity.value / 100 if variable.kind == "rate" and quantity.value >= 1 else quantity.value
    as_input, target = _times(value, view.inputs[variable.id]), float(last["target"])
    return _times(quantity.value, target) < as_input if target else as_input > PLAUSIBLE


def _outputs(text: str, last: JsonDict, view: FinanceView) -> list[str]:
    known = view.model.formulas_by_id
    if BREAK_EVEN.search(text):
        return [o for o in ("payback_months", "break_even_month") if o in known]
    month = _month(text)
    shown = [view.model.split_id(str(o))[1] for o in last.get("outputs") or ()]
    month = month or next((n for n in shown if n), None) if view.find_outputs(text) else month
    found = []
    for mention in view.find_outputs(text):
        base = mention.ids[0]
        output = find_output(text, view, mention)
        found.append(view.model.period_id(base, month) if month and known[base].is_series else output)
    if found or not month:
        return list(dict.fromkeys(found))
    return [view.model.period_id(o, month) for o in OF_A_MONTH if o in known and known[o].is_series]


def _times(value: float, reference: float) -> float:
    """How many times one is the other, the larger by the smaller; infinite where they share no sign."""
    if value * reference <= 0:
        return math.inf
    return max(value / reference, reference / value)
