"""Messages about the numbers whose parts are one request: which model it is, or what is not so and what is instead."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.contested import contested
from assistant.planner.understand.model_wished import model_wished
from assistant.planner.understand.requests import Request
from assistant.planner.understand.values.denied import complaints

# What is asked for beside a wish for a model is told or looked at under that model.
_UNDER_IT = frozenset({"set_inputs", "choose_model", "unit_economics", "show_model", "check_claim", "explain_figure"})
# A question for the origin of a number is answered, unless the message tells another one in its place.
_ASKS = lazy_re(r"[?？]|\b(?:why|where|how come)\b|怎么|为什么|为啥|为何|哪来|哪里来|凭什么|咋", re.IGNORECASE)
_OF_NUMBERS = frozenset({
    "set_inputs",
    "what_if",
    "explain_figure",
    "unit_economics",
    "show_model",
    "define_input",
    "check_claim",
    "guidance",
    "explain",
})


def as_one(requests: list[Request], context: Context, views: FinanceViews) -> list[Request]:
    """The requests of a message, or the one that they are together.

    Args:
        requests: What the parts of the message ask for.
        context: The message and the conversation.
        views: Finance models by conversation.
    """
    if _wishes(requests, context, views):
        return [Request(context.text, "choose_model", True)]
    return [Request(context.text, "set_inputs", True)] if _denies(requests, context, views) else requests


def _wishes(requests: list[Request], context: Context, views: FinanceViews) -> bool:
    """Whether the message says which model it is, another than the present one, and tells nothing but numbers."""
    wished = model_wished(context.text, views.models)
    changes = wished and wished != context.finance.get("template")
    return bool(changes) and all(r.intent in _UNDER_IT for r in requests)


def _denies(requests: list[Request], context: Context, views: FinanceViews) -> bool:
    """Whether the message denies numbers and tells others, or asks nothing."""
    if any(r.intent not in _OF_NUMBERS for r in requests) or not complaints(context.text):
        return False
    against = contested(context.text, context, views.of(context, context.text))
    return against.change is not None or (bool(against.denied) and not _ASKS.search(context.text))
