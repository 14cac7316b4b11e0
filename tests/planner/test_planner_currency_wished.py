"""A currency chosen in so many words, alone or beside other wishes."""

from __future__ import annotations

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.understand.currency_wished import chosen_currency

TOOLS = frozenset({"set_currency", "set_finance_model", "what_if", "draft_canvas", "edit_canvas", "unit_economics"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("数字都是人民币，续费率另说", "CNY"), ("一单赚200，港币，别弄错", "HKD"), ("不是美元，是欧元", "EUR"),
        ("把英镑换成人民币吧，流失2%", "CNY"),
        ("these are pounds, not euros", "GBP"), ("churn is 2% and everything is in euros", "EUR"),
        ("not in dollars please, euros", "EUR"), ("the dollar signs are wrong, we bill in rupees", "INR"),
        ("they pay 30 euros a month", None), ("our investors hold a euro fund", None), ("我们拿了美元基金", None),
        ("what would that be in pounds? convert it for me?", None), ("如果美元贬值会怎样", None),
        ("we use PHP and Go", None),
    ],
)  # fmt: skip
def test_a_currency_is_chosen(text: str, code: str | None) -> None:
    assert chosen_currency(text) == code


@pytest.mark.parametrize(
    ("text", "language", "code", "inputs"),
    [
        ("it's pounds, not dollars, and our churn is 4%", "en", "GBP", {"churn": 0.04}),
        ("我们的流失率是4%，另外全部按欧元算", "zh", "EUR", {"churn": 0.04}),
    ],
)
def test_the_currency_comes_before_the_other_wish(
    brain: Brain, text: str, language: str, code: str, inputs: dict[str, float]
) -> None:
    finance = {"template": "subscription", "inputs": {}, "stated": [], "currency": "USD"}
    first, second = brain.plan(Context(text, language, finance=finance, tools=TOOLS)).calls
    assert (first.name, first.args) == ("set_currency", {"currency": code})
    assert (second.name, second.args["inputs"]) == ("set_finance_model", inputs)


def test_amounts_of_the_chosen_currency_are_not_of_another(brain: Brain) -> None:
    finance = {"template": "subscription", "inputs": {}, "stated": [], "currency": "USD"}
    plan = brain.plan(Context("我们是人民币，月费改为120元", "zh", finance=finance, tools=TOOLS))
    assert [c.name for c in plan.calls][:1] == ["set_currency"]
    assert plan.notes == ()
