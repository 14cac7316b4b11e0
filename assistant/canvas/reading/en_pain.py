"""What bothers the customer, how they are reached and why this offer: clauses chosen by cue words."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import pattern
from assistant.canvas.reading.en_people import is_head, subject
from assistant.canvas.reading.en_roles import tells_role
from assistant.canvas.reading.en_text import clauses, strip_lead
from assistant.language.lazy_re import lazy_re

_OURS = lazy_re(
    r"^(?:we|i|our|it|my (?=(?:app|tool|team|company|startup|idea|product|co-?founder|business)\b)|this|that|us|"
    r"the (?:app|tool|platform|software|model|system|product|service|bot|"
    r"device|robot))(?:'\w+)?\b"
    r"(?! (?:is|are) (?:hard|difficult|a pain|a mess))",
    re.IGNORECASE,
)
_AVOID = lazy_re(
    r"(?<!\ba )(?<!\bthe )(?<!bad )(?<!long )(?<!full )(?<!sudden )"
    r"\b(?:avoid|reduc|cut|prevent|eliminat|stop|fight|end|fix|replac|detect|catch|recover|minimi[sz]|get rid "
    r"of|get off|save|no more|without having to|instead of|without)"
    r"(?:e|es|s|ing|ting|ping|ed)?(?:\s+(?:on|down on|down))?\s+(?P<what>[^,;.]+)",
    re.IGNORECASE,
)
_STATED = lazy_re(
    r"\b(?:problem|pain|issue|challenge|trouble) (?:is|with \w+ is|we solve is|they have is)(?: "
    r"that)?:?\s+(?P<what>.+)",
    re.I,
)
_SEEN = lazy_re(
    r"\bI(?:'ve| have)?(?: kept| keep)? (?:watch(?:ed|ing)?|saw|seen|see(?:ing)?|notic(?:ed|e|ing))\s+(?P<what>\w+.+)"
)
_BY_HAND = lazy_re(
    r"\b(?:retyp\w*|re-typ\w*|typ(?:e|ing)|copy\w*|writ(?:e|ing)|redo\w*|juggl\w*|chas(?:e|ing)|scrambl\w*)\b"
)
_NOT_PAIN = lazy_re(
    r"^(?:our |the |my )?(?:customers?|clients?|users?|buyers?|target \w+) (?:are|is|will|would)\b|"
    r"\b(?:uses?|pays?|buys?|loves?|likes?) (?:it|us|this)\b|\b\d+k? per\b|(?:no app|no need|no download)\b|"
    r"\bneed (?:feedback|funding|help with|a canvas|your help)\b",
    re.IGNORECASE,
)
# Without a word of complaint, these say what the offer is or how it is sold.
_OFFER_OR_DEAL = lazy_re(
    r"^(?:the |our )?ai\b|\bpays? for\b|"
    r"\bjoins? (?:for )?free\b|\b(?:would|will|could|can) (?:recommend|refer|resell)|\b(?:from|"
    r"through) our\b|"
    r"\bgets? an? (?:warning|alert|answer|report|message)\b|^\w+ed by\b|^pilots? (?:with|at|in)\b|"
    r"^(?:an? )?(?:[\w-]+ ){0,2}(?:sensor|box|camera|marketplace|app|tool|platform|robot|device)s?\b|"
    r"^(?:[\w-]+ ){1,3}in [A-Z]\w+(?: and [A-Z]\w+)?$",
    re.IGNORECASE,
)
_STRONG = lazy_re(
    r"\b(?:hates?|struggl\w+|spend(?:s|ing)?|wast\w+|los(?:e|es|ing)|can'?t|cannot|too (?:expensive|slow|long|"
    r"late|complicated)|tired of|no time|"
    r"don'?t|doesn'?t|forget\w*|miss(?:es|ed)?|hours|overpay\w*|nobody|drown\w*|fail\w*|never|rarely)\b",
    re.IGNORECASE,
)


def read_problem(sentences: list[str], customer: str, product: str) -> str:
    """The clause that says what bothers them, or an empty string."""
    for sentence in sentences:
        stated = _STATED.search(sentence)
        if stated:
            return strip_lead(stated["what"])
    for sentence in sentences:
        seen = _SEEN.search(sentence)
        if seen and pattern("en", "pain").search(f"{seen['what']} {_BY_HAND.sub('manual', seen['what'])}"):
            return strip_lead(re.split(r",(?!\d)|\. ", seen["what"])[0])
    ranked = [row for sentence in sentences for row in _pains(sentence, customer, product)]
    best = max(ranked, default=(0.0, ""), key=lambda row: row[0])
    if best[0] >= 1:
        return best[1]
    return _avoided(sentences) or best[1]


def _pains(sentence: str, customer: str, product: str) -> list[tuple[float, str]]:
    """Runs of complaining clauses with their scores."""
    rows: list[tuple[float, str]] = []
    previous = 0.0
    for clause in clauses(sentence):
        text = strip_lead(clause)
        score = _pain_score(text, customer, product)
        linked = re.match(r"(?:because|since|and|so they|so the|but)\b", clause, re.IGNORECASE)
        if previous and (score >= 1 or (score and linked)):
            comma = " " if linked and not clause.lower().startswith(("and", "but")) else ", "
            rows[-1] = (max(rows[-1][0], score) + 0.3, f"{rows[-1][1]}{comma}{clause}")
        elif score:
            rows.append((score, _within(text)))
        previous = score
    return rows


def _pain_score(clause: str, customer: str, product: str) -> float:
    if _NOT_PAIN.search(clause) or len(clause.split()) < 3:
        return 0.0
    cues = {m.group().lower() for m in pattern("en", "pain").finditer(clause)}
    making = re.search(
        r"\b(?:we(?:'re)?|i'm|i am|i)\s+(?:\w+ )?(?:build|mak|develop|creat|offer|help|provid|predict|run|sell)",
        clause,
        re.I,
    )
    ours = (
        bool(_OURS.match(clause)) or bool(making) or bool(product and product.split(",")[0].lower() in clause.lower())
    )
    if ours and not _complaint_inside(clause):
        return 0.0
    first = clause.split()[0].lower()
    about = 0.6 if customer and customer.split()[-1].lower() in clause.lower() else 0.0
    they = bool(subject(clause)) or first in {
        "they",
        "most",
        "existing",
        "current",
        "their",
        "today",
        "getting",
        "nobody",
        "every",
        "it",
    }
    if not cues and (_OFFER_OR_DEAL.search(clause) or tells_role(clause)):
        return 0.0
    if not cues:
        return 0.5 + about / 4 if they else _other_subject(clause)
    strong = 1.0 if _STRONG.search(clause) else 0.0
    return 0.6 + 0.4 * min(len(cues), 3) + strong + about + (0.4 if they else 0.0)


def _other_subject(clause: str) -> float:
    """A sentence about neither us nor the product, for want of anything better."""
    first = clause.split()[0]
    if pattern("en", "stages", "launched").search(clause) or re.match(
        r"(?:aimed|for|in|on|at|with|sold|starting|free|no|\w+ing)\b", clause, re.I
    ):
        return 0.0
    return 0.4 if first.endswith("s") and len(first) > 4 else 0.25 if len(clause.split()) >= 5 else 0.0


def _complaint_inside(clause: str) -> str:
    """Of "an app for shepherds who lose sheep" the part "lose sheep", or an empty string."""
    for match in re.finditer(r"\b(?P<link>who|whose|that)\s+(?=(?P<vp>[^,;]+))", clause, re.IGNORECASE):
        owner = clause[: match.start()].split()[-1:]
        personal = (
            match["link"].lower() != "that" or bool(owner and is_head(owner[0])) or bool(_SUFFERS.match(match["vp"]))
        )
        if personal and pattern("en", "pain").search(match["vp"]):
            return strip_lead(match["vp"])
    return ""


_SUFFERS = lazy_re(
    r"(?:have no|lack|can't|cannot|don't|struggle|lose|hate|spend|waste|miss|run out|suffer|still|never)\b",
    re.IGNORECASE,
)


def _within(clause: str) -> str:
    """The complaint inside a clause that is otherwise no complaint, else the clause."""
    inside = _complaint_inside(clause)
    before = clause[: clause.lower().find(inside.lower())] if inside else ""
    return inside if inside and not pattern("en", "pain").search(before) else clause


def _avoided(sentences: list[str]) -> str:
    for sentence in sentences:
        match = _AVOID.search(sentence)
        if match and not re.match(r"(?:time|money|\$)", match["what"]):
            what = re.split(r"\s+(?:by|with|using|through|via|in (?=[A-Z])|so|and|for (?=\w+))\b", match["what"])[0]
            return strip_lead(what)
    return ""


_SELLS_VIA = lazy_re(
    r"\b(?:sell(?:ing|s)?(?: it)?|sold|reach|distribut(?:es?|ed|ing|ion)|market\w*|go|launch\w*|available|"
    r"customers? (?:come|find us)|acquire|promot\w+|recruit|sign up|find)\b[^,;.]*?\b"
    r"(?P<how>(?:through|via|on|at|in|by|with)\s+[^,;.]+)",
    re.IGNORECASE,
)
_VIA = lazy_re(
    r"\b(?:through|via|partner(?:ing|ed|s)? with|partnerships? with)\s+(?P<how>(?!an? (?:subscription|app|"
    r"model|chat)|ai\b|our\b|using)[^,;.]+)",
    re.IGNORECASE,
)


_RECOMMENDS = lazy_re(
    r"\b(?P<who>(?:[a-z-]+ ){0,2}[a-z-]+) (?:would|will|can|could|already) (?:recommend|refer|resell|sell|"
    r"distribute|pass on)\b",
    re.IGNORECASE,
)


def _recommended(sentences: list[str]) -> str:
    """Who would recommend it: "recommendation by funeral homes", or an empty string."""
    for clause in (c for s in sentences for c in clauses(s)):
        match = _RECOMMENDS.search(clause)
        who = strip_lead(match["who"]) if match else ""
        if who and is_head(who.rpartition(" ")[2]):
            return f"recommendation by {who}"
    return ""


def read_channel(sentences: list[str]) -> str:
    """How customers are reached, or an empty string."""
    if recommended := _recommended(sentences):
        return recommended
    for sentence in sentences:
        for clause in clauses(sentence):
            if not pattern("en", "channel_cues").search(clause):
                continue
            match = _VIA.search(clause) or _SELLS_VIA.search(clause)
            if match:
                return re.sub(r"^(?:through|via|on|at|in|by|with)\s+", "", match["how"].strip(), flags=re.IGNORECASE)
            if re.search(
                r"\b(?:sell|sold|reach|distribut|market|go[- ]to|acquir|promot|customers|partner|grow|find)",
                clause,
                re.I,
            ):
                return strip_lead(clause)
    for sentence in sentences:
        match = _VIA.search(sentence)
        if match and re.search(r"\b(?:sell|sold|reach|distribut|market|partner)", sentence, re.IGNORECASE):
            return match["how"].strip()
    return ""


_OFFERING = lazy_re(
    r"\b(?:we|i)(?:'re| are)?\s+(?:sell|offer|provid|build|mak|develop|rent|suppl)\w*\b|\bfor\b", re.IGNORECASE
)


def _edge_only(clause: str, cue: re.Match[str]) -> str:
    """The clause, or from its cue on where the rest only says what is offered to whom."""
    if not _OFFERING.search(clause[: cue.start()]):
        return strip_lead(clause)
    return strip_lead(re.split(r"\s+(?:to|for)\s+", clause[cue.start() :])[0])


def read_edge(sentences: list[str]) -> str:
    """The clause that says why this one, or an empty string."""
    for sentence in sentences:
        parts = clauses(sentence)
        for index, clause in enumerate(parts):
            if re.search(r"\b(?:unlike|while others|compared (?:to|with)|whereas)\b", clause, re.IGNORECASE):
                short = index + 1 < len(parts) and len(clause.split()) < 7
                return strip_lead(f"{clause}, {parts[index + 1]}") if short else strip_lead(clause)
    for sentence in sentences:
        for clause in clauses(sentence):
            match = pattern("en", "edge").search(clause)
            if match and (
                _OURS.match(clause)
                or match.group().lower() not in {"instead of", "rather than", "alternatives", "competitors"}
            ):
                return _edge_only(clause, match)
    return ""
