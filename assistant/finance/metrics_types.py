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
        net_burn: Cash lost in the period, ≥ 0; cash gained is negative.
        cash: Cash at the end.
        growth: Yearly growth of revenue, a fraction.
        margin: A yearly margin, a fraction.
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
    "net_burn": Text("net burn of the same period", "同期净消耗现金"),
    "cash": Text("cash in the bank", "账上现金"),
    "growth": Text("yearly growth", "年增长率"),
    "margin": Text("a margin", "利润率"),
}
