"""What fills the slots of a template: the founder's words in the form that reads well in a sentence."""

from __future__ import annotations

import re

from assistant.canvas.brief import Brief
from assistant.canvas.reading.cues import words
from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.zh_offer import is_thing

_POSTMODIFIER = re.compile(
    r"\s+(?:on|of|with|in|at|who|whose|over|under|aged|from|between|near|running|using|living|that|without)\b.*$",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:,|\s+)(?:that|which|to|who|for|where|trained|built|with|connecting|delivering|over|via|by)\b.*$", re.IGNORECASE
)
_DOUBLED = frozenset(
    "get cut stop spot plan run book-keep map ship chat win trim tag scan quit bid set let put log stop".split()
)
_SLOT = re.compile(r"\{(\w+)\}")
_SINGULAR_S = re.compile(r"(?:ss|us|is|ics|saas|analysis|news|business|canvas|os)$", re.IGNORECASE)


def slot_values(brief: Brief, industry_title: str) -> dict[str, str]:
    """Values by slot; slots without a value are absent."""
    values = _chinese(brief) if brief.language == "zh" else _english(brief)
    values["industry"] = industry_title
    if values["region"].lower() in values["customer"].lower():
        values["region"] = ""  # the customer's own words name the place already
    return {slot: text for slot, text in values.items() if text}


def fill(template: str, values: dict[str, str], language: str) -> str | None:
    """The template with its slots filled, None where a slot has no value."""
    slots = _SLOT.findall(template)
    if any(s.lower() not in values for s in slots):
        return None

    def value(match: re.Match[str]) -> str:
        text = values[match[1].lower()]
        return upper_first(text) if match[1][0].isupper() else text

    text = _SLOT.sub(value, template)
    if language == "zh":
        text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=\S)|(?<=\S) +(?=[\u4e00-\u9fff])", "", text)
        return text.replace("的的", "的")
    if is_organisation(values.get("customer", "")):
        text = re.sub(
            rf"{re.escape(values['customer'])} who\b", f"{values['customer']} that", text, flags=re.IGNORECASE
        )
    return upper_first(re.sub(r"\bthe the\b", "the", re.sub(r"\s+", " ", text)))


def is_organisation(phrase: str) -> bool:
    """Whether a plural noun phrase names organisations rather than people."""
    head = _POSTMODIFIER.sub("", phrase).rpartition(" ")[2].lower()
    return is_head(head) and not re.search(
        r"(?:ers|ors|ists|ants|ians|ents|ees|people|kids|children|men|mums|moms|dads|families|staff|ceos|hr)$", head
    )


def gerund(phrase: str) -> str:
    """The phrase as a gerund: "drafting radiology reports" for "drafts radiology reports"; "" for an unknown verb."""
    verb, _, rest = phrase.partition(" ")
    low = verb.lower()
    known = words("en", "verbs")
    base = next(
        (b for b in (low, low.removesuffix("s"), low.removesuffix("es"), f"{low.removesuffix('ies')}y") if b in known),
        "",
    )
    if not base:
        return ""
    if base.endswith("e") and not base.endswith("ee"):
        base = base[:-1]
    elif base in _DOUBLED:
        base += base[-1]
    return f"{base}ing {rest}".strip()


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is a name or an abbreviation."""
    first = text.split(" ", 1)[0]
    plain = re.sub(r"'s$", "", first)
    if first[1:] != first[1:].lower() or len(first) == 1 and first != "A" or plain.lower() in words("en", "brands"):
        return text
    return text[:1].lower() + text[1:]


def _english(brief: Brief) -> dict[str, str]:
    customer = plural(lower_first(_bare(brief.customer)))
    user = plural(lower_first(_bare(brief.user))) if brief.user else ""
    offer = _bare(brief.product) or lower_first(_bare(brief.idea))[:80]
    short = _short_product(offer)
    return {
        "customer": customer,
        "user": user or customer,
        "users": user,
        "product": short if _is_name(short) else f"the {short}" if short else "",
        "product_bare": short,
        "offer": offer if _is_name(offer) else lower_first(offer),
        "task": gerund(brief.job),
        "problem": lower_first(_bare(brief.problem, articles=False)),
        "pricing": _bare(brief.pricing, articles=False),
        "region": _bare(brief.region),
        "channel": _bare(brief.channel, articles=False),
        "differentiator": lower_first(_bare(brief.differentiator, articles=False)),
    }


def _chinese(brief: Brief) -> dict[str, str]:
    offer = _zh(brief.product) or _zh(brief.idea)[:20]
    offer = re.sub(r"^用(?=AI|ai|大模型|人工智能|算法|无人机|机器)", "", offer)
    named = offer if is_thing(offer) or re.fullmatch(r"[A-Za-z0-9]+", offer) else f"{offer}服务"
    return {
        "customer": _zh(brief.customer),
        "user": _zh(brief.user or brief.customer),
        "users": _zh(brief.user),
        "product": _short_chinese(named),
        "product_bare": _short_chinese(named),
        "offer": named,
        "task": _zh(brief.job),
        "problem": _zh(brief.problem),
        "pricing": _zh(brief.pricing),
        "region": _zh(brief.region),
        "channel": _zh(brief.channel),
        "differentiator": _zh(brief.differentiator),
    }


def plural(phrase: str) -> str:
    """A noun phrase for people with its head in the plural: "clinic in Texas" becomes "clinics in Texas"."""
    head = _POSTMODIFIER.sub("", phrase)
    rest = phrase[len(head) :]
    last = head.rpartition(" ")[2]
    if not last or last.lower() in {
        "people",
        "staff",
        "hr",
        "children",
        "men",
        "women",
        "kids",
        "folks",
        "personnel",
        "police",
    }:
        return phrase
    if last.lower().endswith("s") and not last.lower().endswith("ss") or not is_head(last) or " and " in head:
        return phrase
    if re.search(r"[^aeiou]y$", last):
        return f"{head[:-1]}ies{rest}"
    irregular = {"child": "children", "person": "people", "woman": "women", "man": "men"}
    if last.lower() in irregular:
        return f"{head[: -len(last)]}{irregular[last.lower()]}{rest}"
    return f"{head}{'es' if re.search(r'(?:s|sh|ch|x)$', last) else 's'}{rest}"


def _short_product(offer: str) -> str:
    short = _SHORT.sub("", offer).strip(" ,") or offer
    short = short if _is_name(short) else lower_first(short)
    last = short.rpartition(" ")[2]
    if last.lower().endswith("s") and not _SINGULAR_S.search(last) and not _is_name(short):
        stem = (
            re.sub(r"ies$", "y", last) if last.endswith("ies") else re.sub(r"(?<=[sx])es$|(?<=[cs]h)es$|s$", "", last)
        )
        return f"{short[: len(short) - len(last)]}{stem} service"
    return short


def _is_name(text: str) -> bool:
    """Whether a product is called by a name of its own, such as "EssayMate"."""
    first = text.split(",")[0].split(" ")[0]
    return bool(re.fullmatch(r"[A-Z][a-z]+[A-Z]\w*", first)) and len(text.split(",")[0].split()) == 1


def _bare(text: str, *, articles: bool = True) -> str:
    plain = re.sub(r"\s+", " ", text).strip(" .,;:!?\"'")
    return re.sub(r"^(?:an?|the|our|my|some)\s+", "", plain, flags=re.IGNORECASE) if articles else plain


def _zh(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" 。，；、！？“”")


def _short_chinese(named: str) -> str:
    if len(named) <= 14:
        return named
    thing = re.search(r"小程序|平台|系统|软件|工具|助手|APP|App|app|机器人|服务|模型|设备|报告|课程|数据库", named)
    return named[: thing.end()] if thing and thing.end() >= 2 else named
