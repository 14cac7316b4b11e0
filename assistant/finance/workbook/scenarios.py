"""The sheet that compares scenarios side by side, each computed live on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.finance.evaluate import Evaluation
from assistant.finance.inputs import headline
from assistant.finance.model import FinanceModel
from assistant.finance.published import output_label
from assistant.finance.scenario import AppliedChange, Comparison
from assistant.finance.workbook.book import Sheet, address, elsewhere
from assistant.finance.workbook.case import Case
from assistant.finance.workbook.formula import number_literal
from assistant.finance.workbook.words import formula_format, input_format, said, unit_text

HEAD, FIRST = 1, 2
LABEL, UNIT, BASE = 0, 1, 2


@dataclass
class ScenarioSheet:
    """The sheet, with the reference of each input of each scenario and the row of each output."""

    sheet: Sheet
    inputs: list[dict[str, str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


def scenarios_sheet(
    model: FinanceModel, base: Evaluation, compared: Sequence[tuple[str, Comparison]], case: Case, language: str
) -> ScenarioSheet:
    """Inputs of every scenario as formulas over the base case, and the base case's results."""
    sheet = Sheet(said("scenarios", language), widths={LABEL: 40, UNIT: 20, BASE: 16}, freeze=(FIRST, BASE))
    made = ScenarioSheet(sheet)
    sheet.put(0, 0, said("scenarios", language), "title")
    sheet.put(0, BASE, said("about_scenario", language), "note")
    sheet.line(HEAD, (said("label", language), said("unit", language), said("base", language)), "head")
    for number, (name, _) in enumerate(compared):
        sheet.put(HEAD, _column(number), name, "head")
        sheet.put(HEAD, _column(number) + 1, said("difference", language), "head")
        sheet.widths |= {_column(number): 18, _column(number) + 1: 16}
        made.inputs.append({})
    for row, variable in enumerate(model.inputs, start=FIRST):
        shape = input_format(variable)
        sheet.put(row, LABEL, variable.label.get(language))
        sheet.put(row, UNIT, unit_text(variable.measure, language), "note")
        sheet.put(row, BASE, float(base.inputs[variable.id]), "plain", shape, case.inputs[variable.id])
        for number, (_, comparison) in enumerate(compared):
            column = _column(number)
            changes = [c for c in comparison.changes if c.variable.id == variable.id]
            made.inputs[number][variable.id] = elsewhere(sheet.name, row, column)
            value = float(comparison.inputs[variable.id])
            sheet.put(row, column, value, "changed" if changes else "plain", shape, _changed(row, changes))
    first = FIRST + len(model.inputs) + 1
    for row, name in enumerate(_shown(model, base), start=first):
        made.rows[name] = row
        formula = model.formulas_by_id[model.split_id(name)[0]]
        sheet.put(row, LABEL, output_label(model, name).get(language))
        sheet.put(row, UNIT, unit_text(formula.measure, language), "note")
        found: float | str = base.values[name] if name in base.values else said("none", language)
        sheet.put(row, BASE, found, "result", formula_format(formula), shown_value(case, name))
    return made


def scenario_cells(
    made: ScenarioSheet,
    model: FinanceModel,
    compared: Sequence[tuple[str, Comparison]],
    cases: Sequence[Case],
    language: str,
) -> None:
    """Results of every scenario, once their sheets are laid out."""
    none = said("none", language)
    for number, ((_, comparison), case) in enumerate(zip(compared, cases, strict=True)):
        column = _column(number)
        for name, row in made.rows.items():
            shape = formula_format(model.formulas_by_id[model.split_id(name)[0]])
            after, before = comparison.after.values.get(name), comparison.before.values.get(name)
            made.sheet.put(row, column, none if after is None else after, "result", shape, shown_value(case, name))
            gap = none if after is None or before is None else after - before
            formula = f'IFERROR({address(row, column)}-{address(row, BASE)},"{none}")'
            made.sheet.put(row, column + 1, gap, "note", shape, formula)


def shown_value(case: Case, name: str) -> str:
    """Formula of an output value from any sheet, a dash where it has none."""
    series, number = case.model.split_id(name)
    if number is None:
        return f'IFERROR({case.scalar(name)},"–")'
    cell = case.in_period(series, number)
    return f'IF({cell}="","–",{cell})'


def _column(number: int) -> int:
    return BASE + 1 + 2 * number


def _shown(model: FinanceModel, base: Evaluation) -> list[str]:
    top = headline(model, base.periods)
    return list(dict.fromkeys([*top, *(f.id for f in model.outputs if not f.is_series)]))


def _changed(row: int, changes: Sequence[AppliedChange]) -> str:
    """An input of a scenario as a formula over the base case."""
    text = address(row, BASE)
    for change in changes:
        value = number_literal(change.value)
        match change.relation:
            case "set":
                text = value
            case "multiply":
                text = f"({text})*{value}"
            case _:
                text = f"({text})+({value})"
    return text
