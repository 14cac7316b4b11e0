"""Light normalisation of an utterance before counting n-grams.

Which number, currency or script a user writes says little about what is asked, so they are folded: numbers become
`0`, currencies `$`, percent words `%`, the nine blocks `block`, plain model variables `variable`,
traditional characters simplified ones, full-width forms their plain ones.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
).split()[1:]
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "。": ".", "、": ",", "【": "[", "】": "]"})
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy_re(r"(?:百|千|万)分之(?:[零一二两三四五六七八九十百点半]+|[\d.]+)"), " 0 % "),
    (lazy_re(r"\d[\d,.]*(?:e\d+)?"), " 0 "),
    (
        lazy_re(
            r"(?<!万)(?!千万|万一|一一|十分|百万富|十万个)[零〇一二两三四五六七八九十百千万亿]{2,}(?:点[零一二三四五六七八九]+)?"
        ),
        " 0 ",
    ),
    (lazy_re(r"[一二两三四五六七八九十](?=块|元|万|成(?!本)|折|倍|个点|个百分点)"), " 0 "),
    (lazy_re(r"\b(?:" + "|".join(_NUMBER_WORDS) + r")\b"), " 0 "),
    (lazy_re(r"0\s+(?:k|m|mn|mln|bn|b|w|万|亿|千)(?![a-z])"), "0 "),
    (lazy_re(r"(?:\b0\b[\s-]*){2,}"), " 0 "),
    (lazy_re(r"\bper\s?cent\b|\bpct\b|\bprct\b"), "%"),
    (lazy_re(r"[¥€£]|\b(?:usd|rmb|cny|eur|gbp|dollars?|bucks?|euros?|pounds?|yuan)\b"), "$"),
    (lazy_re(r"(?<=0 )\s*(?:块钱|块|元|美元|美金|人民币|欧元)"), "$"),
)
_BLOCKS = lazy_re(
    r"\b(?:value prop(?:osition)?s?|customer segments?|segments?|channels?|customer relationships?|revenue streams?"
    r"|key (?:resource|activity|activitie|partner)s?|cost structure)\b"
    r"|价值主张|客户细分|客户群体?|渠道通路|渠道|客户关系|收入来源|(?:核心|关键)资源|关键业务|核心活动"
    r"|(?:重要|关键|重要合作)伙伴|合作伙伴|成本结构"
)
_VARIABLES = lazy_re(
    r"\b(?:(?:monthly|trial|promotion|transaction|sign-?up|annual) )?"
    r"(?:conv|conversions?|churn|retention|price|fee)(?: rates?)?\b"
    r"|\b(?:fixed|variable|operating|training|data) costs?\b|\bad(?:vertising)? spend\b|\btrials\b"
    r"|(?:月|试用|付费|推广|交易|注册|客户)?(?:转化率|流失率|留存率|退订率)|转化(?!率)|价格|月费|客单价|订阅价"
    r"|(?:固定|变动|运营|训练|数据|单客)成本|广告费|广告投入|试用(?:量|人数)"
)
_TOKEN = lazy_re(r"[a-z]+(?:'[a-z]+)?|0|[%$?]|[\u3400-\u9fff]")


def normalise(text: str) -> str:
    """`text` in lower case with numbers, currencies, scripts and widths folded."""
    folded = normalize(text).lower().translate(_QUOTES)
    for pattern, replacement in _STEPS:
        folded = pattern.sub(replacement, folded)
    return _VARIABLES.sub(" variable ", _BLOCKS.sub(" block ", folded))


def tokens(text: str) -> list[str]:
    """Latin words, single Chinese characters, `0` for a number, `$`, `%` and `?`, in order of the text."""
    return _TOKEN.findall(normalise(text))
