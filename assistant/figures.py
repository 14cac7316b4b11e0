"""Figures: the numbers that tools publish and that replies may quote."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One computed number.

    Attributes:
        id: Stable name, e.g. `profit.month_12`.
        label: What people call it, in the language of the conversation.
        value: The number, unrounded; rates are fractions.
        unit: ISO currency, "fraction", "customers", "months" …
        period: "month", "year" … for flows, else None.
        scenario: "base", "what-if 1" …, None where scenarios make no sense.
        source: Where it was computed, e.g. `tool:what_if#2`.
    """

    id: str
    label: str
    value: float
    unit: str
    period: str | None
    scenario: str | None
    source: str

    def to_json(self) -> dict[str, Any]:
        """Plain dict for state, the JSON of a turn and the model."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Figure:
        """Inverse of `to_json`."""
        return cls(**data)
