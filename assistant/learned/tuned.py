"""What a fine-tuned encoder says beside a linear reader: of whole messages or of parts of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DataFileError
from assistant.learned.changes import Changes, from_tensors, to_tensors
from assistant.learned.linear import Floats, softmax

TUNED_LANGUAGE = "en"  # of the shared encoder
Array: TypeAlias = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Array]


@dataclass(frozen=True)
class Tuned:
    """An encoder's opinion beside that of a `Linear`.

    Attributes:
        changes: What fine-tuning changed in the encoder.
        labels: What it tells apart.
        coefficients: Of vectors, shape (dimension, labels).
        bias: Shape (labels,).
        weight: How much its log probabilities count beside the other scores.
        temperature: Divides the sum, so that its softmax is calibrated on authors left out.
    """

    changes: Changes
    labels: tuple[str, ...]
    coefficients: Array
    bias: Array
    weight: float = 1.0
    temperature: float = 1.0

    def joined(self, scores: Floats, labels: Sequence[str], vectors: Array) -> Floats:
        """Scores that both make together.

        Args:
            scores: Of the other, shape (texts or parts of one, labels).
            labels: Their order; what the encoder was not taught is as unlikely as its least likely.
            vectors: Of the same by the encoder as changed, shape (texts or parts, dimension).

        Returns:
            Shape as `scores`.
        """
        return self.added(scores, self.logs(labels, vectors))

    def added(self, scores: Floats, logs: Floats) -> Floats:
        """Scores of another with the encoder's log probabilities, shape as both."""
        joined: Floats = (scores + self.weight * logs) / self.temperature
        return joined

    def logs(self, labels: Sequence[str], vectors: Array) -> Floats:
        """The encoder's own log probabilities, shape (texts or parts, labels); see `joined`."""
        own = np.log(softmax((vectors @ self.coefficients + self.bias).astype(np.float64)) + 1e-9)
        places = [self.labels.index(label) if label in self.labels else -1 for label in labels]
        lined: Floats = np.where(np.array(places) < 0, own.min(axis=1, keepdims=True), own[:, places])
        return lined

    def save(self, folder: Path, name: str, data: str) -> None:
        """Write it with the hash of the `data` that it was learnt from."""
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        facts = {"data": data, "labels": self.labels, "weight": self.weight, "temperature": self.temperature}
        (folder / f"{name}.json").write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")
        arrays = {"coefficients": self.coefficients.astype(np.float16), "bias": self.bias.astype(np.float32)}
        save_file(to_tensors(self.changes) | arrays, folder / f"{name}.safetensors")

    @classmethod
    def load(cls, folder: Path, name: str) -> Tuned:
        """The stored one.

        Raises:
            DataFileError: It is missing.
        """
        from safetensors.numpy import load_file

        path = folder / f"{name}.json"
        if not path.is_file():
            raise DataFileError("missing; a command of `eval.tuning` makes it", path)
        facts = json.loads(path.read_text(encoding="utf-8"))
        arrays = load_file(folder / f"{name}.safetensors")
        return cls(
            changes=from_tensors(arrays, path.with_suffix(".safetensors")),
            labels=tuple(facts["labels"]),
            coefficients=arrays["coefficients"].astype(np.float32),
            bias=arrays["bias"],
            weight=facts["weight"],
            temperature=facts["temperature"],
        )
