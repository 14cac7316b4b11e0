"""Whom an English description is for: noun phrases after "for", "help", "sell to", and subjects of complaints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.canvas.reading.cues import pattern, words
from assistant.canvas.reading.en_text import clauses, clean

_WORD = re.compile(r"[A-Za-z0-9][\w'&/+.-]*|,")
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
_DETERMINERS = frozenset(
    "a an the our my your their his her some any all most many every each these those other both few".split()
)
_PERSONISH = re.compile(r"(?:[a-z]{3,}(?:ers|ors|ists|ants|ians|eers|ees|men|women|owners)|[a-z]{4,}(?:ist|ian))$")

_SPAN_OF_TIME = re.compile(
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
    if not taken or taken[0].group().lower() in _NO_NP or taken[0].group()[0].isdigit() and not named:
        return None
    words_of = clean(text[taken[0].start() : taken[-1].end()])
    words_of = re.sub(r"\s+(?:with|of|under|over) (?:fewer|less|more|up|at|no more|[\d,]+)$", "", words_of)
    if _SPAN_OF_TIME.search(words_of):
        return None
    return Someone(words_of, 3.0 if named else 0.5, taken[-1].end())


_FOR = re.compile(
    r"(?<!preparing )(?<!waiting )(?<!looking )(?<!studying )(?<!applying )(?<!paying )"
    r"\b(?:for|aimed at|target(?:ing|s|ed at)?|geared towards?|(?:built|designed|made|meant) for)\s+",
    re.I,
)
_SELL_TO = re.compile(
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
_HELP = re.compile(
    r"\b(?:help(?:s|ing)?|let(?:s|ting)?|allow(?:s|ing)?|enabl(?:e|es|ing)|empower(?:s|ing)?|assist(?:s|ing)?|"
    r"sav(?:e|es|ing)|giv(?:e|es|ing)|"
    r"teach(?:es|ing)?|coach(?:es|ing)?|tells?|show(?:s|ing)?|support(?:s|ing)?|free(?:s|ing)?|remind(?:s|"
    r"ing)?|warn(?:s|ing)?|alert(?:s|ing)?|"
    r"train(?:s|ing)?|tutor(?:s|ing)?|certif(?:y|ies|ying)|equip(?:s|ping)?|insur(?:e|es|ing))\s+",
    re.IGNORECASE,
)
_BOTH_SIDES = re.compile(
    r"\b(?:connect(?:s|ing)?|match(?:es|ing)?|pair(?:s|ing)?|link(?:s|ing)?|bring(?:s|ing)? together|"
    r"marketplace (?:for|of|between)|between|introduc(?:es|ing))\s+"
    r"(?P<a>[^,.;]+?)\s+(?:with|to|and)\s+(?P<b>[^,.;]+)",
    re.IGNORECASE,
)
_SUBJECT_LEAD = re.compile(
    r"^(?:(?:and|but|so|because|since|as|today|currently|right now|now|when|most|many|the|every|all|some|"
    r"these|those|where|lots of|a lot of|too many|"
    r"plenty of|thousands of|millions of|half of|our|my|your|of|a|an|each|any|other|often|usually|even|where)\s+)+",
    re.IGNORECASE,
)
POST_CUT = re.compile(r"\s+(?:of|on|at|with|in|over|under|aged|from|across|near)\b.*$", re.IGNORECASE)
_PLURAL = frozenset(
    "people staff hr children parents women men teens kids folks sme hosts everyone nobody police personnel".split()
)


_SELLING = re.compile(
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
    whole = someone is not None and someone.end >= len(clause) - 1 and len(clause.split()) <= 9
    return someone if whole and someone and is_head(last) and (last.endswith("s") or last in _PLURAL) else None


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


_LOSSES = re.compile(r"\b(?:bills?|costs?|energy|waste|losses|downtime|breakdowns) (?:of|at|in)\s+", re.IGNORECASE)


def _losing(sentence: str) -> list[Someone]:
    """Whose bills or losses are spoken of: "electricity bills of cold storage warehouses"."""
    named = [noun_phrase(sentence, m.end(), verbs_end=True) for m in _LOSSES.finditer(sentence)]
    return [Someone(s.text.partition(" with ")[0], 3.4, s.end) for s in named if s and s.score > 1]


def candidates(sentence: str) -> list[Someone]:
    """People and organisations that a sentence may be for, with scores."""
    found: list[Someone] = _sold_to(sentence)
    for match in _BOTH_SIDES.finditer(sentence):
        found.extend(_pair(match))
    for cue, bonus, verbs_end in ((_SELL_TO, 1.6, False), (_HELP, 1.3, True), (_FOR, 1.2, False)):
        for match in cue.finditer(sentence):
            someone = noun_phrase(sentence, match.end(), verbs_end=verbs_end)
            if someone and (someone.score > 1 or cue is not _HELP):
                someone = _plural_guess(someone) if cue is not _HELP else someone
                found.append(Someone(someone.text, someone.score + bonus, someone.end))
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
    if not (last.endswith("s") or last in _PLURAL) or (ours and last not in words("en", "people")):
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


def _pair(match: re.Match[str]) -> list[Someone]:
    first, second = noun_phrase(match["a"], 0), noun_phrase(match["b"], 0)
    if first and second and first.score > 1 and second.score > 1:
        return [Someone(f"{first.text} and {second.text}", 5.5, match.end())]
    return [Someone(s.text, s.score + 1.4, match.end()) for s in (first, second) if s and s.score > 1]
