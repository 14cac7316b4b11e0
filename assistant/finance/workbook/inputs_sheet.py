"""The sheet with the inputs, which is the one to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.finance.inputs import UNLIMITED
from assistant.finance.model import FinanceModel, Input
from assistant.finance.numbers import number_text
from assistant.finance.workbook.book import Limits, Sheet
from assistant.finance.workbook.words import input_format, said, unit_text

HEAD = 3
LABEL_COLUMN, VALUE_COLUMN, ID_COLUMN = 0, 1, 7
HEADS = ("label", "value", "unit", "min", "max", "note", "given", "id")


def input_row(number: int) -> int:
    """Row of the input of that number, both counted from 0."""
    return HEAD + 1 + number


def inputs_sheet(model: FinanceModel, inputs: Mapping[str, float], stated: Sequence[str], language: str) -> Sheet:
    """Label, value, unit, lowest, highest, note, whose number, id."""
    sheet = Sheet(said("inputs", language), widths={0: 38, 1: 16, 2: 22, 3: 14, 4: 18, 5: 40, 6: 16, 7: 20})
    sheet.put(0, 0, said("inputs_title", language, title=model.title.get(language)), "title")
    sheet.put(0, ID_COLUMN, model.id, "note")
    sheet.put(1, 0, said("inputs_hint", language), "note")
    sheet.line(HEAD, tuple(said(key, language) for key in HEADS), "head")
    sheet.freeze = (HEAD + 1, 0)
    given = set(stated)
    for number, variable in enumerate(model.inputs):
        row, shape = input_row(number), input_format(variable)
        own = variable.id in given
        sheet.put(row, LABEL_COLUMN, variable.label.get(language))
        sheet.put(row, VALUE_COLUMN, float(inputs[variable.id]), "input" if own else "example", shape)
        sheet.put(row, 2, unit_text(variable.measure, language), "note")
        sheet.put(row, 3, variable.minimum, "note", shape)
        if variable.maximum < UNLIMITED:
            sheet.put(row, 4, variable.maximum, "note", shape)
        sheet.put(row, 5, _note(variable, language), "note")
        sheet.put(row, 6, said("stated" if own else "example", language), "note")
        sheet.put(row, ID_COLUMN, variable.id, "note")
        sheet.limits.append(_limits(variable, row, language))
    return sheet


def _note(variable: Input, language: str) -> str:
    if variable.whole:
        return said("whole", language)
    return said("percent", language) if variable.measure.is_fraction else ""


def _limits(variable: Input, row: int, language: str) -> Limits:
    low, high = (number_text(v, variable.measure) for v in (variable.minimum, variable.maximum))
    return Limits(
        row,
        VALUE_COLUMN,
        variable.minimum,
        variable.maximum,
        variable.whole,
        variable.label.get(language)[:32],
        said("between", language, low=low, high=high),
    )
