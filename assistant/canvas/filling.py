"""Filling the empty blocks of a canvas that somebody wrote in part."""

from __future__ import annotations

from dataclasses import replace

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas
from assistant.canvas.draft import draft
from assistant.canvas.modes import pricing_mode
from assistant.canvas.patterns import PatternLibrary
from assistant.errors import ToolInputError

_OFFER = {"en": "service", "zh": "这项服务"}


def brief_of_canvas(canvas: Canvas, known: Brief, language: str) -> Brief:
    """What a canvas says of the venture; what was told in words comes first."""

    def first(block: BlockId) -> str:
        return next((item.text for item in canvas.block(block)), "")

    read = Brief(
        idea=first("value_propositions"),
        product=_OFFER[language],
        customer=first("customer_segments"),
        pricing=first("revenue_streams"),
        channel=first("channels"),
        language="zh" if language == "zh" else "en",
    )
    return known.filled_from(read) if known.customer else read


def fill_empty(canvas: Canvas, known: Brief, patterns: PatternLibrary, language: str) -> tuple[Canvas, list[BlockId]]:
    """The canvas with its empty blocks drafted from the others, as assumptions, and which blocks those were.

    Raises:
        ToolInputError: It does not say who the customer is, without which nothing can be drafted.
    """
    empty = [block for block in BLOCK_IDS if not canvas.block(block)]
    brief = brief_of_canvas(canvas, known, language)
    if not brief.customer or not (canvas.block("value_propositions") or known.product):
        raise ToolInputError(
            "Who are the customers, and what do you offer them? The other blocks follow from that.",
            "客户是谁，您为他们提供什么？有了这两点，其余模块才能推出来。",
            question=True,
        )
    industry = patterns.industry(brief)
    brief = replace(
        brief,
        industry=brief.industry or (industry.id if industry else ""),
        mode=pricing_mode(brief.pricing, brief.product, brief.idea),
    )
    for block, item in draft(brief, patterns, canvas).all_items():
        if block in empty:
            canvas, _ = canvas.add(block, item.text, "assumption", "draft")
    return canvas, [block for block in empty if canvas.block(block)]
