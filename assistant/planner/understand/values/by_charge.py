"""What the way of charging makes of a reading: a project is one licence, what is billed by the call has no tokens."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.model_wished import by_project
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import Change, to_change

_PRICE = lazy_re(
    r"(?:一个|每个?|单个)项目(?:大概|大约|约|一般|就|是|收|卖|报价?|要价?|价格?|款|费)*$|项目(?:费|价格?|款)(?:是|收|为|大概|约)*$|"
    r"\b(?:an?|each|every|per|one) project (?:is|costs?|sells for|goes for|at|for|brings(?: in)?)(?: about|"
    r" around)?\s*$|"
    r"\bproject (?:fee|price)(?: is| of| at|:)?\s*$",
    re.IGNORECASE,
)
_PRICE_BEHIND = lazy_re(
    r"\s*(?:for|per|a|each|every|/)\s?(?:each |every |one )?project\b|\s*[一每]个项目", re.IGNORECASE
)
_COST = lazy_re(
    r"\b(?:cost|costs) (?:of |for )?(?:us )?(?:a|each|every|one|per)\b[^,;.\d]*$|\bcosts? us\b[^,;.\d]*$|成本|花|投入",
    re.IGNORECASE,
)
_CLAUSE = lazy_re(r"[,;，；。!！?？\n]|\.(?!\d)|\b(?:and|but)\b")
_TOKENS = lazy_re(r"\btokens?\b|词元|token", re.IGNORECASE)
# Sums for a thousand tokens and those for a call, which are all there is where a call has no tokens.
_OF_CALLS = {"price": "call_price", "inference_cost": "call_cost"}


def by_charge(text: str, reading: Reading, view: FinanceView) -> Reading:
    """The reading with its sums as the way of charging counts them.

    Args:
        text: What was told.
        reading: What was read of it.
        view: The model.
    """
    if view.model.id == "usage" and view.inputs["tokens_per_call"] == 0 and not _TOKENS.search(text):
        return _of_calls(reading, view)
    if view.model.id == "licence" and (by_project(text) or view.inputs["seats_per_customer"] == 1):
        return _of_projects(text, reading, view)
    return reading


def _of_calls(reading: Reading, view: FinanceView) -> Reading:
    taken = {c.variable for c in reading.changes}
    changes = tuple(
        replace(c, variable=_OF_CALLS[c.variable])
        if c.variable in _OF_CALLS and _OF_CALLS[c.variable] not in taken
        else c
        for c in reading.changes
    )
    return replace(reading, changes=changes)


def _of_projects(text: str, reading: Reading, view: FinanceView) -> Reading:
    changes = {c.variable: c for c in reading.changes}
    used: list[Quantity] = []
    for number in find_quantities(text):
        id_ = _for_one(text, number)
        if not id_:
            continue
        used.append(number)
        changes = {i: c for i, c in changes.items() if c.said is None or c.said.text != number.text}
        told = replace(number, kind="money", relation="set", period=None)
        changes[id_] = to_change(told, view.model.inputs_by_id[id_], view.model)
    if by_project(text):
        changes.setdefault("seats_per_customer", Change("seats_per_customer", "set", 1.0, (_NOTE,)))
    return replace(
        reading,
        changes=tuple(changes.values()),
        leftover=tuple(q for q in reading.leftover if all(q.text != u.text for u in used)),
        ambiguous=tuple((m, q) for m, q in reading.ambiguous if q is None or all(q.text != u.text for u in used)),
    )


_NOTE = {
    "en": "A project counts as one licence for each customer.",
    "zh": "每个项目按每客户一份许可证计算。",
}


def _for_one(text: str, number: Quantity) -> str:
    """The input of the licence model that a sum for a project is of: what it sells for or what it costs."""
    if number.kind not in ("money", "count") or number.role == "from" or abs(number.value) <= 1:
        return ""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, number.span[0])), default=0)
    before = text[start : number.span[0]]
    if not (
        _PRICE.search(before)
        or _PRICE_BEHIND.match(text, number.span[1])
        or (_COST.search(before) and "项目" in before)
    ):
        return ""
    return "delivery_cost" if _COST.search(before) else "price"
