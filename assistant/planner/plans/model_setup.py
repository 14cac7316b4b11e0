"""Chooses the finance model and the price from the brief, once, when numbers are first asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from assistant.finance.units import CURRENCIES
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_numbers, find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import DEFAULT_TEMPLATE, FinanceView
from assistant.planner.plan import Call
from assistant.planner.understand.convert import to_change

MONTHLY = lazy_re(r"\bmonth|/\s*mo\b|月", re.IGNORECASE)
YEARLY = lazy_re(r"\byear|\bannual|\bp\.?a\.?\b|/\s*yr\b|年", re.IGNORECASE)


def setup_calls(context: Context, view: FinanceView) -> tuple[Call, ...]:
    """The `set_finance_model` call that must come first: the price of the brief, or a model other than the usual one.

    Without a brief there is nothing to carry over and the tools say that they used the template's examples.
    """
    price = carried_price(context, view)
    if not price and not view.chosen and view.model.id != DEFAULT_TEMPLATE:
        # The words are about another model than the one tools fall back on.
        return (Call("set_finance_model", {"template": view.model.id, "inputs": {}}),)
    currency = told_currency("", context, view) if price else None
    args = {"template": view.model.id, "inputs": price, **({"currency": currency} if currency else {})}
    return (Call("set_finance_model", args),) if price else ()


def carried_price(context: Context, view: FinanceView) -> dict[str, float]:
    """The price of the brief as an input of a model that has not been chosen yet; empty where there is none."""
    price = view.model.inputs_by_id.get("price")
    if view.chosen or price is None:
        return {}
    pricing = str(context.brief.get("pricing") or "")
    for quantity in find_quantities(pricing):
        period = quantity.period or _period(pricing)
        if quantity.kind == "money" and period in ("month", "year") and quantity.value > 0:
            return {"price": to_change(replace(quantity, period=period), price, view.model).value}
    return {}


def _period(pricing: str) -> Literal["month", "year"] | None:
    """The period a price is charged by where other words stand between the two: "$79 per vet per month"."""
    if MONTHLY.search(pricing):
        return "month"
    return "year" if YEARLY.search(pricing) else None


def told_currency(text: str, context: Context, view: FinanceView) -> str | None:
    """The currency of the first numbers a user states, in `text` or as the price of the brief.

    None once numbers were stated or what-ifs were run on the examples, or where signs differ.
    """
    finance = context.finance
    if finance.get("recent") or finance.get("scenario"):
        return None  # a model in use changes its currency only where it is told to; the sign is noted
    if finance.get("stated") or finance.get("currency") or finance.get("extensions"):
        return None
    if finance.get("inputs") and "stated" not in finance:
        return None
    # "成本减2块" is said of an amount in the currency of the model.
    if any(q.relation == "change_by" and q.kind == "money" for q in find_quantities(text)):
        return None
    said = _currencies(text) or (_currencies(str(context.brief.get("pricing") or "")) if not view.chosen else set())
    # Bitcoin and marks can be read, but no model is counted in them.
    return said.pop() if len(said) == 1 and said <= CURRENCIES and view.model.currency not in said else None


def switched_note(currency: str, before: str) -> dict[str, str]:
    """Said when the first amounts stated decide the currency."""
    return {
        "en": f"You count in {currency}, so the model is in {currency} now instead of {before}; nothing you said was "
        f"converted. The example numbers are set to a size usual in {currency}.",
        "zh": f"您以 {currency} 计价，模型的币种已由 {before} 改为 {currency}；您的数字没有换算汇率。"
        f"示例数字已换成 {currency} 下的常见量级。",
    }


def _currencies(text: str) -> set[str]:
    return {n.currency for n in find_numbers(text) if n.kind == "money" and n.currency}
