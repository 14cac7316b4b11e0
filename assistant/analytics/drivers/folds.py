"""Held-out parts of a table: rows that belong together stay together, each part has its share of every outcome."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.analytics.drivers.target import Floats

Ints = npt.NDArray[np.int64]
FEW_ROWS = 1500
MANY_PARTS, USUAL_PARTS = 10, 5


def parts_for(rows: int) -> int:
    """Into how many parts that many rows are split."""
    return MANY_PARTS if rows < FEW_ROWS else USUAL_PARTS


def split(target: Floats, together: Ints, parts: int, seed: int) -> Ints:
    """The part of each row.

    Args:
        target: What is learned; groups are dealt out in its order, so that parts are alike.
        together: Group of each row, numbered from 0.
        parts: How many parts.
        seed: Shuffles groups of equal target.
    """
    rng = np.random.default_rng(seed)
    groups = int(together.max()) + 1
    means = np.bincount(together, target, groups) / np.maximum(np.bincount(together, minlength=groups), 1)
    order = np.lexsort((rng.random(groups), means))
    part = np.empty(groups, dtype=np.int64)
    for start in range(0, groups, parts):
        block = order[start : start + parts]
        part[block] = rng.permutation(parts)[: len(block)]
    return np.asarray(part[together], dtype=np.int64)


def groups_of(frame: Any, key: str | None) -> Ints:
    """Rows that must not be apart: those of one customer where `key` repeats, and exact repeats."""
    import pandas as pd

    if key is not None:
        codes = pd.factorize(frame[key])[0].astype(np.int64)
        blank = codes < 0
        codes[blank] = codes.max() + 1 + np.arange(blank.sum())
        return np.asarray(codes, dtype=np.int64)
    return np.asarray(pd.factorize(pd.util.hash_pandas_object(frame, index=False))[0], dtype=np.int64)
