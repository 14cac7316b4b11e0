"""Rates told by how many people or companies they are of those one has: "2 of them leave a month", 流失大概2家."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import FinanceView
from assistant.planner.understand.values.convert import Change

_HEADS = lazy_re(
    r"\s*(?:家|户|位|名|人|个(?:客户|用户|店|门店|会员|人|商家|企业|学员))|"
    r"\s+(?:more\s+|other\s+)?(?:customers?|clients?|users?|subscribers?|people|members?|compan(?:y|ies)|firms?|shops?|stores?|"
    r"clinics?|schools?|teams?)\b",
    2,
)


def by_heads(changes: Sequence[Change], text: str, view: FinanceView) -> list[Change]:
    """Changes of the churn by a count of customers as the share of those one has; without, where nobody said how many.

    Args:
        changes: What was read of a text.
        text: The text.
        view: The model it is about.
    """
    return [kept for change in changes if (kept := _share(change, changes, text, view))]


def _share(change: Change, changes: Sequence[Change], text: str, view: FinanceView) -> Change | None:
    said = change.said
    counted = said is not None and said.kind == "count" and change.relation in ("set", "change_by")
    if change.variable != "churn" or said is None or not counted or not _HEADS.match(text, said.span[1]):
        return change
    told = [c.value for c in changes if c.variable == "starting_customers" and c.relation == "set"]
    base = told[0] if told else view.inputs.get("starting_customers", 0.0) if view.chosen else 0.0
    if not 0 < abs(said.value) < base:
        return None
    share, note = lost_of(abs(said.value), base)
    return replace(change, value=-share if change.value < 0 else share, notes=(note,))


def lost_of(lost: float, base: float) -> tuple[float, dict[str, str]]:
    """The churn when so many of the customers one has leave a month, and how it comes about."""
    share = lost / base
    en, zh = (format_number(share, "fraction", lang) for lang in ("en", "zh"))
    lost_shown, base_shown = (format_number(value, "count", "en") for value in (lost, base))
    note = {
        "en": f"Monthly churn: {lost_shown} of {base_shown} customers is {en}.",
        "zh": f"月流失率：{base_shown}位客户中每月流失{lost_shown}位，即{zh}。",
    }
    return share, note
