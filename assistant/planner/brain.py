"""Understands a message and plans what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.finance import FinanceModel
from assistant.language.normalize import normalize
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.lexicon import HYPOTHETICAL
from assistant.planner.plan import Call, Plan, merge
from assistant.planner.plans import canvas, goal, inputs, talk, what_if
from assistant.planner.plans.answers import plan_pending
from assistant.planner.understand.requests import split_requests

EDITS = {"add_item": "add", "replace_item": "replace", "remove_item": "remove", "move_item": "move"}
STEPS = {"undo": "undo_canvas", "redo": "redo_canvas"}
FINANCE = {
    "what_if": what_if.plan_what_if,
    "goal_seek": goal.plan_goal_seek,
    "set_inputs": inputs.plan_set_inputs,
    "show_model": inputs.plan_show_model,
    "unit_economics": inputs.plan_unit_economics,
    "keep_scenario": inputs.plan_keep,
    "reset_scenario": inputs.plan_reset,
    "explain_figure": inputs.plan_explain,
}
# A sentence of these kinds inside a founder's description is part of the description.
PART_OF_DESCRIPTION = {"describe_venture", "answer_brief", "set_inputs", "add_item", "chitchat", "guidance", "choose_model"}
SHORT = 40


class Prediction(Protocol):
    """What the classifier says of an utterance."""

    @property
    def intent(self) -> str: ...  # noqa: D102

    @property
    def confidence(self) -> float: ...  # noqa: D102

    @property
    def understood(self) -> bool: ...  # noqa: D102


class Classifier(Protocol):
    """Names the intent of an utterance."""

    def predict(self, text: str, language: str) -> Prediction:
        """Classify one utterance in `language`."""
        ...


@dataclass(frozen=True)
class Request:
    """One thing a message asks for."""

    text: str
    intent: str
    understood: bool


class Brain:
    """The planner without its chat-model dress.

    Args:
        models: The finance models.
        classifier: Names intents.
    """

    def __init__(self, models: Mapping[str, FinanceModel], classifier: Classifier) -> None:
        self._views = FinanceViews(models)
        self._classifier = classifier

    def plan(self, context: Context) -> Plan:
        """What to do about the message in `context`."""
        context = replace(context, text=normalize(context.text))
        if not context.text.strip():
            return talk.plan_small_talk("help")
        if context.asked and (answered := plan_pending(context, self._views)):
            return answered
        plans: list[Plan] = []
        for request in self._requests(context):
            plan = self._plan_one(request, context)
            plans.append(plan)
            context = replace(context, focus={**context.focus, **plan.focus}, asked={})
        return _joined(merge(plans))

    def _requests(self, context: Context) -> list[Request]:
        whole = self._classify(context.text, context)
        pieces = split_requests(context.text)
        if len(pieces) < 2:
            return [whole]
        parts = [self._classify(piece, context) for piece in pieces]
        if whole.intent == "describe_venture" or parts[0].intent == "describe_venture":
            return _description(parts, context.text)
        return _folded(parts) or [whole]

    def _classify(self, text: str, context: Context) -> Request:
        found = self._classifier.predict(text, context.language)
        intent = self._settle(found, text, context)
        return Request(text, intent, found.understood or intent != found.intent)

    def _settle(self, found: Prediction, text: str, context: Context) -> str:
        """The intent, once what the grammar sees in the words has had its say."""
        view = self._views.of(context, text)
        named = view.find_inputs(text)
        quantities = find_quantities(text)
        intent = found.intent
        if context.asked.get("kind") == "brief" and intent in PART_OF_DESCRIPTION | {"out_of_scope", "affirm"}:
            return "answer_brief"
        if not named and quantities and len(text) <= SHORT and _open_topic(context, view):
            talkative = not found.understood or intent in ("set_inputs", "out_of_scope", "chitchat", "answer_brief")
            if talkative and (intent != "set_inputs" or HYPOTHETICAL.search(text)):
                return "what_if"
        if named and quantities and (not found.understood or intent in ("out_of_scope", "chitchat", "guidance")):
            return "what_if" if HYPOTHETICAL.search(text) else "set_inputs"
        return intent

    def _plan_one(self, request: Request, context: Context) -> Plan:
        intent, text = request.intent, request.text
        if not request.understood:
            return talk.plan_unclear(text, context)
        if intent in FINANCE:
            return FINANCE[intent](text, context, self._views.of(context, text))
        if intent == "choose_model":
            return inputs.plan_choose_model(text, context, self._views)
        if intent in EDITS:
            return canvas.plan_edit(text, EDITS[intent], context)
        if intent in STEPS:
            return canvas.plan_steps(text, STEPS[intent])
        if intent in talk.SMALL_TALK:
            return talk.plan_small_talk(intent)
        if intent in talk.TOOL_OF and talk.TOOL_OF[intent] not in context.tools:
            return talk.plan_missing_tool(talk.TOOL_OF[intent], text)
        return self._plan_canvas(intent, text, context)

    def _plan_canvas(self, intent: str, text: str, context: Context) -> Plan:
        if intent == "describe_venture":
            return merge([canvas.plan_draft(text, context), self._numbers(text, context)])
        if intent == "answer_brief":
            return merge([canvas.plan_answer(text, context), self._numbers(text, context)])
        if intent == "show_canvas":
            return canvas.plan_show(context)
        if intent == "export_canvas":
            return canvas.plan_export(text, context)
        if intent == "check_claim":
            return inputs.plan_show_model(text, context, self._views.of(context, text))
        return talk.plan_guidance(text, context)

    def _numbers(self, text: str, context: Context) -> Plan:
        """Numbers of the finance model told along with the venture; a price alone waits until it is needed."""
        view = self._views.of(context, text)
        plan = inputs.plan_set_inputs(text, context, view)
        told = plan.calls[0].args["inputs"] if plan.calls else {}
        return plan if set(told) - {"price"} else Plan()


def _open_topic(context: Context, view: FinanceView) -> bool:
    return bool(view.scenario or context.focus.get("variable"))


def _description(parts: list[Request], text: str) -> list[Request]:
    """A founder's description is one request; what-ifs and orders after it are requests of their own."""
    rest = [p for p in parts if p.understood and p.intent not in PART_OF_DESCRIPTION]
    orders = [p for p in rest if p.intent in FINANCE or p.intent in ("export_canvas", "undo", "redo")]
    for order in orders:
        text = text.replace(order.text, " ")
    return [Request(text.strip(), "describe_venture", True), *orders]


def _folded(parts: list[Request]) -> list[Request]:
    """Pieces that are no request of their own go to the one before; changes of one kind side by side are one."""
    folded: list[Request] = []
    for part in parts:
        last = folded[-1] if folded else None
        if last and (not part.understood or (part.intent == last.intent and part.intent in ("what_if", "set_inputs"))):
            folded[-1] = Request(f"{last.text}, {part.text}", last.intent, last.understood)
        elif part.intent in ("affirm", "greeting", "thanks", "chitchat") and len(parts) > 1:
            continue
        elif last and not last.understood:
            folded[-1] = Request(f"{last.text} {part.text}", part.intent, part.understood)
        else:
            folded.append(part)
    return folded


def _joined(plan: Plan) -> Plan:
    """Edits of one message are one call, so that one undo takes them back."""
    operations = [op for call in plan.calls if call.name == "edit_canvas" for op in call.args["operations"]]
    if len(operations) < 2:
        return plan
    first = next(i for i, call in enumerate(plan.calls) if call.name == "edit_canvas")
    calls = [c for c in plan.calls if c.name != "edit_canvas"]
    calls.insert(first, Call("edit_canvas", {"operations": operations}))
    return replace(plan, calls=tuple(calls))
