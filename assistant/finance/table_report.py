"""What-if tables as plain data and figures.

Figure ids: `<output>.table.<row>.<column>` counted from 1 (`.table.<row>` with one input), `input.<id>.table.<n>` for
the values of an input; the scenario is "table".
"""

from __future__ import annotations

from typing import Any

from assistant.figures import Figure
from assistant.finance.model import Text
from assistant.finance.numbers import amount_text, clean
from assistant.finance.published import BASE, input_figures, output_label, output_measure
from assistant.finance.report import input_head, is_position
from assistant.finance.table import DEFAULT_SPREAD, Axis, Table

TABLE = "table"
JsonDict = dict[str, Any]


def table_data(table: Table, notes: list[Text], example_inputs: list[str]) -> JsonDict:
    """`{template, title, output, row, column, rows, base, fixed, best, worst, message, notes, example_inputs, chart}`.

    `output`: `{id, label, unit, period, position}`; `row` and `column` (None for one input): `{id, label, unit, period,
    values, base}`; `rows`: `[{value, is_base, cells: [{value, is_base}]}]`; `best` and `worst`: `{row, column, value}`;
    `message`: a text, or None.
    """
    model, measure = table.model, output_measure(table.model, table.output)
    label = output_label(model, table.output)
    ends, verdict = _ends(table), _verdict(table)
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "output": {
            "id": table.output,
            "label": label.to_json(),
            "unit": measure.shown,
            "period": measure.period,
            "position": is_position(model, table.output),
        },
        "row": _axis(table.row),
        "column": _axis(table.column) if table.column else None,
        "rows": _rows(table),
        "base": table.base,
        "fixed": [
            {**input_head(c.variable), "before": c.before, "after": c.after} for c in table.fixed if c.after != c.before
        ],
        "worst": ends[0] if ends else None,
        "best": ends[-1] if ends else None,
        "message": verdict.to_json() if verdict else None,
        "notes": [t.to_json() for t in [*notes, *_notes(table)]],
        "example_inputs": example_inputs,
        "chart": _chart(table, label, measure.shown),
    }


def table_figures(table: Table, language: str) -> list[Figure]:
    """Base case, the values of the inputs, every cell, and its distance from the base case."""
    model, measure, label = (
        table.model,
        output_measure(table.model, table.output),
        output_label(table.model, table.output),
    )
    fixed = {c.variable.id: c.after for c in table.fixed}
    figures = input_figures(model, fixed, fixed, TABLE, language)

    def figure(key: str, text: str, value: float, scenario: str = TABLE) -> Figure:
        return Figure(key, text, value, measure.shown, measure.period, scenario, "")

    for one in (table.row, table.column):
        if one is not None:
            figures += _axis_figures(one, language)
    if table.base is not None:
        figures.append(figure(table.output, label.get(language), table.base, TABLE if table.fixed else BASE))
    for i, cells in enumerate(table.cells, start=1):
        for j, value in enumerate(cells, start=1):
            if value is None:
                continue
            key = f"{table.output}.table.{i}" + (f".{j}" if table.column else "")
            text = f"{label.get(language)}, {_where(table, i - 1, j - 1, language)}"
            if table.base is not None:
                figures.append(figure(f"{key}.delta", text, clean(value - table.base)))
            figures.append(figure(key, text, value))
    return figures


def _axis(one: Axis) -> JsonDict:
    return {**input_head(one.variable), "values": list(one.values), "base": one.base}


def _axis_figures(one: Axis, language: str) -> list[Figure]:
    variable, measure = one.variable, one.variable.measure
    label, key = variable.label.get(language), f"input.{variable.id}"
    base = Figure(key, label, one.base, measure.shown, measure.period, BASE, "")
    listed = (
        Figure(f"{key}.table.{n}", label, value, measure.shown, measure.period, TABLE, "")
        for n, value in enumerate(one.values, start=1)
    )
    return [base, *listed]


def _rows(table: Table) -> list[JsonDict]:
    across = table.column.values if table.column else (None,)
    found = []
    for value, cells in zip(table.row.values, table.cells, strict=True):
        is_base = value == table.row.base
        shown = [
            {
                "value": cell,
                "is_base": is_base and (there is None or (table.column is not None and there == table.column.base)),
            }
            for there, cell in zip(across, cells, strict=True)
        ]
        found.append({"value": value, "is_base": is_base, "cells": shown})
    return found


def _ends(table: Table) -> list[JsonDict]:
    """The cells with a value from the lowest to the highest: the first and the last of them."""
    cells = [
        {"row": table.row.values[i], "column": table.column.values[j] if table.column else None, "value": value}
        for i, row in enumerate(table.cells)
        for j, value in enumerate(row)
        if value is not None
    ]
    cells.sort(key=lambda c: float(str(c["value"])))
    return cells if len(cells) < 2 else [cells[0], cells[-1]]


def _where(table: Table, i: int, j: int, language: str) -> str:
    def said(one: Axis, value: float) -> str:
        return f"{one.variable.label.get(language)} {amount_text(value, one.variable.measure, language)}"

    parts = [said(table.row, table.row.values[i])]
    if table.column:
        parts.append(said(table.column, table.column.values[j]))
    return ("，" if language == "zh" else ", ").join(parts)


def _verdict(table: Table) -> Text | None:
    """Whether the cases make a loss; None where the output is no profit."""
    values = [v for row in table.cells for v in row if v is not None]
    if not values or not table.output.startswith(("profit", "cash")):
        return None
    if min(values) >= 0:
        return Text("No case makes a loss", "没有一种情况亏损")
    if max(values) < 0:
        return Text("Every case makes a loss", "每一种情况都亏损")
    return Text("Some cases make a loss, others do not", "部分情况亏损，部分不亏")


def _notes(table: Table) -> list[Text]:
    notes = []
    share = f"{DEFAULT_SPREAD:.0%}"
    for one in (table.row, table.column):
        if one is not None and one.assumed:
            notes.append(
                Text(
                    f"No values were given for {one.variable.label.en}, so it varies by {share} either way.",
                    f"没有给出{one.variable.label.zh}的取值，因此在现值上下各{share}的范围内取值。",
                )
            )
    if any(v is None for row in table.cells for v in row):
        notes.append(Text("“—” marks cases in which the result has no value.", "“—”表示该情况下结果没有值。"))
    return notes


def _chart(table: Table, label: Text, unit: str) -> JsonDict:
    return {
        "kind": "grid",
        "title": label.to_json(),
        "unit": unit,
        "x": list(table.column.values) if table.column else [],
        "y": list(table.row.values),
        "x_title": table.column.variable.label.to_json() if table.column else None,
        "y_title": table.row.variable.label.to_json(),
        "x_unit": table.column.variable.measure.shown if table.column else None,
        "y_unit": table.row.variable.measure.shown,
        "z": [list(row) for row in table.cells],
    }
