"""Finance talk as people say it: slips of the pen, hires, leavers, parts of costs, alternatives; both languages."""

from __future__ import annotations

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.understand.typos import mended
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.options import read_options

BASE = {"price": 49.0, "trials": 800.0, "churn": 0.04, "fixed_cost": 18000.0, "starting_customers": 60.0}


@pytest.fixture
def view(views: FinanceViews) -> FinanceView:
    return views.of(Context("", "en", finance={"template": "subscription", "inputs": BASE, "stated": list(BASE)}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("waht if chrun is 3%", "what if churn is 3%"),
        ("wat if prise is 55", "what if price is 55"),
        ("what if fixd costs are 20k", "what if fixed costs are 20k"),
        ("the prize for the best trail", "the prize for the best trail"),
        ("如果流施率是3%", "如果流失率是3%"),
        ("专化率9%呢", "转化率9%呢"),
        ("这是用来记账的", "这是用来记账的"),
    ],
)
def test_slips_in_words_of_finance_are_mended_and_other_words_left(written: str, meant: str) -> None:
    assert mended(written) == meant


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hire a marketer at 4.5k per month bringing in 200 more trials", {"fixed_cost": 4500, "trials": 200}),
        ("请一个月薪7000的销售能多带三成试用", {"fixed_cost": 7000, "trials": 1.3}),
        ("we lose 6% of our customers every month", {"churn": 0.06}),
        ("每月走掉6%的客户", {"churn": 0.06}),
        ("team 40k, servers 3k, ads 8k a month", {"fixed_cost": 43000, "acquisition_spend": 8000}),
        ("两个工程师每人月薪9000,服务器1500", {"fixed_cost": 19500}),
        ("we have 340 paying customers, lose about 17 a month", {"starting_customers": 340, "churn": 0.05}),
        ("gross margin 62%, price 50", {"price": 50, "variable_cost": 19}),
        ("each clinic pays us $240 a month and costs us $60 to support", {"price": 240, "variable_cost": 60}),
        ("每个客户每月付120,每月新签40家,每家获客花300", {"price": 120, "acquisition_spend": 12000}),
        ("广告一分不投,试用少一半", {"acquisition_spend": 0, "trials": 0.5}),
        ("固定3万,流失4%", {"fixed_cost": 30000, "churn": 0.04}),
    ],
)
def test_what_is_said_in_a_roundabout_way(text: str, wanted: dict[str, float], view: FinanceView) -> None:
    reading = read_changes(text, view)
    assert {c.variable: pytest.approx(c.value) for c in reading.changes} == wanted
    assert not [q for q in reading.leftover if q.kind != "duration"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is it better to raise the price 10% or cut churn by 1 point?", "en"),
        ("涨价10%和流失率降一个点,哪个好?", "zh"),
    ],
)
def test_alternatives_stand_apart(text: str, language: str, view: FinanceView) -> None:
    found = [{c.variable: c.value for c in o.changes} for o in read_options(text, view, language)]
    assert found == [{"price": pytest.approx(1.1)}, {"churn": pytest.approx(-0.01)}]


def test_two_changes_at_once_are_no_alternatives(view: FinanceView) -> None:
    assert read_options("raise the price to 59 and let churn go to 5%", view, "en") == []


def test_what_customers_spend_today_is_no_price(view: FinanceView) -> None:
    assert read_changes("the hospital spends $4,000 a month on this today", view).changes == ()
