"""What public holidays have done to days and weeks of a history, and will do to those ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from assistant.analytics.forecast.forecast import Forecast, forecast
from assistant.analytics.forecast.series import DAYS, Floats, Series
from assistant.errors import ToolInputError

AROUND = 4  # same weekdays (or weeks) before and after that a day is compared with
LEAST_TIMES = 2  # years a holiday must have been seen in
LEAST_EFFECT = 0.05
LIMITS = (0.05, 20.0)
WEEKEND = 2
IN_LIEU = 7  # days around a holiday that a day off in lieu belongs to
# What users of a Chinese page call the holidays; others keep their English names.
CHINESE = {
    "New Year's Day": "元旦", "Chinese New Year": "春节", "Tomb-Sweeping Day": "清明节", "Labor Day": "劳动节",
    "Dragon Boat Festival": "端午节", "Mid-Autumn Festival": "中秋节", "National Day": "国庆节", "618": "618",
    "Singles' Day": "双十一", "Double 12": "双十二", "Christmas Day": "圣诞节", "Thanksgiving Day": "感恩节",
    "Thanksgiving": "感恩节", "Good Friday": "耶稣受难日", "Easter Monday": "复活节星期一",
    "Black Friday": "黑色星期五", "Cyber Monday": "网络星期一", "Independence Day": "独立日",
    "Memorial Day": "阵亡将士纪念日",
}  # fmt: skip


@dataclass(frozen=True)
class HolidayEffect:
    """One holiday.

    Attributes:
        name: As the calendar of the country calls it, in English.
        days: Its periods ahead.
        times: Years of the history it was seen in.
        factor: What it multiplies a period by; None where it was seen too rarely, or not always in the same direction.
    """

    name: str
    days: tuple[date, ...]
    times: int
    factor: float | None


def holiday_effects(series: Series, horizon: int, country: str) -> list[HolidayEffect]:
    """Holidays that lie ahead of a daily or weekly series, with their measured effect.

    A holiday's effect is the median over the years of value over the median of the same weekdays (or the weeks) around
    it. It counts from two years on, if each of them went the same way.

    Args:
        series: The history; other frequencies than days and weeks give nothing.
        horizon: Periods ahead.
        country: ISO 3166 code, e.g. CN, US, DE; "" for no calendar.

    Raises:
        ToolInputError: The country is not known.
    """
    if series.frequency not in DAYS or not country:
        return []
    count = len(series.values)
    marked = _marks(series, count + horizon, country)
    taken = {i for places in marked.values() for i in places}
    found = []
    for name, places in marked.items():
        ahead = tuple(series.period(i) for i in places if i >= count)
        ratios = _ratios(series, [i for i in places if i < count], taken)
        if ahead:
            found.append(HolidayEffect(name, ahead, len(ratios), _factor(list(ratios.values()))))
    return found


def factors(series: Series, horizon: int, country: str, effects: Sequence[HolidayEffect]) -> tuple[Floats, Floats]:
    """What the counted effects multiply the history and the periods ahead by, 1 elsewhere."""
    count = len(series.values)
    every = np.ones(count + horizon)
    known = {e.name: e.factor for e in effects if e.factor is not None}
    for name, places in _marks(series, count + horizon, country).items():
        if name in known:
            every[list(places)] = known[name]
    return every[:count], every[count:]


def _marks(series: Series, length: int, country: str) -> Mapping[str, tuple[int, ...]]:
    """Periods of each holiday by its English name, those of several days in a row under one name."""
    first, last = series.start, series.period(length)
    width = DAYS[series.frequency]
    found: dict[str, list[int]] = {}
    for day, name in _named_days(country, first.year, last.year):
        if first <= day < last:
            places = found.setdefault(name, [])
            place = (day - first).days // width
            if place not in places:
                places.append(place)
    return {name: tuple(places) for name, places in found.items()}


def _named_days(country: str, first: int, last: int) -> list[tuple[date, str]]:
    """Public holidays and shopping days; days off in lieu belong to the holiday they are next to."""
    import holidays

    try:
        calendar = holidays.country_holidays(country, years=range(first, last + 1), language="en_US")
    except NotImplementedError:
        raise ToolInputError(
            f"There is no holiday calendar for {country!r}. Give an ISO code such as CN, US, DE or FR.",
            f"没有“{country}”的节假日日历。请给ISO国家代码，例如CN、US、DE、FR。",
            question=True,
        ) from None
    named: list[tuple[date, str]] = []
    moved: list[tuple[date, str]] = []
    for day, titles in calendar.items():
        for title in str(titles).split("; "):
            name = title.split(" (")[0].strip()
            (moved if name.startswith("Day off") else named).append((day, name))
    for day, _ in moved:
        nearest = min(named, key=lambda pair: abs((pair[0] - day).days))
        if abs((nearest[0] - day).days) <= IN_LIEU:
            named.append((day, nearest[1]))
    named += _weekends_between(named)
    for year in range(first, last + 1):
        named += _shopping_days(country, year)
    return sorted(named)


def _weekends_between(named: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    """Weekend days inside a holiday of several days, which calendars do not list because they are free anyway."""
    known = dict(sorted(named, reverse=True))
    found: list[tuple[date, str]] = []
    for day, name in sorted(known.items()):
        run: list[date] = []
        while len(run) < WEEKEND and (after := day + timedelta(days=1 + len(run))) not in known:
            run.append(after)
        free = bool(run) and all(d.weekday() in {5, 6} for d in run)
        if free and known.get(day + timedelta(days=1 + len(run))) == name:
            found += [(d, name) for d in run]
    return found


def _shopping_days(country: str, year: int) -> list[tuple[date, str]]:
    if country == "CN":
        return [(date(year, 6, 18), "618"), (date(year, 11, 11), "Singles' Day"), (date(year, 12, 12), "Double 12")]
    thanksgiving = date(year, 11, 1) + timedelta(days=(3 - date(year, 11, 1).weekday()) % 7 + 21)
    return [(thanksgiving + timedelta(days=1), "Black Friday"), (thanksgiving + timedelta(days=4), "Cyber Monday")]


def _ratios(series: Series, places: Sequence[int], taken: set[int]) -> dict[int, float]:
    """Value over what is usual around it, by year; the mean of a holiday of several days."""
    stride = 7 if series.frequency == "day" else 1
    found: dict[int, list[float]] = {}
    for place in places:
        near = [place + stride * k for k in range(-AROUND, AROUND + 1) if k]
        usual = [series.values[i] for i in near if 0 <= i < len(series.values) and i not in taken]
        if len(usual) >= AROUND - 1 and np.median(usual) > 0:
            ratio = float(np.clip(series.values[place] / np.median(usual), *LIMITS))
            # the week of 29 December holds the New Year's Day of the next year
            found.setdefault((series.period(place) + timedelta(days=3)).year, []).append(ratio)
    return {year: float(np.mean(seen)) for year, seen in found.items()}


def _factor(ratios: Sequence[float]) -> float | None:
    if len(ratios) < LEAST_TIMES:
        return None
    same_way = all(r > 1 for r in ratios) or all(r < 1 for r in ratios)
    median = float(np.median(ratios))
    return median if same_way and abs(median - 1) >= LEAST_EFFECT else None


def forecast_with_holidays(
    series: Series, horizon: int, country: str, *, tested: bool = True
) -> tuple[Forecast, list[HolidayEffect]]:
    """A forecast of the history without its holidays, with the counted ones put back on the periods ahead."""
    effects = holiday_effects(series, horizon, country)
    if not effects:
        return forecast(series, horizon, tested=tested), []
    before, ahead = factors(series, horizon, country, effects)
    if not (before != 1).any():
        return forecast(series, horizon, tested=tested), effects
    found = forecast(replace(series, values=series.values / before), horizon, tested=tested)
    scaled = replace(
        found,
        series=series,
        mean=found.mean * ahead,
        low={level: bound * ahead for level, bound in found.low.items()},
        high={level: bound * ahead for level, bound in found.high.items()},
    )
    return scaled, effects
