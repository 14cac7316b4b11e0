"""Charts: the one place where specs of charts become Plotly figures, on the page and for files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.chart_parts import (
    amounts,
    axis,
    cut,
    dot,
    note,
    path,
    periods,
    signed,
    spread,
    stroke,
)
from ui.chart_parts import (
    layout as frame,
)
from ui.chart_parts import (
    names as named,
)
from ui.driver_charts import effect_chart, importance_chart
from ui.finance_charts import grid_chart, lines_chart, many_bars_chart
from ui.forecast_chart import forecast_chart
from ui.i18n import Words
from ui.palette import Palette
from ui.segment_charts import heat_chart, map_chart
from ui.service_charts import opinion_chart
from ui.ticks import short

Spec = Mapping[str, Any]
JsonDict = dict[str, Any]
ROW = 30  # height of a bar of a tornado
MOST_BARS = 10
# The others stand in the panel of numbers.
_IN_CHAT = frozenset({"tornado", "fan", "histogram", "lines", "bars_many", "grid"})


def comparison_chart(data: Mapping[str, Any] | None, words: Words) -> Any | None:
    """A Plotly figure of `data["chart"]`; None where there is nothing to compare."""
    chart = (data or {}).get("chart")
    if not chart or not (data or {}).get("changes") or not chart["x"]:
        return None
    return draw(chart, words)


def tool_plots(data: Mapping[str, Any], words: Words) -> list[Any]:
    """The charts that stand under a tool's card, as components; a comparison over time is in the panel of numbers."""
    alone = data.get("chart")
    specs = [*(data.get("charts") or ()), *([alone] if alone and alone.get("kind") in _IN_CHAT else [])]
    if not specs:
        return []
    import gradio as gr

    figures = [draw(spec, words) for spec in specs]
    return [gr.Plot(f, show_label=False, container=False) for f in figures if f is not None]


def draw(spec: Spec, words: Words, look: Palette | None = None) -> Any | None:
    """A Plotly figure of a spec.

    Args:
        spec: From `assistant.finance.charts`, or the `chart` of a tool's data.
        words: Language of the labels.
        look: Colours; those that are readable on light and dark where not given.

    Returns:
        The figure; None for a kind that is not drawn.
    """
    make = _KINDS.get(str(spec.get("kind")))
    if make is None:
        return None
    import plotly.graph_objects as go

    return go.Figure(make(spec, words, look or Palette()))


def _line(spec: Spec, words: Words, look: Palette) -> JsonDict:
    sides = (
        (words("numbers.before"), spec["before"], look.quiet, "dot"),
        (words("numbers.after"), spec["after"], look.first, "solid"),
    )
    traces = [path(spec["x"], y, name, colour, dash) for name, y, colour, dash in sides]
    values = [*spec["before"], *spec["after"]]
    layout = frame(words.pick(spec["title"]), look)
    layout["xaxis"] = periods(spec["x"][0], spec["x"][-1], words("numbers.period_month"), look)
    layout["yaxis"] = amounts(values, str(spec["unit"]), words, look)
    return {"data": traces, "layout": layout}


def _bars(spec: Spec, words: Words, look: Palette) -> JsonDict:
    names = [words.pick(label) for label in spec["labels"]] or [str(x) for x in spec["x"]]
    places = list(range(len(names)))
    sides = ((words("numbers.before"), "before", look.quiet, "/"), (words("numbers.after"), "after", look.first, ""))
    traces = [
        {
            "type": "bar",
            "x": places,
            "y": list(spec[side]),
            "name": name,
            "marker": {"color": colour, "pattern": {"shape": pattern}},
        }
        for name, side, colour, pattern in sides
    ]
    layout = frame(words.pick(spec["title"]), look)
    layout["xaxis"] = named(names, words, look)
    layout["yaxis"] = amounts([*spec["before"], *spec["after"]], str(spec["unit"]), words, look)
    return {"data": traces, "layout": layout}


def _waterfall(spec: Spec, words: Words, look: Palette) -> JsonDict:
    steps, unit = spec["steps"], str(spec["unit"])
    bases, colours, tops, running = [], [], [], 0.0
    for step in steps:
        start = 0.0 if step["total"] else running
        running = start + step["value"]
        bases.append(start)
        tops.append(running)
        colours.append(look.quiet if step["total"] else look.gain if step["value"] >= 0 else look.loss)
    bars = {
        "type": "bar",
        "x": list(range(len(steps))),
        "y": [s["value"] for s in steps],
        "base": bases,
        "width": 0.62,
        "marker": {"color": colours},
        "showlegend": False,
        "hoverinfo": "skip",
    }
    joints = [path([i, i + 1], [t, t], "", look.grid, "solid", 1.0) for i, t in enumerate(tops[:-1])]
    layout = frame(words("charts.waterfall", title=words.pick(spec["title"])), look)
    layout["xaxis"] = named([words.pick(s["label"]) for s in steps], words, look)
    layout["yaxis"] = amounts([*bases, *tops], unit, words, look)
    layout["annotations"] = [
        note(i, max(b, t), signed(s["value"], unit, words, plain=s["total"]), look, up=11)
        for i, (s, b, t) in enumerate(zip(steps, bases, tops, strict=True))
    ]
    return {"data": [*joints, bars], "layout": layout}


def _tornado(spec: Spec, words: Words, look: Palette) -> JsonDict:
    base, unit = spec["base"], str(spec["unit"])
    rows = [
        (words.pick(label), low, high)
        for label, low, high in zip(spec["labels"], spec["low"], spec["high"], strict=True)
        if low is not None and high is not None
    ][:MOST_BARS]
    if base is None or not rows:
        return {"data": [], "layout": frame(words.pick(spec["title"]), look)}
    places = list(range(len(rows)))
    sides = (("charts.input_low", 1, look.loss, "/"), ("charts.input_high", 2, look.first, ""))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": places,
            "x": [row[side] - base for row in rows],
            "base": [base] * len(rows),
            "width": 0.6,
            "name": words(name),
            "marker": {"color": colour, "pattern": {"shape": shape}},
            "hoverinfo": "skip",
        }
        for name, side, colour, shape in sides
    ]
    layout = frame(words("charts.tornado", title=words.pick(spec["title"])), look)
    layout["barmode"] = "overlay"
    layout["height"] = 110 + ROW * len(rows)
    layout["yaxis"] = {**axis(look), "tickvals": places, "ticktext": [cut(r[0], words) for r in rows]}
    layout["yaxis"] |= {"range": [len(rows) - 0.4, -0.6], "showgrid": False}
    values = [v for r in rows for v in r[1:]]
    layout["xaxis"] = spread(values, unit, words, look)
    layout["shapes"] = [stroke(base, base, -0.6, len(rows) - 0.4, look)]
    return {"data": traces, "layout": layout}


def _fan(spec: Spec, words: Words, look: Palette) -> JsonDict:
    x = spec["x"]
    high = path(x, spec["p90"], "", look.band, "solid", 0.0)
    low = path(x, spec["p10"], words("charts.band"), look.band, "solid", 0.0)
    low |= {"fill": "tonexty", "fillcolor": look.band, "showlegend": True}
    traces = [high, low, path(x, spec["p50"], words("charts.middle"), look.first, "solid")]
    traces.append(path(x, spec["base"], words("charts.base"), look.loss, "dash", 2.0))
    layout = frame(words("charts.fan", title=words.pick(spec["title"])), look)
    layout["xaxis"] = periods(x[0], x[-1], words("numbers.period_month"), look)
    values = [*spec["p10"], *spec["p90"], *spec["base"]]
    layout["yaxis"] = amounts(values, str(spec["unit"]), words, look)
    return {"data": traces, "layout": layout}


def _histogram(spec: Spec, words: Words, look: Palette) -> JsonDict:
    edges, counts = spec["x"], spec["counts"]
    bars = {
        "type": "bar",
        "x": [(a + b) / 2 for a, b in zip(edges, edges[1:], strict=False)],
        "y": list(counts),
        "width": [b - a for a, b in zip(edges, edges[1:], strict=False)],
        "marker": {"color": look.first},
        "showlegend": False,
    }
    layout = frame(words("charts.histogram", title=words.pick(spec["title"])), look)
    layout["xaxis"] = spread(edges, str(spec["unit"]), words, look)
    layout["yaxis"] = amounts(counts, "", words, look)
    return {"data": [bars], "layout": layout}


def _cash(spec: Spec, words: Words, look: Palette) -> JsonDict:
    unit, low = str(spec["unit"]), spec["low"]
    line = path(spec["x"], spec["y"], "", look.first, "solid")
    lowest = dot(low["x"], low["y"], look)
    told = words("charts.lowest", value=short(low["y"], unit, words.language), period=_when(low["x"], spec, words))
    if spec["out"] is not None and spec["out"] != low["x"]:
        told += f" · {words('charts.out', period=_when(spec['out'], spec, words))}"
    layout = frame(words.pick(spec["title"]), look)
    layout["xaxis"] = periods(0, spec["x"][-1], words(f"numbers.period_{spec['period']}"), look)
    layout["yaxis"] = amounts(spec["y"], unit, words, look)
    layout["annotations"] = [_marked(low["x"], low["y"], told, spec, layout["yaxis"]["range"], look)]
    return {"data": [line, lowest], "layout": layout}


def _breakeven(spec: Spec, words: Words, look: Palette) -> JsonDict:
    unit, mark = str(spec["unit"]), spec["mark"]
    sides = (("revenue", look.first, "solid"), ("costs", look.loss, "dash"))
    traces = [path(spec["x"], spec[k]["y"], words.pick(spec[k]["label"]), c, dash) for k, c, dash in sides]
    layout = frame(words.pick(spec["title"]), look)
    layout["xaxis"] = periods(spec["x"][0], spec["x"][-1], words(f"numbers.period_{spec['period']}"), look)
    layout["yaxis"] = amounts([*spec["revenue"]["y"], *spec["costs"]["y"]], unit, words, look)
    if mark is None:
        middle = spec["x"][len(spec["x"]) // 2]
        layout["annotations"] = [note(middle, layout["yaxis"]["range"][1], words("charts.no_break_even"), look, up=-8)]
    else:
        traces.append(dot(mark["x"], mark["y"], look))
        told = words("charts.break_even", period=_when(mark["x"], spec, words))
        layout["annotations"] = [_marked(mark["x"], mark["y"], told, spec, layout["yaxis"]["range"], look)]
    return {"data": traces, "layout": layout}


def _when(number: int, spec: Spec, words: Words) -> str:
    return words(f"charts.{spec['period']}", n=number) if number else words("charts.start")


def _marked(x: float, y: float, text: str, spec: Spec, span: Sequence[float], look: Palette) -> JsonDict:
    """A note at a point, on the side of it where there is room: a low point has it below, any other above."""
    first, last = spec["x"][0], spec["x"][-1]
    left = x - first < (last - first) * 0.35
    right = last - x < (last - first) * 0.35
    room_below, room_above = (y - span[0]) / (span[1] - span[0]), (span[1] - y) / (span[1] - span[0])
    below = room_below > 0.12 if "low" in spec else room_above < 0.15
    anchor = "left" if left else "right" if right else "center"
    return {**note(x, y, text, look, up=-16 if below else 16), "xanchor": anchor}


_KINDS: dict[str, Callable[[Spec, Words, Palette], JsonDict]] = {
    "line": _line,
    "bars": _bars,
    "waterfall": _waterfall,
    "tornado": _tornado,
    "fan": _fan,
    "histogram": _histogram,
    "cash": _cash,
    "breakeven": _breakeven,
    "forecast": forecast_chart,
    "importance": importance_chart,
    "effect": effect_chart,
    "segment_map": map_chart,
    "segment_heat": heat_chart,
    "opinion": opinion_chart,
    "lines": lines_chart,
    "bars_many": many_bars_chart,
    "grid": grid_chart,
}
