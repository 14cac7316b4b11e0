"""Chinese spans that end where words end: a tagger of characters may break a word in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.words_zh import cut_words
from assistant.learned.tagger import Span


def whole_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with each word at their ends taken whole, or left out where less than half of it is within."""
    inner = {at for span in spans for at in (span.start, span.end)}
    broken: list[tuple[int, int]] = []
    at = 0
    for word in cut_words(text, guess=False):
        if any(at < place < at + len(word) for place in inner):
            broken.append((at, at + len(word)))
        at += len(word)
    return [whole for span in spans if (whole := _mended(text, span, broken))]


def _mended(text: str, span: Span, broken: Sequence[tuple[int, int]]) -> Span | None:
    start, end = span.start, span.end
    for first, last in broken:
        middle = (first + last) / 2
        if first < span.start < last:
            start = first if span.start <= middle else last
        if first < span.end < last:
            end = last if span.end >= middle else first
    return replace(span, start=start, end=end, text=text[start:end]) if end > start else None
