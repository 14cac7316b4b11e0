"""What views are made of: lines that each say where they come from, in sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from assistant.canvas.blocks import BLOCKS, BlockId
from assistant.canvas.brief import Brief
from assistant.canvas.canvas import Canvas, Item
from assistant.canvas.matching import similarity

Kind = Literal["item", "brief", "figure", "gap"]
Bilingual = dict[str, str]
SAME = 0.9


@dataclass(frozen=True)
class Number:
    """A figure of the finance room.

    Attributes:
        id: As published, e.g. `ltv_to_cac`.
        label: What it is called.
        value: None where it is undefined.
        unit: As published.
        period: "month" … for flows.
        verdict: "good", "weak", "bad" by the usual bar; None where there is none.
        position: Whether it is a month rather than an amount.
    """

    id: str
    label: Bilingual
    value: float | None
    unit: str
    period: str | None = None
    verdict: str | None = None
    position: bool = False


@dataclass(frozen=True)
class Venture:
    """Everything a view is made from.

    Attributes:
        canvas: The canvas.
        brief: What the founder said.
        numbers: Figures computed from numbers the founder gave; empty where none were given.
    """

    canvas: Canvas
    brief: Brief
    numbers: tuple[Number, ...] = ()

    def number(self, *ids: str) -> list[Number]:
        """The figures of these ids that have a value."""
        return [n for id_ in ids for n in self.numbers if n.id == id_ and n.value is not None]

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return self.canvas.count == 0 and not (self.brief.idea or self.brief.product or self.brief.customer)


@dataclass(frozen=True)
class Line:
    """One line of a view.

    Attributes:
        kind: Where it comes from.
        ref: The item's id, the brief's field, the figure's id, or what is missing.
        text: What it says; for a figure its label.
        status: Of an item: "fact", "assumption" …
        why: Why it stands in this section, where that does not go without saying.
        number: The figure.
    """

    kind: Kind
    ref: str
    text: Bilingual
    status: str = ""
    why: Bilingual | None = None
    number: Number | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data; a figure has value, unit, period, verdict and position."""
        n = self.number
        figure = (
            {"value": n.value, "unit": n.unit, "period": n.period, "verdict": n.verdict, "position": n.position}
            if n
            else {}
        )
        known = {"kind": self.kind, "ref": self.ref, "text": self.text, "status": self.status, "why": self.why}
        return {**known, **figure}


@dataclass(frozen=True)
class Section:
    """Lines under a heading; `group` is what several sections belong to, such as a customer segment."""

    id: str
    title: Bilingual
    lines: tuple[Line, ...]
    group: Bilingual | None = None

    def to_json(self) -> dict[str, Any]:
        """`{id, title, group, lines}`."""
        lines = [line.to_json() for line in self.lines]
        return {"id": self.id, "title": self.title, "group": self.group, "lines": lines}


@dataclass(frozen=True)
class View:
    """A view; its gaps are lines of their own, so that nothing looks complete that is not."""

    id: str
    title: Bilingual
    sections: tuple[Section, ...]

    @property
    def gaps(self) -> int:
        """Number of named gaps."""
        return sum(line.kind == "gap" for section in self.sections for line in section.lines)

    def to_json(self) -> dict[str, Any]:
        """`{view, title, sections, gaps}`."""
        sections = [section.to_json() for section in self.sections]
        return {"view": self.id, "title": self.title, "sections": sections, "gaps": self.gaps}


def both(text: str) -> Bilingual:
    """The founder's own words, the same in both languages."""
    return {"en": text, "zh": text}


def of_item(item: Item, why: Bilingual | None = None) -> Line:
    """A line that is an item of the canvas."""
    return Line("item", item.id, both(item.text), item.status, why)


def standing(item: Item) -> str:
    """How far an item is proven: its status, of which evidence may know more kinds than a draft does."""
    return item.status


def of_items(items: Iterable[Item]) -> list[Line]:
    """Lines that are items of the canvas."""
    return [of_item(item) for item in items]


def of_brief(brief: Brief, field: str, why: Bilingual | None = None) -> list[Line]:
    """A line with what the founder said of `field`; none where nothing was said."""
    said = str(getattr(brief, field))
    return [Line("brief", f"brief:{field}", both(said), "fact", why)] if said else []


def of_number(number: Number, why: Bilingual | None = None) -> Line:
    """A line that is a figure."""
    return Line("figure", number.id, number.label, why=why, number=number)


def gap(ref: str, en: str, zh: str) -> Line:
    """A line that says what is missing and what to do about it."""
    return Line("gap", ref, {"en": en, "zh": zh})


def empty_block(block: BlockId) -> Line:
    """The gap that a block without items is."""
    label = BLOCKS[block].label
    return gap(f"block:{block}", f"{label['en']}: nothing on the canvas yet", f"{label['zh']}：画布上还没有内容")


def block_lines(venture: Venture, block: BlockId) -> list[Line]:
    """Items of a block, or the gap."""
    return of_items(venture.canvas.block(block)) or [empty_block(block)]


def without_repeats(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines of which none says again what one before it says."""
    kept: list[Line] = []
    for line in lines:
        told = any(similarity(line.text["en"], other.text["en"]) >= SAME for other in kept if other.kind != "gap")
        if line.kind in ("figure", "gap") or not told:
            kept.append(line)
    return tuple(kept)


def section(id_: str, en: str, zh: str, lines: Iterable[Line]) -> Section:
    """A section in which no line says again what one before it says."""
    return Section(id_, {"en": en, "zh": zh}, without_repeats(lines))


NO_NUMBERS = gap(
    "figures",
    "Numbers: none of your own yet. Give me price, customers and costs, and the figures appear here",
    "数字：还没有您自己的数据。告诉我价格、客户数和成本，这里就会有测算结果",
)
