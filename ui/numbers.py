"""Numbers of the page in their display form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.language.formatting import format_delta, format_number
from ui.i18n import Words

NONE = "–"


def amount(value: float | None, row: Mapping[str, Any], words: Words) -> str:
    """A value in the unit and period of its row; a dash where there is none."""
    if value is None:
        return NONE
    return format_number(_tidy(value, row), str(row.get("unit") or ""), words.language, period=row.get("period"))


def difference(value: float | None, row: Mapping[str, Any], words: Words) -> str:
    """A signed difference; a dash where there is none and "±0" where nothing changes."""
    if value is None:
        return NONE
    if value == 0:
        return "±0"
    return format_delta(_tidy(value, row), str(row.get("unit") or ""), words.language)


def _tidy(value: float, row: Mapping[str, Any]) -> float:
    """As many digits as help to compare: no cents on large sums, no parts of a hundred customers."""
    unit = str(row.get("unit") or "")
    if unit == "fraction":
        return round(value, 4)
    return float(round(value)) if abs(value) >= (1000 if unit.isupper() else 100) else value
