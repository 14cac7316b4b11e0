"""Numbers and money as people read them, in both languages.

Whatever is written here can be found again by the grounding check: the text rounds the value at its last digit.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
CURRENCY_SIGNS = {"USD": "$", "CNY": "¥", "EUR": "€", "GBP": "£"}
_PER_EN = {"day": "/day", "week": "/week", "month": "/month", "quarter": "/quarter", "year": "/year"}
_PER_ZH = {"day": "/天", "week": "/周", "month": "/月", "quarter": "/季度", "year": "/年"}
_TIME_ZH = {"days": "天", "weeks": "周", "months": "个月", "quarters": "个季度", "years": "年"}
_COUNT_ZH = {
    "customers": "个客户", "users": "个用户", "people": "人", "trials": "次试用", "orders": "单", "items": "个",
    "messages": "条", "transactions": "笔", "promotions": "次",
}  # fmt: skip
_RATIO_DECIMALS = 2


def format_number(
    value: float, unit: str, language: str, *, period: str | None = None, precision: int | None = None
) -> str:
    """A value with its unit: "−$3,120.50", "15%", "3.4×", "12 months", "¥200,000/月".

    Args:
        value: Unrounded; rates are fractions.
        unit: ISO currency, "fraction", "points", "ratio", "months" …, "count" or "" for a bare number, or a noun.
        language: "en" or "zh".
        period: For a flow, e.g. "month"; written as "/month" or "/月".
        precision: Decimals to show; by default as many as the value needs.
    """
    sign = MINUS if value < 0 and not _is_zero(value, unit, precision) else ""
    body = _body(abs(value), unit, language, precision)
    return f"{sign}{body}{_per(period, unit, language)}"


def format_delta(
    value: float, unit: str, language: str, *, period: str | None = None, precision: int | None = None
) -> str:
    """A difference, signed unless it is nothing: "+$1,200", "−5 points" ("−5个百分点") for a rate."""
    if unit == "fraction":
        unit = "points"
    sign = "" if _is_zero(value, unit, precision) else MINUS if value < 0 else "+"
    body = _body(abs(value), unit, language, precision)
    return f"{sign}{body}{_per(period, unit, language)}"


def _per(period: str | None, unit: str, language: str) -> str:
    if period is None or unit in _TIME_ZH:
        return ""
    return (_PER_ZH if language == "zh" else _PER_EN).get(period, f"/{period}")


def _body(value: float, unit: str, language: str, precision: int | None) -> str:
    if _is_currency(unit):
        return _money(value, unit, precision)
    if unit == "fraction":
        return f"{_percent(value, precision)}%"
    if unit == "points":
        shown = _percent(value, precision)
        return f"{shown}个百分点" if language == "zh" else f"{shown} point{'' if shown == '1' else 's'}"
    if unit == "ratio":
        return f"{_decimal(value, _RATIO_DECIMALS if precision is None else precision, trim=precision is None)}×"
    shown = _decimal(value, 2 if precision is None else precision, trim=precision is None)
    return f"{shown}{_noun(shown, unit, language)}"


def _percent(value: float, precision: int | None) -> str:
    """Two decimals are enough to read, four where less than one percent is said."""
    enough = 2 if value >= 0.01 else 4
    return _decimal(value * 100, enough if precision is None else precision, trim=precision is None)


def _noun(shown: str, unit: str, language: str) -> str:
    if unit in {"", "count", "number"}:
        return ""
    if language == "zh":
        return _TIME_ZH.get(unit) or _COUNT_ZH.get(unit) or f" {unit}"
    one = shown == "1" and unit.endswith("s") and not unit.endswith("ss")
    return f" {unit[:-1] if one else unit}"


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isalpha() and unit.isupper()


def _money(value: float, unit: str, precision: int | None) -> str:
    if precision is None:
        shown = _decimal(value, 2, trim=False)
        if shown.endswith(".00") and (value == round(value)):
            shown = shown[:-3]
        elif 0 < value < 1:
            shown = _decimal(value, 4, trim=True)
    else:
        shown = _decimal(value, precision, trim=False)
    return f"{CURRENCY_SIGNS[unit]}{shown}" if unit in CURRENCY_SIGNS else f"{shown} {unit}"


def _decimal(value: float, decimals: int, *, trim: bool) -> str:
    step = Decimal(1).scaleb(-decimals)
    text = f"{Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if trim and "." in text else text


def _is_zero(value: float, unit: str, precision: int | None) -> bool:
    body = _body(abs(value), unit, "en", precision)
    return not any(c in "123456789" for c in body)
