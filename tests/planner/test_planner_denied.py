"""Numbers that a message complains of, against those that it tells."""

from __future__ import annotations

import pytest

from assistant.planner.understand.values.denied import complaints
from assistant.planner.understand.wishes import split_wishes


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("200 trials come from ads", []),
        ("That's why we charge 40 a month", []),
        ("这就是为什么我们收40", []),
        ("你还是把价格改成40吧", []),
        ("where does the 40 come from", ["40"]),
        ("why do you write 40", ["40"]),
        ("你怎么写40", ["40"]),
        ("the 40 comes from nowhere", ["40"]),
        ("40 is not what we said", ["40"]),
    ],
)
def test_a_reason_or_an_order_is_no_complaint(text: str, numbers: list[str]) -> None:
    assert [n.text.strip() for n in complaints(text)] == numbers


@pytest.mark.parametrize(
    "text",
    ["Keep the price as it is, and double the trials", "Go back to startups as customers, add schools"],
)
def test_what_stays_or_returns_on_the_canvas_is_no_case_to_keep(text: str) -> None:
    assert len(split_wishes(text)) < 2
