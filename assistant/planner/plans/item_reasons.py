"""Says why an item stands on the canvas: what the founder said, or what is typical of the trade it was drafted from."""

from __future__ import annotations

import re
from typing import Any

from assistant.canvas import BLOCKS, BlockId, History, Item, Pattern, find_blocks, load_patterns
from assistant.canvas.matching import content_words
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.plan import Plan, Say
from assistant.planner.understand.advice import WHY_HAVE

JsonDict = dict[str, Any]
_WHY = lazy_re(r"\bwhy\b|\bwhat (?:is|are|do) .+ (?:for|there)\b|为(?:什么|啥|何)|凭什么|干[嘛吗]", re.IGNORECASE)
LEAST_SHARED = 2  # words, or pairs of Chinese characters
LEAST_SHARE = 0.5  # of the words asked about that the item must hold
# What of a trade's profile bears on a block, the nearest first.
_BEARS_ON: dict[str, tuple[str, ...]] = {
    "customer_segments": ("buyers", "users"),
    "value_propositions": ("pains", "gains", "failures"),
    "channels": ("sales_cycle", "buyers"),
    "customer_relationships": ("regulation", "failures"),
    "revenue_streams": ("sales_cycle", "metrics"),
    "key_resources": ("failures", "regulation"),
    "key_activities": ("failures", "metrics", "regulation"),
    "key_partners": ("regulation", "sales_cycle"),
    "cost_structure": ("failures", "regulation"),
}
_SAID = {
    "buyers": {"en": "who decides there", "zh": "谁拍板"},
    "users": {"en": "who uses it", "zh": "谁使用"},
    "pains": {"en": "the usual pain", "zh": "常见的痛点"},
    "gains": {"en": "what they hope for", "zh": "他们想要的"},
    "regulation": {"en": "rules that apply", "zh": "相关规定"},
    "sales_cycle": {"en": "how one buys there", "zh": "他们怎么买"},
    "metrics": {"en": "what is measured", "zh": "看什么指标"},
    "failures": {"en": "what ends the trust", "zh": "最容易翻车的地方"},
}
_MOST = 2


def plan_item_reason(text: str, context: Context) -> Plan | None:
    """Why the item that a text asks about is on the canvas; None where it asks about none."""
    found = _asked_about(text, context) if _WHY.search(text) else None
    if found is None:
        return None
    block, item = found
    pattern = load_patterns().patterns.get(item.source.removeprefix("pattern:"))
    variables: JsonDict = {
        "block": dict(BLOCKS[block].label),
        "text": item.text,
        "own": item.source in ("user", "brief"),
        "assumption": item.status == "assumption",
        "pattern": dict(pattern.title) if pattern else {},
        "reasons": _reasons(block, pattern) if pattern else [],
    }
    return Plan(says=(Say("item_reason", variables),))


def _reasons(block: BlockId, pattern: Pattern) -> list[JsonDict]:
    known = [field for field in _BEARS_ON[block] if pattern.profile.get(field)]
    return [{"label": _SAID[field], "text": dict(pattern.profile[field])} for field in known[:_MOST]]


def _asked_about(text: str, context: Context) -> tuple[BlockId, Item] | None:
    """The item that shares most with what a text asks about; in the block it names, where it names one."""
    named = {mention.block for mention in find_blocks(text)}
    asked = content_words(_bare(text))
    items = History.from_json(context.canvas).canvas.all_items()
    pool = [(b, i) for b, i in items if not named or b in named]
    shared = sorted(((len(asked & content_words(i.text)), b, i) for b, i in pool), key=lambda row: -row[0])
    if not shared or shared[0][0] < (1 if named else LEAST_SHARED):
        return None
    clear = len(shared) == 1 or shared[0][0] > shared[1][0]
    return (shared[0][1], shared[0][2]) if clear and (named or shared[0][0] >= LEAST_SHARE * len(asked)) else None


def _bare(text: str) -> str:
    """A question without its question words and without names of blocks."""
    for mention in reversed(find_blocks(text)):
        text = text[: mention.span[0]] + " " + text[mention.span[1] :]
    return WHY_HAVE.sub(" ", text)
