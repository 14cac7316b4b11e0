"""M3 monthly beside published methods: `python -m eval.forecast_bench --data FOLDER [--every N]`.

OWA, sMAPE and MASE as in the M4 competition (Makridakis et al. 2020), relative to the published Naive2; coverage of the
80 % and 95 % intervals; seconds a series with backtest.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.analytics.forecast.forecast import forecast
from assistant.analytics.forecast.series import Series

SEASON = 12
PUBLISHED = ("NAIVE2", "THETA", "ForecastPro")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One series of the competition: training values, the 18 held back, published forecasts by method."""

    name: str
    train: Floats
    test: Floats
    published: dict[str, Floats]


@dataclass(frozen=True)
class Score:
    """Errors of one series by method, and how its intervals did."""

    smape: dict[str, float]
    mase: dict[str, float]
    inside: dict[int, float]
    seconds: float


def load(folder: Path, every: int) -> list[Case]:
    """Every n-th series of the folder."""
    import pandas as pd

    data = pd.read_csv(folder / "m3_monthly.csv.gz")
    others = pd.read_csv(folder / "m3_monthly_published_forecasts.csv.gz")
    chosen = list(data.unique_id.unique())[::every]
    values = {k: g.sort_values("t") for k, g in data[data.unique_id.isin(chosen)].groupby("unique_id")}
    said = {k: g for k, g in others[others.unique_id.isin(chosen)].groupby("unique_id")}
    return [
        Case(
            name,
            values[name][values[name].split == "train"].y.to_numpy(),
            values[name][values[name].split == "test"].y.to_numpy(),
            {m: g.sort_values("h").yhat.to_numpy() for m, g in said[name].groupby("method") if m in PUBLISHED},
        )
        for name in chosen
    ]


def score(case: Case) -> Score:
    """Forecast one series and compare."""
    begun = time.perf_counter()
    found = forecast(Series(case.name, case.train, "month", date(2000, 1, 1)), len(case.test))
    seconds = time.perf_counter() - begun
    scale = float(np.abs(case.train[SEASON:] - case.train[:-SEASON]).mean())
    points = {"ours": found.mean, **case.published}
    return Score(
        {m: _smape(case.test, p) for m, p in points.items()},
        {m: float(np.abs(case.test - p).mean()) / scale for m, p in points.items()},
        {k: float(np.mean((case.test >= found.low[k]) & (case.test <= found.high[k]))) for k in found.low},
        seconds,
    )


def _smape(actual: Floats, said: Floats) -> float:
    return float((200 * np.abs(actual - said) / (np.abs(actual) + np.abs(said))).mean())


def table(scores: Sequence[Score]) -> str:
    """The table that is printed."""
    smape = {m: np.mean([s.smape[m] for s in scores]) for m in scores[0].smape}
    mase = {m: np.mean([s.mase[m] for s in scores]) for m in scores[0].mase}
    lines = ["method        sMAPE   MASE    OWA"]
    for m in sorted(smape, key=lambda m: mase[m]):
        owa = (smape[m] / smape["NAIVE2"] + mase[m] / mase["NAIVE2"]) / 2
        lines.append(f"{m:<12} {smape[m]:6.2f} {mase[m]:6.3f} {owa:6.3f}")
    inside = {k: np.mean([s.inside[k] for s in scores]) for k in scores[0].inside}
    lines.append("intervals     " + "  ".join(f"{k} %: {v:.1%}" for k, v in inside.items()))
    lines.append(f"{len(scores)} series, {np.mean([s.seconds for s in scores]):.2f} s each with backtest")
    return "\n".join(lines)


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Forecasts of M3 monthly series beside published ones.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/forecast"), help="folder of the M3 files")
    parser.add_argument("--every", type=int, default=1, help="take every n-th series")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args()
    cases = load(options.data, options.every)
    with ProcessPoolExecutor(options.jobs) as pool:
        print(table(list(pool.map(score, cases, chunksize=4))))


if __name__ == "__main__":
    main()
