"""The chart of the opinion monitor: messages by feeling over time, surges marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.chart_parts import amounts
from ui.chart_parts import layout as frame
from ui.i18n import Words
from ui.palette import Palette

JsonDict = dict[str, Any]


def opinion_chart(spec: Mapping[str, Any], words: Words, look: Palette) -> JsonDict:
    """Stacked bars of negative, neutral and positive messages; a triangle stands over each surge."""
    colours = {"negative": look.loss, "neutral": look.quiet, "positive": look.gain}
    traces: list[JsonDict] = [
        {
            "type": "bar",
            "x": list(spec["x"]),
            "y": list(series["y"]),
            "name": words.pick(series["label"]),
            "marker": {"color": colours[series["id"]], "line": {"width": 0}},
        }
        for series in spec["series"]
    ]
    totals = [sum(values) for values in zip(*(series["y"] for series in spec["series"]), strict=True)]
    if spec["alerts"]:
        traces.append({
            "type": "scatter",
            "mode": "markers",
            "x": [spec["x"][i] for i in spec["alerts"]],
            "y": [totals[i] * 1.06 for i in spec["alerts"]],
            "name": {"en": "Surge of negatives", "zh": "负面激增"}[words.language],
            "marker": {"symbol": "triangle-down", "size": 12, "color": look.loss},
        })
    layout = frame(words.pick(spec["title"]), look)
    layout["barmode"] = "stack"
    layout["bargap"] = 0.1
    layout["yaxis"] = amounts([0, *totals], str(spec["unit"]), words, look)
    return {"data": traces, "layout": layout}
