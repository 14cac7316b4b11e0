"""Parameters of the intent classifier on disk: arrays as safetensors, everything else as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import DataFileError
from assistant.learned import linear
from assistant.planner.intents.features import Embed, Vectoriser
from assistant.planner.intents.labels import INTENTS
from assistant.planner.intents.model import Calibration, Head, Memory


def load_head(folder: Path, name: str, embed: Embed | None = None) -> Head:
    """The head stored as `name`.

    Raises:
        DataFileError: A file is missing or made for other labels.
    """
    from safetensors.numpy import load_file

    facts = read_facts(folder, name)
    try:
        arrays = load_file(folder / f"{name}.safetensors")
    except FileNotFoundError:
        raise DataFileError("missing; retrain", folder / f"{name}.safetensors") from None
    vectoriser = Vectoriser({gram: i for i, gram in enumerate(facts["grams"])}, arrays["idf"].astype(np.float64))
    memory = Memory(arrays["starts"], arrays["rows"], arrays["values"], int(facts["utterances"]))
    calibration = Calibration(facts["temperature"], tuple(facts["weights"]), facts["thresholds"])
    return Head(vectoriser, arrays["coefficients"], arrays["bias"], memory, calibration, embed)


def read_facts(folder: Path, name: str) -> dict[str, Any]:
    """The JSON part: hash of the training data, labels, calibration and n-grams.

    Raises:
        DataFileError: The file is missing or made for other labels.
    """
    facts = linear.read_facts(folder, name)
    if tuple(facts["labels"]) != INTENTS:
        raise DataFileError(
            "made for other labels; run `python -m assistant.planner.intents.train`", folder / f"{name}.json"
        )
    return facts


def save_head(head: Head, folder: Path, name: str, data_hash: str) -> None:
    """Write `head` with the hash of the utterances that it was learnt from."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        "data": data_hash,
        "labels": INTENTS,
        "temperature": head.calibration.temperature,
        "weights": head.calibration.weights,
        "thresholds": dict(head.calibration.thresholds),
        "utterances": head.memory.size,
        "grams": list(head.vectoriser.index),
    }
    (folder / f"{name}.json").write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8")
    arrays = {
        "idf": head.vectoriser.idf.astype(np.float32),
        "coefficients": head.coefficients,
        "bias": head.bias,
        "starts": head.memory.starts,
        "rows": head.memory.rows,
        "values": head.memory.values,
    }
    save_file({key: np.ascontiguousarray(array) for key, array in arrays.items()}, folder / f"{name}.safetensors")
