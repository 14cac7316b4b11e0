"""What people say about drivers and recommendations, as calls."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.drivers import follows_on_drivers, plan_drivers
from assistant.planner.plans.recommend import answer_recommend, follows_on_recommendation, plan_recommend, read_columns
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.settle import settle

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
    assert follows_on_drivers(text, Context(text, "en", seen=DRIVERS))


def test_other_talk_is_no_follow_up() -> None:
    for text in ("what if the price is 49?", "export it by email", "如果转化率是15%呢"):
        assert not follows_on_drivers(text, Context(text, "en", seen=DRIVERS))
        assert not follows_on_recommendation(text, Context(text, "en", seen=RECOMMENDED))


def test_short_talk_goes_on_with_the_latest_analysis(views: FinanceViews) -> None:
    def settled(text: str, **counts: int) -> str | None:
        both = {**DRIVERS, **RECOMMENDED}
        seen = {t: {**both[t], "figures": [{"source": f"tool:{t}#{n}"}]} for t, n in counts.items()}
        tools = frozenset({"explain_drivers", "recommend_items", "what_if"})
        context = Context(text, "en", seen=seen, tools=tools)
        guess = SimpleNamespace(intent="out_of_scope", confidence=0.4, understood=False)
        return settle(Evidence(text, guess, context, views.of(context)))

    assert settled("without tenure", explain_drivers=1) == "explain_drivers"
    assert settled("按合同类型呢", explain_drivers=3, recommend_items=2) == "explain_drivers"
    assert settled("why the second one?", explain_drivers=1, recommend_items=2) == "recommend_items"
    assert settled("why the second one?", explain_drivers=1) != "recommend_items"
    assert settled("what if the price is 49?", explain_drivers=1) != "explain_drivers"


def test_the_column_asked_for_is_taken(views: FinanceViews) -> None:
    asked = {"kind": "drivers", "args": {"target": "charges", "by": "plan"}}
    for text, target in (("the MonthlyCharges column", "MonthlyCharges"), ("用月费", "月费"), ("那就看月费吧", "月费")):
        plan = plan_pending(Context(text, "en", asked=asked), views)
        assert plan is not None and plan.calls[0].args == {"target": target, "by": "plan"}
    assert plan_pending(Context("what is a churn rate?", "en", asked=asked), views) is None


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("recommend 5 products for user 1042", {"user": "1042", "k": 5}),
        ("top 3 items for user 42", {"user": "42", "k": 3}),
        ("recommend products for Anna", {"user": "Anna"}),
        ("recommend products for this customer", {}),
        ("recommend something for someone who likes camping", {"interests": "camping"}),
        ("what goes with the espresso machine", {"item": "espresso machine"}),
        ("给用户张三推荐什么", {"user": "张三"}),
        ("给客户1042推荐3个商品", {"user": "1042", "k": 3}),
        ("用户李雷会喜欢什么", {"user": "李雷"}),
        ("给喜欢咖啡的新用户推荐商品", {"interests": "咖啡"}),
        ("推荐商品", {}),
        ("which books for u77?", {"user": "u77"}),
        ("给u9来三本", {"user": "u9", "k": 3}),
    ],
)
def test_users_counts_and_tastes_are_read(text: str, args: dict[str, Any], views: FinanceViews) -> None:
    assert recommend(text, views) == args


def test_why_the_second_one(views: FinanceViews) -> None:
    for text in ("why the second one?", "为什么推荐第二个"):
        context = Context(text, "en", seen=RECOMMENDED)
        plan = plan_recommend(text, context, views.of(context))
        assert not plan.calls and [i["place"] for i in plan.says[0].variables["items"]] == [2]
        assert follows_on_recommendation(text, context)
    assert recommend("and for user 9?", views, RECOMMENDED) == {"user": "9", "k": 5}
    assert recommend("show more", views, RECOMMENDED) == {"user": "7", "k": 10}


def test_for_whom_is_answered(views: FinanceViews) -> None:
    asked = {"kind": "recommend", "args": {"k": 3}}
    plan = plan_pending(Context("user 2001", "en", asked=asked), views)
    assert plan is not None and plan.calls[0].args == {"k": 3, "user": "2001"}
    plan = plan_pending(Context("sorry, u7. two titles", "en", asked=asked), views)
    assert plan is not None and plan.calls[0].args == {"k": 2, "user": "u7"}


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("listener is the user, podcast is the item", ("listener", "podcast")),
        ("the user is listener and the item is podcast", ("listener", "podcast")),
        ("user = who_listened; item = show", ("who_listened", "show")),
        ("听众是用户，播客是商品", ("听众", "播客")),
        ("用户列是listener，商品列是podcast", ("listener", "podcast")),
    ],
)
def test_columns_named_for_recommendations(text: str, columns: tuple[str, str], views: FinanceViews) -> None:
    named = {"user_column": columns[0], "item_column": columns[1]}
    asked = {"kind": "recommend", "args": {"user": "L07"}, "if_refused": True}
    context = Context(text, "en", asked=asked)
    for plan in (answer_recommend(context, views.of(context)), plan_recommend(text, context, views.of(context))):
        assert plan is not None
        (call,) = plan.calls
        assert call.args == {"user": "L07"} | named
    for other in ("who are the users?", "U12是用户", "this is what people buy"):
        assert not read_columns(other)
