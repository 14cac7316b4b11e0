"""Pricing modes on one demand: mapping, results by hand, crossings and ties."""

from __future__ import annotations

from typing import Any

import pytest

from assistant import paths
from assistant.errors import ToolInputError
from assistant.finance import evaluate, load_models
from assistant.finance.pricing import PricingComparison, compare_pricing
from assistant.finance.pricing_map import EXTRA_MODES, LEVER, MODES, PLAIN
from assistant.finance.pricing_report import pricing_data, pricing_figures
from assistant.finance.session import base_case

MODELS = load_models(paths.KNOWLEDGE / "models")
EVERY = (*MODES, *EXTRA_MODES)


def compared(template: str = "subscription", wanted: tuple[str, ...] = (), **more: Any) -> PricingComparison:
    stored: dict[str, Any] = {"template": template, "inputs": MODELS[template].defaults, "stated": [], **more}
    return compare_pricing(MODELS, stored, base_case(MODELS, stored), wanted)


def inputs(found: PricingComparison, mode: str) -> dict[str, float]:
    return {a.input: a.value for m in found.modes if m.model.id == mode for a in m.assumptions}


def test_maps_name_inputs_that_exist() -> None:
    assert set(PLAIN) == set(EVERY) == set(LEVER)
    for mode in EVERY:
        assert set(PLAIN[mode].values()) <= set(MODELS[mode].inputs_by_id)
        assert LEVER[mode] in MODELS[mode].inputs_by_id


def test_the_demand_is_carried_into_each_mode() -> None:
    found = compared(wanted=EVERY)
    assert inputs(found, "freemium")["signups"] == 1000
    assert inputs(found, "freemium")["price"] == 39
    assert inputs(found, "freemium")["upgrade"] == MODELS["freemium"].defaults["upgrade"]
    assert inputs(found, "advertising") | {"new_users": 1000, "serving_cost": 9, "starting_users": 0} == inputs(
        found, "advertising"
    )
    licence = inputs(found, "licence")
    assert licence["renewal"] == pytest.approx(0.95**12)
    assert (licence["leads"], licence["conversion"], licence["support_cost"]) == (1000, 0.1, 9)
    assert inputs(found, "hardware")["units"] == 100
    # 6000 calls of 0.007 each cost 42 a month, so 9 buys 6000 x 9 / 42
    assert inputs(found, "usage")["calls"] == pytest.approx(6000 * 9 / 42)
    for mode in EVERY:
        assert (inputs(found, mode)["fixed_cost"], inputs(found, mode)["cash"]) == (15000, 300000)


def test_usage_by_hand() -> None:
    usage = next(m for m in compared(wanted=("subscription", "usage")).modes if m.model.id == "usage")
    customers = 100 * (1 - 0.95**12) / 0.05
    revenue = 6000 * 9 / 42 * 1.5 * 0.01
    assert usage.result.values["revenue.month_12"] == pytest.approx(customers * revenue)
    assert usage.result.values["profit.month_12"] == pytest.approx(customers * (revenue - 9) - 35000)


def test_the_mode_in_use_keeps_its_numbers() -> None:
    found = compared("licence", wanted=("licence", "subscription"))
    own = next(m for m in found.modes if m.model.id == "licence")
    assert own.result.values == evaluate(MODELS["licence"], MODELS["licence"].defaults).values
    assert inputs(found, "subscription")["variable_cost"] == 75
    assert inputs(found, "subscription")["churn"] == pytest.approx(1 - 0.85 ** (1 / 12))


def test_at_the_tie_both_earn_the_same() -> None:
    found = compared(wanted=EVERY)
    reference = next(m for m in found.modes if m.model.id == found.reference)
    assert found.reference == "subscription"
    for tie in found.ties:
        if tie.goal.value is None:
            assert tie.goal.best is not None
            continue
        values = {**inputs(found, tie.mode.model.id), tie.goal.variable.id: tie.goal.value}
        reached = evaluate(tie.mode.model, values).values[tie.mode.total_id]
        assert reached == pytest.approx(reference.total, rel=1e-6)


@pytest.mark.parametrize("template", ["subscription", "usage", "licence", "hardware"])
def test_crossings_are_where_the_order_turns(template: str) -> None:
    found = compared(template, wanted=EVERY)
    series = {m.model.id: m.result.series["profit"] for m in found.modes}
    monthly = [c for c in found.crossings if c.kind == "monthly"]
    for crossing in monthly:
        ahead, behind = series[crossing.ahead], series[crossing.behind]
        assert ahead[crossing.month - 1] > behind[crossing.month - 1]
        assert ahead[crossing.month - 2] <= behind[crossing.month - 2]


def test_usage_and_its_own_price_as_a_subscription_tie() -> None:
    found = compared("usage", wanted=("usage", "subscription"))
    assert found.modes[0].total == pytest.approx(found.modes[1].total)
    assert found.ties[0].goal.value == pytest.approx(90)
    assert pricing_data(found)["tied"]


def test_numbers_are_marked_by_whose_they_are() -> None:
    found = compared(stated=["price", "churn"])
    data = pricing_data(found)
    origins = {row["id"]: row["origin"] for row in data["shared"]}
    assert (origins["price"], origins["trials"]) == ("yours", "carried")
    freemium = next(m for m in found.modes if m.model.id == "freemium")
    marked = {a.input: a.origin for a in freemium.assumptions}
    assert (marked["price"], marked["signups"], marked["upgrade"]) == ("yours", "carried", "example")
    assert any("example" in n.en for n in compared().notes)


def test_a_yearly_model_is_not_mixed_in() -> None:
    found = compared("venture", wanted=("subscription", "usage"))
    assert found.case.model.id == "subscription"
    assert any("nothing of it" in n.en for n in found.notes)
    with pytest.raises(ToolInputError):
        compared(wanted=("subscription", "venture"))
    with pytest.raises(ToolInputError):
        compared(wanted=("subscription", "barter"))


def test_one_currency_throughout_and_short_horizons() -> None:
    found = compared(currency="CNY")
    assert {m.model.currency for m in found.modes} == {"CNY"}
    short = compared(inputs={**MODELS["subscription"].defaults, "horizon": 6}, stated=["horizon"])
    assert short.months == (6,)


def test_what_the_user_said_of_a_mode_is_used() -> None:
    stored: dict[str, Any] = {"template": "subscription", "inputs": MODELS["subscription"].defaults, "stated": []}
    case = base_case(MODELS, stored)
    found = compare_pricing(MODELS, stored, case, ("subscription", "advertising"), {"advertising": {"CPM": 12}})
    assert inputs(found, "advertising")["cpm"] == 12


def test_every_number_shown_is_published() -> None:
    found = compared(wanted=EVERY)
    figures = {(f.id, f.scenario): f.value for f in pricing_figures(found, "en")}
    data = pricing_data(found)
    for mode in data["modes"]:
        for column, value in zip(data["columns"], mode["values"], strict=True):
            name = (
                "profit_after_tooling" if (mode["id"], column["id"]) == ("hardware", "profit.total") else column["id"]
            )
            assert figures.get((name, mode["id"])) == value
        for row in mode["own"]:
            assert figures[f"input.{row['id']}", mode["id"]] == row["value"]
    for tie in data["ties"]:
        if tie["value"] is not None:
            assert figures[f"tie.{tie['mode']}.{tie['input']['id']}", "tie"] == tie["value"]
