"""Plans what-ifs: changes read from the words, follow-ups, stacking, and the questions to ask back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import ASKS_RESULT, STACKING, ZERO
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.ask_back import COSTS, choices, supposed, talked_of
from assistant.planner.plans.asking import ask_meaning, ask_value, ask_which, offered
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.goal_target import in_scale
from assistant.planner.plans.model_setup import carried_price, setup_calls
from assistant.planner.plans.outputs import find_output, month_asked
from assistant.planner.plans.tables import plan_table, read_runs
from assistant.planner.plans.unused import later_notes, unused_notes
from assistant.planner.plans.what_if_again import kept_beside, moving, plan_again, same_figures, without
from assistant.planner.understand.edits.name_part import in_full
from assistant.planner.understand.follow_ups import AIMS, goal_again, last_args, says_meant, values
from assistant.planner.understand.values.by_use import by_use
from assistant.planner.understand.values.changes import Reading, read_changes
from assistant.planner.understand.values.come_and_go import come_or_go
from assistant.planner.understand.values.corrected import turned
from assistant.planner.understand.values.named_case import named_case
from assistant.planner.understand.values.options import Option, read_options
from assistant.planner.understand.values.running_costs import running_costs
from assistant.planner.understand.values.same_size import same_size
from assistant.planner.understand.values.value_said import DIRECTION, echoed, on_topic
from assistant.planner.understand.values.won_over_time import won_over_time

JsonDict = dict[str, Any]
SEVERAL = 3
BUT = lazy_re(r"[,，;；。]\s*|\b(?:but|and)\b|但是?|不过", re.IGNORECASE)
ALL = lazy_re(r"\b(?:all|every|total|overall|across the board)\b|所有|全部|一切|各项|总", re.IGNORECASE)
STACKING_STARTS = 6  # characters into the message
SHORT = 64  # characters of a text that can be a bare size
# A value in the place of another: "make that 20 % instead", 把试用换成少两成.
SWAP = lazy_re(r"\binstead\b|\brather\b|\bmake (?:it|that)\b|(?<!^)换成|改成", re.IGNORECASE)
ON_TOP = lazy_re(r",?\s*\bon top(?: of (?:that|this|it|all that))?\W*$", re.IGNORECASE)
OTHERS_SAME = lazy_re(
    r"(?:其他|其余|别的|其它)(?:都|全)?(?:照旧|不变|一样|不动)|\b(?:rest|everything else|all else|others?)\b.{0,12}"
    r"\b(?:same|unchanged|equal|as (?:it|they) (?:is|are|was|were))\b",
    re.IGNORECASE,
)
# "and what if churn then goes to 4%" builds on what was supposed before; "what about $59 then?" replaces it.
SEQUENCE = lazy_re(
    r"\b(?:and|what|but)\s+(?:what\s+)?if\b.{0,40}\bthen\s+(?=go|rise|fall|drop|climb|reach|increase|decrease|grow|"
    r"shrink|double|halve|become|is\b|also|were\b|was\b)|\bthen\s+what if\b|\bafter that\b|"
    r"^\W*(?:and )?(?:in|under|with) (?:that|this) (?:case|scenario|situation)\b|这种情况下|那种情况下|"
    r"[这那]个(?:前提|基础|情景|情形)下|"
    r"在[这那此]个?(?:基础|前提)上",
    re.IGNORECASE,
)


def plan_what_if(text: str, context: Context, view: FinanceView) -> Plan:
    """A what-if from the base case; it stacks on the one before only when the words say so."""
    text = in_full(text, str(context.focus.get("variable") or ""), view)
    if (case := named_case(text)) and not read_options(text, view, context.language):
        return _called(case.name, _plan(case.told, context, view))
    return _plan(text, context, view)


def _called(name: str, plan: Plan) -> Plan:
    """A plan whose what-if has a name."""
    calls = tuple(replace(c, args={**c.args, "name": name}) if c.name == "what_if" else c for c in plan.calls)
    return replace(plan, calls=calls, asked={**plan.asked, "name": name} if plan.asked else {})


def _plan(text: str, context: Context, view: FinanceView) -> Plan:
    earlier = {str(c["variable"]): dict(c) for c in view.scenario}
    if other := _of_more(text, context, view, earlier):
        return other
    text, stacking = _unstacked(text, earlier)
    if (dropped := without(text, earlier, view)) is not None:
        return Plan(calls=(Call("what_if", {"changes": dropped}),), focus={"template": view.model.id})
    spoken = () if view.find_inputs(text) else (_named_beside(text, context, view) or _follow(context, earlier, view))
    if costs := _costs_meant(text, spoken, view):
        return ask_which(costs, values(text)[0], view, [])
    meant = talked_of(text, spoken, context, view)
    named = {i for m in view.find_inputs(text) for i in m.ids}
    told = None if named else turned(text, view)
    told = told or (come_or_go(text, context, view) if named <= {"churn"} else None)
    if len(meant) > 1 and meant != spoken and not told:
        return ask_which(meant, find_quantities(text)[0], view, [])
    reading = Reading(changes=(told,)) if told else _read(text, meant, earlier, view)
    reading = _completed(text, reading, _follow(context, earlier, view), view) if not spoken else reading
    reading = moving(_guessed(text, reading, context, view), view)
    known = _known(text, reading, earlier, stacking or bool(earlier and SEQUENCE.search(text)), view)
    return _run(text, reading, known, context, view)


def _of_more(text: str, context: Context, view: FinanceView, earlier: dict[str, JsonDict]) -> Plan | None:
    """What builds on the case in hand without a value of its own, or weighs several; None for a plain what-if."""
    if again := plan_again(text, context, view):
        return again
    if goal := _goal_again(text, context, view):
        return goal
    if says_meant(text, view):
        return ask_value(view.find_inputs(text)[0].ids[0], view, [])
    if options := read_options(text, view, context.language) if "compare_options" in context.tools else []:
        return _weighed(options, context, view)
    if _several_values(text, view):
        return plan_table(text, context, view)
    if alike := same_size(text, earlier, view):
        focus = {"variable": str(alike[-1]["variable"]), "template": view.model.id}
        return Plan(calls=(Call("what_if", {"changes": alike}),), focus=focus)
    return None


def _goal_again(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The goal before it with another target, which is no value of the input sought: 那赚8万呢."""
    last = last_args(context, "goal_seek")
    again = goal_again(text, context, view) if last and AIMS.search(text) and not view.find_inputs(text) else None
    if not last or not again:
        return None
    again["target"] = in_scale(float(again["target"]), float(last["target"]))
    focus = {"variable": again["variable"], "output": again["output"], "template": view.model.id}
    return Plan(calls=(Call("goal_seek", again),), focus=focus)


def _run(text: str, reading: Reading, known: list[JsonDict], context: Context, view: FinanceView) -> Plan:
    """The what-if of what was read, or the question that is open."""
    if not reading.changes and (result := _asks_result(text, context, view)):
        return result
    if question := _question(text, reading, known, view):
        return question
    if not reading.changes:
        return _nothing_read(text, reading, context, view)
    notes = (*(note for c in reading.changes for note in c.notes), *unused_notes(reading), *later_notes(text))
    last = reading.changes[-1].variable
    args = {"changes": known, **_asked(text, context, view)}
    return Plan(
        calls=(*setup_calls(context, view), Call("what_if", args)),
        notes=notes,
        focus={"variable": last, "template": view.model.id},
    )


def _named_beside(text: str, context: Context, view: FinanceView) -> tuple[str, ...]:
    """The one input that the message names beside this part of it: 怕的是CPM腰斩…真砍一半呢."""
    named = {m.ids for m in view.find_inputs(context.text)} if len(text) < len(context.text) else set()
    return next(iter(named)) if len(named) == 1 else ()


def _costs_meant(text: str, spoken: tuple[str, ...], view: FinanceView) -> tuple[str, ...]:
    """The costs that "costs fall by a fifth" may be about; none where one is named, or all of them are said."""
    said = values(text)
    if len(said) != 1 or view.find_inputs(text) or not COSTS.search(text) or ALL.search(text):
        return ()
    ids = choices(text, said[0], view)
    changes = said[0].relation in ("change_by", "multiply")
    return ids if changes and len(ids) > 1 and not set(spoken[:1]) & set(ids) else ()


def _unstacked(text: str, earlier: dict[str, JsonDict]) -> tuple[str, bool]:
    """The text without the words that stack it on the what-if in hand, and whether there were any."""
    stacking = STACKING.search(text)
    found = bool(stacking and earlier)
    while stacking and stacking.start() <= STACKING_STARTS and not text[: stacking.start()].strip(" ,，.那"):
        # "再加上流失率4%" adds a change to the scenario, not 4 % to the rate.
        text = text[: stacking.start()] + " " * len(stacking.group()) + text[stacking.end() :]
        stacking = STACKING.match(text, len(text) - len(text.lstrip()))
    return (ON_TOP.sub("", text) if found else text), found  # "and a price of 59 on top" sets the price


def _read(text: str, follow: tuple[str, ...], earlier: dict[str, JsonDict], view: FinanceView) -> Reading:
    """The changes of a text; a size alone goes the way of the change before it."""
    reading = read_changes(text, view, follow)
    named = bool(view.find_inputs(text)) or not follow
    variable = reading.changes[-1].variable if reading.changes else (follow[0] if follow else "")
    if named or len(text) > SHORT:
        return reading
    change = echoed(text, earlier, variable, view) or on_topic(text, follow, view)
    return replace(reading, changes=(change,), leftover=(), ambiguous=()) if change else reading


def _guessed(text: str, reading: Reading, context: Context, view: FinanceView) -> Reading:
    """The reading with numbers left over as what their use, their everyday names or the founder's own numbers tell."""
    given = context.finance.get("stated") or ()
    reading = by_use(text, won_over_time(text, reading, view, given), view)
    reading = running_costs(text, reading, view, given=True, supposed=True)
    return supposed(text, reading, view, given)


def _completed(text: str, reading: Reading, follow: tuple[str, ...], view: FinanceView) -> Reading:
    """The reading with a number left over, alone in its clause, as one of what the talk is about: "36 but churn 6%"."""
    if not reading.changes or len(reading.leftover) != 1 or follow[:1] in {(c.variable,) for c in reading.changes}:
        return reading
    number = reading.leftover[0]
    clause = next((c for c in BUT.split(text) if number.text.strip() in c and len(values(c)) == 1), "")
    change = on_topic(clause, follow, view) if clause and not view.find_inputs(clause) else None
    return replace(reading, changes=(change, *reading.changes), leftover=()) if change else reading


def _known(
    text: str, reading: Reading, earlier: dict[str, JsonDict], stacking: bool, view: FinanceView
) -> list[JsonDict]:
    """All changes of the scenario: those read, and those in hand that they leave standing."""
    fresh = [c.to_json() for c in reading.changes]
    taken = {c.variable for c in reading.changes}
    if not stacking and (beside := kept_beside(text, earlier, taken, view)):
        return [*beside, *fresh]
    swaps = taken and taken <= set(earlier) and (SWAP.search(text) or not view.find_inputs(text))
    if swaps and (not stacking or OTHERS_SAME.search(text)):
        # A bare value, or 把试用换成少两成, takes the place of one change; the others stay as they were supposed.
        return [*(dict(c) for i, c in earlier.items() if i not in taken), *fresh]
    return _stacked(view.scenario if stacking else [], fresh)


def _weighed(options: list[Option], context: Context, view: FinanceView) -> Plan:
    """Alternatives side by side."""
    args = {"options": [{"name": o.name, "changes": [c.to_json() for c in o.changes]} for o in options]}
    return Plan(
        calls=(*setup_calls(context, view), Call("compare_options", args)),
        notes=tuple(note for o in options for note in o.notes),
        focus={"template": view.model.id},
    )


def _several_values(text: str, view: FinanceView) -> bool:
    """Whether one input has three values or more: "what if price is 29, 39 or 49" is a table."""
    most = max((len(run.quantities) for run in read_runs(text)[0]), default=0)
    return most >= SEVERAL and 0 < len(view.find_inputs(text)) < most


def _stacked(earlier: list[JsonDict], fresh: list[JsonDict]) -> list[JsonDict]:
    """Changes on top of earlier ones: a value set replaces what was said of its input, a relative change follows it."""
    replaced = {str(c["variable"]) for c in fresh if c["relation"] == "set"}
    return [*(dict(c) for c in earlier if str(c["variable"]) not in replaced), *fresh]


def _follow(context: Context, earlier: dict[str, JsonDict], view: FinanceView) -> tuple[str, ...]:
    """What a clause that names no input is about, the likeliest first."""
    focus = context.focus.get("variable") or ("price" if carried_price(context, view) else "")
    return tuple(dict.fromkeys([*([focus] if focus else []), *reversed(earlier)]))


def _asks_result(text: str, context: Context, view: FinanceView) -> Plan | None:
    """What is asked of a result where nothing is supposed: "CAC with the free users counted, in that case?"."""
    outputs = view.find_outputs(text)
    if values(text) or not outputs or DIRECTION.search(text) or ZERO.search(text) or not ASKS_RESULT.search(text):
        return None
    return plan_unit_economics(text, context, view)


def _question(text: str, reading: Reading, known: list[JsonDict], view: FinanceView) -> Plan | None:
    if reading.ambiguous:
        mention, quantity = reading.ambiguous[0]
        return ask_which(mention.ids, quantity, view, known)
    unsaid = [v for v in reading.valueless if all(c["variable"] != v for c in known)]
    if unsaid and not reading.changes:
        return ask_value(unsaid[0], view, known)
    if reading.changes:
        # A what-if of half the numbers said would answer another question than the one asked.
        for quantity in reading.leftover:
            fresh = tuple(i for i in choices(text, quantity, view) if all(c["variable"] != i for c in known))
            if quantity.kind != "duration" and len(fresh) > 1:
                return ask_which(fresh, quantity, view, known)
    return None


def _nothing_read(text: str, reading: Reading, context: Context, view: FinanceView) -> Plan:
    """A what-if without a variable: ask which of those the quantity fits."""
    if meant := next((q for q in reading.leftover if choices(text, q, view)), None):
        return ask_meaning(text, meant, view)
    return Plan(
        says=(Say("ask_change", {"inputs": offered(tuple(i.id for i in view.model.inputs[:6]), view)}),),
        notes=unused_notes(reading),
        asked={"kind": "change"},
    )


def _asked(text: str, context: Context, view: FinanceView) -> JsonDict:
    """The output that the words ask for at the month they name, where the headline does not have it."""
    if shown := same_figures(text, context):
        return {"outputs": shown}
    # 还是看第18个月 is about the main result of that month.
    output = find_output(text, view) if view.find_outputs(text) else _main_at(month_asked(text), view)
    return {"outputs": [output]} if output and output not in view.model.headline else {}


def _main_at(month: int | None, view: FinanceView) -> str:
    base = view.model.split_id(view.main_output)[0]
    return view.model.period_id(base, month) if month and view.model.formulas_by_id[base].is_series else ""
