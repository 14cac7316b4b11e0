"""Where an item belongs that was told without its block: trade fairs are a channel, whoever sells there."""

from __future__ import annotations

from assistant.canvas.blocks import BlockId
from assistant.canvas.extract import extract_brief
from assistant.language.lazy_re import lazy_re

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_ARTICLE = lazy_re(r"^(?:the|an?|our|some)\s+")


def likely_block(item: str) -> BlockId | None:
    """The block of an item whose words leave no doubt: ways to reach customers; None for all others."""
    channel = extract_brief(item, "zh" if _CHINESE.search(item) else "en").channel
    return "channels" if channel and _bare(channel) == _bare(item) else None


def _bare(text: str) -> str:
    return _ARTICLE.sub("", text.strip().lower())
