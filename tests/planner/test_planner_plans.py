"""From a message to tool calls or a question, with the trained classifier."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews

TOOLS = frozenset(
    "what_if goal_seek set_finance_model unit_economics search_guidance draft_canvas edit_canvas undo_canvas "
    "redo_canvas export_canvas sensitivity simulate".split()
)


def context(text: str, language: str, views: FinanceViews, template: str = "subscription", **more: Any) -> Context:
    finance = {"template": template, "inputs": dict(views.models[template].defaults)}
    if more.pop("after_what_if", False):
        finance["scenario"] = {
            "name": "what-if 1",
            "changes": [{"variable": "conversion", "relation": "set", "value": 0.15}],
        }
        more["focus"] = {"variable": "conversion"}
    return Context(text, language, finance=finance, tools=TOOLS, **more)


def calls(brain: Brain, asked: Context) -> list[tuple[str, dict[str, Any]]]:
    return [(c.name, c.args) for c in brain.plan(asked).calls]


@pytest.mark.parametrize(
    ("text", "language", "name", "args"),
    [
        (
            "what price do we need to break even",
            "en",
            "goal_seek",
            {"variable": "price", "output": "profit.month_12", "target": 0.0},
        ),
        (
            "转化率到多少才能第6个月赚1万",
            "zh",
            "goal_seek",
            {"variable": "conversion", "output": "profit.month_6", "target": 10000.0},
        ),
        (
            "our price is $49 and churn is 3%",
            "en",
            "set_finance_model",
            {"template": "subscription", "inputs": {"price": 49.0, "churn": 0.03}},
        ),
        ("undo the last two changes", "en", "undo_canvas", {"steps": 2}),
        ("撤销", "zh", "undo_canvas", {"steps": 1}),
        ("export the canvas as json", "en", "export_canvas", {"format": "json"}),
        ("when do we break even", "en", "unit_economics", {"outputs": ["break_even_month"]}),
    ],
)
def test_one_request(
    brain: Brain, views: FinanceViews, text: str, language: str, name: str, args: dict[str, Any]
) -> None:
    assert calls(brain, context(text, language, views)) == [(name, args)]


def test_a_follow_up_replaces_and_a_stacked_one_adds(brain: Brain, views: FinanceViews) -> None:
    replaced = calls(brain, context("那25%呢", "zh", views, after_what_if=True))
    assert replaced == [("what_if", {"changes": [{"variable": "conversion", "relation": "set", "value": 0.25}]})]
    stacked = calls(brain, context("再把流失率降到3%", "zh", views, after_what_if=True))
    assert {c["variable"]: c["value"] for c in stacked[0][1]["changes"]} == {"conversion": 0.15, "churn": 0.03}


def test_keep_and_reset(brain: Brain, views: FinanceViews) -> None:
    kept = calls(brain, context("就按这个", "zh", views, after_what_if=True))
    assert kept == [("set_finance_model", {"template": "subscription", "inputs": {"conversion": 0.15}})]
    assert calls(brain, context("back to the original", "en", views, after_what_if=True)) == [
        ("what_if", {"changes": []})
    ]


def test_an_ambiguous_name_is_asked_back_and_the_answer_completes_the_what_if(
    brain: Brain, views: FinanceViews
) -> None:
    first = brain.plan(context("what if conversion is 15%", "en", views, "venture"))
    assert first.calls == ()
    assert set(first.asked["choices"]) == {"promotion_conversion", "transaction_conversion"}
    for answer in ("the transaction one", "2", "the latter"):
        asked = context(answer, "en", views, "venture", asked=first.asked)
        assert calls(brain, asked) == [
            ("what_if", {"changes": [{"variable": "transaction_conversion", "relation": "set", "value": 0.15}]})
        ]


def test_several_requests_run_in_order(brain: Brain, views: FinanceViews) -> None:
    found = calls(brain, context("set churn to 4% and then find the price that breaks even in month 12", "en", views))
    assert [name for name, _ in found] == ["set_finance_model", "goal_seek"]
    edits = calls(brain, context("客户细分加上动物园，渠道加上播客", "zh", views))
    assert [op["text"] for op in edits[0][1]["operations"]] == ["动物园", "播客"]


def test_what_is_not_understood_is_said(brain: Brain, views: FinanceViews) -> None:
    plan = brain.plan(context("blorp frib zzz", "en", views))
    assert [say.template for say in plan.says] == ["not_understood"]


def test_a_tool_that_is_not_there_is_not_pretended(brain: Brain, views: FinanceViews) -> None:
    plan = brain.plan(context("segment my customers from the uploaded file", "en", views))
    assert [say.template for say in plan.says] == ["not_built"]
