"""The turn as JSON: what `ask --json` prints and the evaluation judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.canvas import canvas_json

JsonDict = dict[str, Any]


@dataclass
class TurnRecorder:
    """Collects what happened in a turn."""

    thread: str
    user: str
    language: str
    reply: str = ""
    asks: bool = False
    tools: list[JsonDict] = field(default_factory=list)
    figures: list[JsonDict] = field(default_factory=list)
    citations: list[JsonDict] = field(default_factory=list)
    ungrounded: list[str] = field(default_factory=list)
    fault: str | None = None

    def finish(self, state: JsonDict, files: list[str], latency_ms: float) -> JsonDict:
        """The record, given the state after the turn, the files written and the time taken."""
        finance = state.get("finance") or {}
        return {
            "thread": self.thread,
            "user": self.user,
            "reply": self.reply,
            "language": self.language,
            "asks": self.asks,
            "tools": self.tools,
            "figures": self.figures,
            "citations": self.citations,
            "canvas": canvas_json(state),
            "model": {"template": finance.get("template"), "inputs": finance.get("inputs", {})},
            "ungrounded": self.ungrounded,
            "files": files,
            "latency_ms": round(latency_ms, 1),
            **({"fault": self.fault} if self.fault else {}),
        }
