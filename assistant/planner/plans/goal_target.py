"""The value that a goal seek is to reach, as its words say it."""

from __future__ import annotations

import re

from assistant.finance import convert_flow
from assistant.finance.model import Formula
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, MONTH_N, NO_LOSS, ZERO

SMALL = 50  # no business aims at fewer of its currency: a bare number under it is rather a ratio
SCALE = 1000.0
IN_SCALE = 100.0  # "and for 40?" after 25,000 is said of thousands
# What a number counts stands behind it: 8个人, "6 people", 80户.
COUNTS_THINGS = lazy_re(
    r"\s*(?:[个位名人家户单套台辆双件盒份桌间场条只趟斤次])|\s+(?!(?:a|per|in|on|of|profit|or|and|by|for|from|with|each|"
    r"every|grand|bucks|instead|then|again|now|left|is|at|to|the|this)\b)[a-z]{3,}s\b|\s+(?:ppl|people|children|men|women)\b",
    re.IGNORECASE,
)


REACHED = lazy_re(r"(?:\b(?:to|for|at|of|hit|reach|make|redo)|到|达|至|为)\s*$", re.IGNORECASE)


def said_target(text: str, view: FinanceView, output: str) -> float | None:
    """The target that a text says of an output, in its unit; zero for break-even, None where it says none."""
    formula = view.model.formulas_by_id[view.model.split_id(output)[0]]
    if fitting := _fitting(text, formula):
        named = [m for m in view.find_outputs(text) if m.ids[0] == formula.id]
        beside = named[0].span if named else (len(text), len(text))
        said = min(reversed(fitting), key=lambda q: max(q.span[0] - beside[1], beside[0] - q.span[1]))
        value, own = said.value, formula.measure.period
        if formula.measure.kind == "money" and own and said.period and said.period != own:
            value = convert_flow(value, said.period, own)
        return value
    return 0.0 if any(said.search(text) for said in (BREAK_EVEN, NO_LOSS, ZERO)) else None


def doubtful(text: str, view: FinanceView, output: str) -> bool:
    """Whether a bare number is too small for an amount of money, so that it must be asked what it is of."""
    formula = view.model.formulas_by_id[view.model.split_id(output)[0]]
    return formula.measure.kind == "money" and any(
        q.kind == "count"
        and 1 < q.value < SMALL
        and REACHED.search(text[: q.span[0]])
        and not COUNTS_THINGS.match(text[q.span[1] :])
        for q in find_quantities(text)
    )


def in_scale(target: float, before: float) -> float:
    """A target in the scale of the one before it: 40 after 25,000 is 40,000."""
    return target * SCALE if before >= SCALE and 0 < target < SCALE and before / target >= IN_SCALE else target


def _fitting(text: str, formula: Formula) -> list[Quantity]:
    """The quantities that can be a value of an output."""
    # "a payback of 2 months" is a target; "month 12" and "two years" only say when.
    counted = formula.measure.kind == "duration" and not formula.is_series
    kind = formula.measure.kind
    found = [q for q in find_quantities(text) if _says(q, kind)]
    found = [q for q in found if q.relation != "multiply" or (q.kind, kind) == ("ratio", "ratio")]
    found = [q for q in found if q.kind != "percent" or q.relation != "change_by"]
    found = [q for q in found if q.kind != "duration" or (counted and not MONTH_N.search(q.text))]
    if BREAK_EVEN.search(text) or NO_LOSS.search(text):
        return [q for q in found if q.kind != "count"]
    if kind == "money":
        return [q for q in found if q.kind != "count" or _amount(q, text)]
    return found


def _amount(quantity: Quantity, text: str) -> bool:
    """Whether a bare number can be an amount of money: not one that counts things, nor a small one."""
    return quantity.value >= SMALL and not COUNTS_THINGS.match(text[quantity.span[1] :])


def _says(quantity: Quantity, kind: str) -> bool:
    if quantity.kind in ("count", kind):
        return True
    return {"money": "money", "percent": "rate", "ratio": "ratio"}.get(quantity.kind) == kind
