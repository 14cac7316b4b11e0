"""Sentences about companies: the same verb means the opposite of costs and of profit."""

from __future__ import annotations

import pytest

from assistant.service.opinion_finance import finance_feeling


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("Shares fell 3% after the profit warning", "negative"),
        ("Operating costs fell by a tenth", "positive"),
        ("The net loss narrowed to EUR 2 million from EUR 5 million", "positive"),
        ("The net loss widened to EUR 5 million", "negative"),
        ("Net sales rose to EUR 45 million", "positive"),
        ("The group lowered its guidance", "negative"),
        ("Earnings came in below expectations", "negative"),
        ("Revenue was unchanged from last year", "neutral"),
        ("The bank was fined for misleading customers", "negative"),
        ("股价下跌3%", "negative"),
        ("运营成本下降", "positive"),
        ("净亏损收窄", "positive"),
        ("亏损进一步扩大", "negative"),
        ("净利润同比增长12%", "positive"),
        ("业绩不及预期", "negative"),
        ("营收与去年持平", "neutral"),
        ("公司中标地铁项目", "positive"),
        ("The company is based in Turku", None),
        ("I want my money back", None),
        ("公司位于无锡", None),
        ("帮我升级套餐", None),
    ],
)
def test_what_moved_and_which_way_decides(text: str, feeling: str | None) -> None:
    assert finance_feeling(text) == feeling
