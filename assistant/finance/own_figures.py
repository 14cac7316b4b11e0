"""Figures a venture can show: those computed from numbers that are the founder's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.figures import Figure
from assistant.finance.inputs import headline
from assistant.finance.model import FinanceModel
from assistant.finance.published import BASE, output_figures, output_label, output_measure
from assistant.finance.report import is_position
from assistant.finance.session import base_case
from assistant.finance.unit_economics import unit_economics

JsonDict = dict[str, Any]


def own_figures(models: Mapping[str, FinanceModel], stored: Mapping[str, Any]) -> tuple[list[JsonDict], list[JsonDict]]:
    """Rows `{id, label, value, unit, period, verdict, position}` of the base case, and notes.

    Both empty where the founder gave no number: a template's examples say nothing of the venture. Where only some
    inputs are the founder's, a note says so.
    """
    if stored.get("template") not in models:
        return [], []
    case = base_case(models, stored)
    if not case.stated:
        return [], []
    found = unit_economics(case.model, case.inputs)
    verdicts = {m.id: m.verdict for m in found.metrics}
    wanted = [
        *headline(case.model, found.result.periods),
        *(m.id for m in found.metrics),
    ]
    also = [o for o in ("cash.lowest", "break_even_month") if o in found.result.values]
    rows = []
    for name in dict.fromkeys([*wanted, *also]):
        if name not in found.result.values:
            continue
        measure = output_measure(case.model, name)
        rows.append({
            "id": name,
            "label": output_label(case.model, name).to_json(),
            "value": found.result.values[name],
            "unit": measure.shown,
            "period": measure.period,
            "verdict": verdicts.get(name),
            "position": is_position(case.model, name),
        })
    return rows, _notes(case.example_inputs)


def own_published(models: Mapping[str, FinanceModel], stored: Mapping[str, Any], language: str) -> list[Figure]:
    """The figures of `own_figures`, to publish."""
    rows, _ = own_figures(models, stored)
    if not rows:
        return []
    case = base_case(models, stored)
    shown = {row["id"] for row in rows}
    result = unit_economics(case.model, case.inputs).result
    return [f for f in output_figures(case.model, result, BASE, language) if f.id in shown]


def _notes(examples: tuple[str, ...]) -> list[JsonDict]:
    if not examples:
        return []
    return [
        {
            "en": "Some inputs of these figures are still the template's examples; “show the model” lists which",
            "zh": "这些数字的部分输入仍是模板示例值，说“显示模型”可查看是哪些",
        }
    ]
