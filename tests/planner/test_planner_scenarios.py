"""Plans of tables, scenarios, pricing comparisons, and what an undo takes back."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.language.normalize import normalize
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import PlanFunction
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.pricing import plan_pricing
from assistant.planner.plans.scenarios import plan_keep, plan_manage, plan_redo, plan_reset, plan_undo
from assistant.planner.plans.tables import plan_table
from assistant.planner.plans.what_if import plan_what_if

JsonDict = dict[str, Any]
CONVERSION = {"variable": "conversion", "relation": "set", "value": 0.15}
PRICE = {"variable": "price", "relation": "set", "value": 49.0}


def calls(
    views: FinanceViews, plan: PlanFunction, text: str, finance: JsonDict | None = None, **more: Any
) -> list[tuple[str, JsonDict]]:
    state = {"template": "subscription", "inputs": views.models["subscription"].defaults, **(finance or {})}
    context = Context(normalize(text), "en", finance=state, **more)
    return [(c.name, c.args) for c in plan(context.text, context, views.of(context, text)).calls]


def scenario(*changes: JsonDict, name: str = "what-if 1") -> JsonDict:
    return {"name": name, "changes": list(changes)}


KEPT: JsonDict = {
    "scenarios": [
        {"name": "optimistic", "template": "subscription", "changes": [CONVERSION]},
        {"name": "悲观", "template": "subscription", "changes": []},
    ]
}
GRID = {
    "row": {"variable": "price", "values": [29, 39, 49]},
    "column": {"variable": "churn", "low": 0.03, "high": 0.08},
}


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("profit for price 29/39/49 against churn 3 to 8%", {**GRID, "output": "profit.month_12"}),
        ("价格29、39、49和流失率3%到8%的利润表", {**GRID, "output": "profit.month_12"}),
        (
            "revenue in month 24 with churn from 3% to 8% in steps of 1%",
            {
                "row": {"variable": "churn", "values": [0.03, 0.04, 0.05, 0.06, 0.07, 0.08]},
                "output": "revenue.month_24",
            },
        ),
        (
            "prices of $29, $39 and $49 and 5, 10, 15% conversion",
            {
                "row": {"variable": "price", "values": [29, 39, 49]},
                "column": {"variable": "conversion", "values": [0.05, 0.1, 0.15]},
            },
        ),
        (
            "LTV, price from $20 to $60 vs 1000 to 3000 trials a month",
            {
                "row": {"variable": "price", "low": 20, "high": 60},
                "column": {"variable": "trials", "low": 1000, "high": 3000},
                "output": "ltv",
            },
        ),
        (
            "prices 19 to 59 in 5 steps",
            {"row": {"variable": "price", "low": 19, "high": 59, "steps": 5}},
        ),
        (
            "价格从29到49，每隔5，对总利润的影响",
            {"row": {"variable": "price", "values": [29, 34, 39, 44, 49]}, "output": "profit.total"},
        ),
        (
            "月费39元、49元、59元时，流失率分别为3%、5%、7%，利润各是多少",
            {
                "row": {"variable": "price", "values": [39, 49, 59]},
                "column": {"variable": "churn", "values": [0.03, 0.05, 0.07]},
                "output": "profit.month_12",
            },
        ),
        (
            "profit for 5%, 10% and 15% conversion with churn at 3%",
            {
                "row": {"variable": "conversion", "values": [0.05, 0.1, 0.15]},
                "output": "profit.month_12",
                "changes": [{"variable": "churn", "relation": "set", "value": 0.03}],
            },
        ),
        (
            "做一张价格和流失率的利润表",
            {"row": {"variable": "price"}, "column": {"variable": "churn"}, "output": "profit.month_12"},
        ),
    ],
)
def test_tables(views: FinanceViews, text: str, args: JsonDict) -> None:
    assert calls(views, plan_table, text) == [("what_if_table", args)]


def test_a_table_without_inputs_is_asked_for(views: FinanceViews) -> None:
    context = Context("a table please", "en", finance={"template": "subscription"})
    plan = plan_table(context.text, context, views.of(context))
    assert plan.says[0].template == "ask_table"
    assert plan.asked


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("save this as optimistic", {"action": "save", "name": "optimistic"}),
        ('please save that as "Big launch"', {"action": "save", "name": "Big launch"}),
        ("save it under the name summer push please", {"action": "save", "name": "summer push"}),
        ("call it the lean version", {"action": "save", "name": "lean"}),
        ("把这个存为乐观方案", {"action": "save", "name": "乐观"}),
        ("存下来，叫A方案", {"action": "save", "name": "A"}),
        ("save this scenario", {"action": "save"}),
        ("list my scenarios", {"action": "list"}),
        ("我存了哪些方案", {"action": "list"}),
        ("compare optimistic and base side by side", {"action": "compare", "names": ["optimistic", "base"]}),
        ("乐观、悲观和基准放一起比", {"action": "compare", "names": ["optimistic", "悲观", "base"]}),
        ("compare all my scenarios", {"action": "compare"}),
        ("compare sunny with optimistic", {"action": "compare", "names": ["sunny", "optimistic"]}),
        ("make optimistic the base", {"action": "promote", "name": "optimistic"}),
        ("把悲观方案设为基准", {"action": "promote", "name": "悲观"}),
        ("drop the pessimistic one", {"action": "delete", "names": ["悲观"]}),
        ("删掉乐观方案", {"action": "delete", "names": ["optimistic"]}),
        ("open the optimistic scenario", {"action": "show", "name": "optimistic"}),
        ("打开乐观方案", {"action": "show", "name": "optimistic"}),
    ],
)
def test_scenarios(views: FinanceViews, text: str, args: JsonDict) -> None:
    assert calls(views, plan_manage, text, KEPT) == [("manage_scenarios", args)]


def test_changes_said_with_the_name_are_computed_first(views: FinanceViews) -> None:
    found = calls(views, plan_manage, "save conversion 15% and price 49 as rosy")
    assert found == [
        ("what_if", {"changes": [CONVERSION, PRICE], "name": "rosy"}),
        ("manage_scenarios", {"action": "save", "name": "rosy"}),
    ]


def test_keeping_and_saving_are_told_apart(views: FinanceViews) -> None:
    hand = {"scenario": scenario(CONVERSION)}
    kept = ("set_finance_model", {"template": "subscription", "inputs": {"conversion": 0.15}})
    for text in ("keep it", "就按这个", "save it as the base case", "make that the base"):
        assert calls(views, plan_keep, text, hand) == [kept], text
    assert calls(views, plan_keep, "keep it as optimistic", hand)[0][1] == {"action": "save", "name": "optimistic"}
    assert calls(views, plan_keep, "就用乐观方案", KEPT)[0][1] == {"action": "promote", "name": "optimistic"}


@pytest.mark.parametrize(
    ("text", "seen", "finance", "expected"),
    [
        ("undo", {"last_change": {"tool": "edit_canvas", "canvas": True}}, {"history": [{}]}, "undo_canvas"),
        ("撤销", {"last_change": {"tool": "set_finance_model", "canvas": False}}, {"history": [{}]}, "undo_numbers"),
        ("undo", {}, {"history": [{}]}, "undo_numbers"),
        ("undo", {}, {}, "undo_canvas"),
        ("undo the canvas edit", {"last_change": {"tool": "x", "canvas": False}}, {"history": [{}]}, "undo_canvas"),
        ("撤销刚才改的价格", {"last_change": {"tool": "x", "canvas": True}}, {"history": [{}]}, "undo_numbers"),
        ("undo that", {"last_step": {"tool": "what_if"}}, {"scenario": scenario(CONVERSION)}, "what_if"),
        ("start the model over", {}, {}, "undo_numbers"),
    ],
)
def test_undo_takes_back_what_was_done_last(
    views: FinanceViews, text: str, seen: JsonDict, finance: JsonDict, expected: str
) -> None:
    assert calls(views, plan_undo, text, finance, seen=seen)[0][0] == expected


def test_redo_follows_what_was_undone(views: FinanceViews) -> None:
    seen = {"last_change": {"tool": "undo_numbers", "canvas": False}}
    assert calls(views, plan_redo, "redo", {"undone": [{}]}, seen=seen) == [
        ("undo_numbers", {"action": "redo", "steps": 1})
    ]
    assert calls(views, plan_redo, "redo")[0][0] == "redo_canvas"


def test_back_to_the_original(views: FinanceViews) -> None:
    hand = {"scenario": scenario(CONVERSION), "history": [{}]}
    assert calls(views, plan_reset, "恢复原来的数字", hand) == [("what_if", {"changes": []})]
    assert calls(views, plan_reset, "back to the original", {"history": [{}]})[0][1]["action"] == "restore"
    for text in ("reset all numbers to the template", "把所有数字重置为模板", "start over with the example numbers"):
        assert calls(views, plan_reset, text, hand)[0][1]["action"] == "reset", text


@pytest.mark.parametrize("text", ["and if both?", "两个一起呢", "what about the two together"])
def test_both_what_ifs_together(views: FinanceViews, text: str) -> None:
    recent = [scenario(CONVERSION), scenario(PRICE, name="what-if 2")]
    state = {"scenario": recent[-1], "recent": recent}
    assert calls(views, plan_what_if, text, state) == [("what_if", {"changes": [CONVERSION, PRICE]})]


def test_two_values_of_one_input_are_not_put_together(views: FinanceViews) -> None:
    recent = [scenario(CONVERSION), scenario({**CONVERSION, "value": 0.2})]
    context = Context("both together?", "en", finance={"template": "subscription", "recent": recent})
    plan = plan_what_if(context.text, context, views.of(context))
    assert plan.says[0].template == "nothing_to_combine"


@pytest.mark.parametrize(
    ("text", "stacks"),
    [
        ("and what if churn then goes to 4%", True),
        ("then also churn 4%", True),
        ("再把流失率降到4%", True),
        ("what about churn of 4% then?", False),
        ("流失率4%呢", False),
    ],
)
def test_stacking_only_where_the_words_say_so(views: FinanceViews, text: str, stacks: bool) -> None:
    churn = {"variable": "churn", "relation": "set", "value": 0.04}
    found = calls(views, plan_what_if, text, {"scenario": scenario(CONVERSION)})
    assert found == [("what_if", {"changes": [CONVERSION, churn] if stacks else [churn]})]


def test_a_relative_change_follows_the_one_it_stacks_on(views: FinanceViews) -> None:
    found = calls(views, plan_what_if, "then also raise the price by 10%", {"scenario": scenario(PRICE)})
    assert found[0][1]["changes"] == [PRICE, {"variable": "price", "relation": "multiply", "value": 1.1}]


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("compare subscription and usage pricing", {"modes": ["subscription", "usage"]}),
        ("订阅和免费增值哪个更赚钱", {"modes": ["subscription", "freemium"]}),
        ("ads or a one-off licence?", {"modes": ["advertising", "licence"]}),
        ("各种收费模式比较一下", {}),
    ],
)
def test_pricing(views: FinanceViews, text: str, args: JsonDict) -> None:
    assert calls(views, plan_pricing, text) == [("compare_pricing", args)]


def test_a_what_if_with_several_values_is_a_table(views: FinanceViews) -> None:
    for text in ("what if the price is 29, 39 or 49?", "如果价格是29、39或49呢？"):
        assert calls(views, plan_what_if, text) == [
            ("what_if_table", {"row": {"variable": "price", "values": [29, 39, 49]}})
        ]
    for text in ("what if the price goes from 39 to 49", "如果价格从39涨到49"):
        assert calls(views, plan_what_if, text) == [("what_if", {"changes": [PRICE]})]


def test_the_open_question_of_a_table_takes_its_answer(views: FinanceViews) -> None:
    context = Context("price 29, 39 and 49", "en", finance={"template": "subscription"}, asked={"kind": "table"})
    plan = plan_pending(context, views)
    assert plan is not None
    assert plan.calls[0].name == "what_if_table"
