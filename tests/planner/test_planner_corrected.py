"""Numbers mended right after they were stated, what a number is for one of, and what a supposition leaves standing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.plans.ask_back import supposed
from assistant.planner.plans.what_if_again import keeps
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.corrected import mends
from assistant.planner.understand.values.value_said import echoed

View = Callable[..., FinanceView]


def stated(text: str, **inputs: float) -> Context:
    """A conversation in which numbers of the subscription model have just been stated."""
    last = {"tool": "set_finance_model", "args": {"template": "subscription", "inputs": inputs}}
    return Context(text, "en", finance={"template": "subscription", "inputs": inputs}, focus={"last": last})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oops, 71 — digits the wrong way round", ("price",)),
        ("不好意思写反了，是71", ("price",)),
        ("sorry, 1,450. The price was fine.", ("trials",)),
        ("what if it were 71?", ()),
        ("sorry, churn is 4%", ()),
        ("we talked to 71 nurses in Lyon last week", ()),
    ],
)
def test_a_slip_is_of_what_was_just_stated(text: str, expected: tuple[str, ...], view: View) -> None:
    model = view(price=17, trials=1400)
    assert mends(text, stated(text, price=17, trials=1400), model) == expected


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("usage", "customers pay 3 cents per request", {"call_price": 0.03}),
        ("marketplace", "every stall pays 30 euros", {"seller_fee": 30}),
        ("marketplace", "what if merchants drift off and churn hits 9%", {"seller_churn": 0.09}),
        ("freemium", "免费版用户没耐心，每月流失18%", {"free_churn": 0.18}),
        ("freemium", "会员黏性好，每月流失2%", {"churn": 0.02}),
        ("subscription", "wages are 21,000 a month, no other overhead", {"fixed_cost": 21_000}),
        ("subscription", "每月工资5万加房租1万5", {"fixed_cost": 65_000}),
        (
            "subscription",
            "90 people a month come to the free class, one in six stays",
            {"trials": 90, "conversion": 1 / 6},
        ),
        ("subscription", "每月来体验的有150人，两成留下来", {"trials": 150, "conversion": 0.2}),
        ("subscription", "we have 300 members and 96% stay each month", {"starting_customers": 300, "churn": 0.04}),
        ("subscription", "how would $65 a month look", {"price": 65}),
    ],
)
def test_numbers_go_where_the_words_beside_them_say(
    template: str, text: str, expected: dict[str, float], view: View
) -> None:
    found = {c.variable: c.value for c in read_changes(text, view(template)).changes}
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "value"),
    [("conversion gets 2 points worse", -0.02), ("churn gets 2 points worse", 0.02), ("流失率变好1个百分点", -0.01)],
)
def test_better_and_worse_are_a_direction_of_the_input(text: str, value: float, view: View) -> None:
    (change,) = read_changes(text, view()).changes
    assert change.relation == "change_by"
    assert change.value == pytest.approx(value)


def test_the_opposite_turns_the_change_before_it(view: View) -> None:
    earlier: dict[str, dict[str, Any]] = {"price": {"variable": "price", "relation": "multiply", "value": 1.2}}
    found = echoed("and the opposite, 20%?", earlier, "price", view())
    assert found is not None
    assert found.relation == "multiply"
    assert found.value == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("with the new price, suppose churn hits 9%", True),
        ("保持这个价格，流失率9%", True),
        ("price stays as it is and churn hits 9%", True),
        ("suppose churn hits 9%", False),
        ("what if the price were 70?", False),
    ],
)
def test_what_is_kept_stays_supposed(text: str, kept: bool, view: View) -> None:
    earlier: dict[str, dict[str, Any]] = {"price": {"variable": "price", "relation": "set", "value": 59}}
    assert keeps(text, earlier, view()) is kept


def test_a_supposed_number_of_one_likely_input_is_taken_and_said(view: View) -> None:
    model = view("hardware", units=400)
    text = "and 520 gadgets a month?"
    reading = supposed(text, read_changes(text, model), model)
    assert [(c.variable, c.value) for c in reading.changes] == [("units", 520)]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("please put together a licence model for us, price 900", "licence"),
        ("按广告模式来算，每千次展示25块", "advertising"),
        ("我们用大模型做客服，每月收99", ""),
        ("devices cost 80 each and we run ads", ""),
    ],
)
def test_a_model_called_by_its_name_is_meant(text: str, called: str, views: FinanceViews) -> None:
    view = views.of(replace(Context(text, "en")), text)
    assert view.called == called
    assert not called or view.model.id == called
