from pathlib import Path
from typing import Any

import pytest

from eval.assertions import Failure
from eval.testing import failures_of, published_figure, tool_call

AFTER = [published_figure("profit.total", 10.0, "base"), published_figure("profit.total", 25.0, "what-if 1")]


def names(failures: list[Failure]) -> list[str]:
    return [failure.assertion for failure in failures]


@pytest.mark.parametrize(
    ("expect", "user", "reply", "passes"),
    [
        ("same_as_user", "en", "Your profit falls (转化率 15%).", True),
        ("same_as_user", "zh", "Your profit falls.", False),
        ("same_as_user", "zh", "LTV 与 CAC 之比为 3。", True),
        ("zh", "en", "利润下降。", True),
        ("en", "en", "利润下降。", False),
        ("en", "en", "123", False),
        ("zh", "zh", "画布已导出到 `/tmp/tmp6yw/exports/canvas.json`。", True),
        ("zh", "zh", "见 /srv/data/exports/my/long/canvas/file.md 文件。", True),
        ("zh", "zh", "LTV 600 USD、CAC 200 USD、LTV:CAC 3，健康。", True),
        ("zh", "zh", "销售/市场/研发三项合计 about 12", True),
        ("zh", "zh", "Exported the canvas to 文件。", False),
    ],
)
def test_language(expect: str, user: str, reply: str, passes: bool) -> None:
    assert (not failures_of(f"reply: {{language: {expect}}}", user, reply=reply)) == passes


@pytest.mark.parametrize(
    ("expect", "passes"),
    [
        ("contains_any: [nothing, PROFIT]", True),
        ("contains_any: [nothing, loss]", False),
        ("contains_any: []", True),
        ("contains_any: profit", True),
        ("contains_all: [Profit, '15%']", True),
        ("contains_all: [profit, loss]", False),
        ("contains_all: []", True),
        ("not_contains: [loss]", True),
        ("not_contains: [pROFIT]", False),
        ("not_regex: ['^is']", True),
        ("not_regex: ['Traceback', '\\d+%']", False),
        ("not_regex: ['PROFIT']", True),
        ("not_regex: ['(?i)PROFIT']", False),
        ("contains_any: {en: [profit], zh: [利润]}", True),
        ("contains_any: {en: [loss], zh: [profit]}", False),
        ("contains_all: {zh: [利润]}", True),
        ("asks: false", True),
        ("asks: true", False),
        ("grounded: true", True),
        ("grounded: false", False),
    ],
)
def test_words(expect: str, passes: bool) -> None:
    failures = failures_of(f"reply: {{{expect}}}", reply="The profit is up 15%")
    assert (not failures) == passes
    assert set(names(failures)) <= {f"reply.{expect.partition(':')[0]}"}


def test_a_single_value_needs_no_list() -> None:
    assert failures_of("reply: {states_figures: profit.total}", reply="25", figures=AFTER) == []
    assert names(failures_of("tools: {forbidden: a}", tools=[tool_call("a")])) == ["tools.forbidden"]


def test_grounded_names_the_tokens() -> None:
    (failure,) = failures_of("reply: {grounded: true}", reply="About 17%", ungrounded=["17%"])
    assert (failure.expected, failure.got) == (True, ["17%"])
    assert failures_of("reply: {grounded: false}", ungrounded=["17%"]) == []


def test_a_question_needs_a_question_mark() -> None:
    assert failures_of("reply: {asks: true}", reply="哪个转化率？", asks=True) == []
    assert names(failures_of("reply: {asks: true}", reply="Tell me which.", asks=True)) == ["reply.asks"]
    assert names(failures_of("reply: {asks: false}", reply="Which?", asks=True)) == ["reply.asks"]


@pytest.mark.parametrize(
    ("value", "unit", "reply", "stated"),
    [
        (-3120.5, "USD", "Profit is −$3,120.50 a month.", True),
        (-3120.5, "USD", "You lose $3,121 a month.", True),
        (-3120.5, "USD", "You lose $3.1k a month.", True),
        (-3120.5, "USD", "亏损3120.5美元", True),
        (-3120.5, "USD", "亏损约0.31万美元", True),
        (-3120.5, "USD", "You lose $3,122 a month.", False),
        (-3120.5, "USD", "1,3120.5", False),
        (-30994765.0, "USD", "−30.99 million", True),
        (-30994765.0, "USD", "亏损 3,099.5 万", True),
        (-30994765.0, "USD", "亏损 3,099.4 万", False),
        (-30994765.0, "USD", "-US$31M", True),
        (0.15, "fraction", "15%", True),
        (0.15, "fraction", "15 percent", True),
        (0.15, "fraction", "0.15", True),
        (0.15, "fraction", "1.5%", False),
        (0.05, "fraction", "提高5个百分点", True),
        (0.40994765, "fraction", "41.0%", True),
        (0.40994765, "fraction", "40%", False),
        (6.6667, "months", "6.7 months", True),
        (24.6, "months", "4 months", False),
        (0.0, "USD", "0 USD", True),
        (0.3, "USD", "0 USD", False),
    ],
)
def test_states_figures(value: float, unit: str, reply: str, stated: bool) -> None:
    figures = [published_figure("x", value, None, unit)]
    assert (not failures_of("reply: {states_figures: [x]}", reply=reply, figures=figures)) == stated


def test_a_figure_that_was_not_published_is_not_stated() -> None:
    (failure,) = failures_of("reply: {states_figures: [y]}", reply="25")
    assert failure.expected == {"figure": "y", "value": "not published"}
    assert failures_of("reply: {states_figures: ['profit.total@base']}", reply="10", figures=AFTER) == []


def citation(n: int, path: str, heading: str) -> dict[str, Any]:
    return {"n": n, "title": "t", "path": path, "heading": heading, "quote": "q"}


def test_citations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.assertions.citations.ROOT", tmp_path)
    (tmp_path / "a.md").write_text("---\ntitle: Pricing\n---\n# Price pages\n\n## Free trials\n", encoding="utf-8")
    good, nested = citation(1, "a.md", "Free trials"), citation(2, "a.md", "Pricing > free trials")
    title = citation(3, "a.md", "Pricing")
    expect = "reply: {citations: {min: 2, must_resolve: true}}"
    assert failures_of(expect, reply="So [1], [2] and 【3】.", citations=[good, nested, title]) == []
    assert failures_of(expect, reply="So [1, 3].", citations=[good, nested, title]) == []
    assert names(failures_of(expect, reply="So [1].", citations=[good, nested])) == ["reply.citations.min"]
    resolve = "reply: {citations: {must_resolve: true}}"
    assert failures_of(resolve, reply="nothing cited") == []
    assert "no such entry" in failures_of(resolve, reply="So [4].", citations=[good])[0].got
    assert "no file" in failures_of(resolve, reply="So [1].", citations=[citation(1, "b.md", "x")])[0].got
    assert "no heading" in failures_of(resolve, reply="So [1].", citations=[citation(1, "a.md", "Other")])[0].got
    assert failures_of("reply: {citations: {min: 1}}", reply="So [1].", citations=[citation(1, "b.md", "x")]) == []
