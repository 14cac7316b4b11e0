"""Numbers and money as people read them, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Figure
from assistant.grounding import ungrounded
from assistant.language.formatting import format_delta, format_number


@pytest.mark.parametrize(
    ("value", "unit", "period", "en", "zh"),
    [
        (-3120.5, "USD", None, "−$3,120.50", "−$3,120.50"),
        (200000.0, "CNY", "month", "¥200,000/month", "¥200,000/月"),
        (39.0, "USD", "month", "$39/month", "$39/月"),
        (12.345, "EUR", None, "€12.35", "€12.35"),
        (0.01, "GBP", None, "£0.01", "£0.01"),
        (2400000.0, "JPY", "year", "2,400,000 JPY/year", "2,400,000 JPY/年"),
        (0.15, "fraction", None, "15%", "15%"),
        (0.40994765, "fraction", None, "40.99%", "40.99%"),
        (0.1 + 0.2, "fraction", None, "30%", "30%"),
        (0.05, "points", None, "5 points", "5个百分点"),
        (3.4, "ratio", None, "3.4×", "3.4×"),
        (12.0, "months", None, "12 months", "12个月"),
        (1.0, "months", None, "1 month", "1个月"),
        (1500.0, "customers", None, "1,500 customers", "1,500个客户"),
        (1234.5678, "count", None, "1,234.57", "1,234.57"),
        (-0.0, "USD", None, "$0", "$0"),
        (-0.0001, "count", None, "0", "0"),
    ],
)
def test_format_number(value: float, unit: str, period: str | None, en: str, zh: str) -> None:
    assert format_number(value, unit, "en", period=period) == en
    assert format_number(value, unit, "zh", period=period) == zh


def test_precision_can_be_given() -> None:
    assert format_number(0.40994765, "fraction", "en", precision=1) == "41.0%"
    assert format_number(1234.5, "USD", "en", precision=0) == "$1,235"


def test_deltas_are_signed_and_rates_change_by_points() -> None:
    assert format_delta(0.05, "fraction", "zh") == "+5个百分点"
    assert format_delta(-0.01, "fraction", "en") == "−1 point"
    assert format_delta(1200.0, "USD", "en", period="month") == "+$1,200/month"
    assert format_delta(0.0, "USD", "en") == "$0"


@given(
    value=st.floats(min_value=-1e9, max_value=1e9, allow_nan=False),
    unit=st.sampled_from(["USD", "CNY", "EUR", "GBP", "JPY", "customers", "months", "ratio", "fraction"]),
    language=st.sampled_from(["en", "zh"]),
)
def test_what_is_shown_is_found_again(value: float, unit: str, language: str) -> None:
    value = value / 1e9 if unit == "fraction" else value
    figure = Figure("x", "x", value, unit, None, None, "tool:x#1")
    reply = format_number(value, unit, language)
    assert ungrounded(reply, figures=[figure], user_texts=[], passages=[], language=language) == []
