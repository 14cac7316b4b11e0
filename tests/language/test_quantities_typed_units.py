"""Letters that stand for a Chinese unit: 50w is 500,000 where one types Chinese, and watts are watts."""

from __future__ import annotations

import pytest

from assistant.language.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("现金50w", 500_000),
        ("现金50个w", 500_000),
        ("投了20W", 200_000),
        ("月薪2w块", 20_000),
        ("每月1.5w", 15_000),
        ("工资5个k", 5_000),
        ("50w per month", 50),
        ("灯是100w功率", 100),
        ("a 60W lamp", 60),
    ],
)
def test_typed_units(text: str, value: float) -> None:
    assert [q.value for q in find_quantities(text)] == [value]


def test_half_of_a_year_is_no_number() -> None:
    assert find_quantities("下半年打平") == []
