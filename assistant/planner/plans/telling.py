"""What a text tells of a venture: its brief, whether it is too vague, whether it only says that enough was told."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.canvas import Brief, extract_brief
from assistant.canvas.brief_spans.hints import broken
from assistant.canvas.reading.set_aside import only_talk, without_talk
from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize_with_gaps
from assistant.language.quantities import find_quantities
from assistant.planner.lexicon import INTERJECTION, REQUEST, TELLS

_CLAUSES = lazy_re(r"[,，.。;；!！\n]+")
_FEW = 4  # clauses; in a longer message something is told
SHORTEST_DESCRIPTION = {"en": 24, "zh": 9}
VAGUE = lazy_re(
    r"\W*(?:i|we)?\s*(?:have|got|want|would like|'ve got|there is)?\s*(?:to\s+\w+\s+)?(?:(?:a|an|the|my|our|some|"
    r"this|new|great|cool)\s+)*"
    r"(?:startup|start-up|business|company|venture|ai|tech|app)*\s*(?:idea|thing|something|startup|start-up|business|"
    r"company|"
    r"venture|app|project|product|canvas)?(?:\s+(?:for|with|using|about|based on|in)\s+(?:an?\s+)?(?:ai|llms?|"
    r"startup|business|"
    r"tech|a startup|businesses|companies|people|everyone))*\W*|"
    r"\W*(?:我|我们|想|要|打算|准备|有)*(?:做|搞|弄)?(?:一?个|点|些|款)?(?:创业|AI|人工智能|大模型|商业)*(?:方面|"
    r"相关)?(?:的)?"
    r"(?:东西|想法|点子|项目|产品|主意|创意|公司|生意|画布)?\W*",
    re.IGNORECASE,
)


# A message about the canvas, or about a version of it, describes no venture.
ORDERS = lazy_re(
    r"\W*(?:please )?(?:make|change|set|add|remove|delete|put|rename|replace|swap|move)\b.{0,60}?\b"
    r"(?:segment|customers?|item|block|channels?|partners?|price|canvas|propositions?|activit(?:y|ies)|resources?|streams?|costs?)\b|"
    r"\W*(?:(?:open|start|create) an? )?branch\b|"
    r"\W*(?:渠道|客户细分|客户|合作伙伴|重要伙伴|成本|收入)(?:里|中)?(?:再|加|去|改|换|添|删|家上)|"
    r"\W*(?:开|建|新建|来)个?分支",
    re.IGNORECASE,
)
GO = lazy_re(
    r"\W*(?:(?:ok|okay|so|now|and|good|great)\W+)?(?:that'?s (?:it|all|everything)\W*|that is all\W*|"
    r"(?:please |just |now |go ahead and |then )*(?:draw|draft|show|make|do|sketch|write|start)"
    r"(?: me| us| up)?(?: the| a| my| our| it| this| that| one)?(?: first)?(?: canvas| draft| now| please)*\W*|"
    r"go ahead\W*)+|"
    r"\W*(?:好|好了|行)?[，,]?(?:就(?:这些|这样|这么多)(?:了|吧)?|没有?了|没别的了)?[，,。！]*"
    r"(?:直接|先|可以|开始|帮我|请)*"
    r"(?:画|起草|写|做|出)?(?:出来|画布|一版|一下)*(?:吧|了)?\W*",
    re.IGNORECASE,
)

# A clause that asks for the drawing and says nothing else: 起草一个我看看, "just sketch it".
_DRAWS = lazy_re(
    r"\W*(?:(?:so|ok|okay|now|then|and|please|just|could you|can you|go ahead and)\W+)*"
    r"(?:draw|draft|sketch|make|write|show)(?: me| us| up| out)?(?: the| a| my| our| it| this| that| one)?"
    r"(?: whole| first)?(?: canvas| draft| version| one)?(?: for (?:me|us))?(?: first| now| please)*\W*|"
    r"\W*(?:不用再?问了?|别问了?|差不多了?|够了|那|就|先|直接|可以|现在|开始|帮|请|给|我|你|看|这样|吧|了|来|把|出|一[张版个份])*"
    r"(?:画布|画|起草|草稿|出图|成图|九[个宫]?格子?)(?:给|我|一|[个版下张份]|出来|草稿|画布|看|吧|了|先|再说|来)*\W*",
    re.IGNORECASE,
)


def draws(text: str) -> bool:
    """Whether a message asks for the drawing and tells nothing of the venture: "enough of that, sketch it"."""
    if GO.fullmatch(text):
        return True
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    rest = [clause for clause in clauses if not _DRAWS.fullmatch(clause)]
    return len(rest) < len(clauses) <= _FEW and not any(find_quantities(clause) for clause in rest)


def as_typed(text: str, raw: str) -> str:
    """A part of a message with a comma where its sender left a space between Chinese words; spaces part clauses there.

    Args:
        text: The part, normalised: without those spaces.
        raw: The message as it was typed.
    """
    plain = normalize_with_gaps(raw)
    typed = broken(plain)
    kept = [at for at, (one, other) in enumerate(zip(typed, plain, strict=True)) if one == other]
    start = "".join(typed[at] for at in kept).find(text)
    if start < 0 or not text or len(kept) == len(typed):
        return text
    return typed[kept[start] : kept[start + len(text) - 1] + 1]


@lru_cache(maxsize=64)
def read_brief(text: str, language: str) -> Brief:
    """What a text tells of a venture, without the request for a canvas around it."""
    if only_talk(text):
        return Brief(language=language)
    return extract_brief(without_request(text), language)


def without_request(text: str) -> str:
    """A description without "great, so:" before it and "please draft the canvas" around it."""
    told = without_talk(INTERJECTION.sub("", text))
    told = REQUEST.sub(lambda m: m.group() if TELLS.search(m.group()) else " ", told).strip(" ,，:：;；")
    return told or text


def vague(brief: Brief) -> bool:
    """Whether a description names no product of its own: "I have an idea", "something with AI"."""
    if brief.customer and brief.pricing and brief.product:
        return False  # a bare "app" that somebody pays for
    return bool(VAGUE.fullmatch(brief.product.strip() or brief.idea.strip()))
