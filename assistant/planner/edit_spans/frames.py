"""How common the words of a message are around items, as opposed to in them: few words carry an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.learned.marks import Marked
from assistant.learned.tokens import Token, tokens_of

_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
OFTEN = 4  # messages


def keys_of(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """Under what each token is counted: itself, or a Chinese character with the one before and the one behind."""
    words = [token.text.lower() for token in tokens]
    around = ["^", *words, "$"]
    return [
        (around[i] + word, word + around[i + 2]) if _FIRST_HAN <= word[0] <= _LAST_HAN else (word,)
        for i, word in enumerate(words)
    ]


def count_frames(messages: Iterable[Marked]) -> Counter[str]:
    """In how many messages each word stands outside the marked items."""
    counts: Counter[str] = Counter()
    for message in messages:
        tokens = tokens_of(message.text)
        outside = [
            keys
            for token, keys in zip(tokens, keys_of(tokens), strict=True)
            if not any(m.tag != "place" and m.meets((token.start, token.end)) for m in message.marks)
        ]
        counts.update({key for keys in outside for key in keys})
    return counts


def commonness(tokens: Sequence[Token], frames: Mapping[str, int], own: Mapping[str, int]) -> list[int]:
    """How common each token is around items, in steps from 0, never there, to 3.

    Args:
        tokens: Of one message.
        frames: See `count_frames`.
        own: What the message itself gave to `frames`; empty where it gave nothing.
    """
    counts = [max(frames.get(key, 0) - own.get(key, 0) for key in keys) for keys in keys_of(tokens)]
    return [3 if n >= OFTEN else min(max(n, 0), 2) for n in counts]
