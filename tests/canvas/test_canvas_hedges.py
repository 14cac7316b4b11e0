"""How far an answer holds is no part of who the customer is."""

from __future__ import annotations

import pytest

from assistant.canvas.reading.sanity import unhedged


@pytest.mark.parametrize(
    ("said", "customer"),
    [
        ("mostly care homes in the north", "care homes in the north"),
        ("it's mainly parents of toddlers", "parents of toddlers"),
        ("主要是退休的老师", "退休的老师"),
        ("基本上都是装修公司", "装修公司"),
        ("大多数是外地游客", "外地游客"),
        ("most of the dairy farms here", "most of the dairy farms here"),
        ("一般纳税人企业", "一般纳税人企业"),
        ("大部分子公司的财务", "大部分子公司的财务"),
    ],
)
def test_customers_without_hedges(said: str, customer: str) -> None:
    assert unhedged(said) == customer
