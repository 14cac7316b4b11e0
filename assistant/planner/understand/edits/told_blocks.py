"""What is told block by block goes on the canvas as it is told: "Partners: the mill. Channel: fairs.", 渠道加小红书."""

from __future__ import annotations

import re

from assistant.canvas import find_blocks
from assistant.canvas.headings import Heading, brief_labels, inline_headings, line_heading
from assistant.language.lazy_re import lazy_re
from assistant.planner.plans.telling import draws
from assistant.planner.understand.edits.canvas_edits import EDGES, POLITE
from assistant.planner.understand.evidence import Evidence

_SENTENCES = lazy_re(r"[。;；!！\n]\s*|\.\s+|\.$")
_ASKS = lazy_re(r"[?？]")
_CLAUSES = lazy_re(r"\s*[,，。;；!！]\s*|\.\s+")
_ORDERS_FIRST = lazy_re(
    r"(?:add|put|insert|append|include|write(?: down)?|note(?: down)?|enter|place)\b", re.IGNORECASE | re.ASCII
)
_PUTS_THERE = lazy_re(
    r"(?:那?[里上中]|那?一?[栏格块])?(?:再|也|还|就|先|给我)*(?:加|添|补|写|放|记|列|填)(?!盟|工|油|班|密|热|速)"
)


def tells_blocks(seen: Evidence) -> str | None:
    """Nothing but blocks by their names with what is in each, where no question about the venture is open."""
    if seen.context.asked.get("kind") == "brief" or _ASKS.search(seen.text) or draws(seen.text):
        return None
    return "tell_blocks" if told_blocks(seen.text) else None


def tells_by_labels(seen: Evidence) -> str | None:
    """A description under its labels, before there is a canvas to edit: "Customer: dentists. Product: a reader."."""
    context = seen.context
    if context.canvas or context.brief or context.asked or _ASKS.search(seen.text) or not brief_labels(seen.text):
        return None
    parts = [part for part in _SENTENCES.split(seen.text) if part.strip()]
    labelled = all(brief_labels(part) or line_heading(part).is_heading for part in parts)
    return "describe_venture" if labelled else None


def orders_onto_block(seen: Evidence) -> str | None:
    """A clause that puts something into a block it names, whatever the talk was about before.

    An amount may be an input of the model: "add insurance of $500 a month to the costs".
    """
    counted = any(quantity.kind in {"money", "percent"} for quantity in seen.quantities)
    if counted or _ASKS.search(seen.text) or seen.hypothetical or draws(seen.text):
        return None
    return "add_item" if any(map(puts_into_block, _CLAUSES.split(seen.text))) else None


def told_blocks(text: str) -> list[Heading]:
    """The blocks that a text tells with what is in each; empty where it says anything else."""
    if brief_labels(text) or text.lstrip().startswith(("{", "[", "|")):
        return []  # "Product: …" tells of the venture what no block says; JSON and tables are read as such
    sentences = [s for s in _SENTENCES.split(text) if s.strip()]
    headings = [h for s in sentences for h in inline_headings(s) or [line_heading(s)]]
    return headings if all(h.is_heading and h.block and h.rest.strip() for h in headings) else []


def puts_into_block(text: str) -> bool:
    """Whether a clause orders something onto a block that it names: "put the fair under channels", 成本里写上仓租."""
    text = POLITE.sub("", text)
    mentions = find_blocks(text)
    if not mentions or _ASKS.search(text):
        return False
    start, end = mentions[0].span
    return bool(_ORDERS_FIRST.match(text) or (not text[:start].strip(EDGES) and _PUTS_THERE.match(text, end)))
