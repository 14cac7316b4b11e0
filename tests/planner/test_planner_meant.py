"""Words around a number that say over what period, by what size and in which direction it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.changes import read_changes

View = Callable[..., FinanceView]


@pytest.mark.parametrize(
    ("template", "text", "expected"),
    [
        ("subscription", "we see 210 sign-ups for the trial each week", ("trials", "set", 210 * 365 / 12 / 7)),
        ("venture", "we do 30 promotions a quarter", ("promotions", "set", 120)),
        ("usage", "our token price is $12 per million", ("price", "set", 0.012)),
        ("usage", "每百万token收8元", ("price", "set", 0.008)),
        ("subscription", "an angel puts in another 80k of cash", ("cash", "change_by", 80_000)),
        ("subscription", "每月再砸2万推广", ("acquisition_spend", "change_by", 20_000)),
        ("subscription", "suppose I move home and save the 2,500 rent every month", ("fixed_cost", "change_by", -2500)),
        ("subscription", "suppose we gave up a fifth of the trials", ("trials", "multiply", 0.8)),
        ("subscription", "要是丢掉四分之一的试用", ("trials", "multiply", 0.75)),
        ("marketplace", "what if diners order three times as often", ("orders_per_buyer", "multiply", 3)),
        ("marketplace", "买家复购次数涨10%呢", ("orders_per_buyer", "multiply", 1.1)),
        ("hardware", "warranty 3%, profit in month 9?", ("warranty_rate", "set", 0.03)),
        ("subscription", "how many customers after a year if churn was 9%", ("churn", "set", 0.09)),
    ],
)
def test_what_the_words_beside_a_number_do_to_it(
    template: str, text: str, expected: tuple[str, str, float], view: View
) -> None:
    (change,) = read_changes(text, view(template)).changes
    assert (change.variable, change.relation) == expected[:2]
    assert change.value == pytest.approx(expected[2], rel=1e-6)
