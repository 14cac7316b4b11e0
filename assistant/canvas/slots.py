"""What fills the slots of a template: the founder's words in the form that reads well in a sentence."""

from __future__ import annotations

import re

from assistant.canvas import phrasing_en, phrasing_zh
from assistant.canvas.brief import Brief
from assistant.canvas.kinds import kinds
from assistant.canvas.reading.cues import words
from assistant.canvas.reading.en_offer import is_device
from assistant.canvas.reading.en_people import is_head
from assistant.canvas.reading.sanity import complains, sane_product
from assistant.canvas.reading.zh_offer import is_thing
from assistant.language.lazy_re import lazy_re

_POSTMODIFIER = lazy_re(
    r"\s+(?:on|of|with|in|at|who|whose|over|under|aged|from|between|near|running|using|living|that|without)\b.*$",
    re.IGNORECASE,
)
_PLACED = lazy_re(r"\s+(?:off|of|on|in|with|without|for|from|at|as|to|by|into|over|under)\b.*$", re.IGNORECASE)
_SHORT = lazy_re(
    r"(?:,|\s+)(?:(?:next|close) to|near|beside|behind|that|which|to|who|for|where|"
    r"matching|linking|pairing|trained|fine-tuned|done|made|designed|built|with|connecting|"
    r"delivering|over|via|by|from|in|at|on|under|inside|grown)\b.*$",
    re.IGNORECASE,
)
_ENDS_AS_NOUN = lazy_re(
    r"^[A-Za-z0-9]+$|(?:仓|舱|秤|改造|保障|培训|薄?膜|材料|套餐|大模型|网校|课|饭|餐|粮|茶|配件|运营)$"
)
# "用振动数据预测哪台电梯会坏" is what is done: 的服务 makes it a name.
_ZH_ACTS = lazy_re(r"(?:用|帮|把|让|给|替|自动|随时|提前|在线|上门|手机).{6,}")
_DOUBLED = frozenset(
    "get cut stop spot plan run book-keep map ship chat win trim tag scan quit bid set let put log stop".split()
)
_SLOT = lazy_re(r"\{(\w+)\}")


def slot_values(brief: Brief, industry_title: str) -> dict[str, str]:
    """Values by slot; slots without a value are absent."""
    values = _chinese(brief) if brief.language == "zh" else _english(brief)
    values["industry"] = industry_title
    values["if_uncounted"] = "" if values["per"] else values["if_ai"]
    if values["region"].lower() in values["customer_full"].lower():
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

    text = _SLOT.sub(value, template).strip()
    text = re.sub(r"\b(\w{2,}(?: \w+){0,3}) \1\b", r"\1", text, flags=re.IGNORECASE)  # "for exams for exams"
    text = re.sub(r"(用|给|为|在|的)\1", r"\1", text) if language == "zh" else text
    if language == "zh":
        text = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=\S)|(?<=\S) +(?=[\u4e00-\u9fff])", "", text)
        return text.replace("的的", "的")
    if is_organisation(values.get("customer", "")):
        text = re.sub(
            rf"{re.escape(values['customer'])} who\b", f"{values['customer']} that", text, flags=re.IGNORECASE
        )
    text = phrasing_en.agree(re.sub(r"\s+", " ", text), values.get("product", ""))
    return upper_first(re.sub(r"\bthe the\b", "the", text))


def is_organisation(phrase: str) -> bool:
    """Whether a plural noun phrase names organisations rather than people."""
    head = _POSTMODIFIER.sub("", phrase).rpartition(" ")[2].lower()
    return is_head(head) and not re.search(
        r"(?:ers|ors|ists|ants|ians|ents|ees|nurses|wives|judges|coaches|athletes|graduates|people|kids|children|men|mums|moms|dads|families|staff|ceos|hr)$",
        head,
    )


def gerund(phrase: str) -> str:
    """The phrase as a gerund: "drafting radiology reports" for "drafts radiology reports"; "" for an unknown verb."""
    verb, _, rest = phrase.partition(" ")
    low = verb.lower()
    known = words("en", "verbs")
    base = next(
        # The plain form first: "counts" and "predicts" stand in the list of verbs too.
        (b for b in (low.removesuffix("s"), low.removesuffix("es"), f"{low.removesuffix('ies')}y", low) if b in known),
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
    named = _bare(brief.product) or _offered(lower_first(_bare(brief.idea)))
    doing = _doing(named, brief.idea)
    offer = doing or named
    short = _PLACED.sub("", doing) or _short_product(offer)
    organisation = is_organisation(customer)
    brief_customer = phrasing_en.short_customer(customer)
    brief_user = phrasing_en.short_customer(user)
    product = short if _is_name(short) or doing else f"the {short}" if short else ""
    problem = lower_first(_bare(brief.problem, articles=False))
    pain = (
        "" if problem.lower() in offer.lower() else phrasing_en.pain(problem, brief_customer, brief_user, organisation)
    )
    pricing = _bare(brief.pricing, articles=False)
    told = complains(problem, "en")
    return {
        "customer": brief_customer,
        "customer_full": customer,
        "user": brief_user
        or (f"staff at {brief_customer}" if organisation and " and " not in customer else brief_customer),
        "users": user,
        "product": product,
        "pain": pain,
        "complaint": pain if told and len(pain.split()) <= 11 else "",
        "relief": phrasing_en.relief(problem) if told else "",
        "said": pain if pain and not (told and phrasing_en.relief(problem)) else "",
        "revenue": phrasing_en.revenue(pricing, brief_customer, product),
        "object": phrasing_en.thing_of(brief.job),
        "per": phrasing_en.unit(pricing),
        **kinds(brief, "en"),
        "product_bare": short,
        "offer": offer if _is_name(offer) else lower_first(offer),
        "task": _task(brief.job) or phrasing_en.nominal_task(brief.product, product),
        "promise": phrasing_en.promise(offer if _is_name(offer) else lower_first(offer), customer),
        "problem": problem,
        "pricing": pricing,
        "region": re.sub(
            r"^(?=(?:us|uk|usa|eu|netherlands|philippines|gulf|nordics|middle east)\b)",
            "the ",
            re.sub(r", (?=[^,]+$)", " and ", _bare(brief.region)),
            flags=re.IGNORECASE,
        ),
        "channel": _bare(brief.channel, articles=False),
        "partner": phrasing_en.partner(lower_first(_bare(brief.channel, articles=False))),
        "ally": _bare(brief.partner),
        "differentiator": lower_first(_bare(brief.differentiator, articles=False)),
    }


def _chinese(brief: Brief) -> dict[str, str]:
    offer = phrasing_zh.as_noun(_zh(brief.product) or _offered(_zh(brief.idea)))
    noun = is_thing(offer) or _ENDS_AS_NOUN.search(offer)
    acts = bool(_ZH_ACTS.match(offer))
    named = offer if noun else f"{offer}的服务" if acts else phrasing_zh.served(offer)
    pain = "" if brief.problem in brief.product else _zh(brief.problem)
    first = _zh(brief.customer).split("、")[0]
    customer, product = phrasing_zh.short_customer(first), phrasing_zh.short_product(named)
    told = complains(brief.problem, "zh")
    task, thing = phrasing_zh.task_and_thing(_zh(brief.job), _zh(brief.product))
    return {
        "customer": customer,
        "customer_full": _zh(brief.customer),
        "user": phrasing_zh.short_customer(_zh(brief.user)) or phrasing_zh.staff_of(customer),
        "users": _zh(brief.user),
        "product": product,
        "product_bare": product,
        "pain": pain,
        "complaint": pain if told and len(pain) <= 18 else "",
        "relief": phrasing_zh.relief(_zh(brief.problem)) if told else "",
        "said": pain if pain and not (told and phrasing_zh.relief(_zh(brief.problem))) else "",
        "revenue": phrasing_zh.revenue(_zh(brief.pricing), customer, product),
        "object": thing,
        "per": phrasing_zh.unit(brief.pricing),
        **kinds(brief, "zh"),
        "offer": named,
        "promise": f"面向{_zh(brief.customer)}的{named}" if brief.customer else named,
        "task": task,
        "problem": _zh(brief.problem),
        "pricing": _zh(brief.pricing),
        "region": _zh(brief.region),
        "channel": _zh(brief.channel),
        "partner": phrasing_zh.partner(_zh(brief.channel)),
        "ally": _zh(brief.partner),
        "differentiator": _zh(brief.differentiator),
    }


def _offered(idea: str) -> str:
    """A description as the name of what is offered, where it is short enough for one and no clause."""
    language = "zh" if re.search(r"[\u4e00-\u9fff]", idea) else "en"
    short = len(idea) <= _LONGEST_NAME[language] and not re.search(r"[.,;!?，。；！？]", idea)
    if not idea or short and sane_product(idea, language):
        return idea
    return "service" if language == "en" else "这项服务"


_LONGEST_NAME = {"en": 60, "zh": 14}  # characters


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


def _doing(product: str, idea: str) -> str:
    """What the founder says is done, "we restore accordions" or "fixing bicycles", as a noun; else nothing."""
    if _DONE.match(product) and product.split(" ", 1)[0].lower() not in words("en", "gerunds_keep"):
        verb, head = product.split(" ", 1)[0].lower(), _PLACED.sub("", product).rpartition(" ")[2]
        return product if _base_of(verb) and _several(head) and not is_device(head) else ""
    said = rf"(?:\b(?:we|i|to|that|which|can|will)|'ll|'d)\s+(?:\w+ly\s+)?{re.escape(product)}"
    return gerund(product) if " " in product and re.search(said, idea, re.IGNORECASE) else ""


def _several(noun: str) -> bool:
    return noun.lower().endswith("s") or noun.lower() in {"men", "women", "people", "children"}


_DONE = lazy_re(r"[a-z]+ing\s+\w", re.IGNORECASE)


def _base_of(gerund_form: str) -> str:
    """The verb of a gerund, where it is known: "repair" of "repairing"."""
    stem = gerund_form.removesuffix("ing")
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    return next((verb for verb in (stem, f"{stem}e", doubled) if verb in words("en", "verbs")), "")


def _short_product(offer: str) -> str:
    short = _SHORT.sub("", offer).strip(" ,") or offer
    short = short if _is_name(short) else lower_first(short)
    return phrasing_en.without_technology(short)


def _is_name(text: str) -> bool:
    """Whether a product is called by a name of its own, such as "EssayMate"."""
    first = text.split(",")[0].split(" ")[0]
    return bool(re.fullmatch(r"[A-Z][a-z]+[A-Z]\w*", first)) and len(text.split(",")[0].split()) == 1


def _bare(text: str, *, articles: bool = True) -> str:
    plain = re.sub(r"\s+", " ", text).strip(" .,;:!?\"'")
    return re.sub(r"^(?:an?|the|our|my|some)\s+", "", plain, flags=re.IGNORECASE) if articles else plain


def _zh(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" 。，；、！？“”")


def _task(job: str) -> str:
    """A job as a gerund, without pronouns that would dangle in another sentence."""
    done = re.sub(r",? and \w+(?: .*)?$", "", gerund(job))
    return "" if re.search(r"\b(?:them|em|it|itself|their|they)\b", done) or len(done.split()) > 8 else done
