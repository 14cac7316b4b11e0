"""One form of a text for understanding: half-width, simplified, single spaces. Not for display."""

from __future__ import annotations

import unicodedata

from assistant.language._traditional import TO_SIMPLIFIED
from assistant.language.lazy_re import lazy_re

_SPACES = lazy_re(r"\s+")
_HAN_GAP = lazy_re(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
# A comma of Chinese print parts clauses: 改回0，22000是固定成本 is no number of five digits.
_PARTS = lazy_re(r"(?<=[0-9])，(?=[0-9])")
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def normalize(text: str) -> str:
    """NFKC, simplified characters, no invisible ones, single spaces and none between Han characters."""
    return _HAN_GAP.sub("", normalize_with_gaps(text))


def normalize_with_gaps(text: str) -> str:
    """The same with the spaces between Han characters, where they part what is said."""
    folded = unicodedata.normalize("NFKC", _PARTS.sub(", ", text.replace("￥", "¥")))
    folded = folded.translate(_INVISIBLE).translate(TO_SIMPLIFIED)
    return _SPACES.sub(" ", folded).strip()
