"""Which currency a talk counts in, from message to message."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.finance.counted import counted, told_currency
from assistant.finance.units import CURRENCIES

BY_AMOUNT = {"currency_by": "amount"}
MODEL: dict[str, Any] = {"template": "subscription", "inputs": {"price": 49.0, "trials": 1000.0}, "stated": ["price"]}


@pytest.mark.parametrize("code", sorted(CURRENCIES - {"TRY"}))  # "try" is a verb
def test_every_currency_that_a_model_can_be_in_is_told_by_an_amount(code: str) -> None:
    assert counted({}, [f"our price is {code} 40 a month"], "en") == {"currency": code, **BY_AMOUNT}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("每只羊一年8块钱", "CNY"), ("一条短信三分钱", "CNY"), ("显卡一小时6毛", "CNY"), ("每次调用2厘", "CNY"),
        ("RMB 500 a seat", "CNY"),
        ("our nurses pay £12 each", "GBP"), ("they lose €90 a day on no-shows", "EUR"), ("₹700 per shop", "INR"),
        ("一个账号19美元", "USD"), ("each box needs 4 pounds of flour", None), ("about 40 cents per call", None),
        ("$20 here and £30 there", None), ("we ask for 3 BTC", None), ("我们有40个客户", None),
    ],
)  # fmt: skip
def test_amounts_tell_a_currency(text: str, code: str | None) -> None:
    assert told_currency(text) == code


@pytest.mark.parametrize(
    ("finance", "text", "language", "currency", "by"),
    [
        ({}, "流失率3%会怎样", "zh", "CNY", "language"),
        ({}, "what if churn is 3%", "en", None, None),
        ({}, "每席位30美元", "zh", "USD", "amount"),
        ({"currency": "CNY", "currency_by": "language"}, "每席位30美元", "zh", "USD", "amount"),
        ({"currency": "EUR", "currency_by": "amount"}, "it is £30 after all", "en", "GBP", "amount"),
        ({**MODEL, "currency": "EUR", "currency_by": "amount"}, "the cloud bill is $300", "en", "EUR", "amount"),
        ({**MODEL, "currency": "EUR"}, "the cloud bill is $300", "en", "EUR", None),
        (MODEL, "流失率3%会怎样", "zh", None, None),
    ],
)  # fmt: skip
def test_what_a_turn_counts_in(
    finance: dict[str, Any], text: str, language: str, currency: str | None, by: str | None
) -> None:
    found = counted(finance, [text], language)
    assert (found.get("currency"), found.get("currency_by"), found.get("currency_new")) == (currency, by, None)


def test_an_amount_recounts_a_model_whose_currency_nobody_chose() -> None:
    found = counted(MODEL, ["marketing is £900 a month"], "en")
    assert found == {**MODEL, "inputs": {"price": 49.0}, "currency": "GBP", **BY_AMOUNT, "currency_new": True}
    assert counted(found, ["churn is 4%"], "en") == {k: v for k, v in found.items() if k != "currency_new"}


def test_the_price_of_the_brief_tells_where_the_message_does_not() -> None:
    assert counted({}, ["how do we do?", "€5 a month"], "en")["currency"] == "EUR"
