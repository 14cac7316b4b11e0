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
from assistant.canvas.brief_spans.mentioned import mentioned, passes_on
from assistant.canvas.brief_spans.passes import Passes
from assistant.canvas.brief_spans.reader import BriefReading
from assistant.canvas.brief_spans.together import apart, in_full, only_helps, pays
from assistant.canvas.reading.bare_words import as_service, bare
from assistant.canvas.reading.cues import pattern
from assistant.canvas.reading.en_named import is_verb
from assistant.canvas.reading.labels import split_labelled
from assistant.canvas.reading.remarks import names_somebody
from assistant.canvas.reading.sanity import complains, is_place, sane_customer, sane_problem, sane_product
from assistant.canvas.reading.zh_people import phrase
from assistant.language.lazy_re import lazy_re
from assistant.learned.tagger import Span

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_ENDED = lazy_re(r"[。！？!?；;]|(?<!\d)\.(?:\s|$)|\.(?=\s+[A-Z])")
_LETTERS = lazy_re(r"[^\W\d_]*")
_WORD = lazy_re(r"[a-z0-9']+|[\u3400-\u9fff]")
_NEARLY = 0.75  # share of the words of the longer
_FREE = lazy_re(r"(?:for |is |are )?(?:free|nothing|no charge)(?: of charge)?|免费|不收(?:费|钱)|不花钱", re.IGNORECASE)
# Free is for others than who pays; 顾客 names nobody where somebody else is named.
_WHOEVER = lazy_re(
    r"(?:our |the )?(?:customers?|clients?|buyers?|users?|people)|(?:目标)?(?:顾客|客户|客人|用户|买家|人群)", re.I
)
_SHORTEST = {"en": 1, "zh": 2}
_CHARGED = lazy_re(r"\d")
_NAMING = frozenset({"customer", "user", "channel", "partner"})
_NAME_GOES_ON = 6  # characters
_MORE = {"en": 3, "zh": 6}  # words, characters
_ONE = lazy_re(r"[一每](?:家|个|位|户|间|台|套|人|名)[\u3400-\u9fff]{0,3}|(?:each|every|per|a|one) \w+", re.IGNORECASE)
_EDITION = lazy_re(r"版")  # 企业版 names a plan, nobody who pays
_LATER = 0.15  # how much surer a later span must be to name the offer
_ACTS = 0.3  # how much less likely a verb names the offer than a noun elsewhere
_NEXT = 0.5  # of how sure a span must be, where nothing else is found for what a draft cannot do without
_WANTED = frozenset({"product", "customer"})


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
    if fields.get("user") and _ONE.fullmatch(fields.get("customer", "")):
        # 一家店每月299元: what is paid for is counted, who pays is named elsewhere
        fields = {**fields, "customer": fields["user"], "user": ""}
    kept = dict(fields)
    reading.spans = [span for span in reading.spans if not _labelled_else(span, labelled)]
    for field, bounds in BOUNDS.items():
        told = fields.get(field, "")
        kept[field] = bare(field, told) if field in labelled else _second_opinion(field, told, bounds, reading)
    kept["product"] = bare("product", _without_buyer(kept.get("product", ""), kept.get("customer", "")))
    if "customer" not in labelled and only_helps(kept, reading.text):
        kept["customer"] = ""
    if _same_people(kept.get("customer", ""), kept.get("user", "")) or passes_on(
        kept.get("user", ""), kept.get("channel", "")
    ):
        kept["user"] = ""
    if not kept.get("customer") and kept.get("user"):
        kept |= {"customer": kept["user"], "user": ""}  # until the founder says who else would pay
    if not kept.get("customer") and fields:
        kept["customer"] = mentioned(reading, kept)
    kept["customer"] = in_full(kept.get("customer", ""), reading.text)
    if kept.get("region") and re.search(rf"\bwith .+ from {re.escape(kept['region'])}", kept.get("user", "")):
        kept["region"] = ""  # where those come from whom the venture engages, not where it sells
    if "problem" not in labelled:
        kept = apart(kept)
    kept["product"] = as_service(kept["product"])
    return {field: words for field, words in kept.items() if words}


def _labelled_else(span: Span, labelled: Mapping[str, str]) -> bool:
    """Whether the founder put words under a heading of their own: "channels: fairs, clubs" names no customer."""
    own = {field for field, bounds in BOUNDS.items() if bounds.tag == span.tag}
    return any(f not in own and f in _NAMING | {"region", "pricing"} and span.text in v for f, v in labelled.items())


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
    words = bare(field, words)
    share = reading.share(words, bounds.tag) if words else 0.0
    spans = _named_spans(field, bounds.fill, bounds, reading)
    if words and share and spans and max(s.sureness for s in spans) < bounds.fill + bounds.stay * share:
        return words
    if spans := [s for s in spans if _sane(field, s.text)]:
        told = _told(spans, bounds, reading.text)
        # "painters recommend us": the painters; "打赢了抽15%": what is taken.
        core = field in ("channel", "pricing") and len(spans) == 1 and words and words in told
        return words if core or _alike(words, told) else told
    formed = _well_formed(field, words, reading.text)
    least = 0.0 if formed and field == "channel" else bounds.keep if formed else bounds.doubt
    if words and (share is None or share >= least):
        return words
    return _next_best(field, bounds, reading) if field in _WANTED else ""


def _named_spans(field: str, least: float, bounds: Bounds, reading: BriefReading) -> list[Span]:
    """The spans for a field that are at least so sure, by their bare words."""
    sure = [s for s in reading.sure(bounds.tag, least) if not _EDITION.match(reading.text, s.end)]
    spans = [replace(s, text=bare(field, _within(_named(s, reading.text)))) for s in sure]
    return [span for span in spans if span.text]


def _next_best(field: str, bounds: Bounds, reading: BriefReading) -> str:
    """The surest span that is sane, where none is sure enough; a draft says what was understood."""
    spans = [s for s in _named_spans(field, bounds.fill * _NEXT, bounds, reading) if _sane(field, s.text)]
    return max(spans, key=lambda span: span.sureness).text if spans else ""


def _alike(one: str, other: str) -> bool:
    """Whether two readings of a field are nearly the same words."""
    first, second = (Counter(word.removesuffix("s") for word in _WORD.findall(plain(text))) for text in (one, other))
    more = _MORE["zh" if _CHINESE.search(one) else "en"]
    if other in one and (first - second).total() <= max(more, second.total() // 2):
        return True
    return (first & second).total() >= _NEARLY * max(first.total(), second.total(), 1)


def _named(span: Span, text: str) -> str:
    """The words of a span; of a Chinese name that goes on behind it, 社区卫生 of 社区卫生服务中心, all of it."""
    if not _CHINESE.search(span.text):
        rest = _LETTERS.match(text, span.end) if span.text[-1:].isalpha() else None
        return span.text + (rest.group() if rest else "")  # "café" of "cafés"
    if span.tag not in _NAMING:
        return span.text
    listed = re.match(r"(?:、[^，。；、,;\s]{2,12})+", text[span.end :])
    if listed and "、" in span.text:
        return span.text + listed.group()
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

        def weight(span: Span) -> float:
            unlikely = span.tag == "product" and (_acts(span.text) or _people(span.text))
            return span.sureness - (_LATER if span != first else 0.0) - (_ACTS if unlikely else 0.0)

        return max(spans, key=weight).text
    said: list[str] = []
    telling = [s for s in spans if not (_FREE if s.tag == "pricing" else _WHOEVER).fullmatch(s.text)]
    for span in telling or spans:
        if not any(span.text.lower() in other.lower() for other in said):
            said.append(span.text)
    return bounds.joined[bool(_CHINESE.search(text))].join(said)


def _acts(words: str) -> bool:
    return " " in words and is_verb(words.split(" ", 1)[0])


def _people(words: str) -> bool:
    return words.lower().endswith("s") and names_somebody(words, "en")


def _well_formed(field: str, words: str, text: str) -> bool:
    """Whether the form of words speaks for them: a complaint, known media, a name of people, "机构付钱"."""
    language = "zh" if _CHINESE.search(words) else "en"
    if field == "problem":
        return complains(words, language)
    if field == "channel":
        return bool(pattern(language, "channel_cues").search(words)) and not complains(words, language)
    if field not in ("customer", "user"):
        return False
    if language == "en":
        return names_somebody(words, language)
    return field == "customer" and pays(words, text)


def _sane(field: str, words: str) -> bool:
    language = "zh" if _CHINESE.search(words) else "en"
    if len(words) < _SHORTEST[language]:
        return False
    if field in ("customer", "user"):
        return sane_customer(words, language)
    if field == "problem":
        return sane_problem(words, "", language)
    if field == "region" and language == "en":
        return words != words.lower() or is_place(words, language)
    if field == "pricing":
        return bool(_CHARGED.search(words)) or not complains(words, language)
    return field != "product" or sane_product(words, language)
