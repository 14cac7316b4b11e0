"""Whose churn a share is, where a model counts others than its customers: 免费用户走得更快，每月流失20%."""

from __future__ import annotations

import re

from assistant.finance import FinanceModel
from assistant.language.lazy_re import lazy_re

# Who leaves, where a model counts them beside its customers: their words, those of the others, the name of their churn.
_LEAVERS = {
    "free_churn": (
        r"\bfree (?:users?|accounts?|members?|folks|people|players?)|\bfreebies\b|"
        r"(?:免费|白嫖|不花钱|不付费)(?:版)?(?:的)?(?:用户|人|玩家|家长)?",
        r"\b(?:paying|paid|payers?|premium|pro|customers?|subscribers?)\b|付费|会员|付钱",
        ("free user churn", "免费用户流失率"),
    ),
    "seller_churn": (
        r"\b(?:sellers?|vendors?|merchants?|suppliers?)\b|卖家|商家|商户|供应商",
        r"\b(?:buyers?|shoppers?|customers?)\b|买家|顾客|客户|用户",
        ("seller churn", "卖家流失率"),
    ),
}
_LEAVING = lazy_re(r"流失率?(?!用户)|退订率?|\bchurn(?: rate)?\b", re.IGNORECASE)
_SENTENCE = lazy_re(r"[;；。！？!?\n]|\.\s")


def by_name(text: str, model: FinanceModel) -> str:
    """The text with the churn called by whose it is: "our free users are fickle, churn is 15%".

    Args:
        text: What was said, in plain words.
        model: The model it is about.
    """
    for id_, (who, others, names) in _LEAVERS.items():
        if id_ not in model.inputs_by_id:
            continue
        for match in reversed(list(_LEAVING.finditer(text))):
            sentence = _SENTENCE.split(text[: match.start()])[-1]
            named = [m.end() for m in re.finditer(who, sentence, re.IGNORECASE)]
            rivals = [m.end() for m in re.finditer(others, sentence, re.IGNORECASE)]
            if (
                named
                and max(named) > max(rivals, default=0)
                and not re.search(rf"(?:{who})\W*$", sentence, re.IGNORECASE)
            ):
                text = text[: match.start()] + names[not match.group().isascii()] + text[match.end() :]
    return text
