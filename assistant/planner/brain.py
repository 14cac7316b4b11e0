"""Plans what to do about a message, one request after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from assistant.finance import FinanceModel
from assistant.language.normalize import normalize
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Call, Plan, PlanFunction, merge
from assistant.planner.plans import (
    as_one,
    beyond,
    blocks_told,
    canvas,
    choosing,
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
from assistant.planner.plans.carried import after, wished
from assistant.planner.plans.item_reasons import plan_item_reason
from assistant.planner.plans.price_shapes import plan_price_shape
from assistant.planner.plans.prices_told import without_costs
from assistant.planner.plans.repricing import price_on_canvas
from assistant.planner.understand.currency_wished import chosen_currency, in_currency, with_currency
from assistant.planner.understand.edits.held_back import considered, holds_back
from assistant.planner.understand.edits.in_view import spelled_out
from assistant.planner.understand.fresh import is_new_request
from assistant.planner.understand.groups import EDITS
from assistant.planner.understand.requests import Classifier, Reader, Request
from assistant.planner.understand.settle import Heard, Places
from assistant.planner.understand.supposes import supposes
from assistant.planner.understand.typos import mended
from assistant.planner.understand.values.denied import complaints
from assistant.planner.understand.wishes import split_wishes

LEAST_WISHES = 2
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
        currency, told = chosen_currency(context.text), context
        context = in_currency(context, currency)
        if whole := canvas.plan_put_right(context) or edits.plan_whole(context):
            return with_currency(whole, currency, told)
        heard = self.reader.hear(context) if context.asked else None
        if heard and not is_new_request(context, heard) and (answered := plan_pending(context, self._views)):
            return with_currency(answered, currency, told)
        wishes = split_wishes(context.text)
        if len(wishes) < LEAST_WISHES:
            plans = [self._plan_message(context, heard)]
        else:
            plans = self._plan_wishes(wishes, context)
        return with_currency(_joined(_without_echo(merge(plans))), currency, told)

    def _plan_wishes(self, wishes: Sequence[str], context: Context) -> list[Plan]:
        """The plans for wishes of one message, each after those before it."""
        plans: list[Plan] = []
        for wish in wishes:
            plans.append(self._plan_message(wished(context, wish)))
            context = replace(after(plans[-1], context), text=context.text)
        return plans

    def _plan_message(self, context: Context, heard: Heard | None = None) -> Plan:
        """The plan for a message, or for one wish of it, which asks for several things of one kind or another."""
        plans: list[Plan] = []
        for request in as_one.as_one(self.reader.read(context, heard), context, self._views):
            plan = self._plan_request(request, context)
            plans.append(plan)
            context = replace(choosing.chosen_by(plan, context), focus={**context.focus, **plan.focus}, asked={})
        return merge(plans)

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
        if intent == "what_if" and complaints(text) and not supposes(text):
            intent = "set_inputs"  # who asks why a number was written supposes nothing
        if intent == "set_inputs":
            stated = inputs.plan_set_inputs(text, context, self._views.of(context, text))
            repriced = canvas.plan_repriced(text, context)
            repriced = repriced if repriced.calls else price_on_canvas(stated, context)
            return merge([stated, repriced]) if stated.calls else stated
        if intent in PLANS and (intent in context.tools or intent not in talk.NAMED_TOOLS):
            return PLANS[intent](text, context, self._views.of(context, text))
        if intent == "choose_model":
            chosen = choosing.plan_choose_model(text, context, self._views)
            told = not (context.brief or context.canvas) and canvas.tells_venture(text, context)
            return merge([canvas.plan_draft(text, context), chosen]) if told else chosen
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
            numbers = plan_price_shape(text, context, self._numbers(text, context))
            return merge([without_costs(canvas.plan_draft(text, context), numbers), numbers])
        if intent == "answer_brief":
            return merge([canvas.plan_answer(text, context), self._numbers(text, context)])
        if intent == "export_canvas":
            return exports.plan_export(text, context)
        return plan_item_reason(text, context) or talk.plan_guidance(text, context)

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
