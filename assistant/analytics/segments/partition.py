"""A way to tell which group a point belongs to, as plain numbers: it can be saved and applied to new rows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from assistant.analytics.segments.features import LevelRule, NumberRule, Rules
from assistant.analytics.segments.mixture import Mixed

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Labels = NDArray[np.intp]

VERSION = 1
CHUNK = 100_000  # rows assigned at a time


@dataclass(frozen=True)
class Partition:
    """Gaussian groups over numbers times level probabilities; k-means is the case of equal, round groups.

    Attributes:
        weights: (k,) log weights.
        means: (k, d).
        roots: (k, d, d) Cholesky factors of the precisions, as scikit-learn keeps them.
        levels: (k, m) log probabilities of levels.
    """

    weights: Matrix
    means: Matrix
    roots: Matrix
    levels: Matrix

    def assign(self, numbers: Matrix, onehot: Matrix) -> Labels:
        """(n,) the likeliest group of each point, counted from 0."""
        import numpy as np

        scores = np.empty((len(numbers), len(self.weights)))
        for j, (mean, root) in enumerate(zip(self.means, self.roots, strict=True)):
            distance = ((numbers @ root - mean @ root) ** 2).sum(axis=1)
            scores[:, j] = self.weights[j] - 0.5 * distance + np.log(np.abs(np.diagonal(root))).sum()
        if onehot.shape[1]:
            scores += onehot @ self.levels.T
        found: Labels = scores.argmax(axis=1)
        return found

    def reordered(self, order: Labels) -> Partition:
        """The same groups in another order."""
        return Partition(self.weights[order], self.means[order], self.roots[order], self.levels[order])


def of_kmeans(fit: Any, levels: int = 0) -> Partition:
    """Nearest centre."""
    import numpy as np

    k, width = fit.cluster_centers_.shape
    centres = np.asarray(fit.cluster_centers_, dtype=np.float64)
    return Partition(np.zeros(k), centres, np.repeat(np.eye(width)[None], k, axis=0), np.zeros((k, levels)))


def of_gaussians(model: Any) -> Partition:
    """A mixture of scikit-learn, of any shape of covariance."""
    import numpy as np

    k, width = model.means_.shape
    roots, shape = model.precisions_cholesky_, model.covariance_type
    if shape == "tied":
        roots = np.repeat(roots[None], k, axis=0)
    elif shape == "diag":
        roots = np.stack([np.diag(row) for row in roots])
    elif shape == "spherical":
        roots = np.stack([np.eye(width) * value for value in roots])
    return Partition(np.log(model.weights_), model.means_, np.asarray(roots), np.zeros((k, 0)))


def of_mixed(fit: Mixed) -> Partition:
    """A mixture of mixed tables."""
    import numpy as np

    roots = np.stack([np.diag(1 / np.sqrt(row)) for row in fit.variances])
    return Partition(np.log(fit.weights), fit.means, roots, fit.levels)


@dataclass(frozen=True)
class SegmentModel:
    """Everything needed to assign new rows: how rows become points, where the groups lie, what they are called."""

    rules: Rules
    partition: Partition
    names: tuple[dict[str, str], ...]

    def assign(self, frame: pd.DataFrame) -> Labels:
        """(n,) the group of each row, a part of the rows at a time."""
        import numpy as np

        parts = [
            self.partition.assign(*self.rules.points(frame.iloc[start : start + CHUNK]))
            for start in range(0, len(frame), CHUNK)
        ]
        return np.concatenate(parts)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        part = self.partition
        return {
            "version": VERSION,
            "numbers": [asdict(rule) for rule in self.rules.numbers],
            "levels": [asdict(rule) for rule in self.rules.levels],
            "names": list(self.names),
            "weights": part.weights.tolist(),
            "means": part.means.tolist(),
            "roots": part.roots.tolist(),
            "level_weights": part.levels.tolist(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SegmentModel:
        """Inverse of `to_json`."""
        import numpy as np

        rules = Rules(
            tuple(NumberRule(**rule) for rule in data["numbers"]),
            tuple(LevelRule(rule["name"], tuple(rule["levels"])) for rule in data["levels"]),
        )
        k, width = len(data["weights"]), len(rules.numbers)
        part = Partition(
            np.array(data["weights"], dtype=float),
            np.array(data["means"], dtype=float).reshape(k, width),
            np.array(data["roots"], dtype=float).reshape(k, width, width),
            np.array(data["level_weights"], dtype=float).reshape(k, -1),
        )
        return cls(rules, part, tuple(data["names"]))
