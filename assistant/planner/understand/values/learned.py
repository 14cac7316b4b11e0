"""What the learned reader makes of the numbers of a message, beside what its grammar says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.numbers.labels import NO_INPUT, concepts_of
from assistant.planner.numbers.model import load_reader, named
from assistant.planner.understand.values.assign import fit, fits
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.counted_by import counts_things, ruled_out
from assistant.planner.understand.values.counted_rates import by_heads
from assistant.planner.understand.values.meant import as_meant

LIKELY = 0.5  # enough where grammar has nothing to say of a number
LIKELIER = 0.9  # enough where it also finds what grammar says next to impossible
IMPOSSIBLE = 0.1
SURE = 0.97  # enough against grammar
WHOLE = 100  # percent; a larger bare number is no rate
NEVER = 1e-9
NEXT_TO = lazy_re(r"\s*(?:of|in|on|off|is|at|to|是|为|到|的)?\s*(?:the |our )?", re.IGNORECASE)
FAR = 5.0  # times likelier than what grammar infers


@dataclass(frozen=True)
class Guess:
    """What a number probably is.

    Attributes:
        said: The number.
        variable: The input it is said of; empty where it is none.
        sureness: The probability of that.
        of: Probability of each input that it can be.
    """

    said: Quantity
    variable: str
    sureness: float
    of: dict[str, float]


def guesses(text: str, view: FinanceView, spoken_for: Collection[tuple[int, int]] = ()) -> list[Guess]:
    """What each number of a text probably is, left to right; an input is said of one number only.

    Args:
        text: The message, normalised.
        view: The model it is about.
        spoken_for: Where numbers stand that nothing need be guessed about.
    """
    quantities = find_quantities(text)
    if not quantities:
        return []
    inputs = concepts_of(view.model)
    names = named(text, view.model.id, view.index)
    read = load_reader().read(text, quantities, names, {*inputs, *NO_INPUT}, view.model.id)
    found = []
    for said, shares in zip(quantities, read, strict=True):
        if said.span in spoken_for:
            continue
        of = {inputs[name]: share for name, share in shares.items() if name in inputs}
        out = ruled_out(text, said, view.model)
        out |= {i.id for i in view.model.inputs if i.kind == "money"} if counts_things(text, said) else set()
        left = max(1 - sum(share for id_, share in of.items() if id_ in out), NEVER)
        of = {
            id_: 0.0 if id_ in out else share / left
            for id_, share in of.items()
            if _can_be(said, view.model.inputs_by_id[id_])
        }
        none = max(shares.get(name, 0.0) for name in NO_INPUT) / left
        best = max(of.items(), key=lambda item: item[1], default=("", 0.0))
        variable, sureness = best if best[1] > none else ("", none)
        found.append(Guess(said, variable, sureness, of))
    return _each_once(found)


def _can_be(said: Quantity, variable: Input) -> bool:
    """Whether the number fits the input's kind and range."""
    if not fits(said, variable):
        return False
    if variable.kind == "rate":
        return said.kind != "count" or said.relation == "multiply" or abs(said.value) <= WHOLE
    return said.relation in ("multiply", "change_by") or said.value <= variable.maximum


def _each_once(found: Sequence[Guess]) -> list[Guess]:
    """Of two numbers for one input the surer is it; the other is the likeliest of what remains."""
    kept: dict[int, Guess] = {}
    taken: set[str] = set()
    for place in sorted(range(len(found)), key=lambda i: -found[i].sureness):
        guess = found[place]
        if guess.variable in taken:
            left = {id_: share for id_, share in guess.of.items() if id_ not in taken}
            rest = 1 - sum(share for id_, share in guess.of.items() if id_ in taken)
            best = max(left.items(), key=lambda item: item[1], default=("", 0.0))
            guess = replace(guess, variable=best[0], sureness=best[1] / max(rest, NEVER))
        taken |= {guess.variable} - {""}
        kept[place] = guess
    return [kept[place] for place in range(len(found))]


def merged(
    changes: Sequence[Change], leftover: Sequence[Quantity], found: Sequence[Guess], text: str, view: FinanceView
) -> list[Change]:
    """The changes that grammar reads, mended and completed by the guesses.

    Args:
        changes: What grammar reads.
        leftover: Numbers that it says of nothing, as it understands them.
        found: What the numbers of the text probably are.
        text: The message.
        view: The model it is about.
    """
    kept = list(changes)
    named = {id_ for m in view.find_inputs(text) for id_ in m.ids}
    for guess in [*found, *found]:  # a number that another one sets free may be said of its own input
        same = [c for c in kept if c.said is not None and _same(c.said, guess.said)]
        if not guess.variable and guess.sureness >= SURE:  # "they lose a third of leads" tells of others
            kept = [c for c in kept if c not in same]
            continue
        if any(c.variable == guess.variable for c in same) or not all(_outdone(c, guess, named) for c in same):
            continue
        sure = guess.sureness >= SURE
        if any(_named_itself(c, guess, text, view) or (not sure and _beside(c, text, view)) for c in same):
            continue
        if not guess.variable:
            kept = [c for c in kept if c not in same or c.variable in named]
            continue
        if guess.sureness < LIKELIER and any(_repeats(guess.said, c.said) for c in kept if c not in same):
            continue  # "I meant 6 %: churn is 6 %" tells one number
        rival = next((c for c in kept if c.variable == guess.variable), None)
        if guess.sureness < LIKELY or (rival is not None and not (guess.sureness >= SURE and _unlikely(rival, found))):
            continue
        variable = view.model.inputs_by_id[guess.variable]
        kept = [c for c in kept if c not in same and c is not rival]
        said = next((q for q in leftover if _same(q, guess.said)), guess.said)
        kept.append(to_change(as_meant(text, said, variable), variable, view.model))
    return by_heads(kept, text, view)


def without_others(changes: Sequence[Change], text: str, view: FinanceView) -> tuple[Change, ...]:
    """The changes but those by numbers that surely are no input, whatever grammar infers from their use."""
    others = [g.said for g in guesses(text, view) if not g.variable and g.sureness >= SURE] if changes else []
    return tuple(c for c in changes if c.said is None or not any(_same(c.said, other) for other in others))


def explained(quantity: Quantity, found: Sequence[Guess]) -> bool:
    """Whether the guesses account for a number: an input took it, or it plainly is none."""
    return any(_same(quantity, g.said) and g.sureness >= (LIKELY if g.variable else LIKELIER) for g in found)


def _outdone(change: Change, guess: Guess, named: Collection[str]) -> bool:
    """Whether the guess about the number of a change is to be believed against grammar.

    Args:
        change: What grammar makes of it.
        guess: What it probably is.
        named: Inputs that the text names; grammar only infers the others, from who pays whom.
    """
    if not _direct(change):
        return False
    share = guess.of.get(change.variable, 1.0)
    if change.variable not in named:
        enough = LIKELY if guess.variable else LIKELIER
        plain = guess.variable or guess.said.kind == "money"  # of a bare number the words around it tell more
        return bool(plain) and guess.sureness >= enough and share < guess.sureness / FAR
    return guess.sureness >= SURE or (share < IMPOSSIBLE and guess.sureness >= LIKELIER)


def _named_itself(change: Change, guess: Guess, text: str, view: FinanceView) -> bool:
    """Whether the text names the input of a change and none other, and the number is of its kind: "trials -30%"."""
    named = {id_ for m in view.find_inputs(text) if len(m.ids) == 1 for id_ in m.ids}
    if change.said is None or named != {change.variable} or guess.variable in named:
        return False
    moves = change.said.relation in ("change_by", "multiply")
    return moves or fit(change.said, view.model.inputs_by_id[change.variable]) > 1


def _beside(change: Change, text: str, view: FinanceView) -> bool:
    """Whether the name of the input stands right beside the number: "one point of conversion"."""
    said = change.said
    return said is not None and any(
        NEXT_TO.fullmatch(text[min(said.span[1], m.span[1]) : max(said.span[0], m.span[0])])
        for m in view.find_inputs(text)
        if m.ids == (change.variable,)
    )


def _unlikely(change: Change, found: Sequence[Guess]) -> bool:
    """Whether the number of a change stands in the text and is hardly said of its input, or likelier of another."""
    own = [g for g in found if change.said is not None and _same(change.said, g.said)]
    if not _direct(change) or not own:
        return False
    other = any(g.variable not in ("", change.variable) and g.sureness >= LIKELY for g in own)
    return other or all(g.of.get(change.variable, 1.0) < IMPOSSIBLE for g in own)


def _direct(change: Change) -> bool:
    """Whether the value is the number as said; what grammar has worked out from several it knows better."""
    return change.said is not None and (change.relation != "set" or change.value == change.said.value)


def _repeats(one: Quantity, other: Quantity | None) -> bool:
    return other is not None and (one.value, one.kind) == (other.value, other.kind)


def _same(one: Quantity, other: Quantity) -> bool:
    """Whether both are the same number of the message."""
    return one.span == other.span
