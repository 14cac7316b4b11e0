"""The split of a budget: exact to the cent, with the weights that were said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant import paths
from assistant.errors import ToolInputError
from assistant.finance import load_models
from assistant.finance.budget import PARTS, STAGES, Shift, allocate, findings
from assistant.finance.model import Text


@example(10**12, "scaling", "rd")
@given(st.integers(1, 10**12), st.sampled_from(sorted(STAGES)), st.sampled_from(["", *PARTS]))
def test_parts_add_up_to_the_cent(cents: int, stage: str, favoured: str) -> None:
    split = allocate(cents / 100, stage, leaning={favoured: 1} if favoured else None)
    assert sum(split.amounts.values()) == Decimal(cents) / 100
    assert sum(split.weights.values()) == pytest.approx(1)
    assert all(a >= 0 for a in split.amounts.values())


def test_stages_sum_to_one() -> None:
    assert all(sum(w) == pytest.approx(1) for w in STAGES.values())


def test_largest_remainder() -> None:
    # 100.01 x (0.4, 0.3, 0.3): 40.004, 30.003, 30.003: one cent is left, it goes to the first
    split = allocate(100.01, "", {"rd": 0.4, "marketing": 0.3}, "talent")
    assert split.amounts == {
        "rd": Decimal("40.01"),
        "marketing": Decimal("30"),
        "talent": Decimal("30"),
        "cost_control": Decimal("0"),
    }
    assert split.basis.en == "your weights"


def test_the_rest_follows_the_defaults_and_is_said() -> None:
    split = allocate(1000, "", {"rd": 0.5})
    # 500 left for 25 : 25 : 10 are 208.333, 208.333 and 83.333; the cent left over goes to the first
    assert split.amounts["marketing"] == Decimal("208.34")
    assert split.amounts["talent"] == Decimal("208.33")
    assert split.amounts["cost_control"] == Decimal("83.33")
    assert split.notes


def test_shares_that_cannot_be() -> None:
    with pytest.raises(ToolInputError, match="110%"):
        allocate(100, "", {"rd": 0.6, "marketing": 0.5})
    with pytest.raises(ToolInputError):
        allocate(100, "", {"lunch": 0.5})
    with pytest.raises(ToolInputError):
        allocate(0)


def test_findings_move_points() -> None:
    shift = Shift("marketing", "rd", 0.05, Text("x", "x"))
    split = allocate(100, "launched", shifts=(shift,))
    assert split.weights["rd"] == pytest.approx(0.35)
    assert split.weights["marketing"] == pytest.approx(0.30)


def test_a_loss_on_every_customer_speaks_against_marketing() -> None:
    models = load_models(paths.KNOWLEDGE / "models")
    found = findings(models["subscription"], {"price": 5.0})
    assert (found[0].source, found[0].target) == ("marketing", "rd")
    assert "loss" in found[0].reason.en
