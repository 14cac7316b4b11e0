"""The canvas as Markdown."""

from __future__ import annotations

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS
from assistant.canvas.canvas import Canvas, Item

_TITLE = {"en": "Business model canvas", "zh": "商业模式画布"}
_ASSUMPTION = {"en": " *(assumption, to be tested)*", "zh": "（假设，待验证）"}
_EMPTY = {"en": "*nothing yet*", "zh": "*暂无内容*"}


def to_markdown(canvas: Canvas, language: str, title: str = "") -> str:
    """The canvas as Markdown: a heading a block, items in order, assumptions marked."""
    lines = [f"# {title or _TITLE[language]}", ""]
    for block in BLOCK_IDS:
        lines += [f"## {BLOCKS[block].label[language]}", ""]
        lines += [f"- {i.text}{_marked(i, _ASSUMPTION[language])}" for i in canvas.block(block)] or [_EMPTY[language]]
        lines.append("")
    return "\n".join(lines)


def _marked(item: Item, mark: str) -> str:
    return mark if item.status == "assumption" else ""
