"""The finance model's inputs after a turn."""

from __future__ import annotations

from dataclasses import dataclass

from eval.assertions.base import Assertion, Failure, Observed
from eval.assertions.values import NumberIs, parse_number
from eval.yaml_nodes import Node

TEMPLATE = "template"
INPUTS = "inputs"


@dataclass(frozen=True)
class ModelInput:
    """An input of the base case has a value."""

    line: int
    variable: str
    value: NumberIs

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the value it has, or `missing`."""
        got = seen.inputs.get(self.variable, "missing")
        if self.value.accepts(got):
            return []
        return [Failure(f"model.{self.variable}", self.line, self.value.shown(), got)]


@dataclass(frozen=True)
class ModelTemplate:
    """The model in use comes from this template."""

    line: int
    template: str

    def check(self, seen: Observed) -> list[Failure]:
        """One failure with the template in use."""
        got = (seen.turn.get("model") or {}).get("template")
        return [] if got == self.template else [Failure("model.template", self.line, self.template, got)]


def parse_model(node: Node) -> list[Assertion]:
    """Inputs by id, each a number or `{approx, rel, abs}`; as in `given`, `template` and `inputs` may be told apart.

    Raises:
        DataFileError: A value is no number.
    """
    keys = node.mapping()
    found: list[Assertion] = []
    if TEMPLATE in keys:
        place = keys.pop(TEMPLATE)
        found.append(ModelTemplate(place.line, place.text()))
    inputs = keys.pop(INPUTS).mapping() if INPUTS in keys else {}
    return found + [ModelInput(v.line, name, parse_number(v)) for name, v in {**inputs, **keys}.items()]
