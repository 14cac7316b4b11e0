"""Checks of the structure: empty blocks, uncovered segments, duplicates, empty words, items in the wrong block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.review.finding import Hit
from assistant.canvas.review.sheet import Placed, Sheet, units
from assistant.language.quantities import find_quantities

SAME = 0.75  # share of content units two items have in common to count as the same
WORLDS = ("vehicle", "store", "factory", "warehouse", "fitness", "farm", "hotel", "film", "mining", "pharma", "build")


def empty_block(sheet: Sheet) -> Iterator[Hit]:
    """Blocks without items, on a canvas that has some."""
    filled = [b for b in BLOCK_IDS if sheet.of(b)]
    if len(filled) >= 3:
        yield from (Hit(block=b) for b in BLOCK_IDS if b not in filled)


def uncovered(sheet: Sheet, block: BlockId) -> Iterator[Hit]:
    """Segments that no item of a block is for, while every item there names another segment."""
    segments = sheet.of("customer_segments")
    if len(segments) < 2:
        return
    names = _names(sheet, segments)
    named = [{n for n, own in enumerate(names) if _is_named(sheet, own, p)} for p in sheet.of(block)]
    if not named or any(not who for who in named):
        return
    if any(sheet.match("both_sides", p.text) for p in sheet.of(block)):
        return
    served = set.union(*named)
    for number, segment in enumerate(segments):
        if number not in served and names[number]:
            yield Hit((segment,), block=block)


def segment_without_revenue(sheet: Sheet) -> Iterator[Hit]:
    """Segments that neither pay nor are said to be served free."""
    said = any(re.search(r"paid by|free|免费|向.{1,12}收", p.text, re.IGNORECASE) for p in sheet.of("revenue_streams"))
    users = {p.item.id for p in sheet.holding(["user_word", "role_child", "role_patient"], ["customer_segments"])}
    if not said:
        yield from (h for h in uncovered(sheet, "revenue_streams") if h.items[0].item.id not in users)


def buyer_without_proposition(sheet: Sheet) -> Iterator[Hit]:
    """A buyer who is not the user and whom no proposition names, while all name somebody else."""
    for hit in uncovered(sheet, "value_propositions"):
        if sheet.match("buyer_word", hit.items[0].text):
            yield hit


def segment_without_proposition(sheet: Sheet) -> Iterator[Hit]:
    """A segment, other than a mere buyer, that no proposition is for."""
    for hit in uncovered(sheet, "value_propositions"):
        if not sheet.match("buyer_word", hit.items[0].text):
            yield hit


def _names(sheet: Sheet, segments: list[Placed]) -> list[set[str]]:
    """What tells each segment from the others: its words and its roles."""
    own = [units(p.text) | {role for role in sheet.words.names("role_") if sheet.match(role, p.text)} for p in segments]
    return [
        {u for u in mine if not any(u in theirs for n, theirs in enumerate(own) if n != number)}
        for number, mine in enumerate(own)
    ]


def _is_named(sheet: Sheet, names: set[str], placed: Placed) -> bool:
    held = units(placed.text) | {n for n in names if n.startswith("role_") and sheet.match(n, placed.text)}
    return bool(names & held)


def duplicate_item(sheet: Sheet) -> Iterator[Hit]:
    """Two items of a block that say the same."""
    for block in BLOCK_IDS:
        items = sheet.of(block)
        for number, later in enumerate(items):
            for earlier in items[:number]:
                if _same(earlier.text, later.text):
                    yield Hit((earlier, later))


def _same(a: str, b: str) -> bool:
    numbers_a, numbers_b = ({q.value for q in find_quantities(t)} for t in (a, b))
    units_a, units_b = units(a), units(b)
    least = min(len(units_a), len(units_b))
    if numbers_a != numbers_b or least < 2:
        return a.strip().lower() == b.strip().lower()
    return len(units_a & units_b) / max(len(units_a), len(units_b)) >= SAME


def generic_item(sheet: Sheet) -> Iterator[Hit]:
    """Items made of nothing but words that fit any venture."""
    for placed in sheet.placed:
        parts = [p for p in re.split(r"[,，、;；。.]|\band\b|和|与|以及", placed.text) if p.strip()]
        if parts and all(_empty(sheet, part.strip()) for part in parts):
            yield Hit((placed,))


def _empty(sheet: Sheet, part: str) -> bool:
    match = sheet.match("generic", part)
    return bool(match) and len(part) - len(match.group()) <= 4  # "we offer" adds nothing either


def everyone_segment(sheet: Sheet) -> Iterator[Hit]:
    """Segments that leave nobody out."""
    yield from (Hit((p,)) for p in sheet.holding(["everyone"], ["customer_segments"]))


def wrong_block(sheet: Sheet) -> Iterator[Hit]:
    """Costs outside the costs, prices outside the revenue."""
    quiet: tuple[BlockId, ...] = ("customer_segments", "channels", "key_resources", "key_activities", "key_partners")
    for placed in sheet.placed:
        if placed.block in {*quiet, "customer_relationships", "revenue_streams"} and _mostly(
            sheet, "cost_words", placed
        ):
            yield Hit((placed,), block="cost_structure")
        elif placed.block in quiet and _mostly(sheet, "price_words", placed):
            yield Hit((placed,), block="revenue_streams")


def _mostly(sheet: Sheet, family: str, placed: Placed) -> bool:
    match = sheet.match(family, placed.text)
    if not match:
        return False
    reach = 24 if placed.text.isascii() else 8
    return match.start() <= reach // 3 and len(placed.text) - len(match.group()) <= reach


def orphan(sheet: Sheet, block: BlockId) -> Iterator[Hit]:
    """Heavy things of another trade that nothing else on the canvas needs."""
    for placed in sheet.of(block):
        for world in WORLDS:
            if sheet.match(f"world_{world}", placed.text) and not any(
                sheet.match(f"rel_{world}", other.text) or sheet.match(f"world_{world}", other.text)
                for other in sheet.placed
                if other != placed
            ):
                yield Hit((placed,))
                break
