"""Formulas as sentences: with names, and with the numbers filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from assistant.finance.evaluate import Evaluation
from assistant.finance.expression import RANK, Binary, Call, Expr, Name, Negative, Number, names
from assistant.finance.model import STEP, FinanceModel, Formula, Text
from assistant.finance.numbers import amount_text, number_text

_SYMBOL = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "**": "^"}
_FUNCTIONS = {
    "en": {
        "total": "sum of {0} over all {n} months",
        "lowest": "lowest {0}",
        "first_at_least": "first month with {0} ≥ {1}",
        "first_below": "first month with {0} < {1}",
        "ceil": "round up ({0})",
        "floor": "round down ({0})",
        "log": "ln({0})",
        "abs": "|{0}|",
    },
    "zh": {
        "total": "全部{n}个月的{0}之和",
        "lowest": "最低的{0}",
        "first_at_least": "首个{0} ≥ {1}的月份",
        "first_below": "首个{0} < {1}的月份",
        "ceil": "向上取整({0})",
        "floor": "向下取整({0})",
        "log": "ln({0})",
        "abs": "|{0}|",
    },
}
MAX_LINES = 8


def _telling_period(model: FinanceModel, result: Evaluation, target: str) -> int:
    """The period in which a condensed series gets its value: that of the lowest point, the one found, or the last."""
    match model.formulas_by_id[target].expression:
        case Call("lowest", (Name(series),)):
            return int(np.argmin(result.series[series])) + 1
        case Call("first_at_least" | "first_below", _) if target in result.values:
            return int(result.values[target])
    return result.periods


@dataclass(frozen=True)
class _Place:
    """Where in the results an explanation reads its numbers."""

    model: FinanceModel
    result: Evaluation
    language: str
    number: int  # the period


def explain(model: FinanceModel, result: Evaluation, output: str) -> Text:
    """One output as `name = formula = formula with numbers = value`, in both languages.

    Args:
        model: The model.
        result: Its results for numbers (not for draws).
        output: Id of an output value, e.g. `profit.month_12`, or of any formula.
    """
    formula, number = model.split_id(output)
    return Text(
        *(_line(_Place(model, result, lang, number or 1), model.formulas_by_id[formula]) for lang in ("en", "zh"))
    )


def explain_path(model: FinanceModel, result: Evaluation, changed: Iterable[str], output: str) -> Text:
    """The way from changed inputs to an output: one line for every formula between them, in order.

    Args:
        model: The model.
        result: Results after the change.
        changed: Ids of the changed inputs.
        output: The output value the way leads to.
    """
    target, number = model.split_id(output)
    path = model.path(changed, target)
    period = number or _telling_period(model, result, target)
    shown = [i for i in path if i != target][-(MAX_LINES - 1) :] + [target]
    lines = [
        explain(model, result, model.period_id(i, period) if model.formulas_by_id[i].is_series else i) for i in shown
    ]
    return Text(en="\n".join(line.en for line in lines), zh="\n".join(line.zh for line in lines))


def _line(place: _Place, formula: Formula) -> str:
    parts = [_title(place, formula), _render(formula.expression, lambda n: _name(place, formula, n), place)]
    condensed = any(n in place.result.series for n in names(formula.expression))
    if formula.is_series or not condensed:
        parts.append(_render(formula.expression, lambda n: _value_text(place, formula, n), place))
    value = _value(place, formula.id, place.number)
    if value is not None:
        parts.append(amount_text(value, formula.measure, place.language, position=formula.is_position))
    elif formula.id in place.result.undefined:
        parts[2:] = [place.result.undefined[formula.id].get(place.language)]
    return " = ".join(dict.fromkeys(parts))


def _title(place: _Place, formula: Formula) -> str:
    title = formula.label.get(place.language)
    return _in_month(place, title, place.number) if formula.is_series else title


def _in_month(place: _Place, label: str, number: int) -> str:
    return f"第{number}个月{label}" if place.language == "zh" else f"{label} in month {number}"


def _name(place: _Place, formula: Formula, name: str) -> str:
    known = place.model.inputs_by_id.get(name) or place.model.formulas_by_id[name]
    label = known.label.get(place.language)
    if name != formula.id:
        return label
    if place.number == 1 and isinstance(formula.first, Name):
        return _name(place, formula, formula.first.id)
    return _in_month(place, label, place.number - 1)


def _value_text(place: _Place, formula: Formula, name: str) -> str:
    known = place.model.inputs_by_id.get(name) or place.model.formulas_by_id[name]
    value = _value(place, name, place.number - 1 if name == formula.id else place.number)
    return "–" if value is None else number_text(value, known.measure)


def _value(place: _Place, name: str, number: int) -> float | None:
    result = place.result
    if name in result.inputs:
        return float(result.inputs[name])
    if name in result.series:
        return float(result.series[name][number - 1] if number >= 1 else result.openings[name])
    value = result.working.get(name)
    return None if value is None or not np.isfinite(value) else value


def _render(expression: Expr, leaf: Callable[[str], str], place: _Place) -> str:
    match expression:
        case Number(value):
            return f"{value:g}"
        case Name(id):
            return leaf(id)
        case Negative(operand):
            return f"−{_grouped(operand, leaf, place, 2)}"
        case Binary():
            return _binary(expression, leaf, place)
        case Call(function, arguments):
            inner = [_render(a, leaf, place) for a in arguments]
            pattern = _FUNCTIONS[place.language].get(function)
            count = len(next(iter(place.result.series.values()), ()))
            return pattern.format(*inner, n=count) if pattern else f"{function}({', '.join(inner)})"


def _binary(node: Binary, leaf: Callable[[str], str], place: _Place) -> str:
    if _is_step(node):
        return _render(node.left, leaf, place)
    rank = RANK[node.operator]
    tighter = rank + 1 if node.operator in "-/" else rank
    left, right = _grouped(node.left, leaf, place, rank), _grouped(node.right, leaf, place, tighter)
    return f"{left}{_SYMBOL[node.operator]}{f'({right})' if right.startswith('−') else right}"


def _is_step(node: Expr) -> bool:
    """A factor of one period, which only matters to the units."""
    return isinstance(node, Binary) and node.operator in "*/" and node.right == Name(STEP)


def _grouped(expression: Expr, leaf: Callable[[str], str], place: _Place, rank: int) -> str:
    text = _render(expression, leaf, place)
    while isinstance(expression, Binary) and _is_step(expression):
        expression = expression.left
    loose = isinstance(expression, Binary) and RANK[expression.operator] < rank
    return f"({text})" if loose or (text.startswith("−") and rank > 1) else text
