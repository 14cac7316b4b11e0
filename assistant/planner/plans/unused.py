"""Says what a reading of inputs leaves out: numbers that name no input, a month from which on a change should count."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.understand.values.changes import Reading

JsonDict = dict[str, Any]
# A change that begins in a later month, which no input of the models can say.
LATER = lazy_re(
    r"\b(?:from|after|starting (?:in|from)|as of) month \d{1,3}(?: on(?:wards?)?)?\b|"
    r"(?:从|在)?第\s?[\d一二三四五六七八九十]{1,3}\s?个?月(?:以后|之后|过后|开始|起|后)",
    re.IGNORECASE,
)


def unused_notes(reading: Reading) -> tuple[JsonDict, ...]:
    """Say which quantities were not used, rather than drop them."""
    unused = [q.text.strip() for q in reading.leftover if q.kind != "duration"]
    if not unused:
        return ()
    said = ", ".join(f"“{text}”" for text in unused)
    return (
        {
            "en": f"I could not tell which input {said} is about, so I left it out; name the input to include it.",
            "zh": f"没有看出{said}说的是哪个输入，所以没有计入；说出输入的名称即可加上。",
        },
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
