"""Results of the finance room as plain data for tools: rows with ids, labels in both languages, units and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from assistant.finance.evaluate import Evaluation
from assistant.finance.explain import explain, explain_path
from assistant.finance.inputs import headline
from assistant.finance.model import FinanceModel, Input, Text
from assistant.finance.published import BASE, output_label, output_measure
from assistant.finance.scenario import AppliedChange, Comparison
from assistant.finance.unit_economics import UnitEconomics

Bilingual = dict[str, str]


class ChangeRow(TypedDict):
    """A changed input; rates are fractions."""

    variable: str
    label: Bilingual
    unit: str
    period: str | None
    before: float
    after: float
    relation: str
    value: float
    note: Bilingual | None


class OutputRow(TypedDict):
    """An output before and after; None where it has no value.

    `delta_percent` is a fraction of the size of before; `position` marks a place in time ("month 7") rather than a
    length of it.
    """

    id: str
    label: Bilingual
    unit: str
    period: str | None
    before: float | None
    after: float | None
    delta: float | None
    delta_percent: float | None
    position: bool


class UndefinedRow(TypedDict):
    """An output without a value, and why."""

    id: str
    label: Bilingual
    scenario: str
    reason: Bilingual


class Chart(TypedDict):
    """Before and after over the months (`line`, x are month numbers) or by output (`bars`, x are ids)."""

    kind: str
    title: Bilingual
    unit: str
    x: list[Any]
    labels: list[Bilingual]
    before: list[float | None]
    after: list[float | None]


class WhatIfData(TypedDict):
    """Result of `what_if`. The first row of `outputs` is the main result; `main` is the id that is explained."""

    template: str
    title: Bilingual
    scenario: str
    changes: list[ChangeRow]
    outputs: list[OutputRow]
    main: str
    explanation: Bilingual
    undefined: list[UndefinedRow]
    notes: list[Bilingual]
    example_inputs: list[str]
    chart: Chart


def what_if_data(
    comparison: Comparison, scenario: str, notes: list[Text], example_inputs: list[str], wanted: Sequence[str] = ()
) -> WhatIfData:
    """Data of a what-if, the `wanted` outputs first; see `WhatIfData`."""
    model = comparison.model
    rows = list(dict.fromkeys([*wanted, *shown_outputs(comparison)]))
    main = main_output(comparison)
    told = [*notes, *(c.note for c in comparison.changes if c.note is not None)]
    sides = [(BASE, comparison.before)] + ([(scenario, comparison.after)] if comparison.changes else [])
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "scenario": scenario,
        "changes": [_change_row(c) for c in comparison.changes],
        "outputs": [_output_row(comparison, name) for name in rows],
        "main": main,
        "explanation": what_if_explanation(comparison, main).to_json(),
        "undefined": [row for name, result in sides for row in undefined_rows(model, result, name)],
        "notes": [t.to_json() for t in told],
        "example_inputs": example_inputs,
        "chart": _chart(comparison, rows),
    }


def unit_economics_data(model: FinanceModel, found: UnitEconomics) -> dict[str, Any]:
    """`{template, title, metrics: [{id, label, unit, period, value, reason, verdict, formula}], warnings}`."""
    metrics = []
    for metric in found.metrics:
        measure = metric.formula.measure if metric.formula else None
        metrics.append({
            "id": metric.id,
            "label": metric.label.to_json(),
            "unit": measure.shown if measure else None,
            "period": measure.period if measure else None,
            "value": metric.value,
            "reason": metric.reason.to_json() if metric.reason else None,
            "verdict": metric.verdict,
            "formula": explain(model, found.result, metric.id).to_json() if metric.formula else None,
        })
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "metrics": metrics,
        "warnings": [w.to_json() for w in found.warnings],
    }


def model_data(
    model: FinanceModel, result: Evaluation, before: Mapping[str, float], stated: Iterable[str]
) -> dict[str, Any]:
    """`{template, title, period, currency, inputs, outputs, undefined}`.

    Rows of inputs: `{id, label, unit, period, value, before, stated}`; of outputs: `{id, label, unit, period, value}`.


    `before` has the values the inputs had until now.
    """
    known = set(stated)
    periods = result.periods
    inputs = [
        {
            **input_head(i),
            "value": float(result.inputs[i.id]),
            "before": before.get(i.id, i.default),
            "stated": i.id in known,
        }
        for i in model.inputs
    ]
    outputs = []
    for name in headline(model, periods):
        measure = output_measure(model, name)
        outputs.append({
            "id": name,
            "label": output_label(model, name).to_json(),
            "unit": measure.shown,
            "period": measure.period,
            "value": result.values.get(name),
            "position": is_position(model, name),
        })
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "period": model.period,
        "currency": model.currency,
        "inputs": inputs,
        "outputs": outputs,
        "undefined": undefined_rows(model, result, BASE),
    }


def input_head(variable: Input) -> dict[str, Any]:
    """Id, label, unit and period of an input."""
    return {
        "id": variable.id,
        "label": variable.label.to_json(),
        "unit": variable.measure.shown,
        "period": variable.period,
    }


def undefined_rows(model: FinanceModel, result: Evaluation, scenario: str) -> list[UndefinedRow]:
    """Outputs without a value, and why."""
    return [
        {
            "id": name,
            "label": output_label(model, name).to_json(),
            "scenario": scenario,
            "reason": reason.to_json(),
        }
        for name, reason in result.undefined.items()
    ]


def is_position(model: FinanceModel, output: str) -> bool:
    """Whether an output is a place in time, such as the first month without a loss."""
    formula = model.formulas_by_id.get(model.split_id(output)[0])
    return formula is not None and formula.is_position


def main_output(comparison: Comparison) -> str:
    """The first headline value that depends on a changed input."""
    model = comparison.model
    names = _headline(comparison)
    changed = {c.variable.id for c in comparison.changes}
    for name in names:
        if changed & model.depends_on(model.split_id(name)[0]):
            return name
    return names[0]


def what_if_explanation(comparison: Comparison, main: str) -> Text:
    """The formulas from the changed inputs to the main output, with the numbers after the change."""
    changed = [c.variable.id for c in comparison.changes]
    if not changed:
        return explain(comparison.model, comparison.after, main)
    return explain_path(comparison.model, comparison.after, changed, main)


def explained(comparison: Comparison, main: str) -> list[str]:
    """Ids of the formulas that `what_if_explanation` shows."""
    return comparison.model.path([c.variable.id for c in comparison.changes], comparison.model.split_id(main)[0])


def shown_outputs(comparison: Comparison) -> list[str]:
    """The headline; in a model without periods also every part that changed."""
    names = _headline(comparison)
    if comparison.model.horizon is None:
        names += [n for n, d in comparison.deltas.items() if d.delta and n not in names]
    return names


def _headline(comparison: Comparison) -> list[str]:
    return headline(comparison.model, comparison.after.periods)


def _change_row(change: AppliedChange) -> ChangeRow:
    return {
        "variable": change.variable.id,
        "label": change.variable.label.to_json(),
        "unit": change.variable.measure.shown,
        "period": change.variable.period,
        "before": change.before,
        "after": change.after,
        "relation": change.relation,
        "value": change.value,
        "note": change.note.to_json() if change.note else None,
    }


def _output_row(comparison: Comparison, name: str) -> OutputRow:
    delta, measure = comparison.delta(name), output_measure(comparison.model, name)
    return {
        "id": name,
        "label": output_label(comparison.model, name).to_json(),
        "unit": measure.shown,
        "period": measure.period,
        "before": delta.before,
        "after": delta.after,
        "delta": delta.delta,
        "delta_percent": delta.percent,
        "position": is_position(comparison.model, name),
    }


def _chart(comparison: Comparison, rows: list[str]) -> Chart:
    model = comparison.model
    main = model.split_id(model.headline[0])[0]
    measure = model.formulas_by_id[main].measure
    if model.horizon is not None:
        before, after = (r.series[main].tolist() for r in (comparison.before, comparison.after))
        title = model.formulas_by_id[main].label
        months = list(range(1, max(len(before), len(after)) + 1))
        return Chart(
            kind="line", title=title.to_json(), unit=measure.shown, x=months, labels=[], before=before, after=after
        )
    money = [n for n in rows if output_measure(model, n).kind == "money" and output_measure(model, n).period]
    return Chart(
        kind="bars",
        title=model.title.to_json(),
        unit=measure.shown,
        x=list(money),
        labels=[output_label(model, n).to_json() for n in money],
        before=[comparison.before.values.get(n) for n in money],
        after=[comparison.after.values.get(n) for n in money],
    )
