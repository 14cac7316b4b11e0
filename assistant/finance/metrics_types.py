"""Movements of a recurring business, and its metrics, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.finance.model import Text

Span = Literal["month", "quarter", "year"]
PER_YEAR = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True)
class Movements:
    """What happened to recurring revenue in one period; None is unknown. Amounts are in one currency.

    Attributes:
        opening: Recurring revenue at the start.
        closing: At the end.
        new: From new customers.
        expansion: More from those who were there.
        contraction: Less from those who stayed, ≥ 0.
        churned: From those who left, ≥ 0.
        recurring: Whether these are amounts a month (MRR) or a year (ARR).
        period: How long the period was; None where it was not said.
        net_new: Net new recurring revenue, where it was told itself; negative where it shrank.
        net_burn: Cash lost in the period, ≥ 0; cash gained is negative.
        cash: Cash at the end.
        growth: Yearly growth of revenue, a fraction.
        margin: A yearly margin, a fraction.
        acquisition_spend: Spent on winning customers in the period, ≥ 0.
        new_customers: Customers won with it.
        arpu: Revenue of a customer a month.
        gross_margin: A fraction of revenue.
        churn_rate: Share of customers lost a month.
        yearly_churn_rate: Share of customers lost a year, where that is how it was told.
        cac: Cost of winning a customer, where it was told itself.
        ltv: Lifetime value of a customer, where it was told itself.
        margin_kind: Which margin: "operating", "EBITDA", "free cash flow" …; empty where it was not said.
    """

    opening: float | None = None
    closing: float | None = None
    new: float | None = None
    expansion: float | None = None
    contraction: float | None = None
    churned: float | None = None
    recurring: Literal["MRR", "ARR"] = "MRR"
    period: Span | None = None
    net_burn: float | None = None
    cash: float | None = None
    growth: float | None = None
    margin: float | None = None
    margin_kind: str = ""
    acquisition_spend: float | None = None
    new_customers: float | None = None
    arpu: float | None = None
    gross_margin: float | None = None
    churn_rate: float | None = None
    yearly_churn_rate: float | None = None
    cac: float | None = None
    ltv: float | None = None
    net_new: float | None = None


@dataclass(frozen=True)
class SaasMetric:
    """One metric: a value with how it comes about, or the reason why there is none.

    Attributes:
        id: `nrr`, `grr` …
        label: Its name.
        unit: "fraction", "ratio", "months" or "money".
        value: None where it is undefined.
        working: The formula with its numbers.
        reason: Why it is undefined.
        missing: Names of the movements it lacks; empty where it is undefined for another reason.
    """

    id: str
    label: Text
    unit: str
    value: float | None
    working: Text | None
    reason: Text | None = None
    missing: tuple[str, ...] = ()


LABELS = {
    "opening": Text("recurring revenue at the start", "期初经常性收入"),
    "closing": Text("recurring revenue at the end", "期末经常性收入"),
    "new": Text("recurring revenue from new customers", "新客户带来的经常性收入"),
    "expansion": Text("expansion", "扩展收入（增购）"),
    "contraction": Text("contraction", "缩减收入（降级）"),
    "churned": Text("churned revenue", "流失收入"),
    "net_new": Text("net new recurring revenue", "净新增经常性收入"),
    "net_burn": Text("net burn of the same period", "同期净消耗现金"),
    "cash": Text("cash in the bank", "账上现金"),
    "growth": Text("yearly growth", "年增长率"),
    "margin": Text("a margin", "利润率"),
    "acquisition_spend": Text("the spend on acquisition", "获客支出"),
    "new_customers": Text("the customers won with it", "获得的新客户数"),
    "arpu": Text("the revenue per customer and month (ARPU)", "每客户每月收入（ARPU）"),
    "gross_margin": Text("the gross margin", "毛利率"),
    "churn_rate": Text("the monthly churn", "月流失率"),
    "yearly_churn_rate": Text("the yearly churn", "年流失率"),
    "cac": Text("the acquisition cost of a customer (CAC)", "获客成本（CAC）"),
    "ltv": Text("the lifetime value of a customer (LTV)", "客户终身价值（LTV）"),
}


def undefined(id_: str, label: Text, unit: str, lacks: tuple[str, ...]) -> SaasMetric:
    """A metric without a value for want of the numbers `lacks`, keys of `LABELS`."""
    en, zh = ", ".join(LABELS[n].en for n in lacks), "、".join(LABELS[n].zh for n in lacks)
    return SaasMetric(id_, label, unit, None, None, Text(f"needs {en}", f"还缺：{zh}"), lacks)
