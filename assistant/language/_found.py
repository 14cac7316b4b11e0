"""A measured number at its place in a text."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.language._units import Measure


@dataclass(frozen=True)
class Found:
    """A measured number at its place; `start` includes sign, currency and adjoining period words."""

    start: int
    measure: Measure
    words: bool
    fraction: bool = False
    factor: bool = False  # double, 翻一番: multiplies by itself
    sign: int = 0  # written before it: 1 for plus, -1 for minus
