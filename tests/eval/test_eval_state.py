from typing import Any

import pytest

from eval.assertions import Failure
from eval.testing import failures_of


def names(failures: list[Failure]) -> list[str]:
    return [failure.assertion for failure in failures]


def items(*texts: str) -> list[dict[str, str]]:
    return [{"id": f"i{n}", "text": text, "status": "fact"} for n, text in enumerate(texts)]


def test_canvas_unchanged() -> None:
    before = {"channels": items("Web"), "key_partners": []}
    assert failures_of("canvas: {unchanged: true}", canvas_before=before, canvas={"channels": items("Web")}) == []
    assert (
        failures_of("canvas: {unchanged: false}", canvas_before=before, canvas={"channels": items("Web", "App")}) == []
    )
    (failure,) = failures_of("canvas: {unchanged: true}", canvas_before=before, canvas={"channels": items("App")})
    assert failure.got == {"channels": {"before": ["Web"], "after": ["App"]}}
    assert failures_of("canvas: {unchanged: false}", canvas_before=before, canvas={"channels": items("Web")})


def test_canvas_status_counts_where_both_sides_know_it() -> None:
    assumed = [{"id": "i0", "text": "Web", "status": "assumption"}]
    expect = "canvas: {unchanged: true}"
    assert failures_of(expect, canvas_before={"channels": items("Web")}, canvas={"channels": assumed})
    assert failures_of(expect, canvas_before={"channels": [{"text": "Web"}]}, canvas={"channels": assumed}) == []


@pytest.mark.parametrize(
    ("expect", "passes"),
    [
        ("min_items: 2", True),
        ("min_items: 3", False),
        ("max_items: 2", True),
        ("max_items: 1", False),
        ("any_contains: [phone, WEB]", True),
        ("any_contains: [phone]", False),
        ("any_contains: []", True),
        ("none_contains: [phone]", True),
        ("none_contains: [phone, shop]", False),
        ("none_contains: []", True),
        ("any_contains: {en: [web], zh: [网站]}", True),
    ],
)
def test_canvas_blocks(expect: str, passes: bool) -> None:
    failures = failures_of(f"canvas: {{channels: {{{expect}}}}}", canvas={"channels": items("Web page", "Own shops")})
    assert (not failures) == passes
    assert set(names(failures)) <= {f"canvas.channels.{expect.partition(':')[0]}"}


def test_an_absent_block_is_empty() -> None:
    assert failures_of("canvas: {channels: {max_items: 0}}", canvas={}) == []
    assert failures_of("canvas: {channels: {min_items: 1}}", canvas={})


def test_model_inputs() -> None:
    model = {"template": "subscription", "inputs": {"conversion": 0.1, "price": 49}}
    assert failures_of("model: {conversion: 0.10, price: {approx: 50, abs: 1}}", model=model) == []
    assert names(failures_of("model: {conversion: 0.15, fee: 1}", model=model)) == ["model.conversion", "model.fee"]
    assert failures_of("model: {template: subscription, inputs: {price: 49}}", model=model) == []
    assert names(failures_of("model: {template: venture}", model=model)) == ["model.template"]


@pytest.mark.parametrize(("told", "passes"), [(1999.5, True), (2001, False), ({"total": 5}, True), (None, False)])
def test_latency(told: Any, passes: bool) -> None:
    assert (not failures_of("latency_ms: {total: 2000}", latency_ms=told)) == passes
