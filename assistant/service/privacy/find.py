"""Finds personal data in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.language.lazy_re import lazy_re
from assistant.service.privacy.kinds import Found, Kind
from assistant.service.privacy.names_en import find_english_names
from assistant.service.privacy.names_zh import find_chinese_names
from assistant.service.privacy.numbers import find_numbers
from assistant.service.privacy.places import find_places

PLACEHOLDER = lazy_re(
    r"[\[【]\s*(NAME|PHONE|EMAIL|CARD|ID|IBAN|ADDRESS|IP|ACCOUNT|SECRET|LITERAL)[_ ](\d+)\s*[\]】]", re.I
)
# Which reading wins where two overlap; a name inside an address is part of the address.
_ORDER: tuple[Kind, ...] = (
    *("literal", "email", "secret", "iban", "id", "card"),
    *("address", "account", "phone", "ip", "name"),
)
_RANK = {kind: place for place, kind in enumerate(_ORDER)}


def find_personal(text: str) -> list[Found]:
    """Personal data in `text`, in its order, without overlaps."""
    candidates = [
        *(Found(m.start(), m.end(), "literal") for m in PLACEHOLDER.finditer(text)),
        *find_numbers(text),
        *find_places(text),
        *find_english_names(text),
        *find_chinese_names(text),
    ]
    return apart(candidates)


def apart(candidates: Iterable[Found]) -> list[Found]:
    """The candidates that count where some overlap, in the order of the text."""
    kept: list[Found] = []
    for found in sorted(candidates, key=lambda f: (_RANK[f.kind], f.start - f.end, f.start)):
        if all(found.end <= other.start or found.start >= other.end for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)
