"""SVG, pages below each other, with its font inside; and the PNG picture of it."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from assistant.canvas.export.metrics import FAMILY, FONT, subset_font
from assistant.canvas.export.scene import PAGE, Page, Text, pages
from assistant.canvas.export.sheet import Sheet

ZOOM = 2.0  # pixels a point of the PNG
FALLBACK = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"


def to_svg(sheet: Sheet) -> bytes:
    """A drawing that shows the same everywhere: text stays text, in a font that is part of the file."""
    drawn = pages(sheet)
    letters = "".join(sorted({c for page in drawn for t in page.texts for c in t.text}))
    font = b64encode(subset_font(letters)).decode("ascii")
    face = f"@font-face{{font-family:'{FAMILY}';src:url(data:font/ttf;base64,{font})}}"
    return _svg(drawn, sheet, f"<style>{face}</style>").encode("utf-8")


def to_png(sheet: Sheet) -> bytes:
    """The drawing as pixels."""
    import resvg_py

    picture = resvg_py.svg_to_bytes(
        svg_string=_svg(pages(sheet), sheet, ""),
        zoom=ZOOM,
        font_files=[str(FONT)],
        font_family=FAMILY,
        skip_system_fonts=True,
    )
    return bytes(picture)


def _svg(drawn: list[Page], sheet: Sheet, style: str) -> str:
    wide, high = PAGE[0], PAGE[1] * len(drawn)
    body = "".join(_page(page, number * PAGE[1]) for number, page in enumerate(drawn))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}" '
        f'font-family="\'{FAMILY}\',{FALLBACK}" xml:lang="{"zh-CN" if sheet.language == "zh" else "en"}">'
        f'<title>{escape(sheet.title)}</title>{style}<rect width="100%" height="100%" fill="#ffffff"/>{body}</svg>\n'
    )


def _page(page: Page, down: float) -> str:
    rects = "".join(
        f'<rect x="{r.box.x:.2f}" y="{r.box.y + down:.2f}" width="{r.box.width:.2f}" height="{r.box.height:.2f}" '
        f'rx="3" fill="{r.fill}" stroke="{r.stroke}" stroke-width="0.7"/>'
        for r in page.rects
    )
    return rects + "".join(_text(t, down) for t in page.texts)


def _text(text: Text, down: float) -> str:
    heavy = f' stroke="{text.colour}" stroke-width="{text.size * 0.03:.2f}"' if text.bold else ""
    return (
        f'<text x="{text.x:.2f}" y="{text.y + down:.2f}" font-size="{text.size:.2f}" fill="{text.colour}"{heavy}>'
        f"{escape(text.text)}</text>"
    )
