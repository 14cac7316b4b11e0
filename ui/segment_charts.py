"""Charts of segments: the map of the rows and the heat map of what each segment has more or less of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.chart_parts import axis, cut
from ui.chart_parts import layout as frame
from ui.i18n import Words
from ui.palette import Palette

JsonDict = dict[str, Any]
SYMBOLS = ("circle", "square", "diamond", "cross", "triangle-up", "x", "star", "hexagon", "triangle-down", "pentagon")
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7d818a", "#b58900")
FAR = 2.0  # standard deviations at which a colour is full
ROW = 34


def map_chart(spec: Mapping[str, Any], words: Words, look: Palette) -> JsonDict:
    """Rows on the two axes along which they differ most; each segment has a colour and a mark of its own."""
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": group["x"],
            "y": group["y"],
            "name": cut(words.pick(group["label"]), words),
            "marker": {
                "symbol": SYMBOLS[j % len(SYMBOLS)],
                "color": COLOURS[j % len(COLOURS)],
                "size": 6,
                "opacity": 0.7,
            },
            "hoverinfo": "name",
        }
        for j, group in enumerate(spec["groups"])
    ]
    layout = frame(words.pick(spec["title"]), look)
    bare = {**axis(look), "showticklabels": False}
    layout["xaxis"], layout["yaxis"] = bare, dict(bare)
    return {"data": traces, "layout": layout}


def heat_chart(spec: Mapping[str, Any], words: Words, look: Palette) -> JsonDict:
    """A row a segment, a column a number; + and − say what the colours say."""
    values = spec["values"]
    signs = [["+" if v >= 0.5 else "−" if v <= -0.5 else "" for v in row] for row in values]
    heat = {
        "type": "heatmap",
        "z": values,
        "x": [cut(words.pick(c), words) for c in spec["columns"]],
        "y": [f"{j + 1}. {cut(words.pick(r), words)}" for j, r in enumerate(spec["rows"])],
        "zmin": -FAR,
        "zmax": FAR,
        "zmid": 0,
        "colorscale": [[0, look.loss], [0.5, "rgba(125,129,138,0.10)"], [1, look.first]],
        "showscale": False,
        "text": signs,
        "texttemplate": "%{text}",
        "hoverinfo": "skip",
        "xgap": 2,
        "ygap": 2,
    }
    layout = frame(words.pick(spec["title"]), look)
    layout["height"] = 130 + ROW * len(values)
    layout["xaxis"] = {**axis(look), "showgrid": False}
    layout["yaxis"] = {**axis(look), "showgrid": False, "autorange": "reversed"}
    return {"data": [heat], "layout": layout}
