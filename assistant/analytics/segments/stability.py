"""Whether the same groups come out of other samples of the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.analytics.segments.choose import Choice, refit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

DRAWS = 6
ROWS = 1000


def stability(numbers: Matrix, onehot: Matrix, columns: int, choice: Choice, seed: int = 0) -> float:
    """Mean adjusted Rand index between the groups and those found in bootstrap samples (Hennig 2007).

    Returns:
        1 where every sample gives the same groups, about 0 where they are by chance.
    """
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    assert choice.partition is not None
    random = np.random.default_rng(seed)
    rows = len(onehot)
    labels = choice.partition.assign(numbers, onehot)
    found = []
    for draw in range(DRAWS):
        chosen = random.integers(0, rows, min(rows, ROWS))
        again = refit(numbers[chosen], onehot[chosen], columns, choice, draw)
        found.append(adjusted_rand_score(labels, again.assign(numbers, onehot)))
    return float(np.mean(found))
