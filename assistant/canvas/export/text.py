"""The canvas as text: Markdown, JSON and a self-contained HTML page in the classic layout."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from assistant.canvas.blocks import BLOCKS
from assistant.canvas.canvas import Canvas, blocks_json
from assistant.canvas.export.scene import figure_line
from assistant.canvas.export.sheet import COLOURS, Sheet, all_blocks, mark
from assistant.canvas.show import to_markdown

_STYLE = """body{font:14px/1.45 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
margin:24px;color:#1d2733}
main{display:grid;gap:8px;grid-template-columns:repeat(10,minmax(0,1fr));grid-template-areas:
"kp kp ka ka vp vp cr cr cs cs" "kp kp kr kr vp vp ch ch cs cs" "co co co co co rs rs rs rs rs"}
section{border:1px solid #b9c4d0;border-radius:6px;padding:10px;break-inside:avoid;overflow-wrap:anywhere}
h1{font-size:20px}h2{font-size:14px;margin:0 0 6px}ul{margin:0;padding:0;list-style:none}
li{padding-left:18px;text-indent:-18px}li b{display:inline-block;width:18px;text-indent:0}
footer{color:#5b6875;font-size:12px}footer table{border-spacing:12px 2px}
@page{size:A4 landscape;margin:12mm}
@media(max-width:760px){main{display:block}section{margin-bottom:8px}}"""


def to_json(canvas: Canvas) -> dict[str, Any]:
    """`{version, blocks: {block: [{id, text, status, source}]}}`."""
    blocks = blocks_json(canvas)
    sources = {i.id: i.source for _, i in canvas.all_items()}
    return {
        "version": 1,
        "blocks": {b: [{**i, "source": sources[i["id"]]} for i in items] for b, items in blocks.items()},
    }


def json_text(sheet: Sheet) -> bytes:
    """The canvas with its figures and sources; the schema is docs/canvas.schema.json."""
    data = {
        **to_json(sheet.canvas),
        "title": sheet.title,
        "language": sheet.language,
        "date": sheet.date,
        "remarks": sheet.remarks(),
        "figures": [
            {"id": f.id, "label": f.label, "value": f.value, "unit": f.unit, "shown": f.shown, "kind": f.kind}
            for f in sheet.figures
        ],
        "sources": [{"n": s.n, "title": s.title, "heading": s.heading, "path": s.path} for s in sheet.sources],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def markdown(sheet: Sheet) -> bytes:
    """A heading a block, then figures and sources."""
    lines = [to_markdown(sheet.canvas, sheet.language, sheet.title).rstrip(), ""]
    for remark in reversed(sheet.remarks()):
        lines.insert(1, f"\n> {remark}")
    if sheet.date:
        lines.insert(1, f"\n{sheet.date}")
    if sheet.figures:
        lines += [f"## {sheet.figures_title}", "", *(f"- {figure_line(sheet, f)}" for f in sheet.figures), ""]
    if sheet.sources:
        lines += [f"## {sheet.word('sources')}", "", *(f"- {s.line()}" for s in sheet.sources), ""]
    return "\n".join(lines).encode("utf-8")


def html(sheet: Sheet) -> bytes:
    """A page without scripts or outside resources, nine blocks in their classic places."""
    sections = []
    for block, label, found in all_blocks(sheet):
        rows = "".join(f'<li class="{s}"><b>{mark(s)}</b>{escape(t)}</li>' for s, t in found)
        sections.append(
            f'<section style="grid-area:{BLOCKS[block].prefix}"><h2>{escape(label)}</h2><ul>{rows}</ul></section>'
        )
    title, lang = escape(sheet.title), "zh-CN" if sheet.language == "zh" else "en"
    colours = "".join(f"li.{status}{{color:{value}}}" for status, value in COLOURS.items())
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}{colours}</style></head><body><h1>{title}</h1>"
        f"<p>{escape(sheet.date)}</p><main>{''.join(sections)}</main>{_footer(sheet)}</body></html>\n"
    ).encode()


def _footer(sheet: Sheet) -> str:
    parts = [f"<p>{escape(sheet.legend_line())}</p>"]
    if sheet.figures:
        rows = "".join(
            f"<tr><td>{escape(f.label)}</td><td>{escape(f.shown)}</td>"
            f"<td>{escape(sheet.word('example')) if f.kind == 'example' else ''}</td></tr>"
            for f in sheet.figures
        )
        parts.append(f"<h2>{escape(sheet.figures_title)}</h2><table>{rows}</table>")
    if sheet.sources:
        listed = "".join(f"<p>{escape(source.line())}</p>" for source in sheet.sources)
        parts.append(f"<h2>{escape(sheet.word('sources'))}</h2>{listed}")
    return f"<footer>{''.join(parts)}</footer>"
