"""Training taggers of spans; imported only for training and tests."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.learned.marks import Marked
from assistant.learned.tagger import OUTSIDE
from assistant.learned.tokens import Token


def tags_of(message: Marked, tokens: Sequence[Token]) -> list[str]:
    """The tag of each token of a marked message."""
    tags = []
    for token in tokens:
        mark = next((m for m in message.marks if m.meets((token.start, token.end))), None)
        first = mark is not None and token.start <= mark.start
        tags.append(OUTSIDE if mark is None else f"{'B' if first else 'I'}-{mark.tag}")
    return tags
