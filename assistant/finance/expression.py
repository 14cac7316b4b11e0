"""Safe arithmetic of finance model files: a small tree that is evaluated, checked, explained and exported alike."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re

MAX_LENGTH = 400
MAX_DEPTH = 24
MAX_POWER = 12
MAX_NUMBER = 1e15

POINTWISE = {"min": (2, 4), "max": (2, 4), "ceil": (1, 1), "floor": (1, 1), "log": (1, 1), "abs": (1, 1)}
OVER_PERIODS = {"total": (1, 1), "lowest": (1, 1), "first_at_least": (2, 2), "first_below": (2, 2)}
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


# Letters that only look like those of a name, line ends, comments and the rest of Python's alphabet stay outside.
_FOREIGN = lazy_re(r"[^A-Za-z0-9_.+\-*/(),<>=! ]")
# 0x10, 1_000, 1j, 1if: numbers are written in decimal digits, with an exponent at most.
_NUMERAL = lazy_re(r"(?<![A-Za-z0-9_.])(?:\d+\.?\d*|\.\d+)(?![eE][+-]?\d)[A-Za-z_]|(?<![A-Za-z0-9_.])0[xXoObB]")
RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}  # how tightly an operator binds


class ExpressionError(ValueError):
    """The text is not part of the arithmetic that model files may use."""


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True)
class Name:
    """An input, formula or recurrence."""

    id: str


@dataclass(frozen=True)
class Negative:
    """Minus something."""

    operand: Expr


@dataclass(frozen=True)
class Binary:
    """`left operator right` with one of `+ - * / **`."""

    operator: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Call:
    """A function of `POINTWISE` or `OVER_PERIODS`."""

    function: str
    arguments: tuple[Expr, ...]


Expr = Number | Name | Negative | Binary | Call


@dataclass(frozen=True)
class Condition:
    """`left comparison right`, used to say when a formula has no value."""

    comparison: str
    left: Expr
    right: Expr


def parse(text: str) -> Expr:
    """Parse an arithmetic expression.

    Raises:
        ExpressionError: Anything but numbers, names, `+ - * /`, `**` by a small constant and the known functions.
    """
    return _convert(_python(text), 0)


def parse_condition(text: str) -> Condition:
    """Parse one comparison of two expressions.

    Raises:
        ExpressionError: The text is not a single comparison.
    """
    node = _python(text)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in _COMPARISONS:
        raise ExpressionError("write one comparison, such as churn == 0")
    return Condition(_COMPARISONS[type(node.ops[0])], _convert(node.left, 0), _convert(node.comparators[0], 0))


def names(expression: Expr) -> Iterator[str]:
    """Names used, left to right, with repetitions."""
    match expression:
        case Name(id):
            yield id
        case Negative(operand):
            yield from names(operand)
        case Binary(_, left, right):
            yield from names(left)
            yield from names(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from names(argument)


def replaced(expression: Expr, by: Mapping[str, Expr]) -> Expr:
    """The expression with names replaced by expressions; what is put in is not looked through again."""
    match expression:
        case Name(id):
            return by.get(id, expression)
        case Negative(operand):
            return Negative(replaced(operand, by))
        case Binary(operator, left, right):
            return Binary(operator, replaced(left, by), replaced(right, by))
        case Call(function, arguments):
            return Call(function, tuple(replaced(a, by) for a in arguments))
    return expression


def constants(expression: Expr) -> Iterator[float]:
    """Numbers written in the expression."""
    match expression:
        case Number(value):
            yield value
        case Negative(operand):
            yield from constants(operand)
        case Binary(_, left, right):
            yield from constants(left)
            yield from constants(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from constants(argument)


def series_names(expression: Expr) -> Iterator[str]:
    """Names used period by period, that is outside of functions that condense a whole series."""
    match expression:
        case Name(id):
            yield id
        case Negative(operand):
            yield from series_names(operand)
        case Binary(_, left, right):
            yield from series_names(left)
            yield from series_names(right)
        case Call(function, arguments):
            for argument in arguments[1:] if function in OVER_PERIODS else arguments:
                yield from series_names(argument)


def condensed_names(expression: Expr) -> Iterator[str]:
    """Series that functions over all periods are applied to.

    Raises:
        ExpressionError: Such a function is given something else than a name.
    """
    match expression:
        case Negative(operand):
            yield from condensed_names(operand)
        case Binary(_, left, right):
            yield from condensed_names(left)
            yield from condensed_names(right)
        case Call(function, arguments):
            if function in OVER_PERIODS:
                if not isinstance(arguments[0], Name):
                    raise ExpressionError(f"{function} takes the name of a series")
                yield arguments[0].id
            for argument in arguments:
                yield from condensed_names(argument)


def _python(text: str) -> ast.expr:
    if not isinstance(text, str) or not text.strip():
        raise ExpressionError("the expression is empty")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    if foreign := _FOREIGN.search(text.strip()):
        raise ExpressionError(f"the character {foreign.group()!r} is not part of the arithmetic")
    if numeral := _NUMERAL.search(text):
        raise ExpressionError(f"{numeral.group()!r} begins no decimal number")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError(f"cannot read {text!r} as arithmetic") from error


def _convert(node: ast.expr, depth: int) -> Expr:
    if depth > MAX_DEPTH:
        raise ExpressionError(f"the expression is nested deeper than {MAX_DEPTH}")
    match node:
        case ast.Constant():
            return _number(node.value)
        case ast.Name():
            if node.id in POINTWISE or node.id in OVER_PERIODS:
                raise ExpressionError(f"{node.id} is a function and needs its arguments")
            return Name(node.id)
        case ast.UnaryOp(op=ast.USub()):
            return Negative(_convert(node.operand, depth + 1))
        case ast.BinOp():
            return _binary(node, depth)
        case ast.Call():
            return _call(node, depth)
    raise ExpressionError(f"{type(node).__name__} is not allowed; use numbers, names, + - * / ** and known functions")


def _number(value: object) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ExpressionError(f"{value!r} is not a number")
    if abs(value) > MAX_NUMBER or not math.isfinite(value):
        raise ExpressionError(f"the number {str(value)[:20]} is too large")
    return Number(float(value))


def _binary(node: ast.BinOp, depth: int) -> Binary:
    operator = _OPERATORS.get(type(node.op))
    if operator is None:
        raise ExpressionError(f"operator {type(node.op).__name__} is not allowed; use + - * / **")
    left, right = _convert(node.left, depth + 1), _convert(node.right, depth + 1)
    if operator == "**":
        exponent = right.operand if isinstance(right, Negative) else right
        if not isinstance(exponent, Number) or exponent.value > MAX_POWER:
            raise ExpressionError(f"a power must be a constant of at most {MAX_POWER}")
    return Binary(operator, left, right)


def _call(node: ast.Call, depth: int) -> Call:
    allowed = POINTWISE | OVER_PERIODS
    if not isinstance(node.func, ast.Name) or node.func.id not in allowed:
        raise ExpressionError(f"only these functions exist: {', '.join(sorted(allowed))}")
    low, high = allowed[node.func.id]
    if node.keywords or not low <= len(node.args) <= high:
        raise ExpressionError(f"{node.func.id} takes {low if low == high else f'{low} to {high}'} arguments")
    if node.func.id in OVER_PERIODS and not isinstance(node.args[0], ast.Name):
        raise ExpressionError(f"{node.func.id} takes the name of a series")
    return Call(node.func.id, tuple(_convert(a, depth + 1) for a in node.args))
