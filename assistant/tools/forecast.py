"""The forecasting tool: one or many series of an uploaded table, or of numbers typed in chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.analytics.forecast import Frequency, Series, series_of
from assistant.analytics.forecast.drawn import chart_of, csv_of
from assistant.analytics.forecast.events import Effect, Event
from assistant.analytics.forecast.holiday import HolidayEffect, forecast_with_holidays
from assistant.analytics.forecast.horizon import coarseness, periods_ahead, reaching
from assistant.analytics.forecast.many import Many, forecast_parts
from assistant.analytics.forecast.methods import warm
from assistant.analytics.forecast.periods import counted, read_range
from assistant.analytics.forecast.published import forecast_figures
from assistant.analytics.forecast.report import Supposed, forecast_data, path_of
from assistant.analytics.forecast.series import DAYS
from assistant.analytics.forecast.typed import typed_series
from assistant.language.text import Text
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, publish, thread_of
from assistant.tools.tables import load_table, table_file

COUNTRY_OF = {"CNY": "CN", "USD": "US", "GBP": "GB", "JPY": "JP"}


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


@dataclass(frozen=True)
class Asked:
    """What was asked of a forecast; `request` is the same as plain JSON, for follow-ups."""

    horizon: int | None
    unit: Frequency | None
    until: str | None
    events: Sequence[EventArgs]
    growth: float | None
    country: str | None
    request: JsonDict


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
        request = {
            "file": file, "value": value, "date": date, "by": by, "horizon": horizon, "unit": unit, "until": until,
            "frequency": frequency, "events": [e.model_dump() for e in events or ()], "growth": growth,
            "values": values, "start": start, "currency": currency, "country": country,
        }  # fmt: skip
        return _forecast(runtime, exports_dir, request, events or ())

    return [forecast_revenue]


def _forecast(runtime: Runtime, exports_dir: Path, request: JsonDict, events: Sequence[EventArgs]) -> Command[Any]:
    """Read the history from what was typed or uploaded, then answer."""
    today = datetime.now(UTC).date()
    horizon, unit, until, frequency = (request[key] for key in ("horizon", "unit", "until", "frequency"))
    asked = Asked(horizon, unit, until, events, request["growth"], request["country"], request)
    if request["values"]:
        whole = typed_series(request["values"], today, frequency, request["start"], request["currency"])
        return _answer(runtime, exports_dir, whole, [], asked, Text("", ""), today)
    Thread(target=warm, daemon=True).start()
    table = load_table(runtime, request["file"])
    value, when, by = request["value"], request["date"], request["by"]
    at_least = coarseness(horizon, unit, until)
    (whole,) = series_of(table, value, when, None, frequency, at_least)
    groups = series_of(table, value, when, by, frequency, at_least) if by else []
    name = str(table_file(runtime, request["file"])["name"])
    request["file"] = name
    return _answer(runtime, exports_dir, whole, groups, asked, Text(name, name), today)


def _answer(
    runtime: Runtime, exports_dir: Path, whole: Series, groups: list[Series], asked: Asked, source: Text, today: date
) -> Command[Any]:
    first = whole.period(len(whole.values))
    wanted = periods_ahead(whole, asked.horizon, asked.unit, asked.until, today)
    events = tuple(Event(*read_range(e.period, first), e.effect, e.amount) for e in asked.events)
    horizon = reaching(whole, wanted, events)
    supposed = Supposed(events, asked.growth)
    many, effects, notes = _computed(runtime, whole, groups, horizon, asked.country)
    if horizon > wanted:
        length = counted(horizon, whole.frequency)
        notes.append(
            Text(f"The forecast goes on for {length.en} to reach the event.", f"为覆盖该事件，预测延长到{length.zh}。")
        )
    path = path_of(many.total, supposed)
    data = forecast_data(many, supposed, path, effects)
    data["notes"] += [n.to_json() for n in notes]
    data |= {"source": source.to_json(), "typed": bool(asked.request["values"]), "request": asked.request}
    naive = data["naive"]["values"] if data["naive"] else None
    title = data["source"] if not whole.name else {"en": whole.name, "zh": whole.name}
    heading = Text("Sales", "销售").to_json() if not (whole.name or source.en) else title
    data["charts"] = [chart_of(many, path, naive, heading)]
    file = _new_file(exports_dir / thread_of(runtime))
    file.write_text(csv_of(many, path, naive), encoding="utf-8-sig")
    data["path"] = str(file)
    state = {"exports": [*(runtime.state.get("exports") or []), str(file)]}
    figures = forecast_figures(data, language_of(runtime))
    return publish(Outcome(data, figures, state=state), "forecast_revenue", runtime)


def _computed(
    runtime: Runtime, whole: Series, groups: list[Series], horizon: int, country: str | None
) -> tuple[Many, list[HolidayEffect], list[Text]]:
    """The forecast, the holidays ahead of it, and what was assumed."""
    notes: list[Text] = []
    if groups:
        return forecast_parts(whole, groups, horizon, progress=_progress(runtime)), [], notes
    calendar, assumed = _calendar(whole, country, language_of(runtime))
    if whole.frequency in DAYS and calendar is None:
        notes.append(
            Text(
                "No public holidays are counted; name your country and I will.", "没有计入节假日；告诉我国家即可计入。"
            )
        )
    elif assumed:
        notes.append(
            Text(f"Holidays are those of {calendar}, which I assumed.", f"节假日按{calendar}日历处理（我的假设）。")
        )
    found, effects = forecast_with_holidays(whole, horizon, calendar or "")
    return Many(found), effects, notes


def _calendar(series: Series, country: str | None, language: str) -> tuple[str | None, bool]:
    """The holiday calendar to use, and whether it was assumed."""
    if series.frequency not in DAYS:
        return None, False
    if country:
        return country.strip().upper(), False
    guess = COUNTRY_OF.get(series.unit) or ("CN" if language == "zh" else None)
    return guess, guess is not None


def _progress(runtime: Runtime) -> Any:
    writer = getattr(runtime, "stream_writer", None)

    def told(done: int, of: int) -> None:
        if writer is not None:
            writer({"progress": {"tool": "forecast_revenue", "call_id": runtime.tool_call_id, "done": done, "of": of}})

    return told


def _new_file(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / ("forecast.csv" if number == 1 else f"forecast-{number}.csv")).exists():
        number += 1
    return path
