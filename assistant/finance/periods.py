"""Converting amounts and rates between periods."""

from __future__ import annotations

from assistant.errors import ToolInputError

# A year has 365 days, 12 equal months and 4 quarters.
PER_YEAR: dict[str, float] = {"day": 365.0, "week": 365.0 / 7.0, "month": 12.0, "quarter": 4.0, "year": 1.0}


def convert_flow(value: float, from_period: str, to_period: str) -> float:
    """Convert an amount per period: 200,000 a month is 2,400,000 a year.

    Args:
        value: Amount per `from_period`.
        from_period: day, week, month, quarter or year.
        to_period: The same.

    Raises:
        ToolInputError: A period is unknown.
    """
    return value * (_per_year(from_period) / _per_year(to_period))


def convert_rate(rate: float, from_period: str, to_period: str) -> float:
    """Convert a churn-like rate by compounding: 1 − (1 − c)^(to/from).

    Args:
        rate: Share lost per `from_period`, 0 to 1.
        from_period: day, week, month, quarter or year.
        to_period: The same.

    Raises:
        ToolInputError: A period is unknown or the rate is outside of 0 to 1.
    """
    if not 0 <= rate <= 1:
        raise ToolInputError(
            f"A rate lies between 0% and 100%, not {rate:.6g}.", f"比率必须在0%到100%之间，不能是{rate:.6g}。"
        )
    exponent = _per_year(from_period) / _per_year(to_period)
    return 1.0 - float((1.0 - rate) ** exponent)


def convert_rate_year_to_month(rate: float) -> float:
    """Monthly churn that loses `rate` in a year: 1 − (1 − c)^(1/12)."""
    return convert_rate(rate, "year", "month")


def convert_rate_month_to_year(rate: float) -> float:
    """Churn of a year at `rate` a month: 1 − (1 − c)^12."""
    return convert_rate(rate, "month", "year")


def _per_year(period: str) -> float:
    if period not in PER_YEAR:
        known = ", ".join(PER_YEAR)
        raise ToolInputError(f"Unknown period {period!r}; use {known}.", f"未知的周期“{period}”，请使用{known}。")
    return PER_YEAR[period]
