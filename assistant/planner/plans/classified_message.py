"""The message meant among those classified just before: "answer the first one", 那个生气的客户怎么回."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.lexicon import ORDINALS

JsonDict = dict[str, Any]
_LAST = lazy_re(r"\b(?:last|final|latest)\b|最后", re.IGNORECASE)
# Words of a mood, with the sentiment that the classifier calls it.
_MOODS = (
    (
        lazy_re(
            r"\b(?:angry|furious|unhappy|negative|upset|complain\w*|bad)\b|生气|愤怒|不满|负面|差评|抱怨|投诉",
            re.IGNORECASE,
        ),
        "negative",
    ),
    (
        lazy_re(r"\b(?:happy|positive|glad|pleased|nice|praise\w*|thank\w*)\b|满意|正面|好评|表扬|感谢", re.IGNORECASE),
        "positive",
    ),
)


def classified_message(text: str, context: Context) -> str:
    """What the customer wrote, where the text names one of the messages classified before; else empty."""
    artifact = context.seen.get("classify_messages") or {}
    messages = (artifact.get("data") or {}).get("messages") or []
    meant = _meant(text, messages)
    said = str(meant["text"]["en"]) if meant else ""
    return "" if said.endswith("…") else said  # only its beginning is known


def _meant(text: str, messages: Sequence[JsonDict]) -> JsonDict | None:
    if len(messages) == 1:
        return messages[0]
    for pattern, sentiment in _MOODS:
        felt = [m for m in messages if m["sentiment"].get("label") == sentiment]
        if pattern.search(text) and len(felt) == 1:
            return felt[0]
    if messages and _LAST.search(text):
        return messages[-1]
    places = list(zip(ORDINALS, messages, strict=False))
    # "the second one": the word "one" alone says "first".
    return next((message for pattern, message in reversed(places) if pattern.search(text)), None)
