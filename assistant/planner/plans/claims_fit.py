"""How well a quantity with its words fits an input of a model."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from assistant.finance import Input
from assistant.language.quantities import Quantity
from assistant.planner.plans.claims_names import COST, INCOME, Names
from assistant.planner.plans.claims_text import Piece
from assistant.planner.understand.values.mentions import Mention

IMPOSSIBLE = -10.0
NAMED, SAME_TOPIC, OTHER_TOPIC = 4.0, 2.5, -5.0
ENOUGH = 3.0


def kind_fit(quantity: Quantity, variable: Input) -> float:
    """Whether a quantity can be a value of the input at all, and how well its kind goes with it."""
    value = quantity.value
    if not variable.minimum <= value <= variable.maximum:
        return IMPOSSIBLE
    match variable.kind, quantity.kind:
        case ("rate", "percent"):
            return 3.0
        case ("rate", "count" | "ratio"):
            return 1.0 if 0 < value <= 1 else IMPOSSIBLE
        case ("money", "money"):
            return 2.0
        case ("money" | "ratio", "count") | ("ratio", "ratio"):
            return 1.0
        case ("count", "count"):
            return 1.5
        case ("duration", "duration"):
            return 3.0 if variable.measure.shown == f"{quantity.period}s" else IMPOSSIBLE
        case ("duration", "count"):
            return 0.5
    return IMPOSSIBLE


def words_fit(piece: Piece, variable: Input, names: Names) -> float:
    """How well the words around a quantity go with the input: names, units, periods, cost or income."""
    around = f"{piece.before} {piece.quantity.text} {piece.after}"
    score = 3 * names.likeness(piece.before, variable.id) + 1.5 * names.likeness(piece.after, variable.id)
    if piece.quantity.period and piece.quantity.kind != "duration":
        score += 1.5 if piece.quantity.period == variable.period else -1.0
    score += _unit_fit(piece, variable)
    cost, income = bool(COST.search(around)), bool(INCOME.search(around))
    if variable.kind == "money" and cost != income:
        label = f"{variable.id.replace('_', ' ')} {variable.label.en}"
        own_cost, own_income = bool(COST.search(label)), bool(INCOME.search(label))
        score += 2.0 if (cost and own_cost) or (income and own_income) else -2.0
    return score


def _unit_fit(piece: Piece, variable: Input) -> float:
    """A unit written beside the number: "100 TB" counts TB, "0.01 per TB" is money by the TB."""
    score = 0.0
    after, around = piece.after.lower().strip()[:8], f"{piece.before} {piece.after}".lower()
    for name, power in variable.measure.dimension:
        low = name.lower()
        if power > 0 and after.startswith(low):
            score += 2.0
        if power < 0 and any(f"{per}{low}" in around for per in ("/", "per ", "/ ", "每", "a ", "each ", "every ")):
            score += 2.0
    return score


def prose_fit(piece: Piece, variable: Input, names: Names, mentions: list[Mention], topic: str) -> float:
    """Score of a quantity in running text for an input.

    Args:
        piece: The quantity.
        variable: The input.
        names: Names of the model.
        mentions: Inputs named in the clause by their exact names.
        topic: The group of inputs the text speaks of here; empty where it is unknown.
    """
    kind = kind_fit(piece.quantity, variable)
    if kind <= IMPOSSIBLE:
        return IMPOSSIBLE
    named = any(variable.id in m.ids for m in mentions)
    group = names.group_of[variable.id]
    if not named and topic != group:
        return IMPOSSIBLE
    score = kind + words_fit(piece, variable, names)
    if named:
        score += NAMED / max(1, min(len(m.ids) for m in mentions if variable.id in m.ids)) ** 0.5
    if topic:
        score += SAME_TOPIC if topic == group else OTHER_TOPIC
    return score


def factors_fit(group: list[Piece], ids: tuple[str, ...], names: Names) -> tuple[float, dict[str, Piece]]:
    """The best way to read the factors of a product as these inputs; the order of the model breaks ties."""
    inputs = names.model.inputs_by_id
    # What stands before "=" names the whole product, not its first factor.
    group = [replace(piece, before=piece.before.rpartition("=")[2]) for piece in group]
    best: tuple[float, dict[str, Piece]] = (IMPOSSIBLE, {})
    if len(group) != len(ids):
        return best
    for order in permutations(range(len(ids))):
        total = 0.0
        for place, index in enumerate(order):
            kind = kind_fit(group[place].quantity, inputs[ids[index]])
            if kind <= IMPOSSIBLE:
                break
            total += kind + words_fit(group[place], inputs[ids[index]], names) + (0.3 if index == place else 0.0)
        else:
            if total > best[0]:
                best = (total, {ids[index]: group[place] for place, index in enumerate(order)})
    return best


IN_ORDER = 1.2  # bonus for two numbers that stand in the order of the model
MOST_OPTIONS = 3


def in_order(scored: list[tuple[float, int, str]], order: dict[str, int]) -> dict[str, int]:
    """Numbers to inputs, so that the sum of the scores is highest and people's usual order is kept.

    Args:
        scored: (score, place of the number, input) of each possible pair.
        order: Place of each input in the model.

    Returns:
        The place of the number chosen for each input.
    """
    options: dict[int, list[tuple[float, str]]] = {}
    for score, place, id_ in sorted(scored, reverse=True):
        options.setdefault(place, []).append((score, id_))
    # A beam over the numbers as they are written; each takes one of its best inputs or none.
    beam: list[tuple[float, dict[str, int], int]] = [(0.0, {}, -1)]
    for place in sorted(options):
        grown = list(beam)
        for total, taken, last in beam:
            for score, id_ in options[place][:MOST_OPTIONS]:
                if id_ not in taken:
                    bonus = IN_ORDER if order[id_] > last else 0.0
                    grown.append((total + score + bonus, {**taken, id_: place}, order[id_]))
        beam = sorted(grown, key=lambda state: -state[0])[:BEAM]
    return beam[0][1]


BEAM = 60
