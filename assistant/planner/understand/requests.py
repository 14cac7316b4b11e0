"""The requests a message makes: split, named, and what belongs together put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.canvas import History
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.intents.normalise import tokens
from assistant.planner.lexicon import FILE_FORMAT, INTERJECTION, STACKING, SURELY_HYPOTHETICAL, WHAT_THEN
from assistant.planner.plans.claims import pastes_calculation
from assistant.planner.plans.classify import read_messages
from assistant.planner.plans.service_reading import asks_reply, next_message, quotes_customer, read_message
from assistant.planner.understand.advice import asks_of_told
from assistant.planner.understand.edits.brought_back import only_brings_back
from assistant.planner.understand.edits.canvas_edits import read_edit
from assistant.planner.understand.edits.clause_orders import is_one_edit, sent_there
from assistant.planner.understand.edits.held_back import only_holds_back
from assistant.planner.understand.edits.told_blocks import puts_into_block
from assistant.planner.understand.evidence import Evidence, Prediction
from assistant.planner.understand.groups import EDITS, NUMERIC, PART_OF_DESCRIPTION
from assistant.planner.understand.own_money import makes_or_loses
from assistant.planner.understand.settle import Heard, Places, settle
from assistant.planner.understand.splitting import split_requests
from assistant.planner.understand.supposes import supposes
from assistant.planner.understand.values.uncertain import read_ranges

COURTESY = {"affirm", "greeting", "thanks", "chitchat"}
LEAST_ASKED = 6  # words or Chinese characters
TELLING = {"answer_brief", "describe_venture"}
WHOLE = {"import_canvas", "tell_blocks", "unsafe_request"}  # the lines of a pasted canvas are no requests
A_GOAL_AND_ITS_TARGET = 2
# Says in what mood a value before it was supposed: 那9%呢？悲观点.
MOOD = lazy_re(
    r"\W*(?:just )?(?:to be )?(?:more |a bit )?"
    r"(?:pessimistic|optimistic|conservative|safe|careful|cautious)(?:ally)?\W*|"
    r"\W*(?:就|稍微|更|再)?(?:悲观|乐观|保守|激进|谨慎)(?:一?[点些]|地)?(?:看|估|算|说|吧|的话|来看|估计)*\W*",
    re.IGNORECASE,
)
WORTH_IT = lazy_re(r"\bworth (?:it|while)\W*$|(?:值不值|值得吗|值吗|划算吗|合算吗)\W*$", re.IGNORECASE)
SETS = lazy_re(
    r"^\W*(?:please )?(?:set|change|put)\b.{0,30}\bto\b|^\W*(?:请)?把.{0,8}(?:设为|设成|改成|改为|定为|调到)", re.I
)
# Points at what was said just before.
PUT_THERE = lazy_re(
    r"\W*(?:please |so |and |then )*(?:put|add|write|note|get) (?:that|this|it|them|those)(?: down)?"
    r"(?: (?:on|to|onto|into|in) (?:the|my|our) canvas)?(?:,? (?:please|too))?\W*",
    re.IGNORECASE,
)
# What is said to follow from what stands before it.
CONCLUDES = lazy_re(
    r"[=＝≈]|\n.*\n.*\n|\b(?:so|hence|thus|therefore|(?:that|which) (?:makes|gives|leaves|means))\b|"
    r"因此|所以|由此|得出|算下来|等于|合计|总计|共计|也就是",
    re.IGNORECASE,
)
ORDERS = {"what_if", "goal_seek", "unit_economics", "export_canvas", "show_model", "undo", "redo"}


# Asks more of what the sentence before it asks: "In which month?", 哪个月？, "And how much?".
BARE_QUESTION = lazy_re(
    r"\W*(?:and |so |if so,? |but )?(?:(?:in |at |by |from )?(?:which|what) month|when|by how much|how so|"
    r"how (?:much|many|long|soon|high|low))(?: is (?:it|that))?(?: then| exactly| roughly)?\W*|"
    r"\W*(?:那|如果会|会的话)?[,，]?(?:在|是|大概|大约|具体|到底)?"
    r"(?:哪个?月|第几个月|什么时候|何时|多少|差多少|多久|几个月|几月份?)(?:呢|啊)?\W*",
    re.IGNORECASE,
)


# "I can't decide between 29, 45 and 59. What is the profit for each?"
EACH = lazy_re(
    r"\b(?:for|of|at|with|under) (?:each|every one|both|all three)\b|\brespectively\b|各(?:是|自|有)?|分别",
    re.IGNORECASE,
)
OF_SEVERAL = {"what_if", "what_if_table", "compare_pricing", "manage_scenarios"}


class Classifier(Protocol):
    """Names the intent of an utterance."""

    def predict(self, text: str, language: str) -> Prediction:
        """Classify one utterance in `language`."""
        ...


@dataclass(frozen=True)
class Request:
    """One thing a message asks for; `understood` is false where the intent is only a guess.

    Attributes:
        others: What else it may ask for, the likeliest first; tried where the plan for `intent` comes to nothing.
    """

    text: str
    intent: str
    understood: bool
    others: tuple[str, ...] = ()


class Reader:
    """Reads the requests of a message.

    Args:
        classifier: Names intents of texts by themselves.
        places: Names them in their place of the talk.
        views: Finance models by conversation.
    """

    def __init__(self, classifier: Classifier, places: Places, views: FinanceViews) -> None:
        self._classifier, self._places, self._views = classifier, places, views

    def seen(self, text: str, context: Context) -> Evidence:
        """A text of the message in `context` with what it shows."""
        found = self._classifier.predict(INTERJECTION.sub("", text) or text, context.language)
        return Evidence(text, found, context, self._views.of(context, text))

    def hear(self, context: Context) -> Heard:
        """What the message as a whole asks for."""
        return self._hear(context.text, context)

    def read(self, context: Context, heard: Heard | None = None) -> list[Request]:
        """The requests in order; at least one.

        Args:
            context: The message and the conversation.
            heard: What `hear` made of it, where that is known already.
        """
        told = context.raw or context.text
        heard = heard or self.hear(context)
        # "Cost per clinic 40" in a story is an input, what is concluded is a result.
        worked_out = heard.intent not in {"describe_venture", "set_inputs"} or CONCLUDES.search(told)
        calculates = worked_out and "check_claim" in context.tools
        if calculates and pastes_calculation(told, self._views.of(context, context.text)):
            return [Request(context.text, "check_claim", True)]
        whole = Request(context.text, heard.intent, heard.understood, heard.others)
        customer = quotes_customer(told) or (context.focus.get("answered") and next_message(told))
        if "answer_customer" in context.tools and whole.intent != "answer_brief" and customer:
            return [Request(context.text, "answer_customer", True)]
        # A smiley is no request.
        pieces = [piece for piece in split_requests(context.text) if any(sign.isalnum() for sign in piece)]
        pieces = [p for p in pieces if not (MOOD.fullmatch(p.strip()) or only_holds_back(p))] or pieces
        if context.canvas and len(pieces) > 1 and asks_of_told(pieces[-1]):
            return [Request(context.text, "guidance", True)]
        if len(pieces) < 2 or whole.intent in WHOLE or self._is_one(whole, context, pieces):
            return [whole]
        parts = [self._name(piece, context) for piece in pieces]
        told = "describe_venture" if parts[0].intent == "describe_venture" else whole.intent
        if told in TELLING and not all(part.intent in EDITS for part in parts):
            return _told(parts, context.text, told)
        seeking = any(part.intent == "goal_seek" for part in parts)
        folded = _folded([self._with_need(part, context, seeking) for part in parts])
        if not any(part.understood for part in folded) and parts[0].intent in COURTESY:
            return parts[:1]
        return [self._again(part, pieces, context) for part in folded] or [whole]

    def _name(self, text: str, context: Context) -> Request:
        heard = self._hear(text, context)
        return Request(text, heard.intent, heard.understood, heard.others)

    def _hear(self, text: str, context: Context) -> Heard:
        return settle(self.seen(text, context), self._places)

    def _is_one(self, whole: Request, context: Context, parts: list[str]) -> bool:
        """A stacked what-if, a goal with its target in a sentence of its own, several ranges: they are one request."""
        pieces = len(parts)
        if whole.intent == "what_if" and context.finance.get("scenario") and STACKING.search(context.text):
            return True
        if whole.intent == "classify_messages" and read_messages(context.raw or context.text):
            return True  # the sentences of a quoted message are no requests
        if whole.intent == "answer_customer" and (asks_reply(context.text) or read_message(context.text)):
            return True  # what the customer did is no request of the user
        if whole.intent == "what_if" and pieces == A_GOAL_AND_ITS_TARGET and WORTH_IT.search(context.text):
            return True  # "We could spend 30,000 and conversion would go to 15 %. Worth it?"
        if whole.intent in EDITS and (is_one_edit(context.text) or _of_one_item(context, parts)):
            return True  # "Nurseries don't pay on time. Take them off."
        if whole.intent == "saas_metrics":
            return True  # "Burn is 80k. 960k in the bank. Runway?"
        if whole.intent == "forecast_revenue" and not FILE_FORMAT.search(context.text):
            return True
        view = self._views.of(context, context.text)
        if whole.intent == "simulate" and read_ranges(context.text, view).uncertain:
            return True
        if makes_or_loses(parts[0]):
            return False  # "That's still a loss, right? How many do we need?"
        named = {m.ids for m in view.find_inputs(context.text)}
        alone = pieces <= A_GOAL_AND_ITS_TARGET and not SETS.search(context.text)
        return whole.intent == "goal_seek" and len(named) == 1 and alone

    def _with_need(self, part: Request, context: Context, seeking: bool) -> Request:
        """A piece about numbers that lacks the value, or has the target of a goal beside it, needs its neighbour."""
        view = self._views.of(context, part.text)
        target = seeking and view.find_outputs(part.text) and not view.find_inputs(part.text)
        open_ended = (
            part.intent in ("what_if", "set_inputs")
            or SURELY_HYPOTHETICAL.search(part.text)
            or WHAT_THEN.search(part.text)
        )
        valueless = open_ended and not find_quantities(part.text)
        target = target and not makes_or_loses(part.text)  # "that's still a loss, right? How many do we need?"
        needs = valueless or (target and part.intent in NUMERIC | {"check_claim"} - {"goal_seek"})
        return replace(part, understood=part.understood and not needs)

    def _again(self, part: Request, pieces: list[str], context: Context) -> Request:
        """A request put together from pieces is read anew as a whole."""
        if part.text in pieces:
            return part
        again = self._name(part.text, context)
        return again if again.intent in NUMERIC else part


def _of_one_item(context: Context, pieces: list[str]) -> bool:
    """Whether a message says no more than that an item is wanted back, or is to go elsewhere, and why."""
    history = History.from_json(context.canvas)
    return only_brings_back(context.text, history, pieces) or bool(sent_there(context.text, history.canvas))


def _told(parts: list[Request], text: str, intent: str) -> list[Request]:
    """What a founder tells is one request; what-ifs and orders after it are requests of their own."""
    orders = [p for p in parts if p.understood and p.intent in ORDERS - PART_OF_DESCRIPTION]
    # "$4 per document" hands out no file.
    orders = [p for p in orders if p.intent != "export_canvas" or not find_quantities(p.text)]
    # "We'd sell the film at 6 euros" tells; only what asks or supposes is a what-if of its own.
    orders = [p for p in orders if p.intent not in NUMERIC or supposes(p.text)]
    orders += [replace(p, intent="add_item") for p in parts if p not in orders and puts_into_block(p.text)]
    orders += [p for p in parts[1:] if p is parts[-1] and p.intent == "guidance" and _asks_at_length(p.text)]
    orders.sort(key=lambda order: text.find(order.text))
    if orders and all(p in orders or p.text not in text or p.intent in COURTESY for p in parts):
        return orders
    for order in orders:
        text = text.replace(order.text, " ")
    return [Request(text.strip(), intent, True), *orders]


def _asks_at_length(text: str) -> bool:
    """Whether a text is a question of its own; short ones are often asked and answered within a story."""
    return text.rstrip().endswith(("?", "？")) and len(tokens(text)) >= LEAST_ASKED


def _folded(parts: list[Request]) -> list[Request]:
    """Pieces that are no request of their own go to the one before; changes of one kind side by side are one."""
    folded: list[Request] = []
    for part in parts:
        last = folded[-1] if folded else None
        if last and _belongs(part, last):
            folded[-1] = Request(f"{last.text}, {part.text}", last.intent, last.understood)
        elif part.intent in COURTESY and len(parts) > 1:
            continue
        elif last and not last.understood:
            folded[-1] = Request(f"{last.text} {part.text}", part.intent, part.understood)
        else:
            folded.append(part)
    return folded


def _belongs(part: Request, last: Request) -> bool:
    if BARE_QUESTION.fullmatch(part.text) or (last.intent in OF_SEVERAL and EACH.search(part.text)):
        return True
    empty_edit = part.intent == "add_item" and not read_edit(part.text, "add").text
    pointing = last.intent == "add_item" and PUT_THERE.fullmatch(part.text)
    same_kind = part.intent == last.intent and part.intent in (
        "what_if",
        "set_inputs",
        "sensitivity",
        "simulate",
        "recommend_items",
        "monitor_opinion",
    )
    return bool(not part.understood or empty_edit or pointing or same_kind)
