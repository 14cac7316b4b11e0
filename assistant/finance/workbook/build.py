"""Lays out the workbook of a finance model: inputs, live computation, results, scenarios, notes, canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import ToolInputError
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.model import FinanceModel, Input
from assistant.finance.scenario import Change, Comparison, what_if
from assistant.finance.workbook.book import Book, Sheet, cell_name, elsewhere
from assistant.finance.workbook.canvas_sheet import CanvasRow, canvas_sheet
from assistant.finance.workbook.case import FIRST, Case, lay_out_case
from assistant.finance.workbook.inputs_sheet import VALUE_COLUMN, input_row, inputs_sheet
from assistant.finance.workbook.results import notes_sheet, outputs_sheet
from assistant.finance.workbook.scenarios import scenario_cells, scenarios_sheet
from assistant.finance.workbook.words import said

MOST_PERIODS = 120


@dataclass(frozen=True)
class Scenario:
    """A named set of changes of the base case."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Contents:
    """What goes into a workbook.

    Attributes:
        model: The finance model.
        inputs: The base case.
        stated: Ids of the inputs that the user gave.
        scenarios: What-ifs to recompute beside the base case.
        canvas: Items of the canvas with their blocks.
        notes: Remarks on the numbers, in the language of the workbook.
        language: "en" or "zh".
        room: Rows of the table over the periods; None for as many as the horizon may be set to.
    """

    model: FinanceModel
    inputs: Mapping[str, float]
    stated: Sequence[str] = ()
    scenarios: Sequence[Scenario] = ()
    canvas: Sequence[CanvasRow] = ()
    notes: Sequence[str] = ()
    language: str = "en"
    room: int | None = None


def build_book(contents: Contents) -> Book:
    """The workbook, every result as a live formula with the engine's value beside it."""
    model, language = contents.model, contents.language
    base = evaluate(model, contents.inputs)
    book = Book()
    names = {i.id: cell_name(i.id) for i in model.inputs}
    book.names |= {
        names[i.id]: elsewhere(said("inputs", language), input_row(n), VALUE_COLUMN) for n, i in enumerate(model.inputs)
    }
    sheet = _computation(said("model", language), said("base", language), language)
    case = lay_out_case(sheet, model, names, _room(contents, base), base, language, named=True)
    book.names |= {cell_name(name): case.scalar(name) for name in case.scalar_rows}
    compared, left_out = _compared(contents)
    columns = scenarios_sheet(model, base, compared, case, language)
    cases = _cases(contents, compared, columns.inputs)
    scenario_cells(columns, model, compared, [c for c, _ in cases], language)
    book.sheets = [
        canvas_sheet(contents.canvas, language),
        inputs_sheet(model, contents.inputs, contents.stated, language),
        sheet,
        outputs_sheet(model, base, case, language),
        columns.sheet,
        *(made for _, made in cases),
        notes_sheet(model, base, [*contents.notes, *left_out], language),
    ]
    return book


def _computation(name: str, title: str, language: str) -> Sheet:
    sheet = Sheet(name)
    sheet.put(0, 0, said("model_title", language, name=title), "title")
    return sheet


def _room(contents: Contents, result: Evaluation) -> int:
    count = len(next(iter(result.series.values()), ()))
    horizon = contents.model.inputs_by_id.get(contents.model.horizon or "")
    wanted = contents.room or (_reach(horizon) if horizon else 1)
    return max(count, wanted)


def _reach(horizon: Input) -> int:
    return int(min(horizon.maximum, MOST_PERIODS))


def _compared(contents: Contents) -> tuple[list[tuple[str, Comparison]], list[str]]:
    """Scenarios with their results, and why others cannot be computed."""
    compared, left_out = [], []
    for scenario in contents.scenarios:
        try:
            done = what_if(contents.model, contents.inputs, scenario.changes)
        except ToolInputError as error:
            reason = error.text(contents.language)
            left_out.append(said("left_out", contents.language, name=scenario.name, reason=reason))
            continue
        compared.append((scenario.name, done))
    return compared, left_out


def _cases(
    contents: Contents, compared: Sequence[tuple[str, Comparison]], inputs: Sequence[Mapping[str, str]]
) -> list[tuple[Case, Sheet]]:
    made = []
    for number, ((name, comparison), refs) in enumerate(zip(compared, inputs, strict=True), start=1):
        sheet = _computation(said("case", contents.language, n=number), name, contents.language)
        room = max(_room(contents, comparison.before), _room(contents, comparison.after))
        made.append((lay_out_case(sheet, contents.model, refs, room, comparison.after, contents.language), sheet))
    return made


__all__ = ["FIRST", "CanvasRow", "Contents", "Scenario", "build_book"]
