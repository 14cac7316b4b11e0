"""Plans changes of the base case: stating numbers, choosing a model, keeping or dropping a what-if."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import ASKS_RESULT
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.ask_back import choices
from assistant.planner.plans.asking import ask_meaning, ask_value, ask_which
from assistant.planner.plans.contested import Contested, contested, plan_denied
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.model_setup import carried_price
from assistant.planner.plans.outputs import span_months
from assistant.planner.plans.telling import as_typed
from assistant.planner.plans.unused import later_notes, unused_notes
from assistant.planner.plans.what_if import plan_what_if
from assistant.planner.understand.follow_ups import MEANT, last_args, values
from assistant.planner.understand.results import asks_numbers, asks_value
from assistant.planner.understand.values.assign import fit
from assistant.planner.understand.values.by_charge import by_charge
from assistant.planner.understand.values.by_use import by_use, on_canvas
from assistant.planner.understand.values.changes import Reading, read_changes
from assistant.planner.understand.values.come_and_go import come_or_go
from assistant.planner.understand.values.convert import Change, Note, to_change
from assistant.planner.understand.values.corrected import mends, turned
from assistant.planner.understand.values.learned import without_others
from assistant.planner.understand.values.levels import told_first
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.mentions import Mention
from assistant.planner.understand.values.named_case import named_case
from assistant.planner.understand.values.running_costs import running_costs
from assistant.planner.understand.values.said_as import as_called
from assistant.planner.understand.values.value_said import on_topic, says_little, sized
from assistant.planner.understand.values.won_over_time import won_over_time

# A number of things told is no new value of what was talked of: 平均七十份, "12 pots".
_COUNTS = lazy_re(
    r"[\d一二两三四五六七八九十百千万](?![万千百元块毛钱个]?(?:[左上以]|[，,。.!！?？吧呢了的%％]|$))[\u4e00-\u9fff]|"
    r"\d\s+(?!percent\b|a\b|per\b|each\b|euros?\b|dollars?\b|pounds?\b|quid\b|bucks?\b|then\b|now\b|if\b)[a-z]{3,}|个",
    re.IGNORECASE,
)

PERCENT = 100
_DENIED = lazy_re(r"(?:\b(?:not|isn'?t|wasn'?t)|不是|并非|而非)\s*[$€£¥]?$", re.IGNORECASE)
_PROPOSES = lazy_re(
    r"\b(?:wants?|demands?|asks?|asking|threatens?|threatening|may|might|could|proposes?|talks? of|plans? to|"
    r"would like)\b|"
    r"想|打算|可能|要求|要(?=[涨降加减多少提])|准备|提出|放话|说要",
    re.IGNORECASE,
)
FOR_GOOD = lazy_re(
    r"\b(?:base|model|permanent\w*|for good|plan)\b|基准|模型|正式|数据里|实际|落到|定下来|敲定", re.IGNORECASE
)


def plan_set_inputs(text: str, context: Context, view: FinanceView) -> Plan:
    """Numbers that the user states as true; those that mend the what-if just asked are supposed."""
    text = as_typed(text, context.raw)
    if _mends_case(text, context, view) or (view.chosen and not FOR_GOOD.search(text) and named_case(text)):
        return plan_what_if(text, context, view)
    follow = (str(context.focus["variable"]),) if context.focus.get("variable") else ()
    against = contested(text, context, view)
    if _proposed(text, context, view):
        return plan_what_if(text, context, view)
    if denied := plan_denied(against, context, view):
        return denied
    reading = _read(against, follow, context, view)
    if question := _open_question(text, reading, view):
        return question
    plan = set_inputs(reading.changes, view)
    told = {**carried_price(context, view), **plan.calls[0].args["inputs"]}
    call = Call("set_finance_model", {"template": view.model.id, "inputs": told})
    whole = against.text if context.canvas or context.finance else ""  # a first story has other numbers too
    notes = (
        *plan.notes,
        *unused_notes(reading, whole),
        *later_notes(text),
        *_example_notes(reading.changes, context, view),
    )
    return replace(plan, calls=(call,), notes=notes)


def _open_question(text: str, reading: Reading, view: FinanceView) -> Plan | None:
    """What is to be asked, or looked at over another time, before numbers can be set; None where they can."""
    if reading.ambiguous:
        mention, quantity = reading.ambiguous[0]
        question = _for_plan(ask_which(mention.ids, quantity, view, []))
        if not reading.changes:
            return question
        kept = set_inputs(reading.changes, view)  # what is clear is not lost to the question
        return replace(question, calls=kept.calls, notes=(*kept.notes, *unused_notes(reading)))
    months = span_months(text) if not reading.changes and "horizon" in view.model.inputs_by_id else None
    if months:
        return set_inputs((Change("horizon", "set", float(months)),), view)
    if not reading.changes:
        if reading.valueless:
            return _for_plan(ask_value(reading.valueless[0], view, []))
        if reading.leftover:
            return _for_plan(ask_meaning(text, reading.leftover[0], view))
        return _unread(text, view)
    return None


def _read(told: Contested, follow: tuple[str, ...], context: Context, view: FinanceView) -> Reading:
    """What a text tells of the inputs beside what it denies; what was never told before is told as it is."""
    text, given = told.text, context.finance.get("stated") or ()
    if told.change is not None:
        return Reading(changes=(told.change,))
    follow = () if told.denied else follow
    reading = None if told.denied else _mended(text, context, view)
    reading = reading or told_of(text, read_changes(text, view, follow), follow, context, view)
    return told_first(text, reading, given)


def _proposed(text: str, context: Context, view: FinanceView) -> bool:
    """Whether a change is only proposed and its effect asked: "they want 8% more for parts, how bad is it?"."""
    if not (_PROPOSES.search(text) and ASKS_RESULT.search(context.text)):
        return False
    changes = read_changes(text, view).changes
    return bool(changes) and all(c.relation != "set" for c in changes)


def _mends_case(text: str, context: Context, view: FinanceView) -> bool:
    """Whether a text corrects the what-if just asked: "no, I meant the seller churn, 5%", 不是49，是45."""
    if not view.scenario or FOR_GOOD.search(text):
        return False
    held = {str(c["variable"]): float(c["value"]) for c in view.scenario if c["relation"] == "set"}
    if MEANT.search(text) and values(text) and last_args(context, "what_if") is not None:
        return True
    denied = [q.value for q in find_quantities(text) if _DENIED.search(text[: q.span[0]])]
    return any(d in (value, value * PERCENT) for d in denied for value in held.values())


def told_of(text: str, reading: Reading, follow: tuple[str, ...], context: Context, view: FinanceView) -> Reading:
    """The reading with what its numbers are by their use, their everyday names, or by what the talk is about."""
    if not view.find_inputs(text) and (change := turned(text, view)):
        return Reading(changes=(change,))
    given = context.finance.get("stated") or ()
    reading = by_use(text, won_over_time(text, as_called(text, reading, view), view, given), view)
    reading = by_charge(text, running_costs(text, reading, view, "fixed_cost" in given), view)
    reading = replace(reading, changes=without_others(reading.changes, text, view))
    if reading.changes:
        return reading
    if named := _behind_name(text, reading, view):
        return Reading(changes=(named,))
    if reading.ambiguous or reading.valueless:
        return reading
    spoken = () if _COUNTS.search(text) or len(find_quantities(text)) > 1 else follow
    change = on_topic(text, spoken, view) or come_or_go(text, context, view) or on_canvas(text, context, view)
    return Reading(changes=(change,)) if change else reading


def _behind_name(text: str, reading: Reading, view: FinanceView) -> Change | None:
    """The only number of a text as a value of the only input it names: "ads are too dear, we have just 800"."""
    said = [q for q in values(text) if q.role != "from"]
    if len(set(reading.valueless)) != 1 or reading.ambiguous or len(said) != 1 or not says_little(text, said[0]):
        return None
    variable = view.model.inputs_by_id[reading.valueless[0]]
    beside = fit(said[0], variable) > 0 and sized(said[0], variable.id, view)
    return to_change(as_meant(text, said[0], variable), variable, view.model) if beside else None


def _unread(text: str, view: FinanceView) -> Plan:
    """Asks what a number is that is told as one of the plan, though nothing tells of what."""
    told = [q for q in values(text) if q.role != "from" and choices(text, q, view)]
    return _for_plan(ask_meaning(text, told[0], view)) if told else Plan(says=(Say("not_understood"),))


def _mended(text: str, context: Context, view: FinanceView) -> Reading | None:
    """The number just stated as the text mends it, asked back where it can be of several; None where it mends none."""
    meant = mends(text, context, view)
    if not meant:
        return None
    number = values(text)[0]
    if len(meant) > 1:
        return Reading(ambiguous=((Mention(meant, "input", (0, 0)), number),))
    variable = view.model.inputs_by_id[meant[0]]
    return Reading(changes=(to_change(as_meant(text, number, variable), variable, view.model),))


def _example_notes(changes: tuple[Change, ...], context: Context, view: FinanceView) -> tuple[Note, ...]:
    """Says of a change by so much that it starts from an example number, where the founder has given none."""
    given = set(context.finance.get("stated") or ())
    names = [
        view.model.inputs_by_id[c.variable].label for c in changes if c.relation != "set" and c.variable not in given
    ]
    if not names:
        return ()
    en, zh = ", ".join(n.en for n in names), "、".join(n.zh for n in names)
    return (
        {
            "en": f"The change starts from the example value ({en}); give your own value to replace it.",
            "zh": f"这次改动是在示例值上算的（{zh}）；说出您自己的数值即可替换。",
        },
    )


def _for_plan(question: Plan) -> Plan:
    """A question whose answer changes the base case."""
    return replace(question, asked={**question.asked, "goal": "inputs"} if question.asked else {})


def set_inputs(changes: tuple[Change, ...], view: FinanceView) -> Plan:
    """The call that makes changes part of the base case."""
    inputs = {c.variable: applied(c, view.inputs[c.variable]) for c in changes}
    return Plan(
        calls=(Call("set_finance_model", {"template": view.model.id, "inputs": inputs}),),
        notes=tuple(note for c in changes for note in c.notes),
        focus={"variable": changes[-1].variable, "template": view.model.id},
    )


def applied(change: Change, base: float) -> float:
    """The value of an input after a change, without the noise of binary fractions."""
    if change.relation == "set":
        return change.value
    value = base * change.value if change.relation == "multiply" else base + change.value
    return float(f"{value:.12g}")


def plan_show_model(text: str, context: Context, view: FinanceView) -> Plan:
    """Show the base case; the tool publishes its figures."""
    if view.chosen and asks_value(text, view) and (known := _values(text, context, view)):
        return known
    if view.chosen and asks_numbers(text, view):
        return _listed(view.model.inputs, context, view, _asked_of(text, view))
    if view.find_outputs(context.text):
        return plan_unit_economics(text, context, view)
    return Plan(calls=(Call("set_finance_model", {}),), focus=_asked_of(text, view))


def _asked_of(text: str, view: FinanceView) -> dict[str, str]:
    """What the talk is about after a question about the numbers: the one input it names, so that 改成3吧 is of it."""
    named = {i for m in view.find_inputs(text) for i in m.ids}
    return {"template": view.model.id, **({"variable": named.pop()} if len(named) == 1 else {})}


def _values(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The values that the plan has for the inputs a text asks about, and whether they are the founder's own."""
    ids = dict.fromkeys(m.ids[0] for m in view.find_inputs(text) if len(m.ids) == 1)
    inputs = [view.model.inputs_by_id[i] for i in ids]
    return _listed(inputs, context, view, _asked_of(text, view)) if inputs else None


def _listed(inputs: Sequence[Input], context: Context, view: FinanceView, focus: dict[str, str]) -> Plan:
    """Inputs with their values, told without touching the model."""
    given = set(context.finance.get("stated") or ())
    shown = [
        {"label": i.label.to_json(), "unit": i.measure.shown, "value": view.inputs[i.id], "own": i.id in given}
        for i in inputs
    ]
    return Plan(says=(Say("input_values", {"inputs": shown}),), focus=focus)


def plan_keep(text: str, context: Context, view: FinanceView) -> Plan:
    """Make the what-if in hand the base case."""
    if not view.scenario:
        return Plan(says=(Say("nothing_to_keep"),))
    changes = tuple(Change(str(c["variable"]), str(c["relation"]), float(c["value"])) for c in view.scenario)
    return set_inputs(changes, view)


def plan_reset(text: str, context: Context, view: FinanceView) -> Plan:
    """Drop the what-if in hand."""
    return Plan(calls=(Call("what_if", {"changes": []}),), focus={"template": view.model.id})
