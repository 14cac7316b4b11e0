from __future__ import annotations

import pytest

from assistant.finance.dimension import dimension_of
from assistant.finance.expression import ExpressionError, parse
from assistant.finance.units import parse_unit

KNOWN = {
    name: parse_unit(unit).dimension
    for name, unit in {
        "data": "TB/day",
        "days": "days/year",
        "cost": "USD/TB",
        "salary": "USD/month",
        "rent": "USD/year",
        "customers": "customers",
        "price": "USD/customer/month",
        "churn": "fraction/month",
        "step": "month",
    }.items()
}
MONTH = parse_unit("month").dimension


@pytest.mark.parametrize(
    ("text", "shown", "period", "kind"),
    [
        ("USD/customer/month", "USD", "month", "money"),
        ("USD", "USD", None, "money"),
        ("fraction*customers/trial", "fraction", None, "rate"),
        ("fraction/month", "fraction", "month", "rate"),
        ("customers", "customers", None, "count"),
        ("trials/month", "trials", "month", "count"),
        ("TB/day", "TB", "day", "count"),
        ("months", "months", None, "duration"),
        ("ratio", "ratio", None, "ratio"),
        ("CNY/order", "CNY", None, "money"),
    ],
)
def test_a_unit_says_what_is_shown(text: str, shown: str, period: str | None, kind: str) -> None:
    unit = parse_unit(text)
    assert (unit.shown, unit.period, unit.kind) == (shown, period, kind)


@pytest.mark.parametrize("text", ["", "apples", "USD//month", "USD customer", "/month", "USD^2", "USD/", "2*USD"])
def test_a_unit_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unit"):
        parse_unit(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("data * days * cost", "USD*TB/TB/day*days/year"),
        ("customers * price", "USD/month"),
        ("customers * (1 - churn * step)", "customers"),
        ("salary * step / customers", "USD/customer"),
        ("max(salary, 0) - 0", "USD/month"),
        ("(1 - churn * step) ** 12", "ratio"),
        ("customers ** 2 / customers", "customers"),
    ],
)
def test_dimensions_multiply_and_cancel(text: str, unit: str) -> None:
    assert dimension_of(parse(text), KNOWN, MONTH) == parse_unit(unit).dimension


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("data + salary", "TB/day added to USD/month"),
        ("salary + rent", "USD/month added to USD/year"),
        ("customers - price", "customer subtracted with"),
        ("1 - churn", "a pure number subtracted with 1/month"),
        ("max(customers, salary)", "compared with"),
        ("log(salary)", "log"),
        ("customers ** 0.5", "whole number"),
        ("profit + 1", "unknown name 'profit'"),
        ("salary + 3", "a pure number"),
    ],
)
def test_unlike_things_do_not_add_up(text: str, complaint: str) -> None:
    with pytest.raises(ExpressionError, match=complaint):
        dimension_of(parse(text), KNOWN, MONTH)
