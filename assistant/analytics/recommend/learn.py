"""What behaviour says of items: neighbours bought by the same people, and latent factors."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.analytics.recommend.behaviour import Floats

SHRINK = 5.0  # people; a chance meeting of two rare items says little
FACTORS = 24
ROUNDS = 8
CONFIDENCE = 8.0
REGULAR = 3.0
SEED = 5


def neighbours(matrix: Any) -> Any:
    """Item by item: cosine of who touched them, shrunk where few did (sparse, no item is its own neighbour)."""
    from scipy.sparse import csr_matrix, diags

    seen = (matrix > 0).astype(float)
    both = (seen.T @ seen).tocoo()
    counts = np.asarray(seen.sum(axis=0)).ravel()
    keep = both.row != both.col
    row, col, data = both.row[keep], both.col[keep], both.data[keep]
    value = data / (np.sqrt(counts[row] * counts[col]) + SHRINK)
    return csr_matrix((value, (row, col)), shape=both.shape) @ diags(np.ones(both.shape[1]))


def together(matrix: Any, first: int, second: int) -> tuple[int, int]:
    """How many people touched both items, and how many the first."""
    seen = (matrix > 0).tocsc()
    a, b = set(seen[:, first].indices), set(seen[:, second].indices)
    return len(a & b), len(a)


def factors(matrix: Any) -> tuple[Floats, Floats]:
    """Factors of users and items by alternating least squares (Hu, Koren, Volinsky 2008).

    Confidence is 1 + CONFIDENCE · weight, preference 1 where there is any weight.

    Returns:
        Arrays (users, FACTORS) and (items, FACTORS).
    """
    rng = np.random.default_rng(SEED)
    size = min(FACTORS, max(2, min(matrix.shape) - 1))
    users = rng.normal(0, 0.1, (matrix.shape[0], size))
    items = rng.normal(0, 0.1, (matrix.shape[1], size))
    rows, columns = matrix.tocsr(), matrix.T.tocsr()
    for _ in range(ROUNDS):
        users = _solve(rows, items)
        items = _solve(columns, users)
    return users, items


def _solve(rows: Any, fixed: Floats) -> Floats:
    gram = fixed.T @ fixed + REGULAR * np.eye(fixed.shape[1])
    found = np.zeros((rows.shape[0], fixed.shape[1]))
    for i in range(rows.shape[0]):
        start, end = rows.indptr[i], rows.indptr[i + 1]
        if start == end:
            continue
        own = fixed[rows.indices[start:end]]
        extra = CONFIDENCE * rows.data[start:end]
        found[i] = np.linalg.solve(gram + (own.T * extra) @ own, own.T @ (1 + extra))
    return found
