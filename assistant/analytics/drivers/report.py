"""The result of an analysis as plain data, and the numbers a reply may state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.analytics.drivers.charts import driver_charts
from assistant.analytics.drivers.explain import Driver, Explanation
from assistant.analytics.drivers.predict import COVERED, Prediction
from assistant.analytics.drivers.segments import Segment
from assistant.analytics.drivers.words import (
    accuracy,
    caveats,
    effect_sentence,
    headline,
    label,
    score_row,
    share,
    shown,
    target_label,
)
from assistant.figures import Figure
from assistant.language.text import Text

JsonDict = dict[str, Any]
LEADING = 3  # drivers named for each segment
LEVELS = 12  # values of a category that a follow-up may name


def drivers_data(
    found: Explanation,
    source: str,
    segments: Sequence[Segment] = (),
    predictions: Sequence[Prediction] = (),
    by: str = "",
) -> JsonDict:
    """Everything a reply and a chart need, plain JSON; texts are {"en", "zh"}."""
    scores = [("linear", found.linear), *([("boosted", found.boosted)] if found.boosted else [])]
    score = found.chosen.score
    return {
        "file": source,
        "target": label(found.target.name).to_json(),
        "target_label": target_label(found.target).to_json(),
        "outcome": found.target.outcome,
        "unit": found.target.unit,
        "rows": found.rows,
        "signal": found.signal,
        "average": {lang: shown(_mean(found), found.target.unit, lang) for lang in ("en", "zh")},
        "headline": headline(found).to_json(),
        "accuracy": accuracy(found).to_json(),
        "explained": {"value": score.explained, "low": score.low, "high": score.high},
        "models": [score_row(kind, s, found.target, kind == found.chosen.kind) for kind, s in scores],
        "drivers": [_driver(d, found) for d in found.drivers],
        "idle": [label(n).to_json() for n in found.idle],
        "excluded": [{"name": label(n).to_json(), "reason": r.to_json()} for n, r in found.excluded.items()],
        "by": label(by).to_json(),
        "segments": [_segment(s) for s in segments],
        "predictions": [_prediction(p, found) for p in predictions],
        "covered": COVERED,
        "notes": [n.to_json() for n in caveats(found)],
        "columns": [f.name for f in found.features],
        "levels": {f.name: [level.en for level in f.levels[:LEVELS]] for f in found.features if f.is_category},
        "charts": driver_charts(found),
    }


def drivers_figures(
    found: Explanation, language: str, segments: Sequence[Segment] = (), predictions: Sequence[Prediction] = ()
) -> list[Figure]:
    """Every number of the result under a stable id."""
    target, score, unit = found.target, found.chosen.score, found.target.unit
    error = "log loss" if target.is_outcome else "mean absolute error"
    error_unit = "" if target.is_outcome else unit
    result = [
        _figure("drivers.rows", "rows", found.rows, "count"),
        _figure("drivers.columns", "columns", len(found.features), "count"),
        _figure("drivers.mean", target_label(target).get(language), _mean(found), unit),
        _figure(
            "drivers.r2", "R²" if not target.is_outcome else "share of log loss saved", score.explained, "fraction"
        ),
        _figure("drivers.r2.low", "lower end", score.low, "fraction"),
        _figure("drivers.r2.high", "upper end", score.high, "fraction"),
        _figure("drivers.error", error, score.error, error_unit),
        _figure("drivers.base_error", f"{error} of the baseline", score.base_error, error_unit),
        _figure("drivers.error_saved", f"{error} saved", score.base_error - score.error, error_unit),
        _figure("drivers.linear.r2", "R² of straight lines", found.linear.explained, "fraction"),
    ]
    if score.area is not None:
        result.append(_figure("drivers.auc", "AUC", score.area, ""))
    if found.boosted:
        result.append(_figure("drivers.boosted.r2", "R² of boosted trees", found.boosted.explained, "fraction"))
    for driver in found.drivers:
        result += _driver_figures(driver, found)
    for segment in segments:
        result += _segment_figures(segment, unit, language)
    for number, prediction in enumerate(predictions, 1):
        ends = (("value", prediction.value), ("low", prediction.low), ("high", prediction.high))
        result += [_figure(f"drivers.prediction_{number}.{k}", f"prediction {number} {k}", v, unit) for k, v in ends]
    return result


def weights(found: Explanation) -> dict[str, float]:
    """Share of each driver in what all of them are worth."""
    total = sum(d.importance.lost for d in found.drivers)
    return {d.importance.name: d.importance.lost / total for d in found.drivers} if total else {}


def _mean(found: Explanation) -> float:
    return float(np.mean(found.target.values))


def _driver(driver: Driver, found: Explanation) -> JsonDict:
    name, item = driver.importance.name, driver.importance
    whole = sum(d.importance.lost for d in found.drivers)
    return {
        "name": label(name).to_json(),
        "weight": weights(found)[name],
        "weight_told": share(weights(found)[name]),
        "weight_low": share(item.low / whole),
        "weight_high": share(min(1.0, item.high / whole)),
        "lost": item.lost,
        "shape": driver.effect.shape,
        "sentence": effect_sentence(driver.effect, found.target).to_json(),
    }


def _driver_figures(driver: Driver, found: Explanation) -> list[Figure]:
    name, effect, item = driver.importance.name, driver.effect, driver.importance
    unit = "fraction" if found.target.log else found.target.unit
    whole = sum(d.importance.lost for d in found.drivers)
    made = [
        _figure(f"drivers.weight.{name}", f"weight of {name}", item.lost / whole, "fraction"),
        _figure(f"drivers.weight.{name}.low", f"weight of {name}, lower end", max(0.0, item.low / whole), "fraction"),
        _figure(f"drivers.weight.{name}.high", f"weight of {name}, upper end", item.high / whole, "fraction"),
        _figure(f"drivers.lost.{name}", f"lost without {name}", item.lost, "fraction"),
        _figure(f"drivers.effect.{name}", f"effect of {name}", effect.change, unit),
        _figure(f"drivers.effect.{name}.low", f"effect of {name}, lower end", effect.change_low, unit),
        _figure(f"drivers.effect.{name}.high", f"effect of {name}, upper end", effect.change_high, unit),
        _figure(f"drivers.step.{name}", f"step of {name}", effect.step, effect.feature.unit),
    ]
    for place, value in zip(effect.grid, effect.curve, strict=True):
        at = effect.feature.levels[int(place)].en if effect.feature.is_category else f"{place:g}"
        made.append(
            _figure(f"drivers.at.{name}.{at}", f"{found.target.name} at {name} {at}", float(value), found.target.unit)
        )
    return made


def _segment(segment: Segment) -> JsonDict:
    found, row = segment.found, {"label": segment.label.to_json(), "rows": segment.rows}
    if found is None:
        few = Text("too few rows", "行数太少")
        return {**row, "mean": segment.mean, "signal": False, "accuracy": few.to_json(), "drivers": []}
    leading = [
        {"name": label(d.importance.name).to_json(), "sentence": effect_sentence(d.effect, found.target).to_json()}
        for d in found.drivers[:LEADING]
    ]
    return {
        **row, "mean": segment.mean, "signal": found.signal, "accuracy": accuracy(found).to_json(), "drivers": leading,
    }  # fmt: skip


def _segment_figures(segment: Segment, unit: str, language: str) -> list[Figure]:
    name = segment.label.get(language)
    made = [
        _figure(f"drivers.segment.{name}.rows", f"rows of {name}", segment.rows, "count"),
        _figure(f"drivers.segment.{name}.mean", f"mean of {name}", segment.mean, unit),
    ]
    if segment.found:
        score = segment.found.chosen.score
        error_unit = "" if segment.found.target.is_outcome else unit
        made += [
            _figure(f"drivers.segment.{name}.r2", f"R² of {name}", score.explained, "fraction"),
            _figure(f"drivers.segment.{name}.error", f"error of {name}", score.error, error_unit),
            _figure(f"drivers.segment.{name}.base_error", f"baseline error of {name}", score.base_error, error_unit),
        ]
    return made


def _prediction(item: Prediction, found: Explanation) -> JsonDict:
    unit = found.target.unit
    told = {
        key: {lang: shown(value, unit, lang) for lang in ("en", "zh")}
        for key, value in (("value", item.value), ("low", item.low), ("high", item.high))
    }
    given = [{"name": label(k).to_json(), "value": label(v).to_json()} for k, v in item.given.items()]
    return {**told, "given": given, "assumed": [label(n).to_json() for n in item.assumed]}


def _figure(id_: str, name: str, value: float, unit: str) -> Figure:
    return Figure(id_, name, float(value), unit, None, None, "")
