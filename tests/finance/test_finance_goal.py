from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ToolInputError
from assistant.finance import FinanceModel, evaluate, goal_seek, load_model
from assistant.finance.goal_report import goal_message

PARABOLA = """\
id: parabola
title: {en: parabola, zh: 抛物线}
period: month
currency: USD
inputs:
- {id: x, unit: ratio, default: 0.4, min: 0, max: 1, label: {en: x, zh: 横坐标}, aliases: {en: [], zh: []}}
formulas:
- {id: y, unit: ratio, expr: (x - 0.5) ** 2, label: {en: y, zh: 纵坐标}}
outputs: [y]
headline: [y]
"""
GROWTH = (1 - 0.95**12) / 0.05


@pytest.mark.parametrize(
    ("variable", "output", "target", "value"),
    [
        ("price", "profit.month_12", 0, 9 + 35000 / (100 * GROWTH)),
        ("conversion", "profit.month_12", 0, 35000 / 30 / GROWTH / 1000),
        ("fixed_cost", "profit.month_12", 0, 100 * GROWTH * 30 - 20000),
        ("variable_cost", "gross_margin", 0.5, 19.5),
        ("churn", "ltv", 1000, 0.03),
        ("acquisition_spend", "ltv_to_cac", 4, 15000),
        ("conversion", "cac", 125, 0.16),
        ("price", "payback_months", 5, 49),
        ("cash", "cash.lowest", 0, 300000 - 61657.182149862136),
        ("价格", "毛利率", 0.8, 45),
    ],
)
def test_solutions_in_closed_form(
    subscription: FinanceModel, variable: str, output: str, target: float, value: float
) -> None:
    goal = goal_seek(subscription, {}, variable, output, target)
    assert goal.value == pytest.approx(value, rel=1e-8)
    assert goal.value_output == pytest.approx(target, abs=1e-6)
    assert evaluate(subscription, {goal.variable.id: goal.value}).values[goal.output] == pytest.approx(target, abs=1e-5)
    assert goal.others == ()


def test_outputs_that_move_in_steps(subscription: FinanceModel) -> None:
    goal = goal_seek(subscription, {}, "conversion", "break_even_month", 12)
    assert goal.value == pytest.approx(35000 / 30 / GROWTH / 1000, rel=1e-6)
    assert evaluate(subscription, {"conversion": goal.value}).values["break_even_month"] == 12


def test_whole_numbers_reach_or_pass(subscription: FinanceModel) -> None:
    goal = goal_seek(subscription, {}, "horizon", "profit.total", 0)
    before = evaluate(subscription, {"horizon": goal.value - 1}).values["profit.total"]
    after = evaluate(subscription, {"horizon": goal.value}).values["profit.total"]
    assert before < 0 <= after
    assert goal.value_output == after


def test_counts_are_rounded_so_that_the_target_holds(subscription: FinanceModel) -> None:
    goal = goal_seek(subscription, {}, "trials", "profit.month_12", 0)
    assert goal.value == pytest.approx(1269.109399936494)
    assert goal.rounded == 1270
    assert goal.rounded_output is not None
    assert goal.rounded_output >= 0
    message = goal_message(subscription, goal)
    assert message.en == "With trials per month at 1,269.11, profit in month 12 is 0 USD (now 1,000)."
    assert message.zh == "每月试用人数为1,269.11时，第12个月利润为0 USD（目前每月试用人数为1,000）。"


def test_out_of_reach_gives_the_best(subscription: FinanceModel) -> None:
    goal = goal_seek(subscription, {}, "conversion", "profit.month_1", 1_000_000)
    assert goal.value is None
    assert goal.best == 1
    assert goal.best_output == pytest.approx(1000 * 30 - 35000)


def test_a_flat_output_names_the_present_value(venture: FinanceModel) -> None:
    # 50,000 a promotion at 10 % of 500,000: each promotion pays exactly for itself.
    goal = goal_seek(venture, {}, "promotions", "profit", 0)
    assert goal.value is None
    assert (goal.best, goal.best_output) == (200, -30_994_765)
    message = goal_message(venture, goal)
    assert "0 or more brings profit to 0 USD; the nearest is the present 200" in message.en
    assert "最接近的是目前的200" in message.zh


def test_several_solutions_give_the_nearest_first(tmp_path: Path) -> None:
    path = tmp_path / "parabola.yaml"
    path.write_text(PARABOLA, encoding="utf-8")
    goal = goal_seek(load_model(path), {"x": 0.7}, "x", "y", 0.09)
    assert goal.value == pytest.approx(0.8)
    assert goal.others == (pytest.approx(0.2),)


def test_a_jump_through_the_target_is_no_solution(tmp_path: Path) -> None:
    path = tmp_path / "pole.yaml"
    path.write_text(PARABOLA.replace("(x - 0.5) ** 2", "1 / (x - 0.512345)"), encoding="utf-8")
    goal = goal_seek(load_model(path), {}, "x", "y", 0)
    assert goal.value is None


def test_break_even_is_already_there(subscription: FinanceModel) -> None:
    goal = goal_seek(subscription, {}, "price", "ltv", 600)
    assert goal.value == 39
    assert goal.current == 39


@pytest.mark.parametrize(
    ("variable", "output", "target"),
    [
        ("price", "cac", 100),
        ("cash", "profit", 0),
        ("weather", "profit", 0),
        ("price", "weather", 0),
        ("price", "profit", float("nan")),
    ],
)
def test_questions_without_sense_are_refused(
    subscription: FinanceModel, variable: str, output: str, target: float
) -> None:
    with pytest.raises(ToolInputError):
        goal_seek(subscription, {}, variable, output, target)
