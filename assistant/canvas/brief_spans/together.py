"""The fields of a brief side by side: what is told twice, belongs to another field or is cut too short."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.canvas.brief_spans.hints import plain
from assistant.canvas.brief_spans.mentioned import passes_on
from assistant.canvas.reading.cues import pattern
from assistant.canvas.reading.sanity import complains
from assistant.language.lazy_re import lazy_re

_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_WORD = lazy_re(r"[a-z0-9']+|[\u3400-\u9fff]")
_CONTENT = 4  # letters of a word, words of an offer
_PAYING = lazy_re(r".{0,3}(?:[付掏交花]|出钱|买单)|\s+(?:would |will |can |do )?(?:pay|buy|rent|book|subscribe)s?\b")
# A price read out of "commuters would pay 25 a month because …" leaves half a clause before the reason.
_UNPAID = lazy_re(r"^.{0,60}\b(?:would|will|pays?)\s+(?:because|since|as)\s+(?=\w)", re.IGNORECASE)
_ANYBODY = lazy_re(r"(?:people|folks|those|anyone|everyone|someone|men|women)", re.IGNORECASE)
_WHICH = lazy_re(r"\s+(?:who|whose|with|that)\s+(?!(?:pays?|buys?)\b)[^,.;!?]+", re.IGNORECASE)


def pays(customer: str, text: str) -> bool:
    """Whether a text says plainly, behind their name, that they pay."""
    return any(_PAYING.match(text, found.end()) for found in re.finditer(re.escape(customer), text))


def only_helps(fields: Mapping[str, str], text: str) -> bool:
    """Whether those read as customers stand there as channel or partner, and nothing says that they pay."""
    customer = fields.get("customer", "")
    helping = any(passes_on(customer, fields.get(by, "")) for by in ("channel", "partner"))
    return helping and not pays(customer, text)


def in_full(customer: str, text: str) -> str:
    """A customer who could be anybody, "people", with what is said of them: "people who can't sing"."""
    if not _ANYBODY.fullmatch(customer):
        return customer
    found = re.search(rf"\b{re.escape(customer)}(?={_WHICH.pattern})", text, re.IGNORECASE)
    which = _WHICH.match(text, found.end()) if found else None
    return customer + which.group() if which else customer


def apart(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with nothing told in two of them: no trouble that is the offer, no way that is a partner."""
    kept = dict(fields)
    if (partner := kept.get("partner", "")) and (channel := kept.get("channel", "")) and channel != partner:
        kept["channel"] = re.sub(rf"(?:、| and ){re.escape(partner)}$", "", channel)
    kept["problem"] = _trouble(kept)
    if kept.get("differentiator") and kept["differentiator"] in kept["problem"]:
        kept["differentiator"] = ""
    return kept


def _trouble(fields: Mapping[str, str]) -> str:
    problem = fields.get("problem", "")
    if _CHINESE.search(problem):
        told = [fields.get("product", ""), fields.get("pricing", ""), *re.split("[、和]", fields.get("channel", ""))]
        clauses = [c for c in problem.split("，") if not any(words and words in c for words in told)]
        rest = "，".join(clauses)
        return problem if rest == problem else rest if pattern("zh", "pain").search(rest) else ""
    return "" if _of_the_offer(problem, fields) else _UNPAID.sub("", problem)


def _of_the_offer(problem: str, fields: Mapping[str, str]) -> bool:
    """Whether what was read as the trouble only tells of the offer, or of those who have it."""
    product, customer = fields.get("product", ""), fields.get("customer", "")
    offered = {word for word in _WORD.findall(plain(product)) if len(word) >= _CONTENT}
    if len(offered) >= _CONTENT and len(offered - set(_WORD.findall(plain(problem)))) <= 1:
        return True  # "drones scan vineyards …" of drones that scan vineyards
    told = any(words and words in problem for words in (product, fields.get("pricing")))
    told = told or bool(problem) and (problem in fields.get("differentiator", "") or problem in customer)
    return told and (problem in customer or not complains(problem.replace(product, ""), "en"))
