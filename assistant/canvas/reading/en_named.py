"""Offers told without "we make": wishes, a company in the third person, a plain thing that does something."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import words
from assistant.canvas.reading.en_people import is_head, subject
from assistant.language.lazy_re import lazy_re

_WANT_A = lazy_re(r"\b(?:i|we)(?: just| really)? (?:want|need|imagine|picture) (?=an? )", re.IGNORECASE)
_COMPANY = lazy_re(
    r"^(?P<name>[A-Z]\w*[A-Za-z](?: [A-Z]\w+)?(?: AI)?)\s+(?:sells|offers|makes|builds|franchises|provides|rents|"
    r"develops|"
    r"produces|supplies|designs|leases|operates)\s+(?=\w)"
)
_PLAIN_THING = lazy_re(
    r"^(?P<thing>(?:[\w-]+ ){0,3}?(?:cameras?|sensors?|drones?|robots?|microphones?|"
    r"boxes|bots?|apps?|software|ai|"
    r"scales?))"
    r"(?P<where>(?: (?:in|on|under|at|inside) (?:[\w-]+ ){0,2}?[\w-]+)?) (?P<vp>[a-z]+ [^,;]+)",
    re.IGNORECASE,
)

# "Players make quests in our fantasy game": the place where it is done is what is offered.
_IN_OUR = lazy_re(
    r"\b(?:in|on|with|using) our (?P<np>(?:[a-z-]+ ){0,3}(?:game|app|platform|marketplace|network|community|tool))\b",
    re.I,
)
# "Banks white-label our budgeting coach": what others do with the thing names it.
_TAKES_OURS = lazy_re(
    r"\b(?:white-label|resell|embed|integrate|bundle|licen[cs]e|install|use|buy|rent|wear|get|put|place|run)(?:s|es)? "
    r"our (?P<np>(?!data|team|own|customers?)[\w' -]+)",
    re.IGNORECASE,
)
# "A smart valve that shuts off water": whatever the thing, it does something.
_THAT_DOES = lazy_re(
    r"^an?\s+(?P<np>(?:[\w-]+ ){1,4}(?:that|which) (?!is|was|has|does|costs)[a-z]+s [^,;]+)", re.IGNORECASE
)
_SO_THEY_CAN = lazy_re(
    r"\bso(?: that)? (?:their|they|the) (?:[\w-]+ ){0,3}?can (?P<vp>(?!talk|speak|chat|meet)[a-z]+ [^,;.]+)",
    re.IGNORECASE,
)
_PAIRING = lazy_re(
    r"(?:an?|the|our)\s+(?P<np>(?:[\w-]+\s+){0,4}?(?:marketplace|platform|app|tool|service|network|exchange|plug-?in)\s+"
    r"(?:matching|linking|pairing|connecting|turning|helping|predicting|finding|telling|showing|warning|reminding|giving|letting|teaching|tracking|"
    r"watching|checking)\s[^,;]+)",
    re.IGNORECASE,
)


# "What we give them is rented camels", "the thing we sell is a course".
_WHAT_IS = lazy_re(
    r"^(?:so |and |basically )?(?:what|all|the (?:thing|product|service|offer)(?: that)?) (?:we|i)"
    r"(?:'ll|'d| will| would| want to)? (?:give|offer|sell|make|do|provide|deliver|build|rent|supply)"
    r"(?: (?:them|people|you|out|to \w+))?"
    r" (?:is|are|would be) (?P<np>[^;]+)",
    re.IGNORECASE,
)


def named_offers(sentence: str) -> list[tuple[float, str]]:
    """Offers of a sentence with their weights, untrimmed."""
    found = [(2.8, sentence[m.end() :]) for m in _WANT_A.finditer(sentence)]
    found += [(4.2, m["np"]) for m in (_WHAT_IS.match(sentence),) if m]
    found += [(3.5, sentence[m.end() :]) for m in _COMPANY.finditer(sentence) if not subject(sentence)]
    found += [(3.6, m["np"]) for m in _IN_OUR.finditer(sentence)]
    found += [(3.4, m["np"]) for m in _TAKES_OURS.finditer(sentence)]
    found += [(2.4, m["np"]) for m in (_THAT_DOES.match(sentence),) if m]
    found += [(2.0, f"service to {m['vp']}") for m in _SO_THEY_CAN.finditer(sentence)]
    pairing = _PAIRING.match(sentence)
    if pairing:
        found.append((2.9, pairing["np"]))
    plain = _PLAIN_THING.match(sentence)
    article = re.match(r"(?:our|the|an?|my|we|i)\b", sentence, re.IGNORECASE)
    # "ai looks", "cameras count": noun and verb agree; "AI tender writing" is a name.
    agrees = plain is not None and plain["vp"].split()[0].endswith("s") != plain["thing"].endswith("s")
    if plain and agrees and not article and is_verb(plain["vp"].split()[0]):
        found.append((2.3, f"{plain['thing']}{plain['where']} that {plain['vp']}"))
    return found


def heads_a_name(verb: str, rest: str) -> bool:
    """Whether a word that looks like making is part of a name, as in "building managers"."""
    following = re.split(r"\W", rest.strip(), maxsplit=1)[0]
    return bool(re.fullmatch(r"(?:and |, )?(?:building|training|running)", verb.strip(), re.I)) and is_head(following)


def is_verb(word: str) -> bool:
    """Whether a word is a verb the reading knows, in the plain form or with -s."""
    plain = word.lower()
    stems = {plain, plain.removesuffix("s"), plain.removesuffix("es"), plain.removesuffix("ies") + "y"}
    return bool(stems & words("en", "verbs")) and plain not in {"is", "has", "does", "costs"}


def third_person(phrase: str) -> str:
    """The phrase in the third person: "turns photos into ads" for "turn photos into ads"."""
    verb, _, rest = phrase.partition(" ")
    if verb.lower() not in words("en", "verbs") or verb.lower().endswith("ss") is False and verb.lower().endswith("s"):
        return phrase
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        verb += "es"
    elif re.search(r"[^aeiou]y$", verb):
        verb = f"{verb[:-1]}ies"
    else:
        verb += "s"
    return f"{verb} {rest}".strip()
