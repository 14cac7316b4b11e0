"""Chooses the finance model and the price from the brief, once, when numbers are first asked for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from assistant.canvas import History
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import DEFAULT_TEMPLATE, FinanceView
from assistant.planner.plan import Call
from assistant.planner.understand.values.convert import to_change

# How the money is made, in the words of founders, and the model that counts it so; the first that is said holds.
_EARNED = {
    "freemium": r"\bfreemium\b|\bfree\b[^.;]{0,40}\b(?:pay|paid|upgrade|premium)|"
    r"免费[^，。；]{0,12}(?:付费|收费|付钱)",
    "advertising": r"\bads?\b|\badvert\w*|\bsponsor\w*|广告|冠名",
    "marketplace": r"\bcommission|\bmarketplace\b|\bmatch(?:es|ing)?\b|\btwo[- ]sided|"
    r"抽成|佣金|撮合|双边|中介|抽[一二两三四五六七八九\d]",
    "licence": r"\blicen[cs]\w*|\broyalt\w+|\bpatents?\b|授权|许可|专利|版税",
    "usage": r"\bpay[- ]as[- ]you|\bper (?:use|minute|hour|call|page|km|mile|visit|session|job)\b|\bby the hour\b|"
    r"\brepairs?\b|"
    r"\bmends?\b|按(?:次|量|用量|小时|分钟|份|公里|趟|条)|每(?:次|小时|分钟|公里|趟)|一次",
    "subscription": r"\bsubs?\b|\bsubscri\w+|\bmonthly\b|/\s?mo(?:nth)?\b|\ba month\b|\bmembers?(?:hip)?\b|"
    r"订阅|按月|月租|月费|包月|会员|"
    r"每月|按年|一年",
    "hardware": r"\bhw\b|\bdevices?\b|\bgadgets?\b|\bproducts?\b|\bsells?\b|\bselling\b|"
    r"\bshops?\b|\bgoods\b|卖货|卖设备|卖产品|设备|机器|"
    r"一[台套件双只盒瓶箱]",
}
_OVER_TO = lazy_re(
    r"\b(?:switch|move|change|go|going|over|back)\s+(?:us |it |that |this )?(?:over )?to\s|"
    r"(?:换成|改成|改用|换到|换回|改为|用回)",
    re.IGNORECASE,
)
MONTHLY = lazy_re(r"\bmonth|/\s*mo\b|月", re.IGNORECASE)
YEARLY = lazy_re(r"\byear|\bannual|\bp\.?a\.?\b|/\s*yr\b|年", re.IGNORECASE)


def wanted(text: str) -> str:
    """The part of a text that names the model wanted: of "ads are dumb, switch to subs" the subs."""
    found = list(_OVER_TO.finditer(text))
    return text[found[-1].end() :] or text if found else text


def likely_model(text: str, context: Context, known: Collection[str]) -> str:
    """The model for how the money is made: as a text says it, else as the brief and the canvas do; empty if neither."""
    items = History.from_json(context.canvas).canvas.all_items()
    streams = (item.text for block, item in items if block == "revenue_streams")
    for told in (text, str(context.brief.get("pricing") or ""), " ".join(streams)):
        for template, words in _EARNED.items():
            if template in known and re.search(words, told, re.IGNORECASE):
                return template
    return DEFAULT_TEMPLATE if context.brief.get("pricing") else ""


def setup_calls(context: Context, view: FinanceView) -> tuple[Call, ...]:
    """The `set_finance_model` call that must come first: the price of the brief, or a model other than the usual one.

    Without a brief there is nothing to carry over and the tools say that they used the template's examples.
    """
    price = carried_price(context, view)
    if not price and not view.chosen and view.model.id != DEFAULT_TEMPLATE:
        # The words are about another model than the one tools fall back on.
        return (Call("set_finance_model", {"template": view.model.id, "inputs": {}}),)
    return (Call("set_finance_model", {"template": view.model.id, "inputs": price}),) if price else ()


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
