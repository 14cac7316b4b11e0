"""What tells the sentiment of English messages: MiniLM, fine-tuned for it, and the lexicon beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.errors import DataFileError
from assistant.learned.changes import Changes, from_tensors, to_tensors
from assistant.service.features import Embed, Floats
from assistant.service.polarity import polarity

NAME = "changes.safetensors"


def moods(tuned: Embed) -> Embed:
    """Embeds texts as vectors of the fine-tuned encoder and numbers of the lexicon, shape (texts, 384 + 6)."""

    def embed(texts: Sequence[str]) -> Floats:
        return np.hstack([tuned(texts), polarity(texts)])

    return embed


def save_changes(changes: Changes, folder: Path) -> None:
    """Write the changes in half precision."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(to_tensors(changes), folder / NAME)


def load_changes(folder: Path) -> Changes:
    """The stored changes.

    Raises:
        DataFileError: They are missing.
    """
    from safetensors.numpy import load_file

    path = folder / NAME
    if not path.is_file():
        raise DataFileError("missing; run `canvas nlu train --shipped`", path)
    return from_tensors(load_file(path), path)
