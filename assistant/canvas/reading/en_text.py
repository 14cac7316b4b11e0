"""English text as the readers want it: tidied, without the request around it, cut into sentences and clauses."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "—", "\u00a0": " ", "：": ":", "，": ", "})
_ABBREVIATIONS = ((r"\bU\.S\.A?\.?", "US"), (r"\bU\.K\.?", "UK"), (r"\be\.g\.,?", "such as"),
                  (r"\bi\.e\.,?", "that is"),
                  (r"\b([Nn])on-profit", r"\1onprofit"),
                  (r"\bvs\.", "vs"), (r"\bincl\.", "including"),
                  (r"\b(Dr|Mr|Mrs|Inc|Ltd|St|approx)\.", r"\1"), (r"\bw/\s?", "with "))  # fmt: skip
_REQUEST = lazy_re(
    r"^\W*(?:(?:hi|hey|hello|ok|okay|so|well|please|thanks|basically|right)\b[\s,!.]*(?:there|all|team)?[\s,!.]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?|please |i(?:'d| would) like (?:you )?(?:to|a)\s?|i want "
    r"(?:you )?to |"
    r"i need (?:you to |a )?|let'?s |help me (?:to )?)?"
    r"(?:(?:draft|make|create|build|do|sketch|fill(?: in| out)?|write|generate|prepare|start|draw|work out|"
    r"design|set up|put "
    r"together|give|get|show)\s+(?:me |us |up )*)?(?:(?:a|an|the|my|our|this)\s+)?(?:new |first |full |nine[- "
    r"]block )*"
    r"(?:(?:business[- ]model |lean |business )?canvas(?! for (?:painting|shoes|bags|prints))|business model|"
    r"nine[- ]blocks?)\b"
    r"\s*(?:please|pls|for me|thanks)?\s*(?:for|about|of|on|from|with)?\s*"
    r"(?:this|the following|my|our)?\s*(?:idea|business|startup|venture|company|project)?\s*[:,.\-—]*\s*",
    re.IGNORECASE,
)
_OPENING = lazy_re(
    r"^\W*(?:(?:hi|hey|hello|ok|okay|so|well|um|yeah|basically|right|great|cool|thanks|thank you|alright|"
    r"perfect|nice|now)\b"
    r"[\s,!.:]*(?:(?:there|all|team)\b)?[\s,!.:]*)+"
    r"|^\W*(?:i|we)(?: have|'ve(?: got)?| got| had) (?:(?:an?|this|some)\b ?)(?:\w+ )?ideas? (?:for|about|of) "
    r"(?=(?:an?|the) \w+ (?:for|that|to))"
    r"|^\W*(?:business|startup|company|venture|new) (?:idea|concept|plan)\s*[:—-]+\s*"
    r"|^\W*(?:(?:here'?s|here is|this is|that'?s) (?:my|our|the) (?:idea|startup|business|venture|plan|pitch|concept)"
    r"|(?:my|our|the) (?:idea|concept|plan|pitch)(?: is(?: to)?| here)?)\s*[:,.—]*\s*",
    re.IGNORECASE,
)


_ASKS = lazy_re(
    r"\b(?:canvas|nine[- ]blocks?|business model)\b",
    re.IGNORECASE,
)
_TELLS = lazy_re(r"\bfor (?!me\b|us\b|it\b|this\b|that\b)|\b(?:sell|offer|which|who|help|charge|pay)|\d", re.IGNORECASE)


def _without_requests(text: str) -> str:
    """The text without sentences that only ask for a canvas, such as "Canvas please!"."""
    parts = re.split(r"((?<=[.!?;\n])\s+|\n|,\s+(?=(?:please|pls|can|could|so|now|then|and)\b))", text)
    kept = [p for p in parts if not (_ASKS.search(p) and len(p.split()) <= 16 and not _TELLS.search(p))]
    return "".join(kept).strip(" ,")


def tidy(text: str) -> str:
    """Plain quotes and dashes, no abbreviations with dots, no "draft a canvas for" around it."""
    text = text.translate(_QUOTES)
    for pattern, plain in _ABBREVIATIONS:
        text = re.sub(pattern, plain, text)
    for _ in range(2):
        text = _OPENING.sub("", text, count=1)
        text = _REQUEST.sub("", text, count=1)
    text = _OPENING.sub("", _without_requests(text), count=1)
    return re.sub(r"^its (?=an? )", "it's ", text.strip(), flags=re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """Sentences; a dash between spaces, a semicolon and a line end count as full stops."""
    parts = re.split(r"(?<=[.!?])\s+(?=\S)|[;\n]+|\s+[—-]+\s+|—|(?<=[a-z]):\s+", text)
    return [p for p in (clean(part) for part in parts) if p]


def clauses(sentence: str) -> list[str]:
    """Clauses of a sentence: cut at commas that are not within numbers, and at "but", "so", "because"."""
    parts = re.split(
        r",(?!\d{3})\s*|\s+\((?=\w)|\)\s*|\s+(?=(?:but|because|so (?:we|i|they|our|that)|and (?:we|i|our|it|then)"
        r"|while|whereas|since)\b)",
        sentence,
        flags=re.IGNORECASE,
    )
    return [p for p in (clean(part) for part in parts) if p]


def clean(text: str) -> str:
    """Without surrounding space, bullets and punctuation."""
    return re.sub(r"\s+", " ", text).strip(" \t\n,.;:!?-—*•|()\"'")


def strip_lead(text: str) -> str:
    """Without a leading conjunction or filler: "and", "but", "so", "because", "right now", "currently"."""
    lead = (
        r"^(?:(?:and|but|so|because|since|as|also|today|currently|right now|now|basically|where|whereas|while|"
        r"the problem "
        r"is|the problem|problem is|the pain is|the issue is|that|actually|plus|who|often|at the moment|these days|"
        r"honestly|then)\b[\s,:]*)+"
    )
    return clean(re.sub(lead, "", text, flags=re.IGNORECASE))
