"""What the product of an English description does, as a verb phrase."""

from __future__ import annotations

import re

from assistant.canvas.reading.en_named import is_verb
from assistant.canvas.reading.en_offer import OUR, VERB_PHRASE, trim


def read_job(sentences: list[str], product: str, customer: str) -> str:
    """What the product does, as a verb phrase ("drafts radiology reports"), or an empty string."""
    for text in [product, *sentences]:
        help_match = (
            re.search(
                rf"\b(?:help(?:s|ing)?|lets?|letting|enabl(?:es?|ing)|allow(?:s|ing)?)\s+(?:\w+\s)?"
                rf"{re.escape(customer)}\s+(?:in "
                rf"[A-Z]\w+\s+)?(?:to\s+)?(?P<vp>[a-z][^,;.]*)",
                text,
                re.I,
            )
            if customer
            else None
        )
        them = re.search(
            r"\b(?:help(?:s|ing)?|let(?:s|ting)?|enables?|allows?)\s+(?:them|you|people|users|"
            r"anyone)\s+(?:to\s+)?(?P<vp>[a-z][^,;.]*)",
            text,
            re.I,
        )
        match = help_match or them
        if match:
            return trim_job(match["vp"])
    if ", which " in product:
        return trim_job(product.split(", which ", 1)[1])
    match = VERB_PHRASE.search(product)
    if match and is_verb(match["vp"].split()[0]):
        return trim_job(match["vp"])
    for sentence in sentences:
        our = OUR.search(sentence)
        if our and is_verb(our["vp"].split()[0]):
            return trim_job(our["vp"])
    return ""


def trim_job(text: str) -> str:
    """A verb phrase without the customer and whatever follows."""
    return trim(re.sub(r"^(?:automatically|just|instantly|to)\s+", "", text, flags=re.IGNORECASE))
