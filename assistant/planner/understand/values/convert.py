"""Turns a quantity as said into the change of an input as the model wants it, and notes every reading taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.finance import FinanceModel, Input, convert_flow, convert_rate_year_to_month
from assistant.language.formatting import format_number
from assistant.language.quantities import Quantity

Note = dict[str, str]
UNITS = {("year", "month"): 12, ("month", "day"): 30, ("week", "day"): 7, ("year", "day"): 365}


@dataclass(frozen=True)
class Change:
    """One argument of a what-if, what was assumed in reading it, and the number that was said."""

    variable: str
    relation: str
    value: float
    notes: tuple[Note, ...] = ()
    said: Quantity | None = field(default=None, compare=False)

    def to_json(self) -> dict[str, object]:
        """As the tool takes it."""
        return {"variable": self.variable, "relation": self.relation, "value": self.value}


def to_change(quantity: Quantity, variable: Input, model: FinanceModel) -> Change:
    """Read a quantity said of a variable.

    A percentage of change multiplies ("up 5 %" of a rate too, which the engine notes), points add, a flow of another
    period is converted, a currency sign is taken as the model's currency. Nothing is refused here.
    """
    notes: list[Note] = []
    if quantity.relation == "multiply" or (quantity.kind == "ratio" and quantity.relation is None):
        if quantity.relation is None and variable.kind == "rate" and 0 <= quantity.value < 1:
            return Change(variable.id, "set", quantity.value, said=quantity)  # "a quarter of the trials convert"
        return Change(variable.id, "multiply", quantity.value, said=quantity)
    if quantity.kind == "percent" and quantity.relation == "change_by":
        return Change(variable.id, "multiply", round(1 + quantity.value, 12), said=quantity)
    value = quantity.value
    if quantity.kind == "count" and variable.kind == "rate" and abs(value) >= 1:
        value /= 100
        notes.append(_bare_note(quantity, value))
    if quantity.currency and variable.kind == "money" and quantity.currency != model.currency:
        notes.append(_currency_note(quantity, model))
    value, converted = _in_period(quantity, value, variable)
    notes.extend(converted)
    return Change(variable.id, quantity.relation or "set", value, tuple(notes), quantity)


def _in_period(quantity: Quantity, value: float, variable: Input) -> tuple[float, list[Note]]:
    period = quantity.period
    if period and quantity.kind == variable.kind == "duration":
        own = variable.measure.shown.removesuffix("s")
        return value * UNITS.get((period, own), 1), []  # a horizon of three years is one of 36 months
    if period is None or quantity.kind == "duration" or variable.period in (None, period):
        return value, []
    if variable.kind == "rate":
        if (period, variable.period) != ("year", "month") or quantity.relation == "change_by" or not 0 <= value <= 1:
            return value, []  # a rate that cannot be is left as it was said; the tool says what is wrong with it
        monthly = convert_rate_year_to_month(value)
        yearly, shown = format_number(value, "fraction", "en"), format_number(monthly, "fraction", "en")
        return monthly, [
            {
                "en": f"{yearly} a year is {shown} a month, compounded.",
                "zh": f"年率 {yearly} 按复利折算为每月 {shown}。",
            }
        ]
    converted = convert_flow(value, period, variable.period)
    return converted, [_period_note(quantity, converted, variable)]


def _period_note(quantity: Quantity, converted: float, variable: Input) -> Note:
    en, zh = (format_number(converted, variable.measure.shown, lang, period=variable.period) for lang in ("en", "zh"))
    said, unit = quantity.text.strip(), "月" if variable.period == "month" else "年"
    return {
        "en": f"You gave “{said}”; the model counts by the {variable.period}, so I used {en}.",
        "zh": f"您说的是“{said}”，模型按{unit}计算，折算为 {zh}。",
    }


def _bare_note(quantity: Quantity, value: float) -> Note:
    shown = format_number(value, "fraction", "en")
    return {"en": f"I read {quantity.text.strip()} as {shown}.", "zh": f"{quantity.text.strip()} 按 {shown} 理解。"}


def _currency_note(quantity: Quantity, model: FinanceModel) -> Note:
    text = quantity.text.strip()
    return {
        "en": f"“{text}” is in {quantity.currency}, the model is in {model.currency}; I took the number as it is, "
        "without converting.",
        "zh": f"“{text}”是 {quantity.currency}，模型以 {model.currency} 计；我直接采用这个数字，没有换算汇率。",
    }
