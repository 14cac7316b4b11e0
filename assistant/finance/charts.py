"""Charts as plain data: what is drawn, with labels in both languages. How it looks is the page's business.

Every spec has `kind`, `title` {en, zh} and `unit`. Beside them:

- `waterfall`: `steps` [{label, value, total}], where a total stands on the axis and the others on what came before;
- `cash`: `period`, `x`, `y`, `low` {x, y}, `out` (first period below 0, or None);
- `breakeven`: `period`, `x`, `revenue`, `costs` ({label, y} each), `mark` {x, y} or None;
- `tornado`, `fan`, `histogram`: see `risk_report`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.expression import Binary, Expr, Name, Negative
from assistant.finance.model import FinanceModel, Text
from assistant.finance.published import output_label, output_measure
from assistant.finance.scenario import Comparison

Spec = dict[str, Any]
CASH, REVENUE, PROFIT = "cash_balance", "revenue", "profit"
COSTS = ("costs", "total_cost")
_NOISE = 1e-9


def what_if_charts(comparison: Comparison, main: str) -> list[Spec]:
    """The way from the main output before to after; none where nothing changed or it has no value."""
    made = waterfall(comparison, main)
    return [made] if made else []


def model_charts(model: FinanceModel, result: Evaluation) -> list[Spec]:
    """Cash with its low point and the month of break-even, where the model has periods."""
    return [spec for spec in (cash_curve(model, result), break_even(model, result)) if spec]


def waterfall(comparison: Comparison, output: str) -> Spec | None:
    """Before, what each change adds on top of those before it, after.

    Of a single change the parts of the output's own sum are shown instead, such as revenue and cost.
    """
    before, after = comparison.before.values.get(output), comparison.after.values.get(output)
    if before is None or after is None or not comparison.changes:
        return None
    parts = _by_change(comparison, output) if len(comparison.changes) > 1 else _by_term(comparison, output)
    if parts is None:
        return None
    shown = [(label, value) for label, value in parts if abs(value) > _NOISE * max(1.0, abs(before), abs(after))]
    ends = Text("before", "变动前"), Text("after", "变动后")
    steps = [
        {"label": ends[0].to_json(), "value": before, "total": True},
        *({"label": label.to_json(), "value": value, "total": False} for label, value in shown),
        {"label": ends[1].to_json(), "value": after, "total": True},
    ]
    title, unit = output_label(comparison.model, output), output_measure(comparison.model, output).shown
    return {"kind": "waterfall", "title": title.to_json(), "unit": unit, "steps": steps}


def cash_curve(model: FinanceModel, result: Evaluation) -> Spec | None:
    """Cash at the end of each period, from the opening balance; None where the model has none."""
    if CASH not in result.series:
        return None
    values = [float(result.openings[CASH]), *result.series[CASH].tolist()]
    low = min(range(len(values)), key=values.__getitem__)
    formula = model.formulas_by_id[CASH]
    return {
        "kind": "cash",
        "title": formula.label.to_json(),
        "unit": formula.measure.shown,
        "period": model.period,
        "x": list(range(len(values))),
        "y": values,
        "low": {"x": low, "y": values[low]},
        "out": next((i for i, value in enumerate(values) if value < -1e-6), None),
    }


def break_even(model: FinanceModel, result: Evaluation) -> Spec | None:
    """Revenue and cost of each period and the first one without a loss; None where the model has no periods."""
    costs = next((name for name in COSTS if name in result.series), None)
    if REVENUE not in result.series or costs is None:
        return None
    revenue, spent = result.series[REVENUE].tolist(), result.series[costs].tolist()
    first = next((i for i, (r, c) in enumerate(zip(revenue, spent, strict=True)) if r >= c - 1e-6), None)
    return {
        "kind": "breakeven",
        "title": Text("Revenue and cost", "收入与成本").to_json(),
        "unit": model.formulas_by_id[REVENUE].measure.shown,
        "period": model.period,
        "x": list(range(1, len(revenue) + 1)),
        "revenue": {"label": model.formulas_by_id[REVENUE].label.to_json(), "y": revenue},
        "costs": {"label": model.formulas_by_id[costs].label.to_json(), "y": spent},
        "mark": None if first is None else {"x": first + 1, "y": revenue[first]},
    }


def _by_change(comparison: Comparison, output: str) -> list[tuple[Text, float]] | None:
    """What each changed input adds, in the order told."""
    model = comparison.model
    inputs = {name: float(value) for name, value in comparison.before.inputs.items() if isinstance(value, float | int)}
    last = comparison.before.values[output]
    final = {c.variable.id: c.after for c in comparison.changes}
    parts = []
    for variable in dict.fromkeys(c.variable for c in comparison.changes):
        inputs[variable.id] = final[variable.id]
        value = evaluate(model, inputs).values.get(output)
        if value is None:
            return None
        parts.append((variable.label, value - last))
        last = value
    return parts


def _by_term(comparison: Comparison, output: str) -> list[tuple[Text, float]]:
    """Differences of the terms of the output's sum; the whole difference where it is no sum of named things."""
    model = comparison.model
    name, number = model.split_id(output)
    change = comparison.changes[0].variable.label
    whole = [(change, comparison.after.values[output] - comparison.before.values[output])]
    terms = list(_terms(model.formulas_by_id[name].expression, 1))
    if len(terms) < 2 or any(term is None for term, _ in terms):
        return whole
    parts = []
    for term, sign in terms:
        sides = [_value(result, str(term), number) for result in (comparison.before, comparison.after)]
        if None in sides:
            return whole
        found = model.inputs_by_id.get(str(term)) or model.formulas_by_id[str(term)]
        before, after = (float(side or 0) for side in sides)
        parts.append((found.label, sign * (after - before)))
    return parts if sum(abs(value) > _NOISE for _, value in parts) > 1 else whole


def _terms(node: Expr, sign: int) -> Iterator[tuple[str | None, int]]:
    """Names that are added and subtracted at the top of an expression; None for anything else."""
    match node:
        case Name(id):
            yield id, sign
        case Negative(operand):
            yield from _terms(operand, -sign)
        case Binary("+" | "-" as operator, left, right):
            yield from _terms(left, sign)
            yield from _terms(right, sign if operator == "+" else -sign)
        case _:
            yield None, sign


def _value(result: Evaluation, name: str, number: int | None) -> float | None:
    if name in result.series:
        series = result.series[name]
        return float(series[number - 1]) if number and number <= len(series) else None
    if name in result.inputs:
        return float(result.inputs[name])
    return result.working.get(name)
