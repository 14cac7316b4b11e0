"""Understands a message and plans what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.finance import FinanceModel
from assistant.language.normalize import normalize
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.lexicon import (
    ADVICE,
    ASKS_RESULT,
    BREAK_EVEN,
    DEFINITION,
    FILE_FORMAT,
    HYPOTHETICAL,
    INTERJECTION,
    MAKE_CANVAS,
    OURS,
    PERMANENT,
    REDO,
    STACKING,
    SURELY_HYPOTHETICAL,
)
from assistant.planner.plan import Call, Plan, merge
from assistant.planner.plans import canvas, goal, inputs, talk, what_if
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.goal import seeks_input
from assistant.planner.understand.edits import edit_op, read_edit
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
PART_OF_DESCRIPTION = {
    "describe_venture",
    "answer_brief",
    "set_inputs",
    "add_item",
    "chitchat",
    "guidance",
    "choose_model",
}
TALK = {"out_of_scope", "chitchat", "guidance", "greeting", "affirm", "deny"}
NUMERIC = {"what_if", "set_inputs", "goal_seek", "choose_model"}
SHORT = 40
CHANGE = re.compile(r"\b(?:change|update|adjust|set|edit)\b|改|调整|更新|修改", re.IGNORECASE)
UNSURE = 0.6
SURE = 0.9


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
        if len(pieces) < 2 or (whole.intent == "what_if" and STACKING.search(context.text)):
            return [whole]
        if whole.intent == "goal_seek" and len({m.ids for m in self._views.of(context).find_inputs(context.text)}) == 1:
            return [whole]
        parts = [self._classify(piece, context) for piece in pieces]
        if whole.intent == "describe_venture" or parts[0].intent == "describe_venture":
            return _description(parts, context.text)
        seeking = any(part.intent == "goal_seek" for part in parts)
        folded = _folded([self._with_need(part, context, seeking) for part in parts])
        if not any(part.understood for part in folded) and parts[0].intent in talk.SMALL_TALK:
            return parts[:1]
        return [self._again(part, pieces, context) for part in folded] or [whole]

    def _again(self, part: Request, pieces: list[str], context: Context) -> Request:
        """A request put together from pieces is read anew as a whole."""
        if part.text in pieces:
            return part
        again = self._classify(part.text, context)
        return again if again.intent in NUMERIC else part

    def _with_need(self, part: Request, context: Context, seeking: bool) -> Request:
        """A piece about numbers that lacks the value, or has the target of a goal beside it, needs its neighbour."""
        view = self._views.of(context, part.text)
        target = seeking and view.find_outputs(part.text) and not view.find_inputs(part.text)
        valueless = not find_quantities(part.text) and (
            part.intent in ("what_if", "set_inputs") or SURELY_HYPOTHETICAL.search(part.text)
        )
        needs = valueless or (target and part.intent in NUMERIC | {"check_claim"} - {"goal_seek"})
        return replace(part, understood=part.understood and not needs)

    def _classify(self, text: str, context: Context) -> Request:
        request = INTERJECTION.sub("", text) or text
        found = self._classifier.predict(request, context.language)
        settled = self._settled(found, text, context)
        return Request(text, settled or found.intent, found.understood or settled is not None)

    def _settled(self, found: Prediction, text: str, context: Context) -> str | None:
        """The intent that the grammar sees in the words, where it knows better than the classifier."""
        if context.asked.get("kind") == "brief" and found.intent in PART_OF_DESCRIPTION | {"out_of_scope", "affirm"}:
            return "answer_brief"
        if settled := _definition(found, text) or self._numeric(found, text, context) or _worded(found, text):
            return settled
        unsure = not found.understood or found.confidence < UNSURE
        return "describe_venture" if unsure and canvas.tells_venture(text, context) else None

    def _numeric(self, found: Prediction, text: str, context: Context) -> str | None:
        """What numbers and the names of the model's variables say, where they say more than the classifier."""
        view = self._views.of(context, text)
        named, quantities = view.find_inputs(text), find_quantities(text)
        unsure = not found.understood or found.confidence < UNSURE
        hypothetical = SURELY_HYPOTHETICAL.search(text)
        if found.intent == "describe_venture" and canvas.tells_venture(text, context):
            return None
        break_even = BREAK_EVEN.search(text)
        sought = (seeks_input(text, view) and (quantities or break_even)) or (break_even and not view.scenario)
        if named and sought and not hypothetical and (unsure or found.intent in NUMERIC | {"show_model"}):
            return "goal_seek"
        if named and quantities:
            asked = ASKS_RESULT.search(text) and not PERMANENT.search(text)
            if found.intent == "set_inputs" and (asked or (hypothetical and found.confidence < SURE)):
                return "what_if"
            if found.intent == "show_model":
                return "set_inputs"
            if found.intent in TALK or (unsure and found.intent not in NUMERIC and not edit_op(text)):
                return "what_if" if HYPOTHETICAL.search(text) else "set_inputs"
        if not named and quantities and len(text) <= SHORT and _open_topic(context, view):
            talkative = not found.understood or found.intent in TALK | {"set_inputs", "answer_brief"}
            if talkative and (found.intent != "set_inputs" or HYPOTHETICAL.search(text)):
                return "what_if"
        if not named and not quantities and not hypothetical and view.find_outputs(text) and OURS.search(text):
            if unsure or found.intent in ("what_if", "set_inputs", "goal_seek"):
                return "unit_economics"
        if named and not quantities and not found.understood and edit_op(text) is None and CHANGE.search(text):
            return "set_inputs"
        return None

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


def _definition(found: Prediction, text: str) -> str | None:
    """A question what a term means, not what it is for this venture."""
    if OURS.search(text) or not DEFINITION.search(text) or re.search(r"\d", text):
        return None
    unsure = not found.understood or found.confidence < UNSURE
    return "guidance" if unsure or found.intent in ("unit_economics", "show_model", "explain_figure") else None


def _worded(found: Prediction, text: str) -> str | None:
    """Intents that a telling word settles between close neighbours."""
    if found.intent == "undo" and REDO.search(text):
        return "redo"
    unsure = not found.understood or found.confidence < UNSURE
    if found.intent == "show_canvas" and FILE_FORMAT.search(text):
        return "export_canvas"
    if found.intent == "show_canvas" and ADVICE.search(text):
        return "guidance"
    if found.intent not in EDITS and (unsure or found.intent == "guidance") and (op := edit_op(text)):
        return f"{op}_item"
    if len(text) <= SHORT * 2 and FILE_FORMAT.search(text) and (unsure or found.intent == "describe_venture"):
        return "export_canvas"
    if MAKE_CANVAS.search(text) and (unsure or found.intent in ("describe_venture", "review_canvas")):
        return "describe_venture"
    return None


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
        empty_edit = part.intent == "add_item" and not read_edit(part.text, "add").text
        if last and (
            not part.understood
            or empty_edit
            or (part.intent == last.intent and part.intent in ("what_if", "set_inputs"))
        ):
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
