"""Who else a brief speaks of, where nobody is said to pay, or only those who pass it on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.canvas.brief_spans.reader import BriefReading
from assistant.canvas.reading import zh_people, zh_text
from assistant.canvas.reading.en_named import is_verb
from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.en_text import sentences
from assistant.canvas.reading.sanity import sane_customer
from assistant.language.lazy_re import lazy_re

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_AND = lazy_re(r"、|和|与|及|,\s*|\s+and\s+|\s+or\s+")
_CIRCLE = lazy_re(
    r"协会|商会|群|圈|展|论坛|媒体|社区|['’]|\s*(?:associations?|groups?|forums?|fairs?|conferences?|clubs?)"
)
_WORDS = lazy_re(r"[A-Za-z][\w'-]*|[,.;:]")
_OWN = frozenset("my our your i i'm we we're are am was were a an".split())
_JOINING = frozenset(
    "the these those most many some all every each for to of in on at by with from and or but who that which is are "
    "was has have had do does don't can will would not no , . ; : since because when where while as than their "
    "his her its between among via through about after before during until into".split()
)
_COUNTS = frozenset("two three four five six seven eight nine ten several few".split())
_OTHER = ("team", "partner", "channel", "number")
_TOLD = ("customer", "user", "problem", "product")
_LEAST = 0.3
_SPOKEN_OF = 0.1
_PLACES_OF_WORK = frozenset("kitchens barns greenhouses workshops parlours parlors studios".split())
_MODIFIERS = 2


def passes_on(customer: str, channel: str) -> bool:
    """Whether those read as customers are only named as the way to them: "leads come from the insurers"."""
    ways = [part.lower().strip() for part in _AND.split(channel) if part.strip()]
    named = [part.lower().strip() for part in _AND.split(customer) if part.strip()]
    return bool(named and ways) and all(any(_begins(way, who) for way in ways) for who in named)


def _begins(way: str, who: str) -> bool:
    return way.startswith(who) and not _CIRCLE.match(way[len(who) :])


def mentioned(reading: BriefReading, fields: Mapping[str, str]) -> str:
    """The first people or organisations that the text speaks of and that are neither its team nor its helpers.

    Args:
        reading: The brief.
        fields: What is read of it, without a customer; empty is returned where neither trouble nor price is known.
    """
    if not fields.get("product") or not (fields.get("problem") or fields.get("pricing")):
        return ""
    named = _chinese(reading.text) if _CHINESE.search(reading.text) else _english(reading.text)
    language = "zh" if _CHINESE.search(reading.text) else "en"
    for who in named:
        if not sane_customer(who, language) or who in fields.get("channel", "") or who in fields.get("partner", ""):
            continue
        told = sum(reading.share(who, tag) or 0.0 for tag in _TOLD)
        if told >= _SPOKEN_OF and all((reading.share(who, tag) or 0.0) < _LEAST for tag in _OTHER):
            return who
    return ""


def _chinese(text: str) -> Iterator[str]:
    """The names of people that clauses begin with."""
    for clause in zh_text.clauses(text):
        named = zh_people.phrase(clause, 0)
        if named and named.end < len(clause) and len(named.text) > 1:
            yield named.text


def _english(text: str) -> Iterator[str]:
    """The plural names of people or organisations, with up to two words before them."""
    for sentence in sentences(text):
        tokens = [m.group() for m in _WORDS.finditer(sentence)]
        for at, word in enumerate(tokens):
            following = tokens[at + 1].lower() if at + 1 < len(tokens) else "."
            if not (word.lower().endswith("s") and _names(word)) or is_head(following):
                continue
            start = at
            while start > max(at - _MODIFIERS, 0) and _modifies(tokens[start - 1], tokens[: start - 1]):
                start -= 1
            before = [token.lower() for token in reversed(tokens[:start]) if token.lower() not in _COUNTS][:1]
            if not set(before) & _OWN:
                yield " ".join(tokens[start : at + 1])


def _names(word: str) -> bool:
    return is_head(word) or word.lower() in _PLACES_OF_WORK


def _modifies(word: str, before: list[str]) -> bool:
    low = word.lower()
    return (
        not low.endswith("s")
        and low not in _COUNTS | _JOINING | _OWN
        and re.fullmatch(r"[a-z-]+", low) is not None
        and not (is_verb(low) and not (before and before[-1].lower() in _JOINING))
    )
