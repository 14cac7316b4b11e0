"""What an encoder, fine-tuned on the labelled talks, says of a message in its place."""

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
from assistant.planner.understand.evidence import Evidence

NAME = "encoder"
TUNED_LANGUAGE = "en"
DOUBT = 0.8  # below this probability the linear reader is helped; above, an encoder changes nothing but the time
Array: TypeAlias = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Array]


@dataclass(frozen=True)
class Tuned:
    """An encoder's opinion beside that of a `Linear`.

    Attributes:
        changes: What fine-tuning changed in the encoder.
        labels: What it tells apart.
        coefficients: Of unit vectors, shape (dimension, labels).
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
            scores: Of the other, shape (messages, labels).
            labels: Their order; what the encoder was not taught is as unlikely as its least likely.
            vectors: Of the messages, by the encoder as changed, shape (messages, dimension).

        Returns:
            Shape (messages, labels).
        """
        own = np.log(softmax((vectors @ self.coefficients + self.bias).astype(np.float64)))
        places = [self.labels.index(label) if label in self.labels else -1 for label in labels]
        lined = np.where(np.array(places) < 0, own.min(axis=1, keepdims=True), own[:, places])
        joined: Floats = (scores + self.weight * lined) / self.temperature
        return joined

    def save(self, folder: Path, data: str) -> None:
        """Write it with the hash of the `data` that it was learnt from."""
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        facts = {"data": data, "labels": self.labels, "weight": self.weight, "temperature": self.temperature}
        (folder / f"{NAME}.json").write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")
        arrays = {"coefficients": self.coefficients.astype(np.float16), "bias": self.bias.astype(np.float32)}
        save_file(to_tensors(self.changes) | arrays, folder / f"{NAME}.safetensors")

    @classmethod
    def load(cls, folder: Path) -> Tuned:
        """The stored one.

        Raises:
            DataFileError: It is missing.
        """
        from safetensors.numpy import load_file

        path = folder / f"{NAME}.json"
        if not path.is_file():
            raise DataFileError("missing; run `python -m eval.planning.tune`", path)
        facts = json.loads(path.read_text(encoding="utf-8"))
        arrays = load_file(folder / f"{NAME}.safetensors")
        return cls(
            changes=from_tensors(arrays, path.with_suffix(".safetensors")),
            labels=tuple(facts["labels"]),
            coefficients=arrays["coefficients"].astype(np.float32),
            bias=arrays["bias"],
            weight=facts["weight"],
            temperature=facts["temperature"],
        )


def situated(seen: Evidence) -> str:
    """The message after what stands before it: the open question and the last tools."""
    context = seen.context
    asked = (context.asked.get("kind") or "nothing").replace("_", " ")
    last = " then ".join(tool.replace("_", " ") for tool in context.last[-2:]) or "nothing"
    return f"asked {asked}; did {last}: {seen.text}"
