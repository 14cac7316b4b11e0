"""The canvas as the review reads it: items with the word families they hold, prices, names of segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assistant.canvas.blocks import BlockId
from assistant.canvas.canvas import Canvas, Item
from assistant.canvas.review.words import Words
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities

_STOP = frozenset(
    "with from that this they them their then than have into over only more less each every when what which "
    "small large customers customer users user uses people companies company other need needs want wants team product "
    "software service services who's also both very first same between".split()
)
_OPEN = lazy_re(r"^(?:to confirm|to be (?:confirmed|filled|checked)|open question)\b|^待(?:确认|与|核实|补充|定)", re.I)
_HAN_STOP = frozenset({"客户", "用户", "公司", "企业", "平台", "服务", "产品", "需要", "的人", "可以", "自己", "目标"})


@dataclass(frozen=True)
class Placed:
    """An item with its block."""

    block: BlockId
    item: Item

    @property
    def text(self) -> str:
        """What the item says."""
        return self.item.text


@dataclass(frozen=True)
class Sheet:
    """What a review looks at.

    Attributes:
        canvas: The canvas.
        words: Word families.
        finance: Figures of the finance model by id where the founder gave numbers, else empty; `price` comes with
            `price_unit`, `doubt` says in both languages what of the model can hardly be right.
    """

    canvas: Canvas
    words: Words
    finance: Mapping[str, float | str | Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every item with its block."""
        return tuple(Placed(b, i) for b, i in self.canvas.all_items())

    @cached_property
    def _cache(self) -> dict[tuple[str, str], re.Match[str] | None]:
        return {}

    def match(self, family: str, text: str) -> re.Match[str] | None:
        """The first word of a family in a text."""
        key = (family, text)
        if key not in self._cache:
            self._cache[key] = self.words.find(family, text)
        return self._cache[key]

    def holding(self, families: Iterable[str], blocks: Iterable[BlockId] = ()) -> list[Placed]:
        """Items of `blocks` (all where none are named) that hold a word of one of the families."""
        wanted = set(blocks)
        names = tuple(families)
        return [
            p for p in self.placed if (not wanted or p.block in wanted) and any(self.match(f, p.text) for f in names)
        ]

    def of(self, block: BlockId) -> list[Placed]:
        """Items of a block."""
        return [p for p in self.placed if p.block == block]

    def told(self, block: BlockId) -> list[Placed]:
        """Items of a block that say what is, without those that name a question still to be asked."""
        return [p for p in self.of(block) if not (p.item.status == "assumption" and _OPEN.search(p.text))]

    @cached_property
    def prices(self) -> tuple[tuple[Placed, Quantity], ...]:
        """Amounts of money in the revenue block, in order."""
        return tuple((p, q) for p in self.of("revenue_streams") for q in money(p.text))


def money(text: str) -> list[Quantity]:
    """Amounts of money of a text."""
    return [q for q in find_quantities(text) if q.kind == "money" and q.value > 0]


def units(text: str) -> set[str]:
    """Content units that tell one text from another: English stems, Chinese character pairs."""
    latin = {_stem(w) for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _STOP}
    han = re.findall(r"[\u4e00-\u9fff]+", text)
    return latin | ({run[i : i + 2] for run in han for i in range(len(run) - 1)} - _HAN_STOP)


def _stem(word: str) -> str:
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)] + kept
    return word
