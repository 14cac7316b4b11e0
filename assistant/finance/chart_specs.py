"""The chart of a kind for a model with its inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.errors import ToolInputError
from assistant.finance.charts import Spec, break_even, cash_curve, waterfall
from assistant.finance.evaluate import evaluate
from assistant.finance.model import FinanceModel
from assistant.finance.report import main_output
from assistant.finance.risk_report import sensitivity_data, simulation_data
from assistant.finance.scenario import Change, what_if
from assistant.finance.sensitivity import DEFAULT_SPREAD, sensitivity
from assistant.finance.simulate import simulate

_Inputs = Mapping[str, float]
_Changes = Sequence[Mapping[str, Any]]


def chart_spec(model: FinanceModel, inputs: _Inputs, changes: _Changes, kind: str) -> Spec:
    """Data of one chart.

    Args:
        model: The model.
        inputs: The base case.
        changes: The what-if in hand, {variable, relation, value} each; may be empty.
        kind: waterfall, tornado, fan, cash or breakeven.

    Raises:
        ToolInputError: There is nothing of that kind to draw.
    """
    spec = _KINDS[kind](model, inputs, changes)
    if spec is None:
        raise ToolInputError(
            f"The {model.title.en} model has no series over time to draw as {kind}; try waterfall, tornado or fan.",
            f"{model.title.zh}模型没有逐期数据，无法画这种图；可选择瀑布图、龙卷风图或扇形图。",
            choices=("waterfall", "tornado", "fan"),
        )
    return spec


def _waterfall(model: FinanceModel, inputs: _Inputs, changes: _Changes) -> Spec:
    comparison = what_if(model, inputs, [Change(str(c["variable"]), c["relation"], float(c["value"])) for c in changes])
    spec = waterfall(comparison, main_output(comparison)) if changes else None
    if spec is None:
        raise ToolInputError(
            "There is no what-if to draw; ask one first, such as “what if the price is 49?”.",
            "还没有可画的假设分析，请先提问，例如“如果价格是49呢？”。",
        )
    return spec


def _tornado(model: FinanceModel, inputs: _Inputs, _: _Changes) -> Spec:
    return dict(sensitivity_data(model, sensitivity(model, inputs), DEFAULT_SPREAD, [], [])["chart"])


def _fan(model: FinanceModel, inputs: _Inputs, _: _Changes) -> Spec:
    return dict(simulation_data(model, simulate(model, inputs), [], [])["chart"])


_KINDS: dict[str, Callable[[FinanceModel, _Inputs, _Changes], Spec | None]] = {
    "waterfall": _waterfall,
    "tornado": _tornado,
    "fan": _fan,
    "cash": lambda model, inputs, _: cash_curve(model, evaluate(model, inputs)),
    "breakeven": lambda model, inputs, _: break_even(model, evaluate(model, inputs)),
}
