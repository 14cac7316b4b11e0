"""Cuts a pasted calculation into lines, clauses and equations, with the quantities in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize
from assistant.language.quantities import Quantity, find_quantities

TIMES, PLUS, MINUS = "⊗", "⊕", "⊖"
_SIGNS = (
    (lazy_re(r"(?m)^[ \t>*•·|-]*(?:[(（]?\d{1,2}[.)、）．](?!\d))?[ \t]*"), ""),  # list marks
    (lazy_re(r"[ \t]*\|[ \t]*(?=\n|$)"), ""),
    (lazy_re(r"[ \t]*\|[ \t]*"), ": "),
    (lazy_re(r"(?<=\d)\s*([TGP]B)(?![a-z])", re.IGNORECASE), r" \1 "),
    (lazy_re(r"(?<=\d)T(?=[\u4e00-\u9fff/])"), " TB "),
    (lazy_re(r"[＝≈≒]"), "="),
    (lazy_re(r"[ \t]*(?:[×✕✖＊*·]|\\times)[ \t]*"), f" {TIMES} "),
    (lazy_re(r"(?<=[\d%）)])[ \t]*[xX][ \t]*(?=[$¥￥€£\d(（])"), f" {TIMES} "),
    (lazy_re(r"(?<=[\w%）)])[ \t]*[+＋][ \t]*(?=[\w$¥￥€£(（])"), f" {PLUS} "),
    (lazy_re(r"(?<=[\d%）)\u4e00-\u9fff])[ \t]*[-−–—][ \t]*(?=[\d$¥￥€£(（\u4e00-\u9fff])"), f" {MINUS} "),
    (lazy_re(r"(?<=[a-z])[ \t]+[-−–][ \t]+(?=[a-z])", re.IGNORECASE), f" {MINUS} "),
)
_LINE = lazy_re(r"[\n。；;！？!?]|(?<=[a-z0-9%)])\.(?=\s)", re.IGNORECASE)
# A comma between digits groups thousands.
_CLAUSE = lazy_re(
    r"[，、（()）]|,(?!\d{3}(?!\d))|\b(?:and|with|at)\b|(?<!总)和(?!.{0,8}(?:之比|的比))|以及", re.IGNORECASE
)


@dataclass(frozen=True)
class Piece:
    """A quantity with the words around it.

    Attributes:
        quantity: What was found; its span is that in the prepared text.
        before: Words of the same clause before it, back to the quantity before.
        after: Words of the same clause after it, up to the next quantity.
        clause: Start and end of its clause.
        line: Start and end of its line.
    """

    quantity: Quantity
    before: str
    after: str
    clause: tuple[int, int]
    line: tuple[int, int]


def prepared(text: str) -> str:
    """`text` line by line in its normal form, with signs of arithmetic that no number grammar takes for its own."""
    text = "\n".join(normalize(line) for line in text.splitlines())
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    return text


def lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line or sentence."""
    return _cut(text, 0, len(text), _LINE)


def pieces(text: str) -> list[Piece]:
    """Every quantity of a prepared text with its surroundings."""
    found = find_quantities(text)
    result = []
    for line in lines(text):
        inside = [q for q in found if line[0] <= q.span[0] < line[1]]
        clauses = _cut(text, *line, _CLAUSE)
        for place, quantity in enumerate(inside):
            start, end = next((c for c in clauses if c[0] <= quantity.span[0] <= c[1]), line)
            left = max(start, inside[place - 1].span[1] if place else start)
            right = min(end, inside[place + 1].span[0] if place + 1 < len(inside) else end)
            before, after = text[left : quantity.span[0]], text[quantity.span[1] : right]
            result.append(Piece(quantity, before, after, (start, end), line))
    return result


def _cut(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [start, *(m.end() for m in pattern.finditer(text, start, end)), end]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]
