"""Plans changes of the base case: stating numbers, choosing a model, keeping or dropping a what-if."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews, model_named
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.figures import plan_unit_economics
from assistant.planner.plans.model_setup import carried_price, switched_note, told_currency
from assistant.planner.plans.outputs import span_months
from assistant.planner.plans.what_if import ask_meaning, ask_value, ask_which, later_notes, unused_notes
from assistant.planner.understand.changes import Reading, read_changes
from assistant.planner.understand.convert import Change, Note, to_change
from assistant.planner.understand.corrected import mends
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.meant import as_meant
from assistant.planner.understand.mentions import Mention
from assistant.planner.understand.results import asks_value


def plan_set_inputs(text: str, context: Context, view: FinanceView) -> Plan:
    """Numbers that the user states as true."""
    follow = (str(context.focus["variable"]),) if context.focus.get("variable") else ()
    currency, before = told_currency(text, context, view), view.model.currency
    view = view.counted_in(currency) if currency else view
    reading = _first_told(_mended(text, context, view) or read_changes(text, view, follow), context, view)
    if reading.ambiguous:
        mention, quantity = reading.ambiguous[0]
        question = _for_plan(ask_which(mention.ids, quantity, view, []))
        if not reading.changes:
            return question
        kept = set_inputs(reading.changes, view)  # what is clear is not lost to the question
        return replace(question, calls=kept.calls, notes=kept.notes)
    months = span_months(text) if not reading.changes and "horizon" in view.model.inputs_by_id else None
    if months:
        return set_inputs((Change("horizon", "set", float(months)),), view)
    if not reading.changes:
        if reading.valueless:
            return _for_plan(ask_value(reading.valueless[0], view, []))
        if reading.leftover:
            return _for_plan(ask_meaning(text, reading.leftover[0], view))
        return Plan(says=(Say("not_understood"),))
    plan = set_inputs(reading.changes, view)
    told = {**carried_price(context, view), **plan.calls[0].args["inputs"]}
    call = Call("set_finance_model", {"template": view.model.id, "inputs": told})
    notes = (*plan.notes, *unused_notes(reading), *later_notes(text), *_example_notes(reading.changes, context, view))
    if currency:
        call = replace(call, args={**call.args, "currency": currency})
        notes = (switched_note(currency, before), *notes)
    return replace(plan, calls=(call,), notes=notes)


def _first_told(reading: Reading, context: Context, view: FinanceView) -> Reading:
    """The first numbers of a plan as they are said: what comes "on top" of others there raises no example number."""
    told = [c for c in reading.changes if c.relation == "set"]
    if view.chosen or context.finance.get("stated") or not told:
        return reading
    changes = tuple(
        replace(c, relation="set")
        if c.relation == "change_by" and c.value > 0 and c.said is not None and c.said.kind in ("money", "count")
        else c
        for c in reading.changes
    )
    return replace(reading, changes=changes)


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


def plan_choose_model(text: str, context: Context, views: FinanceViews) -> Plan:
    """Switch the template; numbers said in the same breath are set with it."""
    lowered = text.lower()
    hits = [
        (len(name), id_)
        for id_, model in views.models.items()
        for name in (id_, model.title.en, model.title.zh, *model.aliases.all)
        if name.lower() in lowered
    ]
    called = model_named(text, views.models)
    if not hits and not called:
        choices = [{"id": m.id, "title": m.title.to_json()} for m in views.models.values()]
        return Plan(says=(Say("ask_template", {"choices": choices}),), asked={"kind": "template"})
    template = called or max(hits)[1]
    view = views.of(Context(text="", language=context.language, focus={"template": template}))
    reading = read_changes(text, view)
    inputs = {c.variable: applied(c, view.inputs[c.variable]) for c in reading.changes}
    return Plan(
        calls=(Call("set_finance_model", {"template": template, "inputs": inputs}),),
        notes=tuple(note for c in reading.changes for note in c.notes),
        focus={"template": template},
    )


def plan_show_model(text: str, context: Context, view: FinanceView) -> Plan:
    """Show the base case; the tool publishes its figures."""
    if asks_value(text, view) and view.chosen and (known := _values(text, context, view)):
        return known
    if view.find_outputs(context.text):
        return plan_unit_economics(text, context, view)
    return Plan(calls=(Call("set_finance_model", {}),), focus={"template": view.model.id})


def _values(text: str, context: Context, view: FinanceView) -> Plan | None:
    """The values that the plan has for the inputs a text asks about, and whether they are the founder's own."""
    given = set(context.finance.get("stated") or ())
    ids = dict.fromkeys(m.ids[0] for m in view.find_inputs(text) if len(m.ids) == 1)
    inputs = [view.model.inputs_by_id[i] for i in ids]
    shown = [
        {"label": i.label.to_json(), "unit": i.measure.shown, "value": view.inputs[i.id], "own": i.id in given}
        for i in inputs
    ]
    return Plan(says=(Say("input_values", {"inputs": shown}),), focus={"template": view.model.id}) if shown else None


def plan_keep(text: str, context: Context, view: FinanceView) -> Plan:
    """Make the what-if in hand the base case."""
    if not view.scenario:
        return Plan(says=(Say("nothing_to_keep"),))
    changes = tuple(Change(str(c["variable"]), str(c["relation"]), float(c["value"])) for c in view.scenario)
    return set_inputs(changes, view)


def plan_reset(text: str, context: Context, view: FinanceView) -> Plan:
    """Drop the what-if in hand."""
    return Plan(calls=(Call("what_if", {"changes": []}),), focus={"template": view.model.id})
