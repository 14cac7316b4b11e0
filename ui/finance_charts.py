"""Charts of several cases side by side: lines over time, bars, and a table of two inputs as a heat map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.chart_parts import amounts, axis, cut, names, path, periods
from ui.chart_parts import layout as frame
from ui.i18n import Words
from ui.palette import Palette
from ui.segment_charts import COLOURS
from ui.ticks import short

JsonDict = dict[str, Any]
Spec = Mapping[str, Any]
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MOST_CELLS = 120  # with a number in each; more are told by colour alone
ROW = 34
# Loss, nothing, gain: so pale that the numbers on them can be read on light and dark.
PALE = [[0, "rgba(213,94,0,0.45)"], [0.5, "rgba(125,129,138,0.08)"], [1, "rgba(0,114,178,0.42)"]]


def lines_chart(spec: Spec, words: Words, look: Palette) -> JsonDict:
    """A Plotly figure of a spec of kind `lines`: a line a case, each with a colour and a dash of its own."""
    traces = [
        path(
            spec["x"][: len(series["y"])],
            series["y"],
            cut(words.pick(series["name"]), words),
            COLOURS[i % len(COLOURS)],
            DASHES[i % len(DASHES)],
        )
        for i, series in enumerate(spec["series"])
    ]
    layout = frame(words.pick(spec["title"]), look)
    layout["xaxis"] = periods(spec["x"][0], spec["x"][-1], words("numbers.period_month"), look)
    known = [y for series in spec["series"] for y in series["y"] if y is not None]
    layout["yaxis"] = amounts(known, str(spec["unit"]), words, look)
    return {"data": traces, "layout": layout}


def many_bars_chart(spec: Spec, words: Words, look: Palette) -> JsonDict:
    """A Plotly figure of a spec of kind `bars_many`: a bar a case with its number; none where it has no value."""
    known = [float(y) for y in spec["y"] if y is not None]
    texts = ["–" if y is None else short(y, str(spec["unit"]), words.language) for y in spec["y"]]
    bars = {
        "type": "bar",
        "x": list(range(len(spec["y"]))),
        "y": list(spec["y"]),
        "width": 0.6,
        "marker": {"color": look.first},
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }
    layout = frame(words.pick(spec["title"]), look)
    layout["xaxis"] = names([words.pick(label) for label in spec["labels"]], words, look)
    layout["yaxis"] = amounts(known or [0.0], str(spec["unit"]), words, look)
    return {"data": [bars], "layout": layout}


def grid_chart(spec: Spec, words: Words, look: Palette) -> JsonDict:
    """A Plotly figure of a spec of kind `grid`: a row a value of one input, a column one of the other.

    Colours part gain from loss; the numbers stand in the cells as long as they can be read. One input alone is a line.
    """
    if not spec["x"]:
        return _one_input(spec, words, look)
    known = [abs(z) for row in spec["z"] for z in row if z is not None]
    far = max(known, default=1.0) or 1.0
    few = sum(len(row) for row in spec["z"]) <= MOST_CELLS
    unit = str(spec["unit"])
    heat = {
        "type": "heatmap",
        "z": [list(row) for row in spec["z"]],
        "zmin": -far,
        "zmax": far,
        "zmid": 0,
        "colorscale": PALE,
        "showscale": False,
        "text": [["—" if z is None else short(z, unit, words.language) for z in row] for row in spec["z"]],
        "hovertemplate": "%{text}<extra></extra>",
        "xgap": 2,
        "ygap": 2,
        **({"texttemplate": "%{text}"} if few else {}),
    }
    layout = frame(words.pick(spec["title"]), look)
    layout["height"] = 150 + ROW * len(spec["y"])
    layout["hovermode"] = "closest"
    for side in ("x", "y"):
        title = {"text": words.pick(spec[f"{side}_title"]), "font": {"size": 12, "color": look.text}}
        texts = [short(v, str(spec[f"{side}_unit"]), words.language, digits=4) for v in spec[side]]
        layout[f"{side}axis"] = {**axis(look), "showgrid": False, "title": title}
        layout[f"{side}axis"] |= {"tickvals": list(range(len(texts))), "ticktext": texts}
    layout["yaxis"]["autorange"] = "reversed"
    return {"data": [heat], "layout": layout}


def _one_input(spec: Spec, words: Words, look: Palette) -> JsonDict:
    """The result over the values of a single input."""
    values = [row[0] for row in spec["z"]]
    labels = [short(y, str(spec["y_unit"]), words.language, digits=4) for y in spec["y"]]
    flat = {"title": spec["title"], "unit": spec["unit"], "labels": labels, "y": values}
    figure = many_bars_chart(flat, words, look)
    figure["layout"]["xaxis"]["title"] = {"text": words.pick(spec["y_title"]), "font": {"size": 12, "color": look.text}}
    return figure
