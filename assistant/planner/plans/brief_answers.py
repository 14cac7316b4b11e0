"""Which fields of the brief an answer to a question about it fills."""

from __future__ import annotations

from assistant.canvas import Brief, extract_brief, questions, surely_told
from assistant.canvas.reading.remarks import may_answer
from assistant.canvas.reading.sanity import complains, unhedged
from assistant.planner.context import Context
from assistant.planner.plans.remarks import take

LONGEST_BARE = 120  # characters
# What the grammar of descriptions may fill: all but the offer while nobody is known to pay, then the price alone.
_FILLED = ("customer", "user", "problem", "pricing", "stage", "region", "channel", "differentiator", "partner")


def answered(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """The fields that an answer fills: what its clauses name, gaps by the grammar of descriptions, or as a whole."""
    if brief.product:
        taken = take(brief, text, context.language, drafted=bool(context.canvas)).brief.to_json()
        named = {f: v for f, v in taken.items() if v != getattr(brief, f)}
        updates = {**gaps(brief, text, context), **named}
        if named and "customer" not in named:
            updates = {f: v for f, v in updates.items() if f != "customer" or f not in named.values()}
    else:
        said = extract_brief(text, context.language).to_json()
        updates = {f: v for f, v in said.items() if f not in ("idea", "language")}
    fields = context.asked.get("fields") or [q["field"] for q in questions(brief, context.language)]
    unanswered = [f for f in fields if f not in updates]
    found = {*fields, "stage", "region", "channel"} & set(updates)
    if unanswered and not found and len(text) <= LONGEST_BARE:
        # The grammar found nothing: the whole answer is the answer to the first question that it can answer.
        slot = next((f for f in unanswered if may_answer(f, text, context.language)), "")
        updates |= {slot: text.strip().rstrip("。.!！ ")} if slot else {}
    return {f: unhedged(v) if f in ("customer", "user") else v for f, v in updates.items()}


def gaps(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """Unknown fields of the brief that a text tells by the grammar of descriptions."""
    said = extract_brief(text, context.language)
    fields = ("pricing",) if brief.customer else _FILLED
    told = {f: v for f in fields if (v := getattr(said, f))} | surely_told(text, context.language, "answer")
    found = {f: v for f, v in told.items() if f in _FILLED and not getattr(brief, f)}
    if not complains(found.get("problem", "?"), said.language):
        found.pop("problem", None)
    return found
