"""Agreement with the published cases of another recogniser, after listed exceptions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant.language.quantities import WrittenNumber, find_numbers

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "quantities"
EXCEPTIONS = Path(__file__).with_name("recognizers_exceptions.yaml")
RATES = {"percent", "points"}
SELECTED: dict[str, Callable[[WrittenNumber], bool]] = {
    "Number_English_NumberModel": lambda n: True,
    "Number_Chinese_NumberModel": lambda n: True,
    "Number_English_PercentModel": lambda n: n.kind in RATES,
    "Number_Chinese_PercentModel": lambda n: n.kind in RATES or n.kind == "ratio",
    "NumberWithUnit_English_CurrencyModel": lambda n: n.kind == "money",
}


def disagreements(name: str) -> tuple[list[int], int]:
    """Indices of the cases whose values differ, and the number of cases."""
    cases = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8-sig"))
    return [i for i, case in enumerate(cases) if not _agrees(case, SELECTED[name])], len(cases)


def _agrees(case: dict[str, object], selected: Callable[[WrittenNumber], bool]) -> bool:
    results = case["Results"]
    assert isinstance(results, list)
    expected = [_value(r["Resolution"]["value"]) for r in results if (r.get("Resolution") or {}).get("value")]
    wanted = [v for v in expected if v is not None]
    got = [n.value for n in find_numbers(str(case["Input"])) if selected(n)]
    return len(got) == len(wanted) and all(
        g == pytest.approx(w, rel=1e-9, abs=1e-12) for g, w in zip(got, wanted, strict=True)
    )


def _value(text: str) -> float | None:
    if text == "null":
        return None
    return float(text.rstrip("%")) / 100 if text.endswith("%") else float(text)


@pytest.mark.skipif(not DATA.exists(), reason="reference data not present")
@pytest.mark.parametrize("name", sorted(SELECTED))
def test_agreement_with_recognizers(name: str) -> None:
    excepted = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))[name]
    listed = {int(i) for entry in excepted for i in entry["ids"]}
    assert all(entry["reason"] for entry in excepted)
    bad, total = disagreements(name)
    unexplained = [i for i in bad if i not in listed]
    counted = total - len(listed)
    assert 1 - len(unexplained) / counted >= 0.9, unexplained
    assert listed <= set(bad), f"no longer exceptions: {sorted(listed - set(bad))}"
