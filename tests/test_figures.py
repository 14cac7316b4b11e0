"""The ledger and the slots of replies."""

from __future__ import annotations

import pytest

from assistant.figures import Figure, Ledger, UnknownFigureError, fill_slots


def _figure(
    value: float, scenario: str | None, source: str = "tool:what_if#1", figure_id: str = "profit.month_12"
) -> Figure:
    return Figure(figure_id, "profit", value, "USD", "month", scenario, source)


LEDGER = Ledger.of([
    _figure(-3120.5, "base"),
    _figure(5210.0, "what-if 1"),
    Figure("conversion", "conversion", 0.15, "fraction", None, "what-if 1", "tool:what_if#1"),
])


def test_json_round_trip() -> None:
    figure = _figure(1.0, "base")
    assert Figure.from_json(figure.to_json()) == figure
    assert Ledger.of([figure.to_json()]) == Ledger.of([figure])


def test_the_changed_value_counts_unless_a_scenario_is_named() -> None:
    assert LEDGER.find("profit.month_12").value == 5210.0
    assert LEDGER.find("profit.month_12", "base").value == -3120.5
    assert "profit.month_12" in LEDGER
    assert "nothing" not in LEDGER


def test_the_latest_value_counts() -> None:
    later = Ledger((*LEDGER.figures, _figure(7.0, "base", "tool:set_finance_model#2")))
    assert later.find("profit.month_12").value == 7.0
    assert later.find("profit.month_12", "what-if 1").value == 5210.0


def test_slots_are_filled() -> None:
    text = "Profit moves from {{f:profit.month_12@base}} to {{ f:profit.month_12 }} at {{f:conversion}}."
    assert fill_slots(text, LEDGER, "en") == "Profit moves from −$3,120.50 to $5,210 at 15%."
    assert fill_slots("利润{{f:profit.month_12@what-if 1}}", LEDGER, "zh") == "利润$5,210"


def test_an_unknown_figure_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownFigureError, match=r"no figure 'profit.month_13'; nearest: profit.month_12"):
        fill_slots("{{f:profit.month_13}}", LEDGER, "en")
    with pytest.raises(KeyError, match="has no scenario 'what-if 2'; it has: base, what-if 1"):
        LEDGER.find("profit.month_12", "what-if 2")
    with pytest.raises(UnknownFigureError, match="no figure has been published"):
        Ledger().find("x")
