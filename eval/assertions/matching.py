"""Pairing of expected with actual items."""

from __future__ import annotations

from collections.abc import Sequence


def largest_matching(accepted: Sequence[Sequence[bool]]) -> dict[int, int]:
    """As many pairs as possible, each item used once (augmenting paths).

    Args:
        accepted: `accepted[i][j]`: expected item i accepts actual item j.

    Returns:
        Actual index by expected index.
    """
    owner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j, fits in enumerate(accepted[i]):
            if fits and j not in tried:
                tried.add(j)
                if j not in owner or place(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    for i in range(len(accepted)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def in_order(accepted: Sequence[Sequence[bool]]) -> dict[int, int]:
    """Pairs whose actual items come in the order of the expected ones; an item that finds no place is left out."""
    pairs: dict[int, int] = {}
    start = 0
    for i, row in enumerate(accepted):
        found = next((j for j in range(start, len(row)) if row[j]), None)
        if found is not None:
            pairs[i] = found
            start = found + 1
    return pairs
