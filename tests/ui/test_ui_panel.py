from __future__ import annotations

from typing import Any

import pytest

from assistant import paths
from assistant.events import ToolFinished
from assistant.finance import Change, FinanceModel, load_models, what_if
from assistant.finance.report import what_if_data
from ui.charts import comparison_chart
from ui.desk import after
from ui.i18n import words
from ui.panel import Numbers, inputs_html, results_html

EN, ZH = words("en"), words("zh")


@pytest.fixture(scope="module")
def models() -> dict[str, FinanceModel]:
    return dict(load_models(paths.KNOWLEDGE / "models"))


@pytest.fixture(scope="module")
def data(models: dict[str, FinanceModel]) -> dict[str, Any]:
    model = models["subscription"]
    return dict(what_if_data(what_if(model, model.defaults, [Change("conversion", "set", 0.15)]), "what-if 1", [], []))


def test_without_a_model_the_panel_says_how_to_begin(models: dict[str, FinanceModel]) -> None:
    assert "No numbers yet" in results_html(Numbers(), models, EN)
    assert inputs_html(Numbers(), models, EN) == ""


def test_before_after_and_change_by_hand(models: dict[str, FinanceModel], data: dict[str, Any]) -> None:
    # Customers in month 12 at 5 % churn: 100 x (1 - 0.95^12) / 0.05 = 919.28; half as many again at 15 %.
    # Profit: 919.28 x 30 - 35000 = -7421.6; 1378.92 x 30 - 35000 = 6367.6.
    html = results_html(Numbers({"template": "subscription"}, data), models, EN)
    assert "conversion rate: 10% → 15%" in html
    row = (
        '<th scope="row">profit in month 12</th><td>−$7,422/month</td><td>$6,368/month</td><td class="up">+$13,789</td>'
    )
    assert row in html
    assert "<td>919 customers</td><td>1,379 customers</td>" in html


def test_chinese_panel(models: dict[str, FinanceModel], data: dict[str, Any]) -> None:
    html = results_html(Numbers({"template": "subscription"}, data), models, ZH)
    assert "转化率：10% → 15%" in html
    assert "变动前" in html and "变动后" in html


def test_numbers_nobody_stated_are_marked(models: dict[str, FinanceModel]) -> None:
    html = inputs_html(Numbers({"template": "subscription", "inputs": {"price": 49}, "stated": ["price"]}), models, EN)
    assert '<tr class="stated"><th scope="row">price per month</th><td>$49/month</td>' in html
    assert html.count('class="tag example"') == len(models["subscription"].inputs) - 1


def test_inputs_are_in_the_currency_of_the_conversation(models: dict[str, FinanceModel]) -> None:
    finance = {"template": "subscription", "inputs": {"price": 299.0}, "stated": ["price"], "currency": "CNY"}
    html = inputs_html(Numbers(finance), models, ZH)
    assert "¥299/月" in html and "$" not in html


def test_a_new_base_case_replaces_the_what_if(data: dict[str, Any]) -> None:
    def finished(name: str, result: dict[str, Any], error: str | None = None) -> ToolFinished:
        return ToolFinished("c", name, {}, result, [], error, 0.0)

    numbers = after(Numbers(), finished("what_if", data))
    assert numbers.comparison == data
    assert after(numbers, finished("what_if", {}, "no")) == numbers
    base = {"outputs": [], "inputs": []}
    assert after(numbers, finished("set_finance_model", base)) == Numbers({}, None, base)


def test_chart_shows_both_lines(data: dict[str, Any]) -> None:
    figure = comparison_chart(data, ZH)
    assert figure is not None
    before, after_ = figure.data
    assert (before.name, after_.name) == ("变动前", "变动后")
    assert list(before.x) == list(range(1, 25))
    assert before.y[0] == pytest.approx(100 * 30 - 35000)
    assert after_.y[0] == pytest.approx(150 * 30 - 35000)


def test_no_chart_without_a_change(data: dict[str, Any]) -> None:
    assert comparison_chart(None, EN) is None
    assert comparison_chart({**data, "changes": []}, EN) is None
