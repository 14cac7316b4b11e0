"""Checks of the structure: empty blocks, uncovered segments, duplicates, empty words, items in the wrong block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.review.finding import Hit
from assistant.canvas.review.sheet import Placed, Sheet, units
from assistant.canvas.review.suggest import suggestion
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities

# What a draft says about a segment rather than a segment of its own.
_HINT = lazy_re(
    r"^(?:starting with|to confirm|first to win|the harder side)\b|^(?:先从|待与|待确认|首批|较难)", re.IGNORECASE
)
SAME = 0.8  # share of content units two items have in common to count as the same
WORLDS = ("vehicle", "store", "factory", "warehouse", "fitness", "farm", "hotel", "film", "mining", "pharma", "build")


def empty_block(sheet: Sheet) -> Iterator[Hit]:
    """Blocks without items, on a canvas that has some."""
    filled = [b for b in BLOCK_IDS if sheet.of(b)]
    if len(filled) >= 3:
        yield from (Hit(values={"suggestion": suggestion(sheet, b)}, block=b) for b in BLOCK_IDS if b not in filled)


def uncovered(sheet: Sheet, block: BlockId) -> Iterator[Hit]:
    """Segments that no item of a block is for, while every item there names another segment."""
    segments = [p for p in sheet.of("customer_segments") if not _HINT.search(p.text)]
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
    said = any(
        re.search(r"paid by|free|免费|向.{1,12}[收抽]", p.text, re.IGNORECASE) for p in sheet.of("revenue_streams")
    )
    covered = ["user_word", "buyer_word", "role_child", "role_patient", "role_applicant"]
    users = {p.item.id for p in sheet.holding(covered, ["customer_segments"])}
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
    """What tells each segment from the others: its role, or where others have the same one, words of its own."""
    roles = [_role(sheet, p.text) for p in segments]
    words = [units(_head(p.text)) for p in segments]
    everything = [units(p.text) for p in segments]
    names = []
    for number, role in enumerate(roles):
        others = [n for n in range(len(segments)) if n != number]
        if role and all(roles[n] != role for n in others):
            names.append({role})
        else:
            names.append({u for u in words[number] if not any(u in everything[n] for n in others)})
    return names


_HEAD_END = lazy_re(r"[,;(（，；]|\b(?:of|who|that|which|with|in|on|for|to|from|looking|hiring|selling|buying)\b")


def _head(text: str) -> str:
    """The noun phrase a segment starts with; a Chinese one ends with its noun, so it is whole."""
    match = _HEAD_END.search(text)
    return text[: match.start()] if match and match.start() > 3 else text


def _role(sheet: Sheet, text: str) -> str:
    """The role a segment has: the last one named in its head, else the first one named at all."""
    for part, pick in ((_head(text), max), (text, min)):
        found = [(match.start(), role) for role in sheet.words.names("role_") if (match := sheet.match(role, part))]
        if found:
            return pick(found)[1]
    return ""


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
            yield Hit((placed,), {"suggestion": suggestion(sheet, placed.block)})


def _empty(sheet: Sheet, part: str) -> bool:
    match = sheet.match("generic", part)
    # "our", "very" and 的 add nothing either.
    return match is not None and len(part) - len(match.group()) <= (4 if part.isascii() else 1)


def everyone_segment(sheet: Sheet) -> Iterator[Hit]:
    """Segments that leave nobody out."""
    first = {"suggestion": suggestion(sheet, "customer_segments")}
    yield from (Hit((p,), first) for p in sheet.holding(["everyone"], ["customer_segments"]))


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
    reach = 36 if placed.text.isascii() else 8
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


_SOUGHT = lazy_re(r"(?:需要|要找|想找|寻找|想请|请).{0,8}$")


def platform_one_side(sheet: Sheet) -> Iterator[Hit]:
    """A platform whose segments are one side only; "homeowners who need a plumber" are no plumbers."""
    platforms = sheet.holding(["platform"], ["value_propositions", "revenue_streams", "customer_segments"])
    if not platforms or sheet.holding(["supply_side"], ["channels"]):
        return
    for segment in sheet.of("customer_segments"):
        match = sheet.match("supply_side", _head(segment.text))
        if match and not _SOUGHT.search(segment.text[: match.start()]):
            return
    yield Hit((platforms[0],))


def single_partner(sheet: Sheet) -> Iterator[Hit]:
    """Items that name a sole source and no second one."""
    blocks: tuple[BlockId, ...] = ("key_partners", "key_resources", "channels", "key_activities", "cost_structure")
    for placed in sheet.holding(["single"], blocks):
        if not sheet.match("backup", placed.text):
            yield Hit((placed,))
