"""Changes of inputs, compared as a set by the input values they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.assertions.matching import largest_matching
from eval.assertions.values import Difference, Expected, KeysAre, LiteralIs, NumberIs, as_number, parse_value
from eval.yaml_nodes import Node

RELATIONS = ("set", "change_by", "multiply")
CHANGE_KEYS = ("variable", "relation", "value")


@dataclass(frozen=True)
class ChangeIs:
    """One expected change of an input.

    Attributes:
        given: The keys the file gives, compared as they stand.
        variable, relation, value: Given ones, for the comparison of resulting values.
    """

    line: int
    given: KeysAre
    variable: str | None
    relation: str | None
    value: NumberIs | None

    def accepts(self, got: Any, inputs: Mapping[str, float]) -> bool:
        """Whether `got` is this change, or another encoding that gives the input the same value."""
        return not self.given.differences(got, "") or self._same_result(got, inputs)

    def _same_result(self, got: Any, inputs: Mapping[str, float]) -> bool:
        if not isinstance(got, Mapping) or self.variable is None or self.relation is None or self.value is None:
            return False
        name = str(got.get("variable", ""))
        number = as_number(got.get("value"))
        if name.casefold() != self.variable.casefold() or number is None:
            return False
        base = inputs.get(self.variable)
        wanted = resulting(base, self.relation, self.value.value)
        reached = resulting(base, str(got.get("relation", "set")), number)
        if wanted is None or reached is None:
            return False
        scale = abs(base) if self.relation == "multiply" and base is not None else 1.0
        return abs(wanted - reached) <= self.value.tolerance * scale + 1e-9 * max(1.0, abs(wanted))


@dataclass(frozen=True)
class ChangesAre:
    """A set of changes: each expected one is there once, in any order, and nothing else."""

    line: int
    changes: tuple[ChangeIs, ...]
    inputs: Mapping[str, float]

    def shown(self) -> Any:
        """The changes."""
        return [change.given.shown() for change in self.changes]

    def differences(self, got: Any, where: str) -> list[Difference]:
        """One difference where the sets are not equal."""
        if isinstance(got, Sequence) and not isinstance(got, str) and len(got) == len(self.changes):
            accepted = [[change.accepts(item, self.inputs) for item in got] for change in self.changes]
            if len(largest_matching(accepted)) == len(self.changes):
                return []
        return [Difference(where, self.line, self.shown(), got)]


def resulting(base: float | None, relation: str, value: float) -> float | None:
    """The input's value after a change; None where the relation is unknown or needs a base that is not known."""
    if relation == "set":
        return value
    if base is None:
        return None
    if relation == "change_by":
        return base + value
    return base * value if relation == "multiply" else None


def parse_changes(node: Node) -> tuple[ChangeIs, ...]:
    """The list under `changes`.

    Raises:
        DataFileError: A change has an unknown key or relation.
    """
    return tuple(_parse_change(item) for item in node.items())


def _parse_change(node: Node) -> ChangeIs:
    keys = node.mapping(CHANGE_KEYS)
    relation = keys["relation"].choice(RELATIONS) if "relation" in keys else None
    variable = keys["variable"].text() if "variable" in keys else None
    parsed: dict[str, Expected] = {key: parse_value(value) for key, value in keys.items()}
    value = parsed.get("value")
    if value is not None and not isinstance(value, NumberIs | LiteralIs):
        raise keys["value"].error("needs a number or {approx, rel, abs}")
    number = value if isinstance(value, NumberIs) else None
    return ChangeIs(node.line, KeysAre(node.line, tuple(parsed.items())), variable, relation, number)
