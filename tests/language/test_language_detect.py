"""Which language a text is in."""

from __future__ import annotations

import pytest

from assistant.language.detect import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what if conversion is 15%", "en"),
        ("如果转化率是15%呢", "zh"),
        ("如果轉化率是15%呢", "zh"),
        ("把 price 提高到 59", "zh"),
        ("what if 转化率 is 15%", "en"),
        ("Draft a canvas for 美团", "en"),
        ("帮我做一个 SaaS 的 business model canvas", "zh"),
        ("LTV 是多少", "zh"),
        ("CAC?", "en"),
        ("撤销", "zh"),
        ("undo", "en"),
        ("explain 客户终身价值 to me please", "en"),
        ("我们的 target customer 是 HR managers in mid-size companies", "zh"),
        ("churn 降到 3%", "zh"),
        ("set 价格 to 49 and 流失率 to 3%", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_without_letters_the_default_holds() -> None:
    assert detect_language("15%?") == "en"
    assert detect_language("15%?", default="zh") == "zh"
