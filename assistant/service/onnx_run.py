"""Sentence vectors by onnxruntime, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import DataFileError
from assistant.service.features import Floats

GRAPH = "encoder.onnx"
TOKENIZER = "tokenizer.json"
BATCH = 32
MOST_TOKENS = 256


class OnnxEncoder:
    """An exported encoder: token ids in, unit vectors out.

    Args:
        folder: Folder with `encoder.onnx` and `tokenizer.json`.
        threads: Threads of one prediction; one is fastest for short messages on a busy machine.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors of `texts`, shape (len(texts), dimension).

        Raises:
            DataFileError: The graph is missing.
        """
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # little padding in a batch
        parts: list[Floats] = []
        for start in range(0, len(order), BATCH):
            encoded = self._tokenizer.encode_batch([texts[place] for place in order[start : start + BATCH]])
            tokens = np.array([item.ids for item in encoded], dtype=np.int64)
            mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
            parts.append(self._session.run(None, {"tokens": tokens, "mask": mask})[0])
        vectors = np.zeros((len(texts), parts[0].shape[1] if parts else 0), dtype=np.float32)
        if parts:
            vectors[order] = np.concatenate(parts)
        return vectors

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        path = self._folder / GRAPH
        if not path.is_file():
            raise DataFileError("missing; train the model again", path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        available = onnxruntime.get_available_providers()
        wanted = [p for p in ("CUDAExecutionProvider", "CPUExecutionProvider") if p in available]
        return onnxruntime.InferenceSession(str(path), options, providers=wanted)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        tokenizer.enable_truncation(max_length=MOST_TOKENS)
        tokenizer.enable_padding()
        return tokenizer
