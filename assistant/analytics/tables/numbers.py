"""Reads the numbers of a column as they are written in one place of the world or another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.language.lazy_re import lazy_re

Mark = Literal[".", ","]

CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "美元": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "euros": "EUR", "欧元": "EUR", "£": "GBP", "gbp": "GBP", "英镑": "GBP", "¥": "CNY", "cny": "CNY",
    "rmb": "CNY", "yuan": "CNY", "元": "CNY", "块": "CNY", "人民币": "CNY", "hk$": "HKD", "hkd": "HKD", "港元": "HKD",
    "港币": "HKD", "₹": "INR", "inr": "INR", "jpy": "JPY", "日元": "JPY", "krw": "KRW", "₩": "KRW", "chf": "CHF",
    "aud": "AUD", "cad": "CAD", "sgd": "SGD",
}  # fmt: skip
SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_SIGNS = "|".join(sorted((re.escape(s) for s in CURRENCIES), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_CELL = lazy_re(
    rf"(?P<open>\()?\s*(?P<minus>[-+−–])?\s*(?P<before>{_SIGNS})?\s*(?P<minus2>[-−–])?\s*"
    rf"(?P<digits>\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)(?P<power>e[-+]?\d+)?\s*(?P<scale>{_SCALE})?\s*(?P<percent>%)?\s*"
    rf"(?P<after>{_SIGNS})?\s*(?P<trailing>-)?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_GROUPS = lazy_re(r"\d{1,3}(?P<mark>[.,'’ \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*")
_ONE_GROUP = lazy_re(r"[-+−]?\d{1,3}[.,]\d{3}")


@dataclass(frozen=True)
class Number:
    """One cell read as a number; a percentage is a fraction."""

    value: float
    percent: bool = False
    currency: str | None = None


def decimal_mark(cells: Iterable[str], default: Mark = ".") -> tuple[Mark, bool]:
    """The decimal mark of a column and whether the cells prove it.

    "1.234,56" and "3,5" prove a comma, "1,234.5" and "3.25" a point. "1,200" alone proves nothing: thousands are
    likelier.

    Args:
        cells: Plain cells.
        default: What the file's other columns or its separator suggest.
    """
    votes: dict[Mark, int] = {".": 0, ",": 0}
    doubtful = False
    for cell in cells:
        match = _CELL.fullmatch(cell)
        digits = match.group("digits").strip() if match else ""
        last = max(digits.rfind("."), digits.rfind(","))
        if last < 0:
            continue
        mark: Mark = "." if digits[last] == "." else ","
        other: Mark = "," if mark == "." else "."
        if other in digits and digits.count(mark) == 1:
            votes[mark] += 2
        elif digits.count(mark) > 1:
            votes[other] += 1
        elif _ONE_GROUP.fullmatch(digits):
            doubtful = True
        else:
            votes[mark] += 1
    if votes["."] == votes[","]:
        return default, not doubtful
    return (".", True) if votes["."] > votes[","] else (",", True)


def read_number(cell: str, mark: Mark = ".") -> Number | None:
    """A plain cell as a number, None where it is none.

    Args:
        cell: E.g. "￥1,200", "(3.5k)", "15%", "1.2万".
        mark: Decimal mark of the column.
    """
    match = _CELL.fullmatch(cell)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    value = _digits(match["digits"].strip(), mark)
    if value is None or (match["before"] and match["after"]):
        return None
    value *= float("1" + (match["power"] or "e0")) * SCALES.get((match["scale"] or "").lower(), 1.0)
    if match["open"] or match["trailing"] or (match["minus"] or match["minus2"] or "+") != "+":
        value = -value
    sign = (match["before"] or match["after"] or "").lower()
    percent = bool(match["percent"])
    return Number(value / 100 if percent else value, percent, CURRENCIES.get(sign))


def _digits(digits: str, mark: Mark) -> float | None:
    whole, _, part = digits.partition(mark) if digits.count(mark) == 1 else (digits, "", "")
    if digits.count(mark) > 1:
        return None
    if not whole.isdigit():
        if whole and not _GROUPS.fullmatch(whole):
            return None
        whole = re.sub(r"\D", "", whole)
    if part and not part.isdigit():
        return None
    return float(f"{whole or 0}.{part or 0}")
