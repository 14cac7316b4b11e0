"""Tells that a message is about a forecast: typed numbers, a follow-up on the last one, or its use in the model."""

from __future__ import annotations

import re
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context

JsonDict = dict[str, Any]
TOOL = "forecast_revenue"
FORECAST = lazy_re(
    r"\b(?:forecast\w*|forcast\w*|predict\w*|projections?|extrapolat\w*)\b|预测|预估|推算|外推|走势预判", re.IGNORECASE
)
ABOUT = lazy_re(
    r"\b(?:which|what)\s+(?:method|model|algorithm)|\bhow\s+(?:did|do|was|is|were)\s+(?:you|it|this|that|the\s+forecast)\s*(?:forecast|"
    r"predict|comput\w+|calculat\w+|made|get|arriv\w+|work)?|\bhow\s+(?:sure|certain|confident|accurate|reliable|good|exact|precise|far\s+off)|"
    r"\bhow\s+much\s+(?:can|should)\s+(?:i|we)\s+(?:trust|rely)|\bcan\s+(?:i|we)\s+(?:trust|rely)|\b(?:accuracy|backtest\w*|margin\s+of\s+error|"
    r"confidence)\b|\bwhy\s+(?:so|this|that|the)|用(?:的)?(?:了)?(?:什么|哪种|哪个|啥)(?:方法|模型|算法)|怎么(?:算|预测|得)(?:出来|到)?的|"
    r"(?:有)?多(?:准|可靠|大把握|可信)|准不准|准确(?:吗|率|度)|靠谱(?:吗|不)|可信(?:吗|度)|可靠(?:吗|性)|误差(?:多大|有多大|是多少|多少)|把握(?:有)?多大|回测|置信",
    re.IGNORECASE,
)
BACK = lazy_re(
    r"\b(?:back\s+to|return\s+to|reset\s+to|undo)\s+(?:the\s+)?(?:original\s+|plain\s+|base\s+)?forecast|\bwithout\s+(?:the\s+)?(?:events?|scenario)|"
    r"(?:回到|恢复|还原)(?:到)?(?:原来|最初|原始|之前)?的?预测|(?:不(?:考虑|要|算)|去掉)(?:这个|那个|这些)?(?:事件|活动|设想)",
    re.IGNORECASE,
)
FEED = lazy_re(
    r"\b(?:use|feed|put|take|plug|carry|import|apply|set|enter)\b.{0,24}\b(?:forecast|prediction|projection|it|this|that|these|those|them|numbers|mean|average)\b"
    r".{0,24}\b(?:as|for|into|in|to)\b|\b(?:trials|price|\w+)\s+from\s+the\s+forecast\b|"
    r"(?:把|将|用|拿).{0,8}(?:预测|结果|它|这个|这些|均值|平均值).{0,8}(?:用作|当作|当成|作为|放进|放到|代入|填入|填到|填进|写入|设为|设成|导入|带入|用到|用在|加到|做)",
    re.IGNORECASE,
)
# "and for …", "what about …", 那…呢: an elliptic message that lives on the one before.
ELLIPTIC = lazy_re(
    r"^\W*(?:and|also|now|then|what\s+about|how\s+about|what\s+if|if|suppose|assum\w+|but|ok(?:ay)?|make\s+(?:it|that)|extend|only|just|instead|"
    r"same|split|break|show|please|can\s+you|could\s+you|per|by|for|那|再|换|改|如果|假如|假设|要是|只|按|分|各|延长|拆|请|能|可以|还有)",
    re.IGNORECASE,
)
# Totals of a forecast in hand: by quarter or year, or of one.
TOTALS = lazy_re(
    r"\b(?:totals?|sums?|add(?:s|ed)?\s+up|altogether)\b.{0,30}\b(?:quarters?|quarterly|years?|yearly|annual\w*|20\d\d|q[1-4])\b|"
    r"\b(?:quarterly|yearly|annual|full[\s-]year)\s+(?:totals?|sums?|figures?|numbers?)\b|"
    r"\b(?:by|per|each|every)\s+(?:quarter|year)\b|"
    r"(?:按|每|各|分)(?:个)?(?:季度?|年度?)(?:的|来|分别)?.{0,6}(?:合计|汇总|总|加|多少|看|算|呢|$)|"
    r"(?:季度?|年度?|全年|[今明后]年(?:全年|一共|总共)|20\d\d年)的?.{0,4}(?:合计|汇总|总数|总额|总计|总共|一共|加起来)",
    re.IGNORECASE,
)
SHORT, LONGEST_ANSWER = 90, 40


def last_forecast(context: Context) -> JsonDict | None:
    """Data of the last forecast of the conversation."""
    artifact = context.seen.get(TOOL)
    return dict(artifact["data"]) if artifact else None


def is_recent(context: Context) -> bool:
    """Whether no other tool has computed anything since the last forecast."""
    counts = {tool: _count(a) for tool, a in context.seen.items() if isinstance(a, dict) and a.get("figures")}
    return bool(counts) and counts.get(TOOL, 0) == max(counts.values())


def is_open(context: Context) -> bool:
    """Whether the last forecast that was planned did not come about, so that its question waits for an answer."""
    planned = (context.focus.get("forecast") or {}).get("args")
    if planned is None:
        return False
    done = (last_forecast(context) or {}).get("request") or {}
    return not all(done.get(key) == value for key, value in planned.items())


def _count(artifact: JsonDict) -> int:
    source = str(artifact["figures"][0].get("source", ""))
    return int(source.rsplit("#", 1)[1]) if "#" in source else 0
