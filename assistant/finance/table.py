"""What-if tables: one output over the values of one or two inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.errors import ToolInputError
from assistant.finance.evaluate import evaluate
from assistant.finance.inputs import checked_inputs, checked_value, find_input, find_output
from assistant.finance.model import FinanceModel, Input
from assistant.finance.numbers import clean
from assistant.finance.scenario import AppliedChange, Change, what_if

MOST_VALUES = 40  # of one input
MOST_CELLS = 400
DEFAULT_SPREAD = 0.2  # either way, where no values were given
DEFAULT_STEPS = 5
_COUNTS = (6, 5, 7, 4, 8, 9, 10, 11)  # of values from low to high, the handiest first
_NEAT = (1.0, 2.0, 2.5, 5.0)


@dataclass(frozen=True)
class Axis:
    """The values of one input.

    Attributes:
        variable: The input.
        values: In its units, ascending or as the user listed them.
        base: Its value in the base case.
        assumed: True where no values were given, so that they lie around the base case.
    """

    variable: Input
    values: tuple[float, ...]
    base: float
    assumed: bool = False


@dataclass(frozen=True)
class Table:
    """One output over two inputs, or over one (`column` is None and each row has one cell).

    Attributes:
        output: Id of the output value.
        cells: One row for each value of `row`, one cell for each of `column`; None where there is no value.
        base: The output in the base case with the fixed changes.
        fixed: Changes that hold in every cell.
    """

    model: FinanceModel
    output: str
    row: Axis
    column: Axis | None
    cells: tuple[tuple[float | None, ...], ...]
    base: float | None
    fixed: tuple[AppliedChange, ...]


@dataclass(frozen=True)
class AxisRequest:
    """What is wanted of an input: listed values, or a range; with neither, values around the base case.

    Attributes:
        variable: Id, label or alias of the input.
        values: In its units.
        low: Lowest value of a range.
        high: Highest value.
        steps: How many values from low to high; None for a handy number.
    """

    variable: str
    values: tuple[float, ...] = ()
    low: float | None = None
    high: float | None = None
    steps: int | None = None


def what_if_table(
    model: FinanceModel,
    inputs: Mapping[str, float],
    row: AxisRequest,
    column: AxisRequest | None = None,
    output: str | None = None,
    changes: Sequence[Change] = (),
) -> Table:
    """Compute an output for every combination of the values of two inputs, or for every value of one.

    Args:
        model: The model.
        inputs: The base case; it is not changed.
        row: The input that goes down the rows.
        column: The input that goes across, if any.
        output: The output; left out, the model's main one.
        changes: Changes that hold in every cell.

    Raises:
        ToolInputError: Something is unknown, a value impossible, or the table too large.
    """
    fixed = what_if(model, checked_inputs(model, inputs), changes)
    base = dict(fixed.inputs)
    rows = axis(model, base, row)
    columns = axis(model, base, column) if column else None
    if columns and columns.variable.id == rows.variable.id:
        raise ToolInputError(
            "Rows and columns are the same input; name two different ones.",
            "行和列是同一个输入项，请给出两个不同的输入。",
        )
    across = columns.values if columns else (0.0,)
    if len(rows.values) * len(across) > MOST_CELLS:
        raise ToolInputError(
            f"That would be {len(rows.values) * len(across)} cells; ask for at most {MOST_CELLS}.",
            f"这样会有{len(rows.values) * len(across)}个格子，最多{MOST_CELLS}个，请减少取值。",
        )
    wanted = find_output(model, output or model.headline[0], _periods(model, base, rows, columns))
    cells = tuple(_row(model, base, rows, value, columns, wanted) for value in rows.values)
    return Table(model, wanted, rows, columns, cells, fixed.after.values.get(wanted), fixed.changes)


def axis(model: FinanceModel, base: Mapping[str, float], request: AxisRequest) -> Axis:
    """The values of one input as they were asked for.

    Raises:
        ToolInputError: The input is unknown, or a value impossible.
    """
    variable = find_input(model, request.variable)
    present = base[variable.id]
    if request.values:
        values = tuple(checked_value(variable, v) for v in request.values)
    elif request.low is not None and request.high is not None:
        low, high = sorted((checked_value(variable, request.low), checked_value(variable, request.high)))
        values = span(low, high, request.steps, whole=variable.whole)
    else:
        return Axis(variable, _around(variable, present, request.steps or DEFAULT_STEPS), present, assumed=True)
    values = tuple(dict.fromkeys(values))
    if len(values) > MOST_VALUES:
        raise ToolInputError(
            f"{len(values)} values of {variable.label.en} are too many; give at most {MOST_VALUES}.",
            f"{variable.label.zh}的取值有{len(values)}个，太多了，最多{MOST_VALUES}个。",
        )
    return Axis(variable, values, present)


def span(low: float, high: float, steps: int | None = None, *, whole: bool = False) -> tuple[float, ...]:
    """Values from low to high, both included: `steps` of them, or as many as make neat steps.

    Raises:
        ToolInputError: Fewer than two steps are asked for.
    """
    if low == high:
        return (low,)
    if steps is not None and steps < 2:
        raise ToolInputError("A range needs at least 2 steps.", "区间至少需要2个取值。")
    count = steps or next((n for n in _COUNTS if _is_neat((high - low) / (n - 1))), DEFAULT_STEPS)
    values = [clean(float(v)) for v in np.linspace(low, high, count)]
    return tuple(dict.fromkeys(float(round(v)) for v in values)) if whole else tuple(values)


def _is_neat(step: float) -> bool:
    size = 10.0 ** np.floor(np.log10(step))
    return any(abs(step / size - n) < 1e-9 for n in _NEAT)


def _around(variable: Input, present: float, steps: int) -> tuple[float, ...]:
    if present == 0:
        raise ToolInputError(
            f"{variable.label.en} is 0, so no range around it makes sense; give its values.",
            f"{variable.label.zh}目前为0，无法取上下区间，请给出具体取值。",
            question=True,
        )
    low, high = (
        max(min(present * f, variable.maximum), variable.minimum) for f in (1 - DEFAULT_SPREAD, 1 + DEFAULT_SPREAD)
    )
    return span(low, high, steps, whole=variable.whole)


def _row(
    model: FinanceModel, base: Mapping[str, float], rows: Axis, value: float, columns: Axis | None, wanted: str
) -> tuple[float | None, ...]:
    here = {**base, rows.variable.id: value}
    if columns is None:
        return (_told(evaluate(model, here).values.get(wanted)),)
    if model.horizon == columns.variable.id:
        return tuple(
            _told(evaluate(model, {**here, columns.variable.id: v}).values.get(wanted)) for v in columns.values
        )
    found = evaluate(model, {**here, columns.variable.id: np.array(columns.values)}).values.get(wanted)
    spread = np.broadcast_to(np.nan if found is None else found, (len(columns.values),))
    return tuple(_told(float(v)) for v in spread)


def _told(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)


def _periods(model: FinanceModel, base: Mapping[str, float], *axes: Axis | None) -> int:
    """Periods that every cell computes: the shortest horizon, where the horizon is what varies."""
    if model.horizon is None:
        return 1
    varied = [min(a.values) for a in axes if a is not None and a.variable.id == model.horizon]
    return int(varied[0] if varied else base[model.horizon])
