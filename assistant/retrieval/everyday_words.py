"""What the guidance calls the things that founders tell in everyday words which it never uses."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.retrieval.tokens import is_chinese

# Both sides of a marketplace deal without it: "pay artists directly", "go around us", 私下交易, 飞单.
_GOES_AROUND = lazy_re(
    r"\b(?:pay|deal|transact|trad|work|contract|book|settl|hir|buy|contact|meet)\w*\b[^.?!]{0,30}\b"
    r"(?:direct(?:ly)?|off[- ](?:the[- ])?(?:platform|site|app|marketplace)|"
    r"outside (?:the|our) (?:platform|app|site|marketplace)|"
    r"behind our back|privately|without us)\b|"
    r"\b(?:go(?:es|ing)?|work(?:s|ing)?|get(?:s|ting)?) a?round (?:us|the (?:platform|marketplace|app|site))\b|"
    r"\b(?:cut(?:s|ting)?|leav(?:e|es|ing)) us out\b|\bbypass\w*|\bcircumvent\w*|\bside deals?\b|\bdisintermediat\w*|"
    r"私下(?:交易|成交|联系|合作|付款|转账|结算|接单|做)|私单|飞单|跳单|跑单|甩开(?:我们|平台)|绕[过开](?:我们|咱们|平台)|"
    r"不(?:走|经过|通过)(?:我们|咱们|平台)|直接(?:付|转|打)(?:钱|款)?给|撇开(?:我们|平台)|平台外(?:交易|成交)",
    re.IGNORECASE,
)
# Whether customers stay is asked for its weight, not for its formula: 为什么留存这么重要.
_WHY_STAY = lazy_re(
    r"\bwhy\b[^.?!]{0,30}\b(?:retention|churn|keeping customers|loyal\w*)\b|"
    r"为(?:什么|啥|何)[^，。？]{0,8}(?:留存|流失|复购|续费|留住)",
    re.IGNORECASE,
)
_PLAIN = (
    (
        _GOES_AROUND,
        "common mistakes with marketplaces: contact outside, bypassing, escrow, warranty",
        "平台模式的常见错误 跳单 私下联系 担保交易 质保",
    ),
    (
        _WHY_STAY,
        "customer lifetime value: the formula and its assumptions",
        "客户终身价值：月贡献毛利除以月流失率",
    ),
)


def in_own_terms(query: str) -> str:
    """The query with what the guidance calls its topic behind it; unchanged where its words are known.

    Args:
        query: What is asked.
    """
    chinese = is_chinese(query)
    terms = [zh if chinese else en for said, en, zh in _PLAIN if said.search(query)]
    return " ".join([query, *terms])
