"""Movements, weights and sums read from talk."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.decisions import (
    answer_budget,
    plan_budget,
    plan_saas_metrics,
)
from assistant.planner.plans.decisions_reading import asked_metrics, read_movements, read_weights
from assistant.planner.plans.explaining import plan_other_result
from assistant.planner.understand.told_metrics import read_told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "our MRR went from 40k to 52k, 3k churned, 5k expansion: what's NRR?",
            {"opening": 4e4, "closing": 5.2e4, "churned": 3e3, "expansion": 5e3},
        ),
        (
            "期初MRR 40万，增购5万，降级1万，流失3万，净收入留存率是多少",
            {"opening": 4e5, "expansion": 5e4, "contraction": 1e4, "churned": 3e4},
        ),
        (
            "MRR从4万涨到5.2万，流失3000，增购5000，NRR多少",
            {"opening": 4e4, "closing": 5.2e4, "churned": 3e3, "expansion": 5e3},
        ),
        (
            "we burned $600k this quarter and added $200k of new ARR",
            {"net_burn": 6e5, "new": 2e5, "recurring": "ARR", "period": "quarter", "currency": "USD"},
        ),
        (
            "we grow 30% a year with a 12% EBITDA margin: rule of 40?",
            {"growth": 0.3, "margin": 0.12, "margin_kind": "EBITDA", "period": "year"},
        ),
        ("年增长30%，利润率12%，符合40法则吗", {"growth": 0.3, "margin": 0.12}),
        (
            "opening ARR $2m, 5% churned, 12% expansion",
            {"opening": 2e6, "churned": 1e5, "expansion": 2.4e5, "recurring": "ARR", "currency": "USD"},
        ),
    ],
)
def test_movements(text: str, told: dict[str, Any]) -> None:
    assert read_movements(text) == told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("NRR多少", ["nrr"]),
        ("消耗倍数是多少", ["burn_multiple"]),
        ("符合四十法则吗", ["rule_of_40"]),
        ("gross retention?", ["grr"]),
    ],
)
def test_metrics_asked_for(text: str, asked: list[str]) -> None:
    assert asked_metrics(text) == asked


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("40% 研发, 30% 市场, rest on people", ({"rd": 0.4, "marketing": 0.3}, "talent", {})),
        ("把200万预算分一下，研发40%，市场30%，剩下的给团队", ({"rd": 0.4, "marketing": 0.3}, "talent", {})),
        ("half on R&D, 20% marketing, 20% talent, 10% reserve",
         ({"rd": 0.5, "marketing": 0.2, "talent": 0.2, "cost_control": 0.1}, "", {})),
        ("300万预算，重点投研发，少投市场", ({}, "", {"rd": 1, "marketing": -1})),
        ("prioritise marketing", ({}, "", {"marketing": 1})),
    ],
)  # fmt: skip
def test_weights(text: str, weights: Any) -> None:
    assert read_weights(text) == weights


def test_a_missing_sum_is_asked_for_and_taken(views: FinanceViews) -> None:
    context = Context("split the budget, prioritise marketing", "en")
    plan = plan_budget(context.text, context, views.of(context))
    assert plan.says[0].template == "ask_budget"
    answer = Context("$500k", "en", asked=plan.asked)
    answered = answer_budget(answer, views.of(answer))
    assert answered is not None
    assert answered.calls[0].args == {"budget": 5e5, "leaning": {"marketing": 1}, "currency": "USD"}


def test_metrics_without_numbers_are_asked_for(views: FinanceViews) -> None:
    context = Context("what's our NRR", "en")
    plan = plan_saas_metrics(context.text, context, views.of(context))
    assert plan.asked["kind"] == "movements"
    assert not plan.calls


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("we grew 60 percent with a -25 margin, rule of 40?", {"growth": 0.6, "margin": -0.25}),
        ("增长60，利润率-25，四十法则过了吗", {"growth": 0.6, "margin": -0.25}),
        ("burned 2.4m to add 1.6m of ARR", {"net_burn": 2.4e6, "net_new": 1.6e6, "recurring": "ARR"}),
        ("净烧掉600万，ARR净增400万，烧钱倍数多少", {"net_burn": 6e6, "net_new": 4e6, "recurring": "ARR"}),
        ("we had 180k MRR, lost 12k, upgraded 9k", {"opening": 1.8e5, "churned": 1.2e4, "expansion": 9e3}),
        (
            "上月底MRR 18万，这个月新增3万，流失1.2万，扩展0.8万",
            {"opening": 1.8e5, "new": 3e4, "churned": 1.2e4, "expansion": 8e3, "period": "month"},
        ),
    ],
)
def test_movements_as_people_tell_them(text: str, told: dict[str, Any]) -> None:
    assert read_movements(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "burn is 110k and we have 1.43 million, how long",
            {"cash": 1.43e6, "net_burn": 1.1e5, "asked": ["runway_months"]},
        ),
        (
            "客单价每月200，毛利70%，几个月回本，获客成本900",
            {"arpu": 200.0, "gross_margin": 0.7, "cac": 900.0, "asked": ["payback_months"]},
        ),
        ("we have 200 customers and spend 5k on ads", {}),
    ],
)
def test_what_a_question_tells_of_cash_and_of_a_customer(text: str, told: dict[str, Any]) -> None:
    assert read_told(text) == told


def test_a_metric_asked_next_is_of_the_same_numbers(views: FinanceViews) -> None:
    told = {"opening": 8e4, "new": 9e3, "churned": 4e3, "arpu": 200.0, "gross_margin": 0.7}
    for text, args in (
        ("and the quick ratio?", {"opening": 8e4, "new": 9e3, "churned": 4e3, "asked": ["quick_ratio"]}),
        ("那速动比率呢", {"opening": 8e4, "new": 9e3, "churned": 4e3, "asked": ["quick_ratio"]}),
        ("每月流失2.5%，LTV多少", {"asked": ["ltv"]}),
    ):
        context = Context(text, "en", seen={"saas_metrics": {"data": {"told": told}}})
        (call,) = plan_saas_metrics(text, context, views.of(context)).calls
        customer = call.args.pop("customer")
        assert call.args == args
        assert customer == {"arpu": 200.0, "gross_margin": 0.7} | ({"churn_rate": 0.025} if "LTV" in text else {})


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("double the weight on talent", {"budget": 2e5, "weights": {"marketing": 0.3, "talent": 0.5}}),
        ("and with 350?", {"budget": 3.5e5, "weights": {"marketing": 0.3}}),
        ("那200万呢", {"budget": 2e6, "weights": {"marketing": 0.3}}),
        ("what if it's only 120 grand", {"budget": 1.2e5, "weights": {"marketing": 0.3}}),
        ("其实只到了65万,重新分", {"budget": 6.5e5, "weights": {"marketing": 0.3}}),
        ("研发多一点，六成", {"budget": 2e5, "weights": {"marketing": 0.3, "rd": 0.6}}),
        ("80% R&D", {"budget": 2e5, "weights": {"rd": 0.8}}),
    ],
)
def test_a_split_goes_on_from_the_one_before(text: str, args: dict[str, Any], views: FinanceViews) -> None:
    shares = {"rd": 0.4, "marketing": 0.25, "talent": 0.25, "cost_control": 0.1}
    data = {
        "budget": 2e5,
        "parts": [{"id": part, "share": share} for part, share in shares.items()],
        "request": {"weights": {"marketing": 0.3}, "rest_to": "", "leaning": {}},
    }
    context = Context(text, "en", seen={"allocate_budget": {"data": data}})
    assert plan_budget(text, context, views.of(context)).calls[0].args == args


def test_an_assessment_that_asked_for_facts_has_nothing_to_explain() -> None:
    data = {"needs": ["problem"], "criteria": [], "weakest": None, "risks": []}
    seen = {"assess_feasibility": {"tool": "assess_feasibility", "data": data}}
    context = Context("why that score?", "en", last=("assess_feasibility",), seen=seen)
    assert plan_other_result(context.text, context, names_figure=False) is None
