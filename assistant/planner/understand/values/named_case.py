"""Reads the name that a text gives what it supposes: "worst case: conversion 6%", "a second one, call it Push: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.finance.scenarios import LONGEST_NAME, bare_name
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities

# A case told by its kind: "worst case: conversion 6%", 悲观情形：转化6%.
_KIND = lazy_re(
    r"^\W*(?:the |our |in the |a )?(?P<en>worst|best|pessimistic|optimistic|conservative|downside|upside|bear|bull|"
    r"low|high|stress|bad|good)[- ](?:case|scenario)\b(?:\s+(?:is|would be))?\s*[:,，：—–-]|"
    r"^\W*(?:[再来做给建弄搞出加算跑试看设]|我们?|一下|另外?|一?[个版份种套])*"
    r"(?P<zh>悲观|乐观|最坏|最差|最好|最糟|保守|激进|稳健|谨慎|中性|压力|不利|有利)的?(?:情形|情景|情况|方案|场景|假设|版本?)?"
    r"(?:下|是)?\s*[:,，：—–-]|"
    # One that is to be made: "give me a pessimistic version with churn 6".
    r"^\W*(?:(?:also|now|then|please) )*(?:give|show|make|build|create|do|run|add|set up|draw up|try|compute|calculate)"
    r"(?: me| us)? (?:a|an|the|one|another)\s+(?P<en3>[a-z][a-z-]+(?: [a-z-]+)?) "
    r"(?:version|case|scenario|plan|variant|one|run)\b\s*(?:[:,，：—–-]|with\b|where\b|at\b|in which\b|assuming\b)|"
    r"^\W*(?:the |our |a )?(?!(?:in )?(?:this|that|which|same|what)\b)(?![^:,]*\bbase\b)(?P<en2>[a-z][a-z' -]{2,30}?)"
    r" (?:case|scenario|stress test|test)\s*[:,，：—–]|"
    r"^\W*(?![这那哪什基任现])(?P<zh2>[^，,：:\d]{2,12}?)(?:情形|情景|场景|压力测试)(?:下|是)?\s*[:,，：—–]",
    re.IGNORECASE,
)
# A name given in so many words: "call it Push", "a scenario named Lean", 叫“涨价版”, 取名省钱.
_CALLED = lazy_re(
    r"\b(?:(?:call|name|label|title)(?: it| this| that| them| the (?:first|second|third|next|other) one)?|"
    r"(?:case|scenario|one|version|variant|option|plan) (?:called|named|labelled|titled)|(?:called|named))\s+"
    r"(?:the\s+)?(?P<en>[^:,;，：；—–.?!]{1,40}?)(?:['\"“”]*\s*(?:[:,;，：；—–]|\s-\s|\.\s)|\s+(?=with\b|where\b|has\b|at\b))|"
    r"(?:命名为?|取名为?|起名为?|名字叫|名为|叫做|叫作|叫它|称为|叫)\s*(?P<zh>[^:,;，：；。—\s]{1,20}?)"
    r"(?:的?(?:方案|情景|情形|场景)?[”」》\"']*\s*(?:[:,;，：；。—]|\s))",
    re.IGNORECASE,
)
_MAKES = lazy_re(
    r"^(?:请|再|先|来|做|建|设|弄|搞|算|看|给|帮|加|出|跑|试|我们?|咱们?|一下|一|个|种|新的?|另外?)+(?=..)"
)
_COUNTED = lazy_re(r"^(?:(?:the )?(?:first|second|third|next|other|one|two|three|scenario|case)\b\W*)+$", re.IGNORECASE)


@dataclass(frozen=True)
class NamedCase:
    """A supposition with its name.

    Attributes:
        name: What the text calls it.
        told: The text without the words that give the name, so that no word of it is read as an input.
    """

    name: str
    told: str


def named_case(text: str) -> NamedCase | None:
    """The name of what a text supposes and the supposition; None where it gives no name or supposes no number."""
    called, kind = _CALLED.search(text), _KIND.search(text)
    return (called and _case(text, called, called["en"] or called["zh"])) or (
        kind and _case(text, kind, next(group for group in kind.groups() if group).lower())
    )


def _case(text: str, found: re.Match[str], said: str) -> NamedCase | None:
    name = bare_name(_MAKES.sub("", said.strip(" \"'“”「」《》")))
    # What introduces the name says nothing: "scenario two, call it X: …" is about what stands behind.
    before = text[: found.start()] if find_quantities(text[: found.start()]) else ""
    told = before.ljust(found.end()) + text[found.end() :]
    given = name and len(name) <= LONGEST_NAME and not _COUNTED.match(name) and find_quantities(told)
    return NamedCase(name, told) if given else None
