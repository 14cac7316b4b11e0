"""Decides which quantity of a clause belongs to which variable."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.finance import Input
from assistant.language.quantities import Quantity
from assistant.planner.understand.mentions import Mention

# Between a variable and its value these start another thought, so crossing one makes a pair unlikely.
BREAK = re.compile(r"[,;，；、。.!?！？]\s|[,;，；、。！？]|\band\b|\bwhile\b|\bwith\b|并且|同时|以及|而且|和|且")
BREAK_COST = 40
# Reading order: "conversion 15%" is likelier than "15% conversion".
VALUE_FIRST_COST = 6
SHARED = re.compile(r"\b(?:both|all|each|together)\b|都|均|各|一起")


@dataclass(frozen=True)
class Pair:
    """A variable and the quantity said of it; the quantity is None where none was."""

    mention: Mention
    quantity: Quantity | None


def assign(
    text: str, mentions: list[Mention], quantities: list[Quantity], inputs: dict[str, Input]
) -> tuple[list[Pair], list[Quantity]]:
    """Pair variables with quantities, cheapest pairs first.

    Returns:
        The pairs in the order of the variables, and the quantities left over.
    """
    costs = sorted(
        (_cost(text, m, q), i, j)
        for i, m in enumerate(mentions)
        for j, q in enumerate(quantities)
        if any(fits(q, inputs[id_]) for id_ in m.ids)
    )
    chosen: dict[int, int] = {}
    for _, i, j in costs:
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    pairs = [Pair(m, quantities[chosen[i]] if i in chosen else None) for i, m in enumerate(mentions)]
    if len(quantities) == 1 and len(mentions) > 1 and SHARED.search(text):
        pairs = [Pair(m, quantities[0]) for m in mentions]
    used = set(chosen.values())
    return pairs, [q for j, q in enumerate(quantities) if j not in used]


def fits(quantity: Quantity, variable: Input) -> bool:
    """Whether the quantity can be said of the variable at all."""
    if quantity.relation == "multiply" or quantity.kind == "ratio":
        return True
    if quantity.kind == "percent":
        return variable.kind == "rate" or quantity.relation == "change_by"
    if quantity.kind == "points":
        return variable.kind == "rate"
    if quantity.kind == "money":
        return variable.kind == "money"
    if quantity.kind == "duration":
        return variable.kind == "duration"
    return True


def _cost(text: str, mention: Mention, quantity: Quantity) -> int:
    start, end = quantity.span
    if start >= mention.span[1]:
        gap, extra = text[mention.span[1] : start], 0
    elif end <= mention.span[0]:
        gap, extra = text[end : mention.span[0]], VALUE_FIRST_COST
    else:  # the quantity's unit words overlap the name: "2000 trials a month"
        return 0
    return len(gap) + extra + BREAK_COST * len(BREAK.findall(gap))
