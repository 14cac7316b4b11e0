"""Simulation: outputs as distributions when some inputs are only known as ranges."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from assistant.errors import ToolInputError
from assistant.finance.compute import Array, Value
from assistant.finance.correlation import Correlation, correlation_matrix, reordered
from assistant.finance.draws import Range, Uncertain, checked_ranges, draw, hypercube
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.inputs import checked_inputs, find_output
from assistant.finance.model import FinanceModel
from assistant.finance.sensitivity import sensitivity

DEFAULT_DRAWS = 20_000
FEWEST_DRAWS, MOST_DRAWS = 100, 200_000
DEFAULT_SEED = 1
# Inputs that are varied when the user names none.
MOST_INFLUENTIAL = 5
PERCENTILES = (10, 50, 90)
LOWEST_CASH = "cash.lowest"
# Numbers per array in one go: small enough to stay in the processor's cache.
_CHUNK = 200_000
# Numbers kept for a band. Draws are in random order, so beyond this the first ones stand for all.
_MOST_KEPT = 2_400_000


@dataclass(frozen=True)
class Distribution:
    """One output over all draws.

    Attributes:
        output: Id.
        base: Value in the base case, None where it has none.
        mean: Mean of the draws in which it has a value; None where no draw has. The same for the percentiles.
        defined: Share of draws in which it has a value.
    """

    output: str
    base: float | None
    mean: float | None
    p10: float | None
    p50: float | None
    p90: float | None
    defined: float


@dataclass(frozen=True)
class Band:
    """A series over the draws; `p10`, `p50`, `p90` and `base` have one value a period."""

    series: str
    base: tuple[float, ...]
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]


@dataclass(frozen=True)
class Histogram:
    """Draws of the main output by size: `counts[i]` lie between `edges[i]` and `edges[i + 1]`."""

    output: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Simulation:
    """Results of a simulation.

    Attributes:
        ranges: What was varied.
        main: Id of the model's main profit, which `loss` is about.
        distributions: Of the outputs asked for.
        loss: Share of draws in which `main` is below 0.
        total_loss: Share in which the profit over all periods is; None where the model has one period.
        out_of_cash: Share in which the cash falls below 0 at some time; None where the model has no cash.
        break_even: Share in which some month breaks even within the horizon; None where the model has no months.
        bands: Main series and cash, month by month; empty where the model has one period.
        histogram: Of the first output; None where it has no value.
        correlations: As given.
    """

    ranges: tuple[Range, ...]
    main: str
    draws: int
    seed: int
    distributions: tuple[Distribution, ...]
    loss: float
    total_loss: float | None
    out_of_cash: float | None
    break_even: float | None
    bands: tuple[Band, ...]
    histogram: Histogram | None
    correlations: tuple[Correlation, ...] = ()


def simulate(
    model: FinanceModel,
    inputs: Mapping[str, float],
    uncertain: Sequence[Uncertain] = (),
    draws: int = DEFAULT_DRAWS,
    seed: int = DEFAULT_SEED,
    outputs: Sequence[str] = (),
    correlations: Sequence[Correlation] = (),
) -> Simulation:
    """Draw the uncertain inputs (Latin hypercube) and evaluate the model for every draw.

    Args:
        model: The model.
        inputs: The base case; missing inputs take their defaults.
        uncertain: Ranges of inputs; empty for ±20 % of the five inputs that move the main result most.
        draws: Number of draws, 100 to 200,000.
        seed: The same seed gives the same draws.
        outputs: Ids or names; empty for the main result and, where the model has them, total profit and lowest cash.
        correlations: Of ranks; inputs without one are independent of each other.

    Raises:
        ToolInputError: An input or output is unknown or given twice, a range or correlation is impossible, or draws
            are too many.
    """
    _check_draws(draws)
    base = checked_inputs(model, inputs)
    ranges = checked_ranges(model, base, uncertain) if uncertain else assumed_ranges(model, base)
    middle = evaluate(model, base)
    periods = int(base[model.horizon]) if model.horizon else 1
    wanted = [find_output(model, name, periods) for name in outputs] or _default_outputs(model, periods)
    drawn = _drawn(model, ranges, correlations, draws, seed)
    main = _main(model, periods)
    totals = ["profit.total"] if "profit.total" in model.output_ids else []
    others = [n for n in (LOWEST_CASH, "break_even_month") if n in model.output_ids]
    kept, paths = _evaluated(model, base, drawn, draws, list(dict.fromkeys([main, *wanted, *totals, *others])))
    return Simulation(
        ranges=tuple(ranges),
        main=main,
        draws=draws,
        seed=seed,
        distributions=tuple(_distribution(n, middle, kept[n]) for n in dict.fromkeys(wanted)),
        loss=_share_below(kept[main]),
        total_loss=_share_below(kept[totals[0]]) if totals else None,
        out_of_cash=_share_below(kept[LOWEST_CASH]) if LOWEST_CASH in kept else None,
        break_even=float(np.isfinite(kept["break_even_month"]).mean()) if "break_even_month" in kept else None,
        bands=_bands(middle, paths),
        histogram=_histogram(wanted[0], kept[wanted[0]]),
        correlations=tuple(correlations),
    )


def _check_draws(draws: int) -> None:
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise ToolInputError(
            f"The number of draws must be from {FEWEST_DRAWS} to {MOST_DRAWS:,}.",
            f"模拟次数必须在{FEWEST_DRAWS}到{MOST_DRAWS:,}之间。",
        )


def assumed_ranges(model: FinanceModel, base: Mapping[str, float]) -> list[Range]:
    """±20 % of the inputs that move the main result most, for when the user gave no ranges."""
    periods = int(base[model.horizon]) if model.horizon else 1
    (tornado,) = sensitivity(model, base, (_main(model, periods),))
    widest = tornado.swings[:MOST_INFLUENTIAL]
    return [Range(s.variable, s.base, s.low, s.base, s.high, "triangular", assumed=True) for s in widest]


def _drawn(
    model: FinanceModel, ranges: Sequence[Range], correlations: Sequence[Correlation], draws: int, seed: int
) -> dict[str, Array]:
    rng = np.random.default_rng(seed)
    matrix = correlation_matrix(model, ranges, correlations)
    shares = hypercube(len(ranges), draws, rng)
    return draw(ranges, shares if matrix is None else reordered(shares, matrix, rng))


def _evaluated(
    model: FinanceModel, base: Mapping[str, float], drawn: Mapping[str, Array], draws: int, outputs: Sequence[str]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Outputs as (draws,) and, of a model with periods, main series and cash as (periods, draws that are kept)."""
    periods = int(base[model.horizon]) if model.horizon else 1
    series = [model.split_id(model.headline[0])[0], "cash_balance"] if model.horizon else []
    series = [name for name in dict.fromkeys(series) if name in model.formulas_by_id]
    kept = {name: np.full(draws, np.nan) for name in outputs}
    paths = {name: np.empty((periods, min(draws, _MOST_KEPT // periods))) for name in series}
    size = max(1, _CHUNK // periods)
    for start in range(0, draws, size):
        part = slice(start, min(start + size, draws))
        values: dict[str, Value] = {**base, **{name: column[part] for name, column in drawn.items()}}
        found = evaluate(model, values)
        for name, column in kept.items():
            column[part] = found.values.get(name, np.nan)
        for name, path in paths.items():
            room = path[:, part]
            room[:] = np.broadcast_to(found.series[name], (periods, part.stop - start))[:, : room.shape[1]]
    return kept, paths


def _default_outputs(model: FinanceModel, periods: int) -> list[str]:
    extra = [n for n in ("profit.total", LOWEST_CASH, "break_even_month") if n in model.output_ids]
    return [find_output(model, model.split_id(model.headline[0])[0], periods), *extra]


def _main(model: FinanceModel, periods: int) -> str:
    return find_output(model, "profit", periods)


def _distribution(output: str, middle: Evaluation, values: Array) -> Distribution:
    known = values[np.isfinite(values)]
    mean = float(known.mean()) if known.size else None
    # Values that were drawn, none between two: months are whole.
    found = np.percentile(known, PERCENTILES, method="inverted_cdf").tolist() if known.size else (None, None, None)
    p10, p50, p90 = found
    return Distribution(output, middle.values.get(output), mean, p10, p50, p90, known.size / values.size)


def _bands(middle: Evaluation, paths: Mapping[str, Array]) -> tuple[Band, ...]:
    # Half of the time of a simulation goes into these percentiles; NumPy lets both cores work on them.
    with ThreadPoolExecutor(max_workers=2) as pool:
        return tuple(pool.map(lambda item: _band(item[0], middle, item[1]), paths.items()))


def _band(name: str, middle: Evaluation, path: Array) -> Band:
    low, half, high = np.percentile(path, PERCENTILES, axis=1, overwrite_input=True).tolist()
    return Band(name, tuple(middle.series[name].tolist()), tuple(low), tuple(half), tuple(high))


def _histogram(output: str, values: Array) -> Histogram | None:
    known = values[np.isfinite(values)]
    if not known.size:
        return None
    counts, edges = np.histogram(known, bins=min(40, max(10, math.isqrt(known.size) // 4)))
    return Histogram(output, tuple(edges.tolist()), tuple(counts.tolist()))


def _share_below(values: Array) -> float:
    """Share below 0; rounding noise of sums of money is no loss."""
    return float((values < -1e-6).mean())
