"""The fields of a brief after the learned taggers' second opinion on what grammar read.

What the taggers are sure of is taken, all of it: two prices are two prices. Words of grammar stay where the taggers
have nothing better and do not hold them to be something else. The bounds were chosen on authors left out, see
`python -m assistant.canvas.brief_spans.measure`; what the founder labelled ("Customer: …") stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.canvas.brief_spans.hints import plain
from assistant.canvas.brief_spans.passes import Passes
from assistant.canvas.brief_spans.reader import BriefReading
from assistant.canvas.reading.labels import split_labelled
from assistant.canvas.reading.remarks import names_somebody
from assistant.canvas.reading.sanity import complains, sane_customer, sane_problem, sane_product
from assistant.canvas.reading.zh_people import phrase
from assistant.language.lazy_re import lazy_re
from assistant.learned.tagger import Span

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_ENDED = lazy_re(r"[。！？!?；;]|(?<!\d)\.(?:\s|$)|\.(?=\s+[A-Z])")
_REACHED = lazy_re(
    r"^(?:and )?(?:(?:they|people|customers|we) )?(?:(?:go|goes|sold|sell|find us|found|spread) )?"
    r"(?:via|through|by way of|on|into|by) ",
    re.IGNORECASE,
)
_ARTICLE = lazy_re(r"^(?:out |up )?(?:(?:an?|the|our|my|some) )?(?=\w)", re.IGNORECASE)
_WORD = lazy_re(r"[a-z0-9']+|[\u3400-\u9fff]")
_NEARLY = 0.75  # share of the words of the longer
_FREE = lazy_re(r"(?:for |is |are )?(?:free|nothing|no charge)(?: of charge)?|免费|不收(?:费|钱)|不花钱", re.IGNORECASE)
_SHORTEST = {"en": 1, "zh": 2}
_CHARGED = lazy_re(r"\d")
_NAMING = frozenset({"customer", "user", "channel", "partner"})
_NAME_GOES_ON = 6  # characters
_MORE = 3  # words or characters
_LATER = 0.15  # how much surer a later span must be to name the offer
_PAYING = lazy_re(r".{0,3}(?:[付掏交花]|出钱|买单)")

# "听众是在外打工的人" names those who listen by what they are.
_CALLED = lazy_re(r"^(?:[\u4e00-\u9fff]{0,3}[众者户员家客方的])(?:主要|大多|大都|多半|都|其实|就)*是")
_LEADS = {"channel": _REACHED, "customer": _CALLED, "user": _CALLED}


@dataclass(frozen=True)
class Bounds:
    """When the taggers change a field; all are probabilities.

    Attributes:
        tag: The tag that the field is.
        fill: How sure a span must be to be taken.
        keep: Words of grammar at or above it stay where nothing else is found.
        doubt: The same for words whose form does not speak for them, see `_well_formed`.
        stay: How much surer a span must be to take the place of words of grammar, times the probability of those.
        joined: What stands between several spans, in English and in Chinese; empty where the surest one is taken.
    """

    tag: str
    fill: float
    keep: float
    doubt: float
    stay: float = 0.0
    joined: tuple[str, str] | None = None


BOUNDS: Mapping[str, Bounds] = {
    "product": Bounds("product", 0.3, 0.05, 0.05, 1.0),
    "customer": Bounds("customer", 0.4, 0.0, 0.005, 1.0, joined=(" and ", "、")),
    "user": Bounds("user", 0.4, 0.0, 0.01, joined=(" and ", "、")),
    "problem": Bounds("problem", 0.4, 0.0, 0.2, 1.0, joined=("; ", "，")),
    "pricing": Bounds("pricing", 0.45, 0.02, 0.02, joined=("; ", "，")),
    "channel": Bounds("channel", 0.3, 0.05, 0.05, joined=(" and ", "、")),
    "region": Bounds("region", 0.3, 0.003, 0.003, joined=(", ", "、")),
    "differentiator": Bounds("difference", 0.4, 0.05, 0.05, joined=("; ", "，")),
    "partner": Bounds("partner", 0.4, 0.0, 0.0, joined=(" and ", "、")),
}


def revised(text: str, fields: Mapping[str, str], passes: Passes) -> dict[str, str]:
    """The fields of a brief after the taggers' second opinion.

    Args:
        text: The brief.
        fields: What grammar reads.
        passes: See `passes.load_passes`.
    """
    return opinion(BriefReading(text, fields, passes), fields)


def opinion(reading: BriefReading, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a brief that has been tagged."""
    labelled, _ = split_labelled(reading.text)
    kept = dict(fields)
    for field, bounds in BOUNDS.items():
        if field not in labelled:
            kept[field] = _second_opinion(field, fields.get(field, ""), bounds, reading)
    for field, lead in _LEADS.items():
        kept[field] = lead.sub("", kept.get(field, ""), count=1)
    kept["product"] = _without_buyer(kept.get("product", ""), kept.get("customer", ""))
    kept["product"] = _ARTICLE.sub("", kept["product"], count=1)
    if _same_people(kept.get("customer", ""), kept.get("user", "")):
        kept["user"] = ""
    if not kept.get("customer") and kept.get("user"):
        kept |= {"customer": kept["user"], "user": ""}  # until the founder says who else would pay
    return {field: words for field, words in kept.items() if words}


def _without_buyer(product: str, customer: str) -> str:
    """Of "sewing patterns for wheelchair users", who pay, the patterns."""
    if customer and _CHINESE.search(product):
        return re.sub(rf"(?:给|为|帮|面向){re.escape(customer)}的?(?=.{{2}})", "", product)
    match = re.match(r"(?P<bare>.{3,}?)\s+for(?: (?P<whom>.+))?$", product, re.IGNORECASE)
    same = match and (not match["whom"] or _same_people(match["whom"], customer))
    return match["bare"] if match and same else product


def _same_people(one: str, other: str) -> bool:
    """Whether two names of people are one, or one stands in the other."""
    first, second = one.lower().strip(), other.lower().strip()
    return bool(first and second) and (first in second or second in first)


def _second_opinion(field: str, words: str, bounds: Bounds, reading: BriefReading) -> str:
    share = reading.share(words, bounds.tag) if words else 0.0
    spans = [replace(s, text=_within(_named(s, reading.text))) for s in reading.sure(bounds.tag, bounds.fill)]
    if words and share and spans and max(s.sureness for s in spans) < bounds.fill + bounds.stay * share:
        return words
    if spans := [s for s in spans if s.text and _sane(field, s.text)]:
        told = _told(spans, bounds, reading.text)
        # "painters recommend us": the painters; "打赢了抽15%": what is taken.
        core = field in ("channel", "pricing") and len(spans) == 1 and words and words in told
        return words if core or _alike(words, told) else told
    if share is None:
        return words
    least = bounds.keep if _well_formed(field, words, reading.text) else bounds.doubt
    return words if share >= least else ""


def _alike(one: str, other: str) -> bool:
    """Whether two readings of a field are nearly the same words."""
    first, second = (Counter(_WORD.findall(plain(text))) for text in (one, other))
    if other in one and (first - second).total() <= max(_MORE, second.total() // 2):
        return True
    return (first & second).total() >= _NEARLY * max(first.total(), second.total(), 1)


def _named(span: Span, text: str) -> str:
    """The words of a span; of a Chinese name that goes on behind it, 社区卫生 of 社区卫生服务中心, all of it."""
    if span.tag not in _NAMING or not _CHINESE.search(span.text):
        return span.text
    clause = re.match(r"[\u3400-\u9fff]+", text[span.start :])
    name = phrase(clause.group(), 0) if clause else None
    longer = name and name.text.startswith(span.text) and 0 < len(name.text) - len(span.text) <= _NAME_GOES_ON
    return name.text if name and longer else span.text


def _within(words: str) -> str:
    """The words without signs around them, as far as their first sentence goes."""
    parts = [part.strip(" ,，、:：;；。.!！?？\"“”'‘’-—·") for part in _ENDED.split(words)]
    return max(parts, key=len)


def _told(spans: Sequence[Span], bounds: Bounds, text: str) -> str:
    """The words of all spans, or of the surest where a field says one thing."""
    if bounds.joined is None:
        first = spans[0]
        return max(spans, key=lambda span: span.sureness - (_LATER if span != first else 0.0)).text
    said: list[str] = []
    charged = [s for s in spans if s.tag != "pricing" or not _FREE.fullmatch(s.text)]  # for others than who pays
    for span in charged or spans:
        if not any(span.text.lower() in other.lower() for other in said):
            said.append(span.text)
    return bounds.joined[bool(_CHINESE.search(text))].join(said)


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
    if len(words) < _SHORTEST[language]:
        return False
    if field in ("customer", "user"):
        return sane_customer(words, language)
    if field == "problem":
        return sane_problem(words, "", language)
    if field == "pricing":
        return bool(_CHARGED.search(words)) or not complains(words, language)
    return field != "product" or sane_product(words, language)
