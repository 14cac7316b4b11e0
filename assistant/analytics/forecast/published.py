"""Figures of a forecast: every number that a reply or a follow-up may state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.figures import Figure

JsonDict = dict[str, Any]
_BOUNDS = (("low", "low_80"), ("high", "high_80"), ("low95", "low_95"), ("high95", "high_95"))
_LABELS = {
    "low": ("low end (80 %)", "下限（80%）"),
    "high": ("high end (80 %)", "上限（80%）"),
    "low95": ("low end (95 %)", "下限（95%）"),
    "high95": ("high end (95 %)", "上限（95%）"),
}


def forecast_figures(data: JsonDict, language: str) -> list[Figure]:
    """Figures of the result of `forecast_data`.

    Ids: `forecast.month_N` (or day, week, quarter, year) with `forecast.low.month_N`, `high`, `low95`, `high95`;
    `forecast.total`, `forecast.mean`, `forecast.year_2026`, `forecast.quarter_2026_q1` with `.low` …;
    `forecast.part_N`; `forecast.scenario.…`, `forecast.naive.…`, `forecast.growth.…`, `backtest.mae`,
    `backtest.naive_mae`, `backtest.seasonal_naive_mae`, `history.last` …
    """
    zh = language == "zh"
    unit = str(data["unit"])

    def made(id_: str, en: str, chinese: str, value: float | None, measure: str = unit) -> Iterator[Figure]:
        if value is not None:
            yield Figure(id_, chinese if zh else en, float(value), measure, None, None, "")

    found: list[Figure] = []
    for number, row in enumerate(data["rows"], 1):
        at = f"{data['frequency']}_{number}"
        said = row["label"]
        found += made(f"forecast.{at}", f"forecast, {said['en']}", f"{said['zh']}预测", row["value"])
        for key, column in _BOUNDS:
            en, chinese = _LABELS[key]
            found += made(f"forecast.{key}.{at}", f"{said['en']}, {en}", f"{said['zh']}{chinese}", row[column])
        found += made(
            f"forecast.scenario.{at}", f"scenario, {said['en']}", f"{said['zh']}（设想）", row.get("supposed")
        )
    for id_, total, said in _totals(data):
        found += made(f"forecast.{id_}", said["en"], said["zh"], total["value"])
        for key, column in _BOUNDS:
            en, chinese = _LABELS[key]
            found += made(f"forecast.{id_}.{key}", f"{said['en']}, {en}", f"{said['zh']}{chinese}", total[column])
        found += made(
            f"forecast.{id_}.supposed", f"{said['en']}, supposed", f"{said['zh']}（设想）", total.get("supposed")
        )
        found += made(f"forecast.{id_}.actual", f"{said['en']}, so far", f"{said['zh']}已发生", total.get("actual"))
    return [*found, *_of_parts(data, zh=zh), *_others(data, zh=zh)]


def _totals(data: JsonDict) -> Iterator[tuple[str, JsonDict, JsonDict]]:
    if data["total"]:
        span = data["span"]
        yield "total", data["total"], {"en": f"forecast, {span['en']}", "zh": f"{span['zh']}预测合计"}
    for kind, rows in (("quarter", data["quarters"]), ("year", data["years"])):
        for row in rows:
            yield f"{kind}_{row['id']}", row, row["label"]


def _of_parts(data: JsonDict, *, zh: bool) -> Iterator[Figure]:
    unit = str(data["unit"])
    for part in data["parts"]:
        name = part["name"]["zh" if zh else "en"]
        for suffix, key in (("", "value"), (".low", "low_80"), (".high", "high_80")):
            yield Figure(f"forecast.part_{part['id']}{suffix}", name, part[key], unit, None, None, "")
        if part["share"] is not None:
            yield Figure(f"forecast.part_{part['id']}.share", name, part["share"], "fraction", None, None, "")
        for number, value in enumerate(part["months"], 1):
            at = f"forecast.part_{part['id']}.{data['frequency']}_{number}"
            yield Figure(at, name, value, unit, None, None, "")


def _others(data: JsonDict, *, zh: bool) -> Iterator[Figure]:
    unit, test, scenario = str(data["unit"]), data["backtest"] or {}, data["scenario"] or {}
    naive, growth, compared = data["naive"] or {}, data["growth"] or {}, data["compared"] or {}
    rules = {rule["id"]: rule["mae"] for rule in test.get("rules", ())}
    length = {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}
    periods = length[str(data["frequency"])]
    rows: list[tuple[str, str, str, float | None, str]] = [
        ("forecast.periods", "periods ahead", "预测期数", float(len(data["rows"])), periods),
        ("forecast.mean", "forecast, mean", "预测均值", data["mean"], unit),
        ("forecast.level", "level of the range", "区间水平", 0.80, "fraction"),
        ("forecast.level_wide", "level of the wide range", "宽区间水平", 0.95, "fraction"),
        ("history.last", "last value", "最近一期", data["history"]["last"], unit),
        ("history.mean", "mean of the history", "历史均值", data["history"]["mean"], unit),
        ("history.compared", "compared with", "对比基数", compared.get("base"), unit),
        ("forecast.change", "change against it", "同比变化", compared.get("change"), "fraction"),
        ("backtest.mae", "mean error in the backtest", "回测平均误差", test.get("mae"), unit),
        ("backtest.share", "mean error as a share", "回测误差占比", test.get("share"), "fraction"),
        ("backtest.better_by", "smaller error than naive", "误差比朴素法小", test.get("better_by"), "fraction"),
        ("backtest.naive_mae", "naive error", "朴素法误差", rules.get("naive"), unit),
        ("backtest.seasonal_naive_mae", "seasonal naive error", "季节朴素法误差", rules.get("seasonal_naive"), unit),
        ("backtest.windows", "backtests", "回测次数", test.get("windows"), "count"),
        ("forecast.naive.total", "naive total", "朴素法合计", naive.get("total"), unit),
        ("growth.yearly", "growth of the last year", "最近一年增速", growth.get("rate"), "fraction"),
        ("growth.slope", "rise a period", "每期增量", growth.get("slope"), unit),
        ("forecast.growth.total", "total at that growth", "按该增速的合计", growth.get("total"), unit),
        ("forecast.scenario.total", "scenario total", "设想下的合计", scenario.get("after"), unit),
        ("forecast.scenario.delta", "scenario against forecast", "设想与预测之差", scenario.get("delta"), unit),
        ("forecast.scenario.change", "scenario against forecast", "设想与预测之差", scenario.get("change"), "fraction"),
        ("forecast.scenario.growth", "growth supposed", "设想增速", scenario.get("growth"), "fraction"),
    ]
    for number, value in enumerate(naive.get("values", ()), 1):
        rows.append((f"forecast.naive.{data['frequency']}_{number}", "naive", "朴素法", value, unit))
    for number, event in enumerate(scenario.get("events", ()), 1):
        rows.append((f"scenario.event_{number}.change", "event", "事件", event["change"], "fraction"))
        amount = None if event["effect"] == "multiply" else event["amount"]
        rows.append((f"scenario.event_{number}.amount", "event", "事件", amount, unit))
    for id_, en, chinese, value, measure in rows:
        if value is not None:
            yield Figure(id_, chinese if zh else en, float(value), measure, None, None, "")
