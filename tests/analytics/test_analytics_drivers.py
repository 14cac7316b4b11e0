"""Drivers against data with known effects, and against data without any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assistant.analytics.drivers.explain import Explanation, explain
from assistant.analytics.drivers.leakage import area_under_curve
from assistant.analytics.drivers.naming import find_columns, resolve_column
from assistant.analytics.drivers.predict import predict_rows
from assistant.analytics.drivers.report import drivers_data, drivers_figures
from assistant.analytics.drivers.segments import explain_by
from assistant.analytics.drivers.target import choose_target
from assistant.analytics.tables import Column, Table, read_table
from assistant.errors import ToolInputError

CUSTOMERS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "customers"
TELCO = ["customerID", "gender", "tenure", "Contract", "PaymentMethod", "MonthlyCharges", "TotalCharges", "Churn"]


def table_of(path: Path, **columns: Any) -> Table:
    file = path / "t.csv"
    pd.DataFrame(columns).to_csv(file, index=False)
    return read_table(file)


def told(found: Explanation) -> dict[str, float]:
    return {d.importance.name: d.effect.change / d.effect.step for d in found.drivers}


@pytest.fixture
def spending(tmp_path: Path) -> Table:
    """spend = 100 + 3·visits + 40 if premium + noise of 10; colour does nothing."""
    rng = np.random.default_rng(3)
    visits, premium = rng.integers(0, 40, 600), rng.random(600) < 0.4
    return table_of(
        tmp_path,
        customer_id=[f"C{i:05d}" for i in range(600)],
        visits=visits,
        plan=np.where(premium, "premium", "basic"),
        colour=rng.choice(["red", "blue", "green"], 600),
        spend_amount=np.round(100 + 3 * visits + 40 * premium + rng.normal(0, 10, 600), 2),
    )


def test_known_effects_are_found_with_their_size(spending: Table) -> None:
    found = explain(spending, choose_target(spending, "what drives spending"))
    assert found.target.name == "spend_amount"
    assert found.chosen.kind == "linear"  # the truth is lines, so trees must not win
    effects = told(found)
    assert effects["visits"] == pytest.approx(3.0, abs=0.15)
    assert effects["plan"] == pytest.approx(40.0, abs=3.0)
    assert [d.importance.name for d in found.drivers] == ["visits", "plan"]
    assert "colour" in found.idle and "customer_id" in found.excluded
    # R² of the truth: var(3·visits + 40·premium) / (that + 100)
    signal = 9 * (40**2 - 1) / 12 + 1600 * 0.24
    assert found.chosen.score.explained == pytest.approx(signal / (signal + 100), abs=0.02)
    assert found.chosen.score.error == pytest.approx(10 * np.sqrt(2 / np.pi), rel=0.08)  # MAE of normal noise
    for driver in found.drivers:
        assert driver.effect.change_low < driver.effect.change < driver.effect.change_high


def test_intervals_of_predictions_hold(spending: Table) -> None:
    found = explain(spending, choose_target(spending, "spend_amount"))
    (one,) = predict_rows(found, [{"visits": 10, "plan": "Premium"}])
    assert one.value == pytest.approx(170, abs=4)
    assert one.high - one.value == pytest.approx(1.2816 * 10, rel=0.12)  # 80 % of a normal lie within 1.28 sd
    assert one.assumed == ("colour",)
    with pytest.raises(ToolInputError, match="basic"):
        predict_rows(found, [{"plan": "gold"}])


def test_noise_is_called_noise(tmp_path: Path) -> None:
    false = 0
    for seed in range(5):
        rng = np.random.default_rng(seed)
        table = table_of(
            tmp_path,
            a=rng.normal(size=150),
            b=rng.choice(list("xyz"), 150),
            c=rng.normal(size=150),
            y=rng.normal(size=150),
        )
        found = explain(table, choose_target(table, "y"))
        false += found.signal
        assert found.signal or not found.drivers
    assert false == 0
    text = drivers_data(found, "t.csv")["headline"]
    assert text["en"].startswith("No signal") and text["zh"].startswith("没有信号")


def test_leakage_is_left_out_with_its_reason(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    usage = rng.normal(50, 10, 400)
    left = rng.random(400) < 1 / (1 + np.exp((usage - 48) / 4))
    table = table_of(
        tmp_path,
        usage=usage,
        churn_reason=np.where(left, "price", None),
        exit_survey=np.where(left, rng.integers(1, 6, 400), np.nan),
        account_closed=np.where(left, "y", "n"),
        email=[f"u{i}@example.com" for i in range(400)],
        churned=np.where(left, "yes", "no"),
    )
    found = explain(table, choose_target(table, "churn"))
    assert set(found.excluded) == {"churn_reason", "exit_survey", "account_closed", "email"}
    assert "afterwards" in found.excluded["account_closed"].en
    assert [d.importance.name for d in found.drivers] == ["usage"]
    assert found.drivers[0].effect.shape == "falls"
    expected = area_under_curve(left.astype(float), -usage)  # the best any model can do here is the truth itself
    assert found.chosen.score.area == pytest.approx(expected, abs=0.02)


def test_what_is_computed_from_columns_is_not_explained_by_them(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    price, count = rng.uniform(5, 50, 200).round(2), rng.integers(1, 30, 200)
    table = table_of(tmp_path, price=price, quantity=count, region=rng.choice(["N", "S"], 200), revenue=price * count)
    found = explain(table, choose_target(table, "revenue"))
    assert set(found.excluded) == {"price", "quantity"}
    assert found.excluded["price"].en == "revenue is price × quantity"
    asked = explain(table, choose_target(table, "revenue"), features=("price", "quantity"))
    assert asked.signal  # whoever names them gets them


def test_rows_of_one_customer_are_held_out_together(tmp_path: Path) -> None:
    """A customer's level is all there is; with its rows apart, the noisy copy of it would look like a driver."""
    rng = np.random.default_rng(4)
    who = np.repeat(np.arange(40), 6)
    trait, level = rng.normal(size=40)[who], rng.normal(size=40)[who]
    table = table_of(tmp_path, customer_id=[f"K{w:04d}" for w in who], trait=trait, y=level + rng.normal(0, 0.1, 240))
    found = explain(table, choose_target(table, "y"))
    assert not found.signal
    assert any("customer_id" in n.en for n in found.notes)


def test_groups_have_their_own_drivers(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    x, where = rng.normal(size=600), rng.choice(["north", "south"], 600)
    y = np.where(where == "north", 5 * x, -5 * x) + rng.normal(size=600)
    table = table_of(tmp_path, x=x, region=where, y=y)
    parts = {s.label.en: s.found for s in explain_by(table, choose_target(table, "y"), "region")}
    slopes = {
        name: found.drivers[0].effect.change / found.drivers[0].effect.step for name, found in parts.items() if found
    }
    assert slopes == {"north": pytest.approx(5, abs=0.3), "south": pytest.approx(-5, abs=0.3)}


def test_gaps_rare_levels_and_skew_do_not_break_it(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    size = rng.lognormal(3, 1, 500)
    city = np.where(rng.random(500) < 0.02, [f"village {i}" for i in range(500)], "城市")
    income = np.exp(1 + 0.8 * np.log(size) + rng.normal(0, 0.3, 500)) * np.where(rng.random(500) < 0.03, 6, 1)
    table = table_of(tmp_path, size=np.where(rng.random(500) < 0.2, np.nan, size), city=city, income=income)
    found = explain(table, choose_target(table, "收入"))
    assert found.target.log and found.signal
    assert found.drivers[0].importance.name == "size"
    assert any(f.gaps for f in found.features)


def test_words_find_columns_in_both_languages() -> None:
    assert [find_columns(t, TELCO)[0].name for t in ("为什么客户流失", "monthly charges", "合同类型", "性别")] == [
        "Churn", "MonthlyCharges", "Contract", "gender",
    ]  # fmt: skip
    assert resolve_column("contract type", TELCO, ("use", "使用")) == "Contract"
    with pytest.raises(ToolInputError) as several:
        resolve_column("charges", TELCO, ("explain", "解释"))
    assert several.value.choices[:2] == ("MonthlyCharges", "TotalCharges") and several.value.question
    with pytest.raises(ToolInputError, match="no column"):
        resolve_column("weather", TELCO, ("explain", "解释"))


def test_unusable_targets_say_what_to_give(tmp_path: Path) -> None:
    table = table_of(tmp_path, plan=["a", "b", "c", "d"] * 20, n=range(80), m=[1.5, 2.5] * 40)
    with pytest.raises(ToolInputError, match="chance of which one") as which:
        choose_target(table, "plan")
    assert which.value.choices == ("a", "b", "c", "d")
    assert choose_target(table, "plan", "B").values.mean() == 0.25
    small = table_of(tmp_path, a=range(10), y=[1.0, 2.5] * 5)
    with pytest.raises(ToolInputError, match="at least 30"):
        explain(small, choose_target(small, "y"))


@pytest.mark.slow
@pytest.mark.skipif(not CUSTOMERS.is_dir(), reason="shared data are not here")
def test_telco_churn() -> None:
    """Published models of this set reach an AUC of about 0.84 to 0.85; tenure and contract lead."""
    table = read_table(CUSTOMERS / "telco_churn_ibm.csv")
    found = explain(table, choose_target(table, "what drives churn"))
    assert found.target.outcome == "Yes"
    assert 0.84 < (found.chosen.score.area or 0) < 0.86
    assert {"tenure", "Contract"} <= {d.importance.name for d in found.drivers[:3]}
    ids = {f.id: f.value for f in drivers_figures(found, "en")}
    assert ids["drivers.mean"] == pytest.approx(1869 / 7043)


@pytest.mark.parametrize("seed", range(3))
def test_a_random_category_is_not_taken_for_a_leak(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = 900
    churned = np.where(random.random(rows) < 0.3, "yes", "no")
    calls = random.poisson(2 + 2 * (churned == "yes"))
    plan = np.array(["A", "B", "C", "D"])[random.integers(0, 2 + seed % 3, rows)]
    frame = pd.DataFrame({"churned": churned, "calls": calls.astype(float), "plan": plan})
    columns = (
        Column("churned", "flag", distinct=2),
        Column("calls", "number", distinct=int(frame["calls"].nunique())),
        Column("plan", "category", distinct=int(frame["plan"].nunique())),
    )
    table = Table(frame.astype({"churned": object, "plan": object}), columns, (), "t.csv")
    found = explain(table, choose_target(table, "churned", None))
    assert "plan" not in {name for name in found.excluded}
    assert "plan" in [f.name for f in found.features]
