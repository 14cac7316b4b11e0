"""What charts are made of: lines, notes, axes with short numbers, the frame around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ui.i18n import Words
from ui.palette import Palette
from ui.ticks import short, ticks, whole_ticks

JsonDict = dict[str, Any]
FONT = "Inter, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
HEIGHT = 300
LONGEST_LABEL = {"en": 26, "zh": 13}


def path(x: Sequence[Any], y: Sequence[Any], name: str, colour: str, dash: str, width: float = 2.5) -> JsonDict:
    """A line; without a name it is not in the legend."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "name": name,
        "showlegend": bool(name),
        "line": {"color": colour, "width": width, "dash": dash},
        **({} if name else {"hoverinfo": "skip"}),
    }


def dot(x: float, y: float, look: Palette) -> JsonDict:
    """A mark at a point."""
    marker = {"color": look.loss, "size": 10}
    return {"type": "scatter", "mode": "markers", "x": [x], "y": [y], "marker": marker, "showlegend": False}


def note(x: float, y: float, text: str, look: Palette, up: int) -> JsonDict:
    """A text above (`up` > 0) or below a point."""
    font = {"size": 12, "color": look.text}
    return {"x": x, "y": y, "text": text, "showarrow": False, "yshift": up, "font": font}


def stroke(x0: float, x1: float, y0: float, y1: float, look: Palette) -> JsonDict:
    """A straight line that belongs to no data."""
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": {"color": look.text, "width": 1.2}}


def signed(value: float, unit: str, words: Words, *, plain: bool) -> str:
    """A number with its sign, plain where it is a total."""
    text = short(value, unit, words.language)
    return text if plain or value <= 0 else f"+{text}"


def cut(text: str, words: Words) -> str:
    """A label that fits beside a bar."""
    longest = LONGEST_LABEL[words.language]
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def axis(look: Palette) -> JsonDict:
    """What all axes share."""
    font = {"size": 12, "color": look.text}
    return {"gridcolor": look.grid, "zeroline": False, "linecolor": look.grid, "tickfont": font, "automargin": True}


def amounts(values: Sequence[Any], unit: str, words: Words, look: Palette) -> JsonDict:
    """An upright axis of values from 0."""
    places, span = ticks(values)
    texts = [short(p, unit, words.language) for p in places]
    zero = {"zeroline": True, "zerolinecolor": look.text, "zerolinewidth": 1.2}
    return {**axis(look), **zero, "tickvals": places, "ticktext": texts, "range": list(span)}


def spread(values: Sequence[Any], unit: str, words: Words, look: Palette) -> JsonDict:
    """An axis across that need not begin at 0."""
    known = [float(v) for v in values if v is not None]
    low, high = min(known), max(known)
    shift = low if low > 0 and low > (high - low) else high if high < 0 and -high > (high - low) else 0.0
    near = [v - shift for v in known]
    places, _ = ticks(near)
    step = places[1] - places[0]
    start = round(shift / step) * step
    shown = [p + start for p in places]
    while shown[0] > low:
        shown.insert(0, shown[0] - step)
    while shown[-1] < high:
        shown.append(shown[-1] + step)
    texts = [short(p, unit, words.language, digits=4) for p in shown]
    return {**axis(look), "tickvals": shown, "ticktext": texts, "range": [shown[0], shown[-1]]}


def periods(first: int, last: int, title: str, look: Palette) -> JsonDict:
    """An axis across of months or years."""
    places = whole_ticks(first, last)
    named = {"text": title, "font": {"size": 12, "color": look.text}}
    base = {**axis(look), "showgrid": False, "title": named, "range": [first, last if last > first else first + 1]}
    return {**base, "tickvals": places, "ticktext": [str(p) for p in places]}


def names(names: Sequence[str], words: Words, look: Palette) -> JsonDict:
    """An axis across with a label for each bar."""
    texts = [_wrapped(name, words) for name in names]
    places = list(range(len(names)))
    span = [-0.6, len(names) - 0.4]
    return {**axis(look), "showgrid": False, "tickvals": places, "ticktext": texts, "range": span}


def _wrapped(name: str, words: Words) -> str:
    """A label in lines of at most that many letters."""
    if words.language == "zh":
        return "<br>".join(name[i : i + 7] for i in range(0, len(name), 7))
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > 14 and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return "<br>".join(lines)


def layout(title: str, look: Palette) -> JsonDict:
    """The frame: title, legend, margins."""
    return {
        "title": {
            "text": title[:1].upper() + title[1:],
            "font": {"size": 14, "color": look.text},
            "x": 0,
            "xref": "paper",
        },
        "font": {"family": FONT, "size": 12, "color": look.text},
        "paper_bgcolor": look.paper,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 64, "b": 8},
        "height": HEIGHT,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        "hovermode": "x unified",
    }
