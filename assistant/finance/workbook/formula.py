"""Expressions of model files as spreadsheet formulas that Excel, LibreOffice and Google Sheets read alike."""

from __future__ import annotations

from collections.abc import Callable

from assistant.finance.expression import OVER_PERIODS, RANK, Binary, Call, Condition, Expr, Name, Negative, Number
from assistant.finance.model import STEP

Leaf = Callable[[str], str]
"""Reference of a name, e.g. `price` or `'Case 1'!$C$5`."""
Condensed = Callable[[Call], str]
"""Formula of a function over all periods; where the periods are is the business of the layout."""

_SYMBOL = {"**": "^"}
_ATOM = 4
_COMPARE = {"==": "=", "!=": "<>"}
# The same allowance for rounding noise as the engine's ceil, whose result it has to equal.
_CEILING = "-INT(-({0}-0.000000001*MAX(1,ABS({0}))))"


def excel_formula(expression: Expr, leaf: Leaf, condensed: Condensed) -> str:
    """A formula without its leading `=`; what has no value gives an error value such as `#DIV/0!`.

    Args:
        expression: The arithmetic. `step`, which only matters to units, is left out.
        leaf: Reference of each name.
        condensed: Formula of `total`, `lowest`, `first_at_least`, `first_below`.
    """
    return _text(expression, leaf, condensed, 0)


def excel_condition(condition: Condition, leaf: Leaf, condensed: Condensed) -> str:
    """A comparison, for the first argument of `IF`."""
    left, right = (excel_formula(side, leaf, condensed) for side in (condition.left, condition.right))
    return f"{left}{_COMPARE.get(condition.comparison, condition.comparison)}{right}"


def number_literal(value: float) -> str:
    """A number that reads back as the same float."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _text(node: Expr, leaf: Leaf, condensed: Condensed, rank: int) -> str:
    match node:
        case Number(value):
            return number_literal(value)
        case Name(id):
            return "1" if id == STEP else leaf(id)
        case Negative(operand):
            # In spreadsheets -2^2 is 4: the minus binds tighter than the power, so it never goes without brackets.
            return f"(-{_text(operand, leaf, condensed, _ATOM)})"
        case Binary():
            return _binary(node, leaf, condensed, rank)
        case Call(function, arguments):
            if function in OVER_PERIODS:
                return condensed(node)
            return _call(function, [_text(a, leaf, condensed, 0) for a in arguments])


def _binary(node: Binary, leaf: Leaf, condensed: Condensed, outer: int) -> str:
    if node.operator in {"*", "/"} and node.right == Name(STEP):
        return _text(node.left, leaf, condensed, outer)
    rank = RANK[node.operator]
    # Brackets stay where the file has them, also in a*(b*c): another order is another rounding.
    left = rank + 1 if node.operator == "**" else rank
    text = (
        f"{_text(node.left, leaf, condensed, left)}{_SYMBOL.get(node.operator, node.operator)}"
        f"{_text(node.right, leaf, condensed, rank + 1)}"
    )
    return f"({text})" if rank < outer else text


def _call(function: str, arguments: list[str]) -> str:
    match function:
        case "ceil":
            return f"({_CEILING.format(arguments[0])})"
        case "floor":
            return f"INT({arguments[0]})"
        case "log":
            return f"LN({arguments[0]})"
    return f"{function.upper()}({','.join(arguments)})"
