"""Ranges, correlations and numbers of draws as people say them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plans.risk import plan_simulate

View = Callable[..., FinanceView]
PRICE = {"variable": "price", "low": 29.0, "high": 49.0}
LIKELY = {**PRICE, "mode": 39.0}
NORMAL = {"variable": "price", "low": 30.0, "high": 50.0, "shape": "normal"}
MOMENTS = {"variable": "churn", "mean": 0.05, "sd": 0.01, "shape": "normal"}
CONVERSION = {"variable": "conversion", "low": 0.08, "mode": 0.1, "high": 0.12}


def args(text: str, view: FinanceView) -> dict[str, Any]:
    return plan_simulate(text, Context(text, "en"), view).calls[-1].args


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("simulate with the price between 29 and 49", [PRICE]),
        ("价格在29到49之间模拟一下", [PRICE]),
        ("price from $29 to $49, most likely $39", [LIKELY]),
        ("价格29到49，最可能39", [LIKELY]),
        ("the price is most likely 39 but could go from 29 to 49", [LIKELY]),
        ("low 29, most likely 39, high 49 for the price", [LIKELY]),
        ("price 39 ± 10", [LIKELY]),
        ("conversion is 10% give or take 2 points", [CONVERSION]),
        ("转化率10%，上下浮动2个百分点", [CONVERSION]),
        ("conversion 10% plus or minus 2", [CONVERSION]),
        ("price somewhere in 30 to 50, normally distributed", [NORMAL]),
        ("流失率在4%到6%之间均匀分布", [{"variable": "churn", "low": 0.04, "high": 0.06, "shape": "uniform"}]),
        ("churn has a mean of 5% and a standard deviation of 1%", [MOMENTS]),
        ("what are the odds of a loss", None),
        ("亏损的概率有多大", None),
    ],
)  # fmt: skip
def test_ranges(view: View, text: str, expected: list[dict[str, Any]] | None) -> None:
    assert args(text, view()).get("uncertain") == expected


def test_several_inputs_and_the_number_of_draws(view: View) -> None:
    found = args(
        "run 5,000 simulations: price is between 29 and 49, most likely 39; churn around 5% plus minus 1", view()
    )
    assert found["draws"] == 5000
    assert found["uncertain"] == [LIKELY, {"variable": "churn", "low": 0.04, "mode": 0.05, "high": 0.06}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("price 29 to 49, conversion 5% to 15%; price and conversion are negatively correlated, -0.6", -0.6),
        ("价格29到49，转化率5%到15%；价格和转化率正相关0.3", 0.3),
        ("price 29 to 49, conversion 5% to 15%; price and conversion move in opposite directions", -0.5),
    ],
)
def test_correlations(view: View, text: str, value: float) -> None:
    found = args(text, view())
    assert found["correlations"] == [{"first": "price", "second": "conversion", "value": value}]
    assert [u["variable"] for u in found["uncertain"]] == ["price", "conversion"]


def test_a_distance_alone_is_one_from_the_present_value(view: View) -> None:
    assert args("price plus or minus 20%", view())["uncertain"] == [
        {"variable": "price", "low": 31.2, "mode": 39.0, "high": 46.8}
    ]
