"""Sums told "on top" of a value that nobody told: they are the value, as an example is nothing to add to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.totals import clause_of, raises


def told_first(text: str, reading: Reading, given: Collection[str]) -> Reading:
    """The reading in which sums "on top" of values that nobody told are the values themselves.

    Args:
        text: What was told.
        reading: What was read of it.
        given: Inputs whose values are the founder's own.
    """
    return replace(reading, changes=tuple(_first(text, c, given) for c in reading.changes))


def _first(text: str, change: Change, given: Collection[str]) -> Change:
    said = change.said
    if change.relation != "change_by" or change.value <= 0 or change.variable in given or said is None:
        return change
    ordered = said.kind not in ("money", "count") or raises(clause_of(text, said))
    return change if ordered else replace(change, relation="set")
