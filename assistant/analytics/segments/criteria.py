"""How many groups a cloud of points has, by three criteria that fail in different ways.

- silhouette (Rousseeuw 1987) of k-means: likes separated, round groups, cannot say "one group";
- ICL (Biernacki, Celeux & Govaert 2000) over Gaussian mixtures with four shapes of covariance: can say one, is fooled
  by ties and heavy tails;
- prediction strength (Tibshirani & Walther 2005) of k-means: how well halves of the data predict each other's groups.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Labels = NDArray[np.intp]

Shape = Literal["full", "tied", "diag", "spherical"]
SHAPES: tuple[Shape, ...] = ("spherical", "diag", "tied", "full")
MOST = 15
PATIENCE = 3  # k without a better ICL after which a shape of covariance is given up
SAMPLE, SILHOUETTE_SAMPLE = 2000, 1500
STRONG = 0.8
SPLITS = 3
SMALLEST = 8  # rows of an average group


@dataclass(frozen=True)
class Mixture:
    """The best Gaussian mixture of each number of groups.

    Attributes:
        icl: By k, smaller is better.
        bic: By k, smaller is better.
        models: The fitted mixture by k.
    """

    icl: dict[int, float]
    bic: dict[int, float]
    models: dict[int, Any]

    @property
    def best(self) -> int:
        """The number of groups with the smallest ICL."""
        return min(self.icl, key=lambda k: self.icl[k])


def largest_k(rows: int) -> int:
    """The largest number of groups that so many rows can carry."""
    return max(1, min(MOST, rows // SMALLEST))


def kmeans_fits(points: Matrix, most: int, seed: int) -> dict[int, Any]:
    """k-means for k = 2 … most."""
    from sklearn.cluster import KMeans

    return {
        k: KMeans(k, n_init=5 if k <= 5 else 10, random_state=seed).fit(points)
        for k in range(2, most + 1)
        if k < len(points)
    }


def silhouettes(points: Matrix, fits: dict[int, Any], seed: int) -> dict[int, float]:
    """Mean silhouette width by k, of a sample."""
    import numpy as np
    from sklearn.metrics import pairwise_distances, silhouette_score

    chosen = np.random.default_rng(seed).permutation(len(points))[:SILHOUETTE_SAMPLE]
    distances = pairwise_distances(points[chosen])
    np.fill_diagonal(distances, 0)
    found = {}
    for k, fit in fits.items():
        labels = fit.labels_[chosen]
        groups = len(np.unique(labels))
        if 1 < groups < len(chosen):
            found[k] = float(silhouette_score(distances, labels, metric="precomputed"))
    return found


def mixtures(points: Matrix, fits: dict[int, Any], most: int, seed: int) -> Mixture:
    """Gaussian mixtures for k = 1 … most, started from k-means, each shape until it stops getting better."""
    import numpy as np

    icl: dict[int, float] = {}
    bic: dict[int, float] = {}
    models: dict[int, Any] = {}
    rows, width = points.shape
    for shape in SHAPES:
        best, since = np.inf, 0
        for k in range(1, most + 1):
            if parameters(shape, k, width) * 3 > rows and k > 1:
                break
            labels = fits[k].labels_ if k in fits else np.zeros(rows, dtype=np.intp)
            model = gaussians(points, labels, k, shape, seed)
            shares = model.predict_proba(points)
            blur = -2.0 * float(np.sum(shares * np.log(np.clip(shares, 1e-300, None))))
            plain = float(model.bic(points))
            bic[k] = min(bic.get(k, np.inf), plain)
            if plain + blur < icl.get(k, np.inf):
                icl[k], models[k] = plain + blur, model
            since = 0 if plain + blur < best else since + 1
            best = min(best, plain + blur)
            if since >= PATIENCE:
                break
    return Mixture(icl, bic, models)


def gaussians(points: Matrix, labels: Labels, k: int, shape: Shape, seed: int) -> Any:
    """A mixture that starts from a partition; the groups of k-means are found better than those of one random start."""
    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.mixture import GaussianMixture

    width = points.shape[1]
    groups = [points[labels == j] for j in range(k)]
    sizes = np.array([max(len(g), 1) for g in groups], dtype=float)
    means = np.array([g.mean(axis=0) if len(g) else points.mean(axis=0) for g in groups])
    spread = [np.cov(g.T).reshape(width, width) if len(g) > width + 1 else np.eye(width) * 0.1 for g in groups]
    covariances = np.array(spread) + np.eye(width) * 1e-3
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    precisions: dict[Shape, Any] = {
        "full": lambda: np.linalg.inv(covariances),
        "tied": lambda: np.linalg.inv(np.average(covariances, axis=0, weights=sizes)),
        "diag": lambda: 1 / variances,
        "spherical": lambda: 1 / variances.mean(axis=1),
    }
    model = GaussianMixture(
        k,
        covariance_type=shape,
        reg_covar=1e-4,
        max_iter=150,
        random_state=seed,
        weights_init=sizes / sizes.sum(),
        means_init=means,
        precisions_init=precisions[shape](),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(points)


def parameters(shape: Shape, k: int, width: int) -> int:
    """Free parameters of a Gaussian mixture."""
    full = width * (width + 1) // 2
    return k * width + k - 1 + {"full": k * full, "tied": full, "diag": k * width, "spherical": k}[shape]


def prediction_strengths(points: Matrix, most: int, seed: int) -> dict[int, float]:
    """Prediction strength by k, mean over random halvings; 1 for k = 1."""
    import numpy as np
    from sklearn.cluster import KMeans

    random = np.random.default_rng(seed)
    strengths: dict[int, list[float]] = {}
    for _ in range(SPLITS):
        order = random.permutation(len(points))
        one, two = points[order[: len(order) // 2]], points[order[len(order) // 2 :]]
        for k in range(2, most + 1):
            if min(len(one), len(two)) < 2 * k:
                break
            fits = [KMeans(k, n_init=3 if k <= 5 else 6, random_state=seed).fit(half) for half in (one, two)]
            strengths.setdefault(k, []).append(_strength(fits[0], fits[1].labels_, two, k))
    return {1: 1.0, **{k: float(np.mean(found)) for k, found in strengths.items()}}


def _strength(train: Any, labels: Labels, points: Matrix, k: int) -> float:
    """Least share, over the groups of the test half, of its pairs that the other half's centres keep together."""
    import numpy as np

    guessed = train.predict(points)
    shares = []
    for group in range(k):
        counts = np.bincount(guessed[labels == group], minlength=k).astype(float)
        size = counts.sum()
        if size > 1:
            shares.append(float((counts * (counts - 1)).sum() / (size * (size - 1))))
    return min(shares, default=0.0)


def strongest(strengths: dict[int, float], bar: float = STRONG) -> int:
    """The largest k that halves of the data agree on."""
    return max(k for k, strength in strengths.items() if strength >= bar)
