"""A linear classifier over named features that are there or not: scores in NumPy, stored with one byte a weight."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DataFileError

Floats = NDArray[np.float64]
Scores = TypeVar("Scores", bound=NDArray[np.floating[Any]])
STEPS = 127


@dataclass
class Linear:
    """Weights of named features for labels.

    Attributes:
        labels: One for each column of the weights.
        columns: Feature to row of the weights.
        weights: Shape (features, labels).
        bias: Shape (labels,).
        temperature: Divides the scores, so that their softmax is calibrated on authors left out.
    """

    labels: tuple[str, ...]
    columns: Mapping[str, int]
    weights: NDArray[np.floating]
    bias: Floats
    temperature: float = 1.0

    def scores(self, names: Sequence[str]) -> Floats:
        """Calibrated scores of all labels where these features hold, shape (labels,); every feature counts alike."""
        rows = [self.columns[name] for name in names if name in self.columns]
        if not rows:
            return self.bias / self.temperature
        total: Floats = self.weights[rows].astype(np.float64).sum(axis=0) / np.sqrt(len(rows))
        return (total + self.bias) / self.temperature

    def save(self, folder: Path, name: str, data: str) -> None:
        """Write it with the hash of the `data` that it was learnt from; weights as whole steps of a label's largest."""
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        scale = np.maximum(np.abs(self.weights).max(axis=0), 1e-12) / STEPS
        facts = {
            "data": data,
            "temperature": self.temperature,
            "labels": self.labels,
            "features": sorted(self.columns, key=self.columns.__getitem__),
        }
        (folder / f"{name}.json").write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")
        arrays = {
            "weights": np.round(self.weights / scale).astype(np.int8),
            "scale": scale.astype(np.float32),
            "bias": np.asarray(self.bias, dtype=np.float32),
        }
        save_file({key: np.ascontiguousarray(array) for key, array in arrays.items()}, folder / f"{name}.safetensors")


def softmax(scores: Scores) -> Scores:
    """Probabilities along the last axis, in the precision of the scores."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return cast(Scores, shifted / shifted.sum(axis=-1, keepdims=True))


def load_linear(folder: Path, name: str) -> Linear:
    """The stored classifier.

    Raises:
        DataFileError: The parameters are missing.
    """
    from safetensors.numpy import load_file

    facts = read_facts(folder, name)
    arrays = load_file(folder / f"{name}.safetensors")
    return Linear(
        labels=tuple(facts["labels"]),
        columns={feature: i for i, feature in enumerate(facts["features"])},
        weights=arrays["weights"].astype(np.float32) * arrays["scale"],
        bias=arrays["bias"].astype(np.float64),
        temperature=facts["temperature"],
    )


def read_facts(folder: Path, name: str) -> dict[str, Any]:
    """The JSON part: hash of the training data, labels, features.

    Raises:
        DataFileError: The file is missing.
    """
    path = folder / f"{name}.json"
    if not path.is_file():
        raise DataFileError(
            f"missing; run `python -m assistant.{folder.parents[1].name}.{folder.parent.name}.train`", path
        )
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts
