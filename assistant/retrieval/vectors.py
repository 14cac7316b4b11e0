"""Vectors of texts embedded before: of an earlier build, and those shipped with the guidance.

Embedding the guidance takes a minute of one core, so its vectors come with it (`knowledge/vectors.safetensors`, half
precision, keyed by a hash of encoder and text) and only what somebody changed is embedded again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.bert import Array
from assistant.retrieval.embeddings import Embedder

Progress: TypeAlias = Callable[[int, int], None]

VECTORS = "vectors.safetensors"
HASH_BYTES = 16
EMBED_BATCH = 32


class VectorCache:
    """An embedder that remembers.

    Vectors are rounded to half precision also when they are fresh, so that an index is the same either way.

    Args:
        embedder: Asked for what is not known.
        files: Vectors kept earlier, which may be missing.
    """

    def __init__(self, embedder: Embedder, files: Sequence[Path]) -> None:
        self._embedder = embedder
        self._known: dict[bytes, NDArray[np.float16]] = {}
        self._used: set[bytes] = set()
        for path in files:
            self._known |= _read(path)

    @property
    def fingerprint(self) -> str:
        """Of the embedder."""
        return self._embedder.fingerprint

    @property
    def languages(self) -> frozenset[str]:
        """Of the embedder."""
        return self._embedder.languages

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Array:
        """Vectors of `texts`, shape (len(texts), dimension), embedding only what is new.

        Args:
            texts: Sentences or passages.
            progress: Called with the number of texts embedded so far and in all.
        """
        keys = [self._key(text) for text in texts]
        self._used.update(keys)
        new = [place for place, key in enumerate(keys) if key not in self._known]
        for start in range(0, len(new), EMBED_BATCH):
            part = new[start : start + EMBED_BATCH]
            fresh = self._embedder.embed([texts[place] for place in part]).astype(np.float16)
            self._known |= {keys[place]: vector for place, vector in zip(part, fresh, strict=True)}
            if progress is not None:
                progress(len(texts) - len(new) + start + len(part), len(texts))
        return np.array([self._known[key] for key in keys], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Keep the vectors of every text that was asked for; the others belong to texts that are gone."""
        from safetensors.numpy import save_file

        keys = sorted(self._used)
        hashes = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, HASH_BYTES)
        save_file({"hashes": hashes, "vectors": np.array([self._known[key] for key in keys])}, path)

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.fingerprint}\0{text}".encode()).digest()[:HASH_BYTES]


def _read(path: Path) -> dict[bytes, NDArray[np.float16]]:
    from safetensors.numpy import load_file

    if not path.is_file():
        return {}
    arrays = load_file(path)
    return {row.tobytes(): vector for row, vector in zip(arrays["hashes"], arrays["vectors"], strict=True)}
