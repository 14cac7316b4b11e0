"""Drafting the nine blocks from a brief, and drafting again only what a changed brief touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas, Item, Status
from assistant.canvas.kinds import is_consumer
from assistant.canvas.pattern_types import holds
from assistant.canvas.patterns import Pattern, PatternLibrary, Template
from assistant.canvas.slots import fill, slot_values
from assistant.canvas.suits import for_offer, is_plain, suits
from assistant.canvas.trade import sold_to_people, trade_values
from assistant.language.lazy_re import lazy_re

_SECOND_BLOCKS: frozenset[BlockId] = frozenset({
    "value_propositions",
    "revenue_streams",
    "key_resources",
    "cost_structure",
})
# How full a block gets; what the founder said always goes in, the typical only up to here.
_ROOM: dict[BlockId, int] = {block: 2 for block in BLOCK_IDS} | {
    "value_propositions": 3,
    "customer_relationships": 1,
    "revenue_streams": 1,
}
# Where the way to earn says more than the trade does.
_OF_THE_OFFER: frozenset[BlockId] = frozenset({"revenue_streams", "key_resources", "cost_structure", "key_partners"})
_CONSEQUENCE = lazy_re(r"\{(?:task|object|complaint|per|if_uncounted|partner)\}", re.IGNORECASE)
_REGULATED = ("healthcare", "pharma", "legal_consulting", "finance", "insurance")
_TELLING = 2  # cue words of a trade in a description whose customer is not named by one
_Key = tuple[str, BlockId, int]


@dataclass(frozen=True)
class Planned:
    """An item that a brief calls for."""

    block: BlockId
    text: str
    status: Status
    source: str


def draft(brief: Brief, patterns: PatternLibrary, start: Canvas | None = None) -> Canvas:
    """Nine blocks for a brief with product (or idea) and customer.

    Args:
        brief: What is known of the venture.
        patterns: The pattern library.
        start: Canvas whose ids must not be given again; its items are left out.
    """
    canvas = Canvas(issued=start.issued if start else {})
    for planned in plan(brief, patterns).values():
        canvas, _ = canvas.add(planned.block, planned.text, planned.status, planned.source)
    return canvas


def redraft(canvas: Canvas, old: Brief, new: Brief, patterns: PatternLibrary) -> Canvas:
    """The canvas after the brief changed from `old` to `new`.

    Items the user wrote stay; items the user removed stay away; drafted items change only where their text depends on
    what changed, and keep their ids.
    """
    before, after = plan(old, patterns), plan(new, patterns)
    for block, item in list(canvas.all_items()):
        key = _key_of(block, item, before)
        if key is None:
            continue
        planned = after.get(key)
        if planned is None:
            canvas = canvas.remove(item.id)
        elif planned.text != item.text:
            canvas = canvas.put(replace(item, text=planned.text, status=planned.status))
    present = {(b, i.text) for b, i in canvas.all_items()}
    for key, planned in after.items():
        if key not in before and (planned.block, planned.text) not in present:
            canvas, _ = canvas.add(planned.block, planned.text, planned.status, planned.source)
    return canvas


def same_venture(old: Brief, new: Brief) -> bool:
    """Whether a new brief adds to the old one; a different product for a different customer is a new venture."""
    if not old.idea or not new.idea or new.idea == old.idea:
        return True
    changed_product = bool(new.product and old.product) and _overlap(new.product, old.product) < 0.34
    changed_customer = bool(new.customer and old.customer) and _overlap(new.customer, old.customer) < 0.34
    return not (changed_product and changed_customer)


def chosen_patterns(brief: Brief, patterns: PatternLibrary) -> list[Pattern]:
    """The business patterns, and the industry, kind of work and region, that a draft of this brief combines."""
    industry = patterns.industry(brief)
    if industry and not _in_trade(industry, brief):
        industry = None  # "cargo bikes for bakeries": where freight firms wait says nothing of bakeries
    if industry and sold_to_people(industry) and not is_consumer(brief):
        industry = None  # what is typical of households says nothing of the businesses that serve them
    beside = (industry, patterns.work(brief), patterns.region(brief))
    return for_offer([*patterns.business(brief), *(p for p in beside if p)], brief)


def _regulating(brief: Brief, patterns: PatternLibrary, chosen: list[Pattern]) -> list[Pattern]:
    """The regulated trade of an offer whose payer is of another trade: its duties hold whoever pays."""
    offered = f"{brief.product} {brief.job} {brief.user} {brief.problem}"
    trades = (patterns.patterns[name] for name in _REGULATED if name in patterns.patterns)
    found = (p for p in trades if any(holds(offered, cue) for cue in p.cues[brief.language]))
    return [p for p in found if p not in chosen][:1]


def _in_trade(industry: Pattern, brief: Brief) -> bool:
    """Whether the customers belong to a trade, or the description speaks of it more than once."""
    cues = industry.cues[brief.language]
    told = sum(holds(brief.idea, cue) for cue in cues)
    return told >= _TELLING or any(holds(brief.customer, cue) for cue in cues)


def plan(brief: Brief, patterns: PatternLibrary) -> dict[_Key, Planned]:
    """Every item the brief calls for, by template, in the order of the blocks."""
    chosen = chosen_patterns(brief, patterns)
    industry = next((p for p in chosen if p.kind == "industry"), None)
    title = industry.title[brief.language] if industry else brief.industry
    values = slot_values(brief, title if brief.language == "zh" else title.lower()) | trade_values(brief, chosen)
    regulated = _regulating(brief, patterns, chosen)
    if any(p.kind == "work" and p.items.get("cost_structure") for p in chosen):
        values.pop("if_uncounted", None)  # the kind of work says more exactly what running the model costs
    plain = is_plain(brief)
    planned: dict[_Key, Planned] = {}
    seen: set[str] = set()
    for block in BLOCK_IDS:
        in_block = 0
        for pattern, index, template in _templates(
            block, patterns.patterns["base"], [*regulated, *chosen] if block == "key_activities" else chosen
        ):
            item = _planned(pattern, template, block, values, brief) if suits(pattern, template, plain) else None
            filler = pattern.kind == "base" and not (template.stages or _leads(template) or _follows(template))
            full = in_block >= (1 if filler else _ROOM[block]) and not template.fact
            if item is None or item.text.lower() in seen or full:
                continue
            seen.add(item.text.lower())
            planned[pattern.id, block, index] = item
            in_block += 1
    return planned


def _templates(block: BlockId, base: Pattern, chosen: list[Pattern]) -> Iterator[tuple[Pattern, int, Template]]:
    """The templates of a block: facts, what follows from them, then trade and pattern, then what fits any venture."""
    general = list(enumerate(base.items.get(block, ())))
    yield from ((base, index, template) for index, template in general if _leads(template))
    yield from ((base, index, template) for index, template in general if _follows(template))
    for pattern in _by_weight(block, chosen):
        if pattern.kind != "pattern" or pattern == chosen[0] or block in _SECOND_BLOCKS:
            yield from ((pattern, index, template) for index, template in enumerate(pattern.items.get(block, ())))
    rest = (row for row in general if not (_leads(row[1]) or _follows(row[1])))
    yield from ((base, index, template) for index, template in rest)


def _by_weight(block: BlockId, chosen: list[Pattern]) -> list[Pattern]:
    """The patterns, those first that say most about a block: the law of a region, then trade and work, or the offer."""
    if block == "key_activities":
        order = ("region", "industry", "work", "pattern")
    elif block == "cost_structure":
        order = ("work", "pattern", "industry", "region")
    elif block in _OF_THE_OFFER:
        order = ("pattern", "industry", "work", "region")
    else:
        order = ("industry", "work", "pattern", "region")
    return sorted(chosen, key=lambda pattern: order.index(pattern.kind))


def _leads(template: Template) -> bool:
    return template.fact or "{no_" in template.text["en"]


def _follows(template: Template) -> bool:
    """Whether an item is a consequence of what the founder said rather than typical of the trade."""
    return not _leads(template) and bool(_CONSEQUENCE.search(template.text["en"]))


def _planned(
    pattern: Pattern, template: Template, block: BlockId, values: dict[str, str], brief: Brief
) -> Planned | None:
    if template.stages and brief.stage not in template.stages:
        return None
    text = fill(template.text[brief.language], values, brief.language)
    if text is None:
        return None
    if template.fact:
        return Planned(block, text, "fact", "brief")
    return Planned(block, text, "assumption", f"pattern:{pattern.id}")


def _key_of(block: BlockId, item: Item, planned: dict[_Key, Planned]) -> _Key | None:
    if item.source == "user":
        return None
    exact = (k for k, p in planned.items() if p.text == item.text and p.source == item.source)
    return next(exact, None)


def _overlap(a: str, b: str) -> float:
    units_a, units_b = content(a), content(b)
    return len(units_a & units_b) / max(min(len(units_a), len(units_b)), 1)


def content(text: str) -> set[str]:
    """Content units of a text: English words longer than three letters, Chinese character pairs."""
    latin = set(re.findall(r"[a-z]{4,}", text.lower()))
    han = re.findall(r"[\u4e00-\u9fff]+", text)
    return latin | {run[i : i + 2] for run in han for i in range(len(run) - 1)}
