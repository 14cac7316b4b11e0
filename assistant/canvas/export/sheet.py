"""What every export shows, as plain data: the canvas, its key figures and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, BlockId
from assistant.canvas.canvas import Canvas

# Signs that the shipped font and every office font have; colours are those of the page.
MARKS = {"fact": "•", "assumption": "○", "validated": "√", "refuted": "×"}
COLOURS = {"fact": "#1d2733", "assumption": "#7a4d00", "validated": "#17692f", "refuted": "#a11d22"}
WORDS = {
    "canvas": {"en": "Business model canvas", "zh": "商业模式画布"},
    "fact": {"en": "stated by you", "zh": "您说明的事实"},
    "assumption": {"en": "assumption, to be tested", "zh": "假设，待验证"},
    "validated": {"en": "validated", "zh": "已验证"},
    "refuted": {"en": "refuted", "zh": "已推翻"},
    "figures": {"en": "Key figures", "zh": "关键数字"},
    "example": {"en": "example number, not yet yours", "zh": "示例数字，尚未换成您的"},
    "sources": {"en": "Sources", "zh": "来源"},
    "continued": {"en": "continued", "zh": "续"},
    "more": {"en": "continued on the next page", "zh": "续下页"},
    "empty": {"en": "nothing yet", "zh": "暂无内容"},
}


@dataclass(frozen=True)
class KeyFigure:
    """A number of the finance model.

    Attributes:
        id: Its id in the ledger, e.g. `profit.month_12` or `input.price`.
        label: What it is called, in the language of the sheet.
        value: The number, unrounded; None where it is undefined.
        unit: As in `Figure`.
        shown: The number as a reply would show it, or why there is none.
        kind: "output" of the model, "stated" input, or "example" input that the user has not given.
    """

    id: str
    label: str
    value: float | None
    unit: str
    shown: str
    kind: str = "output"


@dataclass(frozen=True)
class Source:
    """A cited passage: number, title, heading and path."""

    n: int
    title: str
    heading: str
    path: str

    def line(self) -> str:
        """`[2] Title — heading (path)`."""
        head = " — ".join(part for part in (self.title, self.heading) if part)
        return f"[{self.n}] {head} ({self.path})"


@dataclass(frozen=True)
class Sheet:
    """A canvas ready to be written.

    Attributes:
        canvas: The items.
        language: "en" or "zh": language of titles and labels.
        venture: What the venture offers, for the title; may be empty.
        date: Day of the export, YYYY-MM-DD; may be empty.
        model: Title of the finance model; empty where there is none.
        figures: Numbers of the finance model, most telling first.
        sources: Passages cited in the conversation.
        warning: Why the numbers can hardly be right; empty where they can be believed.
    """

    canvas: Canvas
    language: str = "en"
    venture: str = ""
    date: str = ""
    model: str = ""
    figures: Sequence[KeyFigure] = field(default=())
    sources: Sequence[Source] = field(default=())
    warning: str = ""

    @property
    def title(self) -> str:
        """Title of the document."""
        name = self.word("canvas")
        if not self.venture:
            return name
        return f"{name}：{self.venture}" if self.language == "zh" else f"{name}: {self.venture}"

    @property
    def outputs(self) -> list[KeyFigure]:
        """Figures that the model computes."""
        return [f for f in self.figures if f.kind == "output"]

    @property
    def inputs(self) -> list[KeyFigure]:
        """Figures that go into the model."""
        return [f for f in self.figures if f.kind != "output"]

    @property
    def figures_title(self) -> str:
        """Heading of the figures, with the model they come from."""
        model = f"（{self.model}）" if self.language == "zh" else f" ({self.model})"
        return self.word("figures") + (model if self.model else "")

    def word(self, key: str) -> str:
        """A word of `WORDS` in the language of the sheet."""
        return WORDS[key][self.language]

    def label(self, block: BlockId) -> str:
        """Label of a block."""
        return BLOCKS[block].label[self.language]

    def items(self, block: BlockId) -> list[tuple[str, str]]:
        """Status and text of each item of a block."""
        return [(str(item.status), one_line(item.text)) for item in self.canvas.block(block)]

    def statuses(self) -> list[str]:
        """Statuses in use, in the order of `MARKS`."""
        used = {str(item.status) for _, item in self.canvas.all_items()}
        return [status for status in MARKS if status in used] + sorted(used - MARKS.keys())

    def legend(self) -> list[tuple[str, str]]:
        """Sign and meaning of each status in use."""
        return [(mark(s), self.word(s) if s in WORDS else s) for s in self.statuses()]

    def legend_line(self) -> str:
        """The legend as one line, and what the figures rest on."""
        parts = [f"{sign} {meaning}" for sign, meaning in self.legend()]
        return "   ".join([*parts, *self.remarks()])

    def remarks(self) -> list[str]:
        """What has to be known before the figures are read."""
        return [remark for remark in (self.warning, self.examples_line()) if remark]

    def examples_line(self) -> str:
        """How many of the inputs are example values; empty where all are the founder's or there are no figures."""
        examples = sum(figure.kind == "example" for figure in self.inputs)
        if not examples or not self.outputs:
            return ""
        if self.language == "zh":
            return f"注意：数字所依据的{len(self.inputs)}项输入中，有{examples}项是示例值"
        return f"Note: {examples} of the {len(self.inputs)} inputs behind the figures are example values"


def mark(status: str) -> str:
    """Sign of a status."""
    return MARKS.get(status, MARKS["fact"])


def colour(status: str) -> str:
    """Colour of a status, `#rrggbb`."""
    return COLOURS.get(status, COLOURS["fact"])


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, which XML forbids and which break the measuring."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def marked_text(status: str, text: str) -> str:
    """An item with its sign before it."""
    return f"{mark(status)} {text}"


def all_blocks(sheet: Sheet) -> list[tuple[BlockId, str, list[tuple[str, str]]]]:
    """Every block with its label and items, in the usual order."""
    return [(block, sheet.label(block), sheet.items(block)) for block in BLOCK_IDS]
