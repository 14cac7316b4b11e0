"""Single figures and the monthly table, asked for by name: each with its formula and the example numbers behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.evaluate import Evaluation
from assistant.finance.explain import explain
from assistant.finance.inputs import find_output
from assistant.finance.model import FinanceModel
from assistant.finance.published import output_label, output_measure
from assistant.finance.report import is_position

JsonDict = dict[str, Any]
# What a monthly table shows, in this order, of a model that has it.
COLUMNS = ("customers", "users", "revenue", "costs", "profit", "cash_balance")
MOST_COLUMNS = 5
MOST_ROWS = 36


def asked_rows(model: FinanceModel, result: Evaluation, outputs: Sequence[str], known: Iterable[str]) -> list[JsonDict]:
    """Rows `{id, label, unit, period, position, value, reason, formulas, examples}` of the outputs.

    Args:
        model: The model.
        result: Its results.
        outputs: Ids, names or aliases of outputs.
        known: Ids of the inputs the user gave; the others an output depends on are its `examples` (labels).

    Raises:
        ToolInputError: There is no such output, or not in that period.
    """
    stated, periods = set(known), result.periods
    rows = []
    for name in dict.fromkeys(find_output(model, output, periods) for output in outputs):
        formula, measure = model.split_id(name)[0], output_measure(model, name)
        reason = result.undefined.get(name)
        rows.append({
            "id": name,
            "label": output_label(model, name).to_json(),
            "unit": measure.shown,
            "period": measure.period,
            "position": is_position(model, name),
            "value": result.values.get(name),
            "reason": reason.to_json() if reason else None,
            "formulas": [explain(model, result, one).to_json() for one in _with_parts(model, result, name)],
            "examples": [
                i.label.to_json() for i in model.inputs if i.id not in stated and i.id in model.depends_on(formula)
            ],
        })
    return rows


def monthly_table(model: FinanceModel, result: Evaluation) -> JsonDict:
    """`{columns: [{label, unit}], rows: [{number, values}], left_out}` of the series people follow by the month.

    Raises:
        ToolInputError: The model is not computed by the month.
    """
    series = [f for f in model.outputs if f.is_series and f.id in result.series]
    chosen = [f for name in COLUMNS for f in series if f.id == name] or series
    if not chosen:
        raise ToolInputError(
            f"The {model.title.en} model is computed for a year as a whole, not by the month.",
            f"{model.title.zh}模型按全年整体计算，没有逐月数据。",
        )
    chosen, periods = chosen[:MOST_COLUMNS], result.periods
    shown = min(periods, MOST_ROWS)
    return {
        "columns": [{"label": f.label.to_json(), "unit": f.measure.shown} for f in chosen],
        "rows": [{"number": n + 1, "values": [float(result.series[f.id][n]) for f in chosen]} for n in range(shown)],
        "left_out": periods - shown,
    }


def _with_parts(model: FinanceModel, result: Evaluation, output: str) -> list[str]:
    """The formulas an output is read off directly, then the output itself."""
    formula, number = model.split_id(output)
    if number is None:
        return [output]
    parts = [u for u in model.formulas_by_id[formula].uses if u in model.formulas_by_id and u != formula]
    return [*(model.period_id(u, number) if u in result.series else u for u in parts), output]
