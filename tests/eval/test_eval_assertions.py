from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.assertions import Failure, Observed, parse_expect
from eval.testing import turn_record
from eval.yaml_nodes import Node

INPUTS = {"conversion": 0.10, "price": 39.0, "churn": 0.05}


def check(expect: str, language: str = "en", before: dict[str, Any] | None = None, **turn: Any) -> list[Failure]:
    root = yaml.compose(expect, Loader=yaml.SafeLoader)
    assert root is not None
    assertions = parse_expect(Node(Path("x.yaml"), root, "expect"), language)
    seen = Observed(turn_record("hi", **turn), language, before or {}, INPUTS)
    return [failure for assertion in assertions for failure in assertion.check(seen)]


def names(failures: list[Failure]) -> list[str]:
    return [failure.assertion for failure in failures]


def call(name: str, **args: Any) -> dict[str, Any]:
    return {"name": name, "args": args, "ok": True, "error": None}


def figure(name: str, value: float, scenario: str | None = None, unit: str = "USD", tool: str = "what_if") -> Any:
    parts = {"id": name, "label": name, "value": value, "unit": unit, "period": None}
    return {**parts, "scenario": scenario, "source": f"tool:{tool}#1"}


# --- tools ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "made", "passes"),
    [
        ("strict", "ab", True),
        ("strict", "ba", False),
        ("strict", "abc", False),
        ("strict", "a", False),
        ("ordered", "ab", True),
        ("ordered", "acb", True),
        ("ordered", "ba", False),
        ("ordered", "a", False),
        ("unordered", "ba", True),
        ("unordered", "abc", False),
        ("unordered", "aab", False),
        ("unordered", "b", False),
        ("superset", "cba", True),
        ("superset", "ac", False),
        ("subset", "", True),
        ("subset", "b", True),
        ("subset", "bb", True),
        ("subset", "abc", False),
    ],
)
def test_modes(mode: str, made: str, passes: bool) -> None:
    failures = check(f"tools: {{mode: {mode}, calls: [{{name: a}}, b]}}", tools=[call(name) for name in made])
    assert (not failures) == passes
    assert set(names(failures)) <= {"tools.calls"}


def test_superset_is_the_default_and_strict_without_calls_allows_none() -> None:
    assert check("tools: {calls: [{name: a}]}", tools=[call("b"), call("a")]) == []
    assert check("tools: {mode: strict}", tools=[]) == []
    (failure,) = check("tools: {mode: strict}", tools=[call("a", x=1)])
    assert failure.got == [{"name": "a", "args": {"x": 1}}]


def test_an_expected_call_needs_an_actual_call_of_its_own() -> None:
    twice = "tools: {calls: [{name: a, args: {k: 1}}, {name: a}]}"
    assert check(twice, tools=[call("a", k=2), call("a", k=1)]) == []
    assert names(check(twice, tools=[call("a", k=1)])) == ["tools.calls"]


def test_forbidden() -> None:
    expect = "tools: {forbidden: [edit_canvas, undo_canvas]}"
    assert check(expect, tools=[call("what_if")]) == []
    (failure,) = check(expect, tools=[call("edit_canvas", op="add")])
    assert (failure.assertion, failure.line) == ("tools.forbidden", 1)


@pytest.mark.parametrize(
    ("expected", "got", "passes"),
    [
        ("{a: 1}", {"a": 1.0, "more": 2}, True),
        ("{a: 1}", {"a": 1.001}, False),
        ("{a: 1}", {"a": "1"}, True),
        ("{a: 1}", {"a": True}, False),
        ("{a: 1}", {}, False),
        ("{a: Draft}", {"a": "dRAFT "}, True),
        ("{a: Draft}", {"a": "drafts"}, False),
        ("{a: true}", {"a": True}, True),
        ("{a: true}", {"a": 1}, False),
        ("{a: null}", {"a": None}, True),
        ("{a: null}", {}, False),
        ("{a: {b: 2, c: x}}", {"a": {"b": 2, "c": "X", "d": 0}}, True),
        ("{a: {b: 2}}", {"a": 2}, False),
        ("{a: [1, x]}", {"a": [1, "X"]}, True),
        ("{a: [1, x]}", {"a": ["x", 1]}, False),
        ("{a: [{op: add}]}", {"a": [{"op": "add", "text": "t"}]}, True),
        ("{a: [{op: add}]}", {"a": [{"op": "add"}, {"op": "remove"}]}, False),
        ("{a: {approx: 100, rel: 0.01}}", {"a": 101}, True),
        ("{a: {approx: 100, rel: 0.01}}", {"a": 101.1}, False),
        ("{a: {approx: 100, abs: 0.5}}", {"a": 99.5}, True),
        ("{a: {approx: 100, abs: 0.5}}", {"a": 99.4}, False),
        ("{a: {approx: 100, rel: 0.001, abs: 3}}", {"a": 103}, True),
        ("{a: {approx: 100}}", {"a": 100.00001}, True),
        ("{a: {approx: 100}}", {"a": 100.01}, False),
        ("{a: {approx: 0.15, abs: 1e-6}}", {"a": 0.1500005}, True),
    ],
)
def test_arguments(expected: str, got: dict[str, Any], passes: bool) -> None:
    failures = check(f"tools: {{calls: [{{name: t, args: {expected}}}]}}", tools=[call("t", **got)])
    assert (not failures) == passes
    assert all(name.startswith("tools.t.args.a") for name in names(failures))


def test_the_argument_that_differs_is_named_with_its_line() -> None:
    expect = "tools:\n  calls:\n  - name: t\n    args:\n      a: 1\n      b:\n        c: 2\n"
    (failure,) = check(expect, tools=[call("t", a=1, b={"c": 3})])
    assert failure == Failure("tools.t.args.b.c", 7, 2.0, 3)


@pytest.mark.parametrize(
    ("expected", "got", "passes"),
    [
        (("conversion", "set", "0.15"), ("conversion", "set", 0.15), True),
        (("conversion", "set", "0.15"), ("conversion", "change_by", 0.05), True),
        (("conversion", "set", "0.15"), ("conversion", "multiply", 1.5), True),
        (("conversion", "set", "0.15"), ("conversion", "set", 15), False),
        (("conversion", "set", "0.15"), ("Conversion", "set", 0.15), True),
        (("conversion", "set", "0.15"), ("churn", "set", 0.15), False),
        (("conversion", "change_by", "0.05"), ("conversion", "set", 0.15), True),
        (("conversion", "change_by", "0.05"), ("conversion", "multiply", 1.05), False),
        (("price", "multiply", "{approx: 0.8, abs: 0.01}"), ("price", "set", 31.5), True),
        (("price", "multiply", "{approx: 0.8, abs: 0.01}"), ("price", "set", 32), False),
        (("price", "multiply", "2"), ("price", "change_by", 39), True),
        (("unknown", "change_by", "1"), ("unknown", "change_by", 1), True),
        (("unknown", "change_by", "1"), ("unknown", "set", 1), False),
    ],
)
def test_changes_are_equal_when_the_resulting_input_is(expected: Any, got: Any, passes: bool) -> None:
    variable, relation, value = expected
    changes = f"[{{variable: {variable}, relation: {relation}, value: {value}}}]"
    made = [dict(zip(("variable", "relation", "value"), got, strict=True))]
    failures = check(
        f"tools: {{calls: [{{name: what_if, args: {{changes: {changes}}}}}]}}", tools=[call("what_if", changes=made)]
    )
    assert (not failures) == passes
    assert set(names(failures)) <= {"tools.what_if.args.changes"}


def test_changes_are_a_set() -> None:
    expect = "tools: {calls: [{name: what_if, args: {changes: [{variable: price}, {variable: churn, value: 0.04}]}}]}"
    price = {"variable": "price", "relation": "set", "value": 49}
    churn = {"variable": "churn", "relation": "set", "value": 0.04}
    assert check(expect, tools=[call("what_if", changes=[churn, price])]) == []
    assert check(expect, tools=[call("what_if", changes=[churn])])
    assert check(expect, tools=[call("what_if", changes=[churn, price, churn])])
    assert check(expect, tools=[call("what_if")])


# --- figures ----------------------------------------------------------------------------------------------------------

AFTER = [figure("profit.total", 10.0, "base"), figure("profit.total", 25.0, "what-if 1")]


@pytest.mark.parametrize(
    ("asked", "value", "passes"),
    [
        ("profit.total", "25", True),
        ("profit.total", "10", False),
        ("profit.total@base", "10", True),
        ("profit.total@Base", "25", False),
        ("profit.total@what-if 1", "25", True),
        ("profit.total@what-if 2", "25", False),
        ("profit.total", "{approx: 24, rel: 0.05}", True),
        ("profit.month_12", "25", False),
    ],
)
def test_figures_of_a_call(asked: str, value: str, passes: bool) -> None:
    expect = f"tools: {{calls: [{{name: what_if, figures: {{'{asked}': {value}}}}}]}}"
    failures = check(expect, tools=[call("what_if")], figures=AFTER)
    assert (not failures) == passes
    assert set(names(failures)) <= {f"tools.what_if.figures.{asked}"}


def test_base_figures_count_where_there_are_no_others_and_own_figures_first() -> None:
    expect = "tools: {calls: [{name: unit_economics, figures: {cac: 200}}]}"
    assert check(expect, tools=[call("unit_economics")], figures=[figure("cac", 200.0, "base")]) == []
    both = [figure("cac", 200.0, None, tool="what_if"), figure("cac", 150.0, None, tool="unit_economics")]
    (failure,) = check(expect, tools=[call("unit_economics")], figures=both)
    assert failure.got == [150.0]


def test_null_says_that_a_figure_has_no_value() -> None:
    expect = "tools: {calls: [{name: what_if, figures: {ltv: null}}]}"
    before, other = figure("ltv", 600.0, "base"), figure("cac", 200.0, "what-if 1")
    assert check(expect, tools=[call("what_if")], figures=[before, other]) == []
    assert check(expect, tools=[call("what_if")], figures=[]) == []
    (failure,) = check(expect, tools=[call("what_if")], figures=[before, figure("ltv", 700.0, "what-if 1")])
    assert (failure.expected, failure.got) == ("not published", [700.0])
    assert check(expect, tools=[call("what_if")], figures=[before])
    assert check(expect.replace("ltv", "'ltv@base'"), tools=[call("what_if")], figures=[before, other])


# --- reply ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expect", "user", "reply", "passes"),
    [
        ("same_as_user", "en", "Your profit falls (转化率 15%).", True),
        ("same_as_user", "zh", "Your profit falls.", False),
        ("same_as_user", "zh", "LTV 与 CAC 之比为 3。", True),
        ("zh", "en", "利润下降。", True),
        ("en", "en", "利润下降。", False),
        ("en", "en", "123", False),
    ],
)
def test_language(expect: str, user: str, reply: str, passes: bool) -> None:
    assert (not check(f"reply: {{language: {expect}}}", user, reply=reply)) == passes


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
    failures = check(f"reply: {{{expect}}}", reply="The profit is up 15%")
    assert (not failures) == passes
    assert set(names(failures)) <= {f"reply.{expect.partition(':')[0]}"}


def test_a_single_value_needs_no_list() -> None:
    assert check("reply: {states_figures: profit.total}", reply="25", figures=AFTER) == []
    assert names(check("tools: {forbidden: a}", tools=[call("a")])) == ["tools.forbidden"]


def test_grounded_names_the_tokens() -> None:
    (failure,) = check("reply: {grounded: true}", reply="About 17%", ungrounded=["17%"])
    assert (failure.expected, failure.got) == (True, ["17%"])
    assert check("reply: {grounded: false}", ungrounded=["17%"]) == []


def test_a_question_needs_a_question_mark() -> None:
    assert check("reply: {asks: true}", reply="哪个转化率？", asks=True) == []
    assert names(check("reply: {asks: true}", reply="Tell me which.", asks=True)) == ["reply.asks"]
    assert names(check("reply: {asks: false}", reply="Which?", asks=True)) == ["reply.asks"]


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
    figures = [figure("x", value, None, unit)]
    assert (not check("reply: {states_figures: [x]}", reply=reply, figures=figures)) == stated


def test_a_figure_that_was_not_published_is_not_stated() -> None:
    (failure,) = check("reply: {states_figures: [y]}", reply="25")
    assert failure.expected == {"figure": "y", "value": "not published"}
    assert check("reply: {states_figures: ['profit.total@base']}", reply="10", figures=AFTER) == []


def citation(n: int, path: str, heading: str) -> dict[str, Any]:
    return {"n": n, "title": "t", "path": path, "heading": heading, "quote": "q"}


def test_citations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.assertions.citations.ROOT", tmp_path)
    (tmp_path / "a.md").write_text("---\ntitle: Pricing\n---\n# Price pages\n\n## Free trials\n", encoding="utf-8")
    good, nested = citation(1, "a.md", "Free trials"), citation(2, "a.md", "Pricing > free trials")
    title = citation(3, "a.md", "Pricing")
    expect = "reply: {citations: {min: 2, must_resolve: true}}"
    assert check(expect, reply="So [1], [2] and 【3】.", citations=[good, nested, title]) == []
    assert check(expect, reply="So [1, 3].", citations=[good, nested, title]) == []
    assert names(check(expect, reply="So [1].", citations=[good, nested])) == ["reply.citations.min"]
    resolve = "reply: {citations: {must_resolve: true}}"
    assert check(resolve, reply="nothing cited") == []
    assert "no such entry" in check(resolve, reply="So [4].", citations=[good])[0].got
    assert "no file" in check(resolve, reply="So [1].", citations=[citation(1, "b.md", "x")])[0].got
    assert "no heading" in check(resolve, reply="So [1].", citations=[citation(1, "a.md", "Other")])[0].got
    assert check("reply: {citations: {min: 1}}", reply="So [1].", citations=[citation(1, "b.md", "x")]) == []


# --- canvas -----------------------------------------------------------------------------------------------------------


def items(*texts: str) -> list[dict[str, str]]:
    return [{"id": f"i{n}", "text": text, "status": "fact"} for n, text in enumerate(texts)]


def test_canvas_unchanged() -> None:
    before = {"channels": items("Web"), "key_partners": []}
    assert check("canvas: {unchanged: true}", before=before, canvas={"channels": items("Web")}) == []
    assert check("canvas: {unchanged: false}", before=before, canvas={"channels": items("Web", "App")}) == []
    (failure,) = check("canvas: {unchanged: true}", before=before, canvas={"channels": items("App")})
    assert failure.got == {"channels": {"before": ["Web"], "after": ["App"]}}
    assert check("canvas: {unchanged: false}", before=before, canvas={"channels": items("Web")})


def test_canvas_status_counts_where_both_sides_know_it() -> None:
    assumed = [{"id": "i0", "text": "Web", "status": "assumption"}]
    expect = "canvas: {unchanged: true}"
    assert check(expect, before={"channels": items("Web")}, canvas={"channels": assumed})
    assert check(expect, before={"channels": [{"text": "Web"}]}, canvas={"channels": assumed}) == []


@pytest.mark.parametrize(
    ("expect", "passes"),
    [
        ("min_items: 2", True),
        ("min_items: 3", False),
        ("max_items: 2", True),
        ("max_items: 1", False),
        ("any_contains: [phone, WEB]", True),
        ("any_contains: [phone]", False),
        ("any_contains: []", True),
        ("none_contains: [phone]", True),
        ("none_contains: [phone, shop]", False),
        ("none_contains: []", True),
        ("any_contains: {en: [web], zh: [网站]}", True),
    ],
)
def test_canvas_blocks(expect: str, passes: bool) -> None:
    failures = check(f"canvas: {{channels: {{{expect}}}}}", canvas={"channels": items("Web page", "Own shops")})
    assert (not failures) == passes
    assert set(names(failures)) <= {f"canvas.channels.{expect.partition(':')[0]}"}


def test_an_absent_block_is_empty() -> None:
    assert check("canvas: {channels: {max_items: 0}}", canvas={}) == []
    assert check("canvas: {channels: {min_items: 1}}", canvas={})


# --- model, latency ---------------------------------------------------------------------------------------------------


def test_model_inputs() -> None:
    model = {"template": "subscription", "inputs": {"conversion": 0.1, "price": 49}}
    assert check("model: {conversion: 0.10, price: {approx: 50, abs: 1}}", model=model) == []
    assert names(check("model: {conversion: 0.15, fee: 1}", model=model)) == ["model.conversion", "model.fee"]
    assert check("model: {template: subscription, inputs: {price: 49}}", model=model) == []
    assert names(check("model: {template: venture}", model=model)) == ["model.template"]


@pytest.mark.parametrize(("told", "passes"), [(1999.5, True), (2001, False), ({"total": 5}, True), (None, False)])
def test_latency(told: Any, passes: bool) -> None:
    assert (not check("latency_ms: {total: 2000}", latency_ms=told)) == passes
