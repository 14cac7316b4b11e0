"""Customers won over a time other than the month, "6 projects a year", 一年签60家, as those a month brings."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.finance import convert_flow
from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Period, Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.counted_by import counts_things, same_said
from assistant.planner.understand.values.denied import is_denied

# Who comes before a customer, and the share of them that becomes one, by model; a new customer where there is no share.
_COMING = (("trials", "conversion"), ("leads", "conversion"), ("signups", "upgrade"), ("new_buyers", ""))
# Orders and sign-ups have inputs of their own; staff and machines are nobody who buys.
_NO_CUSTOMERS = lazy_re(
    r"\s*(?:(?:more|new|such)\s+)*(?:orders?|users?|staff|people|employees|engineers?|units|devices|sensors?|machines)\b|"
    r"\s*(?:单|台|套|个(?:用户|订单|人))",
    re.IGNORECASE,
)
_WINS = lazy_re(
    r"\b(?:win|wins|won|winning|sign|signs|signed|signing|close|closes|closed|closing|land|lands|landed|landing|"
    r"do|does|deliver|delivers|onboard|onboards|get|gets|sell|sells|bring in|take on)(?: up| about| around| roughly|"
    r" maybe| perhaps| only| just| like| some| at (?:most|best|least))*\s*$|"
    r"(?:签(?:到|下|约|上|得)?|成交|拿(?:到|下)|谈(?:到|下|成)|做(?:到|成)?|接(?:到|下)?|开(?:发|拓)?|拓展|卖(?:出|掉|到)?|"
    r"新增|发展|落地|交付)(?:了|个|大概|大约|差不多|最多|也就|能|约|成)*$|(?:一年|每年|全年|年)(?:[^，,。\d]{0,4})?(?:就|才|也就|只有?|能|有)+$",
    re.IGNORECASE,
)
_OVER = lazy_re(
    r"\b(?:(?:a|per|each|every|this|next|in a|in one)\s+(?P<en>week|quarter|year)|(?P<ly>annual|quarter|week|year)ly|"
    r"every (?P<n>two|three|four|six|\d+) (?P<many>months|weeks|years))\b|/\s?(?P<short>yr|year|quarter)\b|"
    r"(?:一|每|全|这|今|明|头一)(?:整)?个?(?P<zh>年|季度|星期|周)|年(?P<nian>均)|每(?P<n_zh>[两二三四六])个(?P<many_zh>月)",
    re.IGNORECASE,
)
_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\b(?:and|but|while)\b")
_PERIODS: dict[str, Period] = {"季度": "quarter", "星期": "week", "周": "week", "quarter": "quarter", "week": "week"}
_MANY = {"two": 2, "three": 3, "four": 4, "six": 6, "两": 2, "二": 2, "三": 3, "四": 4, "六": 6}


def won_over_time(text: str, reading: Reading, view: FinanceView, given: Collection[str]) -> Reading:
    """The reading with customers won over a year, a quarter or some months as those whom a month brings.

    Args:
        text: What was told or supposed.
        reading: What else was read of it.
        view: The model.
        given: Inputs whose values are the founder's own; a share of theirs stays, an example does not.
    """
    inputs = view.model.inputs_by_id
    pair = next(((i, share) for i, share in _COMING if i in inputs), None)
    won = next((w for q in find_quantities(text) if (w := _won(text, q))), None)
    if pair is None or won is None:
        return reading
    number, monthly = won
    coming, share = pair
    known = next((c.value for c in reading.changes if c.variable == share and c.relation == "set"), None)
    rate = known or (view.inputs[share] if share in given else 1.0) or 1.0 if share else 1.0
    note = _note(number, monthly, rate, view, pair)
    changes = [c for c in reading.changes if not same_said(c.said, number) and c.variable not in (coming, "horizon")]
    changes.append(Change(coming, "set", float(f"{monthly / rate:.12g}"), (note,), said=number))
    if share and known is None and share not in given:
        changes.append(Change(share, "set", 1.0))
    return replace(
        reading,
        changes=tuple(changes),
        leftover=tuple(q for q in reading.leftover if not same_said(q, number) and q.kind != "duration"),
        ambiguous=tuple((m, q) for m, q in reading.ambiguous if not same_said(q, number)),
        valueless=tuple(v for v in reading.valueless if v not in pair),
    )


def _won(text: str, number: Quantity) -> tuple[Quantity, float] | None:
    """A number of customers won over a time that is no month, and how many that is a month."""
    if number.kind != "count" or number.value <= 0 or number.relation == "multiply" or is_denied(text, number):
        return None
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, number.span[0])), default=0)
    end = _CLAUSE.search(text, number.span[1])
    behind = text[number.span[1] : end.start() if end else len(text)]
    over = _OVER.search(number.text) or _OVER.search(behind) or _OVER.search(text[start : number.span[0]])
    if (
        not over
        or not counts_things(text, number)
        or _NO_CUSTOMERS.match(text, number.span[1])
        or not _WINS.search(text[start : number.span[0]])
    ):
        return None
    if said := over["n"] or over["n_zh"]:
        months = float(_MANY.get(said.lower(), 0) or said) * {"weeks": 12 / 52, "years": 12}.get(over["many"] or "", 1)
        return number, number.value / months
    period = _PERIODS.get((over["en"] or over["ly"] or over["short"] or over["zh"] or "year").lower(), "year")
    return number, convert_flow(number.value, period, "month")


def _note(number: Quantity, monthly: float, rate: float, view: FinanceView, pair: tuple[str, str]) -> dict[str, str]:
    coming, share = (view.model.inputs_by_id.get(i) for i in pair)
    new, all_ = (format_number(v, "count", "en") for v in (monthly, monthly / rate))
    said = re.sub(r"\s+", " ", number.text.strip())
    if coming is None or share is None:
        return {"en": f"“{said}” comes to {new} new a month.", "zh": f"“{said}”折合每月新增{new}。"}
    part = format_number(rate, "fraction", "en")
    names = f"{coming.label.en} {all_}, {share.label.en} {part}"
    return {
        "en": f"“{said}” comes to {new} new customers a month: {names}.",
        "zh": f"“{said}”折合每月新增客户{new}：{coming.label.zh}{all_}，{share.label.zh}{part}。",
    }
