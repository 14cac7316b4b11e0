"""What is paid once, or for each use, picks the model that holds it; what none holds is said."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.understand.values.price_shape import PriceShape, read_price_shape

TOOLS = frozenset({"draft_canvas", "set_finance_model", "search_guidance"})


@pytest.mark.parametrize(
    ("text", "language", "shape"),
    [
        (
            "We sell a soil sensor to vineyards, 140 euros once and then it's 7 euros a month.",
            "en",
            PriceShape("device", 140, 7),
        ),
        ("Our door lock is $210 up front plus $36 a year. Making it costs us $90.", "en", PriceShape("device", 210, 3)),
        ("智能门锁一台卖1500元，每年服务费240元", "zh", PriceShape("device", 1500, 20)),
        ("Translation API for shops at $0.03 per call", "en", PriceShape("use", 0.03, each="call")),
        ("人脸识别接口，每次调用0.1元", "zh", PriceShape("use", 0.1, each="次调用")),
        (
            "We install fraud models at banks. A project is $60,000 and then $1,000 a month for support.",
            "en",
            PriceShape("project", 60_000, 1000),
        ),
        ("给电厂做巡检项目，一个项目80万元，之后每年收15%维保费", "zh", PriceShape("project", 800_000, share=0.15)),
        ("AI tutor for $20 a month", "en", None),
        ("We rent bikes to tourists, 15 euros a day", "en", None),
        ("每个律师每月399元", "zh", None),
    ],
)
def test_the_way_of_charging_is_read(text: str, language: str, shape: PriceShape | None) -> None:
    assert read_price_shape(text, language) == shape


@pytest.mark.parametrize(
    ("text", "language", "template", "inputs", "note"),
    [
        (
            "We sell a soil sensor to vineyards for 140 euros once and then it's 7 euros a month.",
            "en",
            "hardware",
            {"price": 140.0, "subscription_price": 7.0},
            "",
        ),
        (
            "We run a translation API for web shops, $0.03 per call, no monthly fee.",
            "en",
            "usage",
            {"price": 0.0, "call_price": 0.03, "tokens_per_call": 0.0},
            "one call is one call here",
        ),
        (
            "我们给电厂做巡检大模型部署，一个项目收80万，之后每年收15%维保费",
            "zh",
            "licence",
            {"price": 800_000.0, "seats_per_customer": 1.0, "maintenance": 0.15},
            "No model is made for project business",
        ),
        (
            "We sell an AI coach to gyms for $90 a month and a one-time setup of $150.",
            "en",
            "subscription",
            {"price": 90.0},
            "the one-time fee is not in it",
        ),
    ],
)
def test_the_model_fits_the_way_of_charging(
    brain: Brain, text: str, language: str, template: str, inputs: dict[str, float], note: str
) -> None:
    plan = brain.plan(Context(text, language, tools=TOOLS))
    assert [call.name for call in plan.calls] == ["draft_canvas", "set_finance_model"]
    args: dict[str, Any] = plan.calls[1].args
    assert (args["template"], args["inputs"]) == (template, inputs)
    assert note in " ".join(told["en"] for told in plan.notes)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们做天气小程序，徒步的人免费用，靠广告变现", "zh"),
        ("我们做学车刷题App，学员免费，靠广告赚钱", "zh"),
        ("Free recipe app for students, we live from ads.", "en"),
    ],
)
def test_a_free_product_with_ads_is_drafted(brain: Brain, text: str, language: str) -> None:
    assert "draft_canvas" in [call.name for call in brain.plan(Context(text, language, tools=TOOLS)).calls]
