"""Metrics of recurring revenue and the benchmarks beside them; expected values by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import paths
from assistant.errors import KnowledgeError, ToolInputError
from assistant.finance.benchmarks import beside, load_benchmarks
from assistant.finance.metrics import saas_metrics
from assistant.finance.metrics_types import Movements, SaasMetric


def metrics(**told: object) -> dict[str, SaasMetric]:
    return {m.id: m for m in saas_metrics(Movements(**told))[0]}  # type: ignore[arg-type]


def test_retention() -> None:
    # (40 + 5 - 3) / 40 = 105 %, (40 - 3) / 40 = 92.5 %, new = 52 - 40 - 5 + 3 = 10, quick ratio (10 + 5) / 3
    found = metrics(opening=40_000.0, closing=52_000.0, churned=3_000.0, expansion=5_000.0)
    assert found["nrr"].value == pytest.approx(1.05)
    assert found["grr"].value == pytest.approx(0.925)
    assert found["quick_ratio"].value == pytest.approx(5)
    assert found["period_growth"].value == pytest.approx(0.3)
    reason = found["annual_revenue_churn"].reason
    assert reason is not None and "month" in reason.en


def test_churn_compounds() -> None:
    found = metrics(opening=100.0, churned=5.0, period="month")
    assert found["annual_revenue_churn"].value == pytest.approx(1 - 0.95**12)
    assert metrics(opening=100.0, churned=5.0, period="year")["annual_revenue_churn"].value == pytest.approx(0.05)


def test_burn_multiple() -> None:
    assert metrics(new=200_000.0, recurring="ARR", net_burn=600_000.0)["burn_multiple"].value == pytest.approx(3)
    # 10,000 of MRR are 120,000 of ARR
    assert metrics(new=10_000.0, net_burn=180_000.0)["burn_multiple"].value == pytest.approx(1.5)
    shrunk = metrics(opening=50.0, closing=40.0, net_burn=10.0)["burn_multiple"]
    assert shrunk.value is None and shrunk.reason is not None and "did not grow" in shrunk.reason.en
    gained = metrics(new=10.0, net_burn=-5.0)["burn_multiple"]
    assert gained.value is None and gained.reason is not None and gained.reason.zh == "没有消耗现金"


def test_rule_of_40_names_its_margin() -> None:
    found = metrics(growth=0.3, margin=0.12, margin_kind="EBITDA")["rule_of_40"]
    assert found.value == pytest.approx(0.42)
    assert "EBITDA" in found.label.en
    assert metrics(growth=0.3)["rule_of_40"].missing == ("margin",)


def test_runway_by_period() -> None:
    assert metrics(cash=2_000_000.0, net_burn=150_000.0, period="month")["runway_months"].value == pytest.approx(
        13.3333333
    )
    assert metrics(cash=100.0, net_burn=50.0, period="quarter")["runway_months"].value == pytest.approx(6)


@pytest.mark.parametrize(
    "told",
    [
        {"opening": 10.0, "churned": 8.0, "contraction": 4.0},  # lost more than there was
        {"opening": 10.0, "closing": 11.0, "churned": 0.0, "expansion": 5.0},  # would need negative new revenue
        {"opening": -1.0},
    ],
)
def test_impossible_movements_are_refused(told: dict[str, float]) -> None:
    with pytest.raises(ToolInputError):
        saas_metrics(Movements(**told))  # type: ignore[arg-type]


def test_nothing_to_keep() -> None:
    assert metrics(opening=0.0, churned=0.0)["nrr"].reason is not None


def test_benchmarks_have_a_source_and_stand_beside_the_value() -> None:
    known = load_benchmarks(paths.KNOWLEDGE / "benchmarks")
    assert all(b.source and b.year for b in known)
    rows = beside(known, {"burn_multiple": 3.0, "nrr": None})
    assert [r["standing"] for r in rows] == ["worse"]
    assert "Sacks" in rows[0]["text"]["en"]
    assert beside(known, {"ltv_to_cac": 3.0})[0]["standing"] == "better"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("kind: survey", "kind: gossip", 7), ("year: 2020", "year: 20", 11), ("low: 1", "lowest: 1", 5)],
)
def test_a_bad_benchmark_names_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    text = (
        "benchmarks:\n- id: a.b\n  metric: nrr\n  better: higher\n  low: 1\n  unit: fraction\n  kind: survey\n"
        "  segment: {en: x, zh: y}\n  bands: {en: x, zh: y}\n  source: somebody\n  year: 2020\n"
    )
    (tmp_path / "a.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_benchmarks(tmp_path)
    assert f"a.yaml:{line}" in str(error.value)
