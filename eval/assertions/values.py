"""Expected values of tool arguments, figures and inputs, with tolerances."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from eval.yaml_nodes import Node

APPROX_KEYS = ("approx", "rel", "abs")
EXACT_REL = 1e-9  # a plain number still has to survive binary fractions
APPROX_REL = 1e-6  # `{approx: x}` without a tolerance


@dataclass(frozen=True)
class Difference:
    """Where a value is not what was expected; `where` is the dotted path inside the arguments."""

    where: str
    line: int
    expected: Any
    got: Any


class Expected(Protocol):
    """An expected value."""

    @property
    def line(self) -> int:
        """Its line in the dialogue file."""
        ...

    def shown(self) -> Any:
        """Itself as plain JSON, for reports."""
        ...

    def differences(self, got: Any, where: str) -> list[Difference]:
        """How `got` differs; empty when it matches."""
        ...


@dataclass(frozen=True)
class NumberIs:
    """A number within a tolerance.

    Attributes:
        tolerance: Absolute: the larger of `abs` and `rel` × |value|.
    """

    line: int
    value: float
    tolerance: float

    def shown(self) -> Any:
        """The number, with its tolerance where that is not merely rounding."""
        exact = self.tolerance <= EXACT_REL * max(1.0, abs(self.value))
        return self.value if exact else {"approx": self.value, "within": self.tolerance}

    def accepts(self, got: Any) -> bool:
        """Whether `got` is a number (or a text of one) within the tolerance."""
        number = as_number(got)
        return number is not None and abs(number - self.value) <= self.tolerance * (1 + EXACT_REL)

    def differences(self, got: Any, where: str) -> list[Difference]:
        """One difference where `got` is outside the tolerance."""
        return [] if self.accepts(got) else [Difference(where, self.line, self.shown(), got)]


@dataclass(frozen=True)
class LiteralIs:
    """A text (case and outer spaces ignored), true, false or null."""

    line: int
    value: str | bool | None

    def shown(self) -> Any:
        """The value."""
        return self.value

    def differences(self, got: Any, where: str) -> list[Difference]:
        """One difference where `got` is something else."""
        if isinstance(self.value, str) and isinstance(got, str):
            same = self.value.strip().casefold() == got.strip().casefold()
        else:
            same = self.value is got
        return [] if same else [Difference(where, self.line, self.value, got)]


@dataclass(frozen=True)
class ListIs:
    """A list, item by item in order."""

    line: int
    items: tuple[Expected, ...]

    def shown(self) -> Any:
        """The items."""
        return [item.shown() for item in self.items]

    def differences(self, got: Any, where: str) -> list[Difference]:
        """Differences of the items, or one for a list of another length."""
        if not isinstance(got, list | tuple) or len(got) != len(self.items):
            return [Difference(where, self.line, self.shown(), got)]
        pairs = enumerate(zip(self.items, got, strict=True))
        return [d for i, (item, value) in pairs for d in item.differences(value, f"{where}[{i}]")]


@dataclass(frozen=True)
class KeysAre:
    """Keys that must be there with these values; other keys do not matter."""

    line: int
    keys: tuple[tuple[str, Expected], ...]

    def shown(self) -> Any:
        """The keys and values."""
        return {key: value.shown() for key, value in self.keys}

    def differences(self, got: Any, where: str) -> list[Difference]:
        """Differences of the values; a missing key is one."""
        if not isinstance(got, Mapping):
            return [Difference(where, self.line, self.shown(), got)]
        found: list[Difference] = []
        for key, value in self.keys:
            place = f"{where}.{key}" if where else key
            if key in got:
                found += value.differences(got[key], place)
            else:
                found.append(Difference(place, value.line, value.shown(), "missing"))
        return found


def as_number(value: Any) -> float | None:
    """`value` as a finite number; a text of a number counts, true and false do not."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def parse_number(node: Node) -> NumberIs:
    """A number, or `{approx, rel, abs}`.

    Raises:
        DataFileError: It is neither.
    """
    if not node.is_mapping:
        value = node.number()
        return NumberIs(node.line, value, EXACT_REL * max(1.0, abs(value)))
    parts = node.mapping(APPROX_KEYS, required=("approx",))
    value = parts["approx"].number()
    if "rel" not in parts and "abs" not in parts:
        return NumberIs(node.line, value, APPROX_REL * abs(value))
    relative = parts["rel"].number(0) * abs(value) if "rel" in parts else 0.0
    absolute = parts["abs"].number(0) if "abs" in parts else 0.0
    return NumberIs(node.line, value, max(relative, absolute, EXACT_REL * abs(value)))


def parse_value(node: Node) -> Expected:
    """Any expected value.

    Raises:
        DataFileError: A tolerance is malformed.
    """
    if node.is_mapping:
        keys = node.mapping()
        if "approx" in keys:
            return parse_number(node)
        return KeysAre(node.line, tuple((key, parse_value(value)) for key, value in keys.items()))
    if node.is_list:
        return ListIs(node.line, tuple(parse_value(item) for item in node.items()))
    plain = node.plain()
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return parse_number(node)
    return LiteralIs(node.line, plain if isinstance(plain, bool) or plain is None else str(node.raw.value))
