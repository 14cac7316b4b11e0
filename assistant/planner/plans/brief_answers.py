"""Which fields of the brief an answer to a question about it fills."""

from __future__ import annotations

from assistant.canvas import Brief, questions, surely_told
from assistant.canvas.reading.contrasts import contrasted
from assistant.canvas.reading.named_payers import named_payers
from assistant.canvas.reading.remarks import may_answer
from assistant.canvas.reading.sanity import complains, unhedged
from assistant.planner.context import Context
from assistant.planner.plans.remarks import take
from assistant.planner.plans.telling import read_brief

LONGEST_BARE = 120  # characters
_PEOPLE = ("customer", "user")
# What the grammar of descriptions may fill: all but the offer while nobody is known to pay, then the price alone.
_FILLED = ("customer", "user", "problem", "pricing", "stage", "region", "channel", "differentiator", "partner")


def answered(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """The fields that an answer fills: what its clauses name, gaps by the grammar of descriptions, or as a whole."""
    if put_right := contrasted(brief, text, context.language):
        return put_right
    asked = context.asked.get("fields") or [q["field"] for q in questions(brief, context.language)]
    updates = _told(brief, text, context)
    if "customer" in asked and not brief.customer and (payers := _payers(text, updates, context)):
        updates = {f: v for f, v in updates.items() if v not in payers} | {"customer": payers}
    unanswered = [f for f in asked if f not in updates]
    found = {*asked, "stage", "region", "channel"} & set(updates)
    if unanswered and not found and len(text) <= LONGEST_BARE:
        # The grammar found nothing: the whole answer is the answer to the first question that it can answer.
        slot = next((f for f in unanswered if may_answer(f, text, context.language)), "")
        updates |= {slot: text.strip().rstrip("。.!！ ")} if slot else {}
    updates = {f: unhedged(v) if f in ("customer", "user") else v for f, v in updates.items()}
    return {**updates, "language": context.language} if updates and not brief.idea else updates


def _payers(text: str, updates: dict[str, str], context: Context) -> str:
    """Those whom an answer begins with, unless it says later on who pays: "a canteen, for the old people here"."""
    payers = named_payers(text, context.language)
    told = updates.get("customer", "")
    return payers if not told or told in payers or payers in told else ""


def _told(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """What the clauses of an answer name, and gaps that the grammar of descriptions fills."""
    said = read_brief(text, context.language)
    if said.product and said.customer and not brief.customer and (said.pricing or said.problem):
        told = {f: v for f, v in said.to_json().items() if f != "language"}  # in full, in place of the first words
        return told
    if brief.product:
        taken = take(brief, text, context.language, drafted=bool(context.canvas)).brief.to_json()
        named = {f: v for f, v in taken.items() if v != getattr(brief, f)}
        updates = {**gaps(brief, text, context), **named}
        if named and "customer" not in named:
            updates = {f: v for f, v in updates.items() if f != "customer" or f not in named.values()}
        return updates
    return {
        f: v
        for f, v in said.to_json().items()
        if f not in ("idea", "language") and (f not in _PEOPLE or not brief.customer)
    }


def gaps(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """Unknown fields of the brief that a text tells by the grammar of descriptions."""
    said = read_brief(text, context.language)
    fields = ("pricing",) if brief.customer else _FILLED
    told = {f: v for f in fields if (v := getattr(said, f))} | surely_told(text, context.language, "answer")
    found = {f: v for f, v in told.items() if f in _FILLED and not getattr(brief, f)}
    if not complains(found.get("problem", "?"), said.language):
        found.pop("problem", None)
    return found
