"""Charts of drivers: how much each column matters, and which way one goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.chart_parts import amounts, axis, cut, names, path, spread
from ui.chart_parts import layout as frame
from ui.i18n import Words
from ui.palette import Palette

JsonDict = dict[str, Any]
Spec = Mapping[str, Any]
ROW = 30  # height of a bar


def importance_chart(spec: Spec, words: Words, look: Palette) -> JsonDict:
    """A Plotly figure of a spec of kind `importance` (assistant.analytics.drivers.charts): bars with intervals."""
    rows = spec["rows"]
    places = list(range(len(rows)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [r["value"] for r in rows],
        "width": 0.6,
        "marker": {"color": look.first},
        "showlegend": False,
        "hoverinfo": "skip",
    }
    # Lines, not error bars: picture files draw these too.
    bounds = [path([r["low"], r["high"]], [i, i], "", look.text, "solid", 1.5) for i, r in enumerate(rows)]
    layout = frame(words.pick(spec["title"]), look)
    layout["height"] = 110 + ROW * len(rows)
    labels = [cut(words.pick(r["label"]), words) for r in rows]
    layout["yaxis"] = {**axis(look), "tickvals": places, "ticktext": labels, "showgrid": False}
    layout["yaxis"] |= {"range": [len(rows) - 0.4, -0.6]}
    layout["xaxis"] = spread([0.0, *(r["high"] for r in rows)], str(spec["unit"]), words, look)
    return {"data": [bars, *bounds], "layout": layout}


def effect_chart(spec: Spec, words: Words, look: Palette) -> JsonDict:
    """A Plotly figure of a spec of kind `effect`: a line with its band over numbers, points with bars over levels."""
    layout = frame(words.pick(spec["title"]), look)
    low, high, y = list(spec["low"]), list(spec["high"]), list(spec["y"])
    layout["yaxis"] = amounts([*low, *high, *y], str(spec["unit"]), words, look)
    if "names" in spec:
        places = list(range(len(y)))
        bounds = [path([i, i], [low[i], high[i]], "", look.text, "solid", 1.5) for i in places]
        marks = {"type": "scatter", "mode": "markers", "x": places, "y": y, "showlegend": False}
        layout["xaxis"] = names([words.pick(n) for n in spec["names"]], words, look)
        return {"data": [*bounds, {**marks, "marker": {"color": look.first, "size": 10}}], "layout": layout}
    x = list(spec["x"])
    upper = path(x, high, "", look.band, "solid", 0.0)
    lower = path(x, low, "", look.band, "solid", 0.0) | {"fill": "tonexty", "fillcolor": look.band}
    title = {"text": words.pick(spec["label"]), "font": {"size": 12, "color": look.text}}
    layout["xaxis"] = {**spread(x, str(spec["x_unit"]), words, look), "title": title, "showgrid": False}
    return {"data": [upper, lower, path(x, y, "", look.first, "solid")], "layout": layout}
