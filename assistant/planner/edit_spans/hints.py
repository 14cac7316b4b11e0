"""What is known of a message before its spans are found: blocks, items of the canvas, quotes, words of orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from assistant.canvas import find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words
from assistant.learned.span_features import Hint
from assistant.learned.tokens import tokens_of
from assistant.planner.edit_spans.frames import commonness

Span = tuple[int, int]
_QUOTED = lazy_re(r"“([^”]+)”|\"([^\"]+)\"|「([^」]+)」|(?<!\w)[‘']([^’']+)[’'](?![a-z])", re.IGNORECASE)
_CHINESE = lazy_re(r"[\u3400-\u9fff]")


def hints_of(
    text: str, items: Iterable[Span], frames: Mapping[str, int], own: Mapping[str, int] | None = None
) -> tuple[Hint, ...]:
    """Hints for the tagger.

    Args:
        text: The message, normalised.
        items: Where it names what stands on the canvas.
        frames: How often words stand around items.
        own: What the message itself gave to `frames`.
    """
    tokens = tokens_of(text)
    common = commonness(tokens, frames, own or {})
    return (
        *_plain(text),
        *(Hint("item", *span) for span in items),
        *(Hint(f"common{n}", token.start, token.end) for token, n in zip(tokens, common, strict=True)),
    )


@lru_cache(maxsize=8192)
def _plain(text: str) -> tuple[Hint, ...]:
    quoted = ((m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(text))
    return (
        *(Hint("block", *mention.span) for mention in find_blocks(text)),
        *(Hint("quoted", *span) for span in quoted),
        *_words(text),
    )


def _words(text: str) -> Iterator[Hint]:
    """Chinese words, so that no span begins or ends within one."""
    if not _CHINESE.search(text):
        return
    end = 0
    for word in cut_words(text):
        start, end = end, end + len(word)
        if len(word) > 1 and _CHINESE.match(word):
            yield Hint("word", start, end)
            yield Hint("word end", end - 1, end)
