"""Unit economics: what one customer costs and brings, judged by the usual bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.inputs import checked_inputs
from assistant.finance.model import FinanceModel, Formula, Reason, Text

Verdict = Literal["good", "weak", "bad"]

# Ids that people expect; a model that lacks one says so.
EXPECTED = {
    "cac": Text("CAC", "获客成本（CAC）"),
    "ltv": Text("LTV", "客户终身价值（LTV）"),
    "ltv_to_cac": Text("LTV to CAC", "LTV与CAC之比"),
    "payback_months": Text("CAC payback", "获客成本回收期"),
    "gross_margin": Text("gross margin", "毛利率"),
    "runway_months": Text("runway", "现金可支撑月数"),
}


@dataclass(frozen=True)
class Benchmark:
    """A usual bar for a metric."""

    id: str
    label: Text
    value: float
    unit: str


GOOD_LTV_TO_CAC = 3.0
GOOD_PAYBACK_MONTHS = 12.0
BENCHMARKS = (
    Benchmark("ltv_to_cac", Text("usual minimum of LTV to CAC", "LTV与CAC之比的常用下限"), GOOD_LTV_TO_CAC, "ratio"),
    Benchmark(
        "payback_months", Text("usual limit of CAC payback", "获客成本回收期的常用上限"), GOOD_PAYBACK_MONTHS, "months"
    ),
)
SUSPICIOUS_MONTHLY_CHURN = 0.25


@dataclass(frozen=True)
class Metric:
    """One figure of the unit economics.

    Attributes:
        id: Output id.
        label: Its name.
        formula: What computes it; None where the model does not know it.
        value: None where it is undefined.
        reason: Why it is undefined.
        verdict: By the usual bars (LTV:CAC ≥ 3, payback under 12 months); None where there is no bar.
    """

    id: str
    label: Text
    formula: Formula | None
    value: float | None
    reason: Reason | None
    verdict: Verdict | None


@dataclass(frozen=True)
class UnitEconomics:
    """All metrics of a model, with warnings that a reply must not leave out."""

    metrics: tuple[Metric, ...]
    warnings: tuple[Text, ...]
    result: Evaluation


def unit_economics(model: FinanceModel, inputs: Mapping[str, float]) -> UnitEconomics:
    """Compute the model's unit economics.

    LTV is on contribution, not revenue: (price − variable cost) / churn. Payback is CAC / contribution, and with churn
    counted ln(1 − CAC·c/m) / ln(1 − c).

    Args:
        model: The model.
        inputs: The base case; missing inputs take their defaults.

    Raises:
        ToolInputError: An input is unknown or impossible.
    """
    base = checked_inputs(model, inputs)
    result = evaluate(model, base)
    metrics = [_metric(model.formulas_by_id[name], result) for name in model.metrics]
    metrics += [_missing(model, name) for name in EXPECTED if name not in model.metrics]
    return UnitEconomics(tuple(metrics), tuple(_warnings(model, base, result)), result)


def _metric(formula: Formula, result: Evaluation) -> Metric:
    value = result.values.get(formula.id)
    return Metric(
        id=formula.id,
        label=formula.label,
        formula=formula,
        value=value,
        reason=None if value is not None else result.undefined.get(formula.id),
        verdict=None if value is None else _verdict(formula.id, value),
    )


def _missing(model: FinanceModel, name: str) -> Metric:
    reason = Reason(
        en=f"the {model.title.en} model has no recurring customers and no cash plan to compute it from; "
        "the subscription model has",
        zh=f"{model.title.zh}模型没有持续付费客户和现金计划，无法计算；可改用订阅制模型",
    )
    return Metric(name, EXPECTED[name], None, None, reason, None)


def _verdict(name: str, value: float) -> Verdict | None:
    match name:
        case "ltv_to_cac":
            return "good" if value >= GOOD_LTV_TO_CAC else "weak" if value >= 1 else "bad"
        case "payback_months" | "payback_with_churn":
            return "good" if value < GOOD_PAYBACK_MONTHS else "weak"
        case "contribution" | "gross_margin":
            return "good" if value > 0 else "bad"
    return None


def _warnings(model: FinanceModel, inputs: Mapping[str, float], result: Evaluation) -> list[Text]:
    found = []
    contribution = result.values.get("contribution")
    if contribution is not None and contribution <= 0:
        found.append(
            Text(
                "The price does not cover the variable cost: every customer adds to the loss.",
                "价格不足以覆盖变动成本：客户越多，亏损越大。",
            )
        )
    churn = inputs.get("churn")
    if churn == 0:
        found.append(
            Text(
                "A churn of 0 is rare; LTV has no value then. Give a cautious guess instead.",
                "流失率为0很少见，此时LTV没有定义，建议给出一个谨慎的估计值。",
            )
        )
    if churn is not None and churn >= SUSPICIOUS_MONTHLY_CHURN and model.period == "month":
        found.append(
            Text(
                f"A churn of {churn * 100:g}% a month is very high; check that it is not a figure per year.",
                f"每月{churn * 100:g}%的流失率非常高，请确认这不是年流失率。",
            )
        )
    return found
