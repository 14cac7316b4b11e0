from typing import Any

import pytest

from eval.assertions import Failure
from eval.testing import failures_of, published_figure, tool_call

INPUTS = {"conversion": 0.10, "price": 39.0, "churn": 0.05}


def names(failures: list[Failure]) -> list[str]:
    return [failure.assertion for failure in failures]


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
    failures = failures_of(
        f"tools: {{mode: {mode}, calls: [{{name: a}}, b]}}", tools=[tool_call(name) for name in made]
    )
    assert (not failures) == passes
    assert set(names(failures)) <= {"tools.calls"}


def test_superset_is_the_default_and_strict_without_calls_allows_none() -> None:
    assert failures_of("tools: {calls: [{name: a}]}", tools=[tool_call("b"), tool_call("a")]) == []
    assert failures_of("tools: {mode: strict}", tools=[]) == []
    (failure,) = failures_of("tools: {mode: strict}", tools=[tool_call("a", x=1)])
    assert failure.got == [{"name": "a", "args": {"x": 1}}]


def test_an_expected_call_needs_an_actual_call_of_its_own() -> None:
    twice = "tools: {calls: [{name: a, args: {k: 1}}, {name: a}]}"
    assert failures_of(twice, tools=[tool_call("a", k=2), tool_call("a", k=1)]) == []
    assert names(failures_of(twice, tools=[tool_call("a", k=1)])) == ["tools.calls"]


def test_forbidden() -> None:
    expect = "tools: {forbidden: [edit_canvas, undo_canvas]}"
    assert failures_of(expect, tools=[tool_call("what_if")]) == []
    (failure,) = failures_of(expect, tools=[tool_call("edit_canvas", op="add")])
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
    failures = failures_of(f"tools: {{calls: [{{name: t, args: {expected}}}]}}", tools=[tool_call("t", **got)])
    assert (not failures) == passes
    assert all(name.startswith("tools.t.args.a") for name in names(failures))


def test_the_argument_that_differs_is_named_with_its_line() -> None:
    expect = "tools:\n  calls:\n  - name: t\n    args:\n      a: 1\n      b:\n        c: 2\n"
    (failure,) = failures_of(expect, tools=[tool_call("t", a=1, b={"c": 3})])
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
    failures = failures_of(
        f"tools: {{calls: [{{name: what_if, args: {{changes: {changes}}}}}]}}",
        inputs_before=INPUTS,
        tools=[tool_call("what_if", changes=made)],
    )
    assert (not failures) == passes
    assert set(names(failures)) <= {"tools.what_if.args.changes"}


def test_changes_are_a_set() -> None:
    expect = "tools: {calls: [{name: what_if, args: {changes: [{variable: price}, {variable: churn, value: 0.04}]}}]}"
    price = {"variable": "price", "relation": "set", "value": 49}
    churn = {"variable": "churn", "relation": "set", "value": 0.04}
    assert failures_of(expect, tools=[tool_call("what_if", changes=[churn, price])]) == []
    assert failures_of(expect, tools=[tool_call("what_if", changes=[churn])])
    assert failures_of(expect, tools=[tool_call("what_if", changes=[churn, price, churn])])
    assert failures_of(expect, tools=[tool_call("what_if")])


AFTER = [published_figure("profit.total", 10.0, "base"), published_figure("profit.total", 25.0, "what-if 1")]


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
    failures = failures_of(expect, tools=[tool_call("what_if")], figures=AFTER)
    assert (not failures) == passes
    assert set(names(failures)) <= {f"tools.what_if.figures.{asked}"}


def test_base_figures_count_where_there_are_no_others_and_own_figures_first() -> None:
    expect = "tools: {calls: [{name: unit_economics, figures: {cac: 200}}]}"
    assert (
        failures_of(expect, tools=[tool_call("unit_economics")], figures=[published_figure("cac", 200.0, "base")]) == []
    )
    both = [
        published_figure("cac", 200.0, None, tool="what_if"),
        published_figure("cac", 150.0, None, tool="unit_economics"),
    ]
    (failure,) = failures_of(expect, tools=[tool_call("unit_economics")], figures=both)
    assert failure.got == [150.0]


def test_null_says_that_a_figure_has_no_value() -> None:
    expect = "tools: {calls: [{name: what_if, figures: {ltv: null}}]}"
    before, other = published_figure("ltv", 600.0, "base"), published_figure("cac", 200.0, "what-if 1")
    assert failures_of(expect, tools=[tool_call("what_if")], figures=[before, other]) == []
    assert failures_of(expect, tools=[tool_call("what_if")], figures=[]) == []
    (failure,) = failures_of(
        expect, tools=[tool_call("what_if")], figures=[before, published_figure("ltv", 700.0, "what-if 1")]
    )
    assert (failure.expected, failure.got) == ("not published", [700.0])
    assert failures_of(expect, tools=[tool_call("what_if")], figures=[before])
    assert failures_of(expect.replace("ltv", "'ltv@base'"), tools=[tool_call("what_if")], figures=[before, other])
