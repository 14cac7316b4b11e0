"""What is said of segments, as plain data and figures."""

from __future__ import annotations

import math
from typing import Any

from assistant.analytics.segments.charts import segment_charts
from assistant.analytics.segments.profile import Profile
from assistant.analytics.segments.segment import Segmentation
from assistant.figures import Figure
from assistant.language.formatting import format_number
from assistant.language.text import Text

JsonDict = dict[str, Any]
FIRM, FAIR = 0.85, 0.6
LEFT_OUT_SHOWN = 8
IN_CANVAS = 2  # traits told in an item of the canvas
TYPICAL_COLUMNS = 4
VOTES = {
    "silhouette": Text("silhouette", "轮廓系数"),
    "ICL": Text("mixture model (ICL)", "混合模型（ICL）"),
    "BIC": Text("mixture model (BIC)", "混合模型（BIC）"),
    "repeatability": Text("repeatability", "可重复性"),
    "prediction strength": Text("prediction strength", "预测强度"),
}


def segments_data(found: Segmentation, files: dict[str, str]) -> JsonDict:
    """Data of the answer.

    Args:
        found: The segmentation.
        files: Names of the files written, by what they hold.
    """
    values = _values(found)
    return {
        "file": _plain(found.table.source),
        "rows": len(found.table),
        "k": len(found.profiles) or 1,
        "found": found.found,
        "assigned": False,
        "by_topic": False,
        "asked": found.asked,
        "agreed": _votes_agree(found),
        "votes": [{"criterion": VOTES[name].to_json(), "k": k} for name, k in found.choice.votes.items()],
        "runner_up": found.choice.runner_up,
        "stability": None if found.stability is None else round(found.stability, 2),
        "firmness": _firmness(found.stability).to_json() if found.stability is not None else None,
        "columns": [_called(found, name) for name in found.features.rules.names],
        "segments": [_segment(found, j, p, values[j]) for j, p in enumerate(found.profiles)],
        "value": _called(found, found.value) if found.value else None,
        "value_unit": _unit(found, found.value) if found.value else "",
        "left_out": [
            {"column": _plain(name), "reason": reason.to_json()}
            for name, reason in found.features.left_out[:LEFT_OUT_SHOWN]
        ],
        "notes": [n.to_json() for n in (*found.notes, *found.table.notes[:4])],
        "canvas_items": [_canvas_item(p) for p in found.profiles],
        "files": files,
        "charts": segment_charts(found),
    }


def segment_figures(found: Segmentation, language: str) -> list[Figure]:
    """Every number that a reply may state."""
    chinese = language == "zh"

    def figure(name: str, value: float, unit: str, en: str, zh: str) -> Figure:
        return Figure(name, zh if chinese else en, float(value), unit, None, None, "")

    figures = [
        figure("table.rows", len(found.table), "rows", "rows", "行数"),
        figure("segments.count", len(found.profiles) or 1, "segments", "segments", "分群数"),
    ]
    if found.choice.runner_up:
        figures.append(
            figure("segments.runner_up", found.choice.runner_up, "segments", "second best number", "次优分群数")
        )
    if found.stability is not None:
        figures.append(figure("segments.stability", found.stability, "ratio", "agreement of resamples", "重抽样一致度"))
    for name, k in found.choice.votes.items():
        figures.append(
            figure(f"segments.by.{name.replace(' ', '_')}", k, "segments", f"segments by {name}", f"{name}给出的分群数")
        )
    values = _values(found)
    for j, p in enumerate(found.profiles):
        own, label = f"segment_{j + 1}", p.name.zh if chinese else p.name.en
        figures.append(figure(f"{own}.number", j + 1, "", f"{label}: number", f"{label}：序号"))
        figures.append(figure(f"{own}.size", p.size, "rows", f"{label}: rows", f"{label}：行数"))
        figures.append(figure(f"{own}.share", p.share, "fraction", f"{label}: share", f"{label}：占比"))
        for trait in p.traits:
            unit = "fraction" if trait.level is not None else _unit(found, trait.column)
            figures.append(
                figure(
                    f"{own}.{trait.column}", trait.here, unit, f"{label}: {trait.column}", f"{label}：{trait.column}"
                )
            )
            figures.append(figure(f"overall.{trait.column}", trait.overall, unit, trait.column, trait.column))
        if values[j]:
            unit = _unit(found, found.value)
            figures.append(figure(f"{own}.value.mean", values[j]["mean"], unit, f"{label}: mean", f"{label}：均值"))
            figures.append(figure(f"{own}.value.total", values[j]["total"], unit, f"{label}: total", f"{label}：合计"))
            figures.append(
                figure(
                    f"{own}.value.share",
                    values[j]["share"],
                    "fraction",
                    f"{label}: share of value",
                    f"{label}：价值占比",
                )
            )
    return figures


def _values(found: Segmentation) -> list[JsonDict]:
    """Mean, total and share of the value column by segment."""
    if found.value is None or not found.found:
        return [{} for _ in found.profiles]
    groups = found.table.frame[found.value].groupby(found.labels)
    means, totals = groups.mean(), groups.sum()
    whole = float(totals.sum())
    return [
        {
            "mean": float(means[j]),
            "total": float(totals[j]),
            "share": float(totals[j]) / whole if whole else 0.0,
        }
        for j in range(len(found.profiles))
    ]


def rounded(share: float) -> float:
    """A share as it is told: whole percents, tenths of one below 10 %."""
    steps = 100 if abs(share) >= 0.1 else 1000
    return math.floor(share * steps + 0.5) / steps  # halves upwards, as people round


def _segment(found: Segmentation, j: int, profile: Profile, value: JsonDict) -> JsonDict:
    return {
        "number": j + 1,
        "name": profile.name.to_json(),
        "size": profile.size,
        "share": rounded(profile.share),
        "traits": [{"text": t.text.to_json(), "effect": round(t.effect, 2)} for t in profile.traits],
        "value": {**value, "share": rounded(value["share"])} if value else None,
        "typical": _typical(found, j),
    }


def _typical(found: Segmentation, j: int) -> JsonDict | None:
    """The row nearest to the middle of the segment, without personal data."""
    import numpy as np

    inside = np.flatnonzero(found.labels == j)[:20_000]
    numbers, onehot = found.features.rules.points(found.table.frame.iloc[inside])
    points = np.hstack([numbers, onehot])
    nearest = inside[((points - points.mean(axis=0)) ** 2).sum(axis=1).argmin()]
    names = found.features.rules.names[:TYPICAL_COLUMNS]
    ids = [c.name for c in found.table.of_kind("id")][:1]
    row = found.table.frame.iloc[int(nearest)]
    parts: dict[str, list[str]] = {"en": [], "zh": []}
    for name in [*ids, *names]:
        for language, said in parts.items():
            said.append(f"{_called(found, name)[language]} {_cell(found, name, row[name], language)}")
    return Text(", ".join(parts["en"]), "，".join(parts["zh"])).to_json()


def _cell(found: Segmentation, name: str, value: Any, language: str) -> str:
    if value is None or value != value:
        return "—"
    if found.table.column(name).is_numeric:
        return format_number(float(value), _unit(found, name), language)
    return str(value)


def _canvas_item(profile: Profile) -> JsonDict:
    """An item of the canvas with its evidence."""
    texts: JsonDict = {}
    for language in ("en", "zh"):
        share = format_number(rounded(profile.share), "fraction", language)
        size = format_number(profile.size, "", language)
        traits = [t.text.get(language) for t in profile.traits[:IN_CANVAS]]
        name = profile.name.get(language)
        if language == "zh":
            texts[language] = f"{name}（{size}条，占{share}；{'；'.join(traits) or '各项接近平均'}）"
        else:
            texts[language] = f"{name} ({size} rows, {share}; {'; '.join(traits) or 'close to the average'})"
    return texts


def _votes_agree(found: Segmentation) -> bool:
    return len(set(found.choice.votes.values())) == 1


def _firmness(value: float) -> Text:
    if value >= FIRM:
        return Text("firm: other samples of the rows give the same segments", "很稳定：换一批样本也会得到同样的分群")
    if value >= FAIR:
        return Text(
            "fair: the core of each segment holds, rows at the borders may change sides",
            "基本稳定：各群的核心不变，边界上的行可能换群",
        )
    return Text("shaky: treat the segments as a sketch, not as a fact", "不够稳定：只宜当作参考，不要当作定论")


def _called(found: Segmentation, name: str) -> JsonDict:
    return (found.shown.get(name) or Text(name, name)).to_json()


def _plain(text: str) -> JsonDict:
    return Text(text, text).to_json()


def _unit(found: Segmentation, name: str | None) -> str:
    if name is None:
        return ""
    column = found.table.column(name)
    if column.kind == "money":
        return column.currency or ""
    return "fraction" if column.kind == "rate" else ""
