"""Whether words that were read can be what a field of a brief wants: a product, a customer, a complaint.

A description is read by grammar, and grammar finds something in any sentence. What is no noun phrase of the right sort
is dropped here, so that it is asked for rather than drafted from.
"""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import pattern, words
from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.noun_phrases import is_noun_phrase
from assistant.language.lazy_re import lazy_re

_NUMERAL = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|a few|several)"
_NO_NOUN_START = lazy_re(
    r"(?:it|its|it's|he|she|they|they're|we|we're|we've|we'll|i|i'm|i've|i'd|you|you're|your|this|that|these|those|there|"
    r"here|who|what|which|how|why|when|where|if|because|actually|please|yes|no|not|ok|okay|and|but|so|or|also|only|just|"
    r"then|let's|let|per|don't|doesn't|can't|never)\b",
    re.IGNORECASE,
)
_ORDER = lazy_re(
    r"(?:please )?(?:make|change|set|add|remove|delete|put|show|try|give|move|rename|replace|keep|export|compare|save|"
    r"swap|drop|take|undo|fill|update|explain|draw|raise|lower|cut|switch)\s+(?:the|a|an|it|our|my|me|us|this|that|these|"
    r"those|all|every|up|out)\b",
    re.IGNORECASE,
)
_AMOUNT = lazy_re(
    r"[$€£¥]\s?\d|\d\s?%|\b\d[\d,.]*\s?(?:k|m|bn|usd|eur|dollars|bucks|euros|pounds)\b|"
    r"\b\d[\d,.]*\s+(?:a|per) (?:month|year)",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    "sales marketing revenue revenues profit costs cost churn conversion conversions trials trial signups customers "
    "customer users clients buyers spend spending budget and last next this month year week quarter new our the total "
    "cac ltv arpu mrr arr runway cash bank fixed price prices pricing fee fees team founders employees".split()
)
_COUNTED = lazy_re(
    rf"{_NUMERAL}\s|(?:new|more|existing|paying|first|our|the|all|most|some|their|other)\s+"
    r"(?:customers?|clients?|users?|buyers?|people|founders?|co-?founders?|employees)$",
    re.IGNORECASE,
)
_STAGE = lazy_re(
    r"\bpilots? (?:at|with|in|running|signed)\b|^(?:the |our )?(?:first|early) \S* ?pilots?\b", re.IGNORECASE
)
_DANGLING = lazy_re(
    r"\b(?:of|for|to|with|at|in|on|by|and|or|the|a|an|that|which|who|edge|love|loves|like|likes)$", re.I
)
_ZH_NO_NOUN_START = lazy_re(
    r"(?:我|你|您|他|她|它|咱|这|那|谁|刚|才|已经|还是|还没|不是|不用|不要|不装|没有|再来|只在|也|都|就|如果|假如|要是|"
    r"为什么|怎么|开个|来个|加上|加个|去掉|删|改|换成|把|请|首付|每|一共|其实|买单|付钱|渠道|合作伙伴|成本里|客户细分)"
)
_ZH_NO_PRODUCT = lazy_re(
    r"划算|值不值|对吗|\d\s?%|百分之|\d[\d.]*\s*(?:元|块|万|一个月|每月)|(?:月薪|工资)(?!软件|系统|平台|工具|助手|管理|服务|小程序)|赚钱|盈利|变现|[吗呢]$|家长|付\d"
)
_ZH_COUNTED = lazy_re(
    r"[一二两三四五六七八九十几\d]+(?:[到至~-][一二两三四五六七八九十几\d]+)?(?:多)?(?:个|名|位|家)?(?:人|创始人|合伙人|员工|客户|用户|同事)?"
)
# 试完掏钱的一成二 names no payer.
_ZH_DONE = lazy_re(r"(?:试|用|看|体验|注册|下载|装|学|听|买|做)[用看试]?(?:完|过|好|后)了?")
_ZH_CLAUSE = lazy_re(r"(?<=.)(?:找|靠|通过|加上|去掉|换成|改成|愿意|不是|扫|每年|每月|一个月)|[吗呢版]$")
_PLACE_PARTS = lazy_re(r"[省市区县镇乡村州]|(?<=^)[\u4e00-\u9fff]{2}(?=$)")
_BUSINESS = lazy_re(
    r"\b(?:churn|conversion|converts?|trials?|retention|margins?|mrr|cac)\b|"
    r"^(?:an? )?(?:report|results?|delivery|answers?|response)s?\b.{0,12}\b(?:within|in) \d+|"
    r"^(?:[\w-]+ ){1,4}(?:pay|buy)s?\b(?! (?:too|twice|for nothing|over)|.*\b(?:still|but|yet)\b)|\bteachers recommend|"
    r"^(?:we|i|our|it)\b|^my \w+(?:'s \w+)? (?:runs?|owns?|is|has|works?|picks?|delivers?|drives?|helps?)\b|"
    r"^(?:[\w-]+ ){0,2}(?:model|app|ai|bot|software|platform|sensors?|camera|radar)s? \w+s\b|"
    r"^(?:guests?|players?|users?|customers?|buyers?) (?:scan|generate|trust|love|use|like)s?\b",
    re.IGNORECASE,
)
_BUSINESS_ZH = lazy_re(
    r"\d+多?[家个人位名](?:人|客户|用户)?[^，]{0,3}(?:试用|付费|注册|下载)|(?:转化|流失|新增|续费|续约)(?:率|了|掉)?(?:大概|大约|差不多|约|也就)?\s?[\d百一两三]|个试用|^\d+小时(?:内)?出|^(?:不装|不用装|标出|客人扫|玩家用|买家认)|"
    r"^(?:我们?|咱们?)(?:刚|才|在|已)|租给|卖给"
)
_NO_TROUBLE = lazy_re(
    r"^(?:i |we |i'd |we'd )?(?:wanna|want to|would like to|like to|plan to|hope to|going to|put|add)\b|"
    r"\b(?:correct|update|adjust|change|add|remove|put|write) (?:the |it |that |them |this |those )?[^,;.]{0,20}"
    r"\b(?:segments?|canvas|blocks?|accordingly|there)\b|\b(?:to|for|of|the|and|or|with|a|an)$|^(?:canvas|segments?|channels?)\b|\?$",
    re.IGNORECASE,
)
_NO_TROUBLE_ZH = lazy_re(
    r"^(?:\d+[天次节]?|[一两三])[\u4e00-\u9fff]{0,4}(?:套餐|课时)|^会不会|^(?:渠道|客户细分|成本|收入|合作伙伴)[^，]{0,4}(?:加|写|填|放)|"
    r"[吗呢]$|^提供|还?没(?:定|想好)$|^[^，]*[画写出]一?[张份版]$"
)
_TROUBLE = lazy_re(
    r"\b\d+ (?:hours?|days?|weeks?|months?)\b|\b(?:hours|days|weeks|months|nights|evenings|weekends|all \w+day)\b|"
    r"\b(?:injur|accident|die|dies|fall|break|rot|spoil|leak|guess|doubt|refus|reject|overpa|counts? (?:\w+ )?by hand)|"
    r"\bcosts? (?:them|her|him|about|up|\$|€|£)|\btwice\b|\bonly \d|\bat \d+% of\b|\b(?:under|half|third)\b",
    re.IGNORECASE,
)
_TROUBLE_ZH = lazy_re(
    r"(?:一个人[看管顾]|小时|两天|三天|几天|个月|一周|半夜|通宵|周末)|损失|工伤|误差|自己爬|靠人工|只跑到|占.{1,8}\d|回讯息|受伤|摔|病|死|怕|嫌"
)


_ZH_HALF = tuple("了帮给让为替把对向跟")  # behind such a word a phrase goes on


def sane_product(text: str, language: str) -> bool:
    """Whether words can name an offer: no clause, order, price, place or count of the business."""
    if not is_noun_phrase(text) or is_place(text, language):
        return False
    if language == "zh" or re.search(r"[\u4e00-\u9fff]", text):
        return not (_ZH_NO_NOUN_START.match(text) or _ZH_NO_PRODUCT.search(text) or text.endswith(_ZH_HALF))
    named = re.findall(r"[a-z][a-z'-]*", text.lower())
    if _NO_NOUN_START.match(text) or _ORDER.match(text) or _AMOUNT.search(text):
        return False
    return bool(named) and not set(named) <= _MEASURES


def sane_customer(text: str, language: str) -> bool:
    """Whether words can name who pays: people or organisations, neither counted nor doing something."""
    if not is_noun_phrase(text):
        return False
    if language == "zh" or re.search(r"[\u4e00-\u9fff]", text):
        return not (
            _ZH_NO_NOUN_START.match(text)
            or _ZH_COUNTED.fullmatch(text)
            or _ZH_CLAUSE.search(text.rpartition("的")[2])
            or _ZH_DONE.fullmatch(text)
            or text.endswith(("了", "过"))
        )
    if _NO_NOUN_START.match(text) or _ORDER.match(text) or _AMOUNT.search(text):
        return False
    owned = re.search(r"['’]s? (?:[a-z-]+ )*(?P<head>[a-z-]+)$", text, re.IGNORECASE)
    return not (
        _COUNTED.match(text) or _STAGE.search(text) or _DANGLING.search(text) or (owned and not is_head(owned["head"]))
    )


def is_place(text: str, language: str) -> bool:
    """Whether words name a place and nothing else: 广东茂名, "Austin, Texas"."""
    spoken = "zh" if re.search(r"[\u4e00-\u9fff]", text) else language
    rest = pattern(spoken, "places").sub("", text)
    left = _PLACE_PARTS.sub("", rest) if spoken == "zh" else rest
    return rest != text and not re.search(r"\w", left)


def sane_problem(text: str, product: str, language: str) -> bool:
    """Whether words may tell of a trouble: neither a number of the business, a promise, nor the offer itself."""
    if language == "zh":
        return not (_BUSINESS_ZH.search(text) or _NO_TROUBLE_ZH.search(text) or text == product)
    same = bool(product) and text.lower().removeprefix("a ").startswith(product.lower()[:40])
    return not (_BUSINESS.search(text) or _NO_TROUBLE.search(text) or same)


def complains(text: str, language: str) -> bool:
    """Whether a problem is a complaint, so that the offer may be said to relieve it."""
    if language == "zh":
        return bool(pattern("zh", "pain").search(text) or _TROUBLE_ZH.search(text))
    told = pattern("en", "pain").search(text) or _TROUBLE.search(text)
    return bool(told) or text.split(" ")[0].lower() in words("en", "verbs")


_HEDGE = lazy_re(
    r"^(?:(?:it(?:'s| is)|that(?:'s| is)|they(?:'re| are))\s+)?(?:(?:mostly|mainly|primarily|largely|basically|chiefly|"
    r"probably|usually|for the most part)\b[\s,]*)+(?=\S)|"
    r"^(?:主要|基本上?|大多数?|大部分|多数|一般|通常|应该|估计|大概)+(?:都|还)?(?:就?是|面向|卖给)(?=\S{2})",
    re.IGNORECASE,
)


def unhedged(customer: str) -> str:
    """A customer without how far the answer holds: "mostly care homes", 主要是老人."""
    return _HEDGE.sub("", customer.strip())
