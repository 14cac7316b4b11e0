"""Plans what-ifs: changes read from the words, follow-ups, stacking, and the questions to ask back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import STACKING
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.ask_back import COSTS, choices, supposed, talked_of
from assistant.planner.plans.model_setup import carried_price, setup_calls
from assistant.planner.plans.outputs import find_output
from assistant.planner.plans.tables import plan_table, read_runs
from assistant.planner.plans.unused import later_notes, unused_notes
from assistant.planner.plans.what_if_again import kept_beside, moving, plan_again, same_figures, without
from assistant.planner.understand.assign import fits
from assistant.planner.understand.by_use import by_use
from assistant.planner.understand.changes import Reading, read_changes
from assistant.planner.understand.come_and_go import come_or_go
from assistant.planner.understand.convert import to_change
from assistant.planner.understand.corrected import turned
from assistant.planner.understand.follow_ups import case_name, says_meant, values
from assistant.planner.understand.options import Option, read_options
from assistant.planner.understand.roles import role_of
from assistant.planner.understand.running_costs import running_costs
from assistant.planner.understand.value_said import echoed, on_topic

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
    r"shrink|double|halve|become|is\b|also|were\b|was\b)|\bthen\s+what if\b|\bafter that\b",
    re.IGNORECASE,
)


def plan_what_if(text: str, context: Context, view: FinanceView) -> Plan:
    """A what-if from the base case; it stacks on the one before only when the words say so."""
    if again := plan_again(text, context, view):
        return again
    if says_meant(text, view):
        return ask_value(view.find_inputs(text)[0].ids[0], view, [])
    if options := read_options(text, view, context.language) if "compare_options" in context.tools else []:
        return _weighed(options, context, view)
    if _several_values(text, view):
        return plan_table(text, context, view)
    earlier = {str(c["variable"]): dict(c) for c in view.scenario}
    text, stacking = _unstacked(text, earlier)
    if (dropped := without(text, earlier, view)) is not None:
        return Plan(calls=(Call("what_if", {"changes": dropped}),), focus={"template": view.model.id})
    spoken = () if view.find_inputs(text) else _follow(context, earlier, view)
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
    reading = _guessed(text, reading, context, view)
    stacking = stacking or bool(earlier and SEQUENCE.search(text))
    reading = moving(reading, view)
    known = _known(text, reading, earlier, stacking, view)
    if question := _question(text, reading, known, view):
        return question
    if not reading.changes:
        return _nothing_read(text, reading, context, view)
    notes = (*(note for c in reading.changes for note in c.notes), *unused_notes(reading), *later_notes(text))
    last = reading.changes[-1].variable
    args = {"changes": known, **case_name(text), **_asked(text, context, view)}
    return Plan(
        calls=(*setup_calls(context, view), Call("what_if", args)),
        notes=notes,
        focus={"variable": last, "template": view.model.id},
    )


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
    reading = running_costs(text, by_use(text, reading, view), view, given=True, supposed=True)
    return supposed(text, reading, view, context.finance.get("stated") or ())


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
        says=(Say("ask_change", {"inputs": _choices(tuple(i.id for i in view.model.inputs[:6]), view)}),),
        notes=unused_notes(reading),
        asked={"kind": "change"},
    )


def ask_which(ids: tuple[str, ...], quantity: Quantity | None, view: FinanceView, known: list[JsonDict]) -> Plan:
    """Ask which input is meant; the answer completes the what-if."""
    pending: JsonDict = {"kind": "variable", "choices": list(ids), "known": known, "template": view.model.id}
    if quantity is not None:
        # Of all inputs it fits: the answer may name one that was not offered.
        fitting = dict.fromkeys([*ids, *(i.id for i in view.model.inputs if fits(quantity, i))])
        changes = {i: to_change(quantity, view.model.inputs_by_id[i], view.model) for i in fitting}
        pending["changes"] = {i: {**c.to_json(), "notes": list(c.notes)} for i, c in changes.items()}
    value = quantity.text.strip() if quantity else ""
    said = Say("ask_variable", {"choices": _choices(ids, view), "value": value})
    if len(ids) == 1 and value:
        label = view.model.inputs_by_id[ids[0]].label.to_json()
        said = Say("ask_meaning", {"value": value, "choice": label, "rival": False})
    return Plan(says=(said,), asked=pending, focus={"template": view.model.id})


def ask_meaning(text: str, quantity: Quantity, view: FinanceView) -> Plan:
    """Ask what a number that names no input is: which of several, whether it is the only one it fits, or openly."""
    ids = choices(text, quantity, view)
    if len(ids) > 1:
        return ask_which(ids, quantity, view, [])
    rival = role_of(text, quantity) == "rival"
    choice = view.model.inputs_by_id[ids[0]].label.to_json() if ids else None
    said = Say("ask_meaning", {"value": quantity.text.strip(), "choice": choice, "rival": rival})
    if ids:
        return replace(ask_which(ids, quantity, view, []), says=(said,))
    asked = {"kind": "value", "variable": "price", "known": [], "template": view.model.id}
    return Plan(says=(said,), asked=asked if rival and "price" in view.model.inputs_by_id else {})


def ask_value(variable: str, view: FinanceView, known: list[JsonDict]) -> Plan:
    """Ask for the value of an input that was named without one."""
    pending = {"kind": "value", "variable": variable, "known": known, "template": view.model.id}
    return Plan(
        says=(Say("ask_value", {"variable": _choices((variable,), view)[0]}),),
        asked=pending,
        focus={"variable": variable, "template": view.model.id},
    )


def _asked(text: str, context: Context, view: FinanceView) -> JsonDict:
    """The output that the words ask for at the month they name, where the headline does not have it."""
    if shown := same_figures(text, context):
        return {"outputs": shown}
    output = find_output(text, view) if view.find_outputs(text) else ""
    return {"outputs": [output]} if output and output not in view.model.headline else {}


def _choices(ids: tuple[str, ...], view: FinanceView) -> list[JsonDict]:
    inputs = view.model.inputs_by_id
    return [
        {
            "id": i,
            "label": inputs[i].label.to_json(),
            "unit": inputs[i].measure.shown,
            "value": view.inputs[i],
            "known": view.chosen,
        }
        for i in ids
    ]
