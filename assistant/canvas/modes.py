"""How a venture charges: one mode read from the founder's pricing words."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

MODES = (
    "savings_share",
    "success_fee",
    "franchise",
    "royalty",
    "lead_fee",
    "premium",
    "commission",
    "freemium",
    "advertising",
    "device_subscription",
    "licence",
    "usage",
    "course_fee",
    "project",
    "subscription",
    "unit_sale",
    "one_off",
    "outcome",
)
_PERIOD_EN = r"(?:\b(?:per|a|each|every|/) ?(?:mo|month|year|yr|week|season|quarter)\b|monthly|yearly|annual|weekly|"
_PERIOD = lazy_re(
    _PERIOD_EN + r"subscription|/mo)|每个?月|一个?月|月费|每年|一年|年费|包月|包年|每季|订阅|月租|每周", re.IGNORECASE
)
_THING = lazy_re(
    r"hardware|devices?\b|\bbox\b|sensors?\b|\bscale\b|the kit|设备|硬件|一台|每台|盒子|雷达", re.IGNORECASE
)
_UNIT_EN = (
    r"\b(?:per|a|an|each|every|/) ?(?:call|page|image|document|report|minute|hour|request|message|conversation|token|"
    r"query|scan|prescription|order|delivery|ticket|invoice|case|claim|contract|word|frame|hectare|acre|panel|tonne|"
    r"kilometre|mile|session|ride|wash|test|sample|estate|declaration|transaction|job|booking)s?\b"
)
_PERCENT = r"\d(?:\.\d+)?\s?(?:%|percent|per cent|个点)|百分之|抽成|佣金|分成|提成"
_RULES: tuple[tuple[str, str], ...] = (
    (
        "savings_share",
        r"of (?:the |what |whatever |all |any )?(?:\w+ ){0,2}(?:sav\w+)|sav\w+ (?:we|they) (?:make|get)|"
        r"省下|节省的|节约的|节能收益|节能分成|节电",
    ),
    ("franchise", r"franchis|加盟"),
    (
        "success_fee",
        r"no win|success fee|of (?:\w+ ){0,2}(?:won|recovered|compensation)|what we recover|per (?:hire|placement)|"
        r"only if|if it works|打赢|赢了|追回|成功后|赔偿的|入职满|按效果|按结果|退货少",
    ),
    ("royalty", r"royalt|版税|许可费"),
    ("lead_fee", r"per lead|per introduction|quote request|按线索|每条线索|推荐费"),
    ("premium", r"\bpremium of\b|insurance premium|保费|互助"),
    (
        "freemium",
        r"freemium|premium|free (?:version|tier|plan|basic|for)|basic is free|免费版|(?:基础版?|社区版)免费|高级版",
    ),
    ("advertising", r"\bads?\b|advertis|sponsor|广告|赞助|推广费"),
    ("licence", r"perpetual|on-prem|维护费|买断"),
    ("commission", rf"commission|take rate|cut of|{_PERCENT}|抽\s?\d"),
    ("licence", r"licen[cs]e|perpetual|on-prem|授权|买断|许可证|私有化"),
    ("course_fee", r"\b(?:per|a|each) (?:lesson|class|course)|course|exam|一节课?|课程费|考试费|学费"),
    ("project", r"\bper (?:project|bridge|site survey)|project fee|项目制|按项目|每个项目|每座"),
)


def pricing_mode(pricing: str, product: str = "", idea: str = "") -> str:
    """The mode of the founder's pricing words, one of `MODES`, or an empty string without a price.

    Args:
        pricing: The pricing words of the brief.
        product: What is offered; a device with a regular fee is its own mode.
        idea: The whole description, where savings and results are sometimes told apart from the price.
    """
    if not pricing:
        return ""
    for mode, cue in _RULES:
        if re.search(cue, pricing, re.IGNORECASE):
            return mode
    periodic = _PERIOD.search(pricing)
    if _THING.search(f"{pricing} {product}") and (periodic or re.search(r"outright|up ?front", pricing)):
        return "device_subscription"
    if re.search(_UNIT_EN, pricing, re.IGNORECASE) and not periodic:
        return "usage"
    if re.search(
        r"每(?:次|单|张|页|条|分钟|小时|吨|公里|份|篇|亩)|一(?:次|单|张|页|条|份|分钟)|按(?:次|量|分钟|小时|张|页)",
        pricing,
    ) and (not periodic):
        return "usage"
    if periodic:
        return "subscription"
    return "unit_sale" if _THING.search(f"{pricing} {product}") else "one_off"
