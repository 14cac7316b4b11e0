"""The sheets that are read: results with the reasons for missing ones, and notes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.finance.evaluate import Evaluation
from assistant.finance.explain import explain
from assistant.finance.inputs import headline, headline_period
from assistant.finance.model import FinanceModel
from assistant.finance.published import output_label
from assistant.finance.workbook.book import Picture, Sheet, elsewhere
from assistant.finance.workbook.case import FIRST, HEAD, PERIOD, WHY, Case, formulas_in_order
from assistant.finance.workbook.scenarios import shown_value
from assistant.finance.workbook.words import formula_format, said, unit_text

TOP = 2
CHART_COLUMN = 6
CHART_ROWS = 17


def outputs_sheet(model: FinanceModel, result: Evaluation, case: Case, language: str) -> Sheet:
    """Every single value and the headline of the series: value, unit, why there is none, how it is computed."""
    sheet = Sheet(said("outputs", language), widths={0: 42, 1: 18, 2: 20, 3: 46, 4: 70}, freeze=(TOP, 0))
    sheet.put(0, 0, said("outputs", language), "title")
    sheet.line(HEAD, tuple(said(k, language) for k in ("label", "value", "unit", "why", "formula")), "head")
    singles = [f.id for f in model.outputs if not f.is_series]
    shown = list(dict.fromkeys([*headline(model, result.periods), *singles]))
    for row, name in enumerate(shown, start=TOP):
        formula = model.formulas_by_id[model.split_id(name)[0]]
        value = result.values.get(name, "–")
        sheet.put(row, 0, output_label(model, name).get(language))
        sheet.put(row, 1, value, "result", formula_format(formula), shown_value(case, name))
        sheet.put(row, 2, unit_text(formula.measure, language), "note")
        if not formula.is_series:
            why = elsewhere(case.sheet.name, case.scalar_rows[name], WHY)
            reason = result.undefined.get(name)
            sheet.put(row, 3, reason.get(language) if reason else "", "note", "", f'{why}&""')
        sheet.put(row, 4, in_words(model, result, name, language), "note")
    sheet.pictures = _pictures(model, result, case, language)
    return sheet


def notes_sheet(model: FinanceModel, result: Evaluation, notes: Sequence[str], language: str) -> Sheet:
    """Units, where the formulas come from, each formula in words, remarks."""
    sheet = Sheet(said("notes", language), widths={0: 44, 1: 110})
    sheet.put(0, 0, said("notes", language), "title")
    lines = [said("about_live", language), said("about_examples", language), said("about_scenario", language)]
    if model.horizon:
        lines.append(said("about_charts", language, n=result.periods))
    lines.append(said("source", language, file=f"knowledge/models/{model.id}.yaml"))
    row = 2
    sheet.put(row, 0, said("about_notes", language), "head")
    for text in [*notes, *lines]:
        sheet.put(row, 1, text)
        row += 1
    row += 1
    for key, rows in (("about_units", _units(model, language)), ("about_formulas", _formulas(model, result, language))):
        sheet.put(row, 0, said(key, language), "head")
        row += 1
        for label, text in rows:
            sheet.put(row, 0, label)
            sheet.put(row, 1, text, "note")
            row += 1
        row += 1
    return sheet


def in_words(model: FinanceModel, result: Evaluation, name: str, language: str) -> str:
    """`name = formula` with labels instead of cells."""
    return " = ".join(explain(model, result, name).get(language).split(" = ")[:2])


def _units(model: FinanceModel, language: str) -> list[tuple[str, str]]:
    rows = [(i.label.get(language), unit_text(i.measure, language)) for i in model.inputs]
    return [*rows, *((f.label.get(language), unit_text(f.measure, language)) for f in formulas_in_order(model))]


def _formulas(model: FinanceModel, result: Evaluation, language: str) -> list[tuple[str, str]]:
    number = headline_period(model, result.periods)
    rows = []
    for formula in formulas_in_order(model):
        name = model.period_id(formula.id, number) if formula.is_series else formula.id
        rows.append((formula.label.get(language), in_words(model, result, name, language)))
    return rows


def _pictures(model: FinanceModel, result: Evaluation, case: Case, language: str) -> list[Picture]:
    count = result.periods
    table = case.sheet.name
    if not model.horizon:
        return []
    found = []
    for place, (key, wanted) in enumerate((("cash_chart", "cash_balance"), ("profit_chart", "profit"))):
        if wanted not in case.columns:
            continue
        column, last = case.columns[wanted], FIRST + count - 1
        found.append(
            Picture(
                kind="line" if wanted == "cash_balance" else "column",
                title=said(key, language),
                categories=(table, FIRST, PERIOD, last, PERIOD),
                series=((model.formulas_by_id[wanted].label.get(language), (table, FIRST, column, last, column)),),
                row=TOP + place * CHART_ROWS,
                column=CHART_COLUMN,
                number_format=formula_format(model.formulas_by_id[wanted]),
            )
        )
    return found
