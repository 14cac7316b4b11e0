"""Goal seek: the input value at which an output reaches a target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.errors import ToolInputError
from assistant.finance.compute import Array
from assistant.finance.evaluate import evaluate
from assistant.finance.expression import Binary, Call, Expr, Negative
from assistant.finance.inputs import checked_inputs, find_input, find_output
from assistant.finance.model import FinanceModel, Input
from assistant.finance.numbers import clean

_STEPWISE = {"first_at_least", "first_below", "ceil", "floor"}
_TOLERANCE = 1e-9
_NEAR = 1e-6
_MAX_SOLUTIONS = 4
LOWER_IS_BETTER = ("cac", "loaded_cac", "payback", "break_even", "cost", "total_cost", "direct_cost", "annual_churn")
Function = Callable[[float], float]


@dataclass(frozen=True)
class Goal:
    """Answer of a goal seek.

    Attributes:
        variable: The input.
        output: Id of the output value, e.g. `profit.month_12`.
        target: Wanted value of the output.
        value: The input value that reaches it, None where none does. Of several, the one nearest to the current one.
            For an input of whole numbers, the first that reaches or passes it.
        value_output: The output at `value`.
        current: Present value of the input.
        current_output: Present value of the output, None where it has none.
        others: Further values that reach the target.
        best: Where none does: the input value that comes nearest.
        best_output: The output at `best`.
        rounded: Where only whole numbers make sense and `value` is none: the whole number that reaches or passes it.
        rounded_output: The output at `rounded`.
    """

    variable: Input
    output: str
    target: float
    value: float | None
    current: float
    current_output: float | None
    value_output: float | None = None
    others: tuple[float, ...] = ()
    best: float | None = None
    best_output: float | None = None
    rounded: float | None = None
    rounded_output: float | None = None


def goal_seek(model: FinanceModel, inputs: Mapping[str, float], variable: str, output: str, target: float) -> Goal:
    """Find the value of one input at which an output reaches a target; break-even is profit with target 0.

    The whole range of the input is scanned, so that a missing solution and further solutions are noticed; each
    bracket is then solved with Brent's method (outputs that move in steps: with bisection to the nearest step).

    Args:
        model: The model.
        inputs: The base case; it is not changed.
        variable: The input to vary.
        output: The output to reach the target; a bare series means its headline period.
        target: In the units of the output.

    Raises:
        ToolInputError: Something is unknown, the target is no number, or the output does not depend on the input.
    """
    base = checked_inputs(model, inputs)
    varied = find_input(model, variable)
    periods = int(base[model.horizon]) if model.horizon else 1
    wanted = find_output(model, output, periods)
    formula = model.formulas_by_id[model.split_id(wanted)[0]]
    if not np.isfinite(target):
        raise ToolInputError("The target must be a number.", "目标值必须是一个数字。")
    if varied.id not in model.depends_on(formula.id) and varied.id != model.horizon:
        raise ToolInputError(
            f"{formula.label.en} does not depend on {varied.label.en}; choose another input to vary.",
            f"{formula.label.zh}与{varied.label.zh}无关，请换一个变量。",
        )

    def value_at(x: float) -> float:
        return float(evaluate(model, {**base, varied.id: x}).values.get(wanted, np.nan))

    current = base[varied.id]
    grid = _grid(varied, current)
    results = _scan(model, base, varied, wanted, grid, value_at)
    if varied.whole or _is_stepwise(formula.expression):
        found = _steps(value_at, grid, results, target, current, whole=varied.whole)
    else:
        found = _roots(value_at, grid, results, target)
    found.sort(key=lambda x: abs(x - current))
    return _goal(varied, wanted, target, current, value_at, found, grid, results)


def _goal(
    varied: Input,
    wanted: str,
    target: float,
    current: float,
    value_at: Function,
    found: list[float],
    grid: Array,
    results: Array,
) -> Goal:
    now = value_at(current)
    now_or_none = now if np.isfinite(now) else None
    if not found:
        best = _nearest(grid, results, target, current)
        at_best = None if best is None else value_at(best)
        return Goal(varied, wanted, target, None, current, now_or_none, best=best, best_output=at_best)
    value = found[0]
    rounded = _rounded(varied, value, value_at, target, lower_is_better=wanted.startswith(LOWER_IS_BETTER))
    return Goal(
        variable=varied,
        output=wanted,
        target=target,
        value=value,
        current=current,
        current_output=now_or_none,
        value_output=_snapped(value_at(value), target),
        others=tuple(found[1:_MAX_SOLUTIONS]),
        rounded=rounded,
        rounded_output=None if rounded is None else value_at(rounded),
    )


def _snapped(reached: float, target: float) -> float:
    return target if abs(reached - target) <= _NEAR * max(abs(target), 1.0) else reached


def _grid(varied: Input, current: float) -> Array:
    """Points to scan: even steps, powers of ten, and steps around the current value."""
    low, high = varied.minimum, varied.maximum
    if varied.whole:
        return np.arange(low, high + 1)
    around = current * 2.0 ** np.linspace(-10, 10, 161) if current else np.empty(0)
    powers = 10.0 ** np.linspace(-6, max(np.log10(high), 0), 181)
    points = np.concatenate([np.linspace(low, high, 401), around, powers, [current]])
    return np.unique(points[(points >= low) & (points <= high)])


def _scan(
    model: FinanceModel, base: Mapping[str, float], varied: Input, wanted: str, grid: Array, value_at: Function
) -> Array:
    if varied.id == model.horizon:
        return np.array([value_at(x) for x in grid])
    return np.asarray(evaluate(model, {**base, varied.id: grid}).values[wanted], dtype=float)


def _roots(value_at: Function, grid: Array, results: Array, target: float) -> list[float]:
    from scipy.optimize import brentq

    gap = results - target
    exact = [float(x) for x in grid[gap == 0]]
    size = max(abs(target), float(np.nanmax(np.abs(results), initial=1.0)) * 1e-6, 1.0)
    found = exact[:_MAX_SOLUTIONS]
    for index in np.flatnonzero(gap[:-1] * gap[1:] < 0):
        low, high = float(grid[index]), float(grid[index + 1])
        root = float(brentq(lambda x: value_at(x) - target, low, high, xtol=1e-15 * max(abs(high), 1e-3), rtol=1e-15))
        # A jump through the target, as at a division by zero, is no solution.
        if abs(value_at(root) - target) <= _NEAR * size:
            neat = clean(root)
            found.append(neat if abs(value_at(neat) - target) <= _NEAR * size else root)
    return found


def _steps(
    value_at: Function, grid: Array, results: Array, target: float, current: float, *, whole: bool
) -> list[float]:
    hits = np.flatnonzero(np.abs(results - target) <= _TOLERANCE * max(1.0, abs(target)))
    if not hits.size:
        return _passing(grid, results, target, current) if whole else []
    nearest = hits[np.argmin(np.abs(grid[hits] - current))]
    inside = float(grid[nearest])
    side = nearest - 1 if current < inside else nearest + 1
    if whole or inside == current or not 0 <= side < grid.size:
        return [inside]
    outside = float(grid[side])
    for _ in range(60):
        middle = (inside + outside) / 2
        if abs(value_at(middle) - target) <= _TOLERANCE * max(1.0, abs(target)):
            inside = middle
        else:
            outside = middle
    return [inside]


def _passing(grid: Array, results: Array, target: float, current: float) -> list[float]:
    """Whole numbers at which the output, seen from the current value, has just passed the target."""
    gap = results - target
    crossings = np.flatnonzero(gap[:-1] * gap[1:] < 0)
    return [float(grid[i + 1] if grid[i] >= current else grid[i]) for i in crossings]


def _nearest(grid: Array, results: Array, target: float, current: float) -> float | None:
    finite = np.flatnonzero(np.isfinite(results))
    if not finite.size:
        return None
    # Nine digits, so that rounding noise does not beat nearness to the present value.
    distance = np.array([float(f"{abs(results[i] - target):.9g}") for i in finite])
    order = np.lexsort((np.abs(grid[finite] - current), distance))
    return float(grid[finite[order[0]]])


def _rounded(varied: Input, value: float, value_at: Function, target: float, *, lower_is_better: bool) -> float | None:
    """The whole number beside the solution on the good side of the target; None where whole numbers do not matter."""
    if varied.kind != "count" or abs(value - round(value)) < 1e-6:
        return None
    for candidate in (np.ceil(value), np.floor(value)):
        reached = value_at(float(candidate))
        passes = reached <= target if lower_is_better else reached >= target
        if passes and varied.minimum <= candidate <= varied.maximum:
            return float(candidate)
    return None


def _is_stepwise(expression: Expr) -> bool:
    match expression:
        case Negative(operand):
            return _is_stepwise(operand)
        case Binary(_, left, right):
            return _is_stepwise(left) or _is_stepwise(right)
        case Call(function, arguments):
            return function in _STEPWISE or any(_is_stepwise(a) for a in arguments)
    return False
