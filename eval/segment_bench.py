"""How well segments are found: `python -m eval.segment_bench [--every N] [--resume FILE]`.

Benchmark sets with known groups (Gagolewski, SoftwareX 20:101270, 2022) on which k-means with the right number of
groups works, clouds without groups, and mixed tables drawn from the model and from outside of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
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
MIXED = 20  # tables of each kind
BARS = {
    "reference sets": ("84 %, .927", "84 %, .93"),
    "no groups": ("90–100 %", "95 %"),
    "mixed tables": (".845", ".84"),
    "mixed, misspecified": (".575", ".60"),
}


@dataclass(frozen=True)
class Case:
    """One set of points or table.

    Attributes:
        kind: Row of the table it counts in.
        number: Which of its kind.
        data: The rows.
        truth: Group of each row, −1 for noise; None where there are no groups.
    """

    kind: str
    number: int
    data: Any
    truth: Labels | None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th set of each kind")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--resume", type=Path, help="file of finished sets: read first, then added to")
    options = parser.parse_args()
    done = _finished(options.resume)
    waiting = [c for c in cases() if c.number % options.every == 0 and (c.kind, c.number) not in done]
    with ProcessPoolExecutor(options.jobs) as pool:
        futures = [pool.submit(score, case) for case in waiting]
        for place, future in enumerate(as_completed(futures), 1):
            result = future.result()
            done[result["kind"], result["number"]] = result
            print(f"{place}/{len(waiting)} {result}", file=sys.stderr, flush=True)
            if options.resume:
                with options.resume.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(result) + "\n")
    print(table([r for r in done.values() if r["number"] % options.every == 0]))


def _finished(path: Path | None) -> dict[tuple[str, int], dict[str, Any]]:
    if path is None or not path.exists():
        return {}
    results = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {(r["kind"], r["number"]): r for r in results}


def cases() -> Iterator[Case]:
    """Every set."""
    if SETS.exists():
        yield from (Case("reference sets", i, points, truth) for i, (points, truth) in enumerate(benchmark_sets()))
    yield from (Case("no groups", i, points, None) for i, points in enumerate(clouds()))
    for kind, outside in (("mixed tables", False), ("mixed, misspecified", True)):
        yield from (Case(kind, seed, *mixed(seed, outside=outside)) for seed in range(MIXED))


def score(case: Case) -> dict[str, Any]:
    """Segment one set and compare."""
    begun = time.perf_counter()
    found = segment(case.data)
    seconds = time.perf_counter() - begun
    truth = np.zeros(len(case.data), dtype=np.intp) if case.truth is None else case.truth
    labels = found.labels if found.found else np.zeros(len(truth), dtype=np.intp)
    known = truth >= 0
    return {
        "kind": case.kind,
        "number": case.number,
        "groups": len(set(truth[known].tolist())),
        "found": len(found.profiles) or 1,
        "ari": None if case.truth is None else round(float(adjusted_rand_score(truth[known], labels[known])), 4),
        "votes": found.choice.votes,
        "stability": found.stability,
        "seconds": round(seconds, 2),
    }


def table(results: Sequence[dict[str, Any]]) -> str:
    """Results beside published ones and the targets."""
    lines = ["| data | sets | right number | mean ARI | seconds a set | published best | target |"]
    lines.append("|---|---:|---:|---:|---:|---|---|")
    for kind, (published, target) in BARS.items():
        own = [r for r in results if r["kind"] == kind]
        if not own:
            continue
        right = np.mean([r["found"] == r["groups"] for r in own])
        agreement = [r["ari"] for r in own if r["ari"] is not None]
        told = f"{np.mean(agreement):.3f}" if agreement else "–"
        seconds = np.mean([r["seconds"] for r in own])
        lines.append(f"| {kind} | {len(own)} | {right:.0%} | {told} | {seconds:.1f} | {published} | {target} |")
    return "\n".join(lines)


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


def clouds() -> Iterator[Matrix]:
    """Points without groups: round, oblong, heavy-tailed, flat, skewed, counted."""
    random = np.random.default_rng(0)
    for rows in (250, 600, 1500):
        for width in (2, 4, 10):
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
