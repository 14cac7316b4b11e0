"""The canvas as files: Markdown, JSON and a self-contained HTML page in the classic layout."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS
from assistant.canvas.canvas import Canvas, blocks_json
from assistant.canvas.show import to_markdown
from assistant.errors import ToolInputError

_STYLE = """body{font:14px/1.45 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
margin:24px;color:#1d2733}
main{display:grid;gap:8px;grid-template-columns:repeat(10,1fr);grid-template-areas:
"kp kp ka ka vp vp cr cr cs cs" "kp kp kr kr vp vp ch ch cs cs" "co co co co co rs rs rs rs rs"}
section{border:1px solid #b9c4d0;border-radius:6px;padding:10px;break-inside:avoid}
h1{font-size:20px}h2{font-size:14px;margin:0 0 6px}ul{margin:0;padding-left:18px}
li.assumption{color:#7a4d00;font-style:italic}
@media(max-width:760px){main{display:block}section{margin-bottom:8px}}"""
_TITLE = {"en": "Business model canvas", "zh": "商业模式画布"}
_LEGEND = {"en": "Items in italics are assumptions to be tested.", "zh": "斜体为待验证的假设。"}


def to_json(canvas: Canvas) -> dict[str, Any]:
    """`{version, blocks: {block: [{id, text, status, source}]}}`."""
    blocks = blocks_json(canvas)
    sources = {i.id: i.source for _, i in canvas.all_items()}
    return {
        "version": 1,
        "blocks": {b: [{**i, "source": sources[i["id"]]} for i in items] for b, items in blocks.items()},
    }


def to_html(canvas: Canvas, language: str) -> str:
    """A page without scripts or outside resources, nine blocks in their classic places."""
    sections = []
    for block in BLOCK_IDS:
        items = "".join(f'<li class="{i.status}">{escape(i.text)}</li>' for i in canvas.block(block))
        head = f"<h2>{BLOCKS[block].label[language]}</h2>"
        sections.append(f'<section style="grid-area:{BLOCKS[block].prefix}">{head}<ul>{items}</ul></section>')
    title, lang = _TITLE[language], "zh-CN" if language == "zh" else "en"
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1><main>{''.join(sections)}</main>"
        f"<p>{_LEGEND[language]}</p></body></html>\n"
    )


def _json_text(canvas: Canvas, language: str) -> str:
    return json.dumps(to_json(canvas), ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Canvas, str], str]] = {"md": to_markdown, "json": _json_text, "html": to_html}


def render(canvas: Canvas, format_: str, language: str) -> tuple[str, str]:
    """The canvas as text in a format, and the format's id ("markdown" is "md").

    Raises:
        ToolInputError: The format is not one of those that work, or the canvas is empty.
    """
    wanted = format_.strip().lower().lstrip(".")
    wanted = {"markdown": "md", "htm": "html", "web": "html"}.get(wanted, wanted)
    if wanted not in FORMATS:
        names = ", ".join(FORMATS)
        raise ToolInputError(
            f"The canvas cannot be exported as {format_}; these formats work: {names}.",
            f"画布暂不能导出为{format_}；可用的格式：{names}。",
            choices=tuple(FORMATS),
        )
    if canvas.count == 0:
        raise ToolInputError(
            "The canvas is still empty: describe your venture first.", "画布还是空的：请先描述您的项目。", question=True
        )
    return FORMATS[wanted](canvas, language), wanted


def write_export(canvas: Canvas, format_: str, language: str, folder: Path) -> tuple[Path, str]:
    """Write the canvas into a new file of `folder` ("canvas.md", "canvas-2.md" …); the path and the text.

    Raises:
        ToolInputError: See `render`.
    """
    text, suffix = render(canvas, format_, language)
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / (f"canvas.{suffix}" if number == 1 else f"canvas-{number}.{suffix}")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            number += 1
            continue
        return path, text
