"""Checkpoints of a training as safetensors and JSON, because unpickling runs whatever a file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = "checkpoint"


def save_checkpoint(
    out: Path, net: Any, optimiser: Any, kept: dict[str, Any], epochs: int, best: float, since: int
) -> None:
    """Keep what is being trained, the best weights so far, the optimiser's moments and where the training stands."""
    from safetensors.torch import save_file

    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: p.detach().cpu().contiguous() for name, p in net.named_parameters() if p.requires_grad}
    moments = {
        f"{number}/{name}": value.detach().cpu().contiguous()
        for number, entry in optimiser.state_dict()["state"].items()
        for name, value in entry.items()
    }
    save_file(weights, folder / "weights.safetensors")
    save_file(kept, folder / "best.safetensors")
    save_file(moments, folder / "optimiser.safetensors")
    facts = {"epochs": epochs, "best": best, "since": since}
    (folder / "state.json").write_text(json.dumps(facts), encoding="utf-8")


def load_checkpoint(out: Path, net: Any, optimiser: Any) -> tuple[int, float, int, dict[str, Any]]:
    """Put the last checkpoint into `net` and `optimiser`.

    Returns:
        Epochs done, best macro-F1, epochs since it, best weights; (0, -1, 0, {}) where there is no checkpoint.
    """
    from safetensors.torch import load_file

    folder = out / FOLDER
    if not (folder / "state.json").is_file():
        return 0, -1.0, 0, {}
    net.load_state_dict(load_file(folder / "weights.safetensors"), strict=False)
    state: dict[int, dict[str, Any]] = {}
    for name, value in load_file(folder / "optimiser.safetensors").items():
        number, _, moment = name.partition("/")
        state.setdefault(int(number), {})[moment] = value
    optimiser.load_state_dict({**optimiser.state_dict(), "state": state})
    facts = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    return int(facts["epochs"]), float(facts["best"]), int(facts["since"]), load_file(folder / "best.safetensors")
