"""Who pays, who uses and who passes it on, by the clauses that say so in English.

A clause such as "growers pay $40", "the bank covers it", "nurses use it for free" or "vets recommend us" names its
subject by grammar, whatever the word is; no list of known people is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas.reading.cues import pattern
from assistant.canvas.reading.en_text import clauses, strip_lead
from assistant.language.lazy_re import lazy_re

_WORD = (
    r"(?!(?:who|that|which|they|we|it|i|you|he|she|to|if|and|or|but|don't|do|not|is|are|was|also|can|never|"
    r"doesn't|does|won't|wont|dont|wouldn't|cannot|can't|nobody|no|none)\b)[\w'&-]+"
)
_NP = (
    rf"(?P<np>(?:(?:the|an?|each|every|most|many|some|our|their|his|her|local|those)\s+)?(?:{_WORD}\s+){{0,3}}?{_WORD}"
    rf"(?:\s+(?:of|at|in|under|on|with)\s+(?:{_WORD}\s+){{0,2}}?{_WORD})?(?:\s+and\s+(?:{_WORD}\s+){{0,2}}?{_WORD})?)"
)
_MAY = (
    r"(?:\s+(?:would|will|can|could|might|may|happily|already|then|each|usually|gladly|do|only|just|all|currently|"
    r"also|now|often|always|today|typically|themselves|directly|actually|both|ll|'ll|'d)\b)*"
)
_PAY = lazy_re(
    rf"^{_NP}{_MAY}\s+(?:pays?|buys?|purchases?|funds?|foots? the|subscribes?|sponsors?|reimburses?|"
    rf"covers? (?:it|the|its)|"
    rf"licen[cs]es? (?:it|our|the|from us)|rents? (?:it|the|them|one)|(?:is|are|gets?) (?:charged|billed|invoiced)|"
    rf"orders? (?:it|the|them))\b",
    re.IGNORECASE,
)
_FREE = lazy_re(
    rf"^{_NP}(?:\s+(?:do not|don't|doesn't|does not|never|won't|will not|needn't)\s+(?:have to )?pay|"
    rf"\s+pays? (?:nothing|zero)|{_MAY}\s+(?:get|use|join|download|read|play|ride)s?\b[^,]*\bfor free|"
    rf"{_MAY}\s+(?:get|use|join)s? (?:it|in) free)\b",
    re.IGNORECASE,
)
_FREE_FOR = lazy_re(rf"\bfree for {_NP}(?=[,.;]|$|\s+(?:while|but|and)\b)", re.IGNORECASE)
_USE = lazy_re(
    rf"^{_NP}{_MAY}\s+(?:us(?:e|es) (?:it|the|our|this)\b|(?:wear|operate|carr|ride|open|play|scan)(?:y|ies|s|es)? "
    rf"(?:it|them|the|our)\b|books? (?:a|their|our|through|slots?|rides?)|(?:log|sign)s? in\b|talks? to (?:it|our|the)|"
    rf"gets? (?:a|an|the|their) (?:answer|dashboard|alert|warning|message|report|reminder)s?\b)",
    re.IGNORECASE,
)
_FOR_THEIR = lazy_re(
    r"\b(?:for|to|so(?: that)?|by)\s+(?P<np>their\s+(?:[\w'-]+\s+){0,2}?"
    r"(?:customers?|clients?|users?|members?|staff|employees|"
    r"workers|students|pupils|patients|residents|guests|tenants|drivers|policyholders|players|subscribers|readers|"
    r"borrowers|savers|teams?)(?:\s+(?:under|over|aged|in|on|with)\s+[\w-]+)?)",
    re.IGNORECASE,
)
_USED_BY = lazy_re(rf"\b(?:used|worn|operated|carried|read) by {_NP}(?=[,.;]|$|\s+(?:and|who|to|but|while)\b)", re.I)
_PASSES_ON = lazy_re(
    rf"^{_NP}{_MAY}\s+(?:recommends?|refers?|introduces?|resells?|distributes?|hands? (?:it|them) (?:out|over)|"
    rf"gives? (?:it|them) to|brings? us|sends? us|bundles?|passes? (?:it|them) on|promotes?|ships? it with)\b",
    re.IGNORECASE,
)
_THROUGH = lazy_re(
    r"\b(?:sold|sell(?:s|ing)?|reach(?:ing)?|get(?:ting)? in|distribut\w+|market(?:ed|ing)?|available|go(?:ing)?|come|"
    r"launch\w*|find (?:us|them)|acquir\w+|grow|rolled out|offered|starting)\b(?:[^,;.]{0,30}?)\s"
    r"(?:through|via|by way of)\s+(?P<how>[^,;.]+)",
    re.IGNORECASE,
)
_FIND_US = lazy_re(
    r"\b(?:finds?|found|hears? (?:of|about)|heard (?:of|about)|discovers?|gets? to|comes? to) (?:us|me|it) "
    r"(?:on|through|via|at|from|by|in) (?:the )?(?P<how>[^,;.]+)",
    re.IGNORECASE,
)
_MEDIA = lazy_re(
    r"(?:(?:the |a |an |and |or |plus |mostly |mainly |via |on |through |some )*(?:[\w-]+ ){0,2}?(?:instagram|tiktok|"
    r"facebook|linkedin|youtube|reddit|twitter|pinterest|podcasts?|newsletters?|blogs?|trade (?:shows?|fairs?)|fairs?|"
    r"app stores?|google ads|seo|word of mouth|referrals?|resellers?|distributors?|dealers?|conferences?|forums?|"
    r"meetups?|influencers?|cold (?:calls?|emails?)|direct sales|flyers?|whatsapp groups?)[,\s]*)+",
    re.IGNORECASE,
)
_LEADING = lazy_re(
    r"^(?:the|an?|each|every|most|many|some|our|their|his|her|those|hopefully|sometimes|today|so|then|basically|and|"
    r"but|where|because|in the end|of course|only)\s+",
    re.IGNORECASE,
)
_NO_PAYER = frozenset(
    "people everyone nobody anyone customers users clients one who both they it subscribers buyers most "
    "price prices pricing cost costs fee fees".split()
)


@dataclass(frozen=True)
class Roles:
    """Those named by the clauses of a description; empty where no clause says."""

    payer: str = ""
    user: str = ""
    channel: str = ""


def read_roles(sentences: list[str]) -> Roles:
    """The roles that the clauses name; prices are left in, as they stand after those who pay."""
    parts = [strip_lead(c) for s in sentences for c in clauses(s)]
    free = [*_subjects(_FREE, parts), *(_named(m["np"]) for p in parts for m in _FREE_FOR.finditer(p))]
    payers = [p for p in _subjects(_PAY, parts) if p and p.lower() not in {f.lower() for f in free}]
    payers = [p for p in payers if p.lower() not in _NO_PAYER]
    users = [*free, *(_named(m["np"]) for p in parts for m in _FOR_THEIR.finditer(p)), *_subjects(_USE, parts)]
    users += [_named(m["np"]) for p in parts for m in _USED_BY.finditer(p)]
    payer = payers[0] if payers else ""
    user = next((u for u in users if u and u.lower() not in _NO_PAYER and not same(u, payer)), "")
    return Roles(payer, user, _channel(sentences))


def tells_role(clause: str) -> bool:
    """Whether a clause says who pays, uses or passes on the offer, and so complains of nothing."""
    return any(frame.match(clause) for frame in (_PAY, _FREE, _USE, _PASSES_ON))


def same(one: str, other: str) -> bool:
    """Whether two noun phrases have the same head, in the singular or the plural."""
    return bool(one and other) and head(one) == head(other)


def head(phrase: str) -> str:
    """The head noun of a phrase, in the singular: "growers of roses" becomes "grower"."""
    last = re.split(r"\s+(?:of|at|in|on|under|over|aged|with|for)\s", phrase.lower())[0].rpartition(" ")[2]
    last = re.sub(r"ies$", "y", last)
    return re.sub(r"(?:(?<=[sxz])es|(?<=sh)es|(?<=ch)es|(?<!s)s)$", "", last)


def _subjects(frame: re.Pattern[str], parts: list[str]) -> list[str]:
    return [_named(m["np"]) for p in parts if (m := frame.match(p))]


def _named(np: str) -> str:
    shorter = _LEADING.sub("", np.strip())
    while shorter != np:
        np, shorter = shorter, _LEADING.sub("", shorter)
    return re.sub(r"\s+(?:would|will|can|could|do|also)$", "", np)


def _channel(sentences: list[str]) -> str:
    """How it reaches the customer, as a noun phrase: those who sell or recommend it, or the media used."""
    for sentence in sentences:
        for clause in clauses(sentence):
            text = strip_lead(clause)
            if found := _FIND_US.search(text):
                return re.sub(r"\band (?:on|through|via|at|from|by|in) (?:the )?", "and ", found["how"].strip())
            if through := _THROUGH.search(text):
                how = re.split(r"\s+(?:and (?:we|they|the)|which|who|because|so)\b", through["how"])[0]
                return re.sub(r"^(?:the|our|some)\s+", "", how.strip())
            if (passes := _PASSES_ON.match(text)) and not pattern("en", "pain").search(text):
                named = _named(passes["np"])
                if named.lower() not in _NO_PAYER and not re.match(
                    r"(?:app|tool|ai|model|software|system)\b", named, re.I
                ):
                    return named
            if _MEDIA.fullmatch(text):
                return text
    return ""


_HELPS = lazy_re(
    rf"^{_NP}{_MAY}\s+(?:hosts?(?: (?:it|us|them|the \w+))?$|lends? us|lets? us|gives? us|"
    rf"suppl(?:y|ies) (?:us|the)|provides? (?:us|the)|"
    rf"partners? with us|works? with us|puts? up the|makes? (?:it|them) for us|delivers? for us)\b",
    re.IGNORECASE,
)


def read_partner(sentences: list[str]) -> str:
    """Who is said to help making or running it: "libraries would host", "a brewery gives us the grain"."""
    parts = [strip_lead(c) for s in sentences for c in clauses(s)]
    return next((who for who in _subjects(_HELPS, parts) if who.lower() not in _NO_PAYER), "")
