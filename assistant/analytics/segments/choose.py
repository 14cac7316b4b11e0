"""How many groups, by agreement of criteria, and the groups themselves; "none" is an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.analytics.segments import criteria
from assistant.analytics.segments.mixture import Mixed, fit_mixed
from assistant.analytics.segments.partition import Partition, of_gaussians, of_kmeans, of_mixed
from assistant.language.text import Text
from assistant.progress import Progress, unheard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

PLAIN_SILHOUETTE, SURE_STRENGTH = 0.6, 0.9  # groups so plain that one doubtful criterion does not undo them
MOST_MIXED = 8
PATIENCE = 2
HOLDS, STEADY = 0.6, 0.8  # agreement of resamples below which fewer groups are tried, and that is looked for
DRAWS, DRAWN = 3, 600
APART = 2  # how far BIC may go beyond ICL before it only fits the shape of groups

TRYING = Text("Trying different numbers of groups", "正在尝试不同的分群数量")
COMPARING = Text("Comparing the numbers of groups", "正在比较不同的分群数量")


@dataclass(frozen=True)
class Choice:
    """The outcome.

    Attributes:
        k: Groups; 1 says that there are none.
        runner_up: The next best number of groups; None where there is none.
        votes: k by criterion.
        partition: How points are told apart; None where k is 1.
        shape: Of the covariances of the Gaussians; None where they are none.
    """

    k: int
    runner_up: int | None
    votes: dict[str, int]
    partition: Partition | None
    shape: criteria.Shape | None = None


def choose(
    numbers: Matrix,
    onehot: Matrix,
    columns: int,
    wanted: int | None = None,
    seed: int = 0,
    progress: Progress = unheard,
) -> Choice:
    """Choose the number of groups and find them.

    Args:
        numbers: (n, d) standardised.
        onehot: (n, m) levels, may have no columns.
        columns: How many categories `onehot` holds.
        wanted: A number of groups that the user asked for.
        seed: Makes it repeatable.
        progress: Told how far it is.
    """
    if onehot.shape[1]:
        return _choose_mixed(numbers, onehot, columns, wanted, seed, progress)
    return _choose_numeric(numbers, wanted, seed, progress)


def _choose_numeric(points: Matrix, wanted: int | None, seed: int, progress: Progress) -> Choice:
    most = max(criteria.largest_k(len(points)), wanted or 0)
    progress(0.0, TRYING)
    fits = criteria.kmeans_fits(points, most, seed)
    progress(0.2, TRYING)
    gaussians = criteria.mixtures(points, fits, most, seed)
    progress(0.6, COMPARING)
    widths = criteria.silhouettes(points, fits, seed)
    widest = max(widths, key=lambda k: widths[k], default=1)
    reach = min(most, max(gaussians.best, widest) + 2)
    progress(0.7, COMPARING)
    strengths = criteria.prediction_strengths(points, reach, seed)
    votes = {"silhouette": widest, "ICL": gaussians.best, "prediction strength": criteria.strongest(strengths)}
    plain = widths.get(widest, 0.0) >= PLAIN_SILHOUETTE and strengths.get(widest, 0.0) >= SURE_STRENGTH
    none = gaussians.best == 1 and not plain
    agreed = 1 if none else widest if gaussians.best == 1 else _agreed(votes)
    k = wanted or agreed
    if k == 1:
        return Choice(1, _runner_up(1, votes, widths), votes, None)
    smooth = gaussians.models.get(k)
    runner_up = _runner_up(k, votes, widths)
    if smooth is not None and (k == gaussians.best or k not in fits):
        return Choice(k, runner_up, votes, of_gaussians(smooth), smooth.covariance_type)
    return Choice(k, runner_up, votes, of_kmeans(fits[k]))


def _agreed(votes: dict[str, int]) -> int:
    """What two criteria say; where each says something else, the one that can tell overlapping groups apart."""
    k, count = Counter(v for v in votes.values() if v > 1).most_common(1)[0]
    return k if count > 1 else votes["ICL"]


def _runner_up(k: int, votes: dict[str, int], widths: dict[int, float]) -> int | None:
    others = [v for v in votes.values() if v not in {k, 1}]
    if others:
        return Counter(others).most_common(1)[0][0]
    left = {other: width for other, width in widths.items() if other != k}
    return max(left, key=lambda other: left[other]) if left else None


def _choose_mixed(
    numbers: Matrix, onehot: Matrix, columns: int, wanted: int | None, seed: int, progress: Progress
) -> Choice:
    import numpy as np

    rows = len(onehot)
    fits: dict[int, Mixed] = {}
    bic: dict[int, float] = {}
    icl: dict[int, float] = {}
    most = max(min(MOST_MIXED, criteria.largest_k(rows)), wanted or 0)
    for k in range(1, most + 1):
        progress(0.8 * (k - 1) / most, TRYING)
        fits[k] = fit_mixed(numbers, onehot, columns, k, seed)
        shares = fits[k].shares(numbers, onehot)
        bic[k] = fits[k].bic(rows)
        icl[k] = bic[k] - 2 * float(np.sum(shares * np.log(np.clip(shares, 1e-300, None))))
        if k - min(bic, key=lambda j: bic[j]) >= PATIENCE and k >= (wanted or 0):
            break
    votes = {"BIC": min(bic, key=lambda j: bic[j]), "ICL": min(icl, key=lambda j: icl[j])}
    agreed = votes["BIC"] if votes["ICL"] > 1 and votes["BIC"] - votes["ICL"] < APART else votes["ICL"]
    progress(0.8, COMPARING)
    if wanted is None and agreed > 2:
        steady = {agreed: _agreement(numbers, onehot, columns, fits[agreed])}
        if agreed == most or steady[agreed] < HOLDS:
            steady |= {j: _agreement(numbers, onehot, columns, fits[j]) for j in range(2, agreed)}
            agreed = max((j for j in steady if steady[j] >= STEADY), default=max(steady, key=lambda j: steady[j]))
            votes["repeatability"] = agreed
    k = wanted or agreed
    others = {j: value for j, value in icl.items() if j not in {k, 1}}
    rival = votes["BIC"] if votes["BIC"] not in {k, 1} else votes["ICL"]
    runner: int | None = rival if rival not in {k, 1} else min(others, key=lambda j: others[j], default=None)
    return Choice(k, runner, votes, of_mixed(fits[k]) if k > 1 else None)


def _agreement(numbers: Matrix, onehot: Matrix, columns: int, fit: Mixed) -> float:
    """Mean adjusted Rand index between a mixture's groups and those found in bootstrap samples."""
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    labels, found = fit.shares(numbers, onehot).argmax(axis=1), []
    for draw in range(DRAWS):
        chosen = np.random.default_rng(draw).integers(0, len(onehot), min(len(onehot), DRAWN))
        again = fit_mixed(numbers[chosen], onehot[chosen], columns, len(fit.weights), draw, starts=1)
        found.append(adjusted_rand_score(labels, again.shares(numbers, onehot).argmax(axis=1)))
    return float(np.mean(found))


def refit(numbers: Matrix, onehot: Matrix, columns: int, like: Choice, seed: int) -> Partition:
    """As many groups of other points, found in the same way from one start, to see whether they come out alike."""
    from sklearn.cluster import KMeans

    if onehot.shape[1]:
        return of_mixed(fit_mixed(numbers, onehot, columns, like.k, seed, starts=1))
    fit = KMeans(like.k, n_init=4, random_state=seed).fit(numbers)
    if like.shape is None:
        return of_kmeans(fit)
    return of_gaussians(criteria.gaussians(numbers, fit.labels_, like.k, like.shape, seed))
