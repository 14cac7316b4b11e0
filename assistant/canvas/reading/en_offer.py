"""What an English description offers: the product and what it does."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import pattern
from assistant.canvas.reading.en_named import heads_a_name, is_verb, named_offers, third_person
from assistant.canvas.reading.en_people import noun_phrase, subject
from assistant.canvas.reading.en_text import clean
from assistant.language.lazy_re import lazy_re

_MAKING = lazy_re(
    r"\b(?:we(?:'re| are|'ve| have| will|'ll| would| want to| plan to| wanna| currently)?|i(?:'m| am| are|'ve|"
    r" have| will|'ll|'d| would| want to| "
    r"plan to| wanna)?|my (?:co-?founder|team|wife|husband|friend|brother|sister|partner|company|startup)(?: "
    r"and i)?(?: (?:is|are|has))?|"
    r"our (?:team|company|startup)(?: (?:is|has))?|\b(?:want|plan|planning|going|hope|hoping|aim|looking|love|"
    r"like) to\b|"
    r"(?:^|, |and )(?=\w+ing\b))\s*"
    r"(?:(?:like to|want to|wanna|going to|gonna|plan to|planning to|hoping to|trying to|looking to|thinking "
    r"(?:of|about)|considering|"
    r"thinking|decided to|started|start|about to|currently|also|just|been|basically|now)\s+)*"
    r"\b(?:build(?:s|ing)?|built|mak(?:e|es|ing)|made|develop(?:s|ed|ing)?|creat(?:e|es|ed|ing)|launch(?:ed|"
    r"ing)?|offer(?:s|ing)?|sell(?:s|ing)?|"
    r"design(?:s|ed|ing)?|run(?:s|ning)?|start(?:ing|ed)?|open(?:ing)?|working on|work on|thinking (?:of|"
    r"about)|considering|wrote|written|coded|put together|came up with|provid(?:e|es|ing)|rent(?:s|ing)?|lend(?:s|"
    r"ing)?|produc(?:e|es|ing)|train(?:ed|ing)?|"
    r"set(?:ting)? up|doing|do|have|has|got|coding|prototyping|shipping|ship|bringing|deliver(?:s|ing)?|"
    r"roast(?:ing)?|leas(?:es?|ing)|white-label(?:s|ing)?|licen[cs](?:e|ing)|suppl(?:y|ying)|grow(?:ing)?|host(?:s|ing)?|"
    r"bootstrapping)\s+(?:up )?",
    re.IGNORECASE,
)
_NAMED = lazy_re(
    r"^(?P<name>[A-Z][a-z]+[A-Z]\w*|[A-Z]\w{2,}(?<![sS])(?: AI)?)\s+(?:automatically |then |just "
    r")?(?P<vp>(?!is\b|was\b|has\b|does\b)[a-z]{3,}s\s[^;]+)"
)
_BARE = lazy_re(
    r"^(?:an?\s+)?(?P<np>(?:(?!we\b|i\b|they\b|our\b|who\b|to\b|is\b|are\b|can\b)[\w'&+/-]+\s+){1,8}?)(?:as a "
    r"service )?(?:for|aimed at|targeting)\s+(?=(?P<rest>.+))",
    re.IGNORECASE,
)
_IS_A = lazy_re(
    r"(?:^|\b)(?P<name>[\w.&' -]{1,40}?)\s*(?:\bis|'s|\bare|,)\s+(?:basically |like |kind of |essentially |"
    r"building )?(?P<np>(?:an?|the|your)\s+[^,;]+)",
    re.IGNORECASE,
)
_LIKE = lazy_re(
    r"\b(?:like )?(?:uber|airbnb|tinder|duolingo|spotify|netflix|shopify|stripe|figma|canva|copilot|chatgpt|github|"
    r"grammarly|zillow|etsy|strava|notion|slack|calendly|amazon|yelp|waze|plaid|headspace|linkedin)"
    r"\s+(?:but )?for\s+[^,.;]+",
    re.IGNORECASE,
)
OUR = lazy_re(
    r"\b(?:our|my|the|this|an|a)\s+(?P<np>(?:[\w-]+\s+){0,4}?(?:model|app|tool|platform|software|robots?|"
    r"assistant|bot|chatbot|agent|system|service|device|"
    r"sensors?|product|solution|copilot|api|engine|site|website|plugin|extension|box|kit|camera|drones?|"
    r"marketplace|startup|company|ai|llm))\s+"
    r"(?:(?:will|would|can|automatically|just|instantly|then|also)\s+)*(?P<vp>[a-z]+(?:s|es)?\s[^,;]*)",
    re.IGNORECASE,
)
_THING = lazy_re(
    r"\b(?:app|tool|platform|software|assistant|bot|chatbot|agent|system|service|device|sensor|product|"
    r"copilot|api|marketplace|website|plugin|plug-in|extension|"
    r"game|course|subscription|box|kit|camera|drone|robot|model|engine|dashboard|network|tutor|coach|studio|"
    r"bakery|newsletter|generator|"
    r"scheduler|planner|tracker|translator|saas|crm|erp|library|toolkit|framework|database|dataset|wearable|"
    r"headset|machine|consultancy|cafe|saas|collar|watch|ring|helmet|patch|bracelet|meter|probe|lamp|earpiece|"
    r"extension|partner|companion|detector|monitor|translation|automation|ai)s?\b",
    re.IGNORECASE,
)
VERB_PHRASE = lazy_re(
    r"\b(?:that|which|to)\s+(?:(?:will|can|would|automatically|just|uses ai to|uses \w+ "
    r"to)\s+)*(?P<vp>[a-z]+\b[^,;.]*)",
    re.IGNORECASE,
)
_CUT = lazy_re(
    r"\s+(?:for (?=(?:an?|the|our|small|big|large|[a-z-]+)\b)|aimed at|targeting|targeted at|because|so that|"
    r"so (?:they|we|you|the)|unlike|priced|where |via\b|through (?:an?|the)\b|"
    r"instead of|starting|and (?:we|charge|sell|it|want|rent|plan|would)\b|sold\b|who\b|(?-i:in (?=[A-Z]))|"
    r"while|but\b|we\b|they\b|"
    r"and an? (?:\w+ )?(?:model|human|expert|person|team)\b|"
    r"without|by (?:an?|the) \w+ month|serving|built for|designed for)\b",
    re.IGNORECASE,
)
_WE_DO = lazy_re(
    r"^(?:we|i|it)\s+(?!sell|rent|lend|hire|make|build|supply|provide|grow|print|design|talk|go|come|think|hope|try|charge|take|offer|are|have|want|help|let|run|own|work|see|know|live|keep|give|give|used)"
    r"(?:will |can |automatically |simply |just |then )*(?P<vp>[a-z]+\s[^;]+)",
    re.IGNORECASE,
)
_DOES_IT = lazy_re(
    r" that (?:does|do|handles?|fixes|solves?|changes) (?:it|this|that|them|all of it)\b.*$", re.IGNORECASE
)
_CHORE = lazy_re(
    r"\b(?:hates?|struggles? with|tired of|sick of|hours|days|time|on|stop|despise|dread|avoid|dislike|nights)\s+"
    r"(?P<chore>[a-z]+ing\s[^,;.]+)|\b(?:have|has|had) (?P<task>to [a-z]+\s(?:(?!and\b)[^,;.\s]+\s?){1,5})",
    re.IGNORECASE,
)
_ONE_WORD = lazy_re(
    r"(?:an? )?(?:app|tool|platform|software|service|website|system|site|marketplace|ai|model|api|assistant|plugin)",
    re.IGNORECASE,
)


def read_product(sentences: list[str]) -> str:
    """What is offered, in the founder's words, or an empty string."""
    ranked: list[tuple[float, str]] = []
    for position, sentence in enumerate(sentences):
        for weight, text in _offers(sentence):
            phrase = trim(text)
            if phrase and not re.match(
                r"(?:one-time|set-?up|yearly|annual|monthly|it|them|this|that|money|sure|we|i|some|time|through|via|in|on|at|to|by|with|of|for|from|"
                r"not|no)(?=[\s,]|$)",
                phrase,
                re.IGNORECASE,
            ):
                thing = 0.8 if _THING.search(phrase) else 0.0
                # One bare word ("Course 1,200 dollars") is an item of a price list rather than the offer.
                content = 0.4 if len(phrase.split()) > 2 else -1.0 if " " not in phrase else 0.0
                ranked.append((weight + thing + content - 0.2 * position, phrase))
    best = max(ranked, default=(0.0, ""), key=lambda row: row[0])[1]
    return _DOES_IT.sub(lambda _: _what_it_is(sentences), best)


def is_device(word: str) -> bool:
    """Whether a word names a kind of product or service: "robots", "app"."""
    return bool(_THING.fullmatch(word))


def _what_it_is(sentences: list[str]) -> str:
    """Of "sellers hate writing listings; our model does it" the words " for writing listings"."""
    found = next((m for s in sentences if (m := _CHORE.search(s))), None)
    if not found:
        return ""
    return f" for {found['chore']}" if found["chore"] else f" {found['task'].strip()}"


def _offers(sentence: str) -> list[tuple[float, str]]:
    found = [
        (_making_weight(m), sentence[m.end() :])
        for m in _MAKING.finditer(sentence)
        if not heads_a_name(m.group(), sentence[m.end() :])
    ]
    found += [(2.9, m["np"]) for m in _IS_A.finditer(sentence) if _THING.search(m["np"].split(" that ")[0])]
    found += [(2.6, m.group()) for m in _LIKE.finditer(sentence)]
    found += [
        (2.2, f"{m['np']} that {m['vp']}")
        for m in OUR.finditer(sentence)
        if is_verb(m["vp"].split()[0]) or m["vp"].startswith("does ")
    ]
    found += named_offers(sentence)
    found += [(3.3, m["np"]) for m in (_ACTIVITY.match(sentence),) if m and is_verb(_base(m["np"].split()[0]))]
    we = _WE_DO.match(sentence)
    if we and is_verb(we["vp"].split()[0]):
        found.append((1.4, f"service that {third_person(we['vp'])}"))
    found += _ours(sentence)
    found += [
        (2.8 if m["name"][1:] != m["name"][1:].lower() else 2.2, f"{m['name']}, which {m['vp']}")
        for m in _NAMED.finditer(sentence)
        if not subject(sentence) and is_verb(m["vp"].split()[0]) and not m["name"].endswith("ing")
    ]
    head = re.split(r"\b(?:that|which|for|to|of|between|connecting|where|is|are)\b|,", sentence, maxsplit=1)[0].strip()
    rest = sentence[len(head) :].strip()
    clausal = re.search(r"\b(?:us|we|me|it|them|gets?|has|have|wants?|needs?|uses?|pays?|love)\b", head)
    if (
        _THING.search(head.rpartition(" ")[2])
        and len(head.split()) <= 7
        and not clausal
        and not re.match(r"(?:is|are)\b", rest)
    ):
        found.append((2.5, sentence))
    bare = _BARE.match(sentence)
    buyer = noun_phrase(bare["rest"], 0) if bare else None
    if (
        bare
        and buyer
        and buyer.score > 1
        and not re.match(r"helping|built|made|designed|mostly|mainly", bare["np"], re.IGNORECASE)
    ):
        found.append((2.7, bare["np"]))
    using = re.match(
        r"\W*(?:we )?(?:us(?:e|es|ing))\s+(?P<how>[\w -]{2,30}?)\s+to\s+(?P<vp>[^,;.]+)", sentence, re.IGNORECASE
    )
    if using:
        found.append((2.8, f"{using['how']} to {using['vp']}"))
    return found


_OURS = lazy_re(r"^(?:and |so |but )?our\s+(?P<np>(?:[\w-]+\s+){1,4}?)(?=(?P<vp>[a-z]+\s[^;]+))", re.IGNORECASE)


_ACTIVITY = lazy_re(
    r"^(?:it'?s (?:all )?about |(?:i|we)(?:'m|'re| am| are)? (?:do|doing|into) |basically |just )?"
    r"(?P<np>(?!helping|letting|giving|making)[a-z]{2,}ing\s+(?!.*\b(?:is|are|was|takes|means|costs|gets|has)\b)"
    r"(?!(?:to|is|are|about|for|with|in|on|at|from|up|out|of|my|our|it|them|this|that)\b|a lot\b)"
    r"[^,;.]+)",
    re.IGNORECASE,
)


def _base(gerund: str) -> str:
    """A verb of which a word in -ing may be a form: "repair" of "repairing", "bake" of "baking"."""
    stem = gerund.lower().removesuffix("ing")
    return next((v for v in (stem, f"{stem}e", stem[:-1]) if is_verb(v)), "")


def _ours(sentence: str) -> list[tuple[float, str]]:
    """A thing and what it does, of a sentence such as "Our acoustic loggers listen to pipes"."""
    match = _OURS.match(sentence)
    if not match:
        return []
    tokens = sentence[match.start("np") :].split()
    for index, token in enumerate(tokens[1:5], 1):
        if token.lower() in _AUXILIARY:
            return []
        if is_verb(token) and not _THING.fullmatch(token):
            thing = " ".join(tokens[:index])
            known = re.match(
                r"(?:customers?|clients?|users?|team|company|startup|idea|goal|plan|price)$", tokens[index - 1], re.I
            )
            return [] if known else [(2.3, f"{thing} that {' '.join(tokens[index:])}")]
    return []


_AUXILIARY = frozenset("is are was were will would can could should has have had costs cost".split())


def _making_weight(match: re.Match[str]) -> float:
    vague = re.search(
        r"\b(?:run|running|do|doing|have|has|got|start|open)\s*(?:up )?$", match.group().rstrip(), re.IGNORECASE
    )
    return 2.2 if vague else 3.0 + (0.3 if match.start() < 8 else 0.0)


def trim(text: str) -> str:
    """A product phrase without article, customer, region and whatever follows."""
    text = re.sub(r"\bbut for\b", "for", text)
    text = re.sub(r"(?<=where )((?:[a-z]+ ){0,3}[a-z]+) in (?:the )?[A-Z]\w+(?= [a-z])", r"\1", text)
    text = re.split(r",(?!\d|\s?which\b)|[;.!?]\s|[;()]", clean(text), maxsplit=1)[0]
    text = re.sub(r"^(?:something|kind of|basically|sort of|like|just)\s+(?:like\s+)?", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:an?|the|our|my|your|this|some|up|out)\s+", "", text, flags=re.IGNORECASE)
    text = _WHERE_INSIDE.sub("", text)
    text = re.sub(
        r"\s+for (?:(?:them|it|us|you|that)$|their\b.*$)|(?<=\w) [a-z]+s (?:use|wear|carry|play)\b.*$", "", text
    )
    for match in re.finditer(r"(?<=\w)\s+(?:for|to)\s+(?!\w+s\b\s+(?:that|which|to)\b)", text):
        named = noun_phrase(text, match.end())
        if named and named.score > 1:
            purpose = re.match(r"\s*(?:in [A-Z]\w+ )?(?:to|that|which)\s+\S.*", text[named.end :])
            alone = _ONE_WORD.fullmatch(text[: match.start()]) and purpose
            text = text[: match.start()] + (f" {purpose.group().strip()}" if alone and purpose else "")
            break
    cut = next((m for m in _CUT.finditer(text) if m.start() > 2 and not _kept(text, m)), None)
    text = text[: cut.start()] if cut else text
    text = re.sub(
        r"\s+(?:in|across|throughout|around)\s+(?:the\s)?(?:rural\s)?(?:" + pattern("en", "places").pattern + r")\s*$",
        "",
        text,
        flags=re.I,
    )
    return _DANGLING.sub("", clean(" ".join(text.split()[:16])))


# "tells olive mills in Andalusia how ripe …": the place is told elsewhere.
_WHERE_INSIDE = lazy_re(r"\s+in (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)*(?:(?:,| and) [A-Z][a-z]+)*(?= [a-z])(?! and)")
_DANGLING = lazy_re(r"(?:\s+(?:when|and|or|the|an?|of|to|for|with|if|is|in|on|by|as))+$", re.IGNORECASE)


def _kept(text: str, cut: re.Match[str]) -> bool:
    """Whether a cutting word belongs to the product: "for …", and "where …" after a bare "platform"."""
    word = cut.group().strip().lower()
    pairing = word == "who" and re.search(r"\b(?:match|connect|pair|link|introduc)\w*\b", text[: cut.start()])
    return (
        word.startswith("for") or bool(pairing) or (word == "where" and bool(_ONE_WORD.fullmatch(text[: cut.start()])))
    )
