"""Numbers as text inside explanations and reasons."""

from __future__ import annotations

from assistant.finance.units import Unit


def number_text(value: float, unit: Unit) -> str:
    """A number as it is read: `15%`, `−30,994,765`, `1,378.92`; at most as many digits as matter."""
    if unit.is_fraction:
        return f"{_trimmed(value * 100)}%"
    return _trimmed(value)


def clean(value: float) -> float:
    """A computed number without the noise of binary fractions: 0.15 − 0.1 is 0.05."""
    return float(f"{value:.12g}")


def amount_text(value: float, unit: Unit, language: str, *, position: bool = False) -> str:
    """A number with its unit: `39 USD`, `8 months`, `8个月`; as a position `month 8`, `第8个月`."""
    text = number_text(value, unit)
    shown = unit.shown
    if position:
        return f"第{text}个月" if language == "zh" else f"month {text}"
    if shown in {"fraction", "ratio"}:
        return text
    if unit.kind == "duration":
        chinese = {"months": "个月", "years": "年", "days": "天"}[shown]
        return f"{text}{chinese}" if language == "zh" else f"{text} {shown if value != 1 else shown[:-1]}"
    return f"{text} {shown}" if unit.kind == "money" else text


def _trimmed(value: float) -> str:
    size = abs(value)
    decimals = 0 if size >= 100_000 else 2 if size >= 0.1 else 4
    text = f"{size:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text.strip("0.,") else text
