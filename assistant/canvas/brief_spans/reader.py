"""What the words of a brief say, by the learned tagger: who pays, what bothers them, how it is charged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from assistant.canvas.brief_spans.hints import hints_of, places_of, plain
from assistant.learned.linear import load_linear
from assistant.learned.span_features import features, tokens_of
from assistant.learned.tagger import Span, Tagger, spans_of

PARAMETERS = Path(__file__).resolve().parent / "parameters"
NAME = "brief"
GROUP = "brief"
LONGEST = 1500  # characters; what follows is left to the grammar


class BriefReading:
    """What the tagger makes of one brief.

    Args:
        text: The brief, as the user wrote it.
        fields: What the grammar reads.
        tagger: Tags the words.
    """

    def __init__(self, text: str, fields: Mapping[str, str], tagger: Tagger) -> None:
        self.text = text[:LONGEST]
        self._plain = plain(self.text)
        self._tokens = tokens_of(self._plain)
        self._labels = tagger.linear.labels
        self.spans: list[Span] = []
        if self._tokens:
            self._shares = tagger.shares(features(self._tokens, GROUP, hints_of(self.text, fields)))
            self.spans = spans_of(self.text, self._tokens, tagger.path(self._shares), self._shares, self._labels)

    def share(self, words: str, tag: str) -> float | None:
        """Mean probability that words are (part of) a `tag`; None where they do not stand in the text."""
        places = places_of(words, self._plain)
        rows = [i for i, t in enumerate(self._tokens) if any(a <= t.start and t.end <= b for a, b in places)]
        columns = [i for i, label in enumerate(self._labels) if label[2:] == tag]
        return float(self._shares[np.ix_(rows, columns)].sum(axis=1).mean()) if rows and columns else None

    def surest(self, tag: str) -> Span | None:
        """The span of a tag that is likeliest to be one."""
        return max((s for s in self.spans if s.tag == tag), key=lambda span: span.sureness, default=None)


@cache
def load_tagger(folder: Path = PARAMETERS) -> Tagger:
    """The stored tagger.

    Raises:
        DataFileError: The parameters are missing.
    """
    return Tagger(load_linear(folder, NAME))
