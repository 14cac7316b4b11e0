"""Who pays and who does the work, in an English description."""

from __future__ import annotations

import re

from assistant.canvas.reading.en_people import POST_CUT, is_head, subject
from assistant.canvas.reading.en_text import clauses
from assistant.language.lazy_re import lazy_re

_PAYER = lazy_re(
    r"(?P<np>[A-Za-z][\w' -]{2,60}?)\s+(?:would |will |happily |already |can |then |each )?(?:pays?|buys?|"
    r"rents?|subscribes?|licen[cs]es?)\b",
    re.IGNORECASE,
)


_NEGATED = lazy_re(r"\b(?:never|don'?t|doesn'?t|do not|does not|won'?t|wouldn'?t|cannot|can'?t|not)$", re.IGNORECASE)
_SINGLE = lazy_re(
    r"\b(?:the|each|every|a|an)\s+(?P<np>(?:[a-z-]+ ){0,2}[a-z-]+)\s+(?:pays?|buys?|rents?|subscribes?)\b",
    re.IGNORECASE,
)
_ASKED = lazy_re(
    r"\b(?:want|like|need|expect|ask|hope for|get) (?P<np>(?:[a-z-]+ ){0,3}[a-z-]+) to (?:pay|buy|subscribe|rent|"
    r"license)\b",
    re.IGNORECASE,
)


def asked_to_pay(sentence: str) -> str:
    """Of "we'd like hospitals to pay per bed" the hospitals, or an empty string."""
    match = _ASKED.search(sentence)
    return match["np"] if match and is_head(match["np"].rpartition(" ")[2]) else ""


def payer(sentence: str) -> str:
    """Who is said to pay in a sentence that states a price, or an empty string."""
    for clause in clauses(sentence):
        match = _PAYER.search(clause)
        if match:
            words = match["np"][_last_phrase_start(match["np"]) :]
            named = None if _NEGATED.search(words) else subject(f"{words} pay")
            if named:
                return named.text
        one = _SINGLE.search(clause)
        if one and is_head(one["np"].rpartition(" ")[2]):
            return one["np"]
    return ""


def _last_phrase_start(text: str) -> int:
    cut = [m.end() for m in re.finditer(r"\b(?:and|but|so|then|where|that|which|for|if|free|app is)\s+", text)]
    return cut[-1] if cut else 0


def ends_with_people(text: str) -> bool:
    """Whether a noun phrase ends with people or organisations, apart from "in Kenya" and the like."""
    return is_head(POST_CUT.sub("", text).rpartition(" ")[2])


def spell_out(text: str) -> str:
    """The "4" of "scouting 4 vineyards" as "for", where people or organisations follow."""

    def spelled(match: re.Match[str]) -> str:
        return f"for {match['np']}" if any(is_head(w) for w in match["np"].split()) else match.group()

    return re.sub(r"(?<=[a-z] )4 (?P<np>[a-z]+(?: [a-z]+){0,3})", spelled, text, flags=re.IGNORECASE)


_WORKS = lazy_re(
    r"\s*(?:still |often |usually |now |all |mostly )*(?:spend|lose|waste|type|retype|re-type|enter|fill|copy|"
    r"draft|write|read|check|hate|"
    r"struggle|drown|juggle|search|look up|burn|answer|dictate|transcribe|grade|mark|sort|sift|chase|assemble|"
    r"drive|travel|walk|wait|climb|carry|lift|phone|call|queue|guess|count|measure|sleep|practi[sc]e)\b",
    re.IGNORECASE,
)


def worker(sentences: list[str], customer: str) -> str:
    """Those whose work is complained of, where the customer is somebody else: radiologists of a clinic, or ""."""
    if not customer or not ends_with_people(customer):
        return ""
    for sentence in sentences:
        for clause in clauses(sentence):
            named = subject(clause)
            if named and named.text.lower() not in _NOBODY and _WORKS.match(clause[named.end :]):
                head = named.text.rpartition(" ")[2].lower()
                same = head in customer.lower() or customer.rpartition(" ")[2].lower() in named.text.lower()
                return "" if same else named.text
    return ""


_NOBODY = frozenset("people everyone nobody customers users clients guests most staff".split())
