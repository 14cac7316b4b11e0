"""Tells inputs of one name apart by what their part of a story is about: 推广60场，每场3万，转化25% is of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.planner.understand.values.mentions import Mention

_SENTENCE = lazy_re(r"[;；。!！?？\n]|\.(?!\d)")
_OF = lazy_re(r"\s*(?:rate )?(?:for|of|on|from) (?:the |our )?(?P<what>[a-z]{5,}?)s?\b", re.IGNORECASE)
_PIECE = 2  # Chinese characters of a name that are enough


def of_topic(text: str, mention: Mention, ids: tuple[str, ...], inputs: Mapping[str, Input]) -> tuple[str, ...]:
    """Those of several inputs of one name whose own words stand last before it in its sentence; all where none do.

    Args:
        text: The clause.
        mention: The name.
        ids: The inputs it can mean.
        inputs: The inputs of the model.
    """
    if len(ids) < 2:
        return ids
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, mention.span[0])), default=0)
    before = text[start : mention.span[0]].lower()
    words = {i: _words(inputs[i]) for i in ids}
    shared = set.intersection(*words.values())
    last = {i: max((before.rfind(w) for w in words[i] - shared), default=-1) for i in ids}
    best = max(last.values())
    if best < 0 and (of := _OF.match(text[mention.span[1] :])):  # "the conversion for promotions"
        named = tuple(i for i in ids if any(w.startswith(of["what"].lower()) for w in words[i] - shared))
        return named if len(named) == 1 else ids
    told = tuple(i for i in ids if last[i] == best)
    return told if best >= 0 and len(told) == 1 else ids


def _words(variable: Input) -> set[str]:
    han = variable.label.zh
    pieces = {han[at : at + _PIECE] for at in range(len(han) - 1)}
    return pieces | set(re.findall(r"[a-z]{5,}", variable.label.en.lower()))
