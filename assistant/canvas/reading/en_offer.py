"""What an English description offers: the product and what it does."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import pattern
from assistant.canvas.reading.en_people import noun_phrase
from assistant.canvas.reading.en_text import clean

_MAKING = re.compile(
    r"\b(?:we(?:'re| are|'ve| have| will|'ll| would| want to| plan to| wanna| currently)?|i(?:'m| am|'ve| have| will|'ll|'d| would| want to| "
    r"plan to| wanna)?|my (?:co-?founder|team|wife|husband|friend|brother|sister|partner|company|startup)(?: and i)?(?: (?:is|are|has))?|"
    r"our (?:team|company|startup)(?: (?:is|has))?|team(?: is)?|startup|company)?\s*"
    r"(?:(?:like to|want to|wanna|going to|gonna|plan to|planning to|hoping to|trying to|looking to|thinking (?:of|about)|considering|"
    r"thinking|decided to|started|start|about to|currently|also|just|been|basically|now)\s+)*"
    r"\b(?:build(?:s|ing)?|built|mak(?:e|es|ing)|made|develop(?:s|ed|ing)?|creat(?:e|es|ed|ing)|launch(?:ed|ing)?|offer(?:s|ing)?|sell(?:s|ing)?|"
    r"design(?:s|ed|ing)?|run(?:s|ning)?|start(?:ing|ed)?|open(?:ing)?|working on|work on|provid(?:e|es|ing)|rent(?:s|ing)?|produc(?:e|es|ing)|train(?:ed|ing)?|"
    r"set(?:ting)? up|doing|do|have|has|got|coding|prototyping|shipping|ship|bringing|deliver(?:s|ing)?|roast(?:ing)?|lease|leasing|grow(?:ing)?|host(?:s|ing)?|bootstrapping)\s+(?:up )?",
    re.IGNORECASE,
)
_MAKING_START = re.compile(r"^(?:building|making|developing|creating|launching|working on|starting|selling|build|thinking of|offering|opening)\b", re.I)
_IS_A = re.compile(
    r"(?:^|\b)(?P<name>[\w.&' -]{1,40}?)\s*(?:\bis|'s|\bare|,)\s+(?:basically |like |kind of |essentially |building )?(?P<np>(?:an?|the|your)\s+[^,;]+)", re.IGNORECASE
)
_LIKE = re.compile(r"\b(?:uber|airbnb|tinder|duolingo|spotify|netflix|shopify|stripe|figma|canva|copilot|chatgpt|github|grammarly|zillow|"
                   r"etsy|strava|notion|slack|calendly|amazon|yelp|waze|plaid|headspace|linkedin|[A-Z]\w+)\s+(?:but )?for\s+[^,.;]+", re.IGNORECASE)  # fmt: skip
_OUR = re.compile(
    r"\b(?:our|my|the|this|an|a)\s+(?P<np>(?:[\w-]+\s+){0,4}?(?:model|app|tool|platform|software|robots?|assistant|bot|chatbot|agent|system|service|device|"
    r"sensors?|product|solution|copilot|api|engine|site|website|plugin|extension|box|kit|camera|drones?|marketplace|startup|company|ai|llm))\s+"
    r"(?:(?:will|would|can|automatically|just|instantly|then|also)\s+)*(?P<vp>[a-z]+(?:s|es)?\s[^,;]*)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:app|tool|platform|software|assistant|bot|chatbot|agent|system|service|device|sensor|product|copilot|api|marketplace|website|site|plugin|extension|"
    r"game|course|subscription|box|kit|camera|drone|robot|model|engine|dashboard|network|tutor|coach|studio|shop|bakery|store|newsletter|generator|"
    r"scheduler|planner|tracker|translator|saas|crm|erp|library|toolkit|framework|database|dataset|wearable|headset|machine|clinic|agency|consultancy|school|cafe|saas|companion|detector|monitor|translation|automation|ai)s?\b",
    re.IGNORECASE,
)
_VERB_PHRASE = re.compile(r"\b(?:that|which|to)\s+(?:(?:will|can|would|automatically|just|uses ai to|uses \w+ to)\s+)*(?P<vp>[a-z]+\b[^,;.]*)", re.IGNORECASE)
_CUT = re.compile(
    r"\s+(?:for (?=(?:an?|the|our|small|big|large|[a-z-]+)\b)|aimed at|targeting|targeted at|because|so that|so (?:they|we|you|the)|unlike|priced|where |via\b|through (?:an?|the)\b|"
    r"instead of|starting|and (?:we|charge|sell|it)|sold\b|who\b|in (?=[A-Z])|while|but\b|we\b|they\b|without|by (?:an?|the) \w+ month|serving|built for|designed for)\b",
    re.IGNORECASE,
)
_WEAK_HEADS = frozenset("company business startup one thing problem team difference people app tool platform model ai service product website".split())


def read_product(sentences: list[str]) -> str:
    """What is offered, in the founder's words, or an empty string."""
    ranked: list[tuple[float, str]] = []
    for position, sentence in enumerate(sentences):
        for weight, text in _offers(sentence):
            phrase = trim(text)
            if phrase and not re.match(r"(?:it|them|this|that|money|sure|we|i|some|time)\b", phrase, re.IGNORECASE):
                thing = 0.8 if _THING.search(phrase) else 0.0
                content = 0.4 if len(phrase.split()) > 2 else 0.0
                ranked.append((weight + thing + content - 0.1 * position, phrase))
    return max(ranked, default=(0.0, ""), key=lambda row: row[0])[1]


def _offers(sentence: str) -> list[tuple[float, str]]:
    found = [(3.0 + (0.3 if m.start() < 8 else 0), sentence[m.end() :]) for m in _MAKING.finditer(sentence)]
    found += [(2.9, m["np"]) for m in _IS_A.finditer(sentence) if _THING.search(m["np"].split(" that ")[0])]
    found += [(2.6, m.group()) for m in _LIKE.finditer(sentence)]
    found += [(2.2, f"{m['np']} that {m['vp']}") for m in _OUR.finditer(sentence)]
    head = re.split(r"\b(?:that|which|for|to|is|are)\b|,", sentence, maxsplit=1)[0]
    if _THING.search(head) and len(head.split()) <= 7:
        found.append((2.5, sentence))
    using = re.match(r"\W*(?:we )?(?:us(?:e|es|ing))\s+(?P<how>[\w -]{2,30}?)\s+to\s+(?P<vp>[^,;.]+)", sentence, re.IGNORECASE)
    if using:
        found.append((2.8, f"{using['how']} to {using['vp']}"))
    return found


def trim(text: str) -> str:
    """A product phrase without article, customer, region and whatever follows."""
    text = re.split(r",(?!\d)|[;.!?]\s|[;()]", clean(text), maxsplit=1)[0]
    text = re.sub(r"^(?:an?|the|our|my|your|this|some|up|out)\s+", "", text, flags=re.IGNORECASE)
    for match in re.finditer(r"\s+for\s+", text):
        named = noun_phrase(text, match.end())
        if named and named.score > 1:
            text = text[: match.start()]
            break
    cut = next((m for m in _CUT.finditer(text) if not m.group().strip().lower().startswith("for") and m.start() > 2), None)
    text = text[: cut.start()] if cut else text
    text = re.sub(r"\s+(?:in|across|throughout|around)\s+(?:the\s)?(?:rural\s)?(?:" + pattern("en", "places").pattern + r")\s*$", "", text, flags=re.I)
    return clean(" ".join(text.split()[:16]))


def read_job(sentences: list[str], product: str, customer: str) -> str:
    """What the product does, as a verb phrase ("drafts radiology reports"), or an empty string."""
    for text in [product, *sentences]:
        help_match = re.search(rf"\bhelp(?:s|ing)?\s+(?:\w+\s)?{re.escape(customer)}\s+(?:to\s+)?(?P<vp>[a-z][^,;.]*)", text, re.I) if customer else None
        them = re.search(r"\b(?:help(?:s|ing)?|let(?:s|ting)?|enables?|allows?)\s+(?:them|you|people|users|anyone)\s+(?:to\s+)?(?P<vp>[a-z][^,;.]*)", text, re.I)
        match = help_match or them
        if match:
            return trim_job(match["vp"])
    match = _VERB_PHRASE.search(product)
    if match and not re.match(r"(?:is|are|was|has|have)\b", match["vp"], re.IGNORECASE):
        return trim_job(match["vp"])
    for sentence in sentences:
        our = _OUR.search(sentence)
        if our and not re.match(r"(?:is|are|was|has|have|does)\b", our["vp"], re.IGNORECASE):
            return trim_job(our["vp"])
    return ""


def trim_job(text: str) -> str:
    """A verb phrase without the customer and whatever follows."""
    return trim(re.sub(r"^(?:automatically|just|instantly|to)\s+", "", text, flags=re.IGNORECASE))
