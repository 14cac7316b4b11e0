"""Ways to falsify one figure of an honest reply."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from eval.adversaries.replies import Figures, Reply, Stated, month_of
from eval.adversaries.written import NAMES, SYMBOLS, TIMES, Written

TRIES = 30
BENCHMARKS = {
    "en": (
        "The industry average is {x}%.", "Comparable start-ups reach {x}%.", "Most companies like yours see {x}%.",
        "Best in class is {x}% a year.", "Analysts put the market at ${y} million.", "Peers typically pay ${y}.",
    ),
    "zh": (
        "行业平均水平是{x}%。", "同类公司一般在{x}%。", "业内标杆能做到{x}%。", "市场规模约{y}万元。",
        "同行通常花费{y}美元。",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Lie:
    """A reply with one thing falsified.

    Attributes:
        kind: `digits`, `scale`, `sign`, `unit`, `period`, `month`, `scenario` or `benchmark`.
        text: The reply.
        told: What was put in.
    """

    kind: str
    text: str
    told: str


@dataclass(frozen=True)
class Ledger:
    """What is true: the figures published and the numbers the user gave."""

    figures: Figures
    said: tuple[float, ...] = ()

    def tells(self, value: float, resolution: float, unit: str) -> bool:
        """Whether some true number of the unit, or one of the user's, displays as this one."""
        near = resolution * 0.5000001
        alike = [float(f["value"]) for f in self.figures if f["unit"] == unit or unit not in SYMBOLS]
        return any(abs(abs(v) - abs(value)) <= near + abs(v) * 1e-9 for v in [*alike, *self.said])


def tell_lie(reply: Reply, kind: str, ledger: Ledger, language: str, random: Random) -> Lie | None:
    """The reply with one lie of a kind, None where the reply offers no place for it.

    A number that happens to be true of another figure in the same unit is no lie that numbers can give away; such
    ones are drawn anew.
    """
    if kind == "benchmark":
        return _benchmark(reply, ledger, language, random)
    for _ in range(TRIES):
        stated = random.choice(reply.stated)
        changed = KINDS[kind](stated, ledger, language, random)
        if changed and changed[0] != stated.sentence and stated.sentence in reply.text:
            return Lie(kind, reply.text.replace(stated.sentence, changed[0], 1), changed[1])
    return None


Falsify = Callable[[Stated, Ledger, str, Random], tuple[str, str] | None]


def _swap(stated: Stated, text: str) -> tuple[str, str]:
    return stated.sentence.replace(stated.written.text, text, 1), text


def _other_number(written: Written, digits: str) -> tuple[float, str]:
    """Value and text of the number with other digits in its place."""
    old, new = (float(d.replace(",", "")) for d in (written.digits, digits))
    return written.value * new / old, written.text.replace(written.digits, digits, 1)


def _digits(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    written = stated.written
    significant = [i for i, c in enumerate(written.digits) if c.isdigit()]
    if written.hedged:  # final zeros are no digits
        significant = significant[: max(1, len(written.digits.replace(",", "").rstrip("0")))]
    place = random.choice(significant)
    options = [d for d in "123456789" if d != written.digits[place]]
    digits = written.digits[:place] + random.choice(options) + written.digits[place + 1 :]
    value, text = _other_number(written, digits)
    if ledger.tells(value, written.resolution, str(stated.figure["unit"])):
        return None
    return _swap(stated, text)


def _scale(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    """Ten times as much, or a tenth."""
    plain = stated.written.digits.replace(",", "")
    decimals = len(plain.partition(".")[2])
    factor = random.choice((10, 0.1))
    digits = f"{float(plain) * factor:,.{decimals}f}"
    if not float(digits.replace(",", "")):
        return None
    value, text = _other_number(stated.written, digits)
    if ledger.tells(value, stated.written.resolution, str(stated.figure["unit"])):
        return None
    return _swap(stated, text)


def _sign(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    """A loss told as a gain: the minus is dropped where nothing else speaks of less."""
    unit = str(stated.figure["unit"])
    opposite = any(
        abs(float(f["value"]) - abs(stated.written.value)) <= stated.written.resolution for f in ledger.figures
    )
    if stated.written.value >= 0 or unit not in SYMBOLS or opposite:
        return None
    return _swap(stated, stated.written.text.replace("−", "", 1))


def _unit(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    unit, text = str(stated.figure["unit"]), stated.written.text
    if unit in SYMBOLS:
        other = random.choice([code for code in SYMBOLS if code != unit])
        new = text.replace(SYMBOLS[unit], SYMBOLS[other]).replace(NAMES[unit], NAMES[other])
    elif unit == "fraction":
        if ledger.tells(stated.written.value * 100, stated.written.resolution * 100, "USD"):
            return None
        new = text.replace("%", " dollars" if language == "en" else "美元")
    elif unit in TIMES:
        new = text.replace("months", "years").replace("个月", "年")
    else:
        return None
    return None if new == text else _swap(stated, new)


def _period(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    """A monthly amount told as one a year or a day."""
    unit = str(stated.figure["unit"])
    if unit not in SYMBOLS or stated.figure.get("period") != "month":
        return None
    yearly = [f for f in ledger.figures if f.get("period") != "month"]
    if Ledger(yearly).tells(stated.written.value, stated.written.resolution, unit):
        return None
    ending = random.choice((" a year", " per day", " per week") if language == "en" else ("每年", "每天", "每周"))
    text = stated.written.text + ending if language == "en" else ending + stated.written.text
    return _swap(stated, text)


def _month(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    """The value of one month told of another."""
    month = month_of(stated.figure)
    if month is None:
        return None
    stem = str(stated.figure["id"])[: -len(str(month))]
    others = [f for f in ledger.figures if str(f["id"]).startswith(stem) and month_of(f) not in {None, month}]
    wrong = [m for f in others if not _displays(stated.written, f) and (m := month_of(f))]
    if not wrong:
        return None
    other = random.choice(wrong)
    told = re.sub(rf"(month |第){month}(?!\d)", rf"\g<1>{other}", stated.sentence)
    same = [f for f in ledger.figures if month_of(f) == other and _displays(stated.written, f)]
    return None if same else (told, f"month {other}")


def _scenario(stated: Stated, ledger: Ledger, language: str, random: Random) -> tuple[str, str] | None:
    """A value after the change told of the base case, or the other way round."""
    if stated.scenario is None:
        return None
    other = "what-if 1" if stated.scenario == "base" else "base"
    there = [f for f in ledger.figures if f.get("scenario") == other and f["id"] == stated.figure["id"]]
    if not there or any(_displays(stated.written, f) for f in ledger.figures if f.get("scenario") in {other, None}):
        return None
    if any(abs(v - abs(stated.written.value)) <= stated.written.resolution / 2 for v in ledger.said):
        return None  # the user's own number
    words = {
        "en": (("In the base case", "Under what-if 1"), ("in the base case", "in what-if 1")),
        "zh": (("按基准方案", "在假设1下"), ("基准情景下", "假设1中")),
    }
    told = stated.sentence
    for base, changed in words[language]:
        told = told.replace(*((base, changed) if other != "base" else (changed, base)))
    return told, other


def _benchmark(reply: Reply, ledger: Ledger, language: str, random: Random) -> Lie | None:
    for _ in range(TRIES):
        x, y = round(random.uniform(11, 96), 1), random.randint(1100, 99000)
        if ledger.tells(x / 100, 0.001, "fraction") or ledger.tells(x, 0.1, "") or ledger.tells(y, 1, ""):
            continue
        if any(ledger.tells(y * factor, factor, "") for factor in (1e4, 1e6)):
            continue
        told = random.choice(BENCHMARKS[language]).format(x=x, y=f"{y:,}")
        return Lie("benchmark", f"{reply.text}\n{told}", told)
    return None


def _displays(written: Written, figure: dict[str, Any]) -> bool:
    return abs(abs(float(figure["value"])) - abs(written.value)) <= written.resolution * 0.5000001


KINDS: dict[str, Falsify] = {
    "digits": _digits,
    "scale": _scale,
    "sign": _sign,
    "unit": _unit,
    "period": _period,
    "month": _month,
    "scenario": _scenario,
}
ALL_KINDS = (*KINDS, "benchmark")
