"""Training and measuring taggers of spans; imported only for training and tests.

The estimate leaves out a fifth of the messages at a time. A span counts as found when one of the same tag shares most
of its words (more than half of the longer one), and as exact when it has the same start and end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from assistant.learned.fitting import fit, fitting_temperature
from assistant.learned.linear import Linear
from assistant.learned.marks import Marked
from assistant.learned.span_features import Hint, Token, features, tokens_of
from assistant.learned.tagger import OUTSIDE, Span, Tagger

Hinting = Callable[[str], Sequence[Hint]]
FOLDS = 5
MOST = 0.5


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


def measure(messages: Sequence[Marked], hints: Hinting) -> float:
    """Print what is found of messages left out; the temperature that fits their tags best."""
    temperatures = []
    truth: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        linear = learn([m for i, m in enumerate(messages) if i % FOLDS != fold], hints)
        left_out = [m for i, m in enumerate(messages) if i % FOLDS == fold]
        temperatures.append(_temperature(linear, left_out, hints))
        linear.temperature = temperatures[-1]
        tagger = Tagger(linear)
        for message in left_out:
            _count(truth, message, tagger.spans(message.text, message.groups[0], hints(message.text)))
    for tag in sorted({tag for tag, _ in truth}):
        marked, found, said, held = (truth[tag, what] for what in ("marked", "found", "said", "held"))
        exact = truth[tag, "exact"] / max(1, marked)
        print(
            f"  {tag:12} {marked:5} marked, found {found / max(1, marked):.3f}, exact {exact:.3f}; "
            f"{said:5} said, of these right {held / max(1, said):.3f}"
        )
    return float(np.mean(temperatures))


def _temperature(linear: Linear, messages: Sequence[Marked], hints: Hinting) -> float:
    scores, labels = [], []
    for message in messages:
        tokens = tokens_of(message.text)
        scores += [linear.scores(row) for row in features(tokens, message.groups[0], hints(message.text))]
        labels += tags_of(message, tokens)
    known = [i for i, label in enumerate(labels) if label in linear.labels]
    return fitting_temperature(np.stack(scores)[known], np.array([linear.labels.index(labels[i]) for i in known]))


def _count(truth: Counter[tuple[str, str]], message: Marked, spans: Sequence[Span]) -> None:
    for mark in message.marks:
        same = [s for s in spans if s.tag == mark.tag and _alike((s.start, s.end), (mark.start, mark.end))]
        truth[mark.tag, "marked"] += 1
        truth[mark.tag, "found"] += bool(same)
        truth[mark.tag, "exact"] += any((s.start, s.end) == (mark.start, mark.end) for s in same)
    for span in spans:
        truth[span.tag, "said"] += 1
        truth[span.tag, "held"] += any(
            m.tag == span.tag and _alike((span.start, span.end), (m.start, m.end)) for m in message.marks
        )


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > MOST * max(one[1] - one[0], other[1] - other[0])
