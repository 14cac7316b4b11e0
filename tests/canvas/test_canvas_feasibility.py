"""Feasibility quotes the founder's own items; an empty canvas is told what it lacks."""

from __future__ import annotations

from assistant.canvas import Brief, Canvas
from assistant.canvas.feasibility import Fact, assess, weakest
from assistant.canvas.feasibility_risks import needs, risk_plan
from assistant.canvas.history import History
from assistant.canvas.state import history_of


def canvas(**blocks: object) -> Canvas:
    return History.from_json(history_of(blocks)).canvas


def test_evidence_quotes_and_assumptions_earn_nothing() -> None:
    drawn = canvas(
        customer_segments=["200 veterinary clinics in Bavaria"],
        channels=[{"text": "vet conferences", "status": "assumption"}],
    )
    market = assess(drawn, Brief(customer="veterinary clinics", stage="pilot"), (), ())[0]
    assert (market.got, market.of) == (4, 10)  # customer 2, counted segment 2
    assert any("200 veterinary clinics in Bavaria" in c.text["en"] for c in market.evidence)
    assert any("vet conferences" in c.text["zh"] for c in market.gaps)


def test_tested_assumptions_count() -> None:
    drawn = canvas(value_propositions=[{"text": "saves evenings", "status": "assumption"}])
    before = assess(drawn, Brief(), ({"text": "saves evenings", "status": "open"},), ())[2]
    after = assess(drawn, Brief(), ({"text": "saves evenings", "status": "validated"},), ())[2]
    assert (before.got, after.got) == (0, 3)
    assert any("saves evenings" in c.text["en"] for c in before.gaps)


def test_finance_is_passed_in_and_the_weakest_part_decides() -> None:
    words = {"en": "x", "zh": "x"}
    facts = (Fact(3, True, words, words), Fact(2, False, words, words))
    criteria = assess(canvas(customer_segments=["clinics"]), Brief(), (), facts)
    assert (criteria[3].got, criteria[3].of) == (3, 5)
    assert weakest(criteria).part in {"market", "technology", "validation"}
    assert all(c.of == 10 for c in criteria[:3])


def test_the_risk_plan_uses_the_canvas() -> None:
    drawn = canvas(key_partners=["city hospital"], key_resources=["GPU cluster"])
    plan = {i.name["en"]: i.text["en"] for i in risk_plan(drawn, {"en": "60,000 USD", "zh": "60,000 USD"})}
    assert "60,000 USD" in plan["Reserves"]
    assert "city hospital" in plan["Cooperation"]
    assert "GPU cluster" in plan["Risk management"]


def test_an_empty_canvas_says_what_it_needs() -> None:
    assert len(needs(Canvas())) == 4
    assert not needs(canvas(customer_segments=["clinics"]))
