"""Which output of the model a text is about."""

from __future__ import annotations

from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, FIRST_YEAR, MONTH_N, MONTHS_AHEAD, TOTAL
from assistant.planner.understand.mentions import Mention


def find_output(text: str, view: FinanceView, mention: Mention | None = None) -> str:
    """The output a text is about, at the month it names; the model's main output where it names none."""
    base = next((m.ids[0] for m in ([mention] if mention else view.find_outputs(text))), "")
    if not base or (BREAK_EVEN.search(text) and base in ("break_even_month",)):
        base = view.model.split_id(view.main_output)[0]
    formula = view.model.formulas_by_id.get(base)
    if formula is None or not formula.is_series:
        return base
    # The last one: "trials a month 2 break even by month 12".
    if months := [*MONTH_N.finditer(text), *MONTHS_AHEAD.finditer(text)]:
        return view.model.period_id(base, int(next(g for g in months[-1].groups() if g)))
    total = f"{base}.total"
    if TOTAL.search(text) and not FIRST_YEAR.search(text) and total in view.model.formulas_by_id:
        return total
    return view.model.period_id(base, view.model.split_id(view.main_output)[1] or 1)


def label_of(output: str, view: FinanceView) -> dict[str, object]:
    """Label and period of an output for a reply."""
    base, number = view.model.split_id(output)
    formula = view.model.formulas_by_id[base]
    return {"id": output, "label": formula.label.to_json(), "number": number, "period": view.model.period}
