"""Figures that the tools published during a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.assertions.base import Assertion, Failure, Observed
from eval.assertions.values import NumberIs, parse_number
from eval.yaml_nodes import Node

BASE = "base"


def published(seen: Observed, asked: str) -> list[Mapping[str, Any]]:
    """The turn's figures of an id, newest last.

    Args:
        seen: The turn.
        asked: `id`, or `id@scenario`. Without a scenario the values after a change are meant: those of the scenario
            `base` count only where there is no other.
    """
    name, _, scenario = asked.partition("@")
    same = [f for f in seen.turn.get("figures") or [] if f.get("id") == name]
    if scenario:
        return [f for f in same if str(f.get("scenario") or "").casefold() == scenario.casefold()]
    changed = [f for f in same if f.get("scenario") != BASE]
    return changed or same


@dataclass(frozen=True)
class FigureIs:
    """A published figure has a value; where a turn published several under the id, one of them has.

    Attributes:
        tool: Figures of this tool are preferred where the turn called several.
    """

    line: int
    figure: str
    value: NumberIs
    tool: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the values published, or with the ids there are."""
        name = f"tools.{self.tool}.figures.{self.figure}"
        figures = published(seen, self.figure)
        own = [f for f in figures if str(f.get("source", "")).startswith(f"tool:{self.tool}#")] or figures
        if any(self.value.accepts(f.get("value")) for f in own):
            return []
        if own:
            return [Failure(name, self.line, self.value.shown(), [f.get("value") for f in own])]
        ids = sorted({str(f.get("id")) for f in seen.turn.get("figures") or []})
        return [Failure(name, self.line, self.value.shown(), {"published_ids": ids[:40]})]


@dataclass(frozen=True)
class FigureAbsent:
    """A figure has no value, so that none is published under its id (LTV at a churn of 0)."""

    line: int
    figure: str
    tool: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the values published."""
        figures = published(seen, self.figure)
        if "@" not in self.figure and any(f.get("scenario") != BASE for f in seen.turn.get("figures") or []):
            figures = [f for f in figures if f.get("scenario") != BASE]  # after a change, base values do not count
        values = [f.get("value") for f in figures]
        name = f"tools.{self.tool}.figures.{self.figure}"
        return [Failure(name, self.line, "not published", values)] if values else []


def parse_figures(node: Node, tool: str) -> list[Assertion]:
    """The figures expected of a call; `null` says that there is none.

    Raises:
        DataFileError: A value is no number.
    """
    return [
        FigureAbsent(value.line, name, tool) if value.is_null else FigureIs(value.line, name, parse_number(value), tool)
        for name, value in node.mapping().items()
    ]
