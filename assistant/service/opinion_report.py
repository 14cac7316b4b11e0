"""The opinion monitor as data for the reply, figures, a chart and a file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.figures import Figure
from assistant.service.opinion import Alert, Opinion, Period, Trend, title, topics
from assistant.service.opinion_rule import ALPHA, SHORTEST

JsonDict = dict[str, Any]
Titles = Mapping[str, Mapping[str, str]]
FEELINGS = (("negative", "negative", "负面"), ("neutral", "neutral", "中性"), ("positive", "positive", "正面"))
TOPICS_SHOWN, PERIODS_SHOWN, ALERTS_SHOWN, QUOTED = 6, 8, 5, 160
# What the simulation of quiet series measures at most; see tests/service/test_service_opinion.py.
FALSE_ALARMS = 0.003


def opinion_data(opinions: Sequence[Opinion], found: Trend | None, titles: Titles, source: str) -> JsonDict:
    """Plain JSON; texts a user may read are {"en", "zh"}."""
    counts = Counter(o.feeling or "unsure" for o in opinions)
    known = max(1, len(opinions) - counts["unsure"])
    data: JsonDict = {
        "count": len(opinions),
        "file": source,
        "feelings": [
            {"id": id_, "title": {"en": en, "zh": zh}, "count": counts[id_], "share": round(counts[id_] / known, 3)}
            for id_, en, zh in FEELINGS
        ],
        "unsure": counts["unsure"],
        "topics": [
            {"id": t, "title": title(t, titles), "count": n, "negative": bad}
            for t, n, bad in topics(opinions)[:TOPICS_SHOWN]
        ],
        "trend": None,
        "alerts": [],
        "more_alerts": 0,
        "rise": None,
        "rule": None,
        "notes": [],
    }
    if found is not None:
        data |= _over_time(found, titles)
    return data


def opinion_figures(data: JsonDict, language: str) -> list[Figure]:
    """Every number that the reply states."""
    zh = language == "zh"
    found = [_count("opinion.count", "消息数" if zh else "messages", data["count"])]
    for row in data["feelings"]:
        said = row["title"][language]
        found.append(_count(f"opinion.{row['id']}", said, row["count"]))
        label = f"{said}占比" if zh else f"share of {said}"
        found.append(Figure(f"opinion.{row['id']}.share", label, row["share"], "fraction", None, None, ""))
    found.append(_count("opinion.unsure", "未判定" if zh else "undecided", data["unsure"]))
    for row in data["topics"]:
        found.append(_count(f"opinion.topic.{row['id']}", row["title"][language], row["count"]))
        label = f"{row['title'][language]}负面数" if zh else f"negative about {row['title'][language]}"
        found.append(_count(f"opinion.topic.{row['id']}.negative", label, row["negative"]))
    for n, row in enumerate(data["trend"]["rows"] if data["trend"] else (), start=1):
        for name in ("total", "negative", "positive"):
            found.append(_count(f"opinion.week_{n}.{name}", f"{row['start']} {name}", row[name]))
    for n, alert in enumerate(data["alerts"], start=1):
        found.append(_count(f"opinion.alert_{n}.negative", "负面数" if zh else "negatives", alert["negative"]))
        found.append(_count(f"opinion.alert_{n}.expected", "预期" if zh else "expected", alert["expected"]))
        found.append(_count(f"opinion.alert_{n}.total", "消息数" if zh else "messages", alert["total"]))
        for k, driver in enumerate(alert["drivers"], start=1):
            found.append(_count(f"opinion.alert_{n}.driver_{k}", driver["title"][language], driver["negative"]))
    if rise := data["rise"]:
        found.append(_span("opinion.rise.days", "最近天数" if zh else "last days", rise["days"], "day"))
        found.append(_count("opinion.rise.negative", "最近负面数" if zh else "negatives of late", rise["negative"]))
        found.append(_count("opinion.rise.before", "此前同样天数平均" if zh else "average before", rise["before"]))
    if data["rule"]:
        label = "误报率上限" if zh else "false alarms at most"
        found.append(Figure("opinion.false_alarms", label, data["rule"]["false_alarms"], "fraction", None, None, ""))
        found.append(_count("opinion.judged", "已检查" if zh else "periods judged", data["rule"]["judged"]))
        step, label = data["rule"]["step"], "最短基线" if zh else "shortest baseline"
        found.append(_span("opinion.needed", label, data["rule"]["needed"], step))
    return found


def opinion_csv(opinions: Sequence[Opinion]) -> str:
    """Every message with its topic and feeling, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["date", "message", "topic", "sentiment", "confidence"])
    for o in opinions:
        text = f"'{o.text}" if o.text[:1] in {"=", "+", "-", "@", "\t", "\r"} else o.text
        writer.writerow([o.day or "", text, o.topic, o.feeling or "", f"{o.confidence:.3f}" if o.confidence else ""])
    return out.getvalue()


def _over_time(found: Trend, titles: Titles) -> JsonDict:
    shown = found.alerts[-ALERTS_SHOWN:]
    return {
        "trend": {
            "step": found.step,
            "rows": [_row(p) for p in _by_week(found)[-PERIODS_SHOWN:]],
            "first": found.periods[0].start.isoformat(),
            "last": found.periods[-1].start.isoformat(),
        },
        "alerts": [_alert(alert, titles) for alert in shown],
        "more_alerts": len(found.alerts) - len(shown),
        "rise": {"days": found.rise.days, "negative": found.rise.negatives, "before": round(found.rise.before, 1)}
        if found.rise
        else None,
        "rule": {
            "step": found.step,
            "judged": found.judged,
            "needed": SHORTEST[found.step],
            "designed": ALPHA,
            "false_alarms": FALSE_ALARMS,
        },
        "charts": [_chart(found)],
    }


def _by_week(found: Trend) -> list[Period]:
    """Weeks for the table: a row a day would be long."""
    if found.step == "week" or len(found.periods) <= PERIODS_SHOWN:
        return list(found.periods)
    weeks: list[list[Period]] = []
    for period in found.periods:
        if not weeks or period.start.weekday() == 0:
            weeks.append([])
        weeks[-1].append(period)
    return [
        Period(
            w[0].start, sum(p.total for p in w), sum(p.negative for p in w), sum(p.neutral for p in w),
            sum(p.positive for p in w), len(w) == 7,
        )
        for w in weeks
    ]  # fmt: skip


def _row(period: Period) -> JsonDict:
    return {
        "start": period.start.isoformat(),
        "total": period.total,
        "negative": period.negative,
        "positive": period.positive,
        "whole": period.whole,
    }


def _alert(alert: Alert, titles: Titles) -> JsonDict:
    return {
        "start": alert.period.start.isoformat(),
        "total": alert.period.total,
        "negative": alert.surge.negatives,
        "expected": round(alert.surge.expected, 1),
        "louder_only": alert.louder_only,
        "drivers": [
            {
                "title": title(d.topic, titles),
                "negative": d.negatives,
                "examples": [e if len(e) <= QUOTED else e[: QUOTED - 1] + "…" for e in d.examples],
            }
            for d in alert.drivers
        ],
    }


def _chart(found: Trend) -> JsonDict:
    alarmed = {alert.period.start for alert in found.alerts}
    return {
        "kind": "opinion",
        "title": {"en": "Messages by feeling", "zh": "各情绪消息数"},
        "unit": "count",
        "x": [p.start.isoformat() for p in found.periods],
        "series": [
            {"id": id_, "label": {"en": en, "zh": zh}, "y": [getattr(p, id_) for p in found.periods]}
            for id_, en, zh in FEELINGS
        ],
        "alerts": [i for i, p in enumerate(found.periods) if p.start in alarmed],
    }


def _span(id_: str, label: str, value: float, step: str) -> Figure:
    return Figure(id_, label, float(value), f"{step}s", None, None, "")


def _count(id_: str, label: str, value: float) -> Figure:
    return Figure(id_, label, float(value), "count", None, None, "")
