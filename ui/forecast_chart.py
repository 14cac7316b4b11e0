"""The chart of a forecast: history, points, the bands they should lie in, and what is supposed on top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.chart_parts import amounts, axis, path
from ui.chart_parts import layout as frame
from ui.i18n import Words
from ui.palette import Palette

JsonDict = dict[str, Any]
_WIDE_BAND = "rgba(86,180,233,0.18)"
_TICKS = {
    "year": {"en": "%Y", "zh": "%Y年"},
    "month": {"en": "%b %Y", "zh": "%Y年%-m月"},
    "day": {"en": "%-d %b", "zh": "%-m月%-d日"},
}


def forecast_chart(spec: Mapping[str, Any], words: Words, look: Palette) -> JsonDict:
    """A Plotly figure of a spec of kind `forecast` (assistant.analytics.forecast.drawn)."""
    past, ahead = spec["past"], spec["ahead"]
    # From the last known value on, so that line and bands do not float.
    x = [past["x"][-1], *ahead["x"]]
    last = past["y"][-1]

    def joined(values: list[float]) -> list[float]:
        return [last, *values]

    traces: list[JsonDict] = []
    for level, colour in ((95, _WIDE_BAND), (80, look.band)):
        traces.append(path(x, joined(ahead[f"high_{level}"]), "", colour, "solid", 0.0))
        low = path(x, joined(ahead[f"low_{level}"]), words("charts.range", level=level), colour, "solid", 0.0)
        traces.append(low | {"fill": "tonexty", "fillcolor": colour, "showlegend": True})
    traces.append(path(past["x"], past["y"], words("charts.past"), look.text, "solid", 1.8))
    traces.append(path(x, joined(ahead["mean"]), words("charts.forecast"), look.first, "solid"))
    if spec["supposed"]:
        traces.append(path(ahead["x"], spec["supposed"], words("charts.supposed"), look.loss, "dash", 2.0))
    if spec["naive"]:
        traces.append(path(ahead["x"], spec["naive"], words("charts.naive"), look.quiet, "dot", 2.0))
    layout = frame(words("charts.forecast_of", title=words.pick(spec["title"])), look)
    unit = {"year": "year", "day": "day", "week": "day"}.get(str(spec["frequency"]), "month")
    layout["xaxis"] = {**axis(look), "type": "date", "showgrid": False, "tickformat": _TICKS[unit][words.language]}
    values = [v for t in traces for v in t["y"]]
    layout["yaxis"] = amounts(values, str(spec["unit"]), words, look)
    return {"data": traces, "layout": layout}
