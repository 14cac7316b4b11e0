"""Heads on disk: arrays as safetensors, everything else as JSON; no pickle."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import DataFileError
from assistant.service.features import ORDERS, Floats, Rows, Vectoriser
from assistant.service.head import Head
from assistant.service.oos import Gate

UNIT = np.float32(127)
FORMERLY_NEAR = 5  # neighbours, before heads said how many


def stored(head: Head) -> Head:
    """`head` as it will be once read back: coefficients in half precision, memory in bytes."""
    memory = head.memory
    if memory is not None:
        sparse = None if memory.sparse is None else memory.sparse.copy()
        if sparse is not None:
            sparse.data = sparse.data.astype(np.float16).astype(np.float32)
        dense = None if memory.dense is None else _bytes(memory.dense).astype(np.float32) / UNIT
        memory = Rows(sparse, dense)
    stranger = None if head.stranger is None else _half(head.stranger)
    return replace(head, coefficients=_half(head.coefficients), memory=memory, stranger=stranger)


def save_head(head: Head, folder: Path, name: str) -> None:
    """Write `head` as NAME.safetensors and NAME.json."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"coefficients": head.coefficients.astype(np.float16), "bias": head.bias}
    facts: dict[str, Any] = {"labels": head.labels, "temperature": head.temperature, "least": head.least}
    facts["neighbours"] = head.neighbours
    if head.gate is not None:
        facts["gate"] = head.gate.to_json()
    if head.vectoriser is not None:
        arrays["idf"] = head.vectoriser.idf.astype(np.float32)
        facts["grams"] = list(head.vectoriser.index)
        facts["orders"] = head.vectoriser.orders
    if head.usual is not None:
        arrays["usual"] = head.usual
    if head.stranger is not None:
        arrays["stranger"] = head.stranger.astype(np.float16)
    if head.memory is not None:
        arrays |= _memory_arrays(head.memory)
    save_file({key: np.ascontiguousarray(value) for key, value in arrays.items()}, folder / f"{name}.safetensors")
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def load_head(folder: Path, name: str) -> Head:
    """Read what `save_head` wrote.

    Raises:
        DataFileError: A file is missing or not one of ours.
    """
    from safetensors.numpy import load_file

    path = folder / f"{name}.json"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        arrays = load_file(folder / f"{name}.safetensors")
        vectoriser = None
        if "grams" in facts:
            index = {gram: column for column, gram in enumerate(facts["grams"])}
            vectoriser = Vectoriser(index, arrays["idf"], tuple(facts.get("orders", ORDERS)))
        return Head(
            labels=tuple(facts["labels"]),
            coefficients=arrays["coefficients"].astype(np.float32),
            bias=arrays["bias"].astype(np.float32),
            temperature=float(facts["temperature"]),
            least=float(facts["least"]),
            vectoriser=vectoriser,
            memory=_memory(arrays, len(vectoriser.index) if vectoriser else 0),
            neighbours=int(facts.get("neighbours", FORMERLY_NEAR)),
            usual=arrays.get("usual"),
            gate=_gate(facts["gate"]) if "gate" in facts else None,
            stranger=arrays["stranger"].astype(np.float32) if "stranger" in arrays else None,
        )
    except FileNotFoundError as error:
        raise DataFileError("missing; train the model again", str(error.filename)) from None
    except (KeyError, TypeError, ValueError) as error:
        raise DataFileError(f"is no classifier of ours ({error}); train the model again", path) from error


def _gate(facts: dict[str, Any]) -> Gate:
    return Gate(tuple(facts["mean"]), tuple(facts["sd"]), tuple(facts["weight"]), float(facts["threshold"]))


def _half(values: Floats) -> Floats:
    return values.astype(np.float16).astype(np.float32)


def _memory_arrays(memory: Rows) -> dict[str, Any]:
    arrays: dict[str, Any] = {}
    if memory.sparse is not None:
        arrays["memory_starts"] = memory.sparse.indptr.astype(np.int32)
        arrays["memory_columns"] = memory.sparse.indices.astype(np.uint16)  # MOST_GRAMS is below 65,536
        arrays["memory_values"] = memory.sparse.data.astype(np.float16)
    if memory.dense is not None:
        arrays["memory_vectors"] = _bytes(memory.dense)
    return arrays


def _memory(arrays: dict[str, Any], columns: int) -> Rows | None:
    from scipy.sparse import csr_matrix

    sparse = None
    if "memory_starts" in arrays:
        parts = (
            arrays["memory_values"].astype(np.float32),
            arrays["memory_columns"].astype(np.int32),
            arrays["memory_starts"],
        )
        sparse = csr_matrix(parts, shape=(len(arrays["memory_starts"]) - 1, columns))
    dense = arrays["memory_vectors"].astype(np.float32) / UNIT if "memory_vectors" in arrays else None
    return None if sparse is None and dense is None else Rows(sparse, dense)


def _bytes(vectors: Floats) -> NDArray[np.int8]:
    """Components of unit vectors, -1 … 1, as -127 … 127."""
    return np.round(np.clip(vectors, -1, 1) * UNIT).astype(np.int8)
