"""Settles the intent of a text: the first rule that speaks wins; where none does the classifier stands."""

from __future__ import annotations

from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.rules import RULES


def settle(seen: Evidence) -> str | None:
    """The intent that the words show, None where the classifier's stands."""
    return next((intent for rule in RULES if (intent := rule.settles(seen))), None)
