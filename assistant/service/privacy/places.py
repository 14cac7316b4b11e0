"""Postal addresses, as far as their form gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.lazy_re import lazy_re
from assistant.service.privacy.kinds import Found

_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|ct|place|square|sq|way|"
    r"terrace|close|crescent|"
    r"highway|hwy|parkway|pkwy|gate|gardens|mews|hill|quay|wharf|alley|row|walk|circle|cir|trail|trl)"
)
_WORD = r"(?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th))"
_UNIT = r"(?:,?\s+(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|#)\.?\s*#?[\w-]{1,6})"
_TAIL = (
    r"(?:\s+(?:NW|NE|SW|SE|N|S|E|W)\b)?"
    rf"{_UNIT}?"
    r"(?:,\s*[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2})?"
    r"(?:,?\s+[A-Z]{2}\b(?:\s+\d{5}(?:-\d{4})?)?|,?\s+[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|,?\s+\d{5}(?:-\d{4})?\b)?"
)
_ENGLISH = lazy_re(
    rf"\b(?!\d+ (?i:hour|day|star|minute|week|month|"
    rf"year))\d{{1,5}}[A-Za-z]?,?\s+(?:{_WORD}\s+){{1,4}}(?i:{_STREET})\b\.?{_TAIL}"
)
_LOWER = lazy_re(
    rf"\b(?:at|to|is|address:?|live on|live at)\s+(?P<v>\d{{1,5}}[a-z]?\s+(?:[a-z]+\s+){{1,2}}{_STREET}\b)",
    re.IGNORECASE,
)
_NUMBERED = lazy_re(
    rf"\b\d{{2,5}}\s+(?i:fifth|first|second|third|fourth|sixth|park|madison)\s+(?i:ave(?:nue)?|st(?:reet)?)\b{_TAIL}"
)
_FRENCH = lazy_re(
    r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?i:rue|avenue|boulevard|place|quai|via|calle|plaza|"
    r"rua)\s+(?:(?:de|du|des|la|le|les|del|della|di|da|do)\s+|d')*"
    r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2}(?:,\s*(?:\d{5}\s+)?[A-Z][a-z]+)?"
)
_GERMAN = lazy_re(
    r"\b[A-Z][a-zäöüß-]+(?:straße|strasse|str\.|allee|platz|weg|"
    r"gasse)\s+\d{1,4}[a-z]?(?:,\s*\d{5}\s+[A-Z][a-zäöüß]+)?\b"
)
_BOX = lazy_re(r"\bP\.?\s?O\.?\s+Box\s+\d+", re.IGNORECASE)
_HAN = r"[\u4e00-\u9fff]"
_REGION = rf"(?:{_HAN}{{2,8}}?(?:省|自治区|特别行政区|市|自治州|地区|区|县|旗|镇|乡|街道|新区|开发区)){{0,5}}"
_ROOM = rf"(?:(?:{_HAN}|[A-Za-z0-9-]){{0,12}}?(?:号院|号楼|栋|幢|座|单元|层|楼|室|户)){{0,6}}"
_CHINESE = lazy_re(
    rf"{_REGION}{_HAN}{{1,8}}?(?:路|街|大道|大街|道|巷|胡同|弄|里|"
    rf"村)(?:{_HAN}段)?\d{{1,5}}(?:[-—]\d{{1,4}})?(?:号|弄|巷){_ROOM}"
    rf"(?:{_HAN}{{2,8}}?(?:广场|大厦|中心|花园|小区|公寓|大楼)(?:\d{{1,3}}楼?)?)?"
)
_ESTATE = lazy_re(
    rf"{_REGION}{_HAN}{{2,8}}?(?:小区|花园|公寓|苑|大厦|广场|家园|新村|新城|园区|"
    rf"宿舍)[A-Za-z]?\d{{1,4}}(?:号楼|栋|幢|座|单元|楼|室){_ROOM}"
)
_LEADING = lazy_re(
    r"^(?:.*?(?:收货|新|我的|家庭|公司|旧|原|邮寄)?地址(?:改成|改为|换成|是|为)?|我(?:家)?(?:住在?|"
    r"在)|我们(?:公司)?在|公司在|"
    r"请?(?:寄到|送到|发到|寄往|退到|退货寄到|放在|送货到|改送|改寄|改成|搬到了?|住在|位于|在|到))"
)


def find_places(text: str) -> Iterator[Found]:
    """Every address in `text`; may overlap."""
    for pattern in (_ENGLISH, _NUMBERED, _FRENCH, _GERMAN, _BOX):
        yield from (Found(m.start(), m.end(), "address") for m in pattern.finditer(text))
    yield from (Found(*m.span("v"), "address") for m in _LOWER.finditer(text))
    for pattern in (_CHINESE, _ESTATE):
        for match in pattern.finditer(text):
            lead = _LEADING.match(match.group())
            yield Found(match.start() + (lead.end() if lead else 0), match.end(), "address")
