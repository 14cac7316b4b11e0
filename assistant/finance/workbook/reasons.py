"""Why a value is missing, as a formula that follows the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.finance.model import Formula
from assistant.finance.units import Unit
from assistant.finance.workbook.book import address
from assistant.finance.workbook.formula import excel_condition
from assistant.finance.workbook.words import said
from assistant.language.lazy_re import lazy_re

if TYPE_CHECKING:
    from assistant.finance.workbook.case import Case

_PLACE = lazy_re(r"{(.*?)}")
# Longer texts are refused inside of formulas.
_LONGEST = 250


def reason_formula(case: Case, formula: Formula, value: int, why: int, language: str) -> str:
    """The reason beside a value on the sheet of the computation, empty where there is a value.

    Args:
        case: Where everything stands.
        formula: The single value.
        value: Column of the values.
        why: Column of the reasons, from which an inherited one is taken.
        language: Of the text.
    """
    own = next((g.reason.get(language) for g in formula.gaps if g.condition is None), None)
    text = _said(case, own or said("no_value", language), language)
    for name in reversed([u for u in formula.uses if u in case.scalar_rows]):
        row = case.scalar_rows[name]
        text = f"IF(ISERROR({address(row, value)}),{address(row, why)},{text})"
    for gap in reversed(formula.gaps):
        if gap.condition is not None:
            condition = excel_condition(gap.condition, case.leaf, case.condensed)
            text = f"IF(IFERROR({condition},FALSE),{_said(case, gap.reason.get(language), language)},{text})"
    return f'IF(ISERROR({address(case.scalar_rows[formula.id], value)}),{text},"")'


def _said(case: Case, reason: str, language: str) -> str:
    """A text with places for values as a concatenation."""
    parts = []
    for index, piece in enumerate(_PLACE.split(reason)):
        if index % 2:
            known = case.model.inputs_by_id.get(piece) or case.model.formulas_by_id[piece]
            parts.append(f'IFERROR({_shown(case.leaf(piece), known.measure, language)},"–")')
        elif piece:
            parts.append(_quoted(piece))
    return "&".join(parts) or '""'


def _shown(cell: str, unit: Unit, language: str) -> str:
    if unit.is_fraction:
        return f'ROUND(100*{cell},2)&"%"'
    if unit.kind == "duration":
        return f"ROUND({cell},2)&{_quoted(said(f'{unit.shown}_long', language))}"
    return f"ROUND({cell},2)" + (f"&{_quoted(' ' + unit.shown)}" if unit.kind == "money" else "")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""')[:_LONGEST] + '"'
