"""What a remark on a known venture most likely tells where no grammar reads it: by the taggers, each in its place.

Only for a message that is known to tell something of the venture; what is said not to be so is left alone.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.canvas import Brief, likely_told
from assistant.canvas.reading.sanity import complains
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.planner.plans.remarks import Taken, joined

JsonDict = dict[str, Any]

# One more of these is added to the canvas rather than put in the place of what is known.
_ADDED = {"channel": "channels", "partner": "key_partners", "team": "key_resources", "customer": "customer_segments"}
_FILLED = ("customer", "problem", "channel", "partner", "differentiator", "stage", "region")
_DENIES = lazy_re(
    r"\b(?:no|not|never|nobody|none|no longer|\w+n'?t)\b(?!\s*(?:,|;|actually|sorry|forgive))|不(?![对是])|别|没|取消",
    re.IGNORECASE,
)
_ALSO = lazy_re(r"\b(?:and|also|too|as well|plus|besides)\b|也|还|另外|同样", re.IGNORECASE)
_CORRECTS = lazy_re(
    r"^\W*(?:no|nope|sorry|oops|actually|wait|correction|rather|it'?s|i (?:mean|meant|must correct))\b|\bshould be\b|"
    r"^\W*(?:不对?|不是|错|抱歉|其实|更正|改|[噢哦啊]*[，,]?是)|应该是|写颠倒|[说写]错",
    re.IGNORECASE,
)
_COSTS = lazy_re(
    r"\b(?:costs? (?:us|me)|(?:my|our) (?:rent|costs?|wages)|is on (?:me|us)|that's on (?:me|us)|(?:i|we) pay)\b|"
    r"成本|进价|开销|房租|工资|付给|租金",
    re.IGNORECASE,
)
# What says how much is asked of whom, so that a word on the price goes on with it.
_CHARGED = lazy_re(
    r"[$€£¥%/]|\b(?:per|an?|each|free|flat|share|fee|by the)\b|[元块毛按每抽]|分成|免费|一\w[\d一二三四五六七八九]",
    re.I,
)
_PER = lazy_re(r"\s*(?:an?|per|each|/)\s?[a-z]{3,}", re.IGNORECASE)
_PER_ZH = lazy_re(r"[每一][\u4e00-\u9fff]{1,2}(?:\d[\d.]*|[一二两三四五六七八九十百]+)$")
_CENTS = lazy_re(r"\d\.\d\d$")
_FEW = 10  # as many things a week, rather than a price
_NUMERAL = lazy_re(r"\d")
_COUNTED = lazy_re(
    r"s\b|\s*(?:多|来)?(?:人|户|位|名|家|个|学生|客户|单|次|台|辆|间|座)|"
    r"\s+(?:people|kids|children|customers|members|clients|users|students|seats|places|guests|of them)\b",
    re.IGNORECASE,
)
_SAVED = lazy_re(r"(?:省|赚|亏|赔|节约)[^，,]{0,2}$|\b(?:saves?|earns?|makes?|loses?)(?: \w+)? $", re.IGNORECASE)
# "note that too, please" is no word of what is told.
_ASIDE = lazy_re(
    r"[,，;；。]?\s*(?:这|那)(?:一)?[点个条][^，,。]{0,6}(?:考虑|记|写|放|算|加)[^，,。]{0,6}[。!！]*$|"
    r"^(?:请|再|麻烦)*补充(?:一[点下条])?[:：,，]",
)
_CLAUSE = lazy_re(r"(?<!\d)[,，;；。]|[,，;；。](?!\d)|\.\s+|\.$")


def likely(known: Brief, text: str, language: str, *, drafted: bool) -> Taken:
    """The brief and the additions after a remark; equal to `known`, without additions, where it tells nothing.

    Args:
        known: The brief that stands.
        text: The remark.
        language: "en" or "zh".
        drafted: Whether a canvas stands, to which items can be added.
    """
    costs = drafted and _COSTS.search(text)
    text = _ASIDE.sub("", text) or text
    told = likely_told(text, language)
    if costs:
        clause = told.get("pricing") or next((c for c in _clauses(text) if _COSTS.search(c)), text)
        return Taken(known, ({"op": "add", "block": "cost_structure", "text": clause},))
    fields = {"pricing": price} if (price := _price(known.pricing, told.get("pricing", ""), text, language)) else {}
    if _DENIES.search(text):
        return Taken(known.merge(Brief.from_json(fields)))
    fields |= {f: told[f] for f in _FILLED if f in told and _meant(f, told[f], text, language)}
    items: list[JsonDict] = []
    for field, block in _ADDED.items():
        value = told.get(field, "")
        had = getattr(known, field, known.idea)  # a team is one more of those who make it
        if drafted and value and had and (field != "customer" or _ALSO.search(text)):
            fields.pop(field, None)
            items.append({"op": "add", "block": block, "text": value})
    return Taken(known.merge(Brief.from_json(fields)), tuple(items))


def _meant(field: str, words: str, text: str, language: str) -> bool:
    """Whether words that were tagged can be what the field is: a complaint, somebody who is named and no more."""
    if field == "problem":
        return complains(words, language)
    return field != "customer" or 2 * len(words) >= len(_clause_of(words, text))


def _price(known: str, said: str, text: str, language: str) -> str:
    """The price after a word on it: corrected where the words say so, else with what is told besides; "" for none."""
    amounts, corrects = _amounts(text), _CORRECTS.search(text)
    if corrects and len(amounts) == 1 and (changed := _changed(known, said, amounts[0])):
        return changed
    if not said and (priced := [q for q in amounts if _priced(q, text)]):
        said = _clause_of(priced[0].text, text)
    charged = any(q.text in said for q in amounts) if _NUMERAL.search(said) else bool(_CHARGED.search(said))
    if not said or not charged or _DENIES.search(text):
        return ""
    return joined(known, said, language) if _CHARGED.search(known) and not corrects else said


def _changed(known: str, said: str, amount: Quantity) -> str:
    """The known price with its one amount corrected; "" where more than an amount is corrected."""
    before = _amounts(known)
    more_told = len(re.sub(r"\W", "", said)) > len(re.sub(r"\W", "", amount.text)) + 1
    if more_told or len(before) != 1 or not _CHARGED.search(known):
        return ""
    start, end = before[0].span
    same_kind = (before[0].kind == "percent") == (amount.kind == "percent")
    return known[:start] + amount.text + known[end:] if same_kind else ""


def _priced(amount: Quantity, text: str) -> bool:
    """Whether the words around an amount make it a price: "fifty a head", 一晚八十; "two a week" counts."""
    if _CENTS.search(amount.text) or amount.kind == "money":
        return True
    if amount.period:
        return amount.value >= _FEW
    after = _PER.match(text, amount.span[1])
    return bool(after) or bool(_PER_ZH.search(text[: amount.span[1]]))


def _amounts(text: str) -> list[Quantity]:
    """The amounts of a price: of money where any is named so, else all but a bare "one" and numbers of people."""
    found = [
        q
        for q in find_quantities(text)
        if q.kind in ("money", "percent", "count")
        and q.text not in ("一", "one")
        and not _COUNTED.match(text, q.span[1])
        and not _SAVED.search(text[: q.span[0]])
    ]
    return [q for q in found if q.kind != "count"] or found


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.split(text) if clause.strip()]


def _clause_of(words: str, text: str) -> str:
    """The clause in which words stand."""
    return next((clause for clause in _clauses(text) if words in clause), text)
