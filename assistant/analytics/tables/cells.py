"""Cells that say nothing, and the shapes of cells, shared by the readers of each kind."""

from __future__ import annotations

import unicodedata

BLANK = frozenset({
    "", "-", "--", "—", "–", "/", ".", "?", "n/a", "na", "n.a.", "null", "none", "nan", "nil", "#n/a", "#value!",
    "#div/0!", "#ref!", "missing", "unknown", "not available", "无", "空", "缺失", "未知", "暂无", "不详", "未填",
    "没有",
})  # fmt: skip


def plain(cell: object) -> str:
    """A cell as text: full-width forms folded, spaces of any kind trimmed."""
    if cell is None or cell != cell:  # NaN
        return ""
    text = str(cell)
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def is_blank(text: str) -> bool:
    """Whether a plain cell says that there is nothing."""
    return text.lower() in BLANK
