"""Features of one number in a message: the words around it, its unit and size."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity

TOKEN = lazy_re(r"[a-z]+(?:'[a-z]+)?|[\u3400-\u9fff]|[,，;；、:：.。!！?？\n]|#")
BREAKS = frozenset(",，;；、:：.。!！?？\n")
REACH = {"en": (8, 6), "zh": (14, 10)}  # tokens looked at before and behind a number
NEAR = {"en": 3, "zh": 5}
ORDERS = {"en": 2, "zh": 3}  # longest n-gram
_CHINESE = lazy_re(r"[\u3400-\u9fff]")
Named = tuple[str, tuple[int, int]]  # a concept and where its name stands
_DIGITS = lazy_re(r"[\d.,]+")
SMALLEST_GRAM = 4
CLOSE = 6  # characters
LARGEST_MAGNITUDE = 9


def features(text: str, quantities: Sequence[Quantity], which: int, named: Sequence[Named] = ()) -> list[str]:
    """Names of the features that hold of quantity `which`; every feature counts once.

    Args:
        text: The message.
        quantities: All its numbers, left to right.
        which: Position in `quantities`.
        named: Concepts that the text names by a label or alias, left to right.
    """
    quantity = quantities[which]
    language = "zh" if _CHINESE.search(text) else "en"
    before = _tokens(_masked(text, 0, quantity.span[0], quantities))[::-1]
    behind = _tokens(_masked(text, quantity.span[1], len(text), quantities))
    left, right = REACH[language]
    found = {
        *_side("<", before[:left], language),
        *_side(">", behind[:right], language),
        *_unit(quantity),
        *(f"w:{token}" for token in (*before, *behind) if token not in BREAKS),
        *_neighbours(quantities, which),
        *_names_beside(text, quantity, named),
    }
    return sorted(found)


def _names_beside(text: str, quantity: Quantity, named: Sequence[Named]) -> Iterator[str]:
    """The nearest names on both sides, and whether another clause lies between."""
    start, end = quantity.span
    sides = (
        ("<", [(text[b:start], name) for name, (_, b) in named if b <= start][-1:]),
        (">", [(text[end:a], name) for name, (a, _) in named if a >= end][:1]),
        ("=", [("", name) for name, (a, b) in named if a < end and start < b]),
    )
    for side, nearest in sides:
        for gap, name in nearest:
            crossed = any(break_ in gap for break_ in BREAKS)
            yield f"n{side}{name}/{crossed}"
            yield f"n{side}{name}/{crossed}/{quantity.kind}"
            if len(gap) <= CLOSE:
                yield f"n{side}{name}/close"


def _masked(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> str:
    """A part of the text with its numbers as `#`, so that what is learnt of one number holds of any."""
    parts, at = [], start
    for quantity in quantities:
        if at <= quantity.span[0] and quantity.span[1] <= end:
            parts += [text[at : quantity.span[0]], f"#{_DIGITS.sub('', quantity.text)}"]
            at = quantity.span[1]
    return "".join([*parts, text[at:end]]).lower()


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _side(side: str, tokens: Sequence[str], language: str) -> Iterator[str]:
    """N-grams of one side, nearest token first: how near, and whether another clause lies between."""
    crossed = 0
    for place, token in enumerate(tokens):
        crossed += token in BREAKS
        where = f"{side}{min(crossed, 2)}"
        near = "n" if place < NEAR[language] else "f"
        for order in range(1, ORDERS[language] + 1):
            gram = tokens[place : place + order]
            if len(gram) == order:
                joined = " ".join(gram)
                yield f"{where}{joined}"
                yield f"{where}{near}{joined}"
        if place == 0:
            yield f"{side}!{token}"
        if language == "en" and len(token) > SMALLEST_GRAM:
            yield from (f"{side}c{token[i : i + SMALLEST_GRAM]}" for i in range(len(token) - SMALLEST_GRAM + 1))


def _unit(quantity: Quantity) -> Iterator[str]:
    size = math.floor(math.log10(abs(quantity.value))) if quantity.value else 0
    size = max(-LARGEST_MAGNITUDE, min(LARGEST_MAGNITUDE, size))
    yield f"k:{quantity.kind}"
    yield f"k:{quantity.kind}/{quantity.period}"
    yield f"r:{quantity.relation}"
    yield f"r:{quantity.relation}/{quantity.kind}"
    yield f"s:{quantity.kind}/{size}"
    yield f"s:{size}"
    yield f"c:{quantity.currency is not None}"
    yield f"o:{quantity.role}"
    yield from (f"u:{token}" for token in _tokens(_DIGITS.sub(" ", quantity.text.lower())))


def _neighbours(quantities: Sequence[Quantity], which: int) -> Iterator[str]:
    yield f"#:{min(len(quantities), 4)}"
    yield f"#:first={which == 0}"
    if which:
        yield f"#<{quantities[which - 1].kind}/{quantities[which - 1].period}"
    if which + 1 < len(quantities):
        yield f"#>{quantities[which + 1].kind}/{quantities[which + 1].period}"
