"""What-if: the same model before and after some changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from assistant.errors import ToolInputError
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.inputs import change_text, checked_inputs, checked_value, find_input
from assistant.finance.model import FinanceModel, Input, Text
from assistant.finance.numbers import clean, number_text

Relation = Literal["set", "change_by", "multiply"]


@dataclass(frozen=True)
class Change:
    """A change of one input.

    Attributes:
        variable: Id of the input; labels and aliases are understood too.
        relation: `set` to the value, `change_by` adds it, `multiply` multiplies by it.
        value: In the units of the input; rates and points as fractions.
    """

    variable: str
    relation: Relation
    value: float


@dataclass(frozen=True)
class AppliedChange:
    """A change and what it did to its input."""

    variable: Input
    relation: Relation
    value: float
    before: float
    after: float
    note: Text | None = None


@dataclass(frozen=True)
class Delta:
    """One output before and after.

    Attributes:
        id: Output, e.g. `profit.month_12`.
        before: Value in the base case, None where it has none.
        after: Value after the changes, None where it has none.
        delta: after − before.
        percent: `delta` over the size of `before`, as a fraction; None where before is 0 or the sign turns, because
            such a percentage misleads. On a loss, positive means a smaller loss.
    """

    id: str
    before: float | None
    after: float | None
    delta: float | None
    percent: float | None


@dataclass(frozen=True)
class Comparison:
    """A model before and after changes; nothing of the base case is changed."""

    model: FinanceModel
    changes: tuple[AppliedChange, ...]
    before: Evaluation
    after: Evaluation
    inputs: Mapping[str, float]

    def delta(self, output: str) -> Delta:
        """Before, after and difference of one output value."""
        before, after = self.before.values.get(output), self.after.values.get(output)
        if before is None or after is None:
            return Delta(output, before, after, None, None)
        difference = clean(after - before)
        comparable = before * after > 0
        return Delta(output, before, after, difference, clean(difference / abs(before)) if comparable else None)

    @property
    def periods(self) -> int:
        """Periods computed on both sides."""
        return min(side.periods for side in (self.before, self.after))

    @cached_property
    def deltas(self) -> dict[str, Delta]:
        """Every output value of either side."""
        return {name: self.delta(name) for name in {**self.before.values, **self.after.values}}


def what_if(model: FinanceModel, inputs: Mapping[str, float], changes: Sequence[Change]) -> Comparison:
    """Evaluate the base case and the base case with changes.

    Args:
        model: The model.
        inputs: The base case, by input id; missing inputs take their defaults. It is not changed.
        changes: Together one scenario; several on one input apply one after the other.

    Raises:
        ToolInputError: An input is unknown or ambiguous, or a change leads to an impossible value.
    """
    base = checked_inputs(model, inputs)
    changed = dict(base)
    applied = []
    for change in changes:
        done = _apply(model, changed, change)
        changed[done.variable.id] = done.after
        applied.append(done)
    return Comparison(model, tuple(applied), evaluate(model, base), evaluate(model, changed), changed)


def _apply(model: FinanceModel, inputs: Mapping[str, float], change: Change) -> AppliedChange:
    variable = find_input(model, change.variable)
    if change.relation not in get_args(Relation):
        known = ", ".join(get_args(Relation))
        raise ToolInputError(
            f"Unknown relation {change.relation!r}; use {known}.", f"未知的变化方式“{change.relation}”，请使用{known}。"
        )
    before = inputs[variable.id]
    after = _result(variable, before, change)
    return AppliedChange(
        variable, change.relation, float(change.value), before, after, _note(variable, before, after, change)
    )


def _result(variable: Input, before: float, change: Change) -> float:
    if change.relation == "set":
        return checked_value(variable, change.value)
    if change.relation == "change_by" and variable.kind == "rate" and 1 < abs(change.value) <= 100:
        points = f"{change.value * 100:g}"
        raise ToolInputError(
            f"A change of {change.value:g} for {variable.label.en} would be {points} percentage points. "
            f"Did you mean {change.value:g} points?",
            f"{variable.label.zh}变动{change.value:g}相当于{points}个百分点。您是指{change.value:g}个百分点吗？",
            question=True,
            choices=(f"{change.value / 100:g}",),
        )
    exact = before * change.value if change.relation == "multiply" else before + change.value
    return checked_value(variable, clean(exact), change_text(variable, before, change.relation, change.value))


def _note(variable: Input, before: float, after: float, change: Change) -> Text | None:
    start, end = number_text(before, variable.measure), number_text(after, variable.measure)
    if after == before:
        return Text(
            en=f"{variable.label.en} is {start} already, so nothing changes",
            zh=f"{variable.label.zh}本来就是{start}，结果不变",
        )
    if change.relation == "multiply" and variable.kind == "rate" and 0.5 < change.value < 1.5:
        return Text(
            en=f"read as a relative change: {start} × {change.value:g} = {end}, not as percentage points",
            zh=f"按相对变化理解：{start} × {change.value:g} = {end}，不是百分点",
        )
    return None
