"""Phrases in both languages with every field of the quantities in them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.language.quantities import Quantity, find_numbers, find_quantities

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("quantity_phrases.yaml").read_text(encoding="utf-8")
)
OPTIONAL = ("currency", "period", "relation", "role")


def _fields(quantity: Quantity) -> dict[str, Any]:
    return {name: getattr(quantity, name) for name in ("text", "kind", *OPTIONAL)}


@pytest.mark.parametrize("case", CASES, ids=[c["phrase"] for c in CASES])
def test_phrase(case: dict[str, Any]) -> None:
    found = find_quantities(case["phrase"])
    assert [_fields(q) for q in found] == [
        {"text": q["text"], "kind": q["kind"], **{name: q.get(name) for name in OPTIONAL}} for q in case["quantities"]
    ]
    assert [q.value for q in found] == pytest.approx([q["value"] for q in case["quantities"]], abs=1e-8)
    for quantity in found:
        start, end = quantity.span
        assert case["phrase"][start:end] == quantity.text


@pytest.mark.parametrize(
    ("text", "resolution"),
    [
        ("1.5%", 0.001),
        ("15%", 0.01),
        ("20万", 10000),
        ("3,120.50", 0.01),
        ("-30.99M", 10000),
        ("$1,200,000", 1),
        ("half a million", 100000),
        ("三百五", 10),
        ("百分之十五", 0.01),
        ("两块五", 0.1),
        ("50 bps", 0.0001),
    ],
)
def test_resolution_is_the_worth_of_the_last_digit(text: str, resolution: float) -> None:
    assert [q.resolution for q in find_quantities(text)] == pytest.approx([resolution])


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 and GPT-3.5-turbo",
        "month_12",
        "our B2B and B2C plans",
        "Q3",
        "an A100 card",
        "7x24 support, 24/7",
        "2024-03",
        "2024-03-15",
        "2024年3月",
        "3月5日",
        "the 1st and 22nd",
        "第三",
        "第2步",
        "https://example.com/a?b=15%25",
        "call 555-123-4567",
        "{{f:profit.month_12}}",
        "March 2026",
        "in 2026",
        "一直、一起、统一、四川、万一",
        "千万别",
        "this one",
        "version 1.2.3",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_written_numbers_keep_the_sign_that_is_written() -> None:
    assert [n.value for n in find_numbers("down 5%, −$3,120.50, 亏损（¥20万）")] == pytest.approx([
        0.05,
        -3120.5,
        -200000,
    ])


@pytest.mark.parametrize(
    "text", ["", " ", "。", "$", "%", "-", "1" * 400, "一" * 200, "百" * 50, "1,2,3,,4..5", "( ( (", "١٢"]
)
def test_odd_texts_do_not_fail(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.text


def test_a_phrase_takes_a_millisecond() -> None:
    phrases = [c["phrase"] for c in CASES]
    best = min(_seconds(phrases) for _ in range(3))
    assert best / len(phrases) < 0.003  # a millisecond on a quiet machine


def _seconds(phrases: list[str]) -> float:
    start = time.process_time()
    for phrase in phrases:
        find_quantities(phrase)
    return time.process_time() - start
