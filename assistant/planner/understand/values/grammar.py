"""What grammar makes of a clause: which number is said of which input that the clause names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import EMPTY_TALK, NO_MONEY, PRONOUN, ZERO
from assistant.planner.understand.everyday import as_stated, of_all
from assistant.planner.understand.restated import restate
from assistant.planner.understand.values.assign import BREAK, SHARED, Pair, assign, best_fits, fits
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.mentions import Mention
from assistant.planner.understand.values.old_value import renewed
from assistant.planner.understand.values.roles import role_of
from assistant.planner.understand.values.told_money import as_spent, bars, told_money
from assistant.planner.understand.values.told_people import fixed_parts
from assistant.planner.understand.values.told_price import told_price
from assistant.planner.understand.values.topic import of_topic

SPELLED = 10  # numbers up to ten are spelled out in talk
CHANGED = lazy_re(
    r"\s*(?:change|increase|decrease|rise|cut|hike|drop|adjustment)\b|的?(?:变化|变动|调整|改动)", re.IGNORECASE
)
NOT_ONE = lazy_re(r"\bnot (?:one|a single)\b|(?:一个|一位|任何|谁)[^，。,.]{0,6}[都也](?:不|没)", re.IGNORECASE)
# What is all there is leaves nothing beside it: "no other overhead".
NO_OTHER = lazy_re(
    r"\bno (?:other|further|more|additional|extra)\s+(?:\w+\s+)?$|没有?(?:其他|其它|别的)的?$", re.IGNORECASE
)
_RENTS_OUT = lazy_re(r"\brent(?:s|ing)?\b(?=[^,.;]{1,30}\bto\b)", re.IGNORECASE)  # what is let to others costs nothing
_DOES_NOT = lazy_re(
    r"\b(?:do|did|does|would)(?:n'?t| not) (?:\w+ )?(?:spend|pay|charge|lose|advertise)\b|\bnot (?:spend|pay|charg)\w*|"
    r"\bstop (?:\w+ )?(?:spend|pay|charg|los)\w*|不(?:再|会)?(?:流失|投放|投|花|付|交|收)(?![多少入])",
    re.IGNORECASE,
)
CONTENT = lazy_re(r"[a-z]{3,}|[\u4e00-\u9fff]{1,2}")


@dataclass(frozen=True)
class Reading:
    """What a clause says of the inputs of a model.

    Attributes:
        changes: Changes understood.
        ambiguous: Names that stand for several inputs, with the quantity said of them.
        valueless: Inputs named without a value.
        leftover: Quantities said of no input.
    """

    changes: tuple[Change, ...] = ()
    ambiguous: tuple[tuple[Mention, Quantity | None], ...] = ()
    valueless: tuple[str, ...] = ()
    leftover: tuple[Quantity, ...] = ()


@dataclass(frozen=True)
class Grammar:
    """What grammar reads.

    Attributes:
        reading: What the clause says.
        text: The clause in plain words, in which the numbers of `reading` stand.
        spoken_for: Where numbers stand that are no values or from which a value has been worked out.
        bare: Whether the clause is a value and nothing else.
    """

    reading: Reading
    text: str
    spoken_for: tuple[tuple[int, int], ...] = ()
    bare: bool = False


def by_grammar(text: str, view: FinanceView, follow: tuple[str, ...] = ()) -> Grammar:
    """Read a clause by the names of the model and the grammar of values.

    Args:
        text: The clause, normalised.
        view: The model it is about.
        follow: Inputs that a clause naming none is about: those of the what-if before it.
    """
    restated = restate(text, view.model)
    text = restated.text
    numbers = find_quantities(text)
    everything = _without_periods(numbers)
    moved = any(q.role == "from" for q in everything)  # "one order a month instead of 0.6" is no talk
    quantities = [as_spent(text, q) for q in everything if q.role != "from" and (moved or not _is_talk(q))]
    roles = {q.span: role_of(text, q) for q in quantities}
    quantities = [q for q in quantities if roles[q.span] != "unit"]
    parts, counted = fixed_parts(text, [as_stated(text, q, ()) for q in quantities], view)
    quantities = [q for q in quantities if q.span not in {c.span for c in counted}]
    no_values = {q.span for q in numbers} - {q.span for q in quantities if roles[q.span] != "rival"}
    mentions = _outside_quantities(view.find_inputs(text), quantities)
    let = _RENTS_OUT.search(text) if not parts else None
    mentions = [m for m in mentions if not (m.ids == ("fixed_cost",) and (parts or (let and m.span[0] == let.start())))]
    new_value, told = renewed(text, quantities, mentions, view)
    quantities = [as_stated(text, q, mentions) for q in quantities if q not in told]
    no_values |= {q.span for q in told}
    bare = not mentions and _says_nothing_else(text, quantities)
    if bare and follow and (followed := _followed(quantities, view, follow)).changes:
        return Grammar(followed, text, bare=True)
    inputs = view.model.inputs_by_id
    pairs, leftover = assign(text, mentions, quantities, inputs, bars(text, roles, view.model))
    changes, ambiguous, valueless = _said(text, pairs, quantities, view)
    changes = [*(c for c in (parts, new_value) if c), *changes]
    no_values |= {q.span for m, q in ambiguous if q is not None and len(m.ids) == 1}  # of one, or of all together?
    meant, used = told_money(text, leftover, changes, roles, view)
    changes += meant
    leftover = [q for q in leftover if not any(q is u for u in used)]
    no_values |= {q.span for q in used}
    if priced := told_price(text, leftover, changes, view, roles):
        paid = as_meant(text, replace(priced, kind="money"), inputs["price"])
        changes.append(to_change(paid, inputs["price"], view.model))
        leftover = [q for q in leftover if q is not priced]
    changes = [_noted(c, restated.notes) for c in changes]
    valueless = [v for v in valueless if all(c.variable != v for c in changes)]
    reading = Reading(tuple(_last_of_each(changes)), tuple(ambiguous), tuple(valueless), tuple(leftover))
    discount = any(q.relation == "multiply" for q in quantities)  # 打八折 is a price all by itself
    return Grammar(reading, text, tuple(no_values), bare=bare and not discount)


Ambiguous = list[tuple[Mention, Quantity | None]]


def _said(
    text: str, pairs: list[Pair], quantities: list[Quantity], view: FinanceView
) -> tuple[list[Change], Ambiguous, list[str]]:
    """What pairs of names and numbers say: changes, names that stand for several inputs, inputs without a value."""
    inputs = view.model.inputs_by_id
    changes: list[Change] = []
    ambiguous: Ambiguous = []
    valueless: list[str] = []
    for pair in pairs:
        ids = pair.mention.ids
        if len(ids) > 1 and pair.quantity is not None:
            ids = of_topic(text, pair.mention, best_fits(pair.quantity, ids, inputs), inputs)
        if len(ids) > 1:
            ambiguous.append((replace(pair.mention, ids=ids), pair.quantity))
        elif pair.quantity is not None and of_all(text, pair.quantity, inputs[ids[0]], view.inputs[ids[0]]):
            ambiguous.append((replace(pair.mention, ids=ids), pair.quantity))
        elif pair.quantity is not None:
            said = as_meant(text, pair.quantity, inputs[ids[0]])
            changes.append(to_change(said, inputs[ids[0]], view.model))
        elif _is_nearest(text, pair.mention, pairs) and _is_zero(
            _clause_of(text, pair.mention, quantities), pair.mention
        ):
            changes.append(Change(ids[0], "set", 0.0))
        elif not _said_again(pair.mention, pairs):
            valueless.append(pair.mention.ids[0])
    return changes, ambiguous, valueless


def _without_periods(quantities: list[Quantity]) -> list[Quantity]:
    """The numbers without the share that "30 promotions a quarter" seems to hold."""
    by_quarter = any(q.period == "quarter" for q in quantities)
    return [q for q in quantities if not (by_quarter and q.kind == "ratio" and q.text.lower() == "a quarter")]


def _is_zero(text: str, mention: Mention) -> bool:
    """Whether the input named is said to be nothing; "without the price change" is about a change, not a price."""
    if CHANGED.match(text[mention.span[1] :]) or NO_OTHER.search(text[: mention.span[0]]):
        return False
    return bool(ZERO.search(text) or NOT_ONE.search(text) or _DOES_NOT.search(text))


def _is_nearest(text: str, mention: Mention, pairs: list[Pair]) -> bool:
    """Whether a word for nothing may be said of a name: it stands nearer to no other, or is said of all."""
    words = list(ZERO.finditer(text))
    if len(pairs) < 2 or not words or SHARED.search(text):
        return True

    def apart(one: Mention, word: re.Match[str]) -> int:
        return max(word.start() - one.span[1], one.span[0] - word.end(), 0)

    return any(apart(mention, w) <= min(apart(p.mention, w) for p in pairs) for w in words)


def _clause_of(text: str, mention: Mention, quantities: list[Quantity]) -> str:
    """The words about an input alone, in their place; of a message with numbers only its clause, if that has none."""
    if not quantities:
        return text
    start = max((m.end() for m in BREAK.finditer(text, 0, mention.span[0])), default=0)
    ends = [m.start() for m in BREAK.finditer(text, mention.span[1])]
    end = min([*ends, len(text)])
    numbered = any(start <= q.span[0] < end for q in quantities)
    return " " * len(text) if numbered else " " * start + text[start:end]


def _noted(change: Change, notes: dict[str, dict[str, str]]) -> Change:
    note = notes.get(change.variable)
    return replace(change, notes=(*change.notes, note)) if note else change


def _is_talk(quantity: Quantity) -> bool:
    """A number that is no value: "two engineers", "两个一起", "not a cent"."""
    small = quantity.kind == "count" and abs(quantity.value) <= SPELLED
    spelled = small and not re.search(r"\d", quantity.text)
    return bool(spelled or NO_MONEY.search(quantity.text))


def _says_nothing_else(text: str, quantities: list[Quantity]) -> bool:
    """Whether a text is a bare value, so that it can be meant for the input the talk is about: "and at 20%?"."""
    rest = text.lower()
    for quantity in quantities:
        rest = rest[: quantity.span[0]] + " " * (quantity.span[1] - quantity.span[0]) + rest[quantity.span[1] :]
    if len(quantities) == 1 and PRONOUN.search(text):
        return True
    return len(quantities) <= 1 and len(CONTENT.findall(EMPTY_TALK.sub(" ", rest))) <= 1


def _followed(quantities: list[Quantity], view: FinanceView, follow: tuple[str, ...]) -> Reading:
    inputs = view.model.inputs_by_id
    changes, leftover = [], []
    open_ids = list(follow)
    for quantity in quantities:
        target = next((i for i in open_ids if fits(quantity, inputs[i])), None)
        if target is None:
            leftover.append(quantity)
            continue
        open_ids.remove(target)
        changes.append(to_change(quantity, inputs[target], view.model))
    return Reading(changes=tuple(changes), leftover=tuple(leftover))


def _outside_quantities(mentions: list[Mention], quantities: list[Quantity]) -> list[Mention]:
    """Drop a name that lies wholly inside a quantity's own words, such as the "month" of "per month"."""

    def inside(mention: Mention) -> bool:
        return any(q.span[0] <= mention.span[0] and mention.span[1] <= q.span[1] for q in quantities)

    return [m for m in mentions if not inside(m)]


def _said_again(mention: Mention, pairs: list[Pair]) -> bool:
    return any(p.mention.ids == mention.ids and p.quantity is not None for p in pairs)


def _last_of_each(changes: list[Change]) -> list[Change]:
    latest = {change.variable: change for change in changes}
    return list(latest.values())
