"""Puts a name in full that is told by the part that tells it from its like: "the promotion one", 交易那个."""

from __future__ import annotations

import re

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import FinanceView

_ONE = lazy_re(r"\b(?:the |that |this )?(?P<part>[a-z]{4,}?)(?:s|'s)?(?: side's)? one\b", re.IGNORECASE)
_FOR_ONE = lazy_re(r"\b(?:the |that )?one (?:for|of|on) (?:the )?(?P<part>[a-z]{4,}?)s?\b", re.IGNORECASE)
_ONE_ZH = lazy_re(r"(?P<part>[\u4e00-\u9fff]{2})的?(?:那个|那一个|那边|那一边|那项|那块)")


def in_full(text: str, about: str, view: FinanceView) -> str:
    """The text with the names of inputs like the one the talk is about put in full.

    Args:
        text: The message, normalised.
        about: Id of the input that the talk is about; empty for none.
        view: The model.
    """
    focus = view.model.inputs_by_id.get(about)
    if focus is None:
        return text
    alike = [i for i in view.model.inputs if i.kind == focus.kind and (i is focus or _share(i, focus))]
    if len(alike) < 2:
        return text
    for pattern in (_FOR_ONE, _ONE, _ONE_ZH):
        for found in reversed(list(pattern.finditer(text))):
            named = [i for i in alike if _tells(found["part"], i, alike)]
            if len(named) == 1:
                label = named[0].label.en if found["part"].isascii() else named[0].label.zh
                text = f"{text[: found.start()]} {label} {text[found.end() :]}"
    return text


def _words(variable: Input) -> set[str]:
    return {
        w for w in re.findall(r"[a-z]{4,}", variable.label.en.lower()) if w not in ("month", "year", "rate", "cost")
    }


def _share(one: Input, other: Input) -> bool:
    """Whether two inputs have a word of their names in common, apart from what they are measured by."""
    return bool(_words(one) & _words(other))


def _tells(part: str, variable: Input, alike: list[Input]) -> bool:
    """Whether a word is of the name of just this one of several alike."""
    if not part.isascii():
        return part in variable.label.zh and sum(part in i.label.zh for i in alike) == 1
    holds = [i for i in alike if any(w.startswith(part.lower()) for w in _words(i))]
    return holds == [variable]
