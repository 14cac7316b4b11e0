"""The words of a message that speak for a label: how far the label's score falls when a word is left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words
from assistant.service.features import Embed, Floats, Spoken
from assistant.service.head import Head

MOST_UNITS = 40
SHOWN = 4
LEAST_SHARE = 0.15  # of the strongest word's effect
_LATIN = lazy_re(r"[A-Za-z][A-Za-z'’-]*")
_RUN = lazy_re(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z'’-]*")


@dataclass(frozen=True)
class Probe:
    """Asks a head for the score of one label, against the mean of all labels."""

    head: Head
    embed: Embed | None
    label: int

    def scores(self, texts: list[str]) -> Floats:
        """Shape (texts,)."""
        logits = self.head.score(self.head.rows(texts, self.embed)).logits
        return np.asarray(logits[:, self.label] - np.median(logits, axis=1), dtype=np.float32)


def telling_words(text: str, language: Spoken, probe: Probe) -> tuple[str, ...]:
    """Up to four words of `text`, strongest first; only the first 40 words are tried."""
    spans = _spans(text, language)[:MOST_UNITS]
    if not spans:
        return ()
    without = [text[:start] + " " + text[end:] for start, end in spans]
    scores = probe.scores([text, *without])
    falls = scores[0] - scores[1:]
    found: dict[str, float] = {}
    for (start, end), fall in zip(spans, falls, strict=True):
        word = text[start:end]
        found[word] = max(found.get(word, 0.0), float(fall))
    strongest = max(found.values())
    told = [word for word, fall in found.items() if fall > 0 and fall >= LEAST_SHARE * strongest]
    return tuple(sorted(told, key=lambda word: -found[word])[:SHOWN])


def _spans(text: str, language: Spoken) -> list[tuple[int, int]]:
    if language == "en":
        return [match.span() for match in _LATIN.finditer(text)]
    spans = []
    for run in _RUN.finditer(text):
        if run.group().isascii():
            spans.append(run.span())
            continue
        start = run.start()
        for word in cut_words(run.group()):
            spans.append((start, start + len(word)))
            start += len(word)
    return spans
