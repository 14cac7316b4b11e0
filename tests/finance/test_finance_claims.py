"""Claims against the model; all expected numbers computed by hand."""

from __future__ import annotations

import pytest

from assistant import paths
from assistant.finance import load_models
from assistant.finance.claims import Claim, check_claims, last_digit
from assistant.finance.model import FinanceModel


@pytest.fixture(scope="module")
def models() -> dict[str, FinanceModel]:
    return load_models(paths.KNOWLEDGE / "models")


def test_the_worked_case(models: dict[str, FinanceModel]) -> None:
    claims = [Claim("profit", 3_820_000), Claim("total_cost", 36_180_000), Claim("revenue", 40_000_000)]
    check = check_claims(models["venture"], {}, [*claims, Claim("profit", 38_200_000)])
    found = [(c.claim.output, c.actual, c.verdict) for c in check.claims]
    assert found[0] == ("revenue", 10_006_000, "wrong")
    assert found[1] == ("total_cost", 41_000_765, "wrong")
    assert found[2] == ("profit", -30_994_765, "wrong")
    assert check.parts_at == "revenue"
    assert set(check.claims[2].follows) == {"revenue", "total_cost"}  # 40,000,000 - 36,180,000
    assert check.claims[3].slips[0].kind == "repeat"
    assert "10 times" in check.claims[3].slips[0].text.en


# subscription: LTV = (39 - 9) / 0.05 = 600; on revenue 39 / 0.05 = 780; CAC = 20000 / 100 = 200
@pytest.mark.parametrize(
    ("output", "value", "verdict", "kind", "says"),
    [
        ("ltv", 600, "right", None, ""),
        ("ltv", 780, "wrong", "input", "without variable cost"),
        ("ltv", 610, "close", None, ""),
        ("cac", 20, "wrong", "factor", "10"),
        ("cac", 2400, "wrong", "factor", "12"),
        ("ltv_to_cac", 3, "right", None, ""),
        # month 12 without the acquisition spend: -7421.61 + 20000 = 12578.39
        ("profit.month_12", 12578, "wrong", "part", "acquisition"),
        ("profit.month_12", 7422, "wrong", "sign", "sign"),
        ("profit.month_12", 35852, "wrong", "other", "revenue in month 12"),
        ("break_even_month", 18, "right", None, ""),
        ("break_even_month", 6, "wrong", None, ""),
    ],
)
def test_verdicts_and_slips(
    models: dict[str, FinanceModel], output: str, value: float, verdict: str, kind: str | None, says: str
) -> None:
    one = check_claims(models["subscription"], {}, [Claim(output, value)]).claims[0]
    assert one.verdict == verdict
    if kind:
        assert kind in {s.kind for s in one.slips}
        assert any(says in s.text.en for s in one.slips if s.kind == kind)


def test_a_claim_for_a_year_is_the_sum_of_twelve_months(models: dict[str, FinanceModel]) -> None:
    # customers_t = 2000 (1 - 0.95^t), so their sum over 12 months is 2000 (12 - 0.95 (1 - 0.95^12) / 0.05)
    customers = 2000 * (12 - 0.95 * (1 - 0.95**12) / 0.05)
    one = check_claims(models["subscription"], {}, [Claim("profit", -224_000, "year")]).claims[0]
    assert one.actual == pytest.approx(30 * customers - 12 * 35_000)
    assert one.over_year
    assert one.verdict == "right"  # -223,989.50 at the digits stated


@pytest.mark.parametrize(
    ("value", "digit"), [(3_820_000, 10_000), (0.15, 0.01), (7, 1), (0, 1), (-30_994_765, 1), (1200.5, 0.1)]
)
def test_last_digit(value: float, digit: float) -> None:
    assert last_digit(value) == pytest.approx(digit)
