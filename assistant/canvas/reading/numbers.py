"""Numbers of the business told in a description: paying customers, demos a month, customers lost."""

from __future__ import annotations

import re

from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.zh_people import phrase
from assistant.language.lazy_re import lazy_re

_N = r"(?P<n>\d[\d,]*(?:\.\d+)?)"
_MONTH = r"\s*(?:a|per|each|every|/)\s*(?:month|mo)\b"
_CUSTOMERS = lazy_re(
    rf"\b(?:have|has|got|with|already|serve|serving|"
    rf"at)\b[^.;,]{{0,20}}?\b{_N}\s+(?:(?:already )?paying\s+)(?P<who>[a-z-]+(?: [a-z-]+)?)"
    rf"|\b{_N.replace('?P<n>', '?P<m>')}\s+paying\s+(?P<whom>[a-z-]+)",
    re.IGNORECASE,
)
_TRIALS = lazy_re(
    rf"{_N}\s+(?:new\s+|free\s+|product\s+|sales\s+)?(?:demos?|trials?|sign-?ups|leads|enquiries){_MONTH}",
    re.IGNORECASE,
)
_LOST = lazy_re(
    rf"\b(?:los(?:e|es|ing)|lost)\s+(?:about |around |roughly )?{_N}(?P<pct>\s?%)?\s*(?:of them|customers?|"
    rf"clients?|[a-z]+)?{_MONTH}",
    re.IGNORECASE,
)
_CUSTOMERS_ZH = lazy_re(
    r"(?:已有|有|目前)?(?P<n>\d[\d,]*)\s*(?:个|家|位|名)?(?:付费|已付费|在付费)的?(?P<who>[\u4e00-\u9fff]{0,6})"
)
_TRIALS_ZH = lazy_re(
    r"(?:每个?月|一个月|月均)(?:做|有|能有|来|新增)?(?:约|大概|差不多)?(?P<n>\d[\d,]*)\s*(?:个|次|场|家|位|人)?(?:新)?(?:演示|试用|注册|线索|咨询)"
)
_LOST_ZH = lazy_re(
    r"(?:每个?月|一个月|月均)(?:会|大概|约)?(?:流失|丢|走|掉|损失)(?:掉|了)?(?:约|大概)?(?P<n>\d[\d,.]*)\s*(?P<pct>%)?(?:个|家|位|名)?"
)


_CLAUSE = lazy_re(r"[，,；;。！!？?\n]|\.(?!\d)|\band\b")


def venture_numbers(text: str, language: str) -> dict[str, float]:
    """Inputs of the subscription model that a description states, by id.

    `starting_customers`, `trials` (a month) and `churn` (a fraction a month; customers lost count against the paying
    ones, and only where both are told).

    Args:
        text: The description.
        language: "en" or "zh".
    """
    chinese = language == "zh"
    found: dict[str, float] = {}
    customers = (_CUSTOMERS_ZH if chinese else _CUSTOMERS).search(text)
    if customers:
        digits = customers["n"] if chinese else customers["n"] or customers["m"]
        who = customers["who"] if chinese else customers["who"] or customers["whom"] or ""
        named = not who or phrase(who, 0) is not None if chinese else any(is_head(w) for w in who.split())
        if named:
            found["starting_customers"] = _number(digits)
    trials = (_TRIALS_ZH if chinese else _TRIALS).search(text)
    if trials:
        found["trials"] = _number(trials["n"])
    lost = (_LOST_ZH if chinese else _LOST).search(text)
    if lost and lost["pct"]:
        found["churn"] = _number(lost["n"]) / 100
    elif lost and found.get("starting_customers"):
        found["churn"] = _number(lost["n"]) / found["starting_customers"]
    return found


def without_run_rate(text: str, language: str) -> str:
    """A description without the clauses that tell demos and customers lost: those are numbers, not a pain."""
    for pattern in (_TRIALS_ZH, _LOST_ZH) if language == "zh" else (_TRIALS, _LOST):
        while match := pattern.search(text):
            start = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
            end = _CLAUSE.search(text, match.end())
            text = f"{text[:start]} {text[end.start() if end else len(text) :]}"
    return text


def _number(digits: str) -> float:
    return float(digits.replace(",", "").rstrip("."))
