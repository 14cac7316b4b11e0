"""Expressions as functions of numbers, arrays of draws or series of periods."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from assistant.finance.expression import (
    OVER_PERIODS,
    Binary,
    Call,
    Condition,
    Expr,
    Name,
    Negative,
    Number,
)

Array: TypeAlias = NDArray[np.float64]
Value: TypeAlias = float | Array
Environment: TypeAlias = Mapping[str, Value]
Compute: TypeAlias = Callable[[Environment], Value]

# Rounding noise of sums of money must not move a break-even by a month.
_NOISE = 1e-6
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def opening_key(series: str) -> str:
    """Key in an environment of a series' value before its first period."""
    return f"{series}@0"


def compiled(expression: Expr) -> Compute:
    """A function that computes `expression`; what has no value (division by 0, log of −1) gives nan, never an error.

    Values of the environment are floats, arrays of shape (draws,), or series of shape (periods,) or (periods, draws).
    """
    match expression:
        case Number(value):
            return lambda env: value
        case Name(id):
            return lambda env: env[id]
        case Negative(operand):
            inner = compiled(operand)
            return lambda env: -inner(env)
        case Binary(symbol, left, right):
            return _binary(symbol, compiled(left), compiled(right))
        case Call(function, arguments):
            if function in OVER_PERIODS:
                return _over_periods(function, cast(Name, arguments[0]).id, [compiled(a) for a in arguments[1:]])
            return _pointwise(function, [compiled(a) for a in arguments])


def compiled_condition(condition: Condition) -> Callable[[Environment], Any]:
    """A function that tells whether `condition` holds, as a bool or an array of bools."""
    compare, left, right = _COMPARE[condition.comparison], compiled(condition.left), compiled(condition.right)
    return lambda env: compare(left(env), right(env))


def _binary(symbol: str, left: Compute, right: Compute) -> Compute:
    # One plain lambda each: this is the inner loop of every recurrence.
    match symbol:
        case "+":
            return lambda env: left(env) + right(env)
        case "-":
            return lambda env: left(env) - right(env)
        case "*":
            return lambda env: left(env) * right(env)
        case "/":
            return lambda env: _divide(left(env), right(env))
    return lambda env: _power(left(env), right(env))


def _divide(top: Value, bottom: Value) -> Value:
    if isinstance(bottom, np.ndarray):
        return np.where(bottom == 0, np.nan, top / bottom)
    return top / bottom if bottom else top * math.nan


def _power(base: Value, exponent: Value) -> Value:
    with np.errstate(all="ignore"):
        result: Value = np.power(base, exponent)
    return result if isinstance(result, np.ndarray) else float(result)


def _pointwise(function: str, inner: list[Compute]) -> Compute:
    first = inner[0]
    if function in {"min", "max"}:
        pick = np.minimum if function == "min" else np.maximum
        return lambda env: reduce(pick, (f(env) for f in inner))
    if function == "log":
        return lambda env: _log(first(env))
    roundings: dict[str, Callable[[Any], Any]] = {"ceil": _ceil, "floor": np.floor, "abs": np.abs}
    apply = roundings[function]
    return lambda env: apply(first(env))


def _ceil(value: Value) -> Value:
    # 1166.0000000000002 customers are 1166: rounding noise must not cost a whole customer.
    noiseless: Value = np.ceil(value - 1e-9 * np.maximum(1.0, np.abs(value)))
    return noiseless + 0.0


def _log(value: Value) -> Value:
    if isinstance(value, np.ndarray):
        return np.log(np.where(value > 0, value, np.nan))
    return math.log(value) if value > 0 else math.nan


def _over_periods(function: str, series: str, inner: list[Compute]) -> Compute:
    if function == "total":
        return lambda env: _plain(np.sum(env[series], axis=0))
    if function == "lowest":
        key = opening_key(series)
        return lambda env: _plain(np.minimum(np.min(env[series], axis=0), env.get(key, np.inf)))
    limit = inner[0]
    at_least = function == "first_at_least"

    def first(env: Environment) -> Value:
        noisy = limit(env) - _NOISE
        holds = env[series] >= noisy if at_least else env[series] < noisy
        number = np.where(np.any(holds, axis=0), np.argmax(holds, axis=0) + 1.0, np.nan)
        return _plain(number)

    return first


def _plain(value: Any) -> Value:
    return value if isinstance(value, np.ndarray) and value.ndim else float(value)
