"""Settles the intent of a text: the first rule that speaks wins; where none does the classifier stands.

Rules that look at the words alone were made for what the classifier mishears. Where it is sure of itself they are wrong
more often than it is (measured on the messages of outside authors), so they speak then only between intents that a bag
of n-grams cannot tell apart. Rules that look at the state of the conversation are not held back.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.rules import RULES

HEARING = {
    "_definition",
    "_file",
    "_goal",
    "_metric",
    "_value",
    "_zero",
    "asks_beyond",
    "exports",
    "fills_rest",
    "finance_talk",
    "names_saas_metric",
    "of_assumptions",
    "of_items",
    "of_versions",
    "of_view",
    "one_value",
    "rates_a_metric",
    "starts_over",
    "term_explained",
}
# What is surely said of the business goes on from no run of the model.
STORIES = {"guidance", "describe_venture", "record_evidence"}
CLOSE = {
    ("set_inputs", "what_if"),
    ("show_model", "unit_economics"),
    ("show_model", "explain_figure"),
    ("next_test", "show_assumptions"),
    ("out_of_scope", "cannot_send"),
    ("out_of_scope", "set_language"),
    ("chitchat", "set_language"),
    ("review_canvas", "fill_canvas"),
    ("remove_item", "start_over"),
}


def settle(seen: Evidence) -> str | None:
    """The intent that the words show, None where the classifier's stands."""
    heard = ((rule, rule(seen)) for rule in RULES)
    return next((intent for rule, intent in heard if intent and not _stands(seen, rule, intent)), None)


def _stands(seen: Evidence, rule: Callable[[Evidence], str | None], intent: str) -> bool:
    """Whether the classifier's intent is kept although `rule` names `intent`."""
    if rule.__name__ == "goes_on":
        return seen.sure and seen.intent in STORIES
    if (seen.intent, intent) == ("show_view", "guidance") and not seen.context.canvas:
        return False  # with nothing to show, "what is a lean canvas?" asks for the term
    return seen.sure and rule.__name__ in HEARING and seen.intent != intent and (seen.intent, intent) not in CLOSE
