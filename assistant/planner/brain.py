"""Plans what to do about a message, one request after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from assistant.finance import FinanceModel
from assistant.language.normalize import normalize
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Call, Plan, PlanFunction, merge
from assistant.planner.plans import (
    beyond,
    blocks_told,
    canvas,
    claims,
    classify,
    custom,
    decisions,
    drivers,
    edits,
    exports,
    figures,
    forecast,
    goal,
    held,
    inputs,
    pricing,
    recommend,
    review,
    risk,
    scenarios,
    segments,
    service,
    tables,
    tables_in,
    talk,
    versions,
    views,
    what_if,
    workbook,
)
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.prices_told import without_costs
from assistant.planner.plans.repricing import price_on_canvas
from assistant.planner.understand.edits.held_back import considered, holds_back
from assistant.planner.understand.edits.in_view import spelled_out
from assistant.planner.understand.fresh import is_new_request
from assistant.planner.understand.groups import EDITS
from assistant.planner.understand.requests import Classifier, Reader, Request
from assistant.planner.understand.settle import Heard, Places
from assistant.planner.understand.typos import mended

STEPS = {"undo": "undo_canvas", "redo": "redo_canvas"}
# What is planned for each intent about numbers; a new tool brings a module of `plans/` with a `PLANS` of its own.
PLANS: dict[str, PlanFunction] = {
    "what_if": what_if.plan_what_if,
    "goal_seek": goal.plan_goal_seek,
    "show_model": inputs.plan_show_model,
    "unit_economics": figures.plan_unit_economics,
    "keep_scenario": inputs.plan_keep,
    "reset_scenario": inputs.plan_reset,
    "explain_figure": figures.plan_explain,
    "sensitivity": risk.plan_sensitivity,
    "simulate": risk.plan_simulate,
    **beyond.PLANS,
    **blocks_told.PLANS,
    **review.PLANS,
    **claims.PLANS,
    **classify.PLANS,
    **decisions.PLANS,
    **pricing.PLANS,
    **scenarios.PLANS,
    **tables.PLANS,
    **tables_in.PLANS,
    **segments.PLANS,
    **custom.PLANS,
    **versions.PLANS,
    **views.PLANS,
    **workbook.PLANS,
    **service.PLANS,
    **forecast.PLANS,
    **drivers.PLANS,
    **recommend.PLANS,
}


class RequestReader(Protocol):
    """Reads what a message asks for."""

    def hear(self, context: Context) -> Heard:
        """What the message as a whole asks for."""
        ...

    def read(self, context: Context, heard: Heard | None = None) -> list[Request]:
        """The requests of the message in order; at least one."""
        ...


class Brain:
    """The planner without its chat-model dress.

    Args:
        models: The finance models.
        classifier: Names intents of texts by themselves.
        places: Names intents in their place of the talk.
    """

    def __init__(self, models: Mapping[str, FinanceModel], classifier: Classifier, places: Places) -> None:
        self._views = FinanceViews(models)
        self.reader: RequestReader = Reader(classifier, places, self._views)

    def plan(self, context: Context) -> Plan:
        """What to do about the message in `context`."""
        context = replace(context, text=mended(normalize(context.text)), raw=context.text)
        context = replace(context, text=spelled_out(context.text, context))
        if not context.text.strip():
            return talk.plan_small_talk("help")
        heard = self.reader.hear(context) if context.asked else None
        if heard and not is_new_request(context, heard) and (answered := plan_pending(context, self._views)):
            return answered
        plans: list[Plan] = []
        for request in self.reader.read(context, heard):
            plan = self._plan_request(request, context)
            plans.append(plan)
            context = replace(context, focus={**context.focus, **plan.focus}, asked={})
        return _joined(_without_echo(merge(plans)))

    def _plan_request(self, request: Request, context: Context) -> Plan:
        """The plan for the likeliest intent; for the next likeliest where that comes to nothing and this does not."""
        plan = self._plan_one(request, context)
        if not _comes_to_nothing(plan, request.intent):
            return plan
        others = (self._plan_one(replace(request, intent=i, understood=True), context) for i in request.others)
        return next((other for other in others if other.calls and not _comes_to_nothing(other)), plan)

    def _plan_one(self, request: Request, context: Context) -> Plan:
        intent, text = request.intent, request.text
        if not request.understood:
            return talk.plan_unclear(text, context)
        if intent == "set_inputs":
            stated = inputs.plan_set_inputs(text, context, self._views.of(context, text))
            repriced = canvas.plan_repriced(text, context)
            repriced = repriced if repriced.calls else price_on_canvas(stated, context)
            return merge([stated, repriced]) if stated.calls else stated
        if intent in PLANS and (intent in context.tools or intent not in talk.NAMED_TOOLS):
            return PLANS[intent](text, context, self._views.of(context, text))
        if intent == "choose_model":
            return inputs.plan_choose_model(text, context, self._views)
        if intent in talk.SMALL_TALK:
            return talk.plan_small_talk(intent)
        if intent in talk.NAMED_TOOLS and intent not in context.tools:
            return talk.plan_missing_tool(intent, text)
        return self._plan_canvas(intent, text, context)

    def _plan_canvas(self, intent: str, text: str, context: Context) -> Plan:
        if intent in EDITS and holds_back(context.text):
            return held.plan_held(text, edits.plan_edit(considered(text), EDITS[intent], context), context)
        if intent in EDITS:
            return edits.plan_edit(text, EDITS[intent], context)
        if intent in STEPS:
            return edits.plan_steps(text, STEPS[intent], context)
        if intent == "describe_venture":
            numbers = self._numbers(text, context)
            return merge([without_costs(canvas.plan_draft(text, context), numbers), numbers])
        if intent == "answer_brief":
            return merge([canvas.plan_answer(text, context), self._numbers(text, context)])
        if intent == "export_canvas":
            return exports.plan_export(text, context)
        return talk.plan_guidance(text, context)

    def _numbers(self, text: str, context: Context) -> Plan:
        """Numbers of the finance model told along with the venture; one alone waits until it is needed."""
        view = self._views.of(context, text)
        plan = inputs.plan_set_inputs(text, context, view)
        call = plan.calls[0] if plan.calls else Call("set_finance_model", {"template": view.model.id, "inputs": {}})
        known = canvas.told_numbers(text, context.language) if view.model.id == "subscription" else {}
        told = {**call.args["inputs"], **known}
        if len(told) < 2:
            return Plan()
        # The notes are on words that the grammar of ventures has read better.
        return Plan((replace(call, args={**call.args, "inputs": told}),), notes=() if known else plan.notes)


def _comes_to_nothing(plan: Plan, intent: str = "") -> bool:
    """Whether a plan does nothing with what was said: not understood, or told of the venture and of no slot of it."""
    said = {say.template for say in plan.says}
    return "not_understood" in said or (intent == "answer_brief" and "ask_block" in said)


_PRONOUNS = {"it", "them", "that", "this", "those", "these", "它", "它们", "这个", "那个", "这些", "那些"}


def _without_echo(plan: Plan) -> Plan:
    """A plan in which "add that as a cost" after a number that was just set up adds no item of its own."""
    if not {call.name for call in plan.calls} & {"define_input", "set_finance_model"}:
        return plan
    echoes = [c for c in plan.calls if c.name == "edit_canvas" and all(map(_says_nothing, c.args["operations"]))]
    return replace(plan, calls=tuple(c for c in plan.calls if c not in echoes)) if echoes else plan


def _says_nothing(operation: dict[str, Any]) -> bool:
    return operation["op"] == "add" and str(operation.get("text", "")).lower() in {"", *_PRONOUNS}


def _joined(plan: Plan) -> Plan:
    """Edits of one message are one call, so that one undo takes them back."""
    operations = [op for call in plan.calls if call.name == "edit_canvas" for op in call.args["operations"]]
    if len(operations) < 2:
        return plan
    # "It belongs under channels, please move it there": the second half repeats the first.
    operations = [op for op in operations if str(op.get("item", "")).lower() not in _PRONOUNS] or operations
    first = next(i for i, call in enumerate(plan.calls) if call.name == "edit_canvas")
    calls = [c for c in plan.calls if c.name != "edit_canvas"]
    calls.insert(first, Call("edit_canvas", {"operations": operations}))
    return replace(plan, calls=tuple(calls))
