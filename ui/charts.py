"""The chart of a what-if, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.i18n import Words

# Readable on paper white and on ink: the page's theme changes around the chart, the chart does not.
BEFORE, AFTER, AXIS, GRID = "#8b8f98", "#2f7d6b", "#7d818a", "rgba(125,129,138,0.22)"
FONT = "Inter, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
HEIGHT = 280
MONEY = {"USD": "$", "CNY": "¥", "EUR": "€", "GBP": "£"}


def comparison_chart(data: Mapping[str, Any] | None, words: Words) -> Any | None:
    """A Plotly figure of `data["chart"]`; None where there is nothing to compare."""
    chart = (data or {}).get("chart")
    if not chart or not (data or {}).get("changes") or not chart["x"]:
        return None
    import plotly.graph_objects as go

    labels = [words.pick(label) for label in chart["labels"]] or chart["x"]
    sides = (
        (words("numbers.before"), chart["before"], BEFORE, "dot"),
        (words("numbers.after"), chart["after"], AFTER, None),
    )
    figure = go.Figure()
    for name, values, colour, dash in sides:
        if chart["kind"] == "line":
            line = {"color": colour, "width": 2.5, "dash": dash}
            figure.add_trace(go.Scatter(x=labels, y=values, name=name, mode="lines", line=line))
        else:
            pattern = {"shape": "/" if dash else ""}
            figure.add_trace(go.Bar(x=labels, y=values, name=name, marker={"color": colour, "pattern": pattern}))
    figure.update_layout(**_layout(chart, words))
    return figure


def _layout(chart: Mapping[str, Any], words: Words) -> dict[str, Any]:
    axis = {"gridcolor": GRID, "zerolinecolor": AXIS, "linecolor": GRID, "automargin": True}
    across = {**axis, "showgrid": False}
    if chart["kind"] == "line":
        across["title"] = {"text": words("numbers.period_month"), "font": {"size": 11}}
    return {
        "title": {"text": words.pick(chart["title"]), "font": {"size": 13}, "x": 0, "xref": "paper"},
        "font": {"family": FONT, "size": 11, "color": AXIS},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 40, "b": 8},
        "height": HEIGHT,
        "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1.16},
        "hovermode": "x unified",
        "xaxis": across,
        "yaxis": {**axis, "tickprefix": MONEY.get(str(chart["unit"]), ""), "tickformat": "~s"},
    }
