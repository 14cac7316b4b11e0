"""Several cases side by side: every chart that a tool of numbers publishes is drawn."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from assistant.finance import load_models
from assistant.finance.pricing import compare_pricing
from assistant.finance.pricing_report import pricing_data
from assistant.finance.session import base_case
from assistant.paths import KNOWLEDGE
from ui.charts import draw, tool_plots
from ui.i18n import words

LABEL = {"en": "profit", "zh": "利润"}
NAMES = [{"en": "base", "zh": "基准"}, {"en": "cheap", "zh": "低价"}]
LINES = {
    "kind": "lines",
    "title": LABEL,
    "unit": "USD",
    "x": [1, 2, 3],
    "series": [{"name": NAMES[0], "y": [-10.0, 0.0, 20.0]}, {"name": NAMES[1], "y": [1.0, 2.0]}],
}
GRID = {
    "kind": "grid",
    "title": LABEL,
    "unit": "USD",
    "x": [0.1, 0.15],
    "y": [39.0, 49.0],
    "x_title": {"en": "conversion rate", "zh": "转化率"},
    "y_title": {"en": "price", "zh": "单价"},
    "x_unit": "fraction",
    "y_unit": "USD",
    "z": [[-5000.0, 2000.0], [None, 10000.0]],
}


def drawn(spec: dict[str, Any], language: str = "en") -> Any:
    return draw(spec, words(language)).to_dict()


@pytest.mark.parametrize(("language", "names"), [("en", ("base", "cheap")), ("zh", ("基准", "低价"))])
def test_a_line_a_case_as_long_as_it_goes(language: str, names: tuple[str, str]) -> None:
    figure = drawn(LINES, language)
    assert tuple(t["name"] for t in figure["data"]) == names
    assert [list(t["x"]) for t in figure["data"]] == [[1, 2, 3], [1, 2]]
    looks = [(t["line"]["color"], t["line"]["dash"]) for t in figure["data"]]
    assert all(a[0] != b[0] and a[1] != b[1] for a, b in itertools.combinations(looks, 2))


def test_a_table_is_told_in_numbers_and_by_colour_around_nothing() -> None:
    figure = drawn(GRID, "zh")
    (heat,) = figure["data"]
    assert [list(row) for row in heat["text"]] == [["−$5,000", "$2,000"], ["—", "$1万"]]
    assert (heat["zmin"], heat["zmid"], heat["zmax"]) == (-10000.0, 0, 10000.0)
    assert list(figure["layout"]["xaxis"]["ticktext"]) == ["10%", "15%"]
    assert figure["layout"]["yaxis"]["title"]["text"] == "单价"


def test_a_table_of_one_input_is_bars() -> None:
    figure = drawn({**GRID, "x": [], "x_title": None, "x_unit": None, "z": [[-5000.0], [None]]})
    (bars,) = figure["data"]
    assert list(bars["y"]) == [-5000.0, None] and list(bars["text"]) == ["−$5k", "–"]
    assert figure["layout"]["xaxis"]["title"]["text"] == "price"


def test_bars_of_many_cases() -> None:
    (bars,) = drawn({"kind": "bars_many", "title": LABEL, "unit": "USD", "labels": NAMES, "y": [1e6, -2.0]})["data"]
    assert list(bars["text"]) == ["$1M", "−$2"]


@pytest.mark.filterwarnings("default")
def test_a_comparison_of_prices_has_its_chart_under_the_card() -> None:
    models = load_models(KNOWLEDGE / "models")
    stored = {"template": "subscription", "inputs": models["subscription"].defaults}
    found = compare_pricing(models, stored, base_case(models, stored), (), None)
    plots = tool_plots(pricing_data(found), words("en"))
    assert len(plots) == 1
