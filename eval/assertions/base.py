"""What every assertion shares: the turn it looks at and the failure it reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Failure:
    """One expectation that was not met.

    Attributes:
        assertion: Dotted name, e.g. `reply.language`.
        line: Line of the expectation in the dialogue file, from 1.
        expected: What the file asks for, plain JSON.
        got: What the turn had instead, plain JSON.
    """

    assertion: str
    line: int
    expected: Any
    got: Any

    def to_json(self) -> dict[str, Any]:
        """Plain dict for the record."""
        return {"assertion": self.assertion, "line": self.line, "expected": self.expected, "got": self.got}


@dataclass(frozen=True)
class Observed:
    """A finished turn and what was true before it.

    Attributes:
        turn: The turn as JSON.
        user_language: Language the user wrote in, "en" or "zh".
        canvas_before: {block: [{id, text, status}]}.
        inputs_before: Inputs of the finance model before the turn; empty where unknown.
    """

    turn: Mapping[str, Any]
    user_language: str
    canvas_before: Mapping[str, Any] = field(default_factory=dict)
    inputs_before: Mapping[str, float] = field(default_factory=dict)

    @property
    def reply(self) -> str:
        """The reply's text."""
        return str(self.turn.get("reply") or "")

    @property
    def tools(self) -> Sequence[Mapping[str, Any]]:
        """Tool calls in order."""
        return list(self.turn.get("tools") or [])

    @property
    def inputs(self) -> Mapping[str, float]:
        """Inputs of the finance model after the turn."""
        return dict((self.turn.get("model") or {}).get("inputs") or {})


class Assertion(Protocol):
    """One expectation."""

    @property
    def line(self) -> int:
        """Its line in the dialogue file, from 1."""
        ...

    def check(self, seen: Observed) -> list[Failure]:
        """What was not met; empty when all is well."""
        ...
