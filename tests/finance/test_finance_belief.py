"""What can hardly be right is said, with the input that is most likely the slip; what is only unusual is not."""

from __future__ import annotations

import pytest

from assistant.finance import load_models
from assistant.finance.belief import doubts
from assistant.finance.currency import in_currency
from assistant.finance.evaluate import evaluate
from assistant.paths import KNOWLEDGE

MODELS = load_models(KNOWLEDGE / "models")


def said(template: str, currency: str, language: str, **given: float) -> list[str]:
    model = in_currency(MODELS[template], currency)
    inputs = {**model.defaults, **given}
    return [d.to_json()[language] for d in doubts(model, inputs, evaluate(model, inputs), list(given))]


@pytest.mark.parametrize(
    ("template", "currency", "language", "given", "expected"),
    [
        ("usage", "USD", "en", {"price": 180.0, "call_cost": 12.0},
         "LTV to CAC comes out at 232,194.6×. The input that stands out is your price per 1k tokens ($180)."),
        ("subscription", "EUR", "en", {"price": 90_000.0, "fixed_cost": 30_000.0},
         "your price per month (€90,000/month)"),
        ("subscription", "CNY", "zh", {"variable_cost": 800.0},
         "毛利率为−196.3%，最可疑的是您给的每客户每月变动成本（¥800/月）。"),
        ("advertising", "CNY", "zh", {"serving_cost": 9000.0},
         "最可疑的是您给的每用户每月成本（¥9,000/月）。您确实是这个意思吗？"),
        ("usage", "USD", "en", {"tokens_per_call": 0.03},
         "gross margin comes out at −333,273.33%. The input that stands out is your tokens per call (0.03 tokens)."),
        ("marketplace", "USD", "en", {"new_buyers": 4_000_000.0}, "your new buyers per month (4,000,000 buyers/month)"),
    ],
)  # fmt: skip
def test_the_likeliest_slip_is_named(
    template: str, currency: str, language: str, given: dict[str, float], expected: str
) -> None:
    (text,) = said(template, currency, language, **given)
    assert expected in text
    assert text.startswith("这恐怕不对：" if language == "zh" else "This can hardly be right: ")
    assert text.endswith("您确实是这个意思吗？" if language == "zh" else "Did you mean it so?")


@pytest.mark.parametrize("template", MODELS)
@pytest.mark.parametrize("currency", ["USD", "CNY", "JPY"])
def test_the_examples_of_the_model_files_can_be_believed(template: str, currency: str) -> None:
    assert said(template, currency, "en", **in_currency(MODELS[template], currency).defaults) == []


@pytest.mark.parametrize(
    "given",
    [
        {"price": 249.0, "variable_cost": 40.0, "trials": 120.0, "conversion": 0.25, "churn": 0.03},
        {"price": 3000.0, "trials": 20.0},
        {"price": 5.0},
        {"acquisition_spend": 0.0},
        {"variable_cost": 0.01},
        {"starting_customers": 50_000.0},
    ],
)
def test_what_is_only_unusual_is_left_to_the_benchmarks(given: dict[str, float]) -> None:
    assert said("subscription", "USD", "en", **given) == []


def test_what_nobody_gave_is_no_slip() -> None:
    model = MODELS["subscription"]
    inputs = {**model.defaults, "price": 90_000.0}
    assert doubts(model, inputs, evaluate(model, inputs), []) == ()
