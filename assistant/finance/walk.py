"""Walking the arithmetic of a formula: its value for given numbers, its summands, its factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.finance.evaluate import Evaluation
from assistant.finance.expression import Binary, Expr, Name, Negative, Number, names
from assistant.finance.model import STEP, FinanceModel, Text


@dataclass(frozen=True)
class Summand:
    """One part of a sum.

    Attributes:
        label: What it is called: its formula or input, or the names it is made of.
        value: With its sign in the sum.
    """

    label: Text
    value: float


def value_at(result: Evaluation, name: str, number: int) -> float | None:
    """An input, a scalar, or a series in period `number`; None where it has no value."""
    if name == STEP:
        return 1.0
    if name in result.inputs:
        return float(result.inputs[name])
    if name in result.series:
        return float(result.series[name][number - 1]) if 1 <= number <= len(result.series[name]) else None
    return result.working.get(name)


def arithmetic(expression: Expr, values: Mapping[str, float]) -> float | None:
    """Value of plain arithmetic; None with functions, unknown names or a division by 0."""
    match expression:
        case Number(value):
            return value
        case Name(id):
            return 1.0 if id == STEP else values.get(id)
        case Negative(operand):
            inner = arithmetic(operand, values)
            return None if inner is None else -inner
        case Binary(operator, left, right):
            return _operate(operator, arithmetic(left, values), arithmetic(right, values))
    return None


def _operate(operator: str, left: float | None, right: float | None) -> float | None:
    if left is None or right is None or (operator == "/" and right == 0):
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
    try:
        power = left**right
    except (OverflowError, ZeroDivisionError):
        return None
    return float(power) if isinstance(power, (int, float)) else None


def summands(model: FinanceModel, result: Evaluation, output: str) -> tuple[Summand, ...]:
    """The parts of the sum that an output is, through the formulas it is made of; empty where it is no sum.

    Args:
        model: The model.
        result: Its results.
        output: Id of an output value, e.g. `profit.month_12`.
    """
    formula, number = model.split_id(output)
    found = model.formulas_by_id.get(formula)
    if found is None or found.kind == "recurrence":
        return ()
    parts = _parts(model, result, found.expression, 1.0, number or 1)
    return tuple(parts) if len(parts) > 1 else ()


def _parts(model: FinanceModel, result: Evaluation, expression: Expr, sign: float, number: int) -> list[Summand]:
    match expression:
        case Binary("+" | "-" as operator, left, right):
            second = -sign if operator == "-" else sign
            return [
                *_parts(model, result, left, sign, number),
                *_parts(model, result, right, second, number),
            ]
        case Negative(operand):
            return _parts(model, result, operand, -sign, number)
        case Binary("*" | "/", left, Name(id)) if id == STEP:
            return _parts(model, result, left, sign, number)
        case Name(id) if id in model.formulas_by_id and _is_sum(model.formulas_by_id[id].expression):
            return _parts(model, result, model.formulas_by_id[id].expression, sign, number)
    values = {n: v for n in names(expression) if (v := value_at(result, n, number)) is not None}
    value = arithmetic(expression, values)
    return [] if value is None else [Summand(_label(model, expression), sign * value)]


def _is_sum(expression: Expr) -> bool:
    return isinstance(expression, Binary) and expression.operator in "+-"


def _label(model: FinanceModel, expression: Expr) -> Text:
    used = [n for n in dict.fromkeys(names(expression)) if n != STEP]
    known = [model.inputs_by_id.get(n) or model.formulas_by_id[n] for n in used]
    return Text(" × ".join(k.label.en for k in known), " × ".join(k.label.zh for k in known))


def products(model: FinanceModel, formula: str) -> tuple[tuple[str, ...], ...]:
    """The inputs that are multiplied in each summand: `((price, units), (fee,))`; empty where it is more than that."""
    found = model.formulas_by_id.get(formula)
    if found is None or found.is_series:
        return ()
    terms = _terms(model, found.expression)
    return tuple(terms) if terms else ()


def _terms(model: FinanceModel, expression: Expr) -> list[tuple[str, ...]] | None:
    match expression:
        case Binary("+", left, right):
            first, second = _terms(model, left), _terms(model, right)
            return None if first is None or second is None else [*first, *second]
        case Binary("*", left, right):
            first, second = _terms(model, left), _terms(model, right)
            if first is None or second is None or len(first) != 1 or len(second) != 1:
                return None
            return [(*first[0], *second[0])]
        case Name(id) if id in model.inputs_by_id:
            return [(id,)]
        case Name(id) if id in model.formulas_by_id and not model.formulas_by_id[id].is_series:
            return _terms(model, model.formulas_by_id[id].expression)
    return None
