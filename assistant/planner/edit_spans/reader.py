"""The spans of an edit: what is to stand on the canvas, and what names the item that stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from assistant.canvas import find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words
from assistant.learned.encoders import Encoder, shared_encoder
from assistant.learned.linear import load_linear
from assistant.learned.part_opinions import PartOpinion
from assistant.learned.tagger import Span, Tagger
from assistant.learned.tokens import tokens_of
from assistant.planner.edit_spans.frames import commonness
from assistant.planner.edit_spans.hints import hints_of

PARAMETERS = Path(__file__).resolve().parent / "parameters"
NAME = "edits"
FRAMES = "frames.json"
NEW, OLD = "new", "old"
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
        tagger: Tags tokens.
    """

    def __init__(self, frames: Mapping[str, int], tagger: Tagger) -> None:
        self._frames = frames
        self._tagger = tagger

    def read(self, text: str, op: str, items: Iterable[tuple[int, int]] = ()) -> Said:
        """What a message says.

        Args:
            text: The message, normalised.
            op: add, remove, replace, move or several.
            items: Where it names what stands on the canvas.
        """
        spans = self._tagger.spans(text, op, hints_of(text, items, self._frames))
        new = _surest(_merged([self._grown(s, text) for s in spans if s.tag == NEW], text))
        if op == "add":
            new = _together(new, text)
        return Said(tuple(filter(None, map(_tidy, new))), tuple(s.text for s in spans if s.tag == OLD))

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


def load_edit_reader(folder: Path = PARAMETERS) -> EditReader:
    """The stored reader, with the opinion of the encoder that the readers share.

    Raises:
        DataFileError: The parameters are missing.
    """
    return _opened(folder, shared_encoder())


@lru_cache
def _opened(folder: Path, encoder: Encoder | None) -> EditReader:
    frames = json.loads((folder / FRAMES).read_text(encoding="utf-8"))
    return EditReader(frames, Tagger(load_linear(folder, NAME), PartOpinion.load(folder, encoder)))
