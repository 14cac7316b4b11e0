"""English remarks on a known venture, clause by clause."""

from __future__ import annotations

import re

from assistant.canvas.reading import en_price, en_roles
from assistant.canvas.reading.cues import find_stage
from assistant.canvas.reading.en_people import POST_CUT, is_head
from assistant.canvas.reading.en_text import clauses, clean, sentences, strip_lead
from assistant.canvas.reading.english import find_region
from assistant.canvas.reading.sanity import complains, sane_customer
from assistant.language.lazy_re import lazy_re

_LABELS = {
    "channel": r"(?:sales |main |our )?channels?|distribution",
    "costs": r"(?:our |the )?(?:main |biggest |key )?costs?",
    "partners": r"(?:our |the )?(?:main |key )?partners?",
    "resources": r"(?:our |the )?(?:main |key )resources?",
    "activities": r"(?:our |the )?(?:main |key )activit(?:y|ies)",
    "problem": r"(?:the |their )?(?:main |biggest |real )?(?:problem|pain(?: point)?)",
    "region": r"(?:our |the )?(?:region|market)",
    "differentiator": r"(?:our |the )?(?:edge|advantage|moat|differentiator|competitors?)",
}
_LABELLED = lazy_re(
    r"^\W*(?:" + "|".join(f"(?P<{slot}>{words})" for slot, words in _LABELS.items()) + r")"
    r"(?:\s*[:=]\s*|\s+(?:is|are|include|would be|will be)\s+)(?P<value>.+)$",
    re.IGNORECASE,
)
_NOT = r"(?:do not|don'?t|does not|doesn'?t|never|won'?t|will not|wouldn'?t|would not|can'?t|cannot|needn'?t|aren'?t)"
_NOT_PAYING = lazy_re(
    rf"^(?:the |our |those )?(?P<np>[\w' -]{{3,50}}?)\s+(?:themselves |actually |also )?{_NOT}\s+(?:ever |really |"
    r"actually |have to |going to |want to )*(?:pay|buy|be paying|be charged|paying)\b",
    re.IGNORECASE,
)
_CONTRAST = lazy_re(
    r"\b(?:it'?s |it is |the payer is )?not\s+(?:the )?(?P<old>[\w' -]{3,40}?)(?: who| that)?(?: pays?)?,\s+(?:but |"
    r"it'?s |it is )+(?:the )?(?P<new>[\w' -]{3,50}?)(?: who pays?| that pays?| pay)?[.!]*$",
    re.IGNORECASE,
)
_PAYER_IS = lazy_re(
    r"^(?:the )?(?:payer|buyer|one who pays|ones who pay|people who pay)s?\s+(?:is|are|would be)\s+(?:the )?"
    r"(?P<np>[\w' -]{3,50})$",
    re.IGNORECASE,
)
# "not the shops — the tourists themselves"
_CORRECTED = lazy_re(
    r"\bnot\s+(?:the )?(?P<old>[\w' -]{3,40}?)\s*(?:[—–;]|\s--?\s)\s*(?:but |rather |it'?s |it is )*(?:the )?"
    r"(?P<new>[\w' -]{3,50}?)(?:\s+(?:themselves|directly|instead|themself))?(?:[.!]|$)",
    re.IGNORECASE,
)
_WHO = lazy_re(
    r"^(?:the |our |my )?(?:target |main |paying )?(?:customers?|clients?|buyers?)(?:\s*[:=]\s*|"
    r"\s+(?:are|is|would be|will be)\s+)(?:the |mostly |mainly )*(?P<np>[\w' -]{3,50})$",
    re.IGNORECASE,
)
_HALTS = lazy_re(r"\W*(?:(?:no|nope|wait|hold on|sorry|hang on|hmm+|oops|one moment|a moment)\b\W*)+", re.IGNORECASE)
_DO = lazy_re(r"^(?:but |instead |rather )?(?:the |our |their )?(?P<np>[\w' -]{3,40}?)\s+(?:do|does|will|would)$", re.I)
_FOUND = lazy_re(
    r"^(?:they|customers?|clients?|people|buyers?|users?)\s+(?:\w+ly |all |will |would |usually )*(?:find|discover|"
    r"hear (?:of|about)|learn (?:of|about)|come to|meet|know)\s+us\s+(?:through|via|at|on|from|in|by)\s+(?P<how>.+)$",
    re.IGNORECASE,
)
# "the parish lends us the hall": who gives what it takes to make or run it.
_LENDS = lazy_re(
    r"^(?:the |our |a |my )?(?P<np>[\w' -]{3,40}?)\s+(?:will |would |could |can |has |have )?(?:kindly |also )?"
    r"(?:lets?|lends?|lent|gives?|gave|provides?|supplies|suppl(?:y|ied)|sponsors?|donates?)\s+(?:us|me)\b",
    re.IGNORECASE,
)
_HOW = lazy_re(
    r"^(?P<how>.+?)\s+(?:is|are|was|were)\s+how\s+(?:we|i)(?:'ll)?\s+(?:get|reach|find|win|meet)\s+"
    r"(?:them|customers|clients|people|most of them)$",
    re.IGNORECASE,
)
_LOOKS = lazy_re(
    r"^(?:they|customers?|clients?|people|buyers?)\s+(?:\w+ly |all |always )*(?:look|search|shop|browse|hang out|"
    r"hunt)(?:\s+for\s+(?:it|them|those|these|this))?\s+(?:on|at)\s+(?P<how>[\w' &.-]{2,40})$",
    re.IGNORECASE,
)
_REACHED = lazy_re(
    r"^(?:we|i)(?:'ll| will| would|'d)? (?:\w+ly )?(?P<also>also )?(?:mostly |mainly |plan to |want to )?"
    r"(?:reach (?:them|customers|people)|sell(?: it)?|get (?:customers|clients|users)|find (?:them|customers|"
    r"clients)|market(?: it)?|go|"
    r"acquire \w+)\s+(?:through|via|at|on|by|by way of)\s+(?P<how>.+?)(?P<late> (?:too|as well))?$",
    re.IGNORECASE,
)
_BY_MEDIA = lazy_re(
    r"^(?:mostly |mainly |just |only |it'?s |all )*(?P<how>word of mouth\b.*|(?:through|via) .+|at (?:the )?.*\b(?:"
    r"fairs?|shows?|conferences?|events?|markets?|expos?)\b.*|(?:trade (?:shows?|fairs?)|referrals?|linkedin|"
    r"instagram|tiktok|"
    r"facebook|google ads|cold (?:emails?|calls?))\b.*)$",
    re.IGNORECASE,
)
_ALSO_SOLD = lazy_re(
    r"^(?:(?:we|i)(?:'ll| will| would|'d| can| could)? also (?:now )?(?:want to |plan to )?(?:sell to|serve|target|"
    r"supply|work with|cater to)|(?:we|i) (?:now )?(?:sell to|serve|target|supply)(?=.+ (?:too|as well)$)|"
    r"also (?:for|to))\s+(?:the )?(?P<np>.+?)(?: too| as well| now| these days)?$",
    re.IGNORECASE,
)
_TOO = lazy_re(
    r"^(?:and |maybe |oh |perhaps |plus )*(?:the )?(?P<np>[\w' -]{3,40}?)(?: (?:want|need|use|buy|could use|would use|"
    r"like) (?:it|this|them))? (?:too|as well|also)$",
    re.IGNORECASE,
)
_ALSO_PLACE = lazy_re(
    r"\b(?:not (?:only|just) (?:in )?[\w .'-]+?,|also (?:in|sell in|active in|operate in)|"
    r"in [\w .'-]+ (?:too|as well)|customers? in)\b",
    re.IGNORECASE,
)
_STAGE = lazy_re(
    r"\b(?:no (?:money|revenue|product|customers|users) yet|not (?:live|launched|built) yet|haven'?t (?:launched|"
    r"built)|(?:just|only) (?:me|the two of us|an idea)|(?:two|three|four|\d) (?:people|founders|of us)\b|"
    r"solo founder)",
    re.IGNORECASE,
)
_EDGE = lazy_re(r"\b(?:unlike|compared (?:to|with)|competitors?|nobody else|no one else|others don'?t)\b", re.I)
_NEGATED = lazy_re(r"(?:^| )(?:never|don'?t|doesn'?t|not|won'?t|nobody|no one)(?: |$)", re.IGNORECASE)


def read_slots(text: str) -> dict[str, str]:
    """Slots by name; those in `remarks.BLOCK_OF` are items to add, one a line."""
    if (corrected := _CORRECTED.search(text)) and _named(corrected["new"]):
        return {"customer": clean(corrected["new"])}
    if (contrast := _CONTRAST.search(text)) and _somebody(contrast["new"], sure=True):
        return {"customer": clean(contrast["new"])}
    if _ALSO_PLACE.search(text) and (places := find_region(re.sub(r"^\W*not (?:only|just) [^,]+,", "", text))):
        return {"also_region": places}
    slots: dict[str, str] = {}
    if (free := _NOT_PAYING.match(strip_lead(text))) and _somebody(free["np"], sure=True):
        slots["user"] = clean(free["np"])
    for sentence in sentences(text):
        if label := _labelled(sentence):
            slots = {**label, **slots}
            continue
        for clause in (strip_lead(c) for c in clauses(sentence) if not _HALTS.fullmatch(c)):
            slots = {**_clause(clause, bool(slots.get("user"))), **slots}
    if "customer" in slots and (user := en_roles.read_roles(sentences(text)).user):
        slots.setdefault("user", user)
    return slots


def _clause(clause: str, contrasted: bool) -> dict[str, str]:
    for read in (_paying, _reached, _also, _lent):
        if found := read(clause):
            return found
    if _NOT_PAYING.match(clause):
        return {}
    if contrasted and (do := _DO.match(clause)) and _somebody(do["np"], sure=True):
        return {"customer": clean(do["np"])}
    if _EDGE.search(clause):
        return {"differentiator": clause}
    if price := en_price.read_price(clause)[0] if re.search(r"\d", clause) else "":
        return {"pricing": price}
    if stage := "idea" if _STAGE.search(clause) else find_stage(clause, "en"):
        return {"stage": stage}
    place = find_region(clause)
    if place and re.match(r"(?:we|i|only|just|first|starting|in|mainly|mostly)\b", clause, re.IGNORECASE):
        return {"region": place}
    own = re.match(r"(?:we|i|our|my|it)\b|[\w'-]+$", clause, re.IGNORECASE)
    return {"problem": clause} if complains(clause, "en") and not own else {}


def _labelled(sentence: str) -> dict[str, str]:
    label = _LABELLED.match(sentence)
    if not label:
        return {}
    slot = next(s for s in _LABELS if label[s])
    value = clean(label["value"])
    if slot == "differentiator":
        return {slot: clean(sentence)}
    if slot in {"costs", "partners", "resources", "activities"}:
        return {slot: "\n".join(clean(p) for p in re.split(r",\s*(?:and )?|\s+and\s+", value) if clean(p))}
    return {slot: value}


def _paying(clause: str) -> dict[str, str]:
    who = _WHO.match(clause)
    if who and _named(who["np"]):
        return {"customer": clean(who["np"])}
    named = _PAYER_IS.match(clause)
    payer = clean(named["np"]) if named else en_roles.read_roles([clause]).payer
    if not payer or _NOT_PAYING.match(clause) or not _somebody(payer, sure=True):
        return {}
    price = en_price.read_price(clause)[0] if re.search(r"\d", clause) else ""
    return {"customer": payer, **({"pricing": price} if price else {})}


def _reached(clause: str) -> dict[str, str]:
    if found := next((m for p in (_FOUND, _HOW, _LOOKS, _BY_MEDIA) if (m := p.match(clause))), None):
        return {"channel": clean(re.sub(r"^(?:through|via|at)\s+", "", found["how"]))}
    if found := _REACHED.match(clause):
        slot = "also_channel" if found["also"] or found["late"] else "channel"
        return {slot: clean(found["how"])} if not find_region(f"in {found['how']}") else {}
    channel = en_roles.read_roles([clause]).channel
    return {"channel": channel} if channel else {}


def _also(clause: str) -> dict[str, str]:
    sold = _ALSO_SOLD.match(clause)
    match = sold or _TOO.match(clause)
    if not match or not _somebody(match["np"], sure=bool(sold)):
        return {}
    return {"also_customer": clean(match["np"])}


def _lent(clause: str) -> dict[str, str]:
    """A partner who gives or lends what is needed."""
    match = _LENDS.match(clause)
    return {"partners": clean(match["np"])} if match and _somebody(match["np"], sure=True) else {}


def _named(words: str) -> bool:
    """Whether words name people or organisations: of "customers are growing fast" none are."""
    return _somebody(words) and is_head(POST_CUT.sub("", clean(words)).rpartition(" ")[2])


def _somebody(words: str, *, sure: bool = False) -> bool:
    head = POST_CUT.sub("", words).rpartition(" ")[2]
    plain = clean(words).lower()
    if plain in {
        "they",
        "we",
        "it",
        "that",
        "this",
        "me",
        "us",
        "you",
        "i",
        "them",
        "customers",
        "users",
        "clients",
        "people",
        "nobody",
        "everyone",
    } or _NEGATED.search(words):
        return False
    return sane_customer(words, "en") and (sure or is_head(head) or head.endswith("s"))
