"""A new amount for an item of the canvas that holds one: "the pass goes up to 260 euros", 八块一亩降到七块五吧."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.canvas import BlockId, Canvas, Item, find_blocks
from assistant.canvas.matching import content_words
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.understand.edits.canvas_edits import Edit
from assistant.planner.understand.edits.item_words import ASKS
from assistant.planner.understand.edits.places import read_place

LONGEST = 120  # characters
_UNIT = 4  # characters of the word after a number that tell of what it is
_BECOMES = lazy_re(
    r"(?:\b(?:to|at|price(?: is)?|fee(?: is)?|make (?:it|that)|costs?)\s+|(?:到|成|为|改|卖|收)[^\d，,]{0,6})$",
    re.IGNORECASE,
)
_PER_ONE = lazy_re(r"[万千百块元毛]一$")  # of 八块一亩
_NO_AMOUNT = frozenset("一 one a an 1".split())  # 一次性, 一箱
_TEN_THOUSAND = 10_000
_GROUPED = 1000
_NUMBER = lazy_re(
    r"\d[\d,]*(?:\.\d+)?|百分之[零一二三四五六七八九十百两点\d.]+|千分之[零一二三四五六七八九十两点\d.]+|"
    r"[零一二两三四五六七八九十百千半]+(?:块[一二三四五六七八九]?)?"
)
_CHANGES = lazy_re(
    r"\b(?:now|from now on|instead|rather than|not|goes|go|went|going|up|down|raise[ds]?|lower(?:ed)?|rises?|drops?|"
    r"cut|becomes?|change[sd]?|make|set|put|should (?:be|say|read)|costs?|is|are|runs?|typo|correct(?:ion)?)\b|"
    r"改|涨|降|提|调|升|减|变|换|别写|不是|应该|update|现在|以后|就行|就好|写成",
    re.IGNORECASE,
)
_SUPPOSES = lazy_re(
    r"\b(?:if|what if|suppose|assuming|imagine|say we|would|could|should we|target|break[- ]?even)\b|"
    r"如果|要是|假如|假设|(?<![\d.])万一|会怎|能不能|是否|多少|回本",
    re.IGNORECASE,
)
# What came in, or was asked and answered, is no new price.
_RESULTS = lazy_re(
    r"\b(?:made us|earned|sold|brought(?: in)?|took in|lost|spent|asked|interviewed|signed up|last (?:week|month|year)|"
    r"so far|on average|in total)\b|赚了|卖了|卖出|亏了|花了|问了|上个?月|去年|上周|一共|总共|平均",
    re.IGNORECASE,
)
_PRICE = lazy_re(r"\b(?:price|fee|charge)\b|价(?:格|钱)?|收费|单价|定价", re.IGNORECASE)
_ADDS = lazy_re(r"\b(?:add|another|new|plus|also charge|on top)\b|加[个一上条]|新增|再来|补|另收", re.IGNORECASE)
_UNITS = {"money", "percent", "count", "duration"}


def read_amount(text: str, canvas: Canvas, *, priced: bool = True) -> list[Edit]:
    """The edit that a new amount makes of the one item it is said of; empty where no item holds such an amount.

    Args:
        text: The clause.
        canvas: The canvas.
        priced: Whether "the price" may mean the only amount of money among the revenue streams.
    """
    said = _amounts(text)
    if not said or len(text) > LONGEST or not _CHANGES.search(text):
        return []
    if (
        _SUPPOSES.search(text)
        or _RESULTS.search(text)
        or _ADDS.search(text)
        or (ASKS.search(text) and not re.search(r"改|make it", text))
    ):
        return []
    rows = [row for row in _candidates(text, said, canvas, priced) if _said_of(text, said, row)]
    return _changed(rows, said)


def corrected_amount(text: str, block: BlockId, item: Item) -> list[Edit]:
    """The edit that an amount said alone makes of the one item it can only be said of: "sorry, typo: £32"."""
    said = _amounts(text)
    return _changed(_one([(block, item, q) for q in _amounts(item.text)], said), said) if said else []


def _changed(rows: Sequence[tuple[BlockId, Item, Quantity]], said: Sequence[Quantity]) -> list[Edit]:
    for block, item, old in rows:
        amount = _rewritten(old, new, item.text) if (new := _new_amount(said, old)) else ""
        if amount and amount != old.text:
            return [Edit("replace", block, item.id, item.text.replace(old.text, amount, 1))]
    return []


def _amounts(text: str) -> list[Quantity]:
    """The amounts of a text: 7.2万一台 is 7.2万, 八块一亩 is eight."""
    found = []
    for q in find_quantities(text):
        bare = find_quantities(q.text[:-1]) if _PER_ONE.search(q.text) else []
        found.append(replace(bare[0], relation=q.relation) if bare else q)
    return [q for q in found if q.kind in _UNITS and q.text.strip() not in _NO_AMOUNT]


def _candidates(
    text: str, said: Sequence[Quantity], canvas: Canvas, priced: bool
) -> list[tuple[BlockId, Item, Quantity]]:
    """The one item that a message names, by its place, its old amount, its words, or as the price, with the amount."""
    held = [(b, i, q) for b, i in canvas.all_items() for q in _amounts(i.text)]
    placed = read_place(text, canvas)
    if placed:
        return _one([row for row in held if row[1].id in placed.items], said)
    blocks = {m.block for m in find_blocks(text)} or None
    within = [row for row in held if blocks is None or row[0] in blocks] or held
    by_old = [row for row in within if any(_same(q, row[2]) for q in said)]
    by_words = _named(text, within)
    if by_old:
        return _one([row for row in by_old if row in by_words] or by_old, said)
    if by_words:
        return _one(by_words, said)
    paid = [row for row in held if row[0] == "revenue_streams" and row[2].kind in {"money", "count"}]
    money = [row for row in paid if row[2].kind == "money"] or paid  # 一节课60
    return _one(money, said) if priced and _PRICE.search(text) and len(money) == 1 else []


def _one(
    rows: Sequence[tuple[BlockId, Item, Quantity]], said: Sequence[Quantity]
) -> list[tuple[BlockId, Item, Quantity]]:
    """The amounts of the one item that is left, those of the kind said first; nothing where several are."""
    if len({item.id for _, item, _ in rows}) != 1:
        return []
    kinds = {q.kind for q in said}
    fitting = [row for row in rows if row[2].kind in kinds]
    if kinds == {"count"}:  # 一箱改78: the unit stands on the canvas
        fitting = [row for row in rows if row[2].kind == "money"] or fitting
    known = [row for row in fitting if any(_same(q, row[2]) for q in said)]
    kept = known or fitting
    return list(kept) if len(kept) == 1 else []


def _said_of(text: str, said: Sequence[Quantity], row: tuple[BlockId, Item, Quantity]) -> bool:
    """Whether a bare number is said of the amount: "we have 12 schools" is no new price of a school, nor its size."""
    _, item, old = row
    new = _new_amount(said, old)
    if new is None or new.kind != "count" or any(_same(q, old) for q in said):
        return True
    before, after = (text + " ").split(new.text, 1) if new.text in text else ("", "")
    per = re.match(r"\s*(?:一|每|[/／])\s*(?P<unit>[\u4e00-\u9fff])", after)
    if per and per["unit"] in item.text:
        return True  # 90一节, of an item that is paid a 节
    if old.kind == "count":
        unit = item.text.split(old.text, 1)[-1].strip()[:_UNIT]
        return bool(unit) and after.strip().lower().startswith(unit.lower())
    return bool(_BECOMES.search(before))


def _named(text: str, rows: Sequence[tuple[BlockId, Item, Quantity]]) -> list[tuple[BlockId, Item, Quantity]]:
    """Of the items, those that share most words with the text."""
    words = {w for w in content_words(text) if not re.search(r"\d", w)}
    scores = [sum(len(w) for w in words & content_words(item.text)) for _, item, _ in rows]
    best = max(scores, default=0)
    return [row for row, score in zip(rows, scores, strict=True) if score == best] if best > 1 else []


def _same(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and (a.kind == b.kind or "count" in (a.kind, b.kind)) and a.period in (b.period, None)


def _new_amount(said: Sequence[Quantity], old: Quantity) -> Quantity | None:
    """The amount said that is not the old one; the one told to be set where there are several."""
    other = [q for q in said if not _same(q, old) and (q.kind in (old.kind, "count"))]
    if len(other) > 1:
        other = [q for q in other if q.relation] or other
    return other[0] if len(other) == 1 else None


def _rewritten(old: Quantity, new: Quantity, item: str) -> str:
    """The amount in the way the item writes it; as said where that cannot be."""
    number, said = _NUMBER.search(old.text), _NUMBER.search(new.text)
    if not number or not said:
        return ""
    if old.kind == "money" and new.currency not in {old.currency, None}:
        return new.text
    if not number.group()[:1].isdigit():
        return old.text.replace(number.group(), said.group(), 1)
    worth = new.value
    if old.kind == "percent" and "%" in old.text:
        worth = new.value * 100
    elif re.search(r"[kKmM千亿]", old.text):
        return new.text
    elif "万" in old.text:
        worth = new.value / _TEN_THOUSAND if new.value >= _TEN_THOUSAND // 10 else new.value
    grouped = "," in number.group() or (old.value < _GROUPED and not re.search(r"[\u4e00-\u9fff]", item))
    return old.text.replace(number.group(), f"{round(worth, 6):{',' if grouped else ''}.10g}", 1)
