"""Which currency a talk counts in: the one chosen, else that of the amounts told, else that of the language.

What is chosen in so many words holds. Until then the first amount with a currency decides, whatever its message is
otherwise about; once a number of the founder's is in the model, an amount in another currency is only one that happens
to be paid in it. Who talks Chinese and has named none counts in yuan. Nothing is ever converted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.finance.units import CURRENCIES
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_numbers

JsonDict = dict[str, Any]
OF_LANGUAGE = {"zh": "CNY"}
# How a currency came to be: said by the language talked in, by an amount told; missing where it was chosen.
BY = "currency_by"
# Set for the turn in which the currency of a model in use changed.
NEW = "currency_new"
_CENTS = lazy_re(r"\d\s*(?:cents?|¢)$", re.IGNORECASE)  # of a euro as well
_WEIGHT = lazy_re(r"pounds?$", re.IGNORECASE)


def counted(finance: Mapping[str, Any], texts: Sequence[str], language: str) -> JsonDict:
    """The finance state as a turn begins, in the currency that the talk counts in.

    Args:
        finance: The state until now.
        texts: What may tell the currency, the most telling first: the message, the price of the brief.
        language: Of the reply.
    """
    before = {key: value for key, value in finance.items() if key != NEW}
    told = next((code for text in texts if (code := told_currency(text))), None) if _open(before) else None
    if told is None and _unsaid(before) and language in OF_LANGUAGE:
        return {**before, "currency": OF_LANGUAGE[language], BY: "language"}
    if told is None or (told == before.get("currency") and before.get(BY) == "amount"):
        return before
    after = {**before, "currency": told, BY: "amount"}
    if not before.get("template") or told == before.get("currency"):
        return after
    return {**_own(after), NEW: True}


def told_currency(text: str) -> str | None:
    """The one currency that the amounts of a text are in; None where they are in none or in several."""
    said = {
        n.currency
        for n in find_numbers(text)
        if n.kind == "money" and n.currency and not _CENTS.search(n.text) and not _weighs(text, n.text, n.span[1])
    }
    # Bitcoin and marks can be read, but no model is counted in them.
    return said.pop() if len(said) == 1 and said <= CURRENCIES else None


def _weighs(text: str, amount: str, end: int) -> bool:
    """Whether an amount of pounds is one of flour."""
    return bool(_WEIGHT.search(amount)) and text[end:].lstrip().lower().startswith("of ")


def _open(finance: Mapping[str, Any]) -> bool:
    """Whether an amount can still say what is counted in."""
    by = finance.get(BY)
    return "currency" not in finance or by == "language" or (by == "amount" and not finance.get("stated"))


def _unsaid(finance: Mapping[str, Any]) -> bool:
    """Whether nothing says yet what is counted in: a model in use shows the currency of its file."""
    return "currency" not in finance and not finance.get("template")


def _own(finance: JsonDict) -> JsonDict:
    """The state without example numbers, which are others in another currency."""
    if "stated" not in finance:
        return finance
    return {**finance, "inputs": {k: v for k, v in (finance.get("inputs") or {}).items() if k in finance["stated"]}}
