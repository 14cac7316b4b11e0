"""Reads a result told in chat ("we interviewed 12 clinics, 9 would pay") and judges it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.canvas.assumptions import Assumption, Level, TestCard
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities

Z95 = 1.959963984540054
SMALL = 8  # below, a proportion says little whatever it is
_NONE = lazy_re(
    r"\b(?:none|nobody|no one|not one|not a single)\b|没有(?:一|任何)|无一|一(?:家|个|位|人)(?:都|也)(?:没|不)", re.I
)
_ALL = lazy_re(
    r"\b(?:all|every one|each) (?:of )?(?:the |them |our )?(?=\d|of)|\ball (?:\w+ )?\d|全部|全都|都(?!没|不)", re.I
)
# "31 left an email" is what was hoped for, "31 left" is not.
_LEFT_WORD = (
    r"(?:us\s+|me\s+)?(?:an?\s+|the\s+|their\s+|his\s+|her\s+)?(?:\w+\s+)?(?:e-?mails?|mails?|numbers?|phones?|"
    r"address(?:es)?|contacts?|names?|deposits?|cards?|details|messages?|notes?)\b"
)
_REFUSED = lazy_re(
    r"\b(?:refus\w+|declin\w+|cancel\w*|churn\w*|quit|dropped out|drop(?:ped)? out|said no|rejected|"
    rf"left(?!\s+{_LEFT_WORD})|"
    r"(?:would|did|do|does|could|will|wo|would|are|were)(?: not|n['’]t) (?:\w+ ){0,2}"
    r"(?:pay|buy|renew|use|come|sign|care|need|want|stay|convert|interested))\b|"
    r"拒绝|流失|退订|取消|(?:不|没)(?:愿意|想|会|肯|有)?(?:付费|付钱|买|续费|续约|使用|感兴趣|需要|签)|放弃",
    re.I,
)
# A bare number that is a price: "would pay 9 a month", 每月付2000.
_PAYS = lazy_re(
    r"(?:\b(?:pay(?:s|ing)?|paid|charged?|costs?|spend|price(?: of)?)\b|[付花出掏收价]|单价|定价)(?:得起|了|到)?\s*"
    r"(?:(?:us|me|up to|about|around|only|even|at least|more than|至少|大概|约)\s*)*(?:每[月年次])?\W{0,2}$",
    re.IGNORECASE,
)
_A_PERIOD = lazy_re(r"\b(?:an?|per|each|every)\s+\w+$|/\s*\w+$", re.IGNORECASE)
_COUNTED_ZH = lazy_re(r"\s*[家个位人名户次条份台]")
_LEVELS: dict[Level, re.Pattern[str]] = {
    "said": lazy_re(
        r"\b(?:would|said|say|says|want(?:ed)?|willing|interested|interview\w*|survey\w*|like[ds]?|plan to|"
        r"claim\w*)\b|愿意|表示|想要|感兴趣|访谈|调研|问卷|有意|认为|说",
        re.I,
    ),
    "paid": lazy_re(
        r"\b(?:paid|pays?|paying|bought|purchased?|prepaid|renew\w*|deposits?|pre-?order\w*|upgraded?)\b|"
        r"付了|付费|付款|已付|购买|下单|续费|续约|预付|预订|成交|定金|买了",
        re.I,
    ),
    "did": lazy_re(
        r"\b(?:convert\w*|click\w*|sign(?:ed|s)?(?: up)?|register\w*|used|use|active|stay\w*|came back|"
        rf"left\s+{_LEFT_WORD}|"
        r"book(?:ed)?|opened|downloaded|accepted|complet\w+|cancel\w*|churn\w*|replied|extended)\b|"
        r"转化|点击|注册|报名|签(?:了|约|字)|用了|活跃|留存|留下|预约|下载|接受|流失|退订|打开|回复|留资",
        re.I,
    ),
    "desk": lazy_re(r"\b(?:report|stud(?:y|ies)|statistics|article|according to)\b|报告|统计|研究显示|数据显示", re.I),
}
_BY_DEED: tuple[Level, ...] = ("paid", "did", "desk", "said")
_BY_WORD: tuple[Level, ...] = ("said", "paid", "did", "desk")
_INTENDS = lazy_re(
    r"\b(?:would|will|willing|plan to|want to|said|say they)\b|(?<!不)愿意|会付|表示|有意|想(?:要|买|付)", re.I
)


@dataclass(frozen=True)
class Observed:
    """What a result says: `successes` of `trials`, and how strong such evidence is."""

    successes: int
    trials: int
    level: Level


@dataclass(frozen=True)
class Judgement:
    """A result held against the threshold of the test card.

    Attributes:
        said: The result in the user's words.
        successes: How many said or did what was hoped for.
        trials: Of how many.
        rate: Their share.
        low: Lower end of the 95 % Wilson interval of the share.
        high: Upper end.
        threshold: The share needed.
        level: Strength of the evidence.
        verdict: "validated" where the whole interval is at or above the threshold, "refuted" where it is below, else
            "open".
        small: True where the sample is too small to say much.
    """

    said: str
    successes: int
    trials: int
    rate: float
    low: float
    high: float
    threshold: float
    level: Level
    verdict: str
    small: bool

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def wilson(successes: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Wilson score interval of a proportion (E. B. Wilson, 1927), 95 % by default."""
    share = successes / trials
    centre = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale)


def read_result(text: str) -> Observed:
    """Successes, trials and level of evidence of a result told in words.

    Raises:
        ToolInputError: It has no two numbers to hold against each other.
    """
    quantities = [q for q in find_quantities(text) if q.kind in {"count", "percent", "ratio"}]
    quantities = [q for q in quantities if not _is_price(text, q)]
    counts = [q for q in quantities if q.kind == "count" and q.value >= 0 and float(q.value).is_integer()]
    of = next((pair for pair in map(_out_of, quantities) if pair), None)
    trials, successes = of or _counted(text, counts, quantities)
    if _REFUSED.search(text) and not _NONE.search(text):
        successes = trials - successes
    # An intention ("would pay") is words, whatever it is about.
    order = _BY_WORD if _INTENDS.search(text) else _BY_DEED
    level: Level = next((name for name in order if _LEVELS[name].search(text)), "said")
    return Observed(successes, trials, level)


def prices_said(text: str) -> list[float]:
    """Amounts that a result states as a price, in its order."""
    return [q.value for q in find_quantities(text) if q.kind == "money" or _is_price(text, q)]


def _is_price(text: str, quantity: Quantity) -> bool:
    start, end = quantity.span
    if quantity.kind != "count" or _COUNTED_ZH.match(text, end):
        return False
    return bool(_PAYS.search(text[:start]) or _A_PERIOD.search(quantity.text))


def _out_of(quantity: Quantity) -> tuple[int, int] | None:
    """Trials and successes of a share written as two numbers: "nine out of twelve", "9/12"."""
    parts = re.split(r"\s*(?:/|out of|\bof\b|\bin\b)\s*", quantity.text.lower())
    if quantity.kind != "ratio" or len(parts) != 2:
        return None
    values = [found[0].value for part in parts if (found := find_quantities(part))]
    return (int(max(values)), int(min(values))) if len(values) == 2 and max(values) >= 1 else None


def _counted(text: str, counts: Sequence[Quantity], quantities: Sequence[Quantity]) -> tuple[int, int]:
    values = [int(q.value) for q in counts]
    shares = [q.value for q in quantities if q.kind in {"percent", "ratio"} and 0 <= q.value <= 1]
    if shares and values:
        return max(values), round(shares[0] * max(values))
    if values and max(values) > 0 and _NONE.search(text):
        return max(values), 0
    if len(values) >= 2 and max(values) > 0:
        # "3 of 20 pilots", "12 interviewed, 9 would pay": the larger is the sample; a repeated one is all of them.
        first_two = values[:2]
        return max(first_two), min(first_two)
    if len(values) == 1 and values[0] > 0:
        if _ALL.search(text):
            return values[0], values[0]
    raise ToolInputError(
        "How many of how many? For example: 9 of 12 clinics would pay.",
        "请说明多少个里有多少个，例如：访谈12家诊所，9家愿意付费。",
        question=True,
    )


def judge(text: str, observed: Observed, card: TestCard) -> Judgement:
    """Hold a result against the threshold of a test card."""
    low, high = wilson(observed.successes, observed.trials)
    verdict = "validated" if low >= card.threshold else "refuted" if high < card.threshold else "open"
    return Judgement(
        text.strip(),
        observed.successes,
        observed.trials,
        observed.successes / observed.trials,
        low,
        high,
        card.threshold,
        observed.level,
        verdict,
        observed.trials < SMALL,
    )


def recorded(assumption: Assumption, judgement: Judgement) -> Mapping[str, Any]:
    """The assumption's JSON with one more result."""
    data = assumption.to_json()
    return {**data, "results": [*data["results"], judgement.to_json()]}
