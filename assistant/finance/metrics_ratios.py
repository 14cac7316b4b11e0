"""The formulas of the metrics; each gives a value with its working, or the reason why there is none."""

from __future__ import annotations

from dataclasses import replace

from assistant.finance.metrics_types import PER_YEAR, Movements, SaasMetric, undefined
from assistant.finance.model import Text

RULE = 0.4  # growth and margin together, of the rule of 40


def _nrr(m: Movements) -> SaasMetric:
    label = Text("net revenue retention (NRR)", "净收入留存率（NRR）")
    if lacks := _lacks(m, "opening", "churned"):
        return undefined("nrr", label, "fraction", lacks)
    assert m.opening is not None
    if m.opening == 0:
        return _empty_start("nrr", label)
    kept = m.opening + (m.expansion or 0) - (m.contraction or 0) - (m.churned or 0)
    sums = f"({m.opening:,.10g} + {m.expansion or 0:,.10g} − {m.contraction or 0:,.10g} − {m.churned or 0:,.10g})"
    return SaasMetric(
        "nrr", label, "fraction", kept / m.opening, _equation(f"{sums} ÷ {m.opening:,.10g}", kept / m.opening)
    )


def _grr(m: Movements) -> SaasMetric:
    label = Text("gross revenue retention (GRR)", "毛收入留存率（GRR）")
    if lacks := _lacks(m, "opening", "churned"):
        return undefined("grr", label, "fraction", lacks)
    assert m.opening is not None
    if m.opening == 0:
        return _empty_start("grr", label)
    kept = (m.opening - (m.contraction or 0) - (m.churned or 0)) / m.opening
    sums = f"({m.opening:,.10g} − {m.contraction or 0:,.10g} − {m.churned or 0:,.10g}) ÷ {m.opening:,.10g}"
    return SaasMetric("grr", label, "fraction", kept, _equation(sums, kept))


def _revenue_churn(m: Movements) -> SaasMetric:
    label = Text("revenue churn of the period", "本期收入流失率")
    if lacks := _lacks(m, "opening", "churned"):
        return undefined("revenue_churn", label, "fraction", lacks)
    assert m.opening is not None and m.churned is not None
    if m.opening == 0:
        return _empty_start("revenue_churn", label)
    value = m.churned / m.opening
    return SaasMetric(
        "revenue_churn", label, "fraction", value, _equation(f"{m.churned:,.10g} ÷ {m.opening:,.10g}", value)
    )


def _annual_churn(m: Movements) -> SaasMetric:
    """1 − (1 − c)^n: churn compounds, twelve times a monthly rate would overstate it."""
    label = Text("revenue churn a year, compounded", "年化收入流失率（复利）")
    churn = _revenue_churn(m)
    if churn.value is None:
        return replace(churn, id="annual_revenue_churn", label=label)
    if m.period is None:
        reason = Text(
            "it was not said whether the period is a month, a quarter or a year",
            "没有说明这段时间是一个月、一个季度还是一年",
        )
        return SaasMetric("annual_revenue_churn", label, "fraction", None, None, reason)
    times = PER_YEAR[m.period]
    value = 1 - (1 - churn.value) ** times
    return SaasMetric(
        "annual_revenue_churn",
        label,
        "fraction",
        value,
        _equation(f"1 − (1 − {churn.value * 100:.4g}%)^{times}", value),
    )


def _net_new(m: Movements) -> SaasMetric:
    label = Text(f"net new {m.recurring}", f"净新增{m.recurring}")
    value = _net_new_value(m)
    if value is None:
        return undefined("net_new", label, "money", _lacks(m, "opening", "closing"))
    return SaasMetric("net_new", label, "money", value, None)


def _net_new_value(m: Movements) -> float | None:
    if m.net_new is not None:
        return m.net_new
    if m.opening is not None and m.closing is not None:
        return m.closing - m.opening
    if m.new is not None:
        return m.new + (m.expansion or 0) - (m.contraction or 0) - (m.churned or 0)
    return None


def _growth(m: Movements) -> SaasMetric:
    label = Text("growth of the period", "本期增长率")
    if lacks := _lacks(m, "opening", "closing"):
        return undefined("period_growth", label, "fraction", lacks)
    assert m.opening is not None and m.closing is not None
    if m.opening == 0:
        return _empty_start("period_growth", label)
    value = m.closing / m.opening - 1
    return SaasMetric(
        "period_growth", label, "fraction", value, _equation(f"{m.closing:,.10g} ÷ {m.opening:,.10g} − 1", value)
    )


def _quick_ratio(m: Movements) -> SaasMetric:
    label = Text("quick ratio", "速动比率（增长/流失）")
    if lacks := _lacks(m, "new", "churned"):
        return undefined("quick_ratio", label, "ratio", lacks)
    gained, lost = (m.new or 0) + (m.expansion or 0), (m.contraction or 0) + (m.churned or 0)
    if lost == 0:
        reason = Text("nothing was lost, so there is nothing to divide by", "没有流失和缩减，分母为0")
        return SaasMetric("quick_ratio", label, "ratio", None, None, reason)
    return SaasMetric("quick_ratio", label, "ratio", gained / lost, _equation(f"{gained:,.10g} ÷ {lost:,.10g}", None))


def _burn_multiple(m: Movements) -> SaasMetric:
    label = Text("burn multiple", "消耗倍数（burn multiple）")
    gained = _net_new_value(m)
    lacks = _lacks(m, "net_burn") + (() if gained is not None else ("net_new",))
    if lacks or gained is None or m.net_burn is None:
        return undefined("burn_multiple", label, "ratio", lacks)
    annual = gained * (12 if m.recurring == "MRR" else 1)
    if annual <= 0:
        reason = Text(
            "annual recurring revenue did not grow, so no amount of burn bought any",
            "年度经常性收入没有增长，消耗再多也没有换来收入",
        )
        return SaasMetric("burn_multiple", label, "ratio", None, None, reason)
    if m.net_burn <= 0:
        reason = Text("no cash was burnt", "没有消耗现金")
        return SaasMetric("burn_multiple", label, "ratio", None, None, reason)
    working = _equation(f"{m.net_burn:,.10g} ÷ {annual:,.10g}", None)
    return SaasMetric("burn_multiple", label, "ratio", m.net_burn / annual, working)


def _rule_of_40(m: Movements) -> SaasMetric:
    kind = m.margin_kind or "profit"
    label = Text(f"rule of 40 (growth + {kind} margin)", f"40法则（增长率 + {m.margin_kind or '利润'}率）")
    growth = m.growth
    if growth is None and m.period == "year" and m.opening and m.closing is not None:
        growth = m.closing / m.opening - 1
    lacks = (() if growth is not None else ("growth",)) + _lacks(m, "margin")
    if lacks or growth is None or m.margin is None:
        return undefined("rule_of_40", label, "fraction", lacks)
    value = growth + m.margin
    sums = _equation(f"{growth * 100:.4g}% + ({m.margin * 100:.4g}%)", value)
    verdict = Text("the bar of 40% is met", "达到40%") if round(value, 9) >= RULE else Text("below 40%", "未达到40%")
    working = Text(f"{sums.en}, {verdict.en}", f"{sums.zh}，{verdict.zh}")
    return SaasMetric("rule_of_40", label, "fraction", value, working)


def _runway(m: Movements) -> SaasMetric:
    label = Text("runway", "现金可支撑时间")
    if lacks := _lacks(m, "cash", "net_burn"):
        return undefined("runway_months", label, "months", lacks)
    assert m.cash is not None and m.net_burn is not None
    if m.net_burn <= 0:
        reason = Text("no cash is burnt, so it does not run out", "没有消耗现金，不会用完")
        return SaasMetric("runway_months", label, "months", None, None, reason)
    months = 12 / PER_YEAR[m.period or "month"]
    value = m.cash / m.net_burn * months
    return SaasMetric(
        "runway_months",
        label,
        "months",
        value,
        _equation(f"{m.cash:,.10g} ÷ {m.net_burn:,.10g}" + (f" × {months:g}" if months != 1 else ""), None),
    )


def _lacks(m: Movements, *names: str) -> tuple[str, ...]:
    return tuple(n for n in names if getattr(m, n) is None)


def _empty_start(id_: str, label: Text) -> SaasMetric:
    reason = Text("there was no recurring revenue at the start to keep", "期初没有经常性收入，谈不上留存")
    return SaasMetric(id_, label, "fraction", None, None, reason)


def _equation(text: str, value: float | None) -> Text:
    shown = text if value is None else f"{text} = {value * 100:.2f}".rstrip("0").rstrip(".") + "%"
    return Text(shown, shown)


MAKERS = (
    _nrr,
    _grr,
    _revenue_churn,
    _annual_churn,
    _net_new,
    _growth,
    _quick_ratio,
    _burn_multiple,
    _rule_of_40,
    _runway,
)
