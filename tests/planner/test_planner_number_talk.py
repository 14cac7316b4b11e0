"""Goals, claims, what is kept and what is explained, in the words of talk that leave out what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.claims import plan_check_claim
from assistant.planner.plans.decisions import plan_saas_metrics
from assistant.planner.plans.figures import plan_explain
from assistant.planner.plans.goal import plan_goal_seek
from assistant.planner.plans.scenarios import plan_keep

CHURN = {"variable": "churn", "relation": "set", "value": 0.1}
FOUND = {"variable": {"id": "conversion"}, "output": {"id": "profit.month_12"}, "target": 0.0, "reached": True}
TABLE = {
    "template": "subscription",
    "output": {"id": "profit.month_12"},
    "row": {"id": "price", "values": [29.0, 34.0]},
    "column": {"id": "churn", "values": [0.03, 0.04]},
}


def talk(
    views: FinanceViews,
    text: str,
    template: str = "subscription",
    scenario: tuple[dict[str, Any], ...] = (),
    stated: tuple[str, ...] = (),
    seen: dict[str, Any] | None = None,
    **focus: Any,
) -> Context:
    finance: dict[str, Any] = {"template": template, "inputs": views.models[template].defaults, "stated": list(stated)}
    if scenario:
        finance["scenario"] = {"name": "what-if 1", "changes": list(scenario)}
    return Context(text, "en", finance=finance, focus=focus, seen=seen or {}, last=tuple(seen or ()))


def call(plan: Plan) -> tuple[str, dict[str, Any]]:
    return plan.calls[-1].name, plan.calls[-1].args


@pytest.mark.parametrize(
    ("text", "template", "focus", "expected"),
    [
        ("how many families do we need so that it carries itself", "subscription", {}, ("starting_customers", None, 0)),
        ("最少要几家店才撑得下去", "subscription", {}, ("starting_customers", None, 0)),
        ("how many members for a profit of 5k", "subscription", {}, ("starting_customers", None, 5000)),
        ("how many machines to cover the rent", "hardware", {}, ("units", None, 0)),
        ("what do I have to charge to live off it", "subscription", {}, ("price", None, 0)),
        ("月费得收多少才行", "subscription", {}, ("price", None, 0)),
        ("抽多少才能回本", "marketplace", {}, ("take_rate", None, 0)),
        ("how low can it go before we bleed", "subscription", {"variable": "conversion"}, ("conversion", None, 0)),
        ("得到多少才行", "subscription", {"variable": "churn"}, ("churn", None, 0)),
        ("撑到20个月要融多少", "subscription", {}, ("cash", "runway_months", 20)),
        ("how much cash do we have to bring", "subscription", {}, ("cash", "cash.lowest", 0)),
        ("CAC要降到多少，比值才到4倍", "subscription", {}, ("acquisition_spend", "ltv_to_cac", 4)),
        ("转化率要多高才到7个月", "subscription", {"output": "payback_months"}, ("conversion", "payback_months", 7)),
        ("想做到四成，得定多少", "subscription", {"output": "gross_margin"}, ("price", "gross_margin", 0.4)),
    ],
)  # fmt: skip
def test_a_goal_in_the_words_of_talk(
    views: FinanceViews, text: str, template: str, focus: dict[str, str], expected: tuple[str, str | None, float]
) -> None:
    context = talk(views, text, template, **focus)
    found = call(plan_goal_seek(text, context, views.of(context)))[1]
    variable, output, target = expected
    assert (found["variable"], found["output"]) == (variable, output or "profit.month_12")
    assert found["target"] == pytest.approx(target)


@pytest.mark.parametrize("text", ["which price makes up for that?", "价格要多少才跟原来一样"])
def test_the_goal_is_what_the_plan_had(views: FinanceViews, text: str) -> None:
    context = talk(views, text, scenario=(CHURN,), variable="churn")
    found = call(plan_goal_seek(text, context, views.of(context)))[1]
    assert found == {"variable": "price", "output": "profit.month_12", "target": -7421.61, "changes": [CHURN]}


@pytest.mark.parametrize(
    ("text", "target"), [("same question again", 0.0), ("再算一次", 0.0), ("redo it for 8k", 8000.0)]
)
def test_a_goal_once_more(views: FinanceViews, text: str, target: float) -> None:
    context = talk(views, text, seen={"goal_seek": {"data": FOUND}}, last={"tool": "set_finance_model", "args": {}})
    found = call(plan_goal_seek(text, context, views.of(context)))[1]
    assert found == {"variable": "conversion", "output": "profit.month_12", "target": target}


@pytest.mark.parametrize(
    "text", ["how do we get to 20k profit", "which price do we need for our target", "利润怎么做到3万"]
)
def test_an_open_goal_is_asked_back(views: FinanceViews, text: str) -> None:
    context = talk(views, text, variable="churn")
    assert plan_goal_seek(text, context, views.of(context)).asked["kind"] in ("lever", "target")


@pytest.mark.parametrize(
    ("text", "focus", "claim"),
    [
        ("so roughly 90 then", {"output": "contribution"}, {"output": "contribution", "value": 90.0}),
        ("so that's under 8 months, right", {"output": "payback_months"},
         {"output": "payback_months", "value": 8.0, "bound": "at_most"}),
        ("那不就是4倍吗", {"output": "ltv_to_cac"}, {"output": "ltv_to_cac", "value": 4.0}),
        ("so it's more than 3,000 anyway", {}, {"output": "profit.month_12", "value": 3000.0, "bound": "at_least"}),
        ("一个月流水有五万？", {}, {"output": "revenue.month_12", "value": 50_000.0}),
        ("一年能有六十万？", {}, {"output": "profit.month_12", "value": 600_000.0, "period": "year"}),
        ("那每单剩八块是吧", {}, {"output": "contribution", "value": 8.0}),
        ("so we'd still be in the black?", {}, {"output": "profit.month_12", "value": 0.0, "bound": "at_least"}),
        ("这样还是亏的？", {}, {"output": "profit.month_12", "value": 0.0, "bound": "at_most"}),
    ],
)  # fmt: skip
def test_a_claim_in_the_words_of_talk(
    views: FinanceViews, text: str, focus: dict[str, str], claim: dict[str, Any]
) -> None:
    context = talk(views, text, **focus)
    name, args = call(plan_check_claim(text, context, views.of(context)))
    (found,) = args["claims"]
    assert (name, {k: v for k, v in found.items() if k != "resolution"}) == ("check_claim", claim)


@pytest.mark.parametrize("text", ["so the higher price is better", "所以这样更划算"])
def test_a_case_said_to_be_better_is_checked_against_the_plan(views: FinanceViews, text: str) -> None:
    context = talk(views, text, scenario=(CHURN,))
    _, args = call(plan_check_claim(text, context, views.of(context)))
    assert args["claims"] == [{"output": "profit.month_12", "value": -7421.61, "bound": "at_least"}]
    assert args["of_what_if"]


@pytest.mark.parametrize(
    ("text", "scenario", "seen", "focus", "inputs"),
    [
        ("let's go with 34 and 3%", (), {"what_if_table": {"data": TABLE}}, {}, {"price": 34.0, "churn": 0.03}),
        ("就用29那一行", (), {"what_if_table": {"data": TABLE}}, {}, {"price": 29.0}),
        ("make it 8% for good", (CHURN,), {}, {}, {"churn": 0.08}),
        ("keep that", (CHURN,), {}, {}, {"churn": 0.1}),
        ("流失率就按6%定", (), {}, {"variable": "churn"}, {"churn": 0.06}),
        ("good, make that the plan", (), {"goal_seek": {"data": {**FOUND, "value": 0.1234, "rounded": 0.124}}},
         {"last": {"tool": "goal_seek", "args": {"variable": "conversion"}}}, {"conversion": 0.124}),
        ("好，定了", (),
         {"what_if": {"data": {"template": "subscription", "changes": [{**CHURN, "before": 0.05, "after": 0.1}]}}},
         {"last": {"tool": "unit_economics", "args": {}}}, {"churn": 0.1}),
    ],
)  # fmt: skip
def test_what_the_talk_has_come_to_is_kept(
    views: FinanceViews,
    text: str,
    scenario: tuple[dict[str, Any], ...],
    seen: dict[str, Any],
    focus: dict[str, Any],
    inputs: dict[str, float],
) -> None:
    context = talk(views, text, scenario=scenario, seen=seen, **focus)
    name, args = call(plan_keep(text, context, views.of(context)))
    assert (name, args["inputs"]) == ("set_finance_model", pytest.approx(inputs))


def test_a_cell_is_computed_and_explained(views: FinanceViews) -> None:
    text = "29 at 4% looks off"
    context = talk(views, text, seen={"what_if_table": {"data": TABLE}}, last={"tool": "what_if_table", "args": {}})
    plan = plan_explain(text, context, views.of(context))
    assert [c.name for c in plan.calls] == ["what_if", "explain_figures"]
    assert [(c["variable"], c["value"]) for c in plan.calls[0].args["changes"]] == [("price", 29.0), ("churn", 0.04)]


@pytest.mark.parametrize(
    ("text", "output"), [("what's the 9 for?", "contribution"), ("is the van in there?", "profit.month_12")]
)
def test_what_is_quoted_or_shown_last_is_explained(views: FinanceViews, text: str, output: str) -> None:
    context = talk(views, text, seen={"unit_economics": {"data": {}}})
    assert call(plan_explain(text, context, views.of(context))) == ("explain_figures", {"outputs": [output]})


def test_a_split_budget_is_explained(views: FinanceViews) -> None:
    split = {
        "budget": 90_000.0,
        "currency": "EUR",
        "basis": {"en": "a start", "zh": "起点"},
        "parts": [{"label": {"en": "talent", "zh": "人才"}, "amount": 27_000.0, "share": 0.3}],
        "reasons": [],
    }
    context = talk(views, "人才为什么这么少", seen={"allocate_budget": {"data": split}})
    plan = plan_explain(context.text, context, views.of(context))
    assert plan.says[0].variables["explanation"]["zh"] == "人才 = 30% × €90,000 = €27,000\n起点"


def test_metrics_without_movements_are_those_of_the_model(views: FinanceViews) -> None:
    context = talk(views, "what's our burn multiple")
    name, args = call(plan_saas_metrics(context.text, context, views.of(context)))
    assert name == "saas_metrics"
    assert args["asked"] == ["burn_multiple"]
    assert args["churned"] == pytest.approx(args["opening"] * 0.05, abs=0.01)
    assert args["net_burn"] == pytest.approx(7421.61, abs=0.01)
    hardware = talk(views, "what's our burn multiple", "hardware")
    assert plan_saas_metrics(hardware.text, hardware, views.of(hardware)).asked["kind"] == "movements"
