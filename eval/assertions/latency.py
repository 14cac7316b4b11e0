"""How long a turn took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.assertions.base import Assertion, Failure, Observed
from eval.yaml_nodes import Node

LATENCY_KEYS = ("total",)


@dataclass(frozen=True)
class TotalLatency:
    """The turn took at most so many milliseconds."""

    line: int
    limit_ms: float

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the time taken."""
        total = total_ms(seen.turn)
        if total is not None and total <= self.limit_ms:
            return []
        return [Failure("latency_ms.total", self.line, self.limit_ms, total)]


def total_ms(turn: Mapping[str, Any]) -> float | None:
    """Milliseconds that a turn took, None where it does not tell."""
    told = turn.get("latency_ms")
    total = told.get("total") if isinstance(told, Mapping) else told
    return float(total) if isinstance(total, int | float) else None


def parse_latency(node: Node) -> list[Assertion]:
    """`{total: milliseconds}`.

    Raises:
        DataFileError: A key is unknown or the value no number.
    """
    keys = node.mapping(LATENCY_KEYS)
    return [TotalLatency(value.line, value.number(0)) for value in keys.values()]
