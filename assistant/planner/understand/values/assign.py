"""Decides which quantity of a clause belongs to which variable."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.understand.values.mentions import Mention

# Between a variable and its value these start another thought, so crossing one makes a pair unlikely.
BREAK = lazy_re(r"[,;，；、。.!?！？]\s|[,;，；、。！？]|\band\b|\bwhile\b|\bwith\b|并且|同时|以及|而且|和|且")
SENTENCE = lazy_re(r"[.!?;]\s|[;；。！？\n]")
BREAK_COST = 40
BESIDE = 24  # characters
# Reading order: "conversion 15%" is likelier than "15% conversion".
VALUE_FIRST_COST = 6
WHOLE = 100  # percent; a larger bare number is no rate
SHARE_OF = lazy_re(r"\s*of\b(?!\s+(?:price|cost))")
THINGS = lazy_re(
    r"\s*(?:家|个(?!百分点|点|月)|名|位|户|人|单|台|套|店)|"
    r"\s+(?:paying |active |new )?(?!points?|percent|months?|years?|weeks?|days?|times|plus|less|versus|is|was|this)"
    r"(?:customers?|clients?|people|[a-z]{3,}s)\b",
    re.IGNORECASE,
)
JOINS = lazy_re(r"[^,，。;；:：\d]*(?:、|和|与|跟|及|\band\b|&)[^,，。;；:：\d]*", re.IGNORECASE)
SHARED = lazy_re(r"\b(?:both|all|each|together)\b|都|均|各|一起")


@dataclass(frozen=True)
class Pair:
    """A variable and the quantity said of it; the quantity is None where none was."""

    mention: Mention
    quantity: Quantity | None


def assign(
    text: str,
    mentions: list[Mention],
    quantities: list[Quantity],
    inputs: dict[str, Input],
    barred: Callable[[Mention, Quantity], bool] = lambda _mention, _quantity: False,
) -> tuple[list[Pair], list[Quantity]]:
    """Pair variables with quantities, cheapest pairs first.

    Args:
        text: The clause.
        mentions: Variables named in it.
        quantities: Numbers in it.
        inputs: Inputs of the model by id.
        barred: Tells of a variable and a number that they cannot belong together, whatever their distance.

    Returns:
        The pairs in the order of the variables, and the quantities left over.
    """
    rates = any(inputs[i].kind == "rate" for m in mentions for i in m.ids)
    shares = any(q.kind in ("percent", "ratio") for q in quantities)
    costs = sorted(
        (
            _cost(text, m, q, rate := any(inputs[id_].kind == "rate" for id_ in m.ids)) + _weak(q, rate, shares, rates),
            i,
            j,
        )
        for i, m in enumerate(mentions)
        for j, q in enumerate(quantities)
        if any(fits(q, inputs[id_]) for id_ in m.ids) and not _far_fetched(text, m, q, inputs) and not barred(m, q)
    )
    chosen: dict[int, int] = {}
    for _, i, j in costs:
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    pairs = [Pair(m, quantities[chosen[i]] if i in chosen else None) for i, m in enumerate(mentions)]
    if len(quantities) == 1 and len(mentions) > 1 and SHARED.search(text):
        said = quantities[0]
        pairs = [
            Pair(m, said if any(fits(said, inputs[i]) for i in m.ids) and not barred(m, said) else None)
            for m in mentions
        ]
    pairs = [p if p.quantity is not None else Pair(p.mention, _shared(text, p, pairs, inputs)) for p in pairs]
    used = set(chosen.values())
    return pairs, [q for j, q in enumerate(quantities) if j not in used]


def _shared(text: str, pair: Pair, pairs: list[Pair], inputs: dict[str, Input]) -> Quantity | None:
    """The value that a name has with those behind it: token价格和推理成本都设0; None where it shares none."""
    behind = [p for p in pairs if p.quantity is not None and p.mention.span[0] >= pair.mention.span[1]]
    said = behind[0].quantity if behind else None
    if said is None or said.span[0] < pair.mention.span[1] or not any(fits(said, inputs[i]) for i in pair.mention.ids):
        return None
    gap = text[behind[0].mention.span[1] : said.span[0]]
    between = text[pair.mention.span[1] : behind[0].mention.span[0]]
    return said if SHARED.search(gap) and JOINS.fullmatch(between) and len(between) <= BESIDE else None


def fits(quantity: Quantity, variable: Input) -> bool:
    """Whether the quantity can be said of the variable at all."""
    return fit(quantity, variable) > 0


def fit(quantity: Quantity, variable: Input) -> int:
    """How well the quantity can be said of the variable: 0 not at all, 1 with goodwill, 2 by kind, 3 by period too."""
    if quantity.relation == "multiply" or quantity.kind == "ratio":
        return 1
    if quantity.kind == "percent" and quantity.relation == "change_by":
        return 1
    if variable.kind == "rate" and quantity.kind == "count" and abs(quantity.value) > WHOLE:
        return 0
    expected = {"percent": "rate", "points": "rate"}.get(quantity.kind, quantity.kind)
    if quantity.kind != "count" and expected != variable.kind:
        return 0
    level = 2 if expected == variable.kind else 1
    return level + bool(quantity.period and quantity.period == variable.period and quantity.kind != "duration")


def best_fits(quantity: Quantity, ids: tuple[str, ...], inputs: dict[str, Input]) -> tuple[str, ...]:
    """Those of several inputs of one name that the quantity fits best: "training takes 45 days" means the days."""
    levels = {i: fit(quantity, inputs[i]) for i in ids}
    return tuple(i for i in ids if levels[i] == max(levels.values()))


def _far_fetched(text: str, mention: Mention, quantity: Quantity, inputs: dict[str, Input]) -> bool:
    """A bare count for money or a rate needs to stand beside its name: "price 59", not "a team of five … the price"."""
    if SENTENCE.search(text[min(mention.span[1], quantity.span[1]) : max(mention.span[0], quantity.span[0])]):
        return True
    rates = all(inputs[i].kind == "rate" for i in mention.ids)
    if rates and quantity.kind == "count" and THINGS.match(text[quantity.span[1] :]):
        return True  # "we lose 2 clinics" is no churn of 2 %
    if quantity.kind != "count" or any(fit(quantity, inputs[i]) > 1 for i in mention.ids):
        return False
    before = text[mention.span[1] : quantity.span[0]] if quantity.span[0] >= mention.span[1] else None
    gap = before if before is not None else text[quantity.span[1] : mention.span[0]]
    return len(gap) > BESIDE or bool(BREAK.search(gap))


def _weak(quantity: Quantity, rate: bool, shares: bool, rates: bool) -> int:
    """In "2% upgrade at 8" the rate is the 2%, though the bare number stands nearer; a share is rather of a rate."""
    if rates and not rate and quantity.kind in ("percent", "ratio") and quantity.relation is None:
        return BREAK_COST
    return BESIDE if rate and shares and quantity.kind == "count" else 0


def _cost(text: str, mention: Mention, quantity: Quantity, rate: bool) -> int:
    start, end = quantity.span
    if start >= mention.span[1]:
        gap, extra = text[mention.span[1] : start], 0
    elif end <= mention.span[0]:
        gap, extra = text[end : mention.span[0]], VALUE_FIRST_COST
    else:  # the quantity's unit words overlap the name: "2000 trials a month"
        return 0
    if not rate and SHARE_OF.match(text[end:]):
        extra += BREAK_COST  # "a quarter of the trials convert" is about the conversion
    return len(gap) + extra + BREAK_COST * len(BREAK.findall(gap))
