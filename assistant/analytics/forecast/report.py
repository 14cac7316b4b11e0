"""A forecast as plain JSON for the reply: rows, totals, methods, backtest, scenario, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.analytics.forecast.events import Event, grown, straight_line, touched, with_events, yearly_growth
from assistant.analytics.forecast.forecast import Forecast
from assistant.analytics.forecast.holiday import HolidayEffect
from assistant.analytics.forecast.many import Many
from assistant.analytics.forecast.methods import LEVELS, Method, run
from assistant.analytics.forecast.notes import forecast_notes
from assistant.analytics.forecast.periods import NAMES, counted, label, span
from assistant.analytics.forecast.series import Floats, begin
from assistant.analytics.forecast.totals import Span, Total, spread_of_sum
from assistant.language.text import Text

JsonDict = dict[str, Any]
METHOD_NAMES: dict[Method, Text] = {
    "mean": Text("the mean", "历史均值"),
    "naive": Text("the last value", "最近一期的值"),
    "seasonal naive": Text("the value one season earlier", "上一周期同期值"),
    "growth": Text("last year's value times recent growth", "去年同期值乘以近期增速"),
    "ETS": Text("exponential smoothing (ETS)", "指数平滑（ETS）"),
    "CES": Text("complex exponential smoothing (CES)", "复指数平滑（CES）"),
    "Theta": Text("Theta", "Theta法"),
}


@dataclass(frozen=True)
class Supposed:
    """What is supposed on top of the forecast.

    Attributes:
        events: Known future events.
        growth: Growth a year instead of the forecast, as a fraction.
    """

    events: tuple[Event, ...] = ()
    growth: float | None = None


def path_of(found: Forecast, supposed: Supposed) -> Floats | None:
    """The supposed values, shape (horizon,), not below the floor; None where nothing is supposed.

    Raises:
        ToolInputError: An event lies outside of the forecast.
    """
    if not supposed.events and supposed.growth is None:
        return None
    series = found.series
    start = found.mean
    if supposed.growth is not None:
        start = grown(series.values, series.season, supposed.growth, len(found.mean))
    made = with_events(start, found.days, supposed.events, series.frequency)
    return made if found.floor is None else np.maximum(made, found.floor)


def forecast_data(
    many: Many, supposed: Supposed, path: Floats | None, effects: Sequence[HolidayEffect] = ()
) -> JsonDict:
    """The result of `forecast_revenue`.

    Args:
        many: The forecast.
        supposed: What is supposed on top.
        path: Its values, from `path_of`.
        effects: Holidays ahead.
    """
    found, series = many.total, many.total.series
    rows = [_row(found, i, path) for i in range(len(found.mean))]
    history = series.values
    return {
        "name": series.name,
        "unit": series.unit,
        "decimals": _decimals(found),
        "frequency": series.frequency,
        "period": NAMES[series.frequency].to_json(),
        "span": span(found.days[0], found.days[-1], series.frequency).to_json(),
        "length": counted(len(rows), series.frequency).to_json(),
        "history": {
            "length": counted(len(history), series.frequency).to_json(),
            "span": span(series.start, series.period(len(history) - 1), series.frequency).to_json(),
            "last": float(history[-1]),
            "mean": float(history.mean()),
        },
        "rows": rows,
        "mean": float(found.mean.mean()),
        "total": total_of(found),
        "compared": _compared(found),
        "quarters": [_total(t, found, "quarter", path) for t in found.totals("quarter")],
        "years": [_total(t, found, "year", path) for t in found.totals("year")],
        "methods": _methods(found),
        "backtest": _backtest(found),
        "naive": naive_of(found),
        "growth": _growth(found),
        "scenario": _scenario(found, supposed, path),
        "parts": _parts(many),
        "gathered": many.gathered,
        "notes": [n.to_json() for n in forecast_notes(many, effects)],
    }


def total_of(found: Forecast) -> JsonDict | None:
    """Sum of the horizon with 80 % and 95 % bounds; None for a rate."""
    if found.series.unit == "fraction":
        return None
    value = float(found.mean.sum())
    widths = {level: spread_of_sum(found.high[level] - found.mean) for level in LEVELS}
    low = {level: value - w if found.floor is None else max(value - w, found.floor) for level, w in widths.items()}
    bounds = {f"low_{k}": v for k, v in low.items()} | {f"high_{k}": value + w for k, w in widths.items()}
    return {"value": value, **bounds}


def naive_of(found: Forecast) -> JsonDict | None:
    """The better naive rule's forecast, where the backtest says it beats ours; else None."""
    test = found.test
    if test is None or test.beats_naive:
        return None
    seasonal = test.seasonal_mae is not None and test.seasonal_mae <= test.naive_mae
    rule: Method = "seasonal naive" if seasonal else "naive"
    points = run(rule, np.asarray(found.series.values, dtype=float), found.series.season, len(found.mean))
    if points is None:
        return None
    return {
        "rule": _rule(rule, found).to_json(),
        "seasonal": seasonal,
        "values": [float(v) for v in points.mean],
        "total": float(points.mean.sum()),
        "mae": test.best_naive,
    }


def _decimals(found: Forecast) -> int:
    """Decimals worth showing: forecasts are not known to the cent."""
    if found.series.unit == "fraction":
        return 4
    size = float(np.median(np.abs(found.series.values)))
    return 0 if size >= 100 else 1 if size >= 10 else 2


def _row(found: Forecast, index: int, path: Floats | None) -> JsonDict:
    day = found.days[index]
    bounds = {f"low_{k}": float(found.low[k][index]) for k in LEVELS}
    bounds |= {f"high_{k}": float(found.high[k][index]) for k in LEVELS}
    row = {
        "date": day.isoformat(),
        "label": label(day, found.series.frequency).to_json(),
        "value": float(found.mean[index]),
        **bounds,
    }
    return row if path is None else {**row, "supposed": float(path[index])}


def _total(total: Total, found: Forecast, kind: Span, path: Floats | None) -> JsonDict:
    year, _, quarter = total.label.partition(" Q")
    said = Text(f"Q{quarter} {year}", f"{year}年第{quarter}季度") if quarter else Text(year, f"{year}年")
    row = {**total.to_json(), "id": total.label.lower().replace(" ", "_"), "label": said.to_json()}
    if path is None:
        return row
    inside = [i for i, day in enumerate(found.days) if begin(day, kind) == total.start]
    return {**row, "supposed": total.actual + float(path[inside].sum())}


def _compared(found: Forecast) -> JsonDict | None:
    """The horizon beside the newest periods of the history, a year back where there is one."""
    history, ahead, season = found.series.values, len(found.mean), found.series.season
    if found.series.unit == "fraction":
        return None
    yearly = season > 1 and found.series.frequency != "day" and ahead <= season <= len(history)
    if yearly:
        before = history[-season:][:ahead]
        what = Text("the same time a year before", "去年同期")
    elif ahead <= len(history):
        before = history[-ahead:]
        what = Text(
            f"the last {counted(ahead, found.series.frequency).en}", f"最近{counted(ahead, found.series.frequency).zh}"
        )
        if ahead == 1:
            what = Text(f"the last {found.series.frequency}", "最近一期")
    else:
        return None
    base = float(before.sum())
    change = float(found.mean.sum()) / base - 1 if base > 0 else None
    return {"what": what.to_json(), "base": base, "change": change}


def _methods(found: Forecast) -> JsonDict:
    names = [METHOD_NAMES[m] for m in found.methods]
    en, zh = ", ".join(n.en for n in names), "、".join(n.zh for n in names)
    several = len(names) > 1
    middle = len(names) > 2
    text = Text(
        f"{'the median of ' if middle else 'the mean of ' if several else ''}{en}",
        f"{zh}{'的中位数' if middle else '的平均' if several else ''}",
    )
    return {"text": text.to_json(), "names": list(found.methods)}


def _rule(rule: Method, found: Forecast) -> Text:
    if rule == "naive":
        return Text(f"repeating the last {found.series.frequency}", "沿用最近一期的值")
    cycle = {"day": ("week", "上周"), "week": ("year", "去年"), "month": ("year", "去年"), "quarter": ("year", "去年")}
    en, zh = cycle.get(found.series.frequency, ("season", "上一周期"))
    return Text(f"repeating last {en}", f"沿用{zh}同期")


def _backtest(found: Forecast) -> JsonDict | None:
    test = found.test
    if test is None:
        return None
    level = float(np.abs(found.series.values[-max(found.series.season, 6) :]).mean())
    rules = [("naive", test.naive_mae)]
    if test.seasonal_mae is not None and found.series.season > 1:
        rules.append(("seasonal naive", test.seasonal_mae))
    best = test.best_naive
    return {
        **test.to_json(),
        "length": counted(test.horizon, found.series.frequency).to_json(),
        "share": test.mae / level if level > 0 else None,
        "better_by": 1 - test.mae / best if best > 0 else None,
        "rules": [{"id": r.replace(" ", "_"), "text": _rule(r, found).to_json(), "mae": m} for r, m in rules],  # type: ignore[arg-type]
    }


def _growth(found: Forecast) -> JsonDict | None:
    """How the history has been growing, and what the horizon would be if that went on: {rate | slope, total}."""
    series = found.series
    if series.unit == "fraction" or series.frequency == "day":
        return None
    rate = yearly_growth(series.values, series.season)
    if rate is not None:
        ahead = grown(series.values, series.season, rate, len(found.mean))
        return {"rate": rate, "slope": None, "total": float(ahead.sum())}
    line = straight_line(series.values, len(found.mean))
    if line is None:
        return None
    slope, ahead = line
    ahead = ahead if found.floor is None else np.maximum(ahead, found.floor)
    return {"rate": None, "slope": slope, "total": float(ahead.sum())}


def _scenario(found: Forecast, supposed: Supposed, path: Floats | None) -> JsonDict | None:
    if path is None:
        return None
    before, after = float(found.mean.sum()), float(path.sum())
    events = [
        {
            "label": _when(event, found).to_json(),
            "effect": event.effect,
            "amount": event.amount,
            "change": event.amount - 1 if event.effect == "multiply" else None,
        }
        for event in supposed.events
    ]
    return {
        "events": events,
        "growth": supposed.growth,
        "before": before,
        "after": after,
        "delta": after - before,
        "change": after / before - 1 if before > 0 else None,
    }


def _when(event: Event, found: Forecast) -> Text:
    places = touched(event, found.days, found.series.frequency)
    return span(found.days[places[0]], found.days[places[-1]], found.series.frequency)


def _parts(many: Many) -> list[JsonDict]:
    whole = float(many.total.mean.sum())
    rows = []
    for index, part in enumerate(many.parts, 1):
        gathered = many.gathered and index == len(many.parts)
        name = Text(f"{many.gathered} others", f"其余{many.gathered}个") if gathered else None
        own = part.series.name.split(" · ")[-1]
        value = float(part.mean.sum()) if part.series.unit != "fraction" else float(part.mean.mean())
        total = total_of(part) or {"low_80": float(part.low[80].mean()), "high_80": float(part.high[80].mean())}
        rows.append({
            "id": str(index),
            "name": name.to_json() if name else {"en": own, "zh": own},
            "value": value,
            "low_80": total["low_80"],
            "high_80": total["high_80"],
            "share": value / whole if whole > 0 and part.series.unit != "fraction" else None,
            "months": [float(v) for v in part.mean],
        })
    return rows
