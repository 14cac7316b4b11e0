"""What founders tell in everyday words is searched for by what the guidance calls it."""

from __future__ import annotations

import pytest

from assistant.retrieval.everyday_words import in_own_terms

AROUND = {
    "en": "common mistakes with marketplaces: contact outside, bypassing, escrow, warranty",
    "zh": "平台模式的常见错误 跳单 私下联系 担保交易 质保",
}


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("what if clients hire the cooks directly", AROUND["en"]),
        ("how do we stop tutors going around the platform", AROUND["en"]),
        ("they book off-platform after the first lesson", AROUND["en"]),
        ("家长和老师私下联系怎么办", AROUND["zh"]),
        ("怎么让司机不绕开平台", AROUND["zh"]),
        ("why is churn such a big deal", "customer lifetime value: the formula and its assumptions"),
        ("为啥留住老客户要紧", "客户终身价值：月贡献毛利除以月流失率"),
        ("how do I choose a channel", ""),
        ("渠道怎么选", ""),
    ],
)
def test_topics_are_said_in_terms_of_the_guidance(query: str, added: str) -> None:
    assert in_own_terms(query) == " ".join(filter(None, [query, added]))
