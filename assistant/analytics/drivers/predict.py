"""What the model says of new rows, with intervals that hold on unseen rows.

Intervals are split-conformal over the cross-validated residuals (Barber et al. 2021, CV+ in its simple form): the
prediction plus and minus the quantile of the held-out errors. Of a chance the interval is that of the models of the
parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.analytics.drivers.encode import Feature
from assistant.analytics.drivers.explain import Explanation, refit
from assistant.analytics.drivers.models import one_thread
from assistant.analytics.drivers.naming import resolve_column
from assistant.analytics.drivers.target import Floats
from assistant.errors import ToolInputError
from assistant.language.text import Text

COVERED = 0.8


@dataclass(frozen=True)
class Prediction:
    """What one new row is expected to be.

    Attributes:
        given: Columns the user gave, with their values.
        assumed: Columns that were taken at their usual value.
        value: Expected amount or chance.
        low: Lower end of the interval that holds for `COVERED` of new rows; of a chance, of its 95 % interval.
        high: Upper end.
        notes: What was read in some way.
    """

    given: dict[str, str]
    assumed: tuple[str, ...]
    value: float
    low: float
    high: float
    notes: tuple[Text, ...] = ()


def predict_rows(found: Explanation, rows: Sequence[Mapping[str, Any]]) -> list[Prediction]:
    """Predictions for rows given by some of their columns; the others are taken as usual.

    Raises:
        ToolInputError: A column or value is unknown.
    """
    names = [f.name for f in found.features]
    with one_thread():
        model = refit(found)
        result = []
        for row in rows:
            given = {resolve_column(str(k), names, ("use", "使用")): v for k, v in row.items()}
            values = np.array([_value(f, given.get(f.name), found.matrix[:, j]) for j, f in enumerate(found.features)])
            low, high = _interval(found, values, model.predict(values[None])[0])
            assumed = tuple(n for n in names if n not in given)
            told = float(found.target.told(model.predict(values[None]))[0])
            result.append(Prediction({k: _said(v) for k, v in given.items()}, assumed, told, low, high))
    return result


def margin(found: Explanation, covered: float = COVERED) -> float:
    """Half-width, as learned, that holds for a share of unseen rows: the conformal quantile of held-out errors."""
    errors = np.sort(np.abs(found.target.learned - found.chosen.predicted))
    rank = int(np.ceil((len(errors) + 1) * covered))
    return float(errors[min(rank, len(errors)) - 1])


def _interval(found: Explanation, values: Floats, predicted: float) -> tuple[float, float]:
    target = found.target
    if target.is_outcome:
        from scipy.stats import t

        said = np.array([model.predict(values[None])[0] for model in found.chosen.models])
        k = len(said)
        reach = t.ppf(0.975, k - 1) * np.sqrt((k - 1) / k * ((said - said.mean()) ** 2).sum())
        return max(0.0, float(predicted - reach)), min(1.0, float(predicted + reach))
    wide = margin(found)
    ends = target.told(np.array([predicted - wide, predicted + wide]))
    lowest = 0.0 if target.values.min() >= 0 else -np.inf
    return max(lowest, float(ends[0])), float(ends[1])


def _said(value: object) -> str:
    """A value as people write it: 3, not 3.0."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _value(feature: Feature, given: Any, column: Floats) -> float:
    if given is None:
        return 0.0 if feature.is_category else feature.middle
    if feature.is_category:
        return float(_level(feature, str(given)))
    try:
        return float(str(given).replace(",", "").replace("$", "").replace("¥", "").rstrip("%")) / (
            100 if str(given).endswith("%") else 1
        )
    except ValueError:
        raise ToolInputError(
            f"{feature.name} takes a number, not “{given}”.",
            f"“{feature.name}”应为数字，而不是“{given}”。",
            question=True,
        ) from None


def _level(feature: Feature, given: str) -> int:
    names = [level.en for level in feature.levels]
    folded = given.strip().casefold()
    for test in (lambda n: n.casefold() == folded, lambda n: folded in n.casefold() or n.casefold() in folded):
        hits = [i for i, n in enumerate(names) if test(n)]
        if len(hits) == 1:
            return hits[0]
    raise ToolInputError(
        f"{feature.name} has no value “{given}”; it has: {', '.join(names[:10])}.",
        f"“{feature.name}”没有取值“{given}”，只有：{'、'.join(names[:10])}。",
        question=True,
        choices=tuple(names[:10]),
    )
