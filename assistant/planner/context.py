"""What the planner knows when it is asked: the message, the state of the conversation, what it said last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

JsonDict = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """One message and everything needed to understand it.

    Attributes:
        text: What the user wrote, normalised once the planner reads it.
        language: Language of the reply.
        finance: State of the finance model (may be empty).
        canvas: State of the canvas (may be empty).
        brief: The brief so far.
        files: Uploaded files.
        asked: What the last reply asked, with what is needed to go on; empty when it asked nothing.
        focus: What the talk was last about: `variable`, `output`, `template`.
        versions: Named versions and branches of the venture (may be empty).
        tools: Names of the tools that can be called.
        seen: The last artifact of each tool of earlier turns, newest kept; `last_step` and `last_change` say
            `{tool, canvas}` of what an "undo" would take back.
        last: Tools that answered in the turn before, in order; empty where it was only talk.
        raw: What the user wrote with its line breaks, where `text` is normalised; empty where it is not.
    """

    text: str
    language: str
    finance: JsonDict = field(default_factory=dict)
    canvas: JsonDict = field(default_factory=dict)
    brief: JsonDict = field(default_factory=dict)
    files: Sequence[JsonDict] = ()
    versions: JsonDict = field(default_factory=dict)
    raw: str = ""
    asked: JsonDict = field(default_factory=dict)
    focus: JsonDict = field(default_factory=dict)
    tools: frozenset[str] = frozenset()
    seen: JsonDict = field(default_factory=dict)
    last: tuple[str, ...] = ()
