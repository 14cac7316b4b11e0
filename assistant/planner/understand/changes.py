"""Reads the changes of inputs that a clause asks for."""

from __future__ import annotations

from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.grammar import Reading, by_grammar
from assistant.planner.understand.learned import LIKELY, SURE, explained, guesses, merged

__all__ = ["Reading", "read_changes"]


def read_changes(text: str, view: FinanceView, follow: tuple[str, ...] = ()) -> Reading:
    """Read a clause: by grammar, and where grammar is silent or unlikely by what numbers in such words mostly are.

    Args:
        text: The clause, normalised.
        view: The model it is about.
        follow: Inputs that a clause naming none is about: those of the what-if before it.
    """
    grammar = by_grammar(text, view, follow)
    reading = grammar.reading
    if grammar.bare:
        return reading
    unclear = {q.span for _, q in reading.ambiguous if q is not None}
    # A name that stands for several inputs is asked back unless the words around it leave no doubt.
    found = [
        g for g in guesses(grammar.text, view, grammar.spoken_for) if g.sureness >= SURE or g.said.span not in unclear
    ]
    changes = merged(reading.changes, reading.leftover, found, grammar.text, view)
    taken = {c.variable for c in changes}
    settled = bool(changes) and all(g.sureness >= LIKELY for g in found)
    return Reading(
        tuple(changes),
        tuple((m, q) for m, q in reading.ambiguous if q is None or not explained(q, found)),
        tuple(v for v in reading.valueless if v not in taken and not settled),
        tuple(q for q in reading.leftover if not explained(q, found)),
    )
