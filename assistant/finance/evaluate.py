"""Evaluating a model over numbers or arrays of draws."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from assistant.finance.compute import Array, Environment, Value, opening_key
from assistant.finance.model import STEP, FinanceModel, Formula, Reason
from assistant.finance.numbers import amount_text

_UNKNOWN = Reason(en="it cannot be computed with these numbers", zh="用这组数字无法计算")


@dataclass(frozen=True)
class Evaluation:
    """Results of a model.

    Attributes:
        inputs: The inputs used.
        values: Value of every output that has one; a series gives one entry a period, `profit.month_12`. With draws,
            arrays of shape (draws,) in which nan stands where there is no value.
        undefined: Why the other outputs have no value. With draws, outputs that lack it for some draws.
        series: Series by id, shape (periods,) or (periods, draws), the first period first.
        openings: Value of each recurrence before the first period.
        working: Values of all scalar formulas, shown or not, that have one.
    """

    inputs: Mapping[str, Value]
    values: dict[str, float]
    undefined: dict[str, Reason]
    series: dict[str, Array]
    openings: dict[str, Value]
    working: dict[str, float]

    @property
    def periods(self) -> int:
        """How many periods were computed; 1 for a model without series."""
        return len(next(iter(self.series.values()), (0,)))


def evaluate(model: FinanceModel, inputs: Mapping[str, float] | Mapping[str, Value]) -> Evaluation:
    """Compute every output.

    Args:
        model: The model.
        inputs: Values by input id, in the units of the model; missing ones take their defaults. Numbers, or arrays of
            one common shape (draws,). They are not checked here, see `inputs.checked_inputs`.

    Returns:
        The results; what has no value is named in `undefined` and missing in `values`.
    """
    env: dict[str, Value] = {**model.defaults, **inputs, STEP: 1.0}
    draws = _draws(env)
    count = int(float(np.max(env[model.horizon]))) if model.horizon else 1
    openings: dict[str, Value] = {}
    undefined: dict[str, Reason] = {}
    with np.errstate(all="ignore"):
        for formula in model.formulas:
            if formula.compute_first is not None:
                openings[formula.id] = env[opening_key(formula.id)] = formula.compute_first(env)
                env[formula.id] = _recurrence(formula, model, env, count, draws)
            else:
                env[formula.id] = _filled(formula.compute(env), formula, count, draws)
            if not formula.is_series:
                _apply_gaps(formula, env, undefined)
    told = {name: _told(undefined[name], model, env) for name in model.output_ids if name in undefined}
    return _evaluation(model, env, openings, told, draws)


def _draws(env: Mapping[str, Value]) -> int | None:
    sizes = {v.size for v in env.values() if isinstance(v, np.ndarray)}
    if len(sizes) > 1:
        raise ValueError(f"arrays of draws must have one length, not {sorted(sizes)}")
    return sizes.pop() if sizes else None


def _recurrence(formula: Formula, model: FinanceModel, env: dict[str, Value], count: int, draws: int | None) -> Array:
    step: dict[str, Value] = dict(env)
    others = [u for u in formula.uses if u in model.formulas_by_id and model.formulas_by_id[u].is_series]
    series = {u: np.asarray(env[u]) for u in others}
    # Plain floats are several times faster than NumPy scalars.
    paths: dict[str, Any] = {u: s.tolist() if draws is None else s for u, s in series.items()}
    value = env[opening_key(formula.id)]
    rows = np.empty((count,) if draws is None else (count, draws))
    for index in range(count):
        step[formula.id] = value
        for name, path in paths.items():
            step[name] = path[index]
        value = formula.compute(step)
        rows[index] = value
    return rows


def _filled(value: Value, formula: Formula, count: int, draws: int | None) -> Value:
    if formula.is_series:
        return np.broadcast_to(np.asarray(value), (count,) if draws is None else (count, draws))
    return value if draws is None else np.broadcast_to(np.asarray(value), (draws,))


def _apply_gaps(formula: Formula, env: dict[str, Value], undefined: dict[str, Reason]) -> None:
    """Put nan where the formula has no value, and note why."""
    for gap in formula.gaps:
        holds = gap.holds(env) if gap.holds is not None else False
        if holds is True or (holds is not False and np.any(holds)):
            env[formula.id] = np.where(holds, np.nan, env[formula.id]) if np.ndim(holds) else math.nan
            undefined.setdefault(formula.id, gap.reason)
    value = env[formula.id]
    if not (math.isfinite(value) if isinstance(value, float) else np.all(np.isfinite(value))):
        undefined.setdefault(formula.id, _reason(formula, undefined))


def _reason(formula: Formula, undefined: Mapping[str, Reason]) -> Reason:
    inherited = next((undefined[u] for u in formula.uses if u in undefined), None)
    own = next((g.reason for g in formula.gaps if g.holds is None), None)
    return inherited or own or _UNKNOWN


def _told(reason: Reason, model: FinanceModel, env: Environment) -> Reason:
    """The reason with the numbers it mentions."""

    def put(text: str, language: str) -> str:
        def value_of(match: re.Match[str]) -> str:
            name = match.group(1)
            found = model.inputs_by_id.get(name) or model.formulas_by_id[name]
            value = env[name]
            plain = float(value) if np.ndim(value) == 0 else np.nan
            return amount_text(plain, found.measure, language) if np.isfinite(plain) else "–"

        return re.sub(r"{(.*?)}", value_of, text)

    return Reason(en=put(reason.en, "en"), zh=put(reason.zh, "zh"))


def _evaluation(
    model: FinanceModel,
    env: dict[str, Value],
    openings: dict[str, Value],
    undefined: dict[str, Reason],
    draws: int | None,
) -> Evaluation:
    # With draws the values are arrays; the annotation names the common case.
    series = {f.id: np.asarray(env[f.id]) for f in model.formulas if f.is_series}
    scalars = {f.id: env[f.id] for f in model.formulas if not f.is_series}
    working = {n: cast(float, v if draws else float(v)) for n, v in scalars.items() if draws or math.isfinite(v)}
    values: dict[str, float] = {}
    for formula in model.outputs:
        if formula.is_series:
            rows = series[formula.id] if draws else series[formula.id].tolist()
            prefix = model.period_id(formula.id, 0)[:-1]
            values.update({f"{prefix}{i}": row for i, row in enumerate(rows, start=1)})
        elif formula.id in working:
            values[formula.id] = working[formula.id]
    return Evaluation(
        inputs={i.id: env[i.id] for i in model.inputs},
        values=values,
        undefined=undefined,
        series=series,
        openings=openings,
        working=working,
    )
