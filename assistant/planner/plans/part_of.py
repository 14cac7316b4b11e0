"""Answers whether something is counted in a figure, and where it is: "is the GPU cost in it?", 毛利里算了人工吗."""

from __future__ import annotations

import re

from assistant.finance.evaluate import evaluate
from assistant.finance.model import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Plan, Say
from assistant.planner.plans.outputs import find_output, label_of
from assistant.planner.understand.evidence import Evidence

_COUNTED = lazy_re(
    r"\b(?:is|are|does|do|did|was|were|have|has)\b[^?.!]{0,50}\b(?:includ\w+|contain\w*|factor(?:ed|ing)? in|"
    r"count(?:ed|ing)?|part of|cover\w*|in (?:it|there|that|this|here|the \w+))\b|"
    r"(?:含|包括|包含|包|算[进上入了]|计[入算]|扣[除掉了]|考虑)[^,，。]{0,14}(?:吗|么|没有?|嘛)\W*$|"
    r"(?:有没有|是不是|是否)(?:已经)?(?:包?含|包括|算|计|扣|考虑)",
    re.IGNORECASE,
)
# Everyday words for costs that a model may have under another name.
_COSTS = lazy_re(r"cost|spend|成本|支出|费", re.IGNORECASE)


def asks_part(text: str, view: FinanceView) -> bool:
    """Whether a text asks if an input is counted in a figure, and supposes no value."""
    return bool(_COUNTED.search(text)) and not find_quantities(text) and bool(_inputs(text, view))


def of_part(seen: Evidence) -> str | None:
    """An explanation, where it is asked of the model in use whether something is in a figure."""
    return "explain_figure" if seen.context.finance.get("inputs") and asks_part(seen.text, seen.view) else None


def plan_part_of(text: str, context: Context, view: FinanceView) -> Plan | None:
    """Yes or no, the value, and by which formula; None where a text asks nothing of the kind."""
    if not asks_part(text, view):
        return None
    output = _figure(text, context, view)
    base = view.model.split_id(output)[0]
    counted = view.model.depends_on(base)
    parts = [
        {
            "label": i.label.to_json(),
            "unit": i.measure.shown,
            "value": view.inputs[i.id],
            "own": i.id in set(context.finance.get("stated") or ()),
            "counted": i.id in counted,
            "where": _where(i, counted, base, view),
        }
        for i in _meant(text, base, context, view)
    ]
    focus = {"template": view.model.id, "output": output}
    return Plan(says=(Say("part_of", {"output": label_of(output, view), "parts": parts}),), focus=focus)


def _figure(text: str, context: Context, view: FinanceView) -> str:
    """The figure that is named, else the one the talk was of, else the main one."""
    named = [m for m in view.find_outputs(text) if not _COSTS.search(text[m.span[0] : m.span[1]])]
    if named:
        return find_output(text, view, named[0])
    last = str(context.focus.get("output") or "")
    return last if view.model.split_id(last)[0] in view.model.formulas_by_id else view.main_output


def _meant(text: str, base: str, context: Context, view: FinanceView) -> list[Input]:
    """The inputs named; for one that weighs nothing, as a cost per token without tokens, the own cost beside it."""
    meant: list[Input] = []
    for named in _inputs(text, view):
        stated = [view.model.inputs_by_id[i] for i in context.finance.get("stated") or () if i in view.inputs]
        own = [i for i in stated if i.kind == "money" and _COSTS.search(i.label.en) and _beside(i, named, view)]
        idle = named.id in view.model.depends_on(base) and not _weighs(named, base, view)
        meant += own if idle and own else [named]
    return list(dict.fromkeys(meant))


def _beside(one: Input, other: Input, view: FinanceView) -> bool:
    """Whether two inputs are parts of one cost."""
    if one.id == other.id:
        return False
    # A cost of one customer or unit takes up both; profit takes up everything.
    costs = [f for f in view.model.formulas if "cost" in f.id and not f.is_series]
    return any({one.id, other.id} <= view.model.depends_on(f.id) for f in costs)


def _weighs(part: Input, base: str, view: FinanceView) -> bool:
    """Whether a figure moves when the input does."""
    moved = {**view.inputs, part.id: view.inputs[part.id] * 2 + 1}
    before, after = (evaluate(view.model, inputs) for inputs in (view.inputs, moved))
    if view.model.formulas_by_id[base].is_series:
        return bool((before.series[base] != after.series[base]).any())
    return before.values.get(base) != after.values.get(base)


def _where(part: Input, counted: set[str], base: str, view: FinanceView) -> dict[str, str]:
    """The formula on the way to a figure that takes an input up; for one not in it, the main result where that does."""
    if part.id in counted:
        behind = [f for f in view.model.formulas if part.id in f.uses and f.id in counted]
        return behind[0].label.to_json() if behind else {}
    main = view.model.split_id(view.main_output)[0]
    return view.model.formulas_by_id[main].label.to_json() if part.id in view.model.depends_on(main) else {}


def _inputs(text: str, view: FinanceView) -> list[Input]:
    """The inputs that a text names."""
    ids = dict.fromkeys(m.ids[0] for m in view.find_inputs(text) if len(m.ids) == 1)
    return [view.model.inputs_by_id[i] for i in ids if view.model.inputs_by_id[i].kind == "money"]
