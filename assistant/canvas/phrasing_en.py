"""English phrases of a draft: what the founder said, in the form that reads well in a sentence."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import words
from assistant.canvas.reading.en_people import is_head
from assistant.language.lazy_re import lazy_re

_POST = lazy_re(
    r"(?:,|\s+(?:on|of|with|in|at|who|whose|that|which|over|under|aged|from|between|near|running|using|living|"
    r"without|for)\b).*$",
    re.IGNORECASE,
)
_SIZES = lazy_re(
    r"^(?:(?:small|smaller|large|larger|big|mid-?sized?|medium-?sized?|tiny|local|rural|urban|regional|private|"
    r"public|busy|single|"
    r"first-time|and|to|or|independent|municipal|the|new|young|older)\s+)+(?=\w)",
    re.IGNORECASE,
)
# What can be said of the offer from the complaint alone; what it detects or prevents is for the founder to claim.
_RELIEFS: tuple[tuple[str, str], ...] = (
    (r"thr(?:ow|ew)|unsold|spoil|goes? to waste|\bwast", "cut that waste"),
    (
        r"\bhours?\b|\bdays\b|\bweeks\b|\bmonths\b|midnight|all day|evenings?|weekends?|\bnights?\b|retyp|"
        r"re-typ|typing|by hand|manual|paperwork|spreadsheet|juggl|on paper|copy|no time|until late",
        "give that time back",
    ),
    (r"\bwait|queue|\bslow|delay|backlog|forever", "cut the wait"),
    (
        r"\blos(?:e|es|ing|t|s)\b(?! because| their| in court)|leak|downtime|breakdown|\bfine[sd]\b|no-shows?",
        "cut that loss",
    ),
    (r"expensive|afford|overpay|overcharg|\bcosts?\b|pricey|charge thousands", "bring that cost down"),
    (
        r"don't know|do not know|guess|can't (?:tell|predict|judge|verify|picture|see)|no idea|unclear|confus|unsure",
        "put an answer in place of a guess",
    ),
    (r"hate|tedious|boring|annoy|tired of|sick of|drown|chas|juggle", "take that off their hands"),
)
_NOMINAL = lazy_re(
    r"\b(?P<task>(?:[\w-]+ )?(?:review|forecast|forecasting|inspection|scheduling|matching|detection|screening|"
    r"scouting|monitoring|pricing|"
    r"bookkeeping|translation|ordering|planning|coaching|tutoring|triage|reporting|analysis|recommendation|"
    r"moderation|transcription|"
    r"dispatch|routing|grading|maintenance|counting|prediction|summaries|search))\b",
    re.IGNORECASE,
)
_UNIT = lazy_re(
    r"(?:\bper|\ba|\ban|\beach|\bevery|/)\s*(?P<unit>document|report|image|scan|page|contract|call|minute|order|"
    r"session|claim|invoice|"
    r"statement|frame|photo|video|word|test|sample|case|quote|estimate|ticket|conversation|delivery|booking|"
    r"trip|hectare|acre|panel|"
    r"metre|inspection|listing|essay|message|query|lesson|visit|meal|parcel|pick|declaration|cv|episode|check|"
    r"translation)s?\b",
    re.IGNORECASE,
)


_PLURAL = frozenset("people children women men staff police".split())


def partner(channel: str) -> str:
    """Those who sell or recommend it, of a channel that names people or organisations; else an empty string."""
    who = re.sub(r"^(?:recommendation by|through|via|the|our|some|local)\s+", "", channel.strip(), flags=re.IGNORECASE)
    last = _POST.sub("", who).rpartition(" ")[2]
    return who if len(who.split()) <= 6 and last.endswith("s") and is_head(last) else ""


def short_customer(phrase: str) -> str:
    """The customer after first mention: "imaging clinics" for "small imaging clinics in Texas"."""
    if " and " in phrase and len(phrase.split()) <= 6:
        return phrase
    head = _POST.sub("", phrase).strip() or phrase
    doing = re.match(r"(?P<who>.*?\b(?P<head>[a-z-]+s))\s+[a-z-]+ing\s+\S", head, re.IGNORECASE)
    head = doing["who"] if doing and is_head(doing["head"]) else head
    bare = _SIZES.sub("", head)
    kept = bare.split()[-2:] if len(bare.split()) > 2 and "real estate" not in bare.lower() else bare.split()
    return " ".join(kept) if kept else phrase


def pain(problem: str, customer: str, user: str, organisation: bool) -> str:
    """The complaint as a sentence with a subject of its own, without a full stop."""
    sufferer = user or customer
    their = re.match(r"their (?P<who>\w+)(?P<rest>.*)$", problem, re.IGNORECASE)
    if their and is_head(their["who"]):
        return (
            f"{their['who']} at {customer}{their['rest']}"
            if organisation
            else f"{customer}' {their['who']}{their['rest']}"
        )
    they = re.match(r"(?:they|them)\b(?:'re)?(?P<rest>.*)$", problem, re.IGNORECASE)
    if they and sufferer:
        return f"{sufferer}{' are' if chr(39) + 're' in problem[:8] else ''}{they['rest']}"
    first = problem.split(" ", 1)[0].lower()
    verbs = words("en", "verbs") | {
        "hate",
        "struggle",
        "lack",
        "have",
        "can't",
        "cannot",
        "don't",
        "waste",
        "spend",
        "miss",
        "never",
        "fear",
        "need",
    }
    following = problem.split(" ")[1].lower() if " " in problem else ""
    if (
        first in verbs
        and sufferer
        and not first.endswith("ing")
        and not is_head(first)
        and following not in {"is", "are", "takes"}
    ):
        return f"{sufferer} {problem}"
    return problem


def relief(problem: str) -> str:
    """What the product is meant to do about the complaint, as an infinitive; empty where the words do not tell."""
    if not problem:
        return ""
    return next((text for cue, text in _RELIEFS if re.search(cue, problem, re.IGNORECASE)), "")


def revenue(pricing: str, customer: str, product: str) -> str:
    """Who pays what for what, in one sentence; an empty string without a price."""
    if not pricing:
        return ""
    terms = re.sub(r"^paid\s+", "", pricing).replace("; ", " and ")
    terms = re.sub(r"^(by the \w+), (.+)$", r"\2 \1", terms)
    if re.match(r"\d+(?:\.\d+)?\s?(?:%|percent|per cent)", terms):
        return f"{product} earns {terms}" + ("" if re.search(r"\bfrom\b|paid by", terms) else f", paid by {customer}")
    if re.match(r"(?:pay )?(?:for|per)\b", terms):
        return f"{customer} pay {terms.removeprefix('pay ')}" + ("" if terms.startswith("for ") else f" for {product}")
    if "we keep" in terms or "we take" in terms or re.match(r"by |free|freemium|usage|ad", terms, re.IGNORECASE):
        return (
            f"{terms}, paid by {customer} for {product}"
            if not re.match(r"free", terms, re.I)
            else f"{terms}: {product} for {customer}"
        )
    if re.match(
        r"(?:[a-z-]+ ){0,2}(?:commission|subscription|fee|licen[cs]e|retainer|royalty)\b", terms, re.IGNORECASE
    ):
        article = "an" if terms[:1].lower() in "aeio" else "a"
        return f"{customer} pay {article} {terms[:1].lower()}{terms[1:]} for {product}"
    if re.match(r"[$€£¥₹₦\d]|per |us\$|s\$|a\$", terms, re.IGNORECASE):
        several = customer.endswith("s") or " and " in customer or customer in _PLURAL
        return f"{customer} pay {terms} for {product}" if several else f"{terms} for {product}, paid by {customer}"
    return f"{terms}, charged for {product}"


def thing_of(job: str) -> str:
    """What the product works on: "radiology reports" of "drafts radiology reports", or an empty string."""
    _, _, rest = job.partition(" ")
    if re.match(r"(?:to|for|from|at|in|on|with|of|by)\b", rest):
        return ""
    rest = re.sub(r"^(?:a|an|the|their|your|its|all|every|each|messy|up|out)\s+", "", rest)
    stop = (
        r"\s+(?:for|from|to|in|into|with|by|at|on|and|so|when|before|after|which|that|of|between|without|"
        r"overnight|automatically)\b.*$"
    )
    found = re.sub(stop, "", rest)
    plural = found.lower().endswith("s") and not found.lower().endswith("ss")
    usable = plural and 1 <= len(found.split()) <= 3 and not is_head(found.split()[-1]) and "'" not in found
    return found if usable else ""


def nominal_task(product: str, short: str) -> str:
    """The work a product is named for: "contract review" of "contract review assistant", or an empty string.

    A product that is itself called that work, as `short` shows, has none, or sentences would say it twice.
    """
    match = _NOMINAL.search(product)
    if match and short.lower().endswith(match["task"].lower().rpartition(" ")[2]):
        return ""
    return re.sub(r"^(?:ai|llm|smart|automated|automatic) ", "", match["task"], flags=re.IGNORECASE) if match else ""


def unit(pricing: str) -> str:
    """What is counted in the price: "document" of "$4 per document"; "" for a month or a seat."""
    match = _UNIT.search(pricing)
    return match["unit"].lower() if match else ""


def promise(offer: str, customer: str) -> str:
    """The offer and whom it is for: "AI tool that drafts reports, for small clinics"."""
    if not customer:
        return offer
    if ", which " in offer:
        name, _, does = offer.partition(", which ")
        return f"{name} for {customer}: it {does}"
    comma = "," if re.search(r"\s(?:that|to|where|which|and|done|with)\s", offer) else ""
    return f"{offer}{comma} for {customer}"


_TECHNOLOGY = lazy_re(
    r"^(?:(?:drones?|ai|llms?|gpt|ml|genai|a\.i\.|smart|machine learning|ai-(?:powered|driven|"
    r"based))\s*[+&,/-]*\s+|and\s+)+",
    re.I,
)


def without_technology(product: str) -> str:
    """A product's name without the technology in front, where two words or more are left: "crop scouting"."""
    bare = _TECHNOLOGY.sub("", product)
    kept = bare if len(bare.split()) >= 2 else product
    return (
        " ".join(kept.split()[-2:])
        if len(kept.split()) > 3 and not re.search(r"\s(?:for|of|to|in|and)\s", kept)
        else kept
    )


def agree(text: str, product: str) -> str:
    """The text with its verbs in the plural after a product in the plural: "the sensors work"."""
    head = product.rpartition(" ")[2]
    if (
        not product.startswith("the ")
        or not re.search(r"[a-z]{3,}(?<!s)s$", head)
        or re.search(r"(?:us|is|ics|news)$", head)
    ):
        return text

    def plural(match: re.Match[str]) -> str:
        verb = match["verb"]
        irregular = {"is": "are", "was": "were", "has": "have", "does": "do"}
        base = irregular.get(verb) or re.sub(r"(?<=[sx])es$|(?<=ch)es$|(?<=sh)es$|(?<=[a-z])s$", "", verb)
        return f"{match['product']} {base}"

    verbs = (
        "is|was|has|does|works|fits|pays|proves|shows|cites|gives|stays|gets|runs|saves|shortens|earns|brings|proposes|"
        "lets|learns|takes|cuts|stops|puts|fills|catches|raises|starts|touches|needs|helps|makes|finds|warns|moves|sees|"
        "tells|asks|knows|prepares|adds|opens|settles|handles|treats|claims|meets|comes|joins|fails|passes"
    )
    # "Every proposal of the sensors comes": the verb belongs to the proposal.
    subject = rf"(?<!of )(?P<product>{re.escape(product)})"
    return re.sub(rf"{subject} (?P<verb>{verbs})\b", plural, text, flags=re.IGNORECASE)
