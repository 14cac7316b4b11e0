"""Reads a result told in chat ("we interviewed 12 clinics, 9 would pay") and judges it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.canvas.assumptions import Assumption, Level, TestCard
from assistant.canvas.blocks import BlockId
from assistant.canvas.review.sheet import units
from assistant.errors import ToolInputError
from assistant.language.quantities import Quantity, find_quantities

TOPIC = 0.9  # what the block a result speaks of counts, in words that only one item holds
HAN_PAIR = 0.7  # a pair of characters is less than a word
LEAST, LEAD, MOST = 0.9, 0.08, 3.0
_BY_NAME: frozenset[BlockId] = frozenset({"key_partners"})
Z95 = 1.959963984540054
SMALL = 8  # below, a proportion says little whatever it is
_NONE = re.compile(
    r"\b(?:none|nobody|no one|not one|not a single)\b|没有(?:一|任何)|无一|一(?:家|个|位|人)(?:都|也)(?:没|不)", re.I
)
_ALL = re.compile(
    r"\b(?:all|every one|each) (?:of )?(?:the |them |our )?(?=\d|of)|\ball (?:\w+ )?\d|全部|全都|都(?!没|不)", re.I
)
_REFUSED = re.compile(
    r"\b(?:refus\w+|declin\w+|cancel\w*|churn\w*|quit|dropped out|drop(?:ped)? out|said no|left|rejected|"
    r"(?:would|did|do|does|could|will|wo|would|are|were)(?: not|n['’]t) (?:\w+ ){0,2}"
    r"(?:pay|buy|renew|use|come|sign|care|need|want|stay|convert|interested))\b|"
    r"拒绝|流失|退订|取消|(?:不|没)(?:愿意|想|会|肯|有)?(?:付费|付钱|买|续费|续约|使用|感兴趣|需要|签)|放弃",
    re.I,
)
_LEVELS: dict[Level, re.Pattern[str]] = {
    "said": re.compile(
        r"\b(?:would|said|say|says|want(?:ed)?|willing|interested|interview\w*|survey\w*|like[ds]?|plan to|"
        r"claim\w*)\b|愿意|表示|想要|感兴趣|访谈|调研|问卷|有意|认为|说",
        re.I,
    ),
    "paid": re.compile(
        r"\b(?:paid|pays?|paying|bought|purchased?|prepaid|renew\w*|deposits?|pre-?order\w*|upgraded?)\b|"
        r"付了|付费|付款|已付|购买|下单|续费|续约|预付|预订|成交|定金|买了",
        re.I,
    ),
    "did": re.compile(
        r"\b(?:convert\w*|click\w*|sign(?:ed|s)?(?: up)?|register\w*|used|use|active|stay\w*|came back|"
        r"book(?:ed)?|opened|downloaded|accepted|complet\w+|cancel\w*|churn\w*|replied|extended)\b|"
        r"转化|点击|注册|报名|签(?:了|约|字)|用了|活跃|留存|留下|预约|下载|接受|流失|退订|打开|回复|留资",
        re.I,
    ),
    "desk": re.compile(
        r"\b(?:report|stud(?:y|ies)|statistics|article|according to)\b|报告|统计|研究显示|数据显示", re.I
    ),
}
_BY_DEED: tuple[Level, ...] = ("paid", "did", "desk", "said")
_BY_WORD: tuple[Level, ...] = ("said", "paid", "did", "desk")
_INTENDS = re.compile(
    r"\b(?:would|will|willing|plan to|want to|said|say they)\b|(?<!不)愿意|会付|表示|有意|想(?:要|买|付)", re.I
)
# What a result speaks of, most telling first.
_TOPICS: tuple[tuple[BlockId, re.Pattern[str]], ...] = (
    (
        "key_partners",
        re.compile(r"\b(?:partner\w*|supplier\w*|reseller\w*|distributor\w*)\b|伙伴|供应商|合作方|经销商|代理商", re.I),
    ),
    (
        "customer_relationships",
        re.compile(
            r"\b(?:renew\w*|retain\w*|retention|stay(?:ed)?|churn\w*|cancel\w*|still (?:active|us\w+)|came back|"
            r"left)\b|"
            r"续费|续约|留存|流失|退订|仍在用|还在用|复购|回来|留下|走了",
            re.I,
        ),
    ),
    (
        "revenue_streams",
        re.compile(
            r"\b(?:pay\w*|paid|price\w*|pricing|buy|bought|purchas\w+|pre-?order\w*|deposit\w*|upgrad\w+|"
            r"subscri\w+|prepa\w+|letters? of intent|lois?)\b|付费|付钱|买|下单|价格|定价|定金|预付|预订|订阅|"
            r"升级|掏钱|"
            r"付款|意向|付了",
            re.I,
        ),
    ),
    (
        "channels",
        re.compile(
            r"\b(?:landing page|click\w*|convert\w*|conversion|sign(?:ed)?[- ]?ups?|visitors?|ads?|campaign|emails?|"
            r"cold calls?|booth|leads?|replied|responded|newsletter|channel)\b|落地页|点击|转化|访客|注册|投放|广告|"
            r"邮件|电话|地推|扫码|回复|线索|展位|展会|留资|渠道",
            re.I,
        ),
    ),
    (
        "key_activities",
        re.compile(r"\b(?:accura\w+|correct|without rework|error\w*)\b|准确|正确|返工|错误", re.I),
    ),
    (
        "value_propositions",
        re.compile(
            r"\b(?:used|use|using|tri(?:ed|al)s?|pilots?|testers?|sav(?:e|ed|es)|satisf\w+|recommend\w*|lov\w+|"
            r"like[ds]?|faster|keep|go on|continue|asked for)\b|试用|使用|满意|推荐|省|喜欢|继续|更快|好用|试点|内测",
            re.I,
        ),
    ),
    (
        "customer_segments",
        re.compile(
            r"\b(?:told|tell|problem|pain|struggl\w+|suffer\w*|complain\w*|have this|interview\w*|need|talked|spoke)\b|"
            r"痛点|问题|困扰|头疼|抱怨|要花|花掉|浪费|都说|需求|需要|遇到|访谈",
            re.I,
        ),
    ),
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
    counts = [q for q in quantities if q.kind == "count" and q.value >= 0 and float(q.value).is_integer()]
    of = next((pair for pair in map(_out_of, quantities) if pair), None)
    trials, successes = of or _counted(text, counts, quantities)
    if _REFUSED.search(text) and not _NONE.search(text):
        successes = trials - successes
    # An intention ("would pay") is words, whatever it is about.
    order = _BY_WORD if _INTENDS.search(text) else _BY_DEED
    level: Level = next((name for name in order if _LEVELS[name].search(text)), "said")
    return Observed(successes, trials, level)


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


def matching(text: str, assumptions: Sequence[Assumption]) -> list[Assumption]:
    """The assumptions a result may be about, best first; one alone where it is clear, none where nothing fits.

    Args:
        text: The result in the user's words, or an item id.
        assumptions: The ledger, riskiest first.
    """
    by_id = [a for a in assumptions if re.search(rf"(?<![\w-]){a.item}(?![\w-])", text.lower())]
    if by_id:
        return by_id[:1]
    topic = next((block for block, pattern in _TOPICS if pattern.search(text) and _has(assumptions, block)), None)
    said = units(text)
    shared = {a.item: said & units(a.text) for a in assumptions}
    holders = Counter(unit for found in shared.values() for unit in found)
    scores = {a.item: TOPIC * (a.block == topic) + _likeness(shared[a.item], holders) for a in assumptions}
    ranked = sorted(assumptions, key=lambda a: -scores[a.item])
    best = scores[ranked[0].item] if ranked else 0.0
    if best < LEAST:
        return []
    fitting = [a for a in ranked if scores[a.item] > best - LEAD]
    if topic in _BY_NAME and not any(shared[a.item] for a in fitting) and len(fitting) > 1:
        # A partner is one of several who differ: where no word tells which, items that say the words may be meant.
        named = [a for a in ranked if 0 < scores[a.item] <= best - LEAD]
        return [*named, *fitting][:3]
    return fitting[: 1 if topic == fitting[0].block else 3]


def _likeness(shared: set[str], holders: Mapping[str, int]) -> float:
    """What words an item shares with a result are worth: a word that few items hold tells most."""
    return min(MOST, sum((1.0 if unit.isascii() else HAN_PAIR) / holders[unit] for unit in shared))


def _has(assumptions: Sequence[Assumption], block: BlockId) -> bool:
    return any(a.block == block for a in assumptions)


def recorded(assumption: Assumption, judgement: Judgement) -> Mapping[str, Any]:
    """The assumption's JSON with one more result."""
    data = assumption.to_json()
    return {**data, "results": [*data["results"], judgement.to_json()]}
