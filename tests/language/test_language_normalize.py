"""One form for understanding."""

from __future__ import annotations

import pytest

from assistant.language._fold import fold_lower
from assistant.language.normalize import normalize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("轉化率　提高 到 １５％", "转化率提高到 15%"),
        ("￥２９９ a  month\n", "¥299 a month"),
        ("訂閱價格漲價\u200b兩塊", "订阅价格涨价两块"),
        ("what   if", "what if"),
        ("營運成本與獲客費用", "营运成本与获客费用"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected


def test_folding_keeps_offsets() -> None:
    text = "ＡＢ　１５％－￥轉İß"
    assert len(fold_lower(text)) == len(text)
