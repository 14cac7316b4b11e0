"""What a message asks of a forecast, in both languages, and how follow-ups build on the last one."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Plan
from assistant.planner.plans.forecast import answer_forecast, plan_forecast
from assistant.planner.understand.forecasts.events import read_events, read_typed
from assistant.planner.understand.forecasts.times import find_times
from assistant.planner.understand.forecasts.words import read_column, read_growth, read_horizon, read_split

JsonDict = dict[str, Any]
TOOLS = frozenset({"forecast_revenue", "set_finance_model", "what_if"})


def months(count: int) -> JsonDict:
    return {"horizon": count, "unit": "month"}


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("forecast revenue for the next 6 months", months(6)),
        ("project the next two quarters", months(6)),
        ("a year and a half ahead", months(18)),
        ("based on the past two years forecast the next half year", months(6)),
        ("based on the last 24 months, forecast the next 12", {"horizon": 12}),
        ("our orders of the last six weeks", {}),
        ("predict the coming 30 days", {"horizon": 30, "unit": "day"}),
        ("until the end of next year", {"until": "next_year"}),
        ("for the rest of the year", {"until": "this_year"}),
        ("up to March 2027", {"until": "2027-03"}),
        ("预测未来半年", months(6)),
        ("下个季度能卖多少", months(3)),
        ("过去两年的数据，预测接下来8周", {"horizon": 8, "unit": "week"}),
        ("预测到明年年底", {"until": "next_year"}),
        ("预测到2027年6月", {"until": "2027-06"}),
        ("未来一年半", months(18)),
        ("预测收入", {}),
    ],
)
def test_horizons(text: str, args: JsonDict) -> None:
    assert read_horizon(text).args == args


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("by region please", {"by": "region"}),
        ("per product line, monthly", {"by": "product line", "frequency": "month"}),
        ("for each store", {"by": "store"}),
        ("forecast by month", {"frequency": "month"}),
        ("by the end of May", {}),
        ("sales are 20% up by June", {}),
        ("按地区拆分预测", {"by": "地区"}),
        ("各门店分别预测", {"by": "门店"}),
        ("按周预测", {"frequency": "week"}),
        ("按历史数据预测", {}),
    ],
)
def test_splits(text: str, split: JsonDict) -> None:
    assert read_split(text) == split


def test_columns_and_growth() -> None:
    assert read_column("forecast the number of orders") == "orders"
    assert read_column("预测“销售额”列") == "销售额" and read_column("用金额列预测") == "金额"
    assert read_column("forecast from orders.csv") is None
    assert read_growth("what if we grow 30% a year") == read_growth("如果每年增长30%") == 0.3
    assert read_growth("May is 30% up") is None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in May and Q3 2026", ["05", "2026-Q3"]),
        ("we may grow in March", ["03"]),
        ("国庆和双十一", ["10-01/10-07", "11-11"]),
        ("2026年5月到8月", ["2026-05", "08"]),
        ("下半年", ["07/12"]),
        ("3月15日", ["03-15"]),
    ],
)
def test_times(text: str, periods: list[str]) -> None:
    assert [t.period for t in find_times(text)] == periods


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("what if May is 20% higher", [("05", "multiply", 1.2)]),
        ("sales double in June, and July is 5% down", [("06", "multiply", 2), ("07", "multiply", 0.95)]),
        ("the fair adds 20k in September", [("09", "add", 20000)]),
        ("the promotion in October brings 20% more", [("10", "multiply", 1.2)]),
        ("we lose $3,000 in Q3", [("Q3", "add", -3000)]),
        ("国庆促销会多20%", [("10-01/10-07", "multiply", 1.2)]),
        ("春节少三成", [("02", "multiply", 0.7)]),
        ("9月展会带来2万", [("09", "add", 20000)]),
    ],
)
def test_events(text: str, events: list[tuple[str, str, float]]) -> None:
    found = read_events(text).events
    assert [(e["period"], e["effect"], e["amount"]) for e in found] == [(p, e, pytest.approx(a)) for p, e, a in events]


@pytest.mark.parametrize(
    "text", ["we double marketing in May", "我们5月把营销预算翻倍", "we run a promotion in May", "5月有促销"]
)
def test_what_is_done_says_nothing_of_sales(text: str) -> None:
    told = read_events(text)
    assert (told.events, told.open) == ((), ("05",))


def test_typed_numbers() -> None:
    english = read_typed("our sales were 120, 135 and 150 in the last three months — forecast the next quarter")
    assert english and english.args == {"values": [120, 135, 150]}
    chinese = read_typed("1月12万，2月13万，3月15万，预测接下来三个月")
    assert chinese and chinese.args == {"values": [120000, 130000, 150000], "start": "01"}
    quarters = read_typed("Q1 $10k, Q2 $12k, Q3 $11k in 2025, forecast next year")
    assert quarters and quarters.args == {
        "values": [10000, 12000, 11000], "currency": "USD", "start": "2025-Q1", "frequency": "quarter",
    }  # fmt: skip
    assert read_typed("prices are 10, 20 and 30") is None


def before(**request: Any) -> JsonDict:
    keys = ("file", "value", "date", "by", "horizon", "unit", "until", "frequency", "growth", "values", "start")
    full = {**dict.fromkeys((*keys, "currency", "country")), "events": [], "file": "s.csv", **request}
    data = {
        "request": full, "name": "orders", "unit": "count", "frequency": "month", "mean": 250.4, "scenario": None,
        "rows": [{}], "span": {"en": "x", "zh": "x"}, "decimals": 0, "period": {}, "history": {}, "methods": {},
        "backtest": None, "naive": None, "notes": [], "total": None,
    }  # fmt: skip
    return {"data": data, "figures": [{"source": "tool:forecast_revenue#3"}]}


def context(text: str, prior: JsonDict | None, language: str = "en", **more: Any) -> Context:
    seen = {"forecast_revenue": prior} if prior else {}
    return Context(text, language, files=[{"name": "s.csv", "path": ""}], seen=seen, tools=TOOLS, **more)


def planned(views: FinanceViews, text: str, prior: JsonDict | None = None, **more: Any) -> Plan:
    found = context(text, prior, **more)
    return plan_forecast(text, found, views.of(found, text))


def test_a_follow_up_changes_what_it_names_and_keeps_the_rest(views: FinanceViews) -> None:
    prior = before(horizon=6, unit="month", by="region", events=[{"period": "05", "effect": "multiply", "amount": 1.2}])
    longer = planned(views, "and for 24 months?", prior).calls[0].args
    assert longer == {"file": "s.csv", "by": "region", **months(24)}
    other = planned(views, "what if June is 10% up", prior).calls[0].args
    assert [e["period"] for e in other["events"]] == ["06"]
    both = planned(views, "再加上6月多10%", prior, language="zh").calls[0].args
    assert [e["period"] for e in both["events"]] == ["05", "06"]
    assert "events" not in planned(views, "back to the forecast", prior).calls[0].args


def test_an_effect_that_is_not_said_is_asked(views: FinanceViews) -> None:
    plan = planned(views, "we double marketing in May", before())
    assert plan.says[0].template == "ask_forecast_effect" and not plan.calls
    found = context("about 10%", before(), asked=plan.asked)
    answer = answer_forecast(found, views.of(found))
    assert answer and answer.calls[0].args["events"] == [{"period": "05", "effect": "multiply", "amount": 1.1}]


@pytest.mark.parametrize("text", ["use this forecast as trials", "把这个预测用作试用量"])
def test_the_mean_feeds_the_finance_model(views: FinanceViews, text: str) -> None:
    plan = planned(views, text, before())
    assert plan.calls[0].args == {"template": "subscription", "inputs": {"trials": 250.0}}
    assert "平均" in plan.notes[0]["zh"]
    money = before()
    money["data"]["unit"] = "USD"
    assert planned(views, text, money).says[0].template == "forecast_does_not_fit"
    assert planned(views, "use it in the model", before()).asked["waits"] == "input"


@pytest.mark.parametrize("text", ["Forecast revenue for 3 months", "预测未来3个月的收入"])
def test_without_data_it_asks_and_takes_the_numbers(views: FinanceViews, text: str) -> None:
    nothing = Context(text, "en", tools=TOOLS)
    plan = plan_forecast(text, nothing, views.of(nothing, text))
    assert plan.says[0].template == "ask_forecast_data" and not plan.calls
    told = Context("100, 120, 130 and 150", "en", tools=TOOLS, asked=plan.asked)
    answer = answer_forecast(told, views.of(told))
    assert answer and answer.calls[0].args == {"values": [100, 120, 130, 150], **months(3)}


def test_the_answer_to_which_column_is_taken(views: FinanceViews) -> None:
    asked = planned(views, "forecast revenue for 3 months")
    plan = planned(views, "the amount column", None, focus=asked.focus)
    assert plan.calls[0].args == {"value": "amount", **months(3)}
