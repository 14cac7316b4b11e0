"""The two models: one of straight lines, one of boosted trees."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from assistant.analytics.drivers.encode import Feature, linear_design
from assistant.analytics.drivers.target import Floats

ModelKind = Literal["linear", "boosted"]
ROUNDS = 120
LEARNING_RATE = 0.07
LEAVES = 15
FEWEST_BOOSTED = 80  # rows below which trees have nothing to learn from
_EDGE = 1e-4


@dataclass(frozen=True)
class Model:
    """A fitted model.

    Attributes:
        kind: Which of the two.
        features: Features in the order of the matrix.
        outcome: True where it gives chances.
        fitted: The estimator of scikit-learn.
    """

    kind: ModelKind
    features: tuple[Feature, ...]
    outcome: bool
    fitted: Any

    def predict(self, matrix: Floats) -> Floats:
        """Amounts (as learned) or chances for the rows of an encoded matrix."""
        design = linear_design(self.features, matrix) if self.kind == "linear" else matrix
        if self.outcome:
            chances = self.fitted.predict_proba(design)[:, 1]
            return np.asarray(np.clip(chances, _EDGE, 1 - _EDGE), dtype=float)
        return np.asarray(self.fitted.predict(design), dtype=float)


def fit(kind: ModelKind, features: tuple[Feature, ...], matrix: Floats, target: Floats, *, outcome: bool) -> Model:
    """Fit one of the models to an encoded matrix and what is to be learned."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a regression that stops early is still compared on held-out rows
        if kind == "linear":
            fitted = _linear(outcome).fit(linear_design(features, matrix), target)
        else:
            fitted = _boosted(features, len(target), outcome).fit(matrix, target)
    return Model(kind, features, outcome, fitted)


@contextmanager
def one_thread() -> Iterator[None]:
    """Fits within use one thread: on a busy machine threads that wait for each other cost more than they save."""
    # Limits hold only for libraries already loaded.
    import sklearn.linear_model  # noqa: F401
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(limits=1):
        yield


def _linear(outcome: bool) -> Any:
    from sklearn.linear_model import LogisticRegression, RidgeCV

    if outcome:
        return LogisticRegression(C=1.0, max_iter=300)
    return RidgeCV(alphas=np.logspace(-1, 4, 16))


def _boosted(features: tuple[Feature, ...], rows: int, outcome: bool) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    options: dict[str, Any] = {
        "max_iter": ROUNDS,
        "learning_rate": LEARNING_RATE,
        "max_leaf_nodes": LEAVES if rows > 1000 else 7,
        "min_samples_leaf": int(np.clip(rows // 50, 5, 20)),
        "l2_regularization": 5.0,
        "categorical_features": [f.is_category for f in features],
        "early_stopping": False,
        "random_state": 0,
    }
    return HistGradientBoostingClassifier(**options) if outcome else HistGradientBoostingRegressor(**options)
