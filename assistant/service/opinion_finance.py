"""How a sentence about a company is meant for its owners: what moved, and which way.

"Costs fell" and "profit fell" share a verb and mean the opposite, so a direction counts only with the thing it moves:
good where more of a welcome thing or less of an unwelcome one is told, bad the other way round. Events that are good
or bad by themselves (a fine, a won tender) count too.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.language.lazy_re import lazy_re

Feeling = Literal["negative", "neutral", "positive"]
_I = re.IGNORECASE
_WELCOME = (
    r"profits?|profitability|earnings|sales|revenues?|turnover|income|ebitda?|margins?|shares?|stocks?|share price|"
    r"dividends?|order (?:book|intake)|orders|guidance|forecast|outlook|demand|exports?|cash flow|market share|"
    r"output|production|bookings|rating|market cap\w*|profit before tax",
    r"利润|净利|营收|收入|销售额|销量|业绩|毛利率?|股价|股票|分红|派息|订单|需求|出口|现金流|市场份额|市占率|产量|评级|"
    r"市值|盈利|净值|指引|预期",
)
_UNWELCOME = (
    r"loss(?:es)?|costs?|expenses?|debts?|bad loans|impairments?|write-?downs?|complaints?|inflation|unemployment|"
    r"defaults?|arrears|deficit|churn",
    r"亏损|成本|费用|负债|债务|不良(?:贷款)?率?|坏账|减值|通胀|失业率?|逾期率?|赤字|投诉量?|流失率?|违约率?",
)
_UP = (
    r"rose|rise[sn]?|rising|gr[eo]w(?:s|n|ing)?|growth|increas\w+|gain(?:s|ed|ing)?|climb\w*|jump\w*|surg\w+|soar\w*|"
    r"doubl\w+|tripl\w+|rall(?:y|ied)|recover\w*|improv\w+|rais\w+|lift\w*|widen\w*|higher|went up|up|upgrad\w+|"
    r"exceed\w*|beat|beats|topped|rebound\w*",
    r"上涨|上升|增长|增加|增至|增|大涨|飙升|攀升|回升|反弹|提高|提升|上调|翻倍|翻番|翻了一番|创新高|新高|扩大|走高|涨停|"
    r"涨|超出|超|好于|高于",
)
_DOWN = (
    r"f[ea]ll(?:s|en|ing)?|fell|drop\w*|declin\w+|decreas\w+|plung\w+|slump\w*|slid|slid(?:es|ing)|sank|tumbl\w+|"
    r"shr[aiu]nk\w*|narrow\w*|reduc\w+|lower\w*|went down|down|cut(?:s|ting)?|weaken\w*|miss(?:es|ed)?|halv\w+|lost|"
    r"downgrad\w+|deteriorat\w+|below",
    r"下跌|下滑|下降|减少|降至|降|大跌|暴跌|走低|回落|收窄|下调|缩水|腰斩|跌停|收跌|跌|不及|低于|萎缩|疲软|承压|减",
)
_EVENTS: dict[Feeling, tuple[str, str]] = {
    "positive": (
        r"returned to profit|won (?:a|an|the) (?:\w+ ){0,3}?(?:contract|order|tender|deal)|awarded (?:a|the) contract|"
        r"received an? (?:\w+ ){0,2}?order|record (?:high|profit|sales)|to hire|will hire|approved the (?:new )?drug|"
        r"signed an? (?:\S+ ){0,4}?(?:agreement|contract|deal)|upgraded",
        r"扭亏为盈|中标|获得.{0,12}订单|签下|获批|回购股份|增持|完成.{0,8}融资|扩招|转正|创.{0,4}新高",
    ),
    "negative": (
        r"profit warning|swung to (?:a|an operating) loss|reported a (?:net )?loss|(?:made|posted) a (?:net )?loss|"
        r"lay(?:s|ing)? off|laid off|layoffs|job cuts|cut \d[\d,]* jobs|was fined|bankrupt\w*|insolven\w*|"
        r"investigation into|recalled|sued|default(?:ed)? on|fraud|fell through|resigned amid|strike",
        r"由盈转亏|预亏|盈利预警|裁员|被.{0,8}罚|罚款|破产|立案|调查|召回|告吹|违约|爆雷|造假|减持|停牌|退市|失去",
    ),
}
_SAME = lazy_re(r"\b(?:unchanged|flat|same as|in line with|remained at|stable)\b|持平|不变|相同|一致", _I)


def _words(en: str, zh: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{en})\b|{zh}", _I)


_GOOD_THING, _BAD_THING = _words(*_WELCOME), _words(*_UNWELCOME)
_RISE, _FALL = _words(*_UP), _words(*_DOWN)
_GOOD_EVENT, _BAD_EVENT = _words(*_EVENTS["positive"]), _words(*_EVENTS["negative"])
_CLAUSE = lazy_re(r"[,;，；。！!]|(?<!\d)\.(?!\d)|\b(?:while|whereas|although|after|as|and)\b|而|但", _I)


def finance_feeling(text: str) -> Feeling | None:
    """What the sentence means for the company's owners; None where it tells of no movement and no such event."""
    scores = [_score(clause) for clause in _CLAUSE.split(text) if clause and clause.strip()]
    told = [score for score in scores if score is not None]
    if told and any(told):
        total = sum(told)
        return "positive" if total > 0 else "negative" if total < 0 else None
    return "neutral" if _SAME.search(text) and (_GOOD_THING.search(text) or _BAD_THING.search(text)) else None


def _score(clause: str) -> int | None:
    """1 good, -1 bad, None where the clause does not tell."""
    if _BAD_EVENT.search(clause):
        return -1
    if _GOOD_EVENT.search(clause):
        return 1
    bad_thing = _BAD_THING.search(clause)
    thing = bad_thing or _GOOD_THING.search(clause)
    rises, falls = _RISE.search(clause), _FALL.search(clause)
    if thing is None or bool(rises) == bool(falls):
        return None
    direction = 1 if rises else -1
    return -direction if bad_thing else direction
