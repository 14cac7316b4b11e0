"""Units written once for two numbers: "10-15%", 10到15万, 一个月三万五."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.language._found import Found
from assistant.language.lazy_re import lazy_re

_RANGE = lazy_re(r"\s*(?:-|~|到|至|to|or|或者?)\s*")
_SCALED = lazy_re(r"\d\s*(万|亿|k|million|thousand|m)")
_AT_MOST = 10  # how many times the second end of a range the first can be


def share_units(folded: str, found: list[Found]) -> list[Found]:
    """In "10-15%", "$10-15", "10到15万" both ends have the unit that is written once."""
    result = list(found)
    merged: set[int] = set()
    for index, (first, second) in enumerate(zip(found, found[1:], strict=False)):
        if _is_period_of_next(first, second):
            merged.add(first.start)
            result[index + 1] = replace(
                second, start=first.start, measure=replace(second.measure, period=first.measure.period)
            )
            continue
        joint = _RANGE.fullmatch(folded[first.measure.end : second.start])
        if not joint or first.factor or second.factor:
            continue
        left, right = first.measure, second.measure
        scale = _shared_scale(folded, first, second)
        if (
            left.kind == "count"
            and right.kind in {"percent", "points", "money", "duration"}
            and left.end - first.start <= 8
        ):
            by = Fraction(scale, 100 if right.kind in {"percent", "points"} and right.end > second.start + 1 else 1)
            shared = replace(right, value=left.value * by, resolution=left.resolution * by, end=left.end)
            result[index] = replace(first, measure=shared)
        elif right.kind == "count" and left.kind == "money" and right.end - second.start <= 8 and "-" in joint.group():
            result[index + 1] = replace(
                second, measure=replace(left, value=right.value, resolution=right.resolution, end=right.end)
            )
        elif scale != 1:
            result[index] = replace(
                first, measure=replace(left, value=left.value * scale, resolution=left.resolution * scale)
            )
    return [f for f in result if f.start not in merged or f.measure.kind != "duration"]


def _is_period_of_next(first: Found, second: Found) -> bool:
    """一个月三万五: the duration says per what."""
    one = first.measure.kind == "duration" and first.measure.value == 1 and first.measure.end == second.start
    return one and second.measure.kind in {"money", "count"} and second.measure.period is None


def _shared_scale(folded: str, first: Found, second: Found) -> int:
    """10-15万: the first number means tens of thousands too, if it is written in digits alone.

    Not where it would then dwarf the second: "from $7,605 to $9.2k" is two amounts of like size.
    """
    match = _SCALED.search(folded[second.start : second.measure.end])
    small = first.measure.value < 10000 and folded[first.measure.end - 1].isdigit()
    if not match or not small or first.measure.value >= second.measure.value:
        return 1
    scale = {"万": 10**4, "亿": 10**8, "k": 10**3, "m": 10**6, "million": 10**6, "thousand": 10**3}[match.group(1)]
    return scale if abs(first.measure.value) * scale <= _AT_MOST * abs(second.measure.value) else 1
