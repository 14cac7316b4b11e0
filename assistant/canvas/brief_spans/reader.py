"""What the words of a brief say, by the learned taggers: who pays, what bothers them, how it is charged."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from assistant.canvas.brief_spans.hints import hints_of, places_of, plain
from assistant.canvas.brief_spans.passes import Passes
from assistant.canvas.brief_spans.whole import whole_words
from assistant.language.lazy_re import lazy_re
from assistant.learned.tagger import Span, spans_of
from assistant.learned.tokens import tokens_of

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
GROUP = "brief"
LONGEST = 1500  # characters; what follows is left to the grammar


class BriefReading:
    """What the taggers make of one brief.

    Args:
        text: The brief, as the user wrote it.
        fields: What the grammar reads.
        passes: Tag the words.
        group: What kind of message it is: "brief", "answer" or "remark".
    """

    def __init__(self, text: str, fields: Mapping[str, str], passes: Passes, group: str = GROUP) -> None:
        self.text = text[:LONGEST]
        self._plain = plain(self.text)
        self._tokens = tokens_of(self._plain)
        self._labels = passes.labels
        self.spans: list[Span] = []
        if self._tokens:
            self._shares = passes.shares(self._plain, self._tokens, group, hints_of(self.text, fields))
            path = passes.second.path(self._shares)
            self.spans = spans_of(self.text, self._tokens, path, self._shares, self._labels)
            if self.spans and _CHINESE.search(self.text):
                self.spans = whole_words(self.text, self.spans)

    def share(self, words: str, tag: str) -> float | None:
        """Mean probability that words are (part of) a `tag`; None where they do not stand in the text."""
        places = places_of(words, self._plain)
        rows = [i for i, t in enumerate(self._tokens) if any(a <= t.start and t.end <= b for a, b in places)]
        columns = [i for i, label in enumerate(self._labels) if label[2:] == tag]
        return float(self._shares[np.ix_(rows, columns)].sum(axis=1).mean()) if rows and columns else None

    def sure(self, tag: str, least: float) -> list[Span]:
        """The spans of a tag that are at least so likely to be one, left to right."""
        return [span for span in self.spans if span.tag == tag and span.sureness >= least]
