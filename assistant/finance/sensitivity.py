"""Sensitivity: how far an output moves when each input alone is a little lower or higher."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.errors import ToolInputError
from assistant.finance.compute import Array, Value
from assistant.finance.evaluate import evaluate
from assistant.finance.expression import Call
from assistant.finance.inputs import checked_inputs, find_output
from assistant.finance.model import FinanceModel, Input
from assistant.finance.numbers import clean

DEFAULT_SPREAD = 0.2
# Relative step of the central difference behind an elasticity: its own error is of the order of its square.
_STEP = 1e-4
_STEPWISE = {"first_at_least", "first_below", "ceil", "floor"}


@dataclass(frozen=True)
class Swing:
    """One bar of a tornado.

    Attributes:
        variable: The input.
        base: Its present value.
        low: Its value at the low end, within its minimum.
        high: Its value at the high end, within its maximum.
        output_low: The output at `low`, None where it has no value.
        output_high: The output at `high`.
        swing: Distance of the two, ≥ 0; None where either is missing.
        elasticity: Relative change of the output over that of the input, near the base case. On a loss, positive means
            that a higher input makes the loss smaller. None at 0 and for outputs that move in whole steps.
    """

    variable: Input
    base: float
    low: float
    high: float
    output_low: float | None
    output_high: float | None
    swing: float | None
    elasticity: float | None


@dataclass(frozen=True)
class Tornado:
    """Sensitivity of one output.

    Attributes:
        output: Its id, e.g. `profit.month_12`.
        base: Its value in the base case, None where it has none.
        swings: Inputs that move it, the widest swing first; those without a swing at the end.
        without_effect: Inputs that were varied and do not move it.
        at_zero: Inputs that are 0, so that a relative spread does not vary them.
    """

    output: str
    base: float | None
    swings: tuple[Swing, ...]
    without_effect: tuple[Input, ...]
    at_zero: tuple[Input, ...]


def sensitivity(
    model: FinanceModel, inputs: Mapping[str, float], outputs: Sequence[str] = (), spread: float = DEFAULT_SPREAD
) -> tuple[Tornado, ...]:
    """Vary each input alone, down and up by `spread` of its value; the horizon is not varied.

    Args:
        model: The model.
        inputs: The base case; missing inputs take their defaults.
        outputs: Ids or names of outputs; empty for the model's main result.
        spread: Fraction above 0 and at most 1, e.g. 0.2; rates are varied relatively too: 10 % to 8 % and 12 %.

    Raises:
        ToolInputError: An input or output is unknown, or the spread impossible.
    """
    _check_spread(spread)
    base = checked_inputs(model, inputs)
    periods = int(base[model.horizon]) if model.horizon else 1
    wanted = list(dict.fromkeys(find_output(model, name, periods) for name in outputs or (model.headline[0],)))
    varied = [i for i in model.inputs if i.id != model.horizon and base[i.id] != 0]
    zero = tuple(i for i in model.inputs if i.id != model.horizon and base[i.id] == 0)
    ends = np.array([_ends(i, base[i.id], spread) for i in varied])
    values = evaluate(model, _one_at_a_time(base, varied, ends)).values
    count = 1 + ends.size
    return tuple(_tornado(model, name, base, varied, ends, _column(values.get(name), count), zero) for name in wanted)


def _check_spread(spread: float) -> None:
    if math.isfinite(spread) and 0 < spread <= 1:
        return
    if 1 < spread <= 100:
        raise ToolInputError(
            f"A spread of {spread:g} would be {spread * 100:g}%. Did you mean {spread:g}%?",
            f"波动幅度{spread:g}相当于{spread * 100:g}%。您是指{spread:g}%吗？",
            question=True,
            choices=(f"{spread / 100:g}",),
        )
    raise ToolInputError(
        "The spread must be a share above 0% and at most 100%, such as 20%.",
        "波动幅度必须大于0%且不超过100%，例如20%。",
    )


def _ends(variable: Input, value: float, spread: float) -> tuple[float, float, float, float]:
    """Low and high end, and the two values of the central difference, all within the limits of the input."""
    factors = (1 - spread, 1 + spread, 1 - _STEP, 1 + _STEP)
    moved = sorted(clean(value * f) for f in factors[:2]) + sorted(value * f for f in factors[2:])
    held = [min(max(v, variable.minimum), variable.maximum) for v in moved]
    if variable.whole:
        held = [float(round(v)) for v in held]
    return held[0], held[1], held[2], held[3]


def _one_at_a_time(base: Mapping[str, float], varied: Sequence[Input], ends: Array) -> dict[str, Value]:
    """Columns: the base case, then four for each varied input."""
    columns: dict[str, Value] = dict(base)
    for index, variable in enumerate(varied):
        column = np.full(1 + ends.size, base[variable.id])
        column[1 + 4 * index : 5 + 4 * index] = ends[index]
        columns[variable.id] = column
    return columns


def _column(value: object, count: int) -> Array:
    return np.full(count, np.nan) if value is None else np.broadcast_to(np.asarray(value, dtype=float), (count,))


def _tornado(
    model: FinanceModel,
    output: str,
    base: Mapping[str, float],
    varied: Sequence[Input],
    ends: Array,
    found: Array,
    zero: tuple[Input, ...],
) -> Tornado:
    formula = model.formulas_by_id[model.split_id(output)[0]]
    stepwise = isinstance(formula.expression, Call) and formula.expression.function in _STEPWISE
    middle, reached = float(found[0]), model.depends_on(formula.id)
    swings, idle = [], []
    for index, variable in enumerate(varied):
        at = found[1 + 4 * index : 5 + 4 * index]
        low, high = (float(v) for v in at[:2])
        if variable.id not in reached or low == high == middle:
            idle.append(variable)
            continue
        slope = None if stepwise else _elasticity(middle, base[variable.id], ends[index, 2:], at[2:])
        swing = clean(abs(high - low)) if math.isfinite(high - low) else None
        first, last = (float(v) for v in ends[index, :2])
        swings.append(Swing(variable, base[variable.id], first, last, _known(low), _known(high), swing, slope))
    swings.sort(key=lambda s: -1.0 if s.swing is None else s.swing, reverse=True)
    return Tornado(output, _known(middle), tuple(swings), tuple(idle), zero)


def _elasticity(output: float, value: float, ends: Array, found: Array) -> float | None:
    step = float(ends[1] - ends[0])
    if output == 0 or step == 0:
        return None
    slope = float(found[1] - found[0]) / step * value / abs(output)
    return clean(round(slope, 6)) if math.isfinite(slope) else None


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
