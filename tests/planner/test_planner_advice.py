"""Questions of strategy and of sense are answered from the guidance or with an item's own reason, not with figures."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.canvas import Brief, History, draft_step, load_patterns
from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.item_reasons import plan_item_reason


def context(views: FinanceViews, text: str, language: str) -> Context:
    model = views.models["marketplace"]
    case = {"name": "what-if 1", "changes": [{"variable": "take_rate", "relation": "set", "value": 0.2}]}
    finance: dict[str, Any] = {"template": model.id, "inputs": dict(model.defaults), "scenario": case}
    seen = {"what_if": {"data": {"explanation": {"en": "old", "zh": "old"}}}}
    return Context(text, language, finance=finance, seen=seen, last=("what_if",), tools=frozenset({"search_guidance"}))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how do we keep tutors from working with parents directly?", "en"),
        ("How can we stop drivers going around us?", "en"),
        ("why does churn matter so much?", "en"),
        ("why is retention so important for us?", "en"),
        ("how should we respond to a bigger rival?", "en"),
        ("what is our moat?", "en"),
        ("怎么防止老师和家长绕开平台", "zh"),
        ("飞单怎么防", "zh"),
        ("为什么复购这么关键", "zh"),
        ("为啥流失率这么要紧", "zh"),
        ("如何说服家长信任我们", "zh"),
    ],
)
def test_strategy_is_no_arithmetic(brain: Brain, views: FinanceViews, text: str, language: str) -> None:
    plan = brain.plan(context(views, text, language))
    assert [call.name for call in plan.calls] == ["search_guidance"]
    assert not plan.says


BRIEFS = {
    "en": Brief("Contract review for law firms", "contract review AI", "law firms", language="en"),
    "zh": Brief("给律所做合同审查AI", "合同审查AI", "律所", language="zh"),
}


@pytest.mark.parametrize(
    ("text", "language", "starts"),
    [
        ("why do we need licensed professionals to review hard cases?", "en", "Review of answers of"),
        ("why are precedents among the key resources?", "en", "Up-to-date collections"),
        ("为什么要由有资质的专业人员审核疑难案例？", "zh", "由有资质的专业人员审核"),
        ("关键业务里为什么要审核", "zh", "由有资质的专业人员审核"),
        ("why do we need a lawyer's licence?", "en", ""),
        ("为什么需要融资", "zh", ""),
    ],
)
def test_an_item_has_its_own_reason(text: str, language: str, starts: str) -> None:
    drafted = draft_step(BRIEFS[language], Brief(), History(), load_patterns())
    plan = plan_item_reason(text, Context(text, language, canvas=drafted.history.to_json()))
    assert (plan is not None) == bool(starts)
    if plan:
        told = plan.says[0].variables
        assert told["text"].startswith(starts)
        assert told["pattern"]["en"] == "Legal and business services"
        assert told["reasons"][0]["text"]["en"] == "one confident false quotation"
