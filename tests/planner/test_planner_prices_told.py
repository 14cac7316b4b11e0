"""What the numbers know to be a cost is no price of the draft."""

from __future__ import annotations

import pytest

from assistant.planner.plan import Call, Plan
from assistant.planner.plans.prices_told import without_costs

INPUTS = {"price": 24.0, "subscription_price": 9.0, "fixed_cost": 18000.0, "churn": 0.06}


def draft(pricing: str) -> Plan:
    brief = {"product": "hot sauce", "pricing": pricing}
    return Plan((Call("draft_canvas", {"brief": brief}),), asked={"kind": "brief", "brief": brief})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("$24 a box; rent 18,000", "$24 a box"),
        ("单价24元，房租1.8万，流失6%", "单价24元"),
        ("24 a month, 9 a refill", "24 a month, 9 a refill"),
        ("18,000 once", None),
        ("per box", "per box"),
    ],
)
def test_costs_are_no_price(told: str, kept: str | None) -> None:
    plan = without_costs(draft(told), Plan((Call("set_finance_model", {"inputs": INPUTS}),)))
    assert plan.calls[0].args["brief"].get("pricing") == kept
    assert plan.asked["brief"].get("pricing") == kept


def test_without_numbers_the_price_stays() -> None:
    assert without_costs(draft("18,000 once"), Plan()) == draft("18,000 once")
