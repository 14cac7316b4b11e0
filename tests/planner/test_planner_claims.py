"""The worked case, pasted in ten renderings, and short claims of other models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.claims import pastes_calculation, plan_check_claim
from assistant.planner.plans.claims_reading import read_calculation

# Told in the seeds of the project; computed by hand there.
INPUTS = {
    "data_tb_per_day": 100, "data_cost": 0.01, "data_days": 365, "training_days": 90, "training_cost": 100_000,
    "promotions": 200, "promotion_cost": 50_000, "promotion_conversion": 0.1, "promotion_revenue": 500_000,
    "adaptations": 200, "adaptation_cost": 100_000, "adaptation_retention": 0.2, "adaptation_revenue": 50,
    "transactions": 200, "transaction_cost": 2, "transaction_conversion": 0.2, "transaction_revenue": 100,
    "operating_cost": 2_000_000,
}  # fmt: skip
RENDERINGS = yaml.safe_load((Path(__file__).parent / "claims_cases.yaml").read_text(encoding="utf-8"))


def read(text: str, views: FinanceViews, template: str = "venture") -> Any:
    view = views.of(Context(text, "en", finance={"template": template}), text)
    return read_calculation(text, view)


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_rendering_gives_the_same_inputs(name: str, views: FinanceViews) -> None:
    text = RENDERINGS[name]
    found = read(text, views)
    assert found.inputs == pytest.approx(INPUTS)
    claimed = {(c["output"], c["value"]) for c in found.claims}
    assert {("total_cost", 36_180_000.0), ("profit", 3_820_000.0)} <= claimed
    assert not {3_820_000.0, 36_180_000.0, 40_000_000.0, 38_200_000.0} & set(found.inputs.values())


@pytest.mark.parametrize("name", [n for n in RENDERINGS if n != "en_formula"])
def test_the_claimed_revenue_is_read(name: str, views: FinanceViews) -> None:
    assert ("revenue", 40_000_000.0) in {(c["output"], c["value"]) for c in read(RENDERINGS[name], views).claims}


@pytest.mark.parametrize("name", [n for n in RENDERINGS if n != "zh_onesum"])
def test_a_pasted_case_is_known_as_one(name: str, views: FinanceViews) -> None:
    text = RENDERINGS[name]
    assert pastes_calculation(text, views.of(Context(text, "zh"), text))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("so our profit is 3.82M", [("profit.month_12", 3_820_000.0, None)]),
        ("那我们一年能赚382万吧", [("profit.month_12", 3_820_000.0, "year")]),
        ("LTV to CAC is 5, right?", [("ltv_to_cac", 5.0, None)]),
        ("we break even in month 6", [("break_even_month", 6.0, None)]),
        ("所以第6个月就盈亏平衡", [("break_even_month", 6.0, None)]),
        ("we lose about $7,400 a month by month 12", [("profit.month_12", -7_400.0, None)]),
        ("毛利率应该是80%吧", [("gross_margin", 0.8, None)]),
        ("payback is 3 months right", [("payback_months", 3.0, None)]),
        ("so after a year we have 1,200 customers", [("customers.month_12", 1_200.0, None)]),
        ("第12个月利润是5万，对吗", [("profit.month_12", 50_000.0, None)]),
    ],
)
def test_short_claims(text: str, claims: list[tuple[str, float, str | None]], views: FinanceViews) -> None:
    found = read(text, views, "subscription")
    assert [(c["output"], c["value"], c.get("period")) for c in found.claims] == claims
    assert found.inputs == {}


@pytest.mark.parametrize(
    ("text", "inputs"),
    [
        (
            "with 1000 trials at 10% conversion and 5% churn, LTV is 780, right?",
            {"trials": 1000, "conversion": 0.1, "churn": 0.05},
        ),
        ("价格49，流失率3%，那LTV就是1600吧", {"price": 49, "churn": 0.03}),
    ],
)  # fmt: skip
def test_inputs_beside_a_claim(text: str, inputs: dict[str, float], views: FinanceViews) -> None:
    found = read(text, views, "subscription")
    assert found.inputs == pytest.approx(inputs)
    assert [c["output"] for c in found.claims] == ["ltv"]


def test_without_any_numbers_to_check_against_it_asks(views: FinanceViews) -> None:
    text = "so our profit is 3.82M"
    plan = plan_check_claim(text, Context(text, "en"), views.of(Context(text, "en"), text))
    assert plan.says[0].template == "ask_claim_inputs"
    assert plan.asked and not plan.calls
