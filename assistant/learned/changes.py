"""What fine-tuning changed in an encoder, kept as matrices of low rank beside weights that others share.

A fine-tuned all-MiniLM-L6-v2 takes 90 MB; what LoRA (Hu et al. 2021) changed in it takes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DataFileError

# By the name of a matrix: (outputs, rank) and (rank, inputs), whose product is added to it.
Changes: TypeAlias = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
_UP, _DOWN = ".up", ".down"


def low_rank(
    before: Mapping[str, NDArray[np.floating]], after: Mapping[str, NDArray[np.floating]], rank: int
) -> Changes:
    """The changes of all matrices that differ, by singular value decomposition.

    Args:
        before: Tensors by name, such as `encoder.layer.0.output.dense.weight`.
        after: The same after training; vectors, such as biases, must be as they were.
        rank: Of the change of a matrix; exact where training changed no more, as LoRA of that rank does.

    Returns:
        By name without `.weight`: (outputs, rank) and (rank, inputs), in half precision's range.

    Raises:
        ValueError: A vector has changed, which a product of matrices cannot say.
    """
    found = {}
    for name, new in after.items():  # a stored encoder may also hold counters, such as places, that no training knows
        change = np.asarray(new, dtype=np.float64) - before[name]
        if not np.abs(change).max() > 0:
            continue
        if change.ndim != 2 or not name.endswith(".weight"):
            raise ValueError(f"{name} has changed and is no matrix")
        left, values, right = np.linalg.svd(change, full_matrices=False)
        root = np.sqrt(values[:rank])
        up, down = left[:, :rank] * root, root[:, None] * right[:rank]
        found[name.removesuffix(".weight")] = (up.astype(np.float32), down.astype(np.float32))
    return found


def to_tensors(changes: Changes) -> dict[str, NDArray[np.float16]]:
    """Arrays to store, in half precision."""
    tensors = {}
    for name, (up, down) in changes.items():
        tensors[name + _UP] = np.ascontiguousarray(up, dtype=np.float16)
        tensors[name + _DOWN] = np.ascontiguousarray(down, dtype=np.float16)
    return tensors


def from_tensors(tensors: Mapping[str, NDArray[np.floating]], path: Path) -> Changes:
    """The changes among stored arrays.

    Raises:
        DataFileError: A matrix lacks its other half.
    """
    names = [name.removesuffix(_UP) for name in tensors if name.endswith(_UP)]
    try:
        return {
            name: (tensors[name + _UP].astype(np.float32), tensors[name + _DOWN].astype(np.float32)) for name in names
        }
    except KeyError as missing:
        raise DataFileError(f"the tensor {missing} is missing", path) from None
