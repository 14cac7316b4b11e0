"""Figures: the numbers that tools publish and that replies may quote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re

_SLOT = lazy_re(r"\{\{\s*f:([^{}@\s]+)(?:@([^{}]+?))?\s*\}\}")


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


class UnknownFigureError(KeyError):
    """No figure has the id, or not in that scenario; the message names the nearest ids."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Ledger:
    """All figures of a conversation, oldest first."""

    figures: tuple[Figure, ...] = ()

    @classmethod
    def of(cls, figures: Iterable[Figure | dict[str, Any]]) -> Ledger:
        """From figures or their JSON, oldest first."""
        return cls(tuple(f if isinstance(f, Figure) else Figure.from_json(f) for f in figures))

    def __contains__(self, figure_id: object) -> bool:
        return any(f.id == figure_id for f in self.figures)

    def find(self, figure_id: str, scenario: str | None = None) -> Figure:
        """The latest figure of that id.

        Args:
            figure_id: E.g. `profit.month_12`.
            scenario: E.g. "base". Without it, the latest one counts, and where one tool call published a base and a
                changed value, the changed one.

        Raises:
            UnknownFigureError: No such figure.
        """
        named = [f for f in self.figures if f.id == figure_id and scenario in {None, f.scenario}]
        if not named:
            raise UnknownFigureError(self._unknown(figure_id, scenario))
        if scenario is not None:
            return named[-1]
        latest = [f for f in named if f.source == named[-1].source]
        changed = [f for f in latest if f.scenario != "base"]
        return (changed or latest)[-1]

    def _unknown(self, figure_id: str, scenario: str | None) -> str:
        scenarios = sorted({f.scenario or "none" for f in self.figures if f.id == figure_id})
        if scenarios:
            return f"figure {figure_id!r} has no scenario {scenario!r}; it has: {', '.join(scenarios)}"
        near = get_close_matches(figure_id, {f.id for f in self.figures}, n=3, cutoff=0.4)
        hint = f"; nearest: {', '.join(near)}" if near else "; no figure has been published" * (not self.figures)
        return f"no figure {figure_id!r}{hint}"


def fill_slots(text: str, ledger: Ledger, language: str) -> str:
    """Replace `{{f:profit.month_12}}` and `{{f:profit.month_12@base}}` by the figures, formatted for `language`.

    Raises:
        UnknownFigureError: A slot names a figure that is not in the ledger.
    """

    def value(match: re.Match[str]) -> str:
        figure = ledger.find(match.group(1), match.group(2))
        return format_number(figure.value, figure.unit, language)

    return _SLOT.sub(value, text)
