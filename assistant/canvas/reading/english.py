"""Reading an English description: fields of a brief, in the founder's words."""

from __future__ import annotations

import re

from assistant.canvas.reading import (
    en_candidates,
    en_job,
    en_named,
    en_offer,
    en_pain,
    en_payers,
    en_price,
    en_roles,
)
from assistant.canvas.reading.cues import find_stage, pattern, words
from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.en_text import clean, sentences, tidy
from assistant.canvas.reading.labels import split_labelled
from assistant.canvas.reading.sanity import sane_customer
from assistant.canvas.reading.story import told_by_role, without_kin
from assistant.language.lazy_re import lazy_re

_PRONOUNS = lazy_re(
    r"^(?:them|they|you|people|users?|customers?|clients?|anyone|everyone|someone|us|members)$", re.IGNORECASE
)
_IN_PLACE = lazy_re(
    r"\b(?:in|across|throughout|around|from|based in|near|outside|of|over)\s+(?:the "
    r")?(?P<place>(?:[A-Z][\w'é-]+)(?:[\s-](?:[A-Z][\w'é-]+))*)"
)

# Where coaches or goods come from is not where the customers are.
_ORIGIN = lazy_re(
    r"\b(?:(?:coaches|teachers|tutors|engineers|developers|experts|made|imported|sourced|beans|goods|suppliers) "
    r"(?:\w+ )?(?:from|in)|factories from) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*"
)


_BARE_THING = lazy_re(
    r"(?:ai |mobile |web |smart )?(?:app|tool|platform|software|service|website|system|bot|chatbot)", re.I
)
# Those who sign within a customer are not another customer: "for law firms … partners pay".
_ROLES = frozenset("partners owners managers directors principals heads supervisors admins administrators".split())


def read_english(text: str) -> dict[str, str]:
    """Fields by name; unknown ones are absent. Values are words of the text."""
    plain, role = told_by_role(en_payers.spell_out(tidy(text)))
    labelled, rest = split_labelled(plain)
    everything = sentences("\n".join([rest, *labelled.values()]))
    prices, without = _prices(sentences(rest) if "pricing" in labelled else everything)
    fields = _people(without, everything, labelled)
    fields["product"] = en_offer.read_product(without)
    fields["job"] = en_job.read_job(without, labelled.get("product") or fields["product"], fields.get("customer", ""))
    customer = labelled.get("customer") or fields.get("customer", "")
    fields["problem"] = en_pain.read_problem(
        [s for s in without if s not in labelled.values()], customer, fields["product"]
    )
    fields["problem"] = without_kin(fields["problem"])
    fields["pricing"] = prices
    if role and not fields.get("user") and role.lower() != customer.lower():
        fields["user"] = role
    fields["region"] = find_region(plain)
    fields["stage"] = find_stage(labelled.get("stage") or plain, "en")
    roles = en_roles.read_roles(everything)
    fields |= _with_roles(fields, roles, labelled)
    fields["channel"] = roles.channel or en_pain.read_channel(without)
    fields["partner"] = en_roles.read_partner(everything)
    fields["differentiator"] = en_pain.read_edge(without)
    fields["product"] = fields["product"] or _fallback_product(without, fields)
    if fields.get("user") and _BARE_THING.fullmatch(fields["product"]):
        fields["product"] = f"{fields['product']} for {fields['user']}"
    found = {f: v for f, v in fields.items() if v}
    stated = {f: v for f, v in labelled.items() if f != "stage" or not found.get("stage")}
    if fields["product"] and re.match(r"(?:our|the) \w+ [a-z]+s\b", stated.get("product", ""), re.IGNORECASE):
        # "Solution: our film dissolves in water" tells of the product rather than naming it.
        found.setdefault("differentiator", stated.pop("product"))
    if "product" in stated:
        stated["product"] = en_offer.trim(
            re.sub(r"^(?:we(?:'re)? |i(?:'m)? )?(?:building |build |make |making )", "", stated["product"])
        )
    return {**found, **{f: v for f, v in stated.items() if v}}


def find_region(text: str) -> str:
    """The places named in the text, joined, or an empty string."""
    found: list[str] = []
    prefix = r"(?:(?:" + "|".join(p for p in words("en", "place_prefix") for p in p.split("|")) + r")\s+)?"
    text = _ORIGIN.sub(" ", text)
    for match in re.finditer(prefix + pattern("en", "places").pattern, text, re.IGNORECASE):
        word = match.group()
        if word.islower() and word in {
            "us",
            "turkey",
            "lima",
            "perth",
            "reading",
            "victoria",
            "colon",
            "chile",
            "china",
            "riga",
            "mena",
            "uk",
        } - {"uk", "chile", "china", "perth"}:
            continue
        if word.lower() not in {f.lower() for f in found}:
            found.append(word)
    if not found:
        for match in _IN_PLACE.finditer(text):
            acronym = re.fullmatch(r"[A-Z]{2,}s?", match["place"])
            if not set(match["place"].lower().split()) & words("en", "brands") and not acronym:
                return clean(match["place"])
    return ", ".join(found[:3])


def _prices(parts: list[str]) -> tuple[str, list[str]]:
    prices: list[str] = []
    rest: list[str] = []
    for sentence in parts:
        price, remainder = en_price.read_price(sentence)
        if price and price.lower() not in {p.lower() for p in prices}:
            prices.append(price)
        # The payer stands before the price: "schools pay $2 per pupil" keeps its subject for the people reader.
        rest.append(remainder if price else sentence)
    if any(re.search(r"\d", p) for p in prices):
        prices = [p for p in prices if not re.fullmatch(r"by the \w+", p)]
    return "; ".join(prices[:3]), [r for r in rest if r]


def _people(parts: list[str], whole: list[str], labelled: dict[str, str]) -> dict[str, str]:
    ranked: list[tuple[float, str]] = []
    for position, sentence in enumerate(parts):
        for someone in en_candidates.candidates(sentence):
            bare = re.fullmatch(r"[a-z]+(?<!s)", someone.text) and not is_head(someone.text)  # "power", "work"
            if bare or not sane_customer(someone.text, "en"):
                continue
            thing = someone.score < 2 and " " not in someone.text
            vague = 3.0 if _PRONOUNS.match(someone.text) or thing else 0.0
            ranked.append((someone.score - vague - 0.08 * position, someone.text))
    best = max(ranked, default=(0.0, ""), key=lambda row: row[0])
    customer = best[1] if best[0] > 0.9 else ""
    payers = [*map(en_payers.asked_to_pay, whole), *map(en_payers.payer, filter(_priced, whole))]
    paying = next((p for p in payers if p and not _PRONOUNS.match(p)), "")
    fields = {"customer": customer}
    if paying and not customer:
        return {"customer": paying}
    inside = paying.lower() in _ROLES and customer.split()[-1].lower() not in _ROLES
    if paying and paying.split()[-1].lower() not in customer.lower() and "customer" not in labelled and not inside:
        fields = {"customer": paying, "user": customer if en_payers.ends_with_people(customer) else ""}
    customer = labelled.get("customer") or fields["customer"]
    if customer and not fields.get("user"):
        fields["user"] = en_payers.worker(parts, customer)
    return {field: value for field, value in fields.items() if value}


def _with_roles(fields: dict[str, str], roles: en_roles.Roles, labelled: dict[str, str]) -> dict[str, str]:
    """Customer and user where a clause says plainly who pays or who uses it."""
    customer, user = labelled.get("customer") or fields.get("customer", ""), fields.get("user", "")
    payer = roles.payer
    inside = payer.lower() in _ROLES or payer.lower() in customer.lower()
    if payer and not inside and not en_roles.same(payer, customer) and "customer" not in labelled:
        freed = user or (customer if en_payers.ends_with_people(customer) else "")
        customer, user = payer, "" if en_roles.same(freed, payer) else freed
    if roles.user and not en_roles.same(roles.user, customer):
        user = roles.user
    # "We've sold to 2 hospitals": hospitals are the customer, two of them the traction.
    customer, user = (re.sub(r"^\d+\s+", "", someone) for someone in (customer, user))
    return {f: v for f, v in (("customer", customer), ("user", user)) if v}


def _priced(sentence: str) -> bool:
    """Whether a sentence states a price, or at least ends with who pays."""
    return bool(en_price.read_price(sentence)[0] or re.search(r"\bpays?(?: for it)?\W*$", sentence))


def _fallback_product(parts: list[str], fields: dict[str, str]) -> str:
    if fields.get("job"):
        kind = "AI service" if re.search(r"\b(?:ai|models?|llms?)\b", " ".join(parts), re.IGNORECASE) else "service"
        return (
            f"{kind} that {en_named.third_person(fields['job'])}"
            if fields["job"].split()[0].endswith("s")
            else f"{kind} to {fields['job']}"
        )
    for sentence in parts:
        phrase = en_offer.trim(sentence)
        complaint = fields["problem"] and fields["problem"] in sentence
        customer = fields.get("customer") or "\0"
        if en_roles.tells_role(phrase):
            continue
        if phrase.startswith(customer) and en_named.is_verb((phrase[len(customer) :].split() or ["is"])[0]):
            if pattern("en", "pain").search(phrase):
                continue
            return f"service where {phrase}"
        if re.match(r"(?:customers?|clients?|users?|they|their)\b", phrase, re.IGNORECASE) or customer == phrase:
            continue
        if phrase and not complaint and len(phrase.split()) <= 16:
            return phrase
    return ""
