"""A whole talk seen as one turn, for what must be true at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.assertions import Assertion, Failure, Observed, parse_expect
from eval.assertions.latency import total_ms
from eval.yaml_nodes import Node

BUDGET_KEYS = ("seconds", "tokens", "tool_calls")
GATHERED = ("tools", "figures", "citations", "ungrounded", "files")


@dataclass(frozen=True)
class Budget:
    """The talk took at most so much of something.

    Attributes:
        what: `seconds` of answering, `tokens` as the model reports them, or `tool_calls`.
    """

    line: int
    what: str
    limit: float

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the amount used, or `not reported`."""
        used = self._used(seen)
        if used is not None and used <= self.limit:
            return []
        return [Failure(f"budget.{self.what}", self.line, self.limit, "not reported" if used is None else used)]

    def _used(self, seen: Observed) -> float | None:
        if self.what == "tool_calls":
            return len(seen.tools)
        if self.what == "tokens":
            tokens = seen.turn.get("tokens")
            return None if tokens is None else float(tokens)
        milliseconds = total_ms(seen.turn)
        return None if milliseconds is None else milliseconds / 1000


def whole_talk(turns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All turns as one: tools, figures, citations and files of all; canvas and model as they are at the end.

    The reply is all replies, one after the other; it asks if the last turn does.
    """
    last = dict(turns[-1]) if turns else {}
    gathered = {key: [item for turn in turns for item in turn.get(key) or []] for key in GATHERED}
    times = [total_ms(turn) for turn in turns]
    tokens = [turn.get("tokens") for turn in turns]
    return {
        **last,
        **gathered,
        "reply": "\n\n".join(str(turn.get("reply") or "") for turn in turns),
        "latency_ms": None if None in times else sum(t for t in times if t is not None),
        "tokens": None if None in tokens else sum(t for t in tokens if t is not None),
    }


def parse_budget(node: Node) -> tuple[Assertion, ...]:
    """A case's `budget`.

    Raises:
        DataFileError: A key is unknown or a value no number.
    """
    return tuple(Budget(value.line, key, value.number(0)) for key, value in node.mapping(BUDGET_KEYS).items())


def parse_ending(keys: Mapping[str, Node], language: str) -> tuple[Assertion, ...]:
    """What a case's `end` and `budget` ask for."""
    found: tuple[Assertion, ...] = parse_expect(keys["end"], language) if "end" in keys else ()
    return found + (parse_budget(keys["budget"]) if "budget" in keys else ())
