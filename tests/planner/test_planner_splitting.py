"""Requests counted out in one message, and orders joined to one before."""

from __future__ import annotations

import pytest

from assistant.planner.understand.splitting import split_requests


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1) drop podcasts 2) add 'ice, gyms' to segments", ["drop podcasts", "add 'ice, gyms' to segments"]),
        (
            "three things: drop Cold calls, add fairs to channels, and call the support '24h, support'",
            ["drop Cold calls", "add fairs to channels", "call the support '24h, support'"],
        ),
        ("remove trade ads and review what's left", ["remove trade ads", "review what's left"]),
        ("what is a sensible churn, and please put 'rangers' in partners", None),
        ("we have 3 plans: 1) free 2) pro", ["we have 3 plans: 1) free 2) pro"]),
        ("add a 2.5 m boat to resources", ["add a 2.5 m boat to resources"]),
        (
            '三件事：渠道加"银行网点"、把打卡社群删了、完了导个pdf',
            ['渠道加"银行网点"', "把打卡社群删了", "完了导个pdf"],
        ),
        ("帮我做两件事：一是撤销刚才那步，二是看看成本", ["撤销刚才那步", "看看成本"]),
        ("先把直播删了，再给渠道加高校，最后审一遍", ["先把直播删了", "再给渠道加高校", "审一遍"]),
        ("毒舌审一遍画布，顺带说说LTV怎么算", ["毒舌审一遍画布", "说说LTV怎么算"]),
        ("把第一、第三条删了", ["把第一、第三条删了"]),
    ],
)
def test_requests_are_split(text: str, pieces: list[str] | None) -> None:
    found = split_requests(text)
    assert found == (pieces or ["what is a sensible churn", "please put 'rangers' in partners"])
