"""Other pictures of the same venture: value proposition canvas, lean canvas, SWOT, pitch outline. Pure."""

from __future__ import annotations

from collections.abc import Callable

from assistant.canvas.views.lean import lean_canvas
from assistant.canvas.views.parts import Number, Venture, View
from assistant.canvas.views.pitch import pitch_outline
from assistant.canvas.views.swot import swot
from assistant.canvas.views.vpc import value_proposition_canvas

VIEWS: dict[str, Callable[[Venture], View]] = {
    "vpc": value_proposition_canvas,
    "lean": lean_canvas,
    "swot": swot,
    "pitch": pitch_outline,
}

__all__ = ["VIEWS", "Number", "Venture", "View"]
