"""Metrics of one customer, and rates by the month and the year, from numbers that somebody tells.

CAC = spend on acquisition / new customers; LTV = ARPU × gross margin / monthly churn; yearly churn = 1 − (1 − c)^12;
payback = CAC / (ARPU × gross margin).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.errors import ToolInputError
from assistant.finance.metrics_types import Movements, SaasMetric, undefined
from assistant.finance.model import Text

_LTV = Text("customer lifetime value (LTV)", "客户终身价值（LTV）")
_CAC = Text("customer acquisition cost (CAC)", "获客成本（CAC）")
_RATIO = Text("LTV:CAC", "LTV:CAC（终身价值与获客成本之比）")


CUSTOMER = (
    "acquisition_spend",
    "new_customers",
    "arpu",
    "gross_margin",
    "churn_rate",
    "yearly_churn_rate",
    "cac",
    "ltv",
)


def known_of_a_customer(told: Mapping[str, float]) -> dict[str, float]:
    """The numbers of acquisition and of one customer, as `Movements` takes them.

    Raises:
        ToolInputError: A name is none of them.
    """
    if unknown := sorted(set(told) - set(CUSTOMER)):
        names = ", ".join(CUSTOMER)
        raise ToolInputError(f"Unknown: {unknown[0]}; use {names}.", f"没有“{unknown[0]}”这一项，可用：{names}。")
    return dict(told)


def cac(m: Movements) -> SaasMetric:
    """What it cost to win one customer."""
    if m.cac is not None:
        return SaasMetric("cac", _CAC, "money", m.cac, Text("as you told it", "您给出的数字"))
    if lacks := tuple(n for n in ("acquisition_spend", "new_customers") if getattr(m, n) is None):
        return undefined("cac", _CAC, "money", lacks)
    assert m.acquisition_spend is not None and m.new_customers is not None
    if m.new_customers == 0:
        reason = Text("no customer was won", "没有获得新客户")
        return SaasMetric("cac", _CAC, "money", None, None, reason)
    working = f"{m.acquisition_spend:,.10g} ÷ {m.new_customers:,.10g}"
    return SaasMetric("cac", _CAC, "money", m.acquisition_spend / m.new_customers, Text(working, working))


def ltv(m: Movements) -> SaasMetric:
    """Gross profit that one customer brings before leaving."""
    if m.ltv is not None:
        return SaasMetric("ltv", _LTV, "money", m.ltv, Text("as you told it", "您给出的数字"))
    if lacks := tuple(n for n in ("arpu", "gross_margin", "churn_rate") if getattr(m, n) is None):
        return undefined("ltv", _LTV, "money", lacks)
    assert m.arpu is not None and m.gross_margin is not None and m.churn_rate is not None
    if m.churn_rate == 0:
        reason = Text("nobody leaves, so it has no end", "没有客户流失，终身价值没有上限")
        return SaasMetric("ltv", _LTV, "money", None, None, reason)
    value = m.arpu * m.gross_margin / m.churn_rate
    working = f"{m.arpu:,.10g} × {m.gross_margin * 100:.4g}% ÷ {m.churn_rate * 100:.4g}%"
    return SaasMetric("ltv", _LTV, "money", value, Text(working, working))


def ltv_to_cac(m: Movements) -> SaasMetric:
    """How many times a customer earns back what it cost."""
    life, cost = ltv(m), cac(m)
    if life.value is None or cost.value is None:
        lacks = tuple(dict.fromkeys((*life.missing, *cost.missing)))
        return undefined("ltv_to_cac", _RATIO, "ratio", lacks)
    if cost.value == 0:
        reason = Text("winning a customer cost nothing", "获客没有花钱")
        return SaasMetric("ltv_to_cac", _RATIO, "ratio", None, None, reason)
    working = f"{life.value:,.10g} ÷ {cost.value:,.10g}"
    return SaasMetric("ltv_to_cac", _RATIO, "ratio", life.value / cost.value, Text(working, working))


def payback_months(m: Movements) -> SaasMetric:
    """Months until the gross profit of a customer has paid for winning it."""
    label = Text("payback of the acquisition cost", "获客成本回收期")
    cost = cac(m)
    lacks = (*(("cac",) if cost.missing else ()), *(n for n in ("arpu", "gross_margin") if getattr(m, n) is None))
    if lacks or cost.value is None or m.arpu is None or m.gross_margin is None:
        return (
            replace(cost, id="payback_months", label=label, unit="months")
            if not lacks
            else undefined("payback_months", label, "months", lacks)
        )
    profit = m.arpu * m.gross_margin
    if profit <= 0:
        reason = Text("a customer brings no gross profit", "单个客户没有毛利")
        return SaasMetric("payback_months", label, "months", None, None, reason)
    working = f"{cost.value:,.10g} ÷ ({m.arpu:,.10g} × {m.gross_margin * 100:.4g}%)"
    return SaasMetric("payback_months", label, "months", cost.value / profit, Text(working, working))


def yearly_churn(m: Movements) -> SaasMetric:
    """A monthly rate by the year: 1 − (1 − c)^12."""
    label = Text("churn a year, compounded", "年流失率（复利）")
    if m.churn_rate is None:
        return undefined("yearly_churn", label, "fraction", ("churn_rate",))
    value = 1 - (1 - m.churn_rate) ** 12
    working = f"1 − (1 − {m.churn_rate * 100:.4g}%)^12 = {value * 100:.4g}%"
    return SaasMetric("yearly_churn", label, "fraction", value, Text(working, working))


def monthly_churn(m: Movements) -> SaasMetric:
    """A yearly rate by the month: 1 − (1 − c)^(1/12)."""
    label = Text("churn a month", "月流失率")
    if m.yearly_churn_rate is None:
        return undefined("monthly_churn", label, "fraction", ("yearly_churn_rate",))
    value = 1 - (1 - m.yearly_churn_rate) ** (1 / 12)
    working = f"1 − (1 − {m.yearly_churn_rate * 100:.4g}%)^(1/12) = {value * 100:.4g}%"
    return SaasMetric("monthly_churn", label, "fraction", value, Text(working, working))


UNIT_MAKERS = (cac, ltv, ltv_to_cac, payback_months, yearly_churn, monthly_churn)
