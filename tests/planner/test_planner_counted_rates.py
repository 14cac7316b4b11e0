"""Churn told by heads is their share of those one has; without knowing how many, it is no rate."""

from __future__ import annotations

import pytest

from assistant.planner.understand.values.changes import read_changes
from tests.planner.conftest import View


@pytest.mark.parametrize(
    ("text", "churn"),
    [
        ("about 6 customers leave each month", 0.03),
        ("we lose 10 clients a month", 0.05),
        ("流失大概4个客户", 0.02),
        ("每月流失5家", 0.025),
        ("churn is 4", 0.04),
    ],
)
def test_heads_are_a_share_of_the_customers_one_has(view: View, text: str, churn: float) -> None:
    changes = read_changes(text, view(starting_customers=200)).changes
    assert {c.variable: c.value for c in changes} == {"churn": pytest.approx(churn)}


def test_of_customers_told_in_the_same_breath(view: View) -> None:
    changes = read_changes("现在有120家店在用,流失大概3家", view()).changes
    assert {c.variable: c.value for c in changes} == {
        "starting_customers": 120,
        "churn": pytest.approx(0.025),
    }


def test_of_nobody_knows_how_many_it_is_no_rate(view: View) -> None:
    assert read_changes("流失大概4个客户", view(starting_customers=0)).changes == ()
