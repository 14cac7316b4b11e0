"""Whom an English description may be for: after "for", "help", "sell to", between two sides, in its losses."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import words
from assistant.canvas.reading.en_people import PLURAL, POST_CUT, Someone, is_head, noun_phrase, subject
from assistant.canvas.reading.en_text import clauses
from assistant.language.lazy_re import lazy_re

_FOR = lazy_re(
    r"(?<!preparing )(?<!waiting )(?<!looking )(?<!studying )(?<!applying )(?<!paying )"
    r"\b(?:for|aimed at|target(?:ing|s|ed at)?|geared towards?|(?:built|designed|made|meant) for)\s+",
    re.I,
)


_SELL_TO = lazy_re(
    r"\b(?:(?:sell(?:s|ing)?|leas(?:e|es|ing)|ship(?:s|ping)?)"
    r"(?:\s+[\w-]+){0,5}? (?:directly )?to|sold to|customers? (?:are|is|will be|would be)|"
    r"clients are|"
    r"buyers? (?:are|is)|target (?:customers?|market|users?|audience)? ?(?:is|are)|serv(?:e|es|ing)|used by|"
    r"users are|offer(?:ed)? to|"
    r"market(?:ed|ing)? to|suppl(?:y|ies|ying) to|deliver(?:s|ed|ing)?(?:\s+\w+){0,3}? to|works? with|"
    r"rent(?:s|ed|ing)?(?:\s+\w+){0,3}? to|"
    r"provid(?:e|es|ing)(?:\s+\w+){0,4}? to|bring(?:s|ing)?(?:\s+\w+){0,3}? to|pitch(?:ing)? (?:it )?to)\s+",
    re.IGNORECASE,
)


_HELP = lazy_re(
    r"\b(?:help(?:s|ing)?|let(?:s|ting)?|allow(?:s|ing)?|enabl(?:e|es|ing)|empower(?:s|ing)?|assist(?:s|ing)?|"
    r"sav(?:e|es|ing)|giv(?:e|es|ing)|"
    r"teach(?:es|ing)?|coach(?:es|ing)?|tell(?:s|ing)?|show(?:s|ing)?|support(?:s|ing)?|free(?:s|ing)?|remind(?:s|"
    r"ing)?|warn(?:s|ing)?|alert(?:s|ing)?|"
    r"train(?:s|ing)?|tutor(?:s|ing)?|certif(?:y|ies|ying)|equip(?:s|ping)?|insur(?:e|es|ing))\s+",
    re.IGNORECASE,
)


_BOTH_SIDES = lazy_re(
    r"\b(?:connect(?:s|ing)?|match(?:es|ing)?|pair(?:s|ing)?|link(?:s|ing)?|bring(?:s|ing)? together|"
    r"marketplace (?:for|of|between)|between|introduc(?:es|ing))\s+"
    r"(?P<a>[^,.;]+?)\s+(?:with|to|and)\s+(?P<b>[^,.;]+)",
    re.IGNORECASE,
)


_SELLING = lazy_re(
    r"\b(?:sell|offer|franchis|provid|suppl|rent|leas|licen[cs]|ship|deliver|bring|market|pitch|distribut)(?:e|es|s|y|"
    r"ies|ed|ing|ying|ping)?\s+"
    r"(?=(?P<rest>[^;]{3,180}))",
    re.IGNORECASE,
)


def _sold_to(sentence: str) -> list[Someone]:
    """Whom "we sell <anything> to them" names, however long the thing that is sold."""
    found: list[Someone] = []
    for match in _SELLING.finditer(sentence):
        for to in re.finditer(r"(?:^|\s)to\s+", match["rest"]):
            someone = noun_phrase(sentence, match.end() + to.end())
            first = re.split(r"\W", sentence[match.end() + to.end() :], maxsplit=1)[0].lower()
            if someone and (someone.score > 1 or first not in words("en", "verbs")) and not _money(someone.text):
                found.append(Someone(someone.text, max(someone.score, 1.5) + 2.2, someone.end))
                break
    return found


def _money(text: str) -> bool:
    return bool(re.match(r"[$€£¥\d]", text))


def _fragment(clause: str) -> Someone | None:
    """A clause that is nothing but people or organisations: "small law firms"."""
    someone = noun_phrase(clause, 0)
    last = POST_CUT.sub("", someone.text).rpartition(" ")[2].lower() if someone else ""
    if someone and re.search(r"\b(?:service|app|tool|platform|system|software|device|bot) \w+ing\b", someone.text):
        return None
    whole = someone is not None and someone.end >= len(clause) - 1 and len(clause.split()) <= 9
    return someone if whole and someone and is_head(last) and (last.endswith("s") or last in PLURAL) else None


def _plural_guess(someone: Someone) -> Someone:
    """An unknown plural noun after "for" is more likely somebody than an unknown singular."""
    head = POST_CUT.sub("", someone.text).rpartition(" ")[2].lower()
    likely = (
        re.search(r"[a-z]{3,}s$", head)
        and not re.search(r"(?:ss|us|is|ics)$", head)
        and head not in words("en", "not_people")
    )
    several = " " in someone.text
    return Someone(someone.text, 1.4, someone.end) if someone.score < 1 and likely and several else someone


# "Payroll software for circuses": after a thing that is offered, any plural at the end is somebody.
_THING_FOR = lazy_re(
    r"\b(?:app|tool|platform|software|service|system|marketplace|assistant|chatbot|bot|api|crm|erp|saas|copilot|agency|"
    r"insurance|bookkeeping|scheduling|accounting|training) for (?P<np>(?:[a-z-]+ )?[a-z-]{3,}(?<![suic])s)\W*$",
    re.IGNORECASE,
)


_LOSSES = lazy_re(r"\b(?:bills?|costs?|energy|waste|losses|downtime|breakdowns) (?:of|at|in)\s+", re.IGNORECASE)


def _losing(sentence: str) -> list[Someone]:
    """Whose bills or losses are spoken of: "electricity bills of cold storage warehouses"."""
    named = [noun_phrase(sentence, m.end(), verbs_end=True) for m in _LOSSES.finditer(sentence)]
    return [Someone(s.text.partition(" with ")[0], 3.4, s.end) for s in named if s and s.score > 1]


def _cued(sentence: str) -> list[Someone]:
    """Those named after "for", "help" or "sell to"."""
    found: list[Someone] = []
    for cue, bonus, verbs_end in ((_SELL_TO, 1.6, False), (_HELP, 1.3, True), (_FOR, 1.2, False)):
        for match in cue.finditer(sentence):
            someone = noun_phrase(sentence, match.end(), verbs_end=verbs_end)
            if someone and (someone.score > 1 or cue is not _HELP):
                someone = _plural_guess(someone) if cue is not _HELP else someone
                found.append(Someone(someone.text, someone.score + bonus, someone.end))
    return found


def candidates(sentence: str) -> list[Someone]:
    """People and organisations that a sentence may be for, with scores."""
    found: list[Someone] = _sold_to(sentence)
    for match in _BOTH_SIDES.finditer(sentence):
        found.extend(_pair(match))
    found += _cued(sentence)
    thing = _THING_FOR.search(sentence)
    if thing:
        found.append(Someone(thing["np"], 3.4, thing.end()))
    found += _losing(sentence)
    for where in re.finditer(r"\bwhere\s+", sentence):
        named = subject(sentence[where.end() :])
        if named:
            found.append(Someone(named.text, named.score + 1.1, named.end))
    for index, clause in enumerate(clauses(sentence)):
        named = subject(clause)
        if named:
            found.append(Someone(named.text, named.score + 0.6 - 0.2 * index, named.end))
        alone = _fragment(clause)
        if alone:
            found.append(Someone(alone.text, alone.score + 0.9 - 0.1 * index, alone.end))
    return found


def _pair(match: re.Match[str]) -> list[Someone]:
    first, second = noun_phrase(match["a"], 0), noun_phrase(match["b"], 0)
    if first and second and first.score > 1 and second.score > 1:
        return [Someone(f"{first.text} and {second.text}", 5.5, match.end())]
    return [Someone(s.text, s.score + 1.4, match.end()) for s in (first, second) if s and s.score > 1]
