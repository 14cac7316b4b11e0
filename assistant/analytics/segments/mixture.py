"""Mixture of diagonal Gaussians times categoricals (latent class model of mixed tables), fitted by EM.

Dempster, Laird & Rubin 1977; for mixed data Hunt & Jorgensen 1999. Rows are independent within a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

LEAST_VARIANCE = 0.02  # of a standardised column: ties would make a group of no width
SMOOTHING = 0.5  # pseudo-count of a level
STEPS, TOLERANCE = 80, 2e-5
STARTS = 3


@dataclass(frozen=True)
class Mixed:
    """A fitted mixture of k groups over d numbers and m one-hot levels.

    Attributes:
        weights: (k,) shares.
        means: (k, d).
        variances: (k, d).
        levels: (k, m) log probabilities of the levels, column by column.
        likelihood: Log likelihood of the rows it was fitted to.
        parameters: Free parameters.
    """

    weights: Matrix
    means: Matrix
    variances: Matrix
    levels: Matrix
    likelihood: float
    parameters: int

    def shares(self, numbers: Matrix, onehot: Matrix) -> Matrix:
        """(n, k) probabilities of the groups."""
        import numpy as np

        joint = _joint(self, numbers, onehot)
        joint -= joint.max(axis=1, keepdims=True)
        shares = np.exp(joint)
        found: Matrix = shares / shares.sum(axis=1, keepdims=True)
        return found

    def bic(self, rows: int) -> float:
        """Schwarz' criterion, smaller is better."""
        import numpy as np

        return float(-2 * self.likelihood + self.parameters * np.log(rows))


def fit_mixed(numbers: Matrix, onehot: Matrix, columns: int, k: int, seed: int, starts: int = STARTS) -> Mixed:
    """Fit a mixture of k groups: the best of several starts.

    Args:
        numbers: (n, d), standardised; d may be 0.
        onehot: (n, m), the categories side by side; m may be 0.
        columns: How many categories there are.
        k: Groups.
        seed: Of the starts.
        starts: How many.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    best: Mixed | None = None
    for start in range(starts if k > 1 else 1):
        shares = _start(numbers, onehot, k, start, random)
        found = _climb(numbers, onehot, columns, shares)
        if best is None or found.likelihood > best.likelihood:
            best = found
    assert best is not None
    return best


def _start(numbers: Matrix, onehot: Matrix, k: int, start: int, random: np.random.Generator) -> Matrix:
    import numpy as np
    from sklearn.cluster import KMeans

    weight = (0.7, 0.35, 1.2)[start % 3]
    spread = onehot / np.sqrt(np.clip(onehot.mean(axis=0), 0.02, None)) if start == 2 else onehot
    points = np.hstack([numbers, weight * (spread - spread.mean(axis=0))]) if onehot.size else numbers
    labels = KMeans(k, n_init=1, random_state=int(random.integers(2**31))).fit_predict(points)
    return np.asarray(np.eye(k)[labels] * 0.9 + 0.1 / k, dtype=np.float64)


def _climb(numbers: Matrix, onehot: Matrix, columns: int, shares: Matrix) -> Mixed:
    import numpy as np

    last = -np.inf
    for _ in range(STEPS):
        fit = _maximised(numbers, onehot, columns, shares)
        joint = _joint(fit, numbers, onehot)
        top = joint.max(axis=1, keepdims=True)
        total = np.exp(joint - top).sum(axis=1, keepdims=True)
        likelihood = float((top + np.log(total)).sum())
        shares = np.exp(joint - top) / total
        if likelihood - last < TOLERANCE * abs(likelihood):
            break
        last = likelihood
    fit = _maximised(numbers, onehot, columns, shares)
    return Mixed(fit.weights, fit.means, fit.variances, fit.levels, likelihood, fit.parameters)


def _maximised(numbers: Matrix, onehot: Matrix, columns: int, shares: Matrix) -> Mixed:
    import numpy as np

    k, sizes = shares.shape[1], shares.sum(axis=0) + 1e-9
    means = shares.T @ numbers / sizes[:, None]
    squares = shares.T @ numbers**2 / sizes[:, None]
    variances = np.maximum(squares - means**2, LEAST_VARIANCE)
    counts = shares.T @ onehot + SMOOTHING * onehot.mean(axis=0, keepdims=True) * 2
    levels = np.log(np.clip(counts, 1e-12, None) / (sizes + 2 * SMOOTHING)[:, None])
    free = k - 1 + 2 * k * numbers.shape[1] + k * (onehot.shape[1] - columns)
    return Mixed(sizes / sizes.sum(), means, variances, levels, 0.0, free)


def _joint(fit: Mixed, numbers: Matrix, onehot: Matrix) -> Matrix:
    """(n, k) log of weight times density."""
    import numpy as np

    width = numbers.shape[1]
    precision = 1 / fit.variances
    squares = (
        numbers**2 @ precision.T - 2 * numbers @ (fit.means * precision).T + (fit.means**2 * precision).sum(axis=1)
    )
    log_density = -0.5 * (squares + np.log(fit.variances).sum(axis=1) + width * np.log(2 * np.pi))
    found: Matrix = log_density + onehot @ fit.levels.T + np.log(fit.weights)
    return found
