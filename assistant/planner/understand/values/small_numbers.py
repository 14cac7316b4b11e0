"""Numbers as they are said of so many people of so many: "one in eight", 四个里有一个."""

from __future__ import annotations

from assistant.language.quantities import find_numbers

SMALL = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
ZH_DIGIT = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
_DIGITS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"两": 2}


def small_number(said: str) -> float | None:
    """The value of such a number; None for what is none."""
    if said[0] in _DIGITS:
        if len(said) == 1:
            return float(_DIGITS[said])
        tens, _, ones = said.partition("十")
        return float(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)) if "十" in said else None
    found = find_numbers(said)
    return float(found[0].value) if found else None
