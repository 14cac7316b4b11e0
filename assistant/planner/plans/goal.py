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
    BREAK_EVEN,
    EXTREME,
    HOW_MANY,
    SEEKING,
    SURELY_HYPOTHETICAL,
    WHEN,
)
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.goal_talk import as_before, goal_repeated, meant_lever, meant_output, meant_target
from assistant.planner.plans.goal_target import doubtful, in_scale, said_target
from assistant.planner.plans.model_setup import setup_calls
from assistant.planner.plans.outputs import label_of, month_asked, span_note
from assistant.planner.understand.changes import read_changes
from assistant.planner.understand.follow_ups import goal_again, last_args
from assistant.planner.understand.mentions import Mention
from assistant.planner.understand.results import of_case

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
PAYING = lazy_re(r"\b(?:customers?|users?|subscribers?|clients?)\b|客户|用户|顾客|会员", re.IGNORECASE)
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
    named = [m for m in view.index.find(text) if m.role == "input" and not _fixed(text, m)]
    output = meant_output(text, context, view)
    if BREAK_EVEN.search(text) and view.model.formulas_by_id[view.model.split_id(output)[0]].measure.kind == "count":
        profit, usual = view.model.split_id(view.main_output)  # "how many customers to break even" is about profit
        output = view.model.period_id(profit, month_asked(text) or usual) if usual else profit
    target = said_target(text, view, output)
    if target is None and not doubtful(text, view, output):
        target = meant_target(text, output, context, view)
    if target is None:
        asked: JsonDict = {"kind": "target", "output": output, "template": view.model.id}
        asked["variable"] = named[0].ids[0] if named else ""
        return Plan(says=(Say("ask_target", {"output": label_of(output, view)}),), asked=asked)
    if not named and BREAK_EVEN.search(text) and (WHEN.search(text) or PAYING.search(text)):
        return plan_unit_economics(text, context, view)
    variable = _variable(text, named, view)
    if len(variable) > 1 or not named:
        lever = meant_lever(text, output, context, view)
        variable = (lever,) if lever and (not named or lever in variable) else variable
    if len(variable) > 1:
        return _ask_lever(variable, output, target, view)
    plan = goal_call(variable[0], output, target, context, view, _supposed(text, variable[0], view))
    return replace(plan, notes=span_note(text, output, view))


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
