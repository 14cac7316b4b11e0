"""Training taggers of spans; imported only for training and tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.learned.fitting import fit, fitting_temperature
from assistant.learned.linear import Linear
from assistant.learned.marks import Marked
from assistant.learned.span_features import Hint, Token, features, tokens_of
from assistant.learned.tagger import OUTSIDE

Hinting = Callable[[str], Sequence[Hint]]


def tags_of(message: Marked, tokens: Sequence[Token]) -> list[str]:
    """The tag of each token of a marked message."""
    tags = []
    for token in tokens:
        mark = next((m for m in message.marks if m.meets((token.start, token.end))), None)
        first = mark is not None and token.start <= mark.start
        tags.append(OUTSIDE if mark is None else f"{'B' if first else 'I'}-{mark.tag}")
    return tags


def learn(messages: Sequence[Marked], hints: Hinting) -> Linear:
    """Learn from messages; not calibrated yet."""
    rows, labels = [], []
    for message in messages:
        tokens = tokens_of(message.text)
        rows += features(tokens, message.groups[0], hints(message.text))
        labels += tags_of(message, tokens)
    return fit(rows, labels)


def temperature(linear: Linear, messages: Sequence[Marked], hints: Hinting) -> float:
    """The temperature that fits the tags of messages left out best."""
    scores, labels = [], []
    for message in messages:
        tokens = tokens_of(message.text)
        scores += [linear.scores(row) for row in features(tokens, message.groups[0], hints(message.text))]
        labels += tags_of(message, tokens)
    known = [i for i, label in enumerate(labels) if label in linear.labels]
    return fitting_temperature(np.stack(scores)[known], np.array([linear.labels.index(labels[i]) for i in known]))
