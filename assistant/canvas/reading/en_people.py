"""Whom an English description is for: noun phrases after "for", "help", "sell to", and subjects of complaints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas.reading.cues import pattern, words
from assistant.canvas.reading.en_text import clean
from assistant.language.lazy_re import lazy_re

_WORD = lazy_re(r"[A-Za-z0-9][\w'&/+.-]*|,")
_STOP = frozenset(
    "for that which so because since to by using via through when while but if where without instead our we it "
    "they i is are was "
    "were be been have has had do does did can will would could should get gets like than as their his her "
    "its my your then until "
    "also already just not no never always often usually still per every each plus priced charging charge "
    "pays pay paid based "
    "powered who whose this these those he she you us them me don't doesn't can't cannot ai too currently "
    "during after before "
    "unlike hate hates struggle struggles spend spends waste wastes lose loses "
    "need needs want wants rely must helps help love loves".split()
)
_POST = frozenset(
    "of on at with in over under aged from between across around near outside inside into within below above".split()
)
_NO_NP = frozenset(
    "free now example instance fun later sale that this it them everything both granted sure good help work a the "
    "$ money life real once starters profit themselves yourself itself scale which what".split()
)
_ALSO_MODIFIES = frozenset("free fun sale good help work money life real profit".split())  # "real estate agents"
_DETERMINERS = frozenset(
    "a an the our my your their his her some any all most many every each these those other both few".split()
)
_PERSONISH = lazy_re(r"(?:[a-z]{3,}(?:ers|ors|ists|ants|ians|eers|ees|men|women|owners)|[a-z]{4,}(?:ist|ian))$")

_SPAN_OF_TIME = lazy_re(
    r"^(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|few|many|"
    r"long|more|almost|nearly|about|over|past|last)\s+)*"
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|ages|nights?|seasons?)\b(?!-)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Someone:
    """A noun phrase for people or organisations and how surely it is one."""

    text: str
    score: float
    end: int


def is_head(word: str) -> bool:
    """Whether a word names people or organisations."""
    plain = word.lower().strip(".,'").removesuffix("'s")
    if plain in words("en", "not_people"):
        return False
    hyphened = plain.rpartition("-")[2]
    return plain in words("en", "people") or hyphened in words("en", "people") or bool(_PERSONISH.fullmatch(plain))


def noun_phrase(text: str, start: int, *, verbs_end: bool = False) -> Someone | None:
    """The noun phrase that begins at `start`, up to the first word that cannot belong to it.

    Args:
        text: The clause.
        start: Offset at which the phrase begins.
        verbs_end: After "help", "let": a verb ends the phrase once a person has been named.
    """
    taken: list[re.Match[str]] = []
    named = False
    after_post = False
    tokens = list(_WORD.finditer(text, start))
    for index, token in enumerate(tokens):
        word = token.group().lower()
        following = tokens[index + 1].group().lower() if index + 1 < len(tokens) else ""
        if word == "ai" and after_post and following.isalpha() and following not in _STOP:
            continue  # "makers of edge AI chips": a word between others of the phrase
        if _broken(text, taken, token) or len(taken) >= 12 or _ends(word, following, named, bool(taken), verbs_end):
            break
        if word in _POST:
            if not _keeps_postmodifier(text, word, token.end(), following, bool(taken)):
                break
            after_post = True
        taken.append(token)
        if not after_post:
            named = named or is_head(word)
    return _someone(text, taken, named)


def _broken(text: str, taken: list[re.Match[str]], token: re.Match[str]) -> bool:
    gap = text[taken[-1].end() : token.start()] if taken else ""
    return bool(re.search(r"[.;:()\n\"—!?]", gap)) or token.group() == ","


def _ends(word: str, following: str, named: bool, begun: bool, verbs_end: bool) -> bool:
    if word in _STOP or (named and word.endswith("ing") and following in {"for", "to"}):
        return True
    if word in {"and", "or"}:
        return following in _STOP or following in words("en", "verbs") - words("en", "people") or not begun
    is_verb = word in words("en", "verbs") and not is_head(word)
    if verbs_end and begun and is_verb:
        return True
    return named and is_verb and not is_head(following)


def _keeps_postmodifier(text: str, word: str, end: int, following: str, begun: bool) -> bool:
    if not begun or following in {"ai", "our", "its", "gpt", "machine", "$", "", "their"}:
        return False
    if word in {"in", "across", "around", "near", "from", "within"}:
        rest = text[end:].lstrip()
        prefixed = re.sub(rf"^(?:the |{_alternatives('place_prefix')} )+", "", rest, flags=re.IGNORECASE)
        return not pattern("en", "places").match(prefixed) and not re.match(r"(?:the )?(?:rural|countryside)\b", rest)
    return True


def _alternatives(name: str) -> str:
    joined = "|".join(re.escape(w) for w in sorted(" ".join(words("en", name)).split("|"), key=len, reverse=True))
    return f"(?:{joined})"


def _someone(text: str, taken: list[re.Match[str]], named: bool) -> Someone | None:
    while taken and taken[-1].group().lower() in _POST | {"and", "or", "the", "a", "an"}:
        taken = taken[:-1]
    while taken and taken[0].group().lower() in _DETERMINERS:
        taken = taken[1:]
    if not taken or taken[0].group()[0].isdigit() and not named:
        return None
    first = taken[0].group().lower()
    if first in _NO_NP and not (named and len(taken) > 1 and first in _ALSO_MODIFIES):
        return None
    words_of = clean(text[taken[0].start() : taken[-1].end()])
    words_of = re.sub(r"\s+(?:with|of|under|over) (?:fewer|less|more|up|at|no more|[\d,]+)$", "", words_of)
    if _SPAN_OF_TIME.search(words_of):
        return None
    return Someone(words_of, 3.0 if named else 0.5, taken[-1].end())


_SUBJECT_LEAD = lazy_re(
    r"^(?:(?:and|but|so|because|since|as|today|currently|right now|now|when|most|many|the|every|all|some|"
    r"these|those|where|lots of|a lot of|too many|"
    r"plenty of|thousands of|millions of|half of|our|my|your|of|a|an|each|any|other|often|usually|even|where)\s+)+",
    re.IGNORECASE,
)
POST_CUT = lazy_re(r"\s+(?:of|on|at|with|in|over|under|aged|from|across|near)\b.*$", re.IGNORECASE)
PLURAL = frozenset(
    "people staff hr children parents women men teens kids folks sme hosts everyone nobody police personnel".split()
)


def subject(clause: str) -> Someone | None:
    """The people or organisations a clause begins with: "Insurance brokers re-type …"."""
    lead = _SUBJECT_LEAD.match(clause)
    tokens = list(_WORD.finditer(clause, lead.end() if lead else 0))[:9]
    end = None
    for index, token in enumerate(tokens):
        word = token.group().lower()
        following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
        verb = (
            end is None and index > 0 and word in words("en", "verbs") and not is_head(word) and not is_head(following)
        )
        if token.group() == "," or verb or word in _STOP or (end is None and (index > 5 or word in _POST)):
            break
        if is_head(word) and (
            end is None or end == index - 1 or tokens[index - 1].group().lower() in {"and", "or", "of"}
        ):
            end = index
        elif end is not None and word not in {"and", "or", "of"}:
            break
    if end is None or end == len(tokens) - 1:
        return None
    last = tokens[end].group().lower()
    ours = re.match(r"(?:and |but |so )?our\b", clause, re.IGNORECASE)
    if not (last.endswith("s") or last in PLURAL) or (ours and last not in words("en", "people")):
        return None
    stop = _with_place(clause, tokens, end)
    return Someone(clean(clause[tokens[0].start() : stop]), 3.0, stop)


def _with_place(clause: str, tokens: list[re.Match[str]], end: int) -> int:
    """The end of a subject with "on Etsy" or "with diabetes" but without "in Kenya"."""
    if end + 1 < len(tokens) and tokens[end + 1].group().lower() in {"on", "of", "with", "at"}:
        longer = noun_phrase(clause, tokens[0].start())
        if longer and longer.end - tokens[end].end() < 30:
            return longer.end
    return tokens[end].end()
