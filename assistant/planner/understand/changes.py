"""Reads the changes of inputs that a clause asks for."""

from __future__ import annotations

from assistant.language.quantities import find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import MONTH_N
from assistant.planner.understand.grammar import Reading, by_grammar
from assistant.planner.understand.learned import LIKELIER, LIKELY, SURE, explained, guesses, merged

SHARES = ("percent", "points", "ratio")  # alone they can be of any rate
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
    if grammar.bare and follow:
        return reading
    unclear = {q.span for _, q in reading.ambiguous if q is not None}
    # A name that stands for several inputs is asked back unless the words around it leave no doubt.
    times = [m.span() for m in MONTH_N.finditer(grammar.text)]  # "profit in month 12" sets no horizon of 12
    said = [q.span for q in find_quantities(grammar.text)]
    timed = [s for s in said if any(start <= s[0] < end for start, end in times)]
    found = [
        g
        for g in guesses(grammar.text, view, (*grammar.spoken_for, *timed))
        if g.sureness >= SURE or g.said.span not in unclear
    ]
    if grammar.bare:  # so few words tell what a number is only where they leave little doubt
        found = [g for g in found if g.sureness >= LIKELIER and g.said.kind not in SHARES]
    changes = merged(reading.changes, reading.leftover, found, grammar.text, view)
    taken = {c.variable for c in changes}
    settled = bool(changes) and all(g.sureness >= LIKELY for g in found)
    return Reading(
        tuple(changes),
        tuple((m, q) for m, q in reading.ambiguous if q is None or not explained(q, found)),
        tuple(v for v in reading.valueless if v not in taken and not settled),
        tuple(q for q in reading.leftover if not explained(q, found)),
    )
