"""Tells that a message goes on from the last run of the model, or supposes a case, whatever it sounds like.

The classifier sees one message; "and 30000?", 第24个月呢 or "20" mean what the run before them makes of them.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import INTERJECTION, SEEKING
from assistant.planner.plans.claims import RIGHT, conditional_claim, tagged_claim
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.finance_talk import OTHERWISE
from assistant.planner.understand.follow_ups import asked_again, case_name, goal_again, last_args, looked_ahead, moved
from assistant.planner.understand.groups import TALK
from assistant.planner.understand.uncertain import DRAWS, SPELLED_DRAWS

# Another supposition in the place of the one in hand.
ANOTHER = lazy_re(
    r"^\W*(?:换一?个?(?![成掉])|换成|(?:try|take) another(?: one)?\b|instead\b|another one\b|different one\b)",
    re.IGNORECASE,
)
INSTEAD = lazy_re(r"换成|\binstead\b(?! of)|\brather\b(?! than)", re.IGNORECASE)
IS_ZERO = lazy_re(r"(?:是|到|成|为|降至)(?:零|0)(?![.\d%])|\b(?:is|were|was|to|at) (?:zero|nil)\b", re.IGNORECASE)
NUMBER = lazy_re(r"\W*[\d.,]+\s*(?:k|m|万|千|%)?\W*", re.IGNORECASE)
PARTING = {"goodbye", "thanks", "greeting", "affirm", "deny"}


def goes_on(seen: Evidence) -> str | None:
    """The intent that the last run of the model shows; None where it shows none."""
    return next((intent for rule in (_claimed, _again, _case, _nothing, _bare) if (intent := rule(seen))), None)


def _claimed(seen: Evidence) -> str | None:
    """A result said of a case, or of the model, and asked to be confirmed: 涨到49的话LTV就是800对不对."""
    if "check_claim" not in seen.context.tools:
        return None
    if RIGHT.search(seen.text) and conditional_claim(seen.text, seen.context, seen.view):
        return "check_claim"
    return "check_claim" if seen.view.chosen and tagged_claim(seen.text, seen.view) else None


def _again(seen: Evidence) -> str | None:
    """What goes on from the last run: another target or month, the case in hand at a month, more draws."""
    text, context, view = seen.text, seen.context, seen.view
    if OTHERWISE.search(text) and not last_args(context, "simulate") or seen.edit or context.asked:
        return None
    if goal_again(text, context, view):
        return "goal_seek"
    if asked_again(text, context, view) or moved(text, context, view):
        return "what_if"
    if last_args(context, "simulate") and (DRAWS.search(text) or SPELLED_DRAWS.search(text)):
        return "simulate"
    return "what_if" if view.chosen and looked_ahead(text, view) else None


def _case(seen: Evidence) -> str | None:
    """Numbers of a case that is named, or of another one than the what-if in hand, are none of the plan."""
    if not (seen.inputs and seen.quantities) or seen.edit == "remove":
        return None
    in_hand = {str(c["variable"]) for c in seen.view.scenario}
    # 把流失率换成6% after a what-if of the churn
    swapped = INSTEAD.search(seen.text) and all(in_hand & set(m.ids) for m in seen.inputs)
    another = bool(in_hand) and (ANOTHER.match(INTERJECTION.sub("", seen.text)) or swapped)
    return "what_if" if case_name(seen.text) or another else None


def _nothing(seen: Evidence) -> str | None:
    """A supposition that an input is nothing: 我的流失率要是零."""
    none = seen.inputs and not any(q.value for q in seen.quantities) and not seen.outputs and IS_ZERO.search(seen.text)
    return "what_if" if none and (seen.hypothetical or seen.view.chosen) and not SEEKING.search(seen.text) else None


def _bare(seen: Evidence) -> str | None:
    """A number alone is neither a greeting nor a farewell."""
    bare = NUMBER.fullmatch(seen.text)
    return "what_if" if bare and seen.intent in TALK | PARTING else None
