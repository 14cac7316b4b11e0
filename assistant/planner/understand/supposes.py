"""Whether a sentence asks or supposes rather than telling."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import QUESTION

# A supposition or a question at its start is no story; "if a pipe bursts" later on is part of one.
_SUPPOSES = lazy_re(
    r"\W*(?:and |so |then |那|那么)?(?:what (?:if|about)|how about|if|suppose|supposing|imagine|assume|assuming|say|"
    r"pretend|如果|假如|假设|要是|倘若|万一|设想)(?![a-z])",
    re.IGNORECASE,
)
_ASKS = lazy_re(r"[?？]|(?:吗|呢)\W*$")


def supposes(text: str) -> bool:
    """Whether a sentence asks, or supposes a change, rather than telling."""
    return bool(_SUPPOSES.match(text) or _ASKS.search(text) or QUESTION.search(text))
