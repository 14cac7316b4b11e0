"""Which assumption of the canvas a result told in chat is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.canvas.assumptions import Assumption
from assistant.canvas.blocks import BlockId
from assistant.canvas.evidence import prices_said
from assistant.canvas.review.sheet import units
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities

TOPIC = 0.9  # what the block a result speaks of counts, in words that only one item holds
HAN_PAIR = 0.7  # a pair of characters is less than a word
LEAST, LEAD, MOST = 0.9, 0.08, 3.0
SAMPLED = 0.25
# Blocks whose items differ, so that the topic alone does not tell which of them was tested.
_BY_NAME: frozenset[BlockId] = frozenset({
    "key_partners",
    "channels",
    "customer_relationships",
    "customer_segments",
    "value_propositions",
})
# Where even the only item need not be the one: a test of an advertisement says nothing of the trade fairs.
_OTHERS: frozenset[BlockId] = frozenset({"channels"})
# Words in which any result is told.
_COUNTING = {
    "visit",
    "visitor",
    "view",
    "click",
    "sign",
    "test",
    "page",
    "user",
    "people",
    "they",
    "访问",
    "点击",
    "注册",
    "浏览",
}
_KINDS = {
    "site": lazy_re(r"\b(?:landing page|web ?site|home ?page)s?\b|落地页|官网|网站|首页", re.IGNORECASE),
    "ads": lazy_re(r"\b(?:ads?|advert\w*|ad campaigns?)\b|广告|投放", re.IGNORECASE),
    "mail": lazy_re(r"\b(?:newsletters?|e-?mails?|mailings?)\b|邮件|邮箱", re.IGNORECASE),
    "fair": lazy_re(
        r"\b(?:fairs?|trade shows?|expos?|booths?|congress\w*|conferences?)\b|展会|展位|博览会", re.IGNORECASE
    ),
    "call": lazy_re(r"\b(?:cold[- ]?call\w*|phone calls?|telesales)\b|电话|电销", re.IGNORECASE),
}
# What a result speaks of, most telling first.
_TOPICS: tuple[tuple[BlockId, re.Pattern[str]], ...] = (
    (
        "key_partners",
        lazy_re(r"\b(?:partner\w*|supplier\w*|reseller\w*|distributor\w*)\b|伙伴|供应商|合作方|经销商|代理商", re.I),
    ),
    (
        "customer_relationships",
        lazy_re(
            r"\b(?:renew\w*|retain\w*|retention|stay(?:ed)?|churn\w*|cancel\w*|still (?:active|us\w+)|came back|"
            r"left)\b|"
            r"续费|续了|续约|留存|流失|退订|仍在用|还在用|复购|回来|留下|走了",
            re.I,
        ),
    ),
    (
        "revenue_streams",
        lazy_re(
            r"\b(?:pay\w*|paid|price\w*|pricing|buy|bought|purchas\w+|pre-?order\w*|deposit\w*|upgrad\w+|"
            r"subscri\w+|prepa\w+|letters? of intent|lois?)\b|付费|付钱|买|下单|价格|定价|定金|预付|预订|订阅|"
            r"升级|掏钱|"
            r"付款|意向|付了|(?:愿意|肯|会|每月|每年)付|付每",
            re.I,
        ),
    ),
    (
        "channels",
        lazy_re(
            r"\b(?:landing page|click\w*|convert\w*|conversion|sign(?:ed)?[- ]?ups?|visitors?|ads?|campaign|emails?|"
            r"cold calls?|booth|leads?|replied|responded|newsletter|views?|visits?|"
            r"impressions?|channel)\b|落地页|访问|曝光|浏览|点击|转化|访客|注册|投放|广告|"
            r"邮件|电话|地推|扫码|回复|线索|展位|展会|留资|渠道",
            re.I,
        ),
    ),
    (
        "key_activities",
        lazy_re(r"\b(?:accura\w+|correct|without rework|error\w*)\b|准确|正确|返工|错误", re.I),
    ),
    (
        "value_propositions",
        lazy_re(
            r"\b(?:used|use|using|tri(?:ed|al)s?|pilots?|testers?|sav(?:e|ed|es)|satisf\w+|recommend\w*|lov\w+|"
            r"like[ds]?|faster|keep|go on|continue|asked for)\b|试用|使用|满意|推荐|省|喜欢|继续|更快|好用|试点|内测",
            re.I,
        ),
    ),
    (
        "customer_segments",
        lazy_re(
            r"\b(?:told|tell|problem|pain|struggl\w+|suffer\w*|complain\w*|have this|interview\w*|need|talked|spoke)\b|"
            r"痛点|问题|困扰|头疼|抱怨|要花|花掉|浪费|都说|需求|需要|遇到|访谈",
            re.I,
        ),
    ),
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
    said = _told(text)
    shared = {a.item: said & _told(a.text) for a in assumptions}
    holders = Counter(unit for found in shared.values() for unit in found)
    # Customers are named as those who were asked, whatever it was about.
    asked = topic not in {None, "customer_segments"}
    worth = {a.item: SAMPLED if asked and a.block == "customer_segments" else 1.0 for a in assumptions}
    scores = {
        a.item: TOPIC * (a.block == topic) + worth[a.item] * _likeness(shared[a.item], holders) for a in assumptions
    }
    ranked = sorted(assumptions, key=lambda a: -scores[a.item])
    best = scores[ranked[0].item] if ranked else 0.0
    if best < LEAST:
        return []
    fitting = [a for a in ranked if scores[a.item] > best - LEAD]
    several = len(fitting) > 1 or topic in _OTHERS
    if topic in _BY_NAME and several and not any(shared[a.item] for a in fitting):
        # One of several that differ: where no word tells which, items that say the words may be meant.
        named = [a for a in ranked if shared[a.item] and a not in fitting]
        return list(dict.fromkeys([*named, *fitting, *ranked]))[:3]
    return fitting[: 1 if topic == fitting[0].block else 3]


def _likeness(shared: set[str], holders: Mapping[str, int]) -> float:
    """What words an item shares with a result are worth: a word that few items hold tells most."""
    return min(MOST, sum((1.0 if unit.isascii() else HAN_PAIR) / holders[unit] for unit in shared))


def _told(text: str) -> set[str]:
    """What a text speaks of: its words without those of counting, and the kinds of channel it names."""
    kinds = {f"#{kind}" for kind, words in _KINDS.items() if words.search(text)}
    return (units(text) - _COUNTING) | kinds


def _has(assumptions: Sequence[Assumption], block: BlockId) -> bool:
    return any(a.block == block for a in assumptions)


def other_price(text: str, assumption: Assumption) -> bool:
    """Whether a result is of another price than the one that the assumption states."""
    stated = [q.value for q in find_quantities(assumption.text) if q.kind == "money"]
    tested = prices_said(text)
    return assumption.block == "revenue_streams" and bool(stated and tested) and not set(stated) & set(tested)
