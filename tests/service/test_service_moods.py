"""What tells the sentiment of English messages: the encoder as fine-tuned, and the lexicon beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DataFileError
from assistant.learned.changes import Changes
from assistant.service.features import Floats
from assistant.service.features_moods import load_changes, moods, save_changes
from assistant.service.polarity import polarity

CHANGES: Changes = {"a": (np.float32([[1]]), np.float32([[2]]))}


def test_vectors_and_lexicon_stand_side_by_side() -> None:
    def sevens(texts: Sequence[str]) -> Floats:
        return np.full((len(texts), 3), 7, dtype=np.float32)

    texts = ["superb", "filthy"]
    found = moods(sevens)(texts)
    assert found[:, :3].tolist() == [[7, 7, 7]] * 2
    assert found[:, 3:].tolist() == polarity(texts).tolist()


def test_changes_are_stored_and_missing_ones_say_how_to_make_them(tmp_path: Path) -> None:
    save_changes(CHANGES, tmp_path)
    assert [m.tolist() for m in load_changes(tmp_path)["a"]] == [[[1]], [[2]]]
    with pytest.raises(DataFileError, match="nlu train --shipped"):
        load_changes(tmp_path / "none")
