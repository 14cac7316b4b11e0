"""Reads a change told by the one before it: "and the variable cost by the same percentage", 固定成本也涨同样的幅度."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.value_said import OPPOSITE

JsonDict = dict[str, Any]
_SAME = lazy_re(
    r"\b(?:by )?(?:the )?same (?:percent\w*|per cent|amount|size|share|proportion|rate|step|rise|increase|cut|drop|"
    r"change|margin|much|%)|\b(?:by )?(?:just )?as much\b|\bby that much\b|\blikewise\b|\bthe same way\b|"
    r"\bsame again\b|"
    r"(?:同样|一样|相同|这个|那个|等)的?(?:幅度|比例|百分比|百分点|多|幅|数额|金额|程度|点数)|[这那]么多|同幅|"
    r"同比例|等比例|"
    r"(?:同样|一样)地?(?=[涨升提加降减砍跌])",
    re.IGNORECASE,
)
_UP = lazy_re(
    r"\b(?:up|rais\w+|ris\w+|rose|increas\w+|higher|more|dearer)\b|[涨升提加增贵]|(?<![差不])多(?!少)", re.IGNORECASE
)
_DOWN = lazy_re(
    r"\b(?:down|lower\w*|cut\w*|drop\w*|fall\w*|fell|decreas\w+|reduc\w+|less|fewer|cheaper)\b|[降减砍跌省]|便宜",
    re.IGNORECASE,
)


def same_size(text: str, earlier: Mapping[str, JsonDict], view: FinanceView) -> list[JsonDict] | None:
    """The what-if in hand with its last change made to the input named as well; None where a text says no such thing.

    Args:
        text: The message, normalised.
        earlier: The changes in hand, by input.
        view: The model.
    """
    named = {m.ids for m in view.find_inputs(text)}
    if not earlier or values(text) or len(named) > 1 or not _SAME.search(text):
        return None
    last = list(earlier.values())[-1]
    meant = next(iter(named))[0] if named else str(last["variable"])
    if named and len(next(iter(named))) > 1:
        return None
    change = _turned(text, last, view)
    if meant == last["variable"]:
        if change == _change(last):
            return None
        return [*(dict(c) for i, c in earlier.items() if i != meant), {**change.to_json(), "variable": meant}]
    kinds = [view.model.inputs_by_id[i].kind for i in (str(last["variable"]), meant)]
    if change.relation == "change_by" and kinds[0] != kinds[1]:
        return None
    return [*(dict(c) for i, c in earlier.items() if i != meant), {**change.to_json(), "variable": meant}]


def _change(last: JsonDict) -> Change:
    return Change(str(last["variable"]), str(last["relation"]), float(last["value"]))


def _turned(text: str, last: JsonDict, view: FinanceView) -> Change:
    """The change before, by so many times or so much, in the direction that a text says."""
    before = _change(last)
    present = view.inputs[before.variable]
    if before.relation == "set" and present:
        before = Change(before.variable, "multiply", round(before.value / present, 12))
    grows = before.value >= (1 if before.relation == "multiply" else 0)
    way = _SAME.sub(" ", text)
    up, down = _UP.search(way), _DOWN.search(way)
    turns = OPPOSITE.search(text) or (down and not up and grows) or (up and not down and not grows)
    if not turns:
        return before
    value = 2 - before.value if before.relation == "multiply" else -before.value
    return Change(before.variable, before.relation, round(value, 12))
