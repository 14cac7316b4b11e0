"""Descriptions written as a form: "Customer: …; Problem: …" and their Chinese equivalents."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

_LABELS = {
    "customer": "target customers?|target market|market|target audience|target users?|target|"
    "customer segments?|customers?|who buys|icp|"
    "clients?|buyers?|audience|who it'?s for|who is it for|who pays|for whom|for who|who|"
    "目标客户群?体?|目标用户群?体?|目标人群|客户群体?|用户群体?|服务人群|客户是谁|卖给谁|客户|面向人群|服务对象|受众|"
    "买单的?人|付费方|对象",
    "user": "end users?|users?|使用者|终端用户|用户",
    "problem": "problem statement|problems?|pain points?|pains?|the problem|challenge|need|why|"
    "痛点问题|用户痛点|客户痛点|"
    "痛点|问题|解决的?问题|需求|困扰",
    "product": "product|company|business|venture|"
    "solution|idea|what we do|what it does|what it is|what we sell|what|service|"
    "concept|offering|offer|"
    "we do|项目名称|项目名|产品服务|产品形态|产品名称?|产品|"
    "解决方案|方案|项目|想法|点子|创意|做什么|我们做什么|服务|业务|做法|主营",
    "pricing": "pricing model|pricing|prices?|revenue model|revenue streams?|revenue|business model|monetisation|"
    "monetization|how we charge|how we make money|fees?|cost to customer|money|定价|价格|收费方式|收费模式|"
    "收费|怎么收费|售价|客单价|"
    "怎么收钱|怎么赚钱|盈利模式|盈利方式|收入来源|收入模式|商业模式|变现方式|变现|赚钱方式|费用",
    "industry": "industry|sector|vertical|field|行业|领域|赛道",
    "region": "region|location|geography|geo|country|city|where|based in|地区|区域|地点|城市|市场|地域|国家|在哪",
    "stage": "stage|status|where we are|phase|progress|traction|阶段|进展|现状|目前进展|进度",
    "channel": "channels?|sales channels?|distribution|go[- ]to[- ]market|gtm|how we sell|how we reach them|"
    "acquisition|reach|how (?:do )?they find us|how customers find us|promotion|promo|marketing|"
    "销售渠道|推广渠道|获客渠道|获客方式|获客|推广方式|推广|渠道|怎么推广|怎么卖",
    "partner": "(?:key )?partners?|suppliers?|重要伙伴|合作伙伴|合作方|伙伴|供应商",
    "differentiator": "differentiators?|differentiation|moat|edge|advantage|our advantage|unfair advantage|why us|usp|"
    "unique selling point|competition|secret sauce|差异化优势|差异化|差异点|差异|核心优势|竞争优势|优势|壁垒|"
    "亮点|护城河|特色|卖点|竞争力",
}
_FIELD_OF = {field: lazy_re(rf"(?:{alternatives})", re.IGNORECASE) for field, alternatives in _LABELS.items()}
_ANY = "|".join(_LABELS.values())
_LABEL = lazy_re(
    r"(?:(?<=^)|(?<=[\n,;.，；。、（(|\s•*·\-–]))\W{0,4}"
    rf"(?P<label>(?:{_ANY})(?:\s*[/&和与]\s*(?:{_ANY}))?)\W{{0,3}}?"
    r"\s*(?:[:：=]|(?<=\S)\s+[-–—]+\s|[-–—]{1,2}(?=\s))\s*",
    re.IGNORECASE,
)
_NAMES = frozenset({"customer", "user", "region", "channel", "partner"})  # what one sentence names
_TRIM = " \t\r\n,;，；。.|•*·-–—、"


def split_labelled(text: str) -> tuple[dict[str, str], str]:
    """Values by field of the labelled parts of `text`, and the text before the first label.

    A dash makes a label only at the start of a line; elsewhere it takes a colon, or prose would be torn apart.
    """
    found = [m for m in _LABEL.finditer(text) if _is_label(text, m)]
    if not found:
        return {}, text
    values: dict[str, str] = {}
    rest = [text[: found[0].start()]]
    for match, following in zip(found, [*found[1:], None], strict=True):
        raw = text[match.end() : following.start() if following else len(text)]
        value, _, after = raw.partition("\n\n")
        line_or_sentence = re.match(
            r"\s*(?P<value>.+?)(?:\n|(?<=[a-z][.!?])\s+(?=[A-Z])|。|$)(?P<tail>.*)", value, re.DOTALL
        )
        field = _field(match["label"])
        if line_or_sentence and (following is None or len(found) == 1 or field in _NAMES):
            value, after = line_or_sentence["value"], f"{line_or_sentence['tail']}\n{after}"
        if field in _NAMES and (priced := re.search(r"[;；](?=.*\d)", value)):
            value, after = value[: priced.start()], f"{value[priced.end() :]}\n{after}"
        if field == "customer":
            value, comma, more = value.strip().partition("，")
            after = f"{more}\n{after}" if comma else after
        rest.append(after)
        values.setdefault(field, " ".join(value.strip(_TRIM).split()))
    return {f: v for f, v in values.items() if v}, "\n".join(r for r in rest if r.strip(_TRIM))


def _is_label(text: str, match: re.Match[str]) -> bool:
    colon = re.search(r"[:：=]", match.group()) is not None
    line_start = text.rfind("\n", 0, match.start("label")) + 1
    at_line_start = not text[line_start : match.start("label")].strip(_TRIM + "0123456789)")
    return at_line_start or colon


def _field(label: str) -> str:
    first = re.split(r"\s*[/&和与]\s*", label.strip())[0]
    return next(f for f, p in _FIELD_OF.items() if p.fullmatch(first))
