"""What is typical of the trade and of the way to earn, as slot values of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.canvas.brief import Brief
from assistant.canvas.pattern_types import Pattern, holds
from assistant.language.lazy_re import lazy_re

_FIELDS = {
    "trade_buyers": "buyers",
    "trade_users": "users",
    "trade_pains": "pains",
    "trade_gains": "gains",
    "trade_rules": "regulation",
    "trade_cycle": "sales_cycle",
    "trade_metrics": "metrics",
    "trade_trap": "failures",
}
# Patterns so common that the trade says more than they do.
_GENERAL = frozenset({"vertical_copilot", "consumer_subscription", "direct_offer", "device_service", "managed_service"})
_OF_THE_MODEL = ("trade_pains", "trade_gains", "trade_metrics", "trade_trap")


_PRIVATE = lazy_re(r"\b(?:household|famil(?:y|ies)|parents?|daughters?|sons?|pet owners?|owners? who)\b", re.IGNORECASE)

_ORGANISED = lazy_re(r"\b(?:schools?|employers?|clubs?|homes|districts?|offices?|clinics?)\b", re.IGNORECASE)


def sold_to_people(industry: Pattern) -> bool:
    """Whether those who buy in an industry are people at home rather than organisations."""
    buyers = _text(industry, "buyers", "en")
    return bool(_PRIVATE.search(buyers)) and not _ORGANISED.search(buyers)


def trade_values(brief: Brief, chosen: Sequence[Pattern]) -> dict[str, str]:
    """Slot values from the profiles of the chosen patterns.

    The industry speaks for the trade; without one the business pattern does, so that nothing foreign is said of a
    trade the library does not know. `no_pain`, `no_user` and `no_price` are guards: present where the founder has not
    said.
    """
    industry = next((p for p in chosen if p.kind == "industry"), None)
    business = next((p for p in chosen if p.kind == "pattern"), None)
    speaker = industry or business
    values = {} if speaker is None else {slot: _text(speaker, name, brief.language) for slot, name in _FIELDS.items()}
    if business is not None and business.id not in _GENERAL:
        # A marketplace or a course has its own troubles, whatever the trade of those who use it.
        values |= {slot: _text(business, _FIELDS[slot], brief.language) for slot in _OF_THE_MODEL}
    if industry is not None and not any(holds(brief.customer, cue) for cue in industry.cues[brief.language]):
        # The trade was read from the product: who decides there is not who decides at this customer.
        values |= {"trade_buyers": "", "trade_users": ""}
    values["no_pain"] = "" if brief.problem else " "
    values["no_user"] = "" if brief.user else " "
    values["no_price"] = "" if brief.pricing else " "
    return {slot: text for slot, text in values.items() if text}


def _text(pattern: Pattern, name: str, language: str) -> str:
    return pattern.profile.get(name, {}).get(language, "")
