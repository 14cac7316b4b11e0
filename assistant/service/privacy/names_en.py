"""Names of people in Latin letters: by honorifics, by words that announce a name, by common first names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.lazy_re import lazy_re
from assistant.service.privacy.kinds import Found
from assistant.service.privacy.name_lists import FIRST_NAMES, NOT_NAMES

_UP, _LOW = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_PART = rf"(?:[{_UP}]['’])?[{_UP}][{_LOW}]+(?:['’-][{_UP}]?[{_LOW}]+)*"
_FULL = rf"{_PART}(?:[ ](?:[{_UP}]\.|van|de|der|von|den|al|bin|da|di|del|la|ter|{_PART})){{0,4}}"
_FULL = rf"(?:[{_UP}]\.[ ]?)*{_FULL}(?<! van)(?<! de)(?<! der)(?<! von)(?<! la)"
_HONORIFIC = lazy_re(
    rf"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Miss|Mister|Professor|Doctor|Sir|Madam|Lady|Lord)\b\.?[ ]?(?P<v>{_FULL})"
)
# What surely announces a name.
_STRONG = lazy_re(
    r"(?:\b(?i:my (?:full )?name(?: is|['’]s|:)|(?:full |last |first |customer |"
    r"contact )?name\s*[:：]|name is|call me|"
    r"customer\s*:|client\s*:|contact(?: person)?\s*:|attn\.?\s*:?|attention\s*:|recipient(?: is| to|"
    r":)|account ?holder(?: is|:)?|"
    r"card ?holder(?: is|:)?|signed(?: for)? by|on behalf of|bill(?:ed)? to\s*:?|ship(?:ped)? to\s*:?|"
    r"deliver(?:ed)? to\s*:?|"
    r"addressed to|care of|c/o|from\s*:|to\s*:|cc\s*:|ordered by|registered to|named|speaking (?:with|"
    r"to)|spoke (?:with|to)|"
    r"talked (?:with|to)|chatted with|talk to|ask for|asked for|reach|contact|change the recipient to|"
    r"under the name(?: of)?))"
    rf"\s+(?P<v>{_FULL})"
)
# People around the writer.
_RELATION = lazy_re(
    r"\b(?i:my|our|your|his|her|the)\s+(?i:wife|husband|son|daughter|mother|father|mom|mum|dad|brother|sister|boss|"
    r"colleague|co-?worker|assistant|neighbou?r|friend|agent|rep(?:resentative)?|manager|secretary|accountant|lawyer|"
    rf"nephew|niece|partner|fianc[eé]e?|girlfriend|boyfriend|driver|technician)\s+(?P<v>{_FULL})"
)
_LOWER = lazy_re(r"\bmy (?:full )?name(?: is|['’]s) (?P<v>[a-z]{2,}(?: [a-z]{2,})?)(?=\W|$)", re.IGNORECASE)
_SELF = lazy_re(
    rf"\b(?i:this is|i am|i['’]m|it['’]s|here is) (?P<v>{_FULL})(?P<after>\s*[,.!]|\s+(?:from|here|"
    rf"again|speaking|with|at)\b|$)"
)
_GREETING = lazy_re(
    rf"(?:^|[\n.!?]\s*|[，。：]\s*)(?i:hi|hello|hey|dear|good (?:morning|afternoon|"
    rf"evening))[ ,]+(?P<v>{_FULL})(?=\s*[,.!?:;，]|\s*$)"
)
_SIGNED = lazy_re(
    r"(?:\b(?i:regards|sincerely|faithfully|truly|cheers|best|thanks|thank you|wishes|br|thx|"
    r"love)\s*[,!.]\s*|(?:^|\s)(?:—|–|--|- )\s*)"
    rf"(?P<v>(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?[ ])?{_FULL})\s*\.?\s*$"
)
_ANYWHERE = lazy_re(rf"\b{_FULL}")
# A name with the writer's "here" behind it, or with a phone number or an e-mail address.
_BESIDE = lazy_re(rf"\b(?P<v>{_PART}(?: {_PART}){{1,2}})(?= here\b|[,:]? (?:[+(]?\d[\d ()-]{{7,}}|[\w.+-]+@))")
_LATIN_BEFORE_HONORIFIC = lazy_re(rf"(?P<v>{_FULL})(?=\s?(?:先生|女士|小姐|老师|经理|医生|教授))")
_LATIN_AFTER_CUE = lazy_re(
    rf"(?:我叫|我是|名字(?:是|叫)|姓名[:：]?|联系人|收件人|收货人|持卡人|户名|打给|找)(?:是|为|"
    rf"[:：\s])*(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?(?P<v>{_FULL})"
)
_CUED = (_STRONG, _RELATION, _BESIDE, _LATIN_BEFORE_HONORIFIC, _LATIN_AFTER_CUE)


def find_english_names(text: str) -> Iterator[Found]:
    """Names in Latin letters; may overlap."""
    for match in _HONORIFIC.finditer(text):
        kept = _trimmed(match["v"])
        if kept:
            yield Found(match.start(), match.start("v") + len(kept), "name")
    for pattern in (*_CUED, _GREETING, _SIGNED):
        for match in pattern.finditer(text):
            yield from _found(match.start("v"), match["v"])
    for match in _LOWER.finditer(text):
        yield from _lower(match)
    for match in _SELF.finditer(text):
        words = match["v"].split()
        if words[0] in FIRST_NAMES or (len(words) > 1 and not NOT_NAMES.intersection(w.lower() for w in words)):
            yield from _found(match.start("v"), match["v"])
    for match in _ANYWHERE.finditer(text):
        yield from _known(match)


def _known(match: re.Match[str]) -> Iterator[Found]:
    """A common first name, with what follows it in capitals."""
    words = match.group().split(" ")
    for i, word in enumerate(words):
        if word in FIRST_NAMES:
            skipped = sum(len(w) + 1 for w in words[:i])
            yield from _found(match.start() + skipped, " ".join(words[i:]))
            return


def _found(start: int, name: str) -> Iterator[Found]:
    kept = _trimmed(name)
    if kept:
        yield Found(start, start + len(kept), "name")


def _trimmed(name: str) -> str:
    """The name without words behind it that no name has; empty where nothing is left of it."""
    kept: list[str] = []
    for word in name.split(" "):
        if word.lower().rstrip(".") in NOT_NAMES:
            break
        kept.append(word)
    return " ".join(kept)


def _lower(match: re.Match[str]) -> Iterator[Found]:
    """Names typed in small letters, after words that leave no doubt."""
    words = match["v"].split(" ")
    if words[0].lower() in NOT_NAMES:
        return
    kept = words if len(words) == 2 and words[1].lower() not in NOT_NAMES else words[:1]
    yield Found(match.start("v"), match.start("v") + len(" ".join(kept)), "name")
