"""What-if tables against hand-computed values of the subscription model."""

from __future__ import annotations

import pytest

from assistant import paths
from assistant.errors import ToolInputError
from assistant.finance import Change, evaluate, load_models
from assistant.finance.table import AxisRequest, span, what_if_table
from assistant.finance.table_report import table_data, table_figures

MODELS = load_models(paths.KNOWLEDGE / "models")
MODEL = MODELS["subscription"]


def customers(month: int, churn: float, new: float = 100.0) -> float:
    return new * (1 - (1 - churn) ** month) / churn


def test_a_grid_has_every_combination() -> None:
    table = what_if_table(
        MODEL, MODEL.defaults, AxisRequest("price", (29, 39, 49)), AxisRequest("churn", low=0.03, high=0.08)
    )
    assert table.output == "profit.month_12"
    assert table.column is not None
    assert table.column.values == (0.03, 0.04, 0.05, 0.06, 0.07, 0.08)
    for price, row in zip((29, 39, 49), table.cells, strict=True):
        for churn, cell in zip(table.column.values, row, strict=True):
            assert cell == pytest.approx(customers(12, churn) * (price - 9) - 35000, rel=1e-9)
    assert table.base == pytest.approx(-7421.605254, rel=1e-6)


def test_one_input_gives_one_cell_a_row() -> None:
    table = what_if_table(MODEL, MODEL.defaults, AxisRequest("conversion", (0.05, 0.1, 0.2)), output="ltv_to_cac")
    assert [row[0] for row in table.cells] == pytest.approx([1.5, 3, 6])


def test_fixed_changes_hold_in_every_cell() -> None:
    table = what_if_table(MODEL, MODEL.defaults, AxisRequest("price", (39, 49)), changes=[Change("churn", "set", 0.03)])
    assert [r[0] for r in table.cells] == pytest.approx([customers(12, 0.03) * p - 35000 for p in (30, 40)])


@pytest.mark.parametrize("axis", ["row", "column"])
def test_the_horizon_can_vary(axis: str) -> None:
    horizon, price = AxisRequest("horizon", (6, 12, 24)), AxisRequest("price", (39, 49))
    row, column = (horizon, price) if axis == "row" else (price, horizon)
    table = what_if_table(MODEL, MODEL.defaults, row, column, "profit.total")
    cells = table.cells if axis == "row" else list(zip(*table.cells, strict=True))
    for months, cell in zip((6, 12, 24), cells, strict=True):
        expected = evaluate(MODEL, {**MODEL.defaults, "horizon": months}).values["profit.total"]
        assert cell[0] == pytest.approx(expected)


def test_what_has_no_value_stays_empty() -> None:
    table = what_if_table(MODEL, MODEL.defaults, AxisRequest("churn", (0, 0.05)), output="ltv")
    assert table.cells == ((None,), (pytest.approx(600),))
    assert any("—" in n["zh"] for n in table_data(table, [], [])["notes"])


@pytest.mark.parametrize(
    ("low", "high", "steps", "expected"),
    [
        (0.03, 0.08, None, (0.03, 0.04, 0.05, 0.06, 0.07, 0.08)),
        (29, 49, None, (29, 34, 39, 44, 49)),
        (500, 2000, None, (500, 750, 1000, 1250, 1500, 1750, 2000)),
        (10, 20, 3, (10, 15, 20)),
        (5, 5, None, (5,)),
    ],
)
def test_ranges_fall_into_neat_steps(low: float, high: float, steps: int | None, expected: tuple[float, ...]) -> None:
    assert span(low, high, steps) == pytest.approx(expected)


def test_without_values_the_input_varies_around_the_present_one_and_says_so() -> None:
    table = what_if_table(MODEL, MODEL.defaults, AxisRequest("price"))
    assert table.row.values[0] == pytest.approx(31.2)
    assert table.row.values[-1] == pytest.approx(46.8)
    assert any("20%" in n["en"] and "20%" in n["zh"] for n in table_data(table, [], [])["notes"])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (AxisRequest("nonsense", (1, 2)), None),
        (AxisRequest("churn", (0.05, 3.0)), None),
        (AxisRequest("price", (1, 2)), AxisRequest("price", (3, 4))),
        (AxisRequest("starting_customers"), None),
        (AxisRequest("price", low=10, high=20, steps=1), None),
        (AxisRequest("price", tuple(range(1, 39))), AxisRequest("trials", tuple(range(1, 39)))),
        (AxisRequest("price", tuple(range(1, 60))), None),
    ],
)
def test_what_cannot_be_tabulated_is_refused_in_both_languages(row: AxisRequest, column: AxisRequest | None) -> None:
    with pytest.raises(ToolInputError) as caught:
        what_if_table(MODEL, MODEL.defaults, row, column)
    assert caught.value.en
    assert caught.value.zh


def test_every_number_shown_is_published() -> None:
    table = what_if_table(
        MODEL, MODEL.defaults, AxisRequest("price", (29, 39)), AxisRequest("churn", (0.05, 0.08)), "revenue.month_6"
    )
    figures = {(f.id, f.scenario): f.value for f in table_figures(table, "zh")}
    data = table_data(table, [], [])
    for i, row in enumerate(data["rows"], start=1):
        assert figures[f"input.price.table.{i}", "table"] == row["value"]
        for j, cell in enumerate(row["cells"], start=1):
            assert figures[f"revenue.month_6.table.{i}.{j}", "table"] == cell["value"]
    assert data["rows"][1]["cells"][0]["is_base"]
    assert not data["rows"][0]["cells"][0]["is_base"]
    assert data["best"] == {"row": 39, "column": 0.05, "value": pytest.approx(39 * customers(6, 0.05))}
