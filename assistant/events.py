"""What happens during a turn, in the order it happens. The page, the terminal and the evaluation read these alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.figures import Figure

JsonDict = dict[str, Any]


@dataclass(frozen=True)
class TextDelta:
    """A piece of the reply; its figures have been checked."""

    text: str


@dataclass(frozen=True)
class ToolStarted:
    """A tool is called."""

    call_id: str
    name: str
    args: JsonDict


@dataclass(frozen=True)
class ToolProgress:
    """A tool that takes long tells how far it is.

    Attributes:
        share: 0 to 1.
        text: What it is doing, {"en": …, "zh": …}.
    """

    call_id: str
    share: float
    text: JsonDict


@dataclass(frozen=True)
class ToolFinished:
    """A tool answered.

    Attributes:
        data: The tool's result (empty on error).
        error: What was wrong with the input, in the user's language; None when it worked.
    """

    call_id: str
    name: str
    args: JsonDict
    data: JsonDict
    citations: list[JsonDict]
    error: str | None
    seconds: float


@dataclass(frozen=True)
class FigurePublished:
    """A tool published a number."""

    figure: Figure


@dataclass(frozen=True)
class CanvasChanged:
    """The canvas after a change: {block: [{id, text, status}]}, and whether undo and redo are possible."""

    canvas: JsonDict
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True)
class ModelChanged:
    """The finance model, its base inputs and the what-if in hand after a change."""

    finance: JsonDict


@dataclass(frozen=True)
class TurnFailed:
    """The turn could not be finished; the state is what it was before it."""

    message: str


@dataclass(frozen=True)
class TurnEnded:
    """The turn is over; `record` is the turn as JSON (docs/architecture.md)."""

    record: JsonDict = field(default_factory=dict)


Event = (
    TextDelta
    | ToolStarted
    | ToolProgress
    | ToolFinished
    | FigurePublished
    | CanvasChanged
    | ModelChanged
    | TurnFailed
    | TurnEnded
)
