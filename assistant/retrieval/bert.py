"""Forward pass of a small BERT encoder in NumPy.

Importing torch and transformers takes seconds, so answering a question from cold would spend its whole time there.
MiniLM has six layers: for one sentence NumPy needs a few milliseconds, with the same weights and the same result.
Formulas: Devlin et al. 2019 (BERT), post-layer-norm Transformer of Vaswani et al. 2017.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.learned.changes import Changes

Array: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True)
class BertShape:
    """What the weights do not say themselves.

    Attributes:
        layers: Number of encoder layers.
        heads: Attention heads a layer.
        epsilon: Added to the variance in every layer norm.
    """

    layers: int
    heads: int
    epsilon: float


class Bert:
    """BERT encoder; its last layer is mean-pooled to unit length.

    Args:
        weights: Tensors under their Hugging Face names, e.g. `embeddings.word_embeddings.weight`.
        shape: Layers, heads and epsilon.
        changes: Of low rank (Hu et al. 2021, LoRA); applied beside the weights, which several encoders may so share.
    """

    def __init__(self, weights: Mapping[str, Array], shape: BertShape, changes: Changes | None = None) -> None:
        self._weights = weights
        self._shape = shape
        self._changes = changes or {}

    def changed(self, changes: Changes) -> Bert:
        """The same encoder as fine-tuning left it.

        Raises:
            ValueError: A change is of no matrix of this encoder.
        """
        strange = [name for name in changes if f"{name}.weight" not in self._weights]
        if strange:
            raise ValueError(f"no matrix of this encoder: {', '.join(strange)}")
        return Bert(self._weights, self._shape, changes)

    def pooled(self, tokens: NDArray[np.int64], mask: NDArray[np.int64]) -> Array:
        """The mean vector of the tokens.

        Args:
            tokens: Token ids, shape (batch, length), padded.
            mask: 1 for tokens and 0 for padding, same shape.

        Returns:
            Unit vectors, shape (batch, hidden).
        """
        hidden = self.states(tokens, mask)
        mean = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        vectors: Array = (mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.float32)
        return vectors

    def states(self, tokens: NDArray[np.int64], mask: NDArray[np.int64]) -> Array:
        """The vectors of each token as they leave the last layer.

        Args:
            tokens: See `pooled`.
            mask: See `pooled`.

        Returns:
            Shape (batch, length, hidden).
        """
        weights = self._weights
        hidden = weights["embeddings.word_embeddings.weight"][tokens]
        hidden = hidden + weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        hidden = hidden + weights["embeddings.token_type_embeddings.weight"][0]
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        bias = np.where(mask[:, None, None, :] == 1, np.float32(0), np.float32(-1e9))
        for number in range(self._shape.layers):
            hidden = self._layer(hidden, bias, f"encoder.layer.{number}")
        return hidden

    def _layer(self, hidden: Array, bias: Array, name: str) -> Array:
        attended = self._linear(
            self._attention(hidden, bias, f"{name}.attention.self"), f"{name}.attention.output.dense"
        )
        hidden = self._norm(hidden + attended, f"{name}.attention.output.LayerNorm")
        wide = _gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        return self._norm(hidden + self._linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _attention(self, hidden: Array, bias: Array, name: str) -> Array:
        batch, length, width = hidden.shape
        size = width // self._shape.heads

        def split(part: str) -> Array:
            projected = self._linear(hidden, f"{name}.{part}")
            return projected.reshape(batch, length, self._shape.heads, size).transpose(0, 2, 1, 3)

        scores = split("query") @ split("key").transpose(0, 1, 3, 2) / np.float32(np.sqrt(size)) + bias
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores = scores / scores.sum(axis=-1, keepdims=True)
        mixed: Array = (scores @ split("value")).transpose(0, 2, 1, 3).reshape(batch, length, width)
        return mixed

    def _linear(self, values: Array, name: str) -> Array:
        # One flat matrix product: NumPy would otherwise run a small one for each row of the batch.
        rows = values.reshape(-1, values.shape[-1])
        flat = rows @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        if name in self._changes:
            up, down = self._changes[name]
            flat += rows @ down.T @ up.T
        return flat.reshape(*values.shape[:-1], -1)

    def _norm(self, values: Array, name: str) -> Array:
        centred = values - values.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt(variance + np.float32(self._shape.epsilon))
        normed: Array = scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return normed


def _gelu(values: Array) -> Array:
    from scipy.special import erf

    result: Array = values * np.float32(0.5) * (1 + erf(values * np.float32(np.sqrt(0.5))))
    return result
