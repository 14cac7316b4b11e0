"""One computation of a model on a sheet: single values on the left, the table over the periods beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.finance.evaluate import Evaluation
from assistant.finance.expression import OVER_PERIODS, Binary, Call, Condition, Expr, Name, Negative
from assistant.finance.model import FinanceModel, Formula
from assistant.finance.workbook.book import NO_VALUE, Sheet, address, cell_name, column_letters, elsewhere
from assistant.finance.workbook.formula import Leaf, excel_condition, excel_formula
from assistant.finance.workbook.reasons import reason_formula
from assistant.finance.workbook.words import formula_format, period_word, said, unit_text

HEAD, UNITS, OPENING, FIRST = 1, 2, 3, 4
LABEL, VALUE, UNIT, WHY = 0, 1, 2, 3
PERIOD = 5
# As in the engine: rounding noise of sums of money must not move a break-even by a month.
_NOISE = "0.000001"


@dataclass
class Case:
    """Where the values of one computation stand.

    Attributes:
        sheet: The sheet of the computation.
        inputs: Reference of each input, valid on every sheet.
        periods: Rows of the table; 0 for a model of one period.
        scalar_rows: Row of each single value.
        columns: Column of each series.
        tests: Column of each `first_at_least(…)`, which marks the periods in which it holds.
        named: True where single values have names, which formulas then use.
    """

    model: FinanceModel
    sheet: Sheet
    inputs: Mapping[str, str]
    periods: int
    scalar_rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    tests: dict[Call, int] = field(default_factory=dict)
    named: bool = False

    def scalar(self, name: str) -> str:
        """Reference of a single value from any sheet."""
        return elsewhere(self.sheet.name, self.scalar_rows[name], VALUE)

    def span(self, column: int) -> str:
        """The periods of a column, for use on the sheet itself."""
        letters = column_letters(column)
        return f"${letters}${FIRST + 1}:${letters}${FIRST + self.periods}"

    def in_period(self, series: str, number: int) -> str:
        """Formula of a series' value in one period, from any sheet."""
        return elsewhere(self.sheet.name, FIRST + number - 1, self.columns[series])

    def leaf(self, name: str) -> str:
        """Reference of an input or single value on this sheet."""
        if name in self.inputs:
            return self.inputs[name]
        return cell_name(name) if self.named else address(self.scalar_rows[name], VALUE)

    def condensed(self, call: Call) -> str:
        """Formula of a function over all periods on this sheet."""
        series = call.arguments[0]
        column = self.columns[series.id] if isinstance(series, Name) else 0
        if call.function == "total":
            return f"SUM({self.span(column)})"
        if call.function == "lowest":
            opening = f",{address(OPENING, column)}" if isinstance(series, Name) and self._opens(series.id) else ""
            return f"MIN({self.span(column)}{opening})"
        test = self.span(self.tests[call])
        return f"IF(COUNT({test})=0,NA(),MIN({test}))"

    def _opens(self, series: str) -> bool:
        return self.model.formulas_by_id[series].first is not None


def lay_out_case(
    sheet: Sheet,
    model: FinanceModel,
    inputs: Mapping[str, str],
    periods: int,
    result: Evaluation,
    language: str,
    *,
    named: bool = False,
) -> Case:
    """Put a computation on a sheet.

    Args:
        sheet: An empty sheet with a title in row 0.
        model: The model.
        inputs: Reference of each input.
        periods: Rows of the table, at least as many as `result` has.
        result: The engine's values, kept in the cells until the spreadsheet recalculates them.
        language: Of the labels.
        named: True for the base case, whose values get names.
    """
    case = Case(model, sheet, inputs, periods if model.horizon else 0, named=named)
    ordered = formulas_in_order(model)
    singles = [f for f in ordered if not f.is_series]
    series = [f for f in ordered if f.is_series]
    case.scalar_rows = {f.id: UNITS + i for i, f in enumerate(singles)}
    case.columns = {f.id: PERIOD + 1 + i for i, f in enumerate(series)}
    calls = dict.fromkeys(c for f in ordered for e in _expressions(f) for c in _firsts(e))
    case.tests = {call: PERIOD + 1 + len(series) + i for i, call in enumerate(calls)}
    _put_singles(case, singles, result, language)
    if series:
        _put_table(case, series, result, language)
    sheet.widths |= {
        LABEL: 38,
        VALUE: 16,
        UNIT: 18,
        WHY: 30,
        **dict.fromkeys(range(PERIOD, PERIOD + 1 + len(series)), 14),
    }
    sheet.freeze = (FIRST, 0)
    return case


def formulas_in_order(model: FinanceModel) -> list[Formula]:
    """Outputs as in the file, then what they are computed from; the order of computation changes from run to run."""
    shown = [model.formulas_by_id[name] for name in model.output_ids]
    return [*shown, *sorted((f for f in model.formulas if f.id not in model.output_ids), key=lambda f: f.id)]


def scalar_formula(case: Case, formula: Formula) -> str:
    """Formula of a single value; `#N/A` where a case of the file says that it has none."""
    text = excel_formula(formula.expression, case.leaf, case.condensed)
    for gap in reversed(formula.gaps):
        if gap.condition is not None:
            text = f"IF({excel_condition(gap.condition, case.leaf, case.condensed)},NA(),{text})"
    return text


def _put_singles(case: Case, singles: list[Formula], result: Evaluation, language: str) -> None:
    for column, key in ((LABEL, "label"), (VALUE, "value"), (UNIT, "unit"), (WHY, "why")):
        case.sheet.put(HEAD, column, said(key, language), "head")
    for formula in singles:
        row, value = case.scalar_rows[formula.id], result.working.get(formula.id, NO_VALUE)
        case.sheet.put(row, LABEL, formula.label.get(language))
        case.sheet.put(row, VALUE, value, "result", formula_format(formula), scalar_formula(case, formula))
        case.sheet.put(row, UNIT, unit_text(formula.measure, language), "note")
        told = result.undefined.get(formula.id)
        why = reason_formula(case, formula, VALUE, WHY, language)
        case.sheet.put(row, WHY, told.get(language) if told else "", "note", "", why)


def _put_table(case: Case, series: list[Formula], result: Evaluation, language: str) -> None:
    sheet, count = case.sheet, len(next(iter(result.series.values())))
    sheet.put(HEAD, PERIOD, period_word(case.model, language), "head")
    sheet.put(OPENING, PERIOD, said("opening", language), "note")
    horizon = case.inputs[str(case.model.horizon)]
    for number in range(1, case.periods + 1):
        shown = float(number) if number <= count else ""
        sheet.put(FIRST + number - 1, PERIOD, shown, "plain", "0", f'IF({number}<={horizon},{number},"")')
    for formula in series:
        _put_series(case, formula, result, language)
    for call, column in case.tests.items():
        _put_test(case, call, column, result, language)


def _put_series(case: Case, formula: Formula, result: Evaluation, language: str) -> None:
    sheet, column = case.sheet, case.columns[formula.id]
    sheet.put(HEAD, column, formula.label.get(language), "head")
    sheet.put(UNITS, column, unit_text(formula.measure, language), "note")
    shape = formula_format(formula)
    if formula.first is not None:
        opening = excel_formula(formula.first, case.leaf, case.condensed)
        sheet.put(OPENING, column, float(result.openings[formula.id]), "result", shape, opening)
    values = result.series[formula.id].tolist()
    for index in range(case.periods):
        row = FIRST + index
        text = excel_formula(formula.expression, _leaf_in_row(case, formula.id, row), case.condensed)
        guarded = f'IF(${column_letters(PERIOD)}{row + 1}="","",{text})'
        sheet.put(row, column, _cached(values, index), "result", shape, guarded)


def _put_test(case: Case, call: Call, column: int, result: Evaluation, language: str) -> None:
    """A column with the number of each period in which a condition holds, empty in the others."""
    name = next(f for f in case.model.formulas if any(call == c for e in _expressions(f) for c in _firsts(e)))
    case.sheet.put(HEAD, column, said("first", language, label=name.label.get(language)), "note")
    comparison = ">=" if call.function == "first_at_least" else "<"
    series = call.arguments[0]
    found = result.working.get(name.id)
    for index in range(case.periods):
        row = FIRST + index
        leaf = _leaf_in_row(case, "", row)
        limit = excel_formula(call.arguments[1], leaf, case.condensed)
        tested = f"{excel_formula(series, leaf, case.condensed)}{comparison}({limit})-{_NOISE}"
        period = f"${column_letters(PERIOD)}{row + 1}"
        # Only the first one matters to the result; the rest comes when the spreadsheet recalculates.
        value = float(index + 1) if found == index + 1 and name.expression == call else ""
        case.sheet.put(row, column, value, "note", "0", f'IF({period}="","",IF({tested},{period},""))')


def _leaf_in_row(case: Case, own: str, row: int) -> Leaf:
    """References as seen from one row of the table; a recurrence means its own value one period before."""

    def leaf(name: str) -> str:
        if name in case.columns:
            return f"{column_letters(case.columns[name])}{row if name == own else row + 1}"
        return case.leaf(name)

    return leaf


def _cached(values: list[float], index: int) -> float | str:
    if index >= len(values):
        return ""
    return values[index] if values[index] == values[index] else NO_VALUE


def _expressions(formula: Formula) -> Iterator[Expr]:
    yield formula.expression
    if formula.first is not None:
        yield formula.first
    for gap in formula.gaps:
        if isinstance(gap.condition, Condition):
            yield from (gap.condition.left, gap.condition.right)


def _firsts(node: Expr) -> Iterator[Call]:
    match node:
        case Negative(operand):
            yield from _firsts(operand)
        case Binary(_, left, right):
            yield from _firsts(left)
            yield from _firsts(right)
        case Call(function, arguments):
            if function in OVER_PERIODS and function.startswith("first_"):
                yield node
            for argument in arguments:
                yield from _firsts(argument)
