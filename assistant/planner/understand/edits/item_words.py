"""Words that name an item of the canvas: bared of articles and courtesy, and whether such an item stands there."""

from __future__ import annotations

import re

from assistant.canvas import Canvas
from assistant.canvas.matching import mentions, similarity
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.edits.canvas_edits import EDGES

ALIKE = 0.75
ASKS = lazy_re(r"[?？]\s*$|吗\W*$|^\W*(?:what|which|who|how|why|where|is|are|do|does)\b|什么|哪", re.IGNORECASE)


def stands(item: str, canvas: Canvas) -> bool:
    """Whether words name an item of the canvas, by its id or by what it says."""
    if canvas.find(item):
        return True
    words = bare(item)
    return len(words) > 1 and any(similarity(words, i.text) >= ALIKE for _, i in canvas.all_items())


def unled(words: str) -> str:
    """Words without an article before them."""
    return re.sub(r"^(?:an?|the)\s+", "", bare(words), flags=re.IGNORECASE)


def bare(words: str) -> str:
    """Words without courtesy and what points at them."""
    words = re.sub(r"\s*\b(?:please|pls|now|instead|too)\W*$", "", words.strip(EDGES), flags=re.IGNORECASE)
    return re.sub(r"^(?:(?:the|our|my|that|this|in)\s+)+", "", words.strip(EDGES), flags=re.IGNORECASE)


def touches(lead: str, text: str) -> bool:
    """Whether some word of `lead` stands in an item's text."""
    return any(mentions(text, word) for word in re.findall(r"[a-z]{4,}|[\u4e00-\u9fff]{2}", lead.lower()))
