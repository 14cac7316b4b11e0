"""The golden set: the committed cases, the plain loops that made them, and the engine agree."""

from __future__ import annotations

import json
from typing import Any

import pytest
from golden.plain_models import CASES, ORACLES, cases

from assistant.finance import FinanceModel, evaluate

GOLDEN: list[dict[str, Any]] = json.loads(CASES.read_text(encoding="utf-8"))


def test_there_are_enough_cases_of_every_model(models: dict[str, FinanceModel]) -> None:
    assert len(GOLDEN) >= 200
    assert {case["model"] for case in GOLDEN} == set(models) == set(ORACLES)


def test_the_script_still_makes_the_committed_cases() -> None:
    for kept, made in zip(GOLDEN, cases(), strict=True):
        assert kept["inputs"] == made["inputs"]
        assert kept["results"] == pytest.approx(made["results"], rel=1e-12)


@pytest.mark.parametrize("number", range(len(GOLDEN)))
def test_the_engine_agrees(models: dict[str, FinanceModel], number: int) -> None:
    case = GOLDEN[number]
    found = evaluate(models[case["model"]], case["inputs"])
    for name, value in case["results"].items():
        assert found.values[name] == pytest.approx(value, rel=1e-9, abs=1e-6), name
    shown = {n for n in found.values if ".month_" not in n} - {"profit_margin", "cac", "ltv_over_horizon"}
    assert shown <= set(case["results"]), shown - set(case["results"])
