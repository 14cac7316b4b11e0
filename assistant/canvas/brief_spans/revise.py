"""The fields of a brief after the learned tagger's second opinion on what grammar read.

Grammar finds something in any sentence. The tagger drops what it holds to be something else, fills what grammar left
empty, and puts another's words in place of those that it nearly rules out. The bounds were chosen on authors left out,
see `python -m assistant.canvas.brief_spans.measure`; what the founder labelled ("Customer: …") stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.canvas.brief_spans.reader import BriefReading
from assistant.canvas.reading.labels import split_labelled
from assistant.canvas.reading.remarks import names_somebody
from assistant.canvas.reading.sanity import complains, sane_customer, sane_problem, sane_product
from assistant.language.lazy_re import lazy_re
from assistant.learned.tagger import Tagger

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_PAYING = lazy_re(r".{0,3}(?:[付掏交花]|出钱|买单)")


@dataclass(frozen=True)
class Bounds:
    """When the tagger changes a field; all are probabilities.

    Attributes:
        tag: The tag that the field is.
        keep: Words of grammar below it are dropped.
        doubt: The same for words whose form does not speak for them, see `_well_formed`.
        replace: Words of grammar below it give way to a span surer than `fill`.
        fill: How sure a span must be to be taken.
    """

    tag: str
    keep: float
    doubt: float
    replace: float
    fill: float


BOUNDS: Mapping[str, Bounds] = {
    "product": Bounds("product", 0.0, 0.0, 0.4, 0.6),
    "customer": Bounds("customer", 0.0, 0.1, 0.4, 0.6),
    "user": Bounds("user", 0.0, 0.03, 0.2, 0.5),
    "problem": Bounds("problem", 0.02, 0.15, 0.0, 0.5),
    "pricing": Bounds("pricing", 0.0, 0.0, 0.0, 0.5),
    "channel": Bounds("channel", 0.05, 0.05, 0.0, 0.4),
    "region": Bounds("region", 0.05, 0.05, 0.0, 0.5),
    "differentiator": Bounds("difference", 0.15, 0.15, 0.0, 0.5),
}


def revised(text: str, fields: Mapping[str, str], tagger: Tagger) -> dict[str, str]:
    """The fields of a brief after the tagger's second opinion.

    Args:
        text: The brief.
        fields: What grammar reads.
        tagger: See `reader.load_tagger`.
    """
    reading = BriefReading(text, fields, tagger)
    labelled, _ = split_labelled(text)
    kept = dict(fields)
    for field, bounds in BOUNDS.items():
        if field not in labelled:
            kept[field] = _second_opinion(field, fields.get(field, ""), bounds, reading)
    if _same_people(kept.get("customer", ""), kept.get("user", "")):
        kept["user"] = ""
    return {field: words for field, words in kept.items() if words}


def _same_people(one: str, other: str) -> bool:
    """Whether two names of people are one, or one stands in the other."""
    first, second = one.lower().strip(), other.lower().strip()
    return bool(first and second) and (first in second or second in first)


def _second_opinion(field: str, words: str, bounds: Bounds, reading: BriefReading) -> str:
    share = reading.share(words, bounds.tag) if words else 0.0
    if share is None:
        return words
    least = bounds.keep if _well_formed(field, words, reading.text) else bounds.doubt
    if words and share >= max(least, bounds.replace):
        return words
    span = reading.surest(bounds.tag)
    if span and span.sureness >= bounds.fill and _sane(field, span.text):
        return span.text
    return words if share >= least else ""


def _well_formed(field: str, words: str, text: str) -> bool:
    """Whether the form of words speaks for them: a complaint, an English name of people, "机构付钱"."""
    language = "zh" if _CHINESE.search(words) else "en"
    if field == "problem":
        return complains(words, language)
    if field not in ("customer", "user"):
        return False
    if language == "en":
        return names_somebody(words, language)
    return field == "customer" and any(_PAYING.match(text, m.end()) for m in re.finditer(re.escape(words), text))


def _sane(field: str, words: str) -> bool:
    language = "zh" if _CHINESE.search(words) else "en"
    if field in ("customer", "user"):
        return sane_customer(words, language)
    if field == "problem":
        return sane_problem(words, "", language)
    return field != "product" or sane_product(words, language)
