"""Items of the canvas that a message names, whatever words stand around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.canvas import BlockId, Canvas, Item, find_blocks
from assistant.canvas.matching import content_words
from assistant.language.lazy_re import lazy_re

ENOUGH = 0.34  # share of an item's words that names it, where no other item shares as many
NEAR = 3  # the words of an item stand within so many times its own length
LEAD = 2  # so many times as many letters name an item as any other
_LIST = lazy_re(
    r"(?:\b(?:and|or|the|our|both|nor|plus|from|under|in)\b|和|跟|与|以及|还有|里的?|[\W_])*", re.IGNORECASE
)
_COMMON = frozenset("we us they them one new not can go out take now all no so just up off have has".split())
# What is said of anything names no item by itself.
_GENERIC = frozenset(
    "0 1 2 3 4 5 6 7 8 9 first second third last next each every per day week month year time good fit place thing "
    "item entry line block people customer client user service product price cost pay paying with without from more "
    "less most who what when where how why make made get use need want like work help find keep still also just only "
    "very much many 我们 他们 客户 服务 产品 用户 价格 成本 需要 可以 一个 这个 那个 一条 不用 不要 没有 什么 怎么 "
    "现在 以后 每月 每年 每个".split()
)


@dataclass(frozen=True)
class Grounded:
    """An item that a message names.

    Attributes:
        block: Its block.
        item: The item.
        span: From the first to the last of its words in the message.
        whole: Whether all its words are there.
    """

    block: BlockId
    item: Item
    span: tuple[int, int]
    whole: bool


def ground(text: str, canvas: Canvas, within: BlockId | None = None) -> list[Grounded]:
    """The items that a message names, left to right: all named in full, or the one that it names best in part.

    Args:
        text: The message.
        canvas: The canvas.
        within: Look only in this block.
    """
    said = content_words(text) - _COMMON
    placed = [(b, i, content_words(i.text)) for b, i in canvas.all_items() if within in {None, b}]
    whole = [(b, i, words) for b, i, words in placed if words and words <= said and _near(text, i.text, words)]
    # "Choir" is no item of its own where "Choir federations" is named.
    whole = [row for row in whole if not any(row[2] < other[2] for other in whole)]
    if whole:
        return sorted((Grounded(b, i, _span(text, words), True) for b, i, words in whole), key=lambda g: g.span)
    for mention in find_blocks(text):
        said -= content_words(mention.text)
    best = _best_part(said, placed)
    return [Grounded(best[0], best[1], _span(text, best[2] & said), False)] if best else []


def named_best(text: str, offered: Sequence[tuple[BlockId, Item]]) -> tuple[BlockId, Item] | None:
    """Of the items offered, the one that a text names with a word that none of the others holds; None where several."""
    said = content_words(text) - _COMMON - _GENERIC
    words = [(b, i, content_words(i.text)) for b, i in offered]
    held = Counter(word for _, _, own in words for word in own)
    scored = [(sum(len(w) for w in own & said if held[w] == 1), b, i) for b, i, own in words]
    scored.sort(key=lambda row: -row[0])
    if not scored or not scored[0][0] or (len(scored) > 1 and scored[1][0] * LEAD > scored[0][0]):
        return None
    return scored[0][1], scored[0][2]


def named_among(
    text: str, canvas: Canvas, offered: Sequence[tuple[BlockId, Item]], within: BlockId | None = None
) -> list[tuple[BlockId, Item]]:
    """The items that a text names in full; where it names none, the one of those offered that it names best.

    Args:
        text: The message.
        canvas: The canvas.
        offered: See `named_best`.
        within: Look for items named in full only in this block.
    """
    if whole := [(g.block, g.item) for g in ground(text, canvas, within) if g.whole]:
        return whole
    best = named_best(text, offered)
    return [best] if best else []


def together(text: str, found: Sequence[Grounded]) -> list[Grounded]:
    """The first of the items, with those that a list puts beside it."""
    kept = list(found[:1])
    for one in found[1:]:
        gap = text[kept[-1].span[1] : max(one.span[0], kept[-1].span[1])]
        if not _LIST.fullmatch(gap):
            break
        kept.append(one)
    return kept


def _best_part(
    said: set[str], placed: Sequence[tuple[BlockId, Item, set[str]]]
) -> tuple[BlockId, Item, set[str]] | None:
    held = Counter(word for _, _, words in placed for word in words)
    scored = []
    for block, item, words in placed:
        shared = words & said
        # A word that several items share tells less of each.
        scored.append((sum(1 / held[w] for w in shared), len(shared) / max(1, len(words)), block, item, words))
    scored.sort(key=lambda row: (-row[0], -row[1]))
    if not scored or scored[0][0] < 1 or scored[0][1] < ENOUGH:
        return None
    tied = len(scored) > 1 and scored[1][:2] == scored[0][:2]
    return None if tied else scored[0][2:]


def _near(text: str, item: str, words: set[str]) -> bool:
    """Whether the words stand close enough together to name one thing."""
    start, end = _span(text, words)
    return end - start <= NEAR * len(item)


def _span(text: str, words: set[str]) -> tuple[int, int]:
    """From the first to the last of the words, each as it stands in the text first."""
    places = []
    for word in words:
        stem = re.escape(word[:-1] if word.endswith("y") and len(word) > len("key") else word)
        match = re.search(rf"(?<![a-z0-9]){stem}[a-z]*" if word.isascii() else re.escape(word), text, re.IGNORECASE)
        places += [match.span()] if match else []
    return (min(s for s, _ in places), max(e for _, e in places)) if places else (0, 0)
