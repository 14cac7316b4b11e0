"""Finds spans: a linear classifier of tokens, and the likeliest sequence of tags by Viterbi's algorithm.

Tags are "O" outside any span, "B-name" on the first and "I-name" on further tokens of one (Ramshaw & Marcus, 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.learned.linear import Floats, Linear, softmax
from assistant.learned.part_opinions import PartOpinion
from assistant.learned.span_features import Hint, features
from assistant.learned.tokens import Token, tokens_of

OUTSIDE = "O"
Part = tuple[str, int, int]  # tag, first token, token behind the last


@dataclass(frozen=True)
class Span:
    """Words of a message that say something.

    Attributes:
        tag: What they say, such as "customer".
        text: The words.
        start: Where they start.
        end: Where they end.
        sureness: Mean probability of their tokens' tags.
    """

    tag: str
    text: str
    start: int
    end: int
    sureness: float


class Tagger:
    """Tags the tokens of a message.

    Args:
        linear: Scores tags by the features of a token.
        opinion: What an encoder says of the tokens, where there is one.
    """

    def __init__(self, linear: Linear, opinion: PartOpinion | None = None) -> None:
        self.linear = linear
        self.opinion = opinion
        self._barred = _barred(linear.labels)

    def spans(self, text: str, group: str, hints: Sequence[Hint] = ()) -> list[Span]:
        """The spans of a message, left to right.

        Args:
            text: The message, normalised.
            group: What kind of message it is, see `span_features.features`.
            hints: What rules make of it.
        """
        tokens = tokens_of(text)
        if not tokens:
            return []
        shares = self.heard(self.scores(features(tokens, group, hints)), group, text, tokens)
        return spans_of(text, tokens, self.path(shares), shares, self.linear.labels)

    def heard(self, scores: Floats, group: str, text: str, tokens: Sequence[Token]) -> Floats:
        """Probabilities of the tags of each token by its scores and, where there is one, by the encoder's opinion."""
        if self.opinion is not None:
            places = [(token.start, token.end) for token in tokens]
            scores = self.opinion.joined(scores, self.linear.labels, group, text, places)
        return softmax(scores)

    def scores(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Of the tags of each token, shape (tokens, tags)."""
        return np.stack([self.linear.scores(row) for row in rows])

    def shares(self, rows: Sequence[Sequence[str]]) -> Floats:
        """Probabilities of the tags of each token by their features alone, shape (tokens, tags)."""
        return softmax(self.scores(rows))

    def path(self, shares: Floats) -> list[int]:
        """The likeliest sequence in which every inside tag follows a tag of its own span."""
        logs = np.log(np.maximum(shares, 1e-9))
        first = np.array([-np.inf if label.startswith("I-") else 0.0 for label in self.linear.labels])
        best = logs[0] + first
        came: list[NDArray[np.intp]] = []
        for row in logs[1:]:
            ways = best[:, None] + self._barred
            came.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + row
        path = [int(best.argmax())]
        for back in reversed(came):
            path.append(int(back[path[-1]]))
        return path[::-1]


def _barred(labels: Sequence[str]) -> Floats:
    """0 where the second tag may follow the first, else -inf, shape (tags, tags)."""

    def may(before: str, tag: str) -> bool:
        return not tag.startswith("I-") or before[2:] == tag[2:]

    return np.array([[0.0 if may(a, b) else -np.inf for b in labels] for a in labels])


def parts_of(labels: Sequence[str]) -> list[Part]:
    """The spans of a sequence of tags: tag, first token, token behind the last."""
    found: list[Part] = []
    for at, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        last = found[-1] if found else ("", 0, -1)
        if label.startswith("I-") and last[2] == at and last[0] == label[2:]:
            found[-1] = (last[0], last[1], at + 1)
        else:
            found.append((label[2:], at, at + 1))
    return found


def spans_of(
    text: str, tokens: Sequence[Token], path: Sequence[int], shares: Floats, labels: Sequence[str]
) -> list[Span]:
    """The spans of a path of tags, left to right."""
    return [
        Span(
            name,
            text[tokens[first].start : tokens[behind - 1].end],
            tokens[first].start,
            tokens[behind - 1].end,
            float(np.mean([shares[at, path[at]] for at in range(first, behind)])),
        )
        for name, first, behind in parts_of([labels[place] for place in path])
    ]
