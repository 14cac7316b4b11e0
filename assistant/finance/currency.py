"""The currency of a model: a label of its amounts, which the user can choose. Nothing is ever converted."""

from __future__ import annotations

from dataclasses import replace

from assistant.errors import ToolInputError
from assistant.finance.model import FinanceModel, Formula, Input, Way
from assistant.finance.units import CURRENCIES, Unit, parse_unit

_CACHE: dict[tuple[int, str], tuple[FinanceModel, FinanceModel]] = {}
_KEPT = 64


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
    """The model with its amounts labelled in another currency; every number stays as it is.

    Args:
        model: A model.
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

    def variable(item: Input) -> Input:
        return replace(item, measure=measure(item.measure))

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
