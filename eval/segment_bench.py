"""How well segments are found: `python -m eval.segment_bench [--quick]`.

Benchmark sets with known groups (Gagolewski, SoftwareX 20:101270, 2022) on which k-means with the right number of
groups works, clouds without groups, and mixed tables drawn from the model and from outside of it.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from assistant.analytics.segments import Segmentation, segment_table
from assistant.analytics.tables import Column, Table
from assistant.paths import ROOT

Matrix = NDArray[np.float64]
Labels = NDArray[np.intp]
SETS = ROOT.parent / "shared" / "data" / "clustering"
WORKS = 0.8  # agreement of k-means with the truth from which a set counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few of each kind")
    quick = parser.parse_args().quick
    print("| data | sets | right number | mean ARI | published best |")
    print("|---|---:|---:|---:|---|")
    if SETS.exists():
        _row("benchmark sets", list(benchmark_sets())[: 4 if quick else None], "84 %, .927")
    _row("no groups", [(points, None) for points in clouds(quick=quick)], "90–100 % said none")
    for name, outside, bar in (("mixed tables", False, ".845"), ("mixed, misspecified", True, ".575")):
        _row(name, [mixed(seed, outside=outside) for seed in range(3 if quick else 20)], bar)


def _row(name: str, sets: Sequence[tuple[Any, Labels | None]], published: str) -> None:
    right, agreement = [], []
    for data, truth in sets:
        found = segment(data)
        groups = 1 if truth is None else len(set(truth[truth >= 0].tolist()))
        right.append((len(found.profiles) or 1) == groups)
        if truth is not None:
            labels = found.labels if found.found else np.zeros(len(truth), dtype=np.intp)
            agreement.append(adjusted_rand_score(truth[truth >= 0], labels[truth >= 0]))
    told = f"{np.mean(agreement):.3f}" if agreement else "–"
    print(f"| {name} | {len(sets)} | {np.mean(right):.0%} | {told} | {published} |", flush=True)


def segment(data: Any) -> Segmentation:
    """Segments of a matrix or a frame."""
    frame = (
        data if isinstance(data, pd.DataFrame) else pd.DataFrame(data, columns=[f"v{i}" for i in range(data.shape[1])])
    )
    columns = tuple(
        Column(str(n), "category" if frame[n].dtype == object else "number", distinct=int(frame[n].nunique()))
        for n in frame
    )
    return segment_table(Table(frame, columns))


def benchmark_sets() -> Iterator[tuple[Matrix, Labels]]:
    """Points and groups, −1 for noise, of the sets on which k-means works."""
    for path in sorted(SETS.glob("*/*.data.gz")):
        points = np.loadtxt(gzip.open(path))
        truth = np.loadtxt(gzip.open(str(path).replace(".data.", ".labels0."))).astype(np.intp) - 1
        known = truth >= 0
        groups = len(set(truth[known].tolist()))
        guess = KMeans(groups, n_init=5, random_state=0).fit_predict(points)
        if adjusted_rand_score(truth[known], guess[known]) >= WORKS:
            yield points, truth


def clouds(*, quick: bool) -> Iterator[Matrix]:
    """Points without groups: round, oblong, heavy-tailed, flat, skewed, counted."""
    random = np.random.default_rng(0)
    for rows in (250,) if quick else (250, 600, 1500):
        for width in (3,) if quick else (2, 4, 10):
            oblong = np.linalg.qr(random.normal(size=(width, width)))[0] * random.uniform(0.3, 2.5, width)
            yield random.normal(size=(rows, width)) @ oblong
            yield random.standard_t(5, size=(rows, width))
            yield random.uniform(size=(rows, width))
            yield np.exp(random.normal(size=(rows, width)) * 0.8)
            yield random.normal(size=(rows, 1)) + random.normal(size=(rows, width)) * 0.5
        yield random.poisson([3, 5, 2], size=(rows, 3)).astype(float)
        yield random.gamma(2, 1, size=(rows, 3))


def mixed(seed: int, *, outside: bool) -> tuple[pd.DataFrame, Labels]:
    """A table of numbers and categories with groups.

    Args:
        seed: Which one.
        outside: With correlation, heavy tails and outliers, which no independent Gaussians have.
    """
    random = np.random.default_rng(seed)
    rows, k = int(random.choice([500, 1000, 2000])), int(random.integers(2, 7))
    width, categories = int(random.integers(2, 6)), int(random.integers(1, 5))
    weights = np.maximum(random.dirichlet(np.full(k, 5.0)), 0.07)
    truth = random.choice(k, rows, p=weights / weights.sum())
    means = random.normal(size=(k, width)) * random.uniform(1.6, 2.4)
    points = means[truth] + random.normal(size=(rows, width)) * random.uniform(0.6, 1.3, (k, width))[truth]
    if outside:
        turn = [np.linalg.qr(random.normal(size=(width, width)))[0] * random.uniform(0.4, 1.5, width) for _ in range(k)]
        noise = random.standard_t(5, size=(rows, width)) * 0.8
        points = means[truth] + np.stack([noise[i] @ turn[truth[i]].T for i in range(rows)])
        far = random.random(rows) < 0.02
        points[far] += random.normal(size=(int(far.sum()), width)) * 8
    skewed = random.random(width) < 0.4
    points[:, skewed] = np.exp(points[:, skewed] * 0.6) * 100
    frame = pd.DataFrame(points, columns=[f"n{i}" for i in range(width)])
    for c in range(categories):
        levels = int(random.integers(2, 6))
        chances = random.dirichlet(np.full(levels, 0.6), k)
        frame[f"c{c}"] = np.array([f"l{random.choice(levels, p=chances[j])}" for j in truth], dtype=object)
    return frame, truth.astype(np.intp)


if __name__ == "__main__":
    main()
