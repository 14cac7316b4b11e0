"""The price where it is told without its name: what customers pay, what one is sold at, a sum for one of them."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.assign import BREAK
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.counted_by import ruled_out
from assistant.planner.understand.values.supplies import SUPPLIES
from assistant.planner.understand.values.told_money import Roles

PAYS = lazy_re(
    r"\b(?:pays?|paid|paying|charg(?:e|es|ed|ing)|sell(?:s|ing)?|sold)\s*"
    r"(?:us |them |it |for |at |about |only |just )*$|"
    r"(?:付|收|收费|卖|售|租)(?:我们|他们|费|个|约|到|成)?$",
    re.IGNORECASE,
)
SOLD = lazy_re(
    r"(?:\bbuys?|\bupgrades?|\bpays?|\bconver\w+(?:\s[\d.]+%)?|\bsubscribes?|买|付费|购买|成交|订阅|"
    r"转化率[\d.]+%)\s*[,，、]?\s*(?:at |for )?$",
    re.IGNORECASE,
)
_FOR_ONE = lazy_re(
    r"\s*(?:/|per\s|each\s|every\s|a\s|每|一)\s*(?:customer|client|user|seat|member|account|household|family|shop|clinic|school|team|"
    r"家|人|户|店|个?账号|席位?|学员|会员)",
    re.IGNORECASE,
)
_SELLS_ONE_AT = lazy_re(r"\b(?:sells?|selling|sold)\b[^,.;\d]{1,40}\b(?:at|for)\s*$", re.IGNORECASE)
_SELLS_AT = lazy_re(r"\b(?:buys?|upgrades?|subscribes?|converts?) (?:at|for) (?:about |around )?$", re.IGNORECASE)
COUNTED = lazy_re(r"\s*(?:[%％]|(?:of|new|more|paying) |[a-z]+s\b|个|家|名|位|人|次|台|套|户|单)", re.IGNORECASE)


def told_price(
    text: str, leftover: list[Quantity], changes: list[Change], view: FinanceView, roles: Roles
) -> Quantity | None:
    """Money that customers pay, said without the word price: "we sell at 30 dollars a month", "only ask for $5"."""
    price = view.model.inputs_by_id.get("price")
    if price is None or any(c.variable == "price" for c in changes):
        return None
    for quantity in leftover:
        if "price" in ruled_out(text, quantity, view.model):
            continue
        role = roles.get(quantity.span)
        if role is None and quantity.period and _FOR_ONE.match(text[quantity.span[1] :]):
            return quantity  # 299/月/家
        if role == "paid" and quantity.kind != "duration" and _is_sum(text, quantity):
            return quantity
        monthly = role is None and changes and not supplied(text, quantity) and quantity.period == price.period
        if monthly and (quantity.kind == "money" or _behind_sale(text, quantity)):
            return quantity
        if (
            changes
            and role is None
            and _SELLS_AT.search(text[: quantity.span[0]])
            and quantity.kind in ("money", "count")
        ):
            return quantity
    return None


def supplied(text: str, quantity: Quantity) -> bool:
    """Whether the clause of a number says what it is spent on: 服务器一个会员一个月一块二."""
    start = max((m.end() for m in BREAK.finditer(text, 0, quantity.span[0])), default=0)
    return bool(SUPPLIES.search(text[start : quantity.span[0]]))


def _is_sum(text: str, quantity: Quantity) -> bool:
    """Money, or a number said right behind the word for paying it: "customers pay 600 a year", 每月收59."""
    if quantity.kind == "money":
        return True
    paid = PAYS.search(text[: quantity.span[0]]) or _SELLS_ONE_AT.search(text[: quantity.span[0]])
    return bool(quantity.kind == "count" and paid and not COUNTED.match(text[quantity.span[1] :]))


def _behind_sale(text: str, quantity: Quantity) -> bool:
    """A bare number for the month right behind those who buy: "one in ten buys, 19 a month", 买，每月19."""
    bare = quantity.kind == "count" and not COUNTED.match(text[quantity.span[1] :])
    return bool(bare and SOLD.search(text[: quantity.span[0]]))
