"""The words of a field without what leads up to them or dangles behind: "via the trade fair", 干的是外骨骼背心."""

from __future__ import annotations

import re

from assistant.canvas.reading.en_named import is_verb, third_person
from assistant.language.lazy_re import lazy_re

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_REACHED = lazy_re(
    r"^(?:and )?(?:(?:they|people|customers|we) )?(?:(?:go|goes|sold|sell|find us|found|spread) )?"
    r"(?:via|through|by way of|on|into|by|from|at)(?: the)? (?!hand\b|foot\b)",
    re.IGNORECASE,
)
# 听众是在外打工的人 names those who listen by what they are; 客户小龙虾合作社 and 客户细分加新娘 by a label.
_CALLED = lazy_re(
    r"^(?:(?:[\u4e00-\u9fff]{0,3}[众者户员家客方的])(?:主要|大多|大都|多半|都|其实|就)*是|目标(?:客户|用户|人群)?(?:主要)?是|"
    r"(?:目标)?(?:客户|用户)?(?:细分|群体)(?:里|先)?(?:加|写|填|放)?上?|"
    r"(?:目标)?客户(?!经理|服务|成功|代表|总监|主管|中心|关系|端|群)(?=[\u4e00-\u9fff]{2}))(?=.{2})"
)
_BY_WAY_OF = lazy_re(
    r"^(?:(?:主要|目前)?(?:渠道|获客|推广)(?!费|成本|支出)(?:方式)?(?:先|里)?(?:加|写|填|放|记|有|是|靠|走)?上?[:：]?|"
    r"(?:主要|目前)?(?:靠|通过)(?!谱))(?=.{2})"
)
_MADE = lazy_re(
    r"^(?:嗯|呃|就是|大概|其实|主要|我们?|咱们?|公司|本公司)*(?:(?:干|做|卖|搞|弄|开)的(?:就)?是|从事|专注于?|主营)(?=.{2})|"
    r"^(?:大概|可能|应该)(?=.{2})"
)
_ARTICLE = lazy_re(r"^(?:out |up )?(?:(?:an?|the|our|my|some) )?(?=\w)", re.IGNORECASE)
_DANGLES = lazy_re(
    r"(?:[\s,]+(?:of|for|to|with|at|in|on|by|and|or|but|the|an?|that|which|who|so|is|are|my|our|their))+$",
    re.IGNORECASE,
)
_BESIDE = lazy_re(r"\s+but\b.*$|\s+[-–—]\s.*$", re.IGNORECASE)  # "scaffolding but for film crews - silent"
_THERE = lazy_re(
    r"\s+(?:mostly|mainly|basically|probably|i guess|there|today|nowadays|right now|currently|around here)$",
    re.IGNORECASE,
)
_LED_UP_TO = lazy_re(r"^(?:发现|看到|听说|认识|卖给|面向|针对|供(?!应|销|货|暖|电|热))(?=.{2})")
_OFFERED = lazy_re(r"^(?:(?:拟|计划|准备)?(?:设立|开设|建设|推出)|(?:卖|埋)(?![场座家]))(?:一[个款套])?(?=.{3})")
_HOW_OFTEN = lazy_re(
    r"^(?!(?:famil|elder|ear|friend|assemb|month|week|dai|ital|supp|lone|on)ly\b)[a-z]{3,}ly\s+(?=\w)", re.IGNORECASE
)
_OF_OTHERS = lazy_re(r"\b(?:them|their|it|its|you|your)\b", re.IGNORECASE)
_HELPERS = frozenset({"channel", "partner"})
# Of "hotel receptions hand out the code" the receptions, of 医院食堂出厨房 the canteen.
_HELPING = lazy_re(
    r"(?<=\w)\s+(?:builds?|makes?|lends?|gives?|hands?|brings?|signs?|recommends?|refers?|sends?|suppl(?:y|ies)|"
    r"provides?|delivers?|pass(?:es)?|sells?|tells?|spreads?|puts?) "
    r"(?:it|them|us|out|in|up|on|to|the|a|most|our|customers|people)\b.*$",
    re.IGNORECASE,
)
_HELPING_ZH = lazy_re(
    r"(?<=.{2})(?:用(?!友)|出(?!版|口|租)|提供|借(?!款|贷)|供(?!应|销|货)|负责|帮忙|帮着|给地方)[^和]*$|"
    r"(?<=.{2})(?:(?<![线网路])上|也|都|帮)$"
)
_PEOPLE = frozenset({"customer", "user"})


# The rest of a size cut off before a name: 人的 of 50人的中小律所.
_SIZED = lazy_re(r"^(?:人|名|位|家|户|张床|箱|亩|台|个)(?:以上|以下|以内|左右|规模)?的(?=..)")


def bare(field: str, words: str) -> str:
    """The words of a field as a name.

    Args:
        field: Name of a field of the brief.
        words: What was read for it.
    """
    if _CHINESE.search(words):
        return _bare_chinese(field, words)
    if field in _HELPERS:
        return _HELPING.sub("", _REACHED.sub("", words, count=1))
    if field in _PEOPLE:
        return _DANGLES.sub("", _THERE.sub("", _HOW_OFTEN.sub("", words)))
    if field != "product":
        return words
    named = _ARTICLE.sub("", _DANGLES.sub("", _BESIDE.sub("", words)), count=1)
    return re.sub(r"^(?:sell(?:ing)?|offer(?:ing)?|provid(?:e|ing))\s+(?=\w)", "", named, flags=re.IGNORECASE)


def _bare_chinese(field: str, words: str) -> str:
    if field in _PEOPLE:
        return _whom(_CALLED.sub("", _LED_UP_TO.sub("", _SIZED.sub("", words)), count=1))
    if field in _HELPERS:
        return "、".join(_HELPING_ZH.sub("", part) for part in _BY_WAY_OF.sub("", words, count=1).split("、"))
    if field != "product":
        return words
    named = _OFFERED.sub("", _MADE.sub("", words, count=1), count=1)
    return re.sub(r"(?<=.{2})(?<![吃喝用穿玩住])的$", "", re.sub(r"^做(?=[吃喝用穿玩]的)", "", named))


def _whom(words: str) -> str:
    """Chinese customers without that they pay: 护工自己, 维保公司付每名师傅; 开美甲店的 are people."""
    named = re.sub(r"(?<=.{2})(?:自己|本人)$|(?<=[司店厂院校家馆])(?:月|年|付|出钱|掏钱|按).*$", "", words)
    if re.fullmatch(r"开[^的]{1,8}[店馆厂]的?|有[^的]{1,6}的", named):
        return f"{named.removesuffix('的')}的人"
    return f"{named}人" if re.search(r".{2}的$", named) else named


def as_service(product: str) -> str:
    """What is done to others, "test their systems for holes", as something that is sold; other products as they are."""
    verb = product.split(" ", 1)[0]
    if " " in product and is_verb(verb) and not verb.endswith("s") and _OF_OTHERS.search(product):
        return f"service that {third_person(product)}"
    return product
