"""Dimension of an expression: what may be added to what."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.finance.expression import Binary, Call, Condition, Expr, ExpressionError, Name, Negative, Number
from assistant.finance.units import NONE, Dimension, dimension_text, raised, times

# Zero fits every dimension, so `max(profit, 0)` needs no unit.
_ANY = None
Known = Dimension | None


def dimension_of(expression: Expr, known: Mapping[str, Dimension], period: Dimension) -> Known:
    """Dimension of `expression`; None for a bare 0, which fits all.

    Args:
        expression: What to check.
        known: Dimension of every name that may be used.
        period: Dimension of one step of a series, e.g. that of `month`.

    Raises:
        ExpressionError: Unlike things are added or compared, or a name is unknown.
    """
    match expression:
        case Number(value):
            return _ANY if value == 0 else NONE
        case Name(id):
            if id not in known:
                raise ExpressionError(f"unknown name {id!r}; known here are {', '.join(sorted(known))}")
            return known[id]
        case Negative(operand):
            return dimension_of(operand, known, period)
        case Binary():
            return _binary(expression, known, period)
        case Call():
            return _call(expression, known, period)


def check_condition(condition: Condition, known: Mapping[str, Dimension], period: Dimension) -> None:
    """Raise `ExpressionError` where a condition compares unlike things."""
    _same(dimension_of(condition.left, known, period), dimension_of(condition.right, known, period), "compared with")


def _binary(node: Binary, known: Mapping[str, Dimension], period: Dimension) -> Known:
    left = dimension_of(node.left, known, period)
    right = dimension_of(node.right, known, period)
    match node.operator:
        case "+" | "-":
            return _same(left, right, "added to" if node.operator == "+" else "subtracted with")
        case "*":
            return times(left or NONE, right or NONE)
        case "/":
            return times(left or NONE, right or NONE, -1)
    return _power(left or NONE, node.right)


def _power(base: Dimension, exponent: Expr) -> Dimension:
    sign, number = (-1, exponent.operand) if isinstance(exponent, Negative) else (1, exponent)
    value = number.value if isinstance(number, Number) else 0.0
    if base and value != int(value):
        raise ExpressionError(f"{dimension_text(base)} can only be raised to a whole number")
    return raised(base, sign * int(value)) if base else NONE


def _call(node: Call, known: Mapping[str, Dimension], period: Dimension) -> Known:
    inner = [dimension_of(a, known, period) for a in node.arguments]
    if node.function == "log":
        _same(inner[0], NONE, "given to log, which takes")
        return NONE
    if node.function == "total":
        return times(inner[0] or NONE, period)
    first = inner[0]
    for other in inner[1:]:
        first = _same(first, other, "compared with")
    return period if node.function.startswith("first_") else first


def _same(left: Known, right: Known, verb: str) -> Known:
    if left is _ANY or right is _ANY:
        return right if left is _ANY else left
    if left != right:
        raise ExpressionError(f"{dimension_text(left)} {verb} {dimension_text(right)}")
    return left
