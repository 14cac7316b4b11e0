"""Learning a `Linear` with scores by vector beside it; imported only for training and tests.

The loss and its slope are products of matrices. scikit-learn, which takes each number of a vector for one more
feature that holds of every example, needs a hundred times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from assistant.learned.fitting import INVERSE_REGULARISATION, feature_matrix
from assistant.learned.linear import Linear
from assistant.learned.token_vectors import Vectors, VectorScores, scaling_of

LENGTH = 6.0  # of a scaled vector, where all named features together have length 1
ROUNDS = 100
KEPT = 30_000  # features that weigh most


def fit_beside(rows: Sequence[Sequence[str]], vectors: Vectors, labels: Sequence[str]) -> tuple[Linear, VectorScores]:
    """One against the rest, squared hinge, of named features and vectors together; not calibrated.

    Args:
        rows: Names of the features that hold, for each example; what holds of one alone is left out.
        vectors: Shape (examples, size).
        labels: What each example is.
    """
    counts = Counter(name for row in rows for name in row)
    columns = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n > 1))}
    names = sorted(set(labels))
    scaling = scaling_of(vectors, LENGTH)
    scaled = scaling(vectors)
    wanted = np.full((len(rows), len(names)), -1, dtype=np.float32)
    wanted[np.arange(len(rows)), [names.index(label) for label in labels]] = 1
    weights = _separated(feature_matrix(rows, columns), scaled, wanted)
    weight = np.abs(weights[: len(columns)]).max(axis=1)
    telling = set(np.argsort(-weight)[:KEPT])
    # Learnt again without the others: how much a feature counts depends on how many hold beside it.
    columns = {name: new for new, name in enumerate(n for n, old in columns.items() if old in telling)}
    weights = _separated(feature_matrix(rows, columns), scaled, wanted)
    end = len(columns)
    linear = Linear(tuple(names), columns, weights[:end], weights[-1].astype(np.float64))
    return linear, VectorScores(scaling, weights[end:-1])


def _separated(named: csr_matrix, vectors: Vectors, wanted: Vectors) -> Vectors:
    """Weights of names, of vectors and the constant, shape (features + size + 1, labels).

    Args:
        named: Shape (examples, features).
        vectors: Scaled, shape (examples, size).
        wanted: 1 for an example's label and -1 for the others, shape (examples, labels).
    """
    named = named.astype(np.float32)
    across = named.T.tocsr()
    features, labels = named.shape[1], wanted.shape[1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(-1, labels).astype(np.float32)
        scores = named @ weights[:features] + vectors @ weights[features:-1] + weights[-1]
        short = np.maximum(0, 1 - wanted * scores)
        slope = -2 * INVERSE_REGULARISATION * wanted * short
        slopes = weights + np.vstack([across @ slope, vectors.T @ slope, slope.sum(axis=0)])
        total = 0.5 * np.square(flat).sum() + INVERSE_REGULARISATION * np.square(short.astype(np.float64)).sum()
        return float(total), slopes.astype(np.float64).ravel()

    start = np.zeros((features + vectors.shape[1] + 1) * labels)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    weights: Vectors = found.reshape(-1, labels).astype(np.float32)
    return weights
