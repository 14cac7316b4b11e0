"""Reads the changes of inputs that a clause asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import MONTH_N
from assistant.planner.understand.values.assign import THINGS
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.grammar import Reading, by_grammar
from assistant.planner.understand.values.learned import LIKELIER, LIKELY, SURE, Guess, explained, guesses, merged
from assistant.planner.understand.values.old_value import by_old_value
from assistant.planner.understand.values.roles import role_of
from assistant.planner.understand.values.told_money import INCOME
from assistant.planner.understand.values.told_price import supplied

_CHARGES = lazy_re(r"(?:收费?|\bcharg(?:e|es|ed|ing)(?: them| each)?)\s*$", re.IGNORECASE)
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
        if (g.sureness >= SURE or g.said.span not in unclear) and not _against(grammar.text, g, view)
    ]
    if grammar.bare:  # so few words tell what a number is only where they leave little doubt
        found = [g for g in found if g.sureness >= LIKELIER and g.said.kind not in SHARES]
    changes = merged(reading.changes, reading.leftover, found, grammar.text, view)
    taken = {c.variable for c in changes}
    settled = bool(changes) and all(g.sureness >= LIKELY for g in found)
    return Reading(
        by_old_value(grammar.text, tuple(changes), view),
        tuple(
            (m, q) for m, q in reading.ambiguous if (not taken & set(m.ids) if q is None else not explained(q, found))
        ),
        tuple(v for v in reading.valueless if v not in taken and not settled),
        tuple(q for q in reading.leftover if not explained(q, found) and not _said_twice(q, changes)),
    )


def _said_twice(quantity: Quantity, changes: Sequence[Change]) -> bool:
    """Whether a size only repeats that of a change that was read: CPM腰斩…真砍一半."""
    same = [c.said for c in changes if c.said is not None and c.said.relation in ("multiply", "change_by")]
    return any(s.relation == quantity.relation and s.value == quantity.value for s in same)


def _against(text: str, guess: Guess, view: FinanceView) -> bool:
    """Whether the words speak against a guess: 900 burnt on ads are no customers, what servers cost is no price."""
    variable = view.model.inputs_by_id.get(guess.variable)
    if variable is not None and variable.id in INCOME:
        return guess.said.relation in (None, "set") and supplied(text, guess.said)
    if variable is None or variable.kind != "count":
        return False
    charged = _CHARGES.search(text[: guess.said.span[0]]) and not THINGS.match(text[guess.said.span[1] :])
    return bool(charged) or role_of(text, guess.said) == "spent"
