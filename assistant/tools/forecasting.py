"""What the forecasting tool does; apart from it, because it is slow to load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

from langgraph.types import Command

from assistant.analytics.forecast.build import series_of
from assistant.analytics.forecast.drawn import chart_of, csv_of
from assistant.analytics.forecast.events import Event
from assistant.analytics.forecast.holiday import HolidayEffect, forecast_with_holidays
from assistant.analytics.forecast.horizon import coarseness, periods_ahead, reaching
from assistant.analytics.forecast.kinds import Effect, Frequency
from assistant.analytics.forecast.many import Many, forecast_parts
from assistant.analytics.forecast.methods import warm
from assistant.analytics.forecast.periods import counted, read_range
from assistant.analytics.forecast.published import forecast_figures
from assistant.analytics.forecast.report import Supposed, forecast_data, path_of
from assistant.analytics.forecast.series import DAYS, Series
from assistant.analytics.forecast.typed import typed_series
from assistant.analytics.tables.wide import unpivoted
from assistant.language.text import Text
from assistant.progress import Progress
from assistant.tools.plumbing import JsonDict, Outcome, Runtime, language_of, now_of, progress_of, publish, thread_of
from assistant.tools.tables import load_table, table_file

COUNTRY_OF = {"CNY": "CN", "USD": "US", "GBP": "GB", "JPY": "JP"}


EventTold = tuple[str, Effect, float]  # period, effect, amount


@dataclass(frozen=True)
class Asked:
    """What was asked of a forecast; `request` is the same as plain JSON, for follow-ups."""

    horizon: int | None
    unit: Frequency | None
    until: str | None
    events: Sequence[EventTold]
    growth: float | None
    country: str | None
    request: JsonDict


def forecast_asked(runtime: Runtime, exports_dir: Path, request: JsonDict, events: Sequence[EventTold]) -> Command[Any]:
    """Read the history from what was typed or uploaded, then answer."""
    today = now_of(runtime.state).date()
    horizon, unit, until, frequency = (request[key] for key in ("horizon", "unit", "until", "frequency"))
    asked = Asked(horizon, unit, until, events, request["growth"], request["country"], request)
    if request["values"]:
        whole = typed_series(request["values"], today, frequency, request["start"], request["currency"])
        return _answer(runtime, exports_dir, whole, [], asked, Text("", ""), today)
    Thread(target=warm, daemon=True).start()
    progress_of(runtime)(0.1, Text("Reading the table", "正在读取表格"))
    table = load_table(runtime, request["file"])
    table = unpivoted(table) or table
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
    events = tuple(Event(*read_range(period, first), effect, amount) for period, effect, amount in asked.events)
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
    progress = progress_of(runtime)
    progress(0.3, Text("Forecasting, and testing the method on the past", "正在预测，并用历史数据检验方法"))
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
    if groups:
        many, effects = forecast_parts(whole, groups, horizon, progress=_each(progress), country=calendar or "")
        return many, effects, notes
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


def _each(progress: Progress) -> Callable[[int, int], None]:
    """Progress over several series."""

    def told(done: int, of: int) -> None:
        progress(0.2 + 0.7 * done / of, Text(f"{done} of {of} series forecast", f"已预测{done}/{of}个序列"))

    return told


def _new_file(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / ("forecast.csv" if number == 1 else f"forecast-{number}.csv")).exists():
        number += 1
    return path
