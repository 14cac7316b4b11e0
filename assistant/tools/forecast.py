"""The forecasting tool: one or many series of an uploaded table, or of numbers typed in chat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.analytics.forecast.kinds import Effect, Frequency
from assistant.tools.plumbing import Runtime


class EventArgs(BaseModel):
    """A known future event."""

    period: str = Field(
        description="When: 2026-05, 2026-Q3, 2026, 2026-05-01, the same without a year (05, Q3, 10-01), a range such "
        "as 10-01/10-07, or all."
    )
    effect: Effect = Field(
        default="multiply", description="multiply: times the amount; add: plus it; set: that value instead."
    )
    amount: float = Field(
        description="What it does to the forecast value itself: 20 % more is multiply 1.2; 20,000 more is add 20000. "
        "Never what it does to a cost or a budget: ask how much that changes sales."
    )


def forecast_tools(exports_dir: Path) -> list[BaseTool]:
    """`forecast_revenue`; its CSV files go into the conversation's folder of `exports_dir`."""

    @tool(parse_docstring=True)
    def forecast_revenue(
        runtime: Runtime,
        file: str | None = None,
        value: str | None = None,
        date: str | None = None,
        by: str | None = None,
        horizon: int | None = None,
        unit: Frequency | None = None,
        until: str | None = None,
        frequency: Frequency | None = None,
        events: list[EventArgs] | None = None,
        growth: float | None = None,
        values: list[float] | None = None,
        start: str | None = None,
        currency: str | None = None,
        country: str | None = None,
    ) -> Command[Any]:
        """Forecast revenue, sales, orders or any series over time, with ranges and a test against naive rules.

        From an uploaded table or typed numbers. To change the last forecast, call it again with all that still holds.

        Args:
            runtime: State of the conversation, injected.
            file: Name of the uploaded table; left out, the one uploaded last.
            value: Column to forecast or the user's word for it; "rows" counts rows; left out, the likeliest.
            date: Date column; left out, the only one.
            by: Column to split by, e.g. region: a forecast for each of its values that adds up to the total.
            horizon: How many units ahead; left out, a year of months or quarters, 28 days, 13 weeks.
            unit: What horizon counts; left out, periods of the data.
            until: Last period instead of horizon: 2026-12, 2026, this_year or next_year.
            frequency: Length of a period, only where the user says so.
            events: Known future events, e.g. a promotion in May.
            growth: Growth a year to show beside the forecast, as a fraction.
            values: Numbers typed in chat instead of a file, oldest first, at least three.
            start: First period of those numbers, e.g. 2026-01; left out, they end with the last whole period.
            currency: ISO code of those numbers where they are money.
            country: ISO 3166 code of the holiday calendar for daily and weekly data, e.g. CN, US, DE.
        """
        return _forecast(
            runtime, exports_dir, events or [], file=file, value=value, date=date, by=by, horizon=horizon, unit=unit,
            until=until, frequency=frequency, growth=growth, values=values, start=start, currency=currency,
            country=country,
        )  # fmt: skip

    return [forecast_revenue]


def _forecast(runtime: Runtime, exports_dir: Path, events: list[EventArgs], **asked: Any) -> Command[Any]:
    from assistant.tools.forecasting import forecast_asked  # slow to load

    told = [(e.period, e.effect, e.amount) for e in events]
    return forecast_asked(runtime, exports_dir, {**asked, "events": [e.model_dump() for e in events]}, told)
