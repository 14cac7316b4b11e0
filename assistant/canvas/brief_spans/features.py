"""What a token of a brief shows: its words, where the text is broken, what a first pass made of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.learned.span_features import Hint, features
from assistant.learned.tagger import Part, parts_of
from assistant.learned.tokens import Token

_STEPS = (-3, -2, -1, 0, 1, 2, 3)
_LONGEST = 12  # tokens; longer spans are alike


def first_rows(tokens: Sequence[Token], group: str, hints: Sequence[Hint]) -> list[list[str]]:
    """The features of each token, see `span_features.features`, and whether a space stands before and behind it."""
    rows = features(tokens, group, hints)
    for at, row in enumerate(rows):
        row.append(f"gap:{_gap(tokens, at)}/{_gap(tokens, at + 1)}")
    return rows


def _gap(tokens: Sequence[Token], at: int) -> str:
    return str(tokens[at].start > tokens[at - 1].end) if 0 < at < len(tokens) else "edge"


def second_rows(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> list[list[str]]:
    """The features of each token with those of the tags that a first pass gave.

    Args:
        rows: What `first_rows` gives.
        labels: The tag of each token after the first pass.
    """
    parts = parts_of(labels)
    return [[*row, *_beside(labels, at), *_elsewhere(labels[at], parts, at)] for at, row in enumerate(rows)]


def _beside(labels: Sequence[str], at: int) -> Iterator[str]:
    """The tags of the tokens around."""

    def label(place: int) -> str:
        return labels[place] if 0 <= place < len(labels) else "^"

    yield from (f"t{step}:{label(at + step)}" for step in _STEPS)
    yield f"t-1/0/1:{label(at - 1)}/{label(at)}/{label(at + 1)}"


def _elsewhere(own: str, parts: Sequence[Part], at: int) -> Iterator[str]:
    """Which spans stand before and behind the token's own, the nearest first."""
    before = [part for part in parts if part[2] <= at]
    behind = [part for part in parts if part[1] > at]
    last = before[-1][0] if before else "^"
    following = behind[0][0] if behind else "$"
    yield f"last:{last}/{own}"
    yield f"next:{following}/{own}"
    yield f"between:{last}/{following}"
    yield from {f"told:{tag}" for tag, _, _ in before} | {f"to come:{tag}" for tag, _, _ in behind}
    yield from {f"with:{tag}/{own}" for tag, _, _ in (*before, *behind)}
    yield f"new:{own}/{all(tag != own[2:] for tag, _, _ in before)}"
    mine = next((part for part in parts if part[1] <= at < part[2]), None)
    if mine:
        yield f"long:{own[2:]}/{min(mine[2] - mine[1], _LONGEST) // 2}"
