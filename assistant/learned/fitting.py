"""Learning a `Linear` with scikit-learn; imported only for training and tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from assistant.learned.linear import Floats, Linear

INVERSE_REGULARISATION = 0.5
LEAST_WEIGHT = 0.01  # share of the greatest weight; features that tell less are left out


def fit(
    rows: Sequence[Sequence[str]],
    labels: Sequence[str],
    least: int = 2,
    most: int | None = None,
    tolerance: float = 1e-3,
    slack: float = INVERSE_REGULARISATION,
) -> Linear:
    """One against the rest, squared hinge; not calibrated yet.

    Args:
        rows: Names of the features that hold, for each example.
        labels: What each example is.
        least: Examples that a feature must hold in.
        most: How many features are kept, those that weigh most; all that tell something by default, all there
            are, learnt once, for 0.
        tolerance: When the search for the weights ends.
        slack: Inverse of the regularisation: the greater, the closer the weights follow the examples.
    """
    counts = Counter(name for row in rows for name in row)
    columns = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}
    names = sorted(set(labels))
    numbers = [names.index(label) for label in labels]
    weights, bias = _separated(rows, columns, numbers, tolerance, slack)
    if most == 0:
        return Linear(tuple(names), columns, weights, bias)
    weight = np.abs(weights).max(axis=1)
    bound = LEAST_WEIGHT * weight.max() if most is None or len(weight) <= most else np.sort(weight)[-most]
    telling = set(np.flatnonzero(weight >= bound))
    # Learnt again without the others: how much a feature counts depends on how many hold beside it.
    columns = {name: new for new, name in enumerate(n for n, old in columns.items() if old in telling)}
    weights, bias = _separated(rows, columns, numbers, tolerance, slack)
    return Linear(tuple(names), columns, weights, bias)


def _separated(
    rows: Sequence[Sequence[str]], columns: dict[str, int], labels: Sequence[int], tolerance: float, slack: float
) -> tuple[NDArray[np.float32], Floats]:
    """Weights, shape (features, labels), and constants of one line a label."""
    model = LinearSVC(C=slack, tol=tolerance, random_state=0)
    model.fit(feature_matrix(rows, columns), labels)
    return model.coef_.T.astype(np.float32), model.intercept_


def fitting_temperature(scores: Floats, labels: NDArray[np.intp]) -> float:
    """The divisor of `scores`, shape (examples, labels), that makes their softmax likeliest."""

    def loss(temperature: float) -> float:
        scaled = scores / temperature
        top = scaled.max(axis=1, keepdims=True)
        chosen = scaled[np.arange(len(labels)), labels]
        known = np.isfinite(chosen)
        logs = chosen - top[:, 0] - np.log(np.exp(scaled - top).sum(axis=1))
        return float(-logs[known].mean())

    return float(minimize_scalar(loss, bounds=(0.02, 10.0), method="bounded").x)


def feature_matrix(rows: Sequence[Sequence[str]], columns: dict[str, int]) -> csr_matrix:
    """The features of each example, shape (examples, features), each row of length 1."""
    data: list[float] = []
    at: list[int] = []
    starts = [0]
    for row in rows:
        known = [columns[name] for name in row if name in columns]
        at += known
        data += [1 / np.sqrt(len(known))] * len(known)
        starts.append(len(at))
    return csr_matrix((data, at, starts), shape=(len(rows), len(columns)))
