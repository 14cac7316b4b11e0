"""Chinese messages among the vectors of an encoder that knows only English.

A ridge regression from TF-IDF of character n-grams to the vector of the English translation, learnt from pairs of
sentences, of low rank and in eight-bit integers. So English messages also teach the Chinese head.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DataFileError
from assistant.service.features import Floats, Vectoriser

NAME = "map"
RIDGE = 1.0
STEPS = 30
RANK = 160
MOST_GRAMS = 15_000


@dataclass(frozen=True)
class CrossMap:
    """The learnt map.

    Attributes:
        vectoriser: Columns of the Chinese n-grams.
        left: Shape (columns, rank), eight-bit; each row is multiplied by its `scale`.
        scale: Shape (columns, 1).
        right: Orthonormal, shape (rank, dimension).
        centre: Mean vector of the English sentences, shape (dimension,).
    """

    vectoriser: Vectoriser
    left: NDArray[np.int8]
    scale: Floats
    right: Floats
    centre: Floats

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of Chinese `texts` relative to the centre, shape (texts, dimension)."""
        rows = self.vectoriser.rows(texts)
        rows = rows.multiply(self.scale.T).tocsr()
        return _unit(np.asarray((rows @ self.left.astype(np.float32)) @ self.right, dtype=np.float32))

    def beside(self, vectors: Floats) -> Floats:
        """The encoder's vectors of English texts as `embed` gives those of Chinese ones."""
        return _unit(vectors - self.centre)

    def save(self, folder: Path) -> None:
        """Write map.safetensors and map.json."""
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        arrays = {
            "idf": self.vectoriser.idf,
            "left": self.left,
            "scale": self.scale.astype(np.float32),
            "right": self.right.astype(np.float16),
            "centre": self.centre.astype(np.float32),
        }
        save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, folder / f"{NAME}.safetensors")
        text = json.dumps(list(self.vectoriser.index), ensure_ascii=False, separators=(",", ":"))
        (folder / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> CrossMap:
        """Read what `save` wrote.

        Raises:
            DataFileError: A file is missing.
        """
        from safetensors.numpy import load_file

        path = folder / f"{NAME}.safetensors"
        if not path.is_file():
            raise DataFileError("missing; learn it with `canvas nlu map`", path)
        arrays = load_file(path)
        grams = json.loads((folder / f"{NAME}.json").read_text(encoding="utf-8"))
        vectoriser = Vectoriser({gram: column for column, gram in enumerate(grams)}, arrays["idf"])
        right = arrays["right"].astype(np.float32)
        return cls(vectoriser, arrays["left"], arrays["scale"], right, arrays["centre"])


def fit_map(chinese: Sequence[str], english: Floats, rank: int = RANK) -> CrossMap:
    """Learn the map.

    Args:
        chinese: Sentences.
        english: The encoder's vectors of their translations, shape (sentences, dimension).
        rank: Of the map that is kept.
    """
    vectoriser = Vectoriser.fit(chinese, min_count=2, most=MOST_GRAMS)
    centre = english.mean(axis=0)
    weights = _ridge(vectoriser, chinese, english - centre)
    _, directions = np.linalg.eigh(weights.T @ weights)
    right = directions[:, -rank:].T
    left = weights @ right.T
    scale = np.maximum(np.abs(left).max(axis=1, keepdims=True) / 127, 1e-9)
    return CrossMap(
        vectoriser,
        np.round(left / scale).astype(np.int8),
        scale.astype(np.float32),
        right.astype(np.float16).astype(np.float32),
        centre.astype(np.float32),
    )


def _ridge(vectoriser: Vectoriser, texts: Sequence[str], targets: Floats) -> Floats:
    """Solve (XᵀX + λI)W = XᵀY by conjugate gradients, all columns at once; X stays sparse."""
    rows = vectoriser.rows(texts)
    across = rows.T.tocsr()
    residual = np.asarray(across @ targets, dtype=np.float32)
    weights = np.zeros_like(residual)
    direction, size = residual.copy(), np.square(residual).sum(axis=0)
    for _ in range(STEPS):
        image = across @ (rows @ direction) + RIDGE * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        weights += step * direction
        residual -= step * image
        fresh = np.square(residual).sum(axis=0)
        direction = residual + fresh / np.maximum(size, 1e-12) * direction
        size = fresh
    return weights


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
