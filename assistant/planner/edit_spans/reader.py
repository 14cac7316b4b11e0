"""The spans of an edit: what is to stand on the canvas, and what names the item that stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from assistant.canvas import find_blocks
from assistant.errors import ConfigError
from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words
from assistant.learned.linear import load_linear
from assistant.learned.span_features import Hint
from assistant.learned.tagger import Span, Tagger
from assistant.learned.token_vectors import Pieces, Vectors, load_vector_scores, token_vectors
from assistant.learned.tokens import Token, tokens_of
from assistant.planner.edit_spans.frames import commonness
from assistant.planner.edit_spans.hints import hints_of

PARAMETERS = Path(__file__).resolve().parent / "parameters"
NAME, ENCODED, BY_VECTOR = "edits", "edits_encoded", "edits_by_vector"
FRAMES = "frames.json"
NEW, OLD = "new", "old"
REMEMBERED = 16  # texts: one message is read several times
SURE = 0.6  # below it a span stands only where no other is surer
GAP = 3  # words at most between the halves of one item
EDGES = " \t\n\"'“”‘’「」『』：:，,。.;；、!！?？—–-()（）"
_JOINT = lazy_re(r"\s*(?:[,，、;；+&/]|\band\b|\bplus\b|和|跟|以及|还有|加)+\s*(?:and\s+)?", 0)
_BREAK = lazy_re(r"[,，、;；:：.。!！?？()（）]|\band\b|\s[-–—]+\s|和|以及", 0)
_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_TRAILING = lazy_re(r"(?:\s+(?:too|as well|also|please|pls|now|these|in|to|at|as|for|from|with|the|a|of|there))+$", 2)


@dataclass(frozen=True)
class Said:
    """What a message says of an edit, left to right."""

    new: tuple[str, ...]
    old: tuple[str, ...]


class EditReader:
    """Reads the spans of edits.

    Args:
        frames: In how many marked messages each word stands around items.
        named: Tags tokens by names of features.
        encoded: Tags those of English by their vectors too.
        pieces: The encoder of these vectors; without it English is read by names alone.
    """

    def __init__(
        self, frames: Mapping[str, int], named: Tagger, encoded: Tagger | None = None, pieces: Pieces | None = None
    ) -> None:
        self._frames = frames
        self._named = named
        self._encoded = encoded
        self._pieces = pieces

    def read(self, text: str, op: str, items: Iterable[tuple[int, int]] = ()) -> Said:
        """What a message says.

        Args:
            text: The message, normalised.
            op: add, remove, replace, move or several.
            items: Where it names what stands on the canvas.
        """
        spans = self._spans(text, op, hints_of(text, items, self._frames))
        new = _surest(_merged([self._grown(s, text) for s in spans if s.tag == NEW], text))
        if op == "add":
            new = _together(new, text)
        return Said(tuple(filter(None, map(_tidy, new))), tuple(s.text for s in spans if s.tag == OLD))

    def _spans(self, text: str, op: str, hints: Sequence[Hint]) -> list[Span]:
        if self._encoded is not None and self._pieces is not None:
            vectors = vectors_of(text, tokens_of(text), self._pieces)
            if vectors is not None:
                return self._encoded.spans(text, op, hints, vectors)
        return self._named.spans(text, op, hints)

    def _grown(self, span: Span, text: str) -> Span:
        """A span with the words beside it that never stand around items."""
        tokens = tokens_of(text)
        common = commonness(tokens, self._frames, {})
        blocks = [m.span for m in find_blocks(text)]

        def joins(at: int) -> bool:
            token = tokens[at]
            within = any(token.start < end and start < token.end for start, end in blocks)
            return common[at] == 0 and not within and token.text.strip(EDGES) != ""

        first = next(i for i, t in enumerate(tokens) if t.start == span.start)
        last = next(i for i, t in enumerate(tokens) if t.end == span.end)
        while first > 0 and joins(first - 1):
            first -= 1
        while last + 1 < len(tokens) and joins(last + 1):
            last += 1
        return _cut(span, text, tokens[first].start, _word_end(text, tokens[last].end))


def _word_end(text: str, at: int) -> int:
    """Where the Chinese word ends that `at` stands within: 会计 is one, 会 alone another."""
    if not (0 < at < len(text) and _CHINESE.match(text[at - 1]) and _CHINESE.match(text[at])):
        return at
    ends = accumulate(map(len, cut_words(text)))
    return next(end for end in ends if end >= at)


def _cut(span: Span, text: str, start: int, end: int, sureness: float | None = None) -> Span:
    return Span(span.tag, text[start:end], start, end, span.sureness if sureness is None else sureness)


def _merged(spans: Sequence[Span], text: str) -> list[Span]:
    """Spans that overlap, or with but a word or two between them that set nothing apart, are one."""
    kept: list[Span] = []
    blocks = [m.span for m in find_blocks(text)]
    for span in spans:
        before = kept[-1] if kept else None
        gap = text[before.end : span.start] if before else ""
        apart = _BREAK.search(gap) or any(before and before.end <= start < span.start for start, _ in blocks)
        if before and (span.start <= before.end or (not apart and len(tokens_of(gap)) <= GAP)):
            surer = max(before.sureness, span.sureness)
            kept[-1] = _cut(before, text, before.start, max(before.end, span.end), surer)
        else:
            kept.append(span)
    return kept


def _surest(spans: Sequence[Span]) -> list[Span]:
    best = max((s.sureness for s in spans), default=0.0)
    return [s for s in spans if s.sureness >= min(SURE, best)]


def _together(spans: Sequence[Span], text: str) -> list[Span]:
    """The surest span, with those that a list puts beside it."""
    if not spans:
        return []
    groups: list[list[Span]] = [[spans[0]]]
    blocks = find_blocks(text)
    for span in spans[1:]:
        gap = text[groups[-1][-1].end : span.start]
        placed = any(groups[-1][-1].end <= m.span[0] < span.start for m in blocks)
        if placed or _JOINT.fullmatch(gap):
            groups[-1].append(span)
        else:
            groups.append([span])
    return max(groups, key=lambda group: max(s.sureness for s in group))


def _tidy(span: Span) -> str:
    return _TRAILING.sub("", span.text.strip(EDGES)).strip(EDGES)


def vectors_of(text: str, tokens: Sequence[Token], pieces: Pieces) -> Vectors | None:
    """The vectors of tokens; None for Chinese, which the encoder does not know, and where the encoder is missing."""
    if not tokens or _CHINESE.search(text):
        return None
    try:
        return token_vectors(text, tokens, pieces)
    except ConfigError:
        return None


_encoder: Pieces | None = None


def use_encoder(pieces: Pieces) -> None:
    """Give the stored reader its encoder; the planner may import none."""
    global _encoder
    _encoder = lru_cache(maxsize=REMEMBERED)(pieces)
    load_edit_reader.cache_clear()


@cache
def load_edit_reader(folder: Path = PARAMETERS) -> EditReader:
    """The stored reader.

    Raises:
        DataFileError: The parameters are missing.
    """
    frames = json.loads((folder / FRAMES).read_text(encoding="utf-8"))
    named = Tagger(load_linear(folder, NAME))
    encoded = Tagger(load_linear(folder, ENCODED), load_vector_scores(folder, BY_VECTOR)) if _encoder else None
    return EditReader(frames, named, encoded, _encoder)
