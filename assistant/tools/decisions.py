"""Tools for decisions: metrics of a recurring business, feasibility, the split of a budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Literal

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.canvas.brief import Brief
from assistant.canvas.feasibility import PARTS, Criterion, Fact, assess, weakest
from assistant.canvas.feasibility_risks import needs, risk_plan
from assistant.canvas.history import History
from assistant.figures import Figure
from assistant.finance.benchmarks import IndustryBenchmark, benchmark_figures, beside
from assistant.finance.budget import allocate, findings
from assistant.finance.budget_report import budget_data, budget_figures, pays_for
from assistant.finance.metrics import saas_metrics as compute
from assistant.finance.metrics_evidence import evidence, reserve
from assistant.finance.metrics_types import LABELS, Movements, SaasMetric
from assistant.finance.metrics_unit import known_of_a_customer
from assistant.finance.model import FinanceModel, Text
from assistant.finance.session import base_case
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish


def decision_tools(models: Mapping[str, FinanceModel], benchmarks: Sequence[IndustryBenchmark]) -> list[BaseTool]:
    """`saas_metrics`, `assess_feasibility` and `allocate_budget`.

    Args:
        models: Finance models by id.
        benchmarks: Industry benchmarks, shown beside the user's values.
    """
    return [_saas_metrics(benchmarks), _assess_feasibility(models), _allocate_budget(models)]


def _saas_metrics(benchmarks: Sequence[IndustryBenchmark]) -> BaseTool:
    @tool(parse_docstring=True)
    def saas_metrics(
        runtime: Runtime,
        opening: float | None = None, closing: float | None = None, new: float | None = None,
        expansion: float | None = None, contraction: float | None = None, churned: float | None = None,
        recurring: Literal["MRR", "ARR"] = "MRR", period: Literal["month", "quarter", "year"] | None = None,
        net_new: float | None = None, net_burn: float | None = None, cash: float | None = None,
        growth: float | None = None, margin: float | None = None, margin_kind: str = "",
        customer: dict[str, float] | None = None, currency: str | None = None, asked: list[str] | None = None,
    ) -> Command[Any]:  # fmt: skip
        """Compute runway, CAC, LTV, LTV:CAC, yearly churn, NRR, GRR, net new revenue, burn multiple, rule of 40.

        From numbers that the user states; what cannot be computed is named with the reason. Never guess one.

        Args:
            runtime: State of the conversation, injected.
            opening: Recurring revenue at the start of the period.
            closing: Recurring revenue at its end.
            new: Recurring revenue from new customers.
            expansion: More from existing customers.
            contraction: Less from customers who stayed.
            churned: Recurring revenue of customers who left.
            recurring: Whether the amounts are MRR or ARR.
            period: Length of the period, if said.
            net_new: Net new recurring revenue, where that sum itself is told.
            net_burn: Cash lost in the same period.
            cash: Cash at the end.
            growth: Yearly growth as a fraction, 30 % is 0.30.
            margin: Yearly margin as a fraction.
            margin_kind: Which margin it is: operating, EBITDA, free cash flow.
            customer: acquisition_spend, new_customers, arpu (a month), gross_margin, churn_rate (a month),
                yearly_churn_rate, cac, ltv; rates as fractions.
            currency: ISO code, if said.
            asked: Ids of the metrics asked for, such as runway_months, cac, ltv, ltv_to_cac, yearly_churn, nrr, grr,
                burn_multiple, rule_of_40; shown first.
        """
        told = Movements(
            opening, closing, new, expansion, contraction, churned, recurring, period, net_burn, cash, growth, margin,
            margin_kind, net_new=net_new, **known_of_a_customer(customer or {}),
        )  # fmt: skip
        unit = currency or str((runtime.state.get("finance") or {}).get("currency") or "USD")
        return publish(_metrics(told, asked or (), unit, benchmarks, language_of(runtime)), "saas_metrics", runtime)

    return saas_metrics


def _metrics(
    told: Movements, asked: Sequence[str], unit: str, benchmarks: Sequence[IndustryBenchmark], language: str
) -> Outcome:
    metrics, full, notes = compute(told)
    rows = sorted((_row(m, unit) for m in metrics), key=lambda r: r["id"] not in asked)
    shown = [r for r in rows if r["value"] is not None or r["id"] in asked or not r["missing"]]
    if asked and any(r["id"] in asked for r in rows) and _tells_a_customer(full):
        shown = [r for r in shown if r["id"] in asked]  # the answer, not the sheet
    data = {
        "metrics": shown,
        "open": []
        if _tells_a_customer(full)
        else [r["label"] for r in rows if r["id"] in _OF_MOVES and r not in shown],
        "benchmarks": beside(benchmarks, {m.id: m.value for m in metrics}),
        "notes": [n.to_json() for n in notes],
        "told": {f.name: v for f in fields(told) if (v := getattr(told, f.name)) not in (None, "")},
    }
    figures = [_figure(m, unit, language) for m in metrics if m.value is not None]
    figures += [
        Figure(f"movement.{n}", LABELS[n].get(language), float(v), _UNITS.get(n, unit), None, None, "")
        for n in LABELS
        if n not in ("growth", "margin") and (v := getattr(full, n)) is not None
    ]
    figures += benchmark_figures(benchmarks, {m.id for m in metrics if m.value is not None}, language)
    return Outcome(data, figures)


_UNITS = {
    "gross_margin": "fraction",
    "churn_rate": "fraction",
    "yearly_churn_rate": "fraction",
    "new_customers": "count",
}
_OF_MOVES = {"nrr", "grr", "revenue_churn", "annual_revenue_churn", "net_new", "period_growth", "quick_ratio"} | {
    "burn_multiple",
    "rule_of_40",
    "runway_months",
}
_MOVES = ("opening", "closing", "new", "expansion", "contraction", "churned", "net_new", "growth", "margin")


def _tells_a_customer(told: Movements) -> bool:
    """Whether only cash, churn or one customer was told of, and no movements of recurring revenue."""
    return all(getattr(told, name) is None for name in _MOVES)


def _assess_feasibility(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def assess_feasibility(runtime: Runtime) -> Command[Any]:
        """Assess market, technology, validation and finance from the canvas, the brief and the finance model.

        Gives points with the evidence in the founder's own words, the gaps with what would close them, and a plan for
        technical risk. With an empty canvas it says what it needs.

        Args:
            runtime: State of the conversation, injected.
        """
        state = runtime.state
        canvas, brief = History.from_json(state.get("canvas")).canvas, Brief.from_json(state.get("brief"))
        finance = state.get("finance") or {}
        case = base_case(models, finance)
        stated = case.stated if finance else ()
        missing = needs(canvas)
        facts = [
            Fact(f.points, f.good, f.text.to_json(), f.raises.to_json())
            for f in evidence(case.model, case.inputs, stated)
        ]
        criteria = assess(canvas, brief, state.get("assumptions") or (), facts)
        kept = reserve(case.model, case.inputs, stated)
        data: dict[str, Any] = {"needs": list(missing), "criteria": [], "weakest": None, "risks": []}
        if not missing:
            data["criteria"] = [_criterion(c) for c in criteria]
            data["weakest"] = _criterion(weakest(criteria))
            data["risks"] = [
                {"name": i.name, "text": i.text} for i in risk_plan(canvas, kept.to_json() if kept else None)
            ]
        figures = [
            Figure(f"feasibility.{c.part}{end}", PARTS[c.part][language_of(runtime)], float(v), "count", None, None, "")
            for c in criteria
            for end, v in (("", c.got), (".of", c.of))
            if not missing
        ]
        return publish(Outcome(data, figures), "assess_feasibility", runtime)

    return assess_feasibility


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.part,
        "label": PARTS[one.part],
        "got": one.got,
        "of": one.of,
        "score": {"en": f"{one.got} of {one.of} points", "zh": f"{one.of}分中得{one.got}分"},
        "evidence": [{"mark": {"en": f"+{c.got}", "zh": f"+{c.got}分"}, "text": c.text} for c in one.evidence],
        "gaps": [{"mark": {"en": f"worth {c.of}", "zh": f"可得{c.of}分"}, "text": c.text} for c in one.gaps],
    }


def _allocate_budget(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def allocate_budget(
        budget: float,
        runtime: Runtime,
        weights: dict[str, float] | None = None,
        rest_to: str | None = None,
        leaning: dict[str, int] | None = None,
        currency: str | None = None,
    ) -> Command[Any]:
        """Split a budget over R&D, marketing, talent and cost control, to the cent, with the reasons.

        Without weights the stage of the venture and the sensitivity of the finance model decide, and it says how.

        Args:
            budget: The sum.
            runtime: State of the conversation, injected.
            weights: Shares the user gave, as fractions, by part: rd, marketing, talent, cost_control.
            rest_to: Part that takes all that the weights leave.
            leaning: Parts to be given more (1) or less (-1) than by default.
            currency: ISO code, if the user said one.
        """
        state = runtime.state
        finance = state.get("finance") or {}
        case = base_case(models, finance)
        own = bool(finance and case.stated)
        shifts = findings(case.model, case.inputs) if own else ()
        stage = Brief.from_json(state.get("brief")).stage
        split = allocate(budget, stage, weights, rest_to or "", leaning, shifts)
        notes = [] if own or weights else [NO_NUMBERS.to_json()]
        before = state.get("budget") or {}
        paid = pays_for(case.model, case.inputs, split) if own else {}
        unit = currency or before.get("currency") or case.model.currency
        earlier = before.get("amounts") if before.get("budget") == budget else None
        data = budget_data(split, budget, unit, earlier, paid, notes)
        data["request"] = {"weights": weights or {}, "rest_to": rest_to or "", "leaning": leaning or {}}
        kept = {"budget": budget, "currency": unit, "amounts": {p: float(a) for p, a in split.amounts.items()}}
        figures = budget_figures(split, data, language_of(runtime))
        return publish(Outcome(data, figures, state={"budget": kept}), "allocate_budget", runtime)

    return allocate_budget


NO_NUMBERS = Text(
    "Your own numbers are not in the finance model yet, so only the stage decided. Give price, customers and costs, "
    "and the split follows what moves profit.",
    "财务模型里还没有您自己的数字，所以只按阶段分配。给出价格、客户数和成本后，会按对利润的影响来调整。",
)


def _row(metric: SaasMetric, currency: str) -> dict[str, Any]:
    return {
        "id": metric.id,
        "label": metric.label.to_json(),
        "unit": currency if metric.unit == "money" else metric.unit,
        "value": metric.value,
        "working": metric.working.to_json() if metric.working else None,
        "reason": metric.reason.to_json() if metric.reason else None,
        "missing": list(metric.missing),
    }


def _figure(metric: SaasMetric, currency: str, language: str) -> Figure:
    unit = currency if metric.unit == "money" else metric.unit
    return Figure(metric.id, metric.label.get(language), float(metric.value or 0), unit, None, None, "")
