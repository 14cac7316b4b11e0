"""N-grams of a message: of its tokens, and of the characters inside its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

CHARACTER_ORDERS = (3, 4)


def grams(tokens: Sequence[str], orders: Sequence[int]) -> tuple[Counter[str], Counter[str]]:
    """Counts of the `w` n-grams of `tokens`, with its ends marked, and of the `c` n-grams inside its longer words.

    Args:
        tokens: Words, or single Chinese characters.
        orders: Lengths of the `w` n-grams.

    Returns:
        Both counts; keys carry their block as first character.
    """
    edged = ["^", *tokens, "$end"]
    words = Counter(
        "w" + " ".join(edged[i : i + n])
        for n in orders
        for i in range(len(edged) - n + 1)
        if n > 1 or edged[i] not in ("^", "$end")
    )
    characters = Counter(
        "c" + padded[i : i + n]
        for token in tokens
        if len(token) > 2
        for padded in (f" {token} ",)
        for n in CHARACTER_ORDERS
        for i in range(len(padded) - n + 1)
    )
    return words, characters
