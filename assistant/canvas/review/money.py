"""Checks of prices against segments, channels, costs and the finance model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.canvas.blocks import BlockId
from assistant.canvas.review.finding import Hit, Text
from assistant.canvas.review.sheet import Placed, Sheet, money
from assistant.language.formatting import format_number
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities

# Orders of magnitude only, to compare prices with what a segment can pay; never shown.
ROUGH_DOLLARS = {"CNY": 0.14, "JPY": 0.007, "INR": 0.012, "EUR": 1.1, "GBP": 1.3, "USD": 1.0}
A_YEAR = {"day": 250.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}
CEILINGS = (("poor", 1_000.0), ("micro_business", 15_000.0), ("consumer", 6_000.0))
SMALL_DEAL = 600.0
LARGE_DEAL = 40_000.0
USUAL_RATIO = 3.0
# Where a costly way to sell or serve shows; a sales team among the costs may sell what has no price on the canvas.
COSTLY_IN: dict[str, tuple[BlockId, ...]] = {
    "field_sales": ("channels", "customer_relationships"),
    "personal_service": ("channels", "customer_relationships", "value_propositions", "cost_structure"),
}
AUDIENCE = 20_000.0


@dataclass(frozen=True)
class Price:
    """A price with what a customer pays a year, in rough dollars."""

    placed: Placed
    quantity: Quantity
    period: str | None
    yearly: float


def prices(sheet: Sheet) -> list[Price]:
    """Prices of the revenue block; rates per thousand, thresholds and set-up fees are left out."""
    found = []
    told = sheet.told("revenue_streams")
    for placed, quantity in sheet.prices:
        if placed not in told:
            continue
        around = placed.text[max(0, quantity.span[0] - 14) : quantity.span[1] + 14]
        if sheet.match("cpm", around) or re.search(r"above|over |超过|以上", around):
            continue
        dollars = quantity.value * ROUGH_DOLLARS.get(quantity.currency or "USD", 1.0)
        period = period_of(placed.text, quantity)
        found.append(Price(placed, quantity, period, dollars * A_YEAR.get(period or "year", 1.0)))
    return found


_PERIODS = (
    ("month", lazy_re(r"\bmonth(?:ly)?\b|每月|月费|/月|包月|按月", re.IGNORECASE)),
    ("year", lazy_re(r"\byear(?:ly)?\b|\bannual(?:ly)?\b|每年|年费|/年|包年|一年", re.IGNORECASE)),
    ("week", lazy_re(r"\bweek(?:ly)?\b|每周", re.IGNORECASE)),
    ("day", lazy_re(r"\b(?:day|daily)\b|每天|每日", re.IGNORECASE)),
)


def period_of(text: str, quantity: Quantity) -> str | None:
    """The period of an amount: its own, or the one its clause goes on to name ("per vet and month")."""
    if quantity.period:
        return quantity.period
    clause = re.split(r"[,;，；。]", text[quantity.span[1] :])[0]
    return next((name for name, pattern in _PERIODS if pattern.search(clause)), None)


def price_vs_ability(sheet: Sheet) -> Iterator[Hit]:
    """The lowest price is beyond what such a segment can pay."""
    found = prices(sheet)
    segments = sheet.told("customer_segments")
    if not found or not segments or any(_is_institution(sheet, s) for s in segments):
        return
    lowest = min(found, key=lambda p: p.yearly)
    for family, ceiling in CEILINGS:
        fitting = [s for s in segments if sheet.match(family, s.text)]
        if fitting:
            if lowest.yearly > ceiling:
                yield Hit((fitting[0], lowest.placed))
            return


def _is_institution(sheet: Sheet, placed: Placed) -> bool:
    own = sheet.match("micro_business", placed.text) or sheet.match("poor", placed.text)
    return bool(sheet.match("institution", placed.text)) and not own


def small_deal(sheet: Sheet, family: str) -> Iterator[Hit]:
    """A costly way to sell or serve, of the family, for a deal that cannot carry it."""
    found = prices(sheet)
    if not found or max(p.yearly for p in found) > SMALL_DEAL:
        return
    best = max(found, key=lambda p: p.yearly)
    if sheet.match("individual_unit", best.placed.text) and sheet.holding(["institution"], ["customer_segments"]):
        return
    costly = sheet.holding([family], COSTLY_IN[family])
    if costly:
        yield Hit((best.placed, costly[0]))


def tiny_price(sheet: Sheet) -> Iterator[Hit]:
    """Only large or regulated organisations as customers, and nothing they pay by the month or year is worth a sale."""
    segments = sheet.told("customer_segments")
    large = [s for s in segments if sheet.match("enterprise", s.text)]
    others = [s for s in segments if any(sheet.match(f, s.text) for f in ("consumer", "poor", "micro_business"))]
    found = prices(sheet)
    if not large or others or not found or any(p.period not in {"month", "year"} for p in found):
        return
    best = max(found, key=lambda p: p.yearly)
    whole = not sheet.match("individual_unit", best.placed.text)
    if whole and best.yearly < SMALL_DEAL and len(sheet.told("revenue_streams")) == len({p.placed for p in found}):
        yield Hit((large[0], best.placed))


def self_serve_large_deal(sheet: Sheet) -> Iterator[Hit]:
    """Contracts that need a talk, sold by checkout only."""
    large = [p for p in prices(sheet) if p.yearly >= LARGE_DEAL]
    own = sheet.holding(["self_serve", "only_self_serve"], ["channels"])
    sold = [p for p in sheet.holding(["any_sales", "field_sales"], ["channels"]) if p not in own]
    if large and own and not sold:
        yield Hit((large[0].placed, own[0]))


def cost_above_price(sheet: Sheet) -> Iterator[Hit]:
    """A cost for each unit above the price of the same unit."""
    for cost in sheet.of("cost_structure"):
        for spent in money(cost.text):
            if not sheet.match("per_unit", cost.text):
                continue
            for price in prices(sheet):
                paid = price.quantity
                alike = paid.currency == spent.currency and price.period == period_of(cost.text, spent)
                if alike and sheet.match("per_unit", price.placed.text) and spent.value > paid.value:
                    if _same_unit(cost.text, price.placed.text) or price.period:
                        yield Hit((price.placed, cost))
                        return


_UNIT = lazy_re(r"(?:per|each|every|a|/)\s?([a-z]{3,})|每(?:个|位|名|张|次|份|台|例|条|单|人)?([\u4e00-\u9fff]{0,2})")


def _same_unit(a: str, b: str) -> bool:
    names_a, names_b = ({(g[0] or g[1]).rstrip("s") for g in _UNIT.findall(t.lower())} for t in (a, b))
    return bool(names_a & names_b)


def price_contradiction(sheet: Sheet) -> Iterator[Hit]:
    """Two prices for the same unit and period."""
    found = prices(sheet)
    for number, later in enumerate(found):
        for earlier in found[:number]:
            if later.placed == earlier.placed or _tiers(earlier.placed.text, later.placed.text):
                continue
            a, b = earlier.quantity, later.quantity
            same = a.currency == b.currency and earlier.period == later.period is not None and a.value != b.value
            units_a, units_b = _unit_names(earlier.placed.text), _unit_names(later.placed.text)
            if same and (units_b <= units_a or units_a <= units_b):
                yield Hit((earlier.placed, later.placed))
                return


_TIER = lazy_re(
    r"plan|tier|premium|pro\b|basic|standard|business|enterprise|team|studio|studios|family|add-?on|pack|discount|"
    r"hosting|support|maintenance|module|personal|individual|extra|optional|plus|for (?:small|large)|monitoring|"
    r"个人|团队|企业|工作室|基础|专业|高级|旗舰|标准|套餐|增值|附加|维护|会员|折|优惠|分院|家庭|连锁",
    re.IGNORECASE,
)


def _tiers(a: str, b: str) -> bool:
    return bool(_TIER.search(a) or _TIER.search(b))


def _unit_names(text: str) -> set[str]:
    return {(g[0] or g[1]).rstrip("s") for g in _UNIT.findall(text.lower())} - {"month", "year", "月", "年", ""}


def mixed_currency(sheet: Sheet) -> Iterator[Hit]:
    """Amounts in more than one currency."""
    first: dict[str, Placed] = {}
    for placed in sheet.placed:
        for quantity in money(placed.text):
            if quantity.currency:
                first.setdefault(quantity.currency, placed)
    if len(first) > 1:
        pair = list(first.items())[:2]
        values = {name: _both(code) for name, (code, _) in zip(("a", "b"), pair, strict=True)}
        yield Hit(tuple(p for _, p in pair), values)


def ads_few_users(sheet: Sheet) -> Iterator[Hit]:
    """Advertising as income with an audience too small to live on."""
    ads = sheet.holding(["ads"], ["revenue_streams"])
    if not ads or any(sheet.match("big_audience", p.text) for p in sheet.placed):
        return
    for segment in sheet.of("customer_segments"):
        sizes = [q.value for q in find_quantities(segment.text) if q.kind == "count" and q.value >= 100]
        if sizes and max(sizes) < AUDIENCE:
            yield Hit((segment, ads[0]))
            return


def claim(sheet: Sheet, family: str, figure: str) -> Iterator[Hit]:
    """A number on the canvas that the finance model does not bear out."""
    known = sheet.finance.get(figure)
    if not isinstance(known, int | float):
        return
    for placed in sheet.placed:
        match = sheet.match(family, placed.text)
        said = _claimed(placed.text, match, figure) if match else None
        if said is not None and abs(said - known) > 0.1 * max(abs(known), abs(said)):
            unit = {"gross_margin": "fraction", "runway_months": "months"}.get(figure, "ratio")
            yield Hit((placed,), {"a": _number(said, unit), "b": _number(float(known), unit)})


def _claimed(text: str, match: re.Match[str], figure: str) -> float | None:
    if figure == "ltv_to_cac":
        number = re.search(r"\D{0,14}?(\d+(?:\.\d+)?)", text[match.end() :])
        return float(number.group(1)) if number else None
    kinds = {"gross_margin": "percent", "runway_months": "duration"}
    for quantity in find_quantities(text):
        if quantity.kind == kinds[figure]:
            return quantity.value * (12.0 if quantity.period == "year" and figure == "runway_months" else 1.0)
    return None


def ltv_cac_low(sheet: Sheet) -> Iterator[Hit]:
    """The model's own ratio is under the usual bar."""
    known = sheet.finance.get("ltv_to_cac")
    if isinstance(known, int | float) and known < USUAL_RATIO:
        yield Hit(values={"a": _number(float(known), "ratio"), "b": _number(USUAL_RATIO, "ratio")})


def beyond_belief(sheet: Sheet) -> Iterator[Hit]:
    """A result or an input of the model that can hardly be right, as the finance room words it."""
    doubt = sheet.finance.get("doubt")
    if isinstance(doubt, Mapping):
        yield Hit(values={"a": doubt})


def price_differs_from_model(sheet: Sheet) -> Iterator[Hit]:
    """The one monthly price of the canvas is not the price of the finance model."""
    price = sheet.finance.get("price")
    monthly = [p for p in prices(sheet) if p.period == "month"]
    if not isinstance(price, int | float) or not monthly:
        return
    if all(abs(p.quantity.value - price) > 0.005 * price for p in monthly):
        said, unit = monthly[0].quantity, str(sheet.finance.get("price_unit") or "number")
        values = {"a": _number(said.value, said.currency or unit), "b": _number(float(price), unit)}
        yield Hit((monthly[0].placed,), values)


def _both(text: str) -> Text:
    return {"en": text, "zh": text}


def _number(value: float, unit: str) -> Text:
    return {language: format_number(value, unit, language) for language in ("en", "zh")}
