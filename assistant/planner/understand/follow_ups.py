"""Reads short messages that go on from the last run of the model: another target, another month, another input.

After a goal seek "and 30000?" is a target; after a what-if "month 24?" asks for that case, and "I meant the fixed cost"
says what its change is made to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import OF_A_MONTH, FinanceView
from assistant.planner.lexicon import BREAK_EVEN, MONTH_N, NO_LOSS, SEEKING, SURELY_HYPOTHETICAL, TOTAL, WHEN
from assistant.planner.plan import Plan
from assistant.planner.plans.outputs import find_output, month_asked, span_months
from assistant.planner.understand.results import asked_results, of_case
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, Any]
SHORT = 40  # characters
ELLIPTIC = {True: 20, False: 8}  # characters of an English and a Chinese question that goes on from the one before
PLAUSIBLE = 4.0  # a bare number this many times the present value or less is one of the input
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
# Another target for the goal before: "and for a profit of 10 grand?", 那要赚5万呢.
GOES_ON = lazy_re(
    r"\W*(?:and|or|what about|how about|then|now)\b.{0,12}\b(?:for|to|at|of|with)\b|\W*(?:那|要是|换成|如果)", re.I
)
AIMS = lazy_re(r"\b(?:hit|reach|make|earn|target|goal|profit)\b|赚|达到|做到|利润|目标", re.IGNORECASE)
SWAPS = lazy_re(
    r"\b(?:same|instead|rather|what about|how about|and (?:with|via|by|through)|using|alternatively|"
    r"or\b.{0,16}\b(?:with|via|through|by)|"
    r"by (?:just |only )?(?:cutting|raising|lowering|changing|moving|increasing|reducing|charging|growing|trimming))\b|"
    r"换成|换|改用|呢|[只光单全]?靠|[只光单](?:动|改|调|降|提|涨|砍)|通过",
    re.IGNORECASE,
)
# The value that was sought, asked for again: "what would that rate be if …", 这个价要多少.
SAME_GOAL = lazy_re(
    r"\b(?:that|this|the|same) (?:\w+ )?(?:rate|price|number|value|figure|share|level|amount|threshold|point|limit)\b|"
    r"\bwhat would (?:it|that|this) (?:be|take|need|become)\b|\bhow (?:much|many|high|low) (?:would|then|must)\b|"
    r"(?:这|那|同样|一样)(?:个|样的?|时的?|的)?(?:比例|比率|率|价|数|值|门槛|线|点|目标)|(?:要|得|该)(?:到|是|变成|做到)?(?:多少|几)",
    re.IGNORECASE,
)
THAT = lazy_re(r"\b(?:that|this|the same)\s+$|[这那]个?$", re.IGNORECASE)
WOULD = lazy_re(r"\bwould\b|\bwithout\b|没有|不算|不花", re.IGNORECASE)
# Between the words of a name: 每次转化带来的收入.
INSERTED = lazy_re(r"(?:所)?(?:带来|产生|得到|拿到|收到|对应)的?")
INSTEAD_OF = lazy_re(r"\b(?:instead of|rather than|not)\b|而不是|不是|代替", re.IGNORECASE)
OF_BASE = lazy_re(r"\b(?:our|my|base|original|originally|real|actual)\b|基准|原来|本来|我们|原先", re.IGNORECASE)
# Says which input was meant: "I meant the fixed cost", 我说的是固定成本.
MEANT = lazy_re(
    r"\b(?:i|we)(?:'m| am| was|'re| were)? (?:just )?"
    r"(?:mean(?:t|ing)?|talk(?:ing)? about|thinking (?:of|about)|refer\w+ to)\b|\bmeaning the\b|"
    r"(?:我|我们)?(?:说|指|讲|问|想说|意思)的?(?:是|的)|我(?:是)?(?:指|说)(?!明)|是指",
    re.IGNORECASE,
)


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
    text = INSERTED.sub("", text)
    if any(base.split(".")[0] not in {i.split(".")[0] for i in m.ids} for m in view.find_outputs(text)):
        return None
    if supposed := _supposed(text, str(last["variable"]), view):
        return {**last, **supposed}
    said = values(text)
    if inputs := [m for m in view.find_inputs(text) if len(m.ids) == 1]:
        other = _other_input(text, inputs[0].ids[0], [m.ids[0] for m in inputs], str(last["variable"]))
        swapped = other and not said and (SWAPS.search(text) or MEANT.search(text))
        return {**last, "variable": other} if swapped else None
    if len(text) > SHORT * (1 + bool(GOES_ON.match(text))):
        return None
    month = month_asked(text)
    if not said and NO_LOSS.search(text) and view.find_outputs(text) and not WHEN.search(text):
        return {**last, "output": find_output(text, view), "target": 0.0}
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
    about_it = of_case(text)
    longest = SHORT * 2 if about_it else SHORT
    of_base = OF_BASE.search(text) and not about_it
    if last is None or not view.scenario or len(text) > longest or of_base or values(text):
        return None
    months = span_months(text)
    if any("horizon" not in m.ids for m in view.find_inputs(text)):
        return None
    if months and "horizon" in view.model.inputs_by_id and months != view.inputs["horizon"]:
        kept = [dict(c) for c in view.scenario if c["variable"] != "horizon"]
        return {"changes": [*kept, {"variable": "horizon", "relation": "set", "value": float(months)}]}
    outputs = _outputs(text, last, view)
    return {"changes": [dict(c) for c in view.scenario], "outputs": outputs} if outputs else None


def elliptic(text: str) -> bool:
    """Whether a question is so short that it goes on from the one before."""
    return len(text) <= ELLIPTIC[text.isascii()]


def moved(text: str, context: Context, view: FinanceView) -> list[JsonDict] | None:
    """The what-if in hand with its last change made to the input that was meant: "I meant the fixed cost".

    None where a text says no such thing, or the input cannot take the change.
    """
    if last_args(context, "what_if") is None or not view.scenario or not says_meant(text, view):
        return None
    *others, last = (dict(c) for c in view.scenario)
    meant = next(m.ids[0] for m in view.find_inputs(text) if len(m.ids) == 1)
    kinds = [view.model.inputs_by_id[i].kind for i in (str(last["variable"]), meant)]
    apart = kinds[0] != kinds[1] and "rate" in kinds
    if last["variable"] == meant or (last["relation"] != "multiply" and apart):
        return None
    return [*(c for c in others if c["variable"] != meant), {**last, "variable": meant}]


def says_meant(text: str, view: FinanceView) -> bool:
    """Whether a text says nothing but which input was meant."""
    named = {m.ids for m in view.find_inputs(text)} if len(text) <= SHORT and MEANT.search(text) else set()
    return len(named) == 1 and len(next(iter(named))) == 1 and not values(text)


def looked_ahead(text: str, view: FinanceView) -> JsonDict | None:
    """The horizon a text looks at, and the figures it wants of it: 看三年, 看36个月的话总利润呢; None for any other."""
    months = span_months(text)
    inputs = any(m.ids != ("horizon",) for m in view.find_inputs(text))
    plain = not (inputs or values(text)) and len(text) <= SHORT and months != view.inputs.get("horizon")
    if not months or not plain or "horizon" not in view.model.inputs_by_id:
        return None
    change = {"variable": "horizon", "relation": "set", "value": float(months)}
    known = view.model.formulas_by_id
    named = [m.ids[0] for m in view.find_outputs(text) if known[m.ids[0]].is_series]
    totals = [f"{o}.total" for o in named if f"{o}.total" in known and TOTAL.search(text)]
    if named and not totals or not named and len(text) > SHORT // 2:
        return None
    return {"changes": [change], **({"outputs": totals} if totals else {})}


def values(text: str) -> list[Quantity]:
    """Numbers of a text that name no time."""
    months = [m.span() for m in MONTH_N.finditer(text)]
    inside = [q for q in find_quantities(text) if q.kind != "duration"]
    return [q for q in inside if not any(start <= q.span[0] < end for start, end in months)]


def _supposed(text: str, variable: str, view: FinanceView) -> JsonDict:
    """The goal under a supposition: "what would that rate be without rent?", "if churn were 3%, what price then?"."""
    if not (SURELY_HYPOTHETICAL.search(text) or WOULD.search(text)) or not SEEKING.search(text):
        return {}
    mentions = [m for m in view.find_inputs(text) if len(m.ids) == 1]
    told = "".join(" " if any(a <= i < b for a, b in map(_pointed(text), mentions)) else s for i, s in enumerate(text))
    changes = read_changes(told, view).changes
    changed = {c.variable for c in changes}
    named = [m.ids[0] for m in mentions if m.ids[0] not in changed]
    if not changes or not (named or SAME_GOAL.search(text)) or variable in changed and not named:
        return {}
    return {"variable": named[0] if named else variable, "changes": [c.to_json() for c in changes]}


def _pointed(text: str) -> Callable[[Mention], tuple[int, int]]:
    """Where a name stands that is pointed at, as in "that price": it is what is sought."""
    return lambda m: m.span if THAT.search(text[: m.span[0]]) else (0, 0)


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
    as_input, target = times(value, view.inputs[variable.id]), float(last["target"])
    return times(quantity.value, target) < as_input if target else as_input > PLAUSIBLE


def _outputs(text: str, last: JsonDict, view: FinanceView) -> list[str]:
    known = view.model.formulas_by_id
    if BREAK_EVEN.search(text):
        return [o for o in ("payback_months", "break_even_month") if o in known]
    if asked := asked_results(text, view):
        # A whole question that points to no case is about the plan.
        return list(asked) if of_case(text) or elliptic(text) else []
    month = month_asked(text)
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


def times(value: float, reference: float) -> float:
    """How many times one is the other, the larger by the smaller; infinite where they share no sign."""
    if value * reference <= 0:
        return math.inf
    return max(value / reference, reference / value)
