"""Plans goal seeks: which input, which output, which target."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import (
    ASKS_RESULT,
    BREAK_EVEN,
    EXTREME,
    HOW_MANY,
    NO_LOSS,
    SEEKING,
    SURELY_HYPOTHETICAL,
    WHEN,
)
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.break_even import plan_break_even_count
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.goal_talk import OWN_AIM, as_before, goal_repeated, meant_lever, meant_output, meant_target
from assistant.planner.plans.goal_target import doubtful, in_scale, said_target
from assistant.planner.plans.inputs import FOR_GOOD, plan_set_inputs
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import label_of, month_asked, span_note
from assistant.planner.plans.scenarios_kept import plan_best
from assistant.planner.plans.what_if import plan_what_if
from assistant.planner.understand.follow_ups import goal_again, last_args, values
from assistant.planner.understand.results import of_case
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, object]
NEAR = 24  # characters between a question word and what it asks for
OTHER_CLAUSE = 10  # characters that a clause boundary counts for
LEAVES = lazy_re(
    r"(?:\b(?:can'?t|cannot|won'?t|don'?t|not|never|without) (?:\w+ )?(?:touch|chang|mov|rais|alter|increas|lower)\w*"
    r"|\b(?:keep|leav|hold)(?:e|ing|s)?) (?:the |our )?$|(?:不能?|别|不想|没法)(?:再)?(?:动|改|碰|涨|提|降|调)$",
    re.IGNORECASE,
)
STAYS = lazy_re(
    r"\s*(?:can(?:no|')t (?:change|move)|stays?|is fixed|fixed)\b|"
    r"[，,]?(?:都|也)?(?:不能?|没法)(?:动|改|变|碰|涨|降|调)|固定",
    re.IGNORECASE,
)
# What must be earned is not what is sought: "how many machines to cover the rent".
COVERED = lazy_re(
    r"\b(?:cover|pay|afford|carry|meet)(?:s|ing)?(?: for)? (?:the |our |my |all )*(?:\w+ )?$|"
    r"(?:付得?起|抵得?[掉过]|够付)$",
    re.IGNORECASE,
)
COVERED_ZH = lazy_re(r"(?:给|都|全)?(?:盖住|覆盖|付掉|付清|挣[回出]来|赚[回出]来|抵掉)")
NEEDS = lazy_re(
    r"\b(?:need\w*|required?|must|have to|takes?|enough|to (?:make|reach|earn|get|hit|break|cover))\b|"
    r"需要?|必须|才|要(?!是)|得(?!到)|够|达到|做到",
    re.IGNORECASE,
)
# What is counted where things are sold one by one: "how many must we sell", 得卖几台.
SOLD = lazy_re(
    r"\bhow many\b.{0,30}\b(?:sell|ship|sold|shift|move)\b|"
    r"(?:卖|出|销|售)(?:出|掉|到|够|多)?(?:去)?(?:几|多少)(?:台|件|部|套|只|个|块|辆)?(?!钱)|(?:几|多少)(?:台|件|部|套|只|辆)",
    re.IGNORECASE,
)


def plan_goal_seek(text: str, context: Context, view: FinanceView) -> Plan:
    """Find the input that brings an output to a target; break-even is profit 0."""
    if again := goal_again(text, context, view) or goal_repeated(text, context, view):
        supposed = again.get("changes") or ()
        before = float((last_args(context, "goal_seek") or again)["target"])
        aim = in_scale(float(again["target"]), before)
        return goal_call(again["variable"], again["output"], aim, context, view, supposed)
    if told := _no_question(text, context, view) or plan_break_even_count(text, context, view):
        return told
    named = [m for m in view.index.find(text) if m.role == "input" and not _fixed(text, m)]
    output = meant_output(text, context, view)
    if BREAK_EVEN.search(text) and view.model.formulas_by_id[view.model.split_id(output)[0]].measure.kind == "count":
        profit, usual = view.model.split_id(view.main_output)  # "how many customers to break even" is about profit
        output = view.model.period_id(profit, month_asked(text) or usual) if usual else profit
    target = said_target(text, view, output)
    if target is None and not doubtful(text, view, output):
        target = meant_target(text, output, context, view)
    if target is None and (other := _no_goal(text, context, view)):
        return other
    if target is None:
        asked: JsonDict = {"kind": "target", "output": output, "template": view.model.id}
        asked["variable"] = named[0].ids[0] if named else ""
        return Plan(says=(Say("ask_target", {"output": label_of(output, view)}),), asked=asked)
    if not named and BREAK_EVEN.search(text) and WHEN.search(text):
        return plan_unit_economics(text, context, view)
    variable = _variable(text, named, view)
    if len(variable) > 1 or not named:
        lever = meant_lever(text, output, context, view)
        variable = (lever,) if lever and (not named or lever in variable) else variable
    if len(variable) > 1:
        return _ask_lever(variable, output, target, view)
    plan = goal_call(variable[0], output, target, context, view, _supposed(text, variable[0], view))
    return replace(plan, notes=span_note(text, output, view))


def _asks_output(text: str, view: FinanceView) -> bool:
    """Whether a count is asked for at a month rather than sought: "how many paying customers would that be then"."""
    counted = [m for m in view.find_outputs(text) if view.model.formulas_by_id[m.ids[0]].measure.kind == "count"]
    told = values(text) or NEEDS.search(text) or BREAK_EVEN.search(text)
    return bool(counted and month_asked(text) and HOW_MANY.search(text)) and not told


def _no_question(text: str, context: Context, view: FinanceView) -> Plan | None:
    """What a text that seeks nothing says or asks: a value, or what a count is at a month; None for a goal."""
    if _asks_output(text, view):
        return plan_unit_economics(text, context, view)
    asks = SEEKING.search(text) or EXTREME.search(text) or ASKS_RESULT.search(text) or BREAK_EVEN.search(text)
    if asks or NO_LOSS.search(text) or view.find_outputs(text) or not view.find_inputs(text):
        return None
    changes = read_changes(text, view).changes
    if not changes or any(c.relation != "set" for c in changes):
        return None
    return (plan_set_inputs if FOR_GOOD.search(text) else plan_what_if)(text, context, view)


def _no_goal(text: str, context: Context, view: FinanceView) -> Plan | None:
    """What a text without a target asks instead: which scenario is best, or what a result is; None for a goal."""
    if best := plan_best(text, context, view):
        return best
    if not view.find_outputs(text) or OWN_AIM.search(text) or not ASKS_RESULT.search(text):
        return None
    if read_changes(text, view).changes:
        return plan_what_if(text, context, view)
    inputs = [m for m in view.index.find(text) if m.role == "input" and not _fixed(text, m)]
    level = any("break_even" in m.ids[0] for m in view.find_outputs(text))  # the price that just covers the costs
    return plan_unit_economics(text, context, view) if level or not inputs else None


def _supposed(text: str, variable: str, view: FinanceView) -> list[JsonDict]:
    """What is supposed of other inputs: "in that case, what price …", "if churn were 3%, which price breaks even"."""
    if view.scenario and (of_case(text) or as_before(text, view)):
        return [dict(c) for c in view.scenario if c["variable"] != variable]
    changes = read_changes(text, view).changes if SURELY_HYPOTHETICAL.search(text) else ()
    return [c.to_json() for c in changes if c.variable != variable]


def _fixed(text: str, mention: Mention) -> bool:
    """Whether an input is said to stay as it is, "I can't touch the price", 价格不能动, or is what must be earned."""
    before, after = text[: mention.span[0]], text[mention.span[1] :]
    return bool(LEAVES.search(before) or STAYS.match(after) or COVERED.search(before) or COVERED_ZH.match(after))


def _sought(text: str, view: FinanceView) -> str | None:
    question = SEEKING.search(text)
    mentions = view.index.find(text)
    if question is None or not mentions:
        return None

    def apart(mention: Mention) -> int:
        start, end = sorted([mention.span, question.span()])
        # What stands in another clause is farther than it looks: 转化率要多少，利润才能…
        return end[0] - start[1] + OTHER_CLAUSE * bool(re.search(r"[,，;；。]", text[start[1] : end[0]]))

    return min(mentions, key=apart).role


def sought(text: str, view: FinanceView, question: re.Pattern[str]) -> str:
    """Id of the input that a question word of a text is nearest to; empty where each is nearer to an output."""
    mentions = view.index.find(text)
    taken = {q.span for q in find_quantities(text)}

    def apart(mention: Mention, asked: re.Match[str]) -> int:
        start, end = sorted([mention.span, asked.span()])
        return end[0] - start[1] + OTHER_CLAUSE * bool(re.search(r"[,，;；。]", text[start[1] : end[0]]))

    for asked in question.finditer(text):
        if any(span[0] <= asked.start() < span[1] for span in taken) or not mentions:
            continue
        nearest = min(mentions, key=lambda m: apart(m, asked))
        if nearest.role == "input" and apart(nearest, asked) <= NEAR:
            return nearest.ids[0]
    return ""


def goal_call(
    variable: str,
    output: str,
    target: float,
    context: Context,
    view: FinanceView,
    changes: Sequence[Mapping[str, object]] = (),
) -> Plan:
    """The plan that runs the goal seek, with other inputs changed as it is supposed."""
    args: JsonDict = {"variable": variable, "output": output, "target": target}
    if changes:
        args["changes"] = [dict(change) for change in changes]
    return Plan(
        calls=(*setup_calls(context, view), Call("goal_seek", args)),
        focus={"variable": variable, "output": output, "template": view.model.id},
    )


def _variable(text: str, named: list[Mention], view: FinanceView) -> tuple[str, ...]:
    if len(named) > 1 and (asked := sought(text, view, EXTREME)):
        return (asked,)
    if named:
        inputs = view.model.inputs_by_id
        counts = tuple(i for i in named[0].ids if inputs[i].kind == "count")
        return counts if counts and HOW_MANY.search(text) else named[0].ids
    if "units" in view.model.inputs_by_id and SOLD.search(text):
        return ("units",)
    levers = [i.id for i in view.model.inputs if i.kind in ("rate", "money", "count")]
    preferred = [i for i in ("price", "conversion", "trials") if i in levers] or levers
    return tuple(preferred[:3])


def _ask_lever(ids: tuple[str, ...], output: str, target: float, view: FinanceView) -> Plan:
    choices = [{"id": i, "label": view.model.inputs_by_id[i].label.to_json()} for i in ids]
    asked = {"kind": "lever", "choices": list(ids), "output": output, "target": target, "template": view.model.id}
    return Plan(says=(Say("ask_lever", {"choices": choices, "output": label_of(output, view)}),), asked=asked)
