"""What people say about drivers and recommendations, as calls."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.drivers import plan_drivers
from assistant.planner.plans.recommend import plan_recommend

DRIVERS: dict[str, Any] = {
    "explain_drivers": {
        "data": {
            "request": {
                "file": "a.csv",
                "target": "Churn",
                "features": [],
                "without": [],
                "by": None,
                "outcome": "Yes",
            },
            "columns": ["tenure", "Contract", "MonthlyCharges", "Partner"],
            "levels": {"Contract": ["Month-to-month", "One year"], "Partner": ["Yes", "No"]},
        }
    }
}
ITEM = {"place": 1, "item": {"en": "A", "zh": "A"}, "title": {"en": "Tent", "zh": "Tent"}}
ITEMS = [ITEM, {**ITEM, "place": 2, "item": {"en": "B", "zh": "B"}, "title": {"en": "Mat", "zh": "Mat"}}]
RECOMMENDED: dict[str, Any] = {
    "recommend_items": {"data": {"request": {"user": "7", "k": 5}, "items": ITEMS, "history": []}}
}


def drivers(text: str, views: FinanceViews, seen: dict[str, Any] | None = None) -> dict[str, Any]:
    context = Context(text, "en", seen=seen or {})
    (call,) = plan_drivers(text, context, views.of(context)).calls
    assert call.name == "explain_drivers"
    return call.args


def recommend(text: str, views: FinanceViews, seen: dict[str, Any] | None = None) -> dict[str, Any]:
    context = Context(text, "en", seen=seen or {})
    (call,) = plan_recommend(text, context, views.of(context)).calls
    assert call.name == "recommend_items"
    return call.args


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("what drives churn in this file?", {"target": "churn"}),
        ("which columns explain monthly charges", {"target": "monthly charges"}),
        ("regress sales on price and ad spend", {"target": "sales", "features": ["price", "ad spend"]}),
        ("what drives churn by contract type", {"target": "churn", "by": "contract type"}),
        ("explain what influences sales without tenure", {"target": "sales", "without": ["tenure"]}),
        ("do a driver analysis", {"target": ""}),
        ("为什么客户流失", {"target": "客户流失"}),
        ("什么因素影响销售额，看数据", {"target": "销售额"}),
        ("按地区分别看看什么影响满意度", {"target": "满意度", "by": "地区"}),
        ("对收入做回归", {"target": "收入"}),
        ("跑一下回归", {"target": ""}),
    ],
)
def test_targets_and_columns_are_read(text: str, args: dict[str, Any], views: FinanceViews) -> None:
    assert drivers(text, views) == args


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("and by contract type?", {"by": "contract type"}),
        ("drop tenure and partner", {"without": ["tenure", "partner"]}),
        ("leave out tenure and look again", {"without": ["tenure"]}),
        ("按合同类型呢", {"by": "合同类型"}),
        ("去掉tenure再看看", {"without": ["tenure"]}),
        (
            "predict for a customer with tenure 3, monthly charges 90 and a month-to-month contract",
            {"predict": [{"Contract": "Month-to-month", "tenure": 3.0, "MonthlyCharges": 90.0}]},
        ),
        ("预测一下tenure为3的客户", {"predict": [{"tenure": 3.0}]}),
    ],
)
def test_follow_ups_keep_the_analysis_in_hand(text: str, more: dict[str, Any], views: FinanceViews) -> None:
    assert drivers(text, views, DRIVERS) == {"file": "a.csv", "target": "Churn", "outcome": "Yes", **more}
