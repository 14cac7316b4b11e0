"""Short forms of business terms spelt out: neither the sentence encoder nor the guidance's words know them alone."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

# What the guidance calls the thing; a term of its slang counts as a short form of it.
SHORT_FORMS: dict[str, str] = {
    "ltv": "customer lifetime value",
    "clv": "customer lifetime value",
    "cltv": "customer lifetime value",
    "cac": "customer acquisition cost",
    "mrr": "monthly recurring revenue",
    "arr": "annual recurring revenue",
    "nrr": "net revenue retention",
    "ndr": "net revenue retention",
    "grr": "gross revenue retention",
    "arpu": "average revenue per user",
    "arpa": "average revenue per account",
    "mvp": "minimum viable product",
    "bmc": "business model canvas",
    "cpm": "advertising price per thousand impressions",
    "gmv": "gross merchandise value of a marketplace",
    "moat": "defensibility, key resources that are hard to copy",
    "poc": "proof of concept pilot",
    "b2b": "business customers",
    "b2c": "consumers",
}
_FORM = lazy_re(rf"\b({'|'.join(SHORT_FORMS)})s?\b", re.IGNORECASE)


def spelt_out(query: str) -> str:
    """The query with its short forms said in full behind it; unchanged where it has none."""
    found = dict.fromkeys(SHORT_FORMS[m[1].lower()] for m in _FORM.finditer(query))
    if {SHORT_FORMS["ltv"], SHORT_FORMS["cac"]} <= found.keys():
        return query  # their ratio is a topic of its own, which the guidance calls by the short forms
    missing = [words for words in found if words not in query.lower()]
    return " ".join([query, *missing])
