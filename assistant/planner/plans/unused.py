"""Says what a reading of inputs leaves out: numbers that name no input, a month from which on a change should count."""

from __future__ import annotations

import re
from itertools import combinations
from math import prod
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.values.changes import Reading
from assistant.planner.understand.values.convert import Change
from assistant.planner.understand.values.denied import is_denied
from assistant.planner.understand.values.roles import role_of

JsonDict = dict[str, Any]
_DIGIT = lazy_re(r"\d|[一二两三四五六七八九十百千万]{2,}")
_YEAR = lazy_re(r"(?:19|20)\d\d")
_ALMOST, _MOST = 1e-6, 8
# A change that begins in a later month, which no input of the models can say.
LATER = lazy_re(
    r"\b(?:from|after|starting (?:in|from)|as of) month \d{1,3}(?: on(?:wards?)?)?\b|"
    r"(?:从|在)?第\s?[\d一二三四五六七八九十]{1,3}\s?个?月(?:以后|之后|过后|开始|起|后)",
    re.IGNORECASE,
)


def unused_notes(reading: Reading, text: str = "") -> tuple[JsonDict, ...]:
    """Say which quantities were not used, rather than drop them.

    Args:
        reading: What was read.
        text: What was told, if every number in it is to be accounted for.
    """
    left = [q.text.strip() for q in reading.leftover if q.kind != "duration"]
    unused = list(dict.fromkeys([*left, *(q.text.strip() for q in _vanished(text, reading))]))
    if not unused:
        return ()
    said = ", ".join(f"“{text}”" for text in unused)
    return (
        {
            "en": f"I could not tell which input {said} is about, so I left it out; name the input to include it.",
            "zh": f"没有看出{said}说的是哪个输入，所以没有计入；说出输入的名称即可加上。",
        },
    )


def _vanished(text: str, reading: Reading) -> list[Quantity]:
    """Numbers in digits that are neither in a change nor asked about, nor what the text denies or speaks of in time."""
    told = [q for q in values(text) if q.role != "from" and q.kind in ("money", "count", "percent")]
    told = [
        q
        for q in told
        if _DIGIT.search(q.text) and not is_denied(text, q) and role_of(text, q) not in ("unit", "rival")
    ]
    asked = {q.text.strip() for _, q in reading.ambiguous if q is not None}
    open_numbers = [q for q in told if q.text.strip() not in asked and not _YEAR.fullmatch(q.text.strip())]
    if any(_sums_up(told, c) for c in reading.changes):
        return []
    return [q for q in open_numbers if not any(_made_of(c, q) for c in reading.changes)]


def _made_of(change: Change, number: Quantity) -> bool:
    """Whether a change is by a number, or was worked out from it, as its notes show."""
    if change.said is not None and number.text.strip() in change.said.text:
        return True
    same = (number.value, number.value / 100, number.value / 12, 1 - number.value)
    if any(abs(change.value - v) <= _ALMOST * max(1.0, abs(v)) for v in same):
        return True
    shown = f"{abs(number.value):,.10g}"
    return any(number.text.strip() in n["en"] or shown in n["en"] for n in change.notes)


def _sums_up(numbers: list[Quantity], change: Change) -> bool:
    """Whether a change is the sum or the product of some of the numbers: 房租2万加工资7万, "4 people at 5k"."""
    sums = [q.value for q in numbers if q.kind in ("money", "count")][:_MOST]
    some = [s for size in range(2, len(sums) + 1) for s in combinations(sums, size)]
    return any(
        abs(made - change.value) <= _ALMOST * max(1.0, abs(made))
        for s in some
        for made in (sum(s), prod(s), prod(s) / 12)
    )


def later_notes(text: str) -> tuple[JsonDict, ...]:
    """A change from some month on counts from the first one here; that is said rather than left out."""
    found = LATER.search(text)
    if not found or not find_quantities(text):
        return ()
    said = found.group().strip()
    return (
        {
            "en": f"The inputs stay the same in every month, so the change counts from the first month, "
            f"not only “{said}”.",
            "zh": f"模型的输入在各月保持不变，所以改动从第一个月起就算入，而不是“{said}”才开始。",
        },
    )
