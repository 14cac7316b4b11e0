"""Which numbers are meant where something is kept: those of the what-if in hand, or those the plan has at present."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call
from assistant.planner.understand.version_words import FORM, OF_CANVAS

# What there is, as against what is supposed: 把现在存成…, "save the plan as it stands as …".
_PRESENT = lazy_re(
    r"现在|当前|目前|现状|眼下|\b(?:current|present|now|today['’]?s|as (?:it|they|things) (?:is|are|stands?)|"
    r"what we have)\b",
    re.IGNORECASE,
)
# Whose result is the what-if in hand, so that "save this" after them means it.
_OF_CASE = {"what_if", "explain_figures", "manage_scenarios", "compare_options", "goal_seek", "undo_numbers"}


def means_present(text: str, context: Context, view: FinanceView) -> bool:
    """Whether the base is to be kept though a what-if is in hand, for that was looked at some messages ago."""
    if not view.scenario or "what_if" in context.last:
        return False
    return bool(_PRESENT.search(text)) or bool(context.last and not _OF_CASE & set(context.last))


def drop_case(text: str, context: Context, view: FinanceView) -> tuple[Call, ...]:
    """The call that puts the what-if away where the present numbers are to be kept."""
    return (Call("what_if", {"changes": []}),) if means_present(text, context, view) else ()


def beside_a_case(text: str, name: str, context: Context, view: FinanceView) -> bool:
    """Whether what is kept is to stand beside a case told in the same message, so that it is kept as a scenario."""
    beside = str(context.focus.get("beside") or "").replace(text, " ")
    if not context.finance or FORM.match(name) or OF_CANVAS.search(text):
        return False
    return bool(view.find_inputs(beside) or find_quantities(beside))
