"""Identities that hold for any inputs, added numbers in every model, and the same case in months and in years."""

from __future__ import annotations

import random

import pytest
from golden.plain_models import EXAMPLES, ORACLES, drawn

from assistant.finance import FinanceModel, evaluate
from assistant.finance.currency import in_currency
from assistant.finance.extend import Addition, Role, extended
from assistant.finance.periods import convert_rate_month_to_year, convert_rate_year_to_month

CASES = [(name, seed) for name in sorted(ORACLES) for seed in range(6)]
MONTHLY = [case for case in CASES if case[0] != "venture"]
AMOUNTS = {"share": 0.03, "gmv_share": 0.03}


def inputs(name: str, seed: int) -> dict[str, float]:
    return drawn(name, random.Random(seed))


def main(model: FinanceModel) -> str:
    return "profit.total" if model.horizon else "profit"


@pytest.mark.parametrize(("name", "seed"), MONTHLY)
def test_identities(models: dict[str, FinanceModel], name: str, seed: int) -> None:
    case = inputs(name, seed)
    found = evaluate(models[name], case)
    series = found.series
    assert series["profit"] == pytest.approx(series["revenue"] - series["costs"], rel=1e-9, abs=1e-6)
    assert found.values["profit.total"] == pytest.approx(series["profit"].sum(), rel=1e-9, abs=1e-6)
    opening = case["cash"] - case.get("tooling", 0.0)
    assert series["cash_balance"][-1] == pytest.approx(opening + series["profit"].sum(), rel=1e-9, abs=1e-5)
    assert found.values["cash.lowest"] <= opening + 1e-6
    if "ltv_to_cac" in found.values:
        assert found.values["ltv_to_cac"] == pytest.approx(found.values["ltv"] / found.values["cac"])


@pytest.mark.parametrize(("name", "seed"), MONTHLY)
def test_more_fixed_cost_is_exactly_less_profit(models: dict[str, FinanceModel], name: str, seed: int) -> None:
    case = inputs(name, seed)
    more = {**case, "fixed_cost": case["fixed_cost"] + 1000}
    before, after = (evaluate(models[name], c).values for c in (case, more))
    assert before["profit.total"] - after["profit.total"] == pytest.approx(1000 * case["horizon"], rel=1e-6)
    assert after["cash.lowest"] <= before["cash.lowest"]


@pytest.mark.parametrize(
    ("name", "up"),
    [
        ("subscription", "price"), ("subscription", "conversion"), ("usage", "price"), ("freemium", "price"),
        ("licence", "price"), ("hardware", "price"),
    ],
)  # fmt: skip
def test_a_better_price_or_conversion_is_more_revenue(models: dict[str, FinanceModel], name: str, up: str) -> None:
    low = evaluate(models[name], {}).values["revenue.total"]
    high = evaluate(models[name], {up: models[name].defaults[up] * 1.1}).values["revenue.total"]
    assert high > low


def test_the_same_case_in_months_and_in_years(models: dict[str, FinanceModel]) -> None:
    # What a year keeps of the customers is what twelve months keep, whichever period the churn is stated for.
    yearly = 0.4
    monthly = convert_rate_year_to_month(yearly)
    kept = evaluate(models["subscription"], {"churn": monthly, "trials": 0, "starting_customers": 1000}).values
    assert kept["customers.month_12"] == pytest.approx(1000 * (1 - yearly))
    assert convert_rate_month_to_year(monthly) == pytest.approx(yearly)
    # Money is linear: cents instead of dollars give a hundred times the amounts and the same ratios.
    money = [i.id for i in models["subscription"].inputs if i.kind == "money"]
    case = models["subscription"].defaults
    scaled = {**case, **{name: case[name] * 100 for name in money}}
    before, after = (evaluate(models["subscription"], c).values for c in (case, scaled))
    assert after["profit.total"] == pytest.approx(100 * before["profit.total"])
    for name in ("ltv_to_cac", "payback_months", "gross_margin", "break_even_month"):
        assert after[name] == pytest.approx(before[name])


WAYS = [
    (name, place, role) for name in sorted(EXAMPLES) for place in range(10) for role in ("cost", "income")
]  # fmt: skip


@pytest.mark.parametrize(("name", "place", "role"), WAYS)
def test_every_way_of_every_model_takes_a_number(
    models: dict[str, FinanceModel], name: str, place: int, role: Role
) -> None:
    model = models[name]
    if place >= len(model.ways) or (role == "income" and not model.ways[place].income):
        return
    way = model.ways[place]
    amount = AMOUNTS.get(way.id, 0.5)
    made = extended(model, [Addition("added", "added", "新增", role, way.id, amount, name)])
    before, zero, with_it = (
        evaluate(model, {}).values, evaluate(made, {"added": 0.0}).values, evaluate(made, {}).values
    )  # fmt: skip
    assert zero == pytest.approx(before)
    change = with_it[main(model)] - before[main(model)]
    assert change < 0 if role == "cost" else change > 0
    # Twice the number is twice the effect.
    double = evaluate(made, {"added": 2 * amount}).values[main(model)] - before[main(model)]
    assert double == pytest.approx(2 * change, rel=1e-6)
    assert set(model.headline) <= {*with_it, *evaluate(made, {}).undefined}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_cost_and_an_income_of_the_same_size_cancel(models: dict[str, FinanceModel], name: str) -> None:
    both: list[Addition] = [
        Addition(f"added_{role}", f"added {role}", f"新增{role}", role, "period", 750.0, name)
        for role in ("cost", "income")
    ]
    found = evaluate(extended(models[name], both), {}).values
    assert found[main(models[name])] == pytest.approx(evaluate(models[name], {}).values[main(models[name])])


def test_a_share_of_revenue_is_one_of_the_added_revenue_too(subscription: FinanceModel) -> None:
    made = extended(
        subscription,
        [
            Addition("fee", "fee", "手续费", "cost", "share", 0.1, "subscription"),
            Addition("addon", "add-on", "增值服务", "income", "customer", 11.0, "subscription"),
        ],
    )
    found = evaluate(made, {})
    assert found.values["contribution"] == pytest.approx(39 + 11 - 9 - 0.1 * 50)
    assert found.series["profit"] == pytest.approx(found.series["revenue"] - found.series["costs"])


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_another_currency_changes_labels_and_examples_only(models: dict[str, FinanceModel], name: str) -> None:
    model, given = in_currency(models[name], "CNY"), models[name].defaults
    assert evaluate(model, given).values == evaluate(models[name], given).values
    for before, after in zip(models[name].inputs, model.inputs, strict=True):
        level = 7 if before.kind == "money" else 1
        assert after.default == pytest.approx(before.default * level, rel=0.05)
    assert {i.measure.shown for i in model.inputs if i.kind == "money"} == {"CNY"}
    assert not any("USD" in f.unit for f in model.formulas)
    assert in_currency(models[name], "CNY") is model
