"""A chart as a picture file, from the same Plotly figure that the page shows.

Plotly's own export needs a Chromium on the machine. This draws the few shapes that our figures are made of, as SVG with
its font inside, and turns that into pixels without a browser.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.canvas.export.metrics import FAMILY, FONT, subset_font
from assistant.canvas.export.metrics import width as text_width

JsonDict = Mapping[str, Any]
WIDTH = 760.0
ZOOM = 2.0  # pixels a point of the PNG
LINE = 1.25  # of the text size
_DASH = {"dot": "2 4", "dash": "8 5"}
_FALLBACK = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"


def to_svg(figure: Any) -> bytes:
    """The figure as SVG that looks the same everywhere: its font is part of the file."""
    body = _Still(figure.to_dict()).svg()
    letters = "".join(sorted(set(re.sub(r"<[^>]*>", "", body))))
    font = b64encode(subset_font(letters)).decode("ascii")
    face = f"<style>@font-face{{font-family:'{FAMILY}';src:url(data:font/ttf;base64,{font})}}</style>"
    return body.replace("<!--font-->", face).encode("utf-8")


def to_png(figure: Any) -> bytes:
    """The figure as pixels."""
    import resvg_py

    svg = _Still(figure.to_dict()).svg()
    picture = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=ZOOM, font_files=[str(FONT)], font_family=FAMILY, skip_system_fonts=True
    )
    return bytes(picture)


class _Still:
    """Draws one figure. `data` are its traces, `layout` the rest, both with the ticks already in words."""

    def __init__(self, figure: JsonDict) -> None:
        self.data: Sequence[JsonDict] = figure["data"]
        self.layout: JsonDict = figure["layout"]
        self.xaxis, self.yaxis = self.layout["xaxis"], self.layout["yaxis"]
        size = float(self.yaxis["tickfont"]["size"])
        left = 14 + max((text_width(t, size) for t in self.yaxis["ticktext"]), default=0)
        lines = max((t.count("<br>") + 1 for t in self.xaxis["ticktext"]), default=1)
        titled = 20 if self.xaxis.get("title", {}).get("text") else 0
        self.height = float(self.layout["height"]) + 40
        self.box = (left + 10, 74.0, WIDTH - 40, self.height - 16 - titled - lines * size * LINE)
        self.colour = str(self.layout["font"]["color"])
        self.parts: list[str] = []

    def svg(self) -> str:
        """The drawing, with a place for its font."""
        self._axes()
        for number, trace in enumerate(self.data):
            if trace["type"] == "bar":
                self._bars(trace)
            elif trace.get("fill") == "tonexty":
                self._area(trace, self.data[number - 1])
            elif trace["mode"] == "markers":
                self._mark(trace)
            else:
                self._path(trace)
        for shape in self.layout.get("shapes") or ():
            x0, x1, y0, y1 = self._x(shape["x0"]), self._x(shape["x1"]), self._y(shape["y0"]), self._y(shape["y1"])
            self.parts.append(_line(x0, y0, x1, y1, shape["line"]["color"], shape["line"]["width"]))
        self._notes()
        self._head()
        size = f'width="{WIDTH:g}" height="{self.height:g}" viewBox="0 0 {WIDTH:g} {self.height:g}"'
        fonts = f"font-family=\"'{FAMILY}',{_FALLBACK}\""
        paper = f'<rect width="100%" height="100%" fill="{self.layout["paper_bgcolor"]}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {fonts} role="img">'
            f"<title>{escape(str(self.layout['title']['text']))}</title><!--font-->{_HATCH}{paper}"
            f"{''.join(self.parts)}</svg>\n"
        )

    def _x(self, value: float) -> float:
        return _place(value, self.xaxis["range"], self.box[0], self.box[2])

    def _y(self, value: float) -> float:
        return _place(value, self.yaxis["range"], self.box[3], self.box[1])

    def _axes(self) -> None:
        left, top, right, bottom = self.box
        grid = str(self.yaxis["gridcolor"])
        for place, text in zip(self.yaxis["tickvals"], self.yaxis["ticktext"], strict=True):
            y = self._y(place)
            if self.yaxis.get("showgrid", True):
                strong = place == 0 and self.yaxis.get("zeroline")
                self.parts.append(_line(left, y, right, y, self.colour if strong else grid, 1.2 if strong else 1))
            self._text(left - 8, y + 4, text, 12, "end")
        for place, text in zip(self.xaxis["tickvals"], self.xaxis["ticktext"], strict=True):
            x = self._x(place)
            if self.xaxis.get("showgrid", True):
                self.parts.append(_line(x, top, x, bottom, grid, 1))
            for number, line in enumerate(text.split("<br>")):
                self._text(x, bottom + 17 + number * 12 * LINE, line, 12, "middle")
        title = self.xaxis.get("title", {}).get("text")
        if title:
            self._text((left + right) / 2, self.height - 10, title, 12, "middle")

    def _head(self) -> None:
        self._text(14, 26, str(self.layout["title"]["text"]), 16, "start", bold=True)
        x = 14.0
        for trace in self.data:
            name = trace.get("name") or ""
            if not name or trace.get("showlegend") is False:
                continue
            self._sample(trace, x)
            self._text(x + 34, 52, name, 12, "start")
            x += 34 + text_width(name, 12) + 24

    def _sample(self, trace: JsonDict, x: float) -> None:
        if trace["type"] == "bar":
            marker = trace["marker"]
            self._rect(x, 42, 28, 11, str(marker["color"]), _hatched(marker))
        elif trace.get("fill"):
            self._rect(x, 42, 28, 11, str(trace["fillcolor"]), False)
        else:
            pen = trace["line"]
            self.parts.append(_line(x, 48, x + 28, 48, pen["color"], pen["width"], _DASH.get(pen["dash"], "")))

    def _bars(self, trace: JsonDict) -> None:
        flat = trace.get("orientation") == "h"
        places, lengths = (trace["y"], trace["x"]) if flat else (trace["x"], trace["y"])
        same = [t for t in self.data if t["type"] == "bar"]
        beside = len(same) if self.layout.get("barmode") != "overlay" else 1
        shift = same.index(trace) if beside > 1 else 0
        for number, (place, length) in enumerate(zip(places, lengths, strict=True)):
            if length is None:
                continue
            whole = _each(trace.get("width"), number, 0.72)
            wide = whole / beside
            start = float(place) - whole / 2 + shift * wide
            base = float(_each(trace.get("base"), number, 0.0))
            colour = str(_each(trace["marker"]["color"], number, self.colour))
            along = (self._y if flat else self._x)(start), (self._y if flat else self._x)(start + wide)
            across = (self._x if flat else self._y)(base), (self._x if flat else self._y)(base + length)
            xs, ys = (across, along) if flat else (along, across)
            self._rect(min(xs), min(ys), abs(xs[1] - xs[0]), abs(ys[1] - ys[0]), colour, _hatched(trace["marker"]))

    def _area(self, low: JsonDict, high: JsonDict) -> None:
        up = [(self._x(x), self._y(y)) for x, y in zip(high["x"], high["y"], strict=True)]
        down = [(self._x(x), self._y(y)) for x, y in zip(low["x"], low["y"], strict=True)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*up, *reversed(down)])
        self.parts.append(f'<polygon points="{points}" fill="{low["fillcolor"]}"/>')

    def _path(self, trace: JsonDict) -> None:
        pen = trace["line"]
        if not pen["width"]:
            return
        pairs = [(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
        points = " ".join(f"{self._x(x):.1f},{self._y(y):.1f}" for x, y in pairs)
        dash = f' stroke-dasharray="{_DASH[pen["dash"]]}"' if pen["dash"] in _DASH else ""
        style = f'fill="none" stroke="{pen["color"]}" stroke-width="{pen["width"]:g}" stroke-linejoin="round"{dash}'
        self.parts.append(f'<polyline points="{points}" {style}/>')

    def _mark(self, trace: JsonDict) -> None:
        for x, y in zip(trace["x"], trace["y"], strict=True):
            ring = f'fill="{trace["marker"]["color"]}" stroke="{self.layout["paper_bgcolor"]}" stroke-width="1.5"'
            self.parts.append(f'<circle cx="{self._x(x):.1f}" cy="{self._y(y):.1f}" r="6" {ring}/>')

    def _notes(self) -> None:
        anchors = {"left": "start", "right": "end"}
        for note in self.layout.get("annotations") or ():
            anchor = anchors.get(note.get("xanchor", "center"), "middle")
            y = self._y(note["y"]) - note["yshift"] + 4
            self._text(self._x(note["x"]), y, note["text"], 12, anchor, halo=True)

    def _text(
        self, x: float, y: float, text: str, size: float, anchor: str, *, bold: bool = False, halo: bool = False
    ) -> None:
        paper = self.layout["paper_bgcolor"]
        extra = f' stroke="{self.colour}" stroke-width="0.45"' if bold else ""
        extra = f' stroke="{paper}" stroke-width="4" paint-order="stroke"' if halo else extra
        place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{self.colour}"'
        self.parts.append(f"<text {place}{extra}>{escape(text)}</text>")

    def _rect(self, x: float, y: float, wide: float, high: float, colour: str, hatched: bool) -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        self.parts.append(f'<rect {place} fill="{colour}"/>')
        if hatched:
            self.parts.append(f'<rect {place} fill="url(#hatch)"/>')


_HATCH = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="7" stroke="#ffffff" stroke-opacity="0.55" stroke-width="2.5"/></pattern></defs>'
)


def _place(value: float, span: Sequence[float], start: float, end: float) -> float:
    return start + (float(value) - span[0]) / (span[1] - span[0]) * (end - start)


def _each(value: Any, number: int, usual: Any) -> Any:
    """What a trace gives once for all or once for each."""
    if value is None:
        return usual
    return value if isinstance(value, str | int | float) else value[number]


def _hatched(marker: JsonDict) -> bool:
    return bool((marker.get("pattern") or {}).get("shape"))


def _line(x0: float, y0: float, x1: float, y1: float, colour: str, wide: float, dash: str = "") -> str:
    place = f'x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}"'
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line {place} stroke="{colour}" stroke-width="{wide:g}"{dashed}/>'
