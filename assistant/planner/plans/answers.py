"""Takes the user's answer to a question that the last reply asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.canvas import resolve_block
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.intents.normalise import tokens
from assistant.planner.lexicon import BOTH, BREAK_EVEN, ORDINALS
from assistant.planner.plan import Call, Plan
from assistant.planner.plans.classify import answer_messages
from assistant.planner.plans.custom import plan_currency_answer, plan_new_input_answer
from assistant.planner.plans.decisions import answer_budget, answer_movements
from assistant.planner.plans.drivers import answer_drivers
from assistant.planner.plans.edit_answers import answer_edit, answers_block, edited, names_block_alone
from assistant.planner.plans.forecast import answer_forecast
from assistant.planner.plans.goal import goal_call
from assistant.planner.plans.held import answer_held
from assistant.planner.plans.inputs import set_inputs
from assistant.planner.plans.outputs import month_asked
from assistant.planner.plans.recommend import answer_recommend
from assistant.planner.plans.redraft import plan_confirmed
from assistant.planner.plans.review import answer_assumption, answer_fix
from assistant.planner.plans.service import answer_customer_message
from assistant.planner.plans.tables import plan_table
from assistant.planner.plans.workbook import answer_import
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.fresh import OF_ANY_TEXT
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.denied import is_denied
from assistant.planner.understand.values.named_case import named_case

LONGEST_CHOICE = 8  # words or Chinese characters of a choice with several numbers
LONGEST_ANSWER = 80  # characters; a longer message is a new request, not the choice of an input
YES = lazy_re(r"\W*(?:yes|yeah|yep|right|correct|sure|exactly|it is|是|对|没错|嗯|正是|可以)", re.IGNORECASE)


def plan_pending(context: Context, views: FinanceViews) -> Plan | None:
    """The plan that an open question was waiting for; None where the message does not answer it."""
    handler = HANDLERS.get(str(context.asked.get("kind")))
    if handler is None or (len(context.text) > LONGEST_ANSWER and context.asked["kind"] not in OF_ANY_TEXT):
        return None
    focus = {**context.focus, "template": context.asked.get("template") or context.focus.get("template")}
    view = views.of(Context(context.text, context.language, finance=context.finance, focus=focus))
    return handler(context, view)


def _variable(context: Context, view: FinanceView) -> Plan | None:
    if named_case(context.text) or _tells_more(context.text):  # "another one, call it Bold: …" chooses nothing
        return None
    offered, prepared = list(context.asked["choices"]), context.asked.get("changes", {})
    named = {m.ids for m in view.find_inputs(context.text)}
    other = next((ids[0] for ids in named if len(ids) == 1 and ids[0] in prepared), "") if len(named) == 1 else ""
    chosen = [other] if other and other not in offered else _choose(context.text, offered, view)
    if not chosen:
        return None
    inputs = view.model.inputs_by_id
    # "the transaction one" and "2." choose; only a value with digits or a unit is a new value.
    said = next((q for q in find_quantities(context.text) if q.kind != "count"), None)
    changes = []
    for id_ in chosen:
        if said is not None:
            changes.append(to_change(said, inputs[id_], view.model))
        elif id_ in prepared:
            ready = prepared[id_]
            changes.append(Change(id_, ready["relation"], float(ready["value"]), tuple(ready.get("notes", ()))))
    if not changes:
        return None
    return _finish(changes, context, view)


def _tells_more(text: str) -> bool:
    """Whether a text of several numbers is too long to choose one input: "11 of the 30 shops came back last month"."""
    return len(find_quantities(text)) > 1 and len(tokens(text)) > LONGEST_CHOICE


def _value(context: Context, view: FinanceView) -> Plan | None:
    quantity = next((q for q in find_quantities(context.text) if not is_denied(context.text, q)), None)
    if quantity is None or _speaks_of_another(context, view, str(context.asked["variable"])):
        return None
    variable = view.model.inputs_by_id[str(context.asked["variable"])]
    return _finish([to_change(quantity, variable, view.model)], context, view)


def _finish(changes: list[Change], context: Context, view: FinanceView) -> Plan:
    if context.asked.get("goal") == "inputs":
        return set_inputs(tuple(changes), view)
    known = {str(c["variable"]): c for c in context.asked.get("known", [])}
    name = {"name": context.asked["name"]} if context.asked.get("name") else {}
    known.update({c.variable: c.to_json() for c in changes})
    return Plan(
        calls=(Call("what_if", {"changes": list(known.values()), **name}),),
        notes=tuple(n for c in changes for n in c.notes),
        focus={"variable": changes[-1].variable, "template": view.model.id},
    )


def _lever(context: Context, view: FinanceView) -> Plan | None:
    chosen = _choose(context.text, list(context.asked["choices"]), view)
    if not chosen:
        named = view.find_inputs(context.text)
        chosen = [named[0].ids[0]] if named and len(named[0].ids) == 1 else []
    if not chosen:
        return None
    return goal_call(chosen[0], str(context.asked["output"]), float(context.asked["target"]), context, view)


def _target(context: Context, view: FinanceView) -> Plan | None:
    quantity = next(iter(values(context.text)), None)
    variable = str(context.asked.get("variable") or "")
    output = str(context.asked["output"])
    if month := month_asked(context.text):
        output = view.model.period_id(view.model.split_id(output)[0], month)
    if variable and BREAK_EVEN.search(context.text):
        return goal_call(variable, output, 0.0, context, view)
    if quantity is None or not variable or _speaks_of_another(context, view, variable):
        return None
    return goal_call(variable, output, quantity.value, context, view)


def _speaks_of_another(context: Context, view: FinanceView, variable: str) -> bool:
    """Whether the message names an input other than the one asked about: then it is a new request."""
    return any(variable not in mention.ids for mention in view.find_inputs(context.text))


def _table(context: Context, view: FinanceView) -> Plan | None:
    plan = plan_table(context.text, context, view)
    return plan if plan.calls else None


def _block(context: Context, view: FinanceView) -> Plan | None:
    block = resolve_block(context.text)
    alone = not context.asked.get("told_only") or names_block_alone(context.text)
    if block is None or not alone or not answers_block(context.text, context.language):
        return None
    operation = {"op": "add", "block": block, "text": context.asked["text"]}
    return Plan(calls=(Call("edit_canvas", {"operations": [operation]}),), focus=edited([operation]))


def _redraft(context: Context, view: FinanceView) -> Plan | None:
    return plan_confirmed(context) if YES.match(context.text) else None


def _choose(text: str, choices: list[str], view: FinanceView) -> list[str]:
    """The choices that an answer names: by what tells them apart, or by their place in the list."""
    if BOTH.search(text) or (len(choices) == 1 and YES.match(text)):
        return choices
    lowered = text.lower()
    names = {id_: _names(id_, view) for id_ in choices}
    shared = set.intersection(*names.values()) if names else set()
    scores = {id_: sum(len(w) for w in words - shared if w in lowered) for id_, words in names.items()}
    best = max(scores.values(), default=0)
    if best and list(scores.values()).count(best) == 1:
        return [max(scores, key=lambda id_: scores[id_])]
    for place, pattern in enumerate(ORDINALS[: len(choices)]):
        if pattern.search(text):
            return [choices[place]]
    return []


def _names(id_: str, view: FinanceView) -> set[str]:
    variable = view.model.inputs_by_id[id_]
    spelled = " ".join((id_.replace("_", " "), variable.label.en, variable.label.zh, *variable.aliases.all)).lower()
    han = re.findall(r"[\u4e00-\u9fff]+", spelled)
    pairs = {run[i : i + 2] for run in han for i in range(len(run) - 1)}
    return {*re.findall(r"[a-z]{3,}", spelled), *pairs}


HANDLERS: dict[str, Callable[[Context, FinanceView], Plan | None]] = {
    "variable": _variable,
    "value": _value,
    "lever": _lever,
    "target": _target,
    "block": _block,
    "redraft": _redraft,
    "edit": answer_edit,
    "table": _table,
    "movements": answer_movements,
    "budget": answer_budget,
    "assumption": answer_assumption,
    "fix": answer_fix,
    "held": answer_held,
    "import": answer_import,
    "messages": answer_messages,
    "new_input": plan_new_input_answer,
    "currency": plan_currency_answer,
    "customer_message": answer_customer_message,
    "forecast": answer_forecast,
    "drivers": answer_drivers,
    "recommend": answer_recommend,
}
