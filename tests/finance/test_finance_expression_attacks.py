"""What is no arithmetic is refused, quickly and with a reason; what is arithmetic gives Python's own value."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.finance.compute import compiled
from assistant.finance.expression import MAX_LENGTH, ExpressionError, Negative, Number, names, parse, replaced

ATTACKS = [
    "__import__('os')", "().__class__.__bases__", "a.__class__", "a.b", "a[0]", "(lambda: 1)()", "eval(a)", "exec(a)",
    "open(a)", "print(a)", "getattr(a, b)", "[1, 2]", "{1: 2}", "{a}", "[a for a in b]", "a if a else b",
    "a and b",
    "not a", "~a", "a // b", "a % b", "a @ b", "a << 2", "a | b", "f'{a}'", "'x'", '"x"', "True", "None", "...", "1j",
    "a := 1", "*a", "a, b", "a; b", "import os", "a\nb", "a\\\n+ b", "a # b", "yield a", "await a", "a ** b",
    "2 ** 99", "9 ** 9 ** 9", "a ** -99", "a ** (2 + 1)", "1e400", "1e16", "9" * 30, "1" * 500, "-" * 300 + "1",
    "+" * 30 + "a", "-(" * 30 + "a" + ")" * 30, "a+" * 60 + "a",
    "a+" * 300 + "a", "min", "min(a)", "min(1, 2, 3, 4, 5)",
    "min(a, b=1)", "min(*a)", "max(**a)", "total(a + b)", "total()", "lowest(1)", "total", "ceil(a, b)", "0x10", "0b1",
    "1_000", "1if a else 2", "12abc", "", "   ", "a b", "1 2", "a +", "(a", "a)", "a < b", "a == b", "\x00", "a\u200bb",
    "ａ", "а + 1", "１ + 1", "x²", "−1", "a × b", "ﬁ", "𝐚", "a\u2215b", "a\u202e", "ᵃ", "a；b",
]  # fmt: skip
NAMES = ("a", "b", "price")
ENV = {"a": 7.0, "b": 0.25, "price": 39.0}


@pytest.mark.parametrize("text", ATTACKS)
def test_attacks_are_refused_at_once(text: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert time.perf_counter() - begun < 0.05
    assert str(caught.value)
    assert len(str(caught.value)) < MAX_LENGTH + 200


@given(st.text(max_size=120))
@settings(max_examples=400, deadline=None)
def test_any_text_is_arithmetic_or_refused(text: str) -> None:
    try:
        parse(text)
    except ExpressionError:
        return


@given(st.text(alphabet="ab19.()+-*/, <>=e_", max_size=40))
@settings(max_examples=600, deadline=None)
def test_any_text_in_its_own_alphabet_is_arithmetic_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except ExpressionError:
        return
    assert set(names(found)) <= {n for n in names(found) if n.isascii()}


leaves = st.one_of(st.sampled_from(NAMES), st.floats(0.01, 1e6, allow_nan=False).map(repr))
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda e: f"-{e}"),
        st.tuples(st.sampled_from(("min", "max")), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        inner.map(lambda e: f"abs({e})"),
        st.tuples(inner, st.integers(0, 3)).map(lambda t: f"({t[0]}) ** {t[1]}"),
    ),
    max_leaves=8,
)


@given(expressions)
@settings(max_examples=300, deadline=None)
def test_values_are_those_of_python(text: str) -> None:
    if len(text) > MAX_LENGTH:
        return
    try:
        expected = eval(text, {"__builtins__": {}}, {**ENV, "min": min, "max": max, "abs": abs})  # noqa: S307
    except (ZeroDivisionError, OverflowError):
        return
    found = float(compiled(parse(text))(ENV))
    if math.isfinite(expected):
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(expressions)
@settings(max_examples=100, deadline=None)
def test_replacing_a_name_is_giving_it_another_value(text: str) -> None:
    if len(text) > MAX_LENGTH:
        return
    whole = parse(text)
    changed = compiled(replaced(whole, {"a": Negative(Number(3.0))}))(ENV)
    assert changed == pytest.approx(compiled(whole)({**ENV, "a": -3.0}), nan_ok=True)
