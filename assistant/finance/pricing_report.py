"""A comparison of pricing modes as plain data and figures.

Figures of a mode have its id as their scenario: `profit.month_12`, `revenue.month_24`, `break_even_month`,
`cash.lowest`, `profit.total`, `input.<id>`. Ties: `tie.<mode>.<input>`; crossings: `crossing.<ahead>.<behind>.<kind>`.
"""

from __future__ import annotations

from typing import Any

from assistant.figures import Figure
from assistant.finance.model import Input
from assistant.finance.pricing import Crossing, Mode, PricingComparison, Tie
from assistant.finance.pricing_map import Assumption
from assistant.finance.published import input_figures, output_label, output_measure
from assistant.finance.report import input_head, is_position

JsonDict = dict[str, Any]


def pricing_data(found: PricingComparison) -> JsonDict:
    """`{title, source, reference, months, columns, modes, best, tied, shared, crossings, ties, notes, …, chart}`.

    `columns`: `{id, label, unit, period, position}`; `modes`, best first: `{id, title, values, reasons, own}`, `values`
    in the order of the columns, `own` the inputs not shared: `{id, label, unit, value, origin, how}`; `shared`: the
    inputs of the base case that every mode stands on, `{id, label, unit, value, origin}`; `crossings`: `{ahead, behind,
    month, kind}`; `ties`: `{mode, input, value, current, best, others}`.
    """
    titles = {m.model.id: m.model.title.to_json() for m in found.modes}
    reference = next(m for m in found.modes if m.model.id == found.reference)
    ids = _columns(found, reference)
    return {
        "title": found.case.model.title.to_json(),
        "source": found.case.model.id,
        "reference": {"id": found.reference, "title": titles[found.reference]},
        "months": list(found.months),
        "columns": [_column(reference, name) for name in ids],
        "modes": [_mode_row(m, found) for m in found.modes],
        "best": {"id": found.modes[0].model.id, "title": titles[found.modes[0].model.id]},
        "tied": len({round(m.total, 2) for m in found.modes[:2]}) == 1,
        "shared": _shared(found),
        "crossings": [_crossing_row(c, titles) for c in found.crossings],
        "ties": [_tie_row(t) for t in found.ties],
        "notes": [n.to_json() for n in found.notes],
        "example_inputs": list(found.case.example_inputs),
        "chart": {
            "kind": "lines",
            "title": output_label(reference.model, "profit").to_json(),
            "unit": output_measure(reference.model, "profit").shown,
            "x": list(range(1, max(len(m.result.series["profit"]) for m in found.modes) + 1)),
            "series": [{"name": titles[m.model.id], "y": m.result.series["profit"].tolist()} for m in found.modes],
        },
    }


def pricing_figures(found: PricingComparison, language: str) -> list[Figure]:
    """Every number of the comparison; the reference mode last, so that a plain id finds it."""
    figures: list[Figure] = []
    for mode in sorted(found.modes, key=lambda m: m.model.id == found.reference):
        scenario = mode.model.id
        values = {a.input: a.value for a in mode.assumptions}
        figures += input_figures(mode.model, values, values, scenario, language)
        for name in _columns(found, mode):
            if (value := mode.result.values.get(name)) is not None:
                label, measure = output_label(mode.model, name).get(language), output_measure(mode.model, name)
                figures.append(Figure(name, label, value, measure.shown, measure.period, scenario, ""))
    for tie in found.ties:
        figures += _tie_figures(tie, language)
    for crossing in found.crossings:
        key = f"crossing.{crossing.ahead}.{crossing.behind}.{crossing.kind}"
        figures.append(Figure(key, key, float(crossing.month), "months", None, None, ""))
    return figures


def _columns(found: PricingComparison, mode: Mode) -> list[str]:
    monthly = [mode.model.period_id(name, month) for name in ("revenue", "profit") for month in found.months]
    return [*monthly, mode.total_id, "break_even_month", "cash.lowest"]


def _column(mode: Mode, name: str) -> JsonDict:
    measure = output_measure(mode.model, name)
    return {
        "id": name,
        "label": output_label(mode.model, name).to_json(),
        "unit": measure.shown,
        "period": measure.period,
        "position": is_position(mode.model, name),
    }


def _mode_row(mode: Mode, found: PricingComparison) -> JsonDict:
    ids = _columns(found, mode)
    reasons = {name: r.to_json() for name, r in mode.result.undefined.items() if name in ids}
    own = [a for a in mode.assumptions if a.origin in ("derived", "example") or a.how is not None]
    return {
        "id": mode.model.id,
        "title": mode.model.title.to_json(),
        "values": [mode.result.values.get(name) for name in ids],
        "reasons": reasons,
        "own": [_assumption_row(mode.model.inputs_by_id[a.input], a) for a in own],
    }


def _shared(found: PricingComparison) -> list[JsonDict]:
    """The base case's own inputs, with whose numbers they are."""
    case = found.case
    return [
        {**input_head(i), "value": case.inputs[i.id], "origin": "yours" if i.id in case.stated else "carried"}
        for i in case.model.inputs
    ]


def _assumption_row(variable: Input, made: Assumption) -> JsonDict:
    how = made.how.to_json() if made.how else None
    return {**input_head(variable), "value": made.value, "origin": made.origin, "how": how}


def _crossing_row(crossing: Crossing, titles: dict[str, dict[str, str]]) -> JsonDict:
    return {
        "ahead": titles[crossing.ahead],
        "behind": titles[crossing.behind],
        "month": crossing.month,
        "kind": crossing.kind,
    }


def _tie_row(tie: Tie) -> JsonDict:
    goal = tie.goal
    return {
        "mode": tie.mode.model.id,
        "title": tie.mode.model.title.to_json(),
        "input": input_head(goal.variable),
        "value": goal.value,
        "current": goal.current,
        "others": list(goal.others),
        "best": goal.best,
        "best_output": goal.best_output,
        "target": goal.target,
    }


def _tie_figures(tie: Tie, language: str) -> list[Figure]:
    goal, measure = tie.goal, tie.goal.variable.measure
    key, label, scenario = f"tie.{tie.mode.model.id}.{goal.variable.id}", goal.variable.label.get(language), "tie"
    figures = [
        Figure(f"{key}.{name}", label, value, measure.shown, measure.period, scenario, "")
        for name, value in (("current", goal.current), ("best", goal.best))
        if value is not None
    ]
    total = output_measure(tie.mode.model, goal.output)
    for name, value in (("target", goal.target), ("best_output", goal.best_output)):
        if value is not None:
            figures.append(Figure(f"{key}.{name}", label, value, total.shown, total.period, scenario, ""))
    for value in (*goal.others, *((goal.value,) if goal.value is not None else ())):
        figures.append(Figure(key, label, value, measure.shown, measure.period, scenario, ""))
    return figures
