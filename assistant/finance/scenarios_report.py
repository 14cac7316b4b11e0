"""Saved scenarios, comparisons and steps back as plain data and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.figures import Figure
from assistant.finance.evaluate import evaluate
from assistant.finance.inputs import headline
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import clean
from assistant.finance.published import BASE, input_figures, output_label, output_measure
from assistant.finance.report import input_head, is_position
from assistant.finance.scenario import AppliedChange
from assistant.finance.scenarios import Column, Saved
from assistant.finance.session import BaseCase

JsonDict = dict[str, Any]
MOST_CHANGES = 6  # of one scenario in a list
BASE_NAME = Text("base", "基准")


def comparison_data(case: BaseCase, columns: Sequence[Column]) -> JsonDict:
    """`{template, title, columns, inputs, outputs, main, message, notes, example_inputs, chart}`.

    `columns`: `[{name {en, zh}, base}]`, the base first; `inputs`: what differs somewhere, `{id, label, unit, period,
    values}`; `outputs`: `{id, label, unit, period, position, values, deltas}` with one entry a column.
    """
    model = case.model
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "columns": [{"name": _name(c).to_json(), "base": c.name is None} for c in columns],
        "inputs": [
            {**input_head(i), "values": [c.inputs[i.id] for c in columns]}
            for i in model.inputs
            if len({c.inputs[i.id] for c in columns}) > 1
        ],
        "outputs": [_output_row(model, name, columns) for name in _shown(model, columns)],
        "main": _shown(model, columns)[0],
        "message": _best(model, columns).to_json(),
        "notes": [n.to_json() for n in [*case.notes, *_notes(columns)]],
        "example_inputs": list(case.example_inputs),
        "chart": _chart(model, columns),
    }


def comparison_figures(model: FinanceModel, columns: Sequence[Column], language: str) -> list[Figure]:
    """Inputs that differ, the headline of every column, and its distance from the base (`<id>.delta`)."""
    figures: list[Figure] = []
    differing = [i.id for i in model.inputs if len({c.inputs[i.id] for c in columns}) > 1]
    for column in columns:
        scenario = column.name or BASE
        figures += input_figures(model, column.inputs, differing, scenario, language)
        for name in _shown(model, columns):
            value, before = column.result.values.get(name), columns[0].result.values.get(name)
            if value is None:
                continue
            label, measure = output_label(model, name).get(language), output_measure(model, name)
            if before is not None and column.name is not None:
                gap = clean(value - before)
                figures.append(Figure(f"{name}.delta", label, gap, measure.shown, measure.period, scenario, ""))
            figures.append(Figure(name, label, value, measure.shown, measure.period, scenario, ""))
    return figures


def list_data(case: BaseCase, saved: Sequence[Saved], hand: Saved | None, columns: Mapping[str, Column]) -> JsonDict:
    """`{template, title, scenarios, in_hand, main, notes}`.

    Rows: `{name, template, other_model, changes: [{label, unit, before, after}], more, value}`, the value of `main`
    from the present base, None for a scenario of another model.
    """
    model = case.model
    main = headline(model, evaluate(model, case.inputs).periods)[0]
    measure = output_measure(model, main)
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "scenarios": [_list_row(case, s, columns.get(s.name), main) for s in saved],
        "in_hand": hand.name if hand and hand.name not in {s.name for s in saved} else None,
        "main": {"id": main, "label": output_label(model, main).to_json(), "unit": measure.shown},
        "notes": [],
    }


def changes_rows(column: Column) -> list[JsonDict]:
    """What a scenario changes: `{id, label, unit, period, before, after}`."""
    return [{**input_head(c.variable), "before": c.before, "after": c.after} for c in _net(column)]


def difference_data(before: BaseCase, after: BaseCase, states: tuple[JsonDict, JsonDict]) -> JsonDict:
    """What a step back or forward did: `{template, title, switched, inputs, outputs, back, gone, notes}`.

    `inputs` and `outputs`: `{id, label, unit, period, before, after, position}`; `switched`: the model before, where
    it is another; `back` and `gone`: names of saved scenarios that returned or went.
    """
    model, names = after.model, [{s["name"] for s in state.get("scenarios") or ()} for state in states]
    same = before.model.id == model.id
    old, new = (evaluate(c.model, c.inputs) for c in (before, after))
    shown = headline(model, new.periods)
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "switched": None if same else before.model.title.to_json(),
        "inputs": [
            {**input_head(i), "before": before.inputs.get(i.id), "after": after.inputs[i.id]}
            for i in model.inputs
            if same and before.inputs.get(i.id) != after.inputs[i.id]
        ],
        "outputs": [
            {**_head(model, n), "before": old.values.get(n) if same else None, "after": new.values.get(n)}
            for n in shown
        ],
        "back": sorted(names[1] - names[0]),
        "gone": sorted(names[0] - names[1]),
        "notes": [n.to_json() for n in after.notes],
    }


def _net(column: Column) -> list[AppliedChange]:
    """One entry an input: several changes of it count as their sum."""
    first = {c.variable.id: c for c in reversed(column.changes)}
    last = {c.variable.id: c for c in column.changes}
    return [replace(first[i], after=last[i].after) for i in dict.fromkeys(c.variable.id for c in column.changes)]


def _list_row(case: BaseCase, saved: Saved, column: Column | None, main: str) -> JsonDict:
    rows = changes_rows(column) if column else []
    return {
        "name": saved.name,
        "template": saved.template,
        "other_model": saved.template != case.model.id,
        "changes": rows[:MOST_CHANGES],
        "more": max(0, len(rows) - MOST_CHANGES),
        "value": column.result.values.get(main) if column else None,
    }


def _name(column: Column) -> Text:
    return BASE_NAME if column.name is None else Text(column.name, column.name)


def _shown(model: FinanceModel, columns: Iterable[Column]) -> list[str]:
    return headline(model, min(c.result.periods for c in columns))


def _head(model: FinanceModel, name: str) -> JsonDict:
    measure = output_measure(model, name)
    return {
        "id": name,
        "label": output_label(model, name).to_json(),
        "unit": measure.shown,
        "period": measure.period,
        "position": is_position(model, name),
    }


def _output_row(model: FinanceModel, name: str, columns: Sequence[Column]) -> JsonDict:
    values = [c.result.values.get(name) for c in columns]
    base = values[0]
    deltas = [None if v is None or base is None else clean(v - base) for v in values]
    return {**_head(model, name), "values": values, "deltas": deltas}


def _best(model: FinanceModel, columns: Sequence[Column]) -> Text:
    """Which column has most of the main output."""
    main = _shown(model, columns)[0]
    found = [(v, c) for c in columns if (v := c.result.values.get(main)) is not None]
    label = output_label(model, main)
    if not found:
        return Text(f"{label.en} has no value in any of them", f"各方案的{label.zh}都没有值")
    _, best = max(found, key=lambda pair: pair[0])
    if len({v for v, _ in found}) == 1:
        return Text(f"{label.en} is the same in all of them", f"各方案的{label.zh}相同")
    name = _name(best)
    return Text(f"“{name.en}” has the highest {label.en}", f"{label.zh}最高的是“{name.zh}”")


def _notes(columns: Sequence[Column]) -> list[Text]:
    if any(c.name and not c.changes for c in columns):
        names = [c.name for c in columns if c.name and not c.changes]
        return [
            Text(
                f"{', '.join(names)}: the same numbers as the base now.",
                f"{'、'.join(names)}：目前与基准的数字相同。",
            )
        ]
    return []


def _chart(model: FinanceModel, columns: Sequence[Column]) -> JsonDict:
    main = model.split_id(model.headline[0])[0]
    formula = model.formulas_by_id[main]
    head = {"title": formula.label.to_json(), "unit": formula.measure.shown}
    names = [_name(c).to_json() for c in columns]
    if model.horizon is None:
        return {"kind": "bars_many", **head, "labels": names, "y": [c.result.values.get(main) for c in columns]}
    series = [c.result.series[main].tolist() for c in columns]
    months = list(range(1, max(map(len, series)) + 1))
    rows = [{"name": n, "y": y} for n, y in zip(names, series, strict=True)]
    return {"kind": "lines", **head, "x": months, "series": rows}
