"""Numbers that name no input: by what they are used for, by everyday names of costs, and by the value they replace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.plans.choosing import plan_choose_model
from assistant.planner.plans.inputs import plan_set_inputs
from assistant.planner.plans.what_if import plan_what_if

View = Callable[..., FinanceView]


def talk(template: str, language: str = "en", stated: dict[str, float] | None = None, **more: Any) -> Context:
    """A conversation with a model in use, of which some numbers are the founder's own."""
    finance = {"template": template, "inputs": stated or {}, "stated": list(stated or {})}
    return Context("", language, finance={**finance, **more.pop("finance", {})}, **more)


def told(text: str, template: str, views: FinanceViews, stated: dict[str, float] | None = None) -> dict[str, float]:
    """The inputs that a message stating numbers sets."""
    context = talk(template, stated=stated)
    plan = plan_set_inputs(text, context, views.of(context, text))
    return dict(plan.calls[0].args["inputs"]) if plan.calls else {}


def supposed(text: str, context: Context, views: FinanceViews) -> list[tuple[str, str, float]]:
    """The changes that a what-if makes; empty where it asks back."""
    plan = plan_what_if(text, context, views.of(context, text))
    changes = [c for call in plan.calls if call.name == "what_if" for c in call.args["changes"]]
    return [(c["variable"], c["relation"], c["value"]) for c in changes]


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("hardware", "120 a kettle, parts 47", {"price": 120, "bom": 47}),
        ("hardware", "卖两千六", {"price": 2600}),
        ("usage", "I left out petrol, it's 9 a trip", {"call_cost": 9}),
        ("usage", "gpu 3c a render", {"call_cost": 0.03}),
        ("usage", "每趟成本不是9块2，是2块9", {"call_cost": 2.9}),
        ("marketplace", "we keep 13% of it", {"take_rate": 0.13}),
        ("freemium", "2.5% pay", {"upgrade": 0.025}),
        ("freemium", "conv is 2.7", {"upgrade": 0.027}),
        ("subscription", "一碗的本是六块", {"variable_cost": 6}),
        ("subscription", "摊位费一个月2600，小工一个月4400", {"fixed_cost": 7000}),
        ("subscription", "rent 900 and electricity 150", {"fixed_cost": 1050}),
        ("subscription", "师傅四个，一人五千", {"fixed_cost": 20_000}),
        ("subscription", "16 schools now", {"starting_customers": 16}),
        ("subscription", "推广费太高，应该是9000", {"acquisition_spend": 9000}),
    ],
)
def test_a_number_without_a_name_is_known_by_its_use(
    template: str, text: str, expected: dict[str, float], views: FinanceViews
) -> None:
    assert told(text, template, views) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("subscription", "the crew is 6 now"),
        ("hardware", "the wood and the felt are 8.20 and 3"),  # of the two, which input?
    ],
)
def test_a_number_of_unknown_use_is_asked_for(template: str, text: str, views: FinanceViews) -> None:
    context = talk(template)
    plan = plan_set_inputs(text, context, views.of(context, text))
    assert not plan.calls
    assert plan.asked["goal"] == "inputs"


def test_running_costs_come_on_top_of_those_the_founder_gave(views: FinanceViews) -> None:
    assert told("insurance 300 a month", "subscription", views, {"fixed_cost": 2000}) == {"fixed_cost": 2300}


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        (
            "what if four of the bakeries drop out",
            {"starting_customers": 31},
            [("starting_customers", "change_by", -4)],
        ),
        ("要是走掉三户", {"starting_customers": 31}, [("starting_customers", "change_by", -3)]),
        ("if three more clinics sign up", {"starting_customers": 31}, [("starting_customers", "change_by", 3)]),
        ("27/stall?", {}, [("price", "set", 27)]),
        ("when two of them leave", {}, []),  # of how many, nobody has said
        ("suppose a second van came to 900 a month", {}, [("fixed_cost", "change_by", 900)]),
        ("如果2万6变2万1", {"fixed_cost": 26_000}, [("fixed_cost", "set", 21_000)]),
        ("if I get down to 41 instead of 44", {"price": 44}, [("price", "set", 41)]),
        ("what if we don't spend on ads", {}, [("acquisition_spend", "set", 0)]),
    ],
)
def test_a_supposition_without_a_name_is_of_what_it_counts(
    text: str, stated: dict[str, float], expected: list[tuple[str, str, float]], views: FinanceViews
) -> None:
    assert supposed(text, talk("subscription", stated=stated), views) == expected


@pytest.mark.parametrize(
    ("text", "focus", "expected"),
    [
        ("so at nine?", {"variable": "price"}, [("price", "set", 9)]),
        ("just one", {"variable": "price"}, []),
    ],
)
def test_a_small_number_in_words_can_be_a_value(
    text: str, focus: dict[str, str], expected: list[tuple[str, str, float]], views: FinanceViews
) -> None:
    context = talk("subscription", stated={"price": 11, "trials": 1000}, focus=focus)
    assert supposed(text, context, views) == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [("只改价格，流失率不动", ["price"]), ("不降价了", ["churn"]), ("without the churn change", ["price"])],
)
def test_what_is_said_to_stay_leaves_the_what_if(text: str, left: list[str], views: FinanceViews) -> None:
    scenario = [
        {"variable": "churn", "relation": "set", "value": 0.06},
        {"variable": "price", "relation": "set", "value": 35.0},
    ]
    context = talk("subscription", finance={"scenario": {"changes": scenario}})
    assert [variable for variable, _, _ in supposed(text, context, views)] == left


@pytest.mark.parametrize(
    ("text", "pricing", "template"),
    [
        ("which model suits a garage that repairs mopeds", "", "usage"),
        ("选个合适的财务模型", "每月 45 元", "subscription"),
        ("pick the one that fits", "a 9% commission on every booking", "marketplace"),
        ("forget ads, switch to subs", "", "subscription"),
        ("按授权那种算", "", "licence"),
    ],
)
def test_a_model_is_chosen_by_how_the_money_is_made(
    text: str, pricing: str, template: str, views: FinanceViews
) -> None:
    plan = plan_choose_model(text, Context(text, "en", brief={"pricing": pricing}), views)
    assert plan.calls[0].args["template"] == template


def test_no_model_is_chosen_where_nothing_tells_of_the_money(views: FinanceViews) -> None:
    assert plan_choose_model("which one do I take?", Context("", "en"), views).asked == {"kind": "template"}


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("那铺租两千六、电费三百四也算上", 2940),
        ("铺面房租2600，水电340", 2940),
        ("rent is 1750 and power 220", 1970),
        ("rent 640, insurance 115 and a van at 210", 965),
        ("rent 640, phone 45 and a van at 210", 895),
        ("房租两千，三个工人工资各五千", 17000),
        ("rent 2600 a month, price 18", 2600),
    ],
)
def test_running_costs_side_by_side_count_once(views: FinanceViews, text: str, fixed: float) -> None:
    context = Context(text, "en", finance={"template": "subscription"})
    (call,) = plan_set_inputs(text, context, views.of(context, text)).calls
    assert call.args["inputs"]["fixed_cost"] == fixed
    assert set(call.args["inputs"]) <= {"fixed_cost", "price"}
