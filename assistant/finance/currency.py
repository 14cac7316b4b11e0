"""The currency of a model: a label of its amounts, which the user can choose.

No number of the user is ever converted. The example amounts of the model files are in US dollars; in another currency
they are restated at a rough price level, so that an example of 15,000 a month is not taken for 15,000 yen. The levels
are round numbers for plausible examples, not exchange rates.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.errors import ToolInputError
from assistant.finance.model import FinanceModel, Formula, Input, Way
from assistant.finance.units import CURRENCIES, Unit, parse_unit

_CACHE: dict[tuple[int, str], tuple[FinanceModel, FinanceModel]] = {}
_KEPT = 64
# What an example of one US dollar is about worth in prices of the currency.
PRICE_LEVEL: dict[str, float] = {
    "USD": 1, "EUR": 1, "GBP": 1, "CNY": 7, "JPY": 150, "HKD": 8, "SGD": 1, "INR": 80, "KRW": 1000, "TWD": 30,
    "AUD": 1.5, "CAD": 1.5, "NZD": 1.5, "CHF": 1, "THB": 30, "VND": 25000, "MYR": 4, "IDR": 16000, "PHP": 60, "BRL": 5,
    "MXN": 20, "SEK": 10, "NOK": 10, "DKK": 7, "PLN": 4, "CZK": 20, "HUF": 400, "RUB": 90, "AED": 4, "SAR": 4,
    "ZAR": 20, "ILS": 4, "NGN": 1500, "KES": 130, "EGP": 50, "TRY": 40,
}  # fmt: skip


def checked_currency(code: str) -> str:
    """A currency code in capitals.

    Raises:
        ToolInputError: It is none that models can be in.
    """
    wanted = code.strip().upper()
    if wanted not in CURRENCIES:
        known = sorted(CURRENCIES)
        raise ToolInputError(
            f"I cannot count in '{code}'. Use one of: {', '.join(known)}.",
            f"暂不支持以“{code}”计价，可用的币种：{'、'.join(known)}。",
        )
    return wanted


def in_currency(model: FinanceModel, currency: str) -> FinanceModel:
    """The model with its amounts in another currency: its example amounts at that currency's price level.

    Args:
        model: A model as its file has it; what a user added keeps its number only if it is added afterwards.
        currency: One of `units.CURRENCIES`.
    """
    if currency == model.currency:
        return model
    key = (id(model), currency)
    kept = _CACHE.get(key)
    if kept and kept[0] is model:
        return kept[1]
    made = _relabelled(model, currency)
    if len(_CACHE) >= _KEPT:
        _CACHE.pop(next(iter(_CACHE)))
    _CACHE[key] = (model, made)
    return made


def _relabelled(model: FinanceModel, currency: str) -> FinanceModel:
    def measure(unit: Unit) -> Unit:
        parts = unit.text.replace(model.currency, currency)
        return parse_unit(parts) if parts != unit.text else unit

    level = PRICE_LEVEL.get(currency, 1) / PRICE_LEVEL.get(model.currency, 1)

    def variable(item: Input) -> Input:
        restated = _plain(item.default * level) if item.kind == "money" and level != 1 else item.default
        default = min(max(restated, item.minimum), item.maximum)
        return replace(item, measure=measure(item.measure), default=default)

    def formula(item: Formula) -> Formula:
        return replace(item, measure=measure(item.measure))

    def way(item: Way) -> Way:
        return replace(item, measure=measure(item.measure))

    return replace(
        model,
        currency=currency,
        inputs=tuple(variable(i) for i in model.inputs),
        formulas=tuple(formula(f) for f in model.formulas),
        ways=tuple(way(w) for w in model.ways),
    )


def _plain(value: float) -> float:
    """An example amount in two digits, as examples are given."""
    return float(f"{value:.2g}")
