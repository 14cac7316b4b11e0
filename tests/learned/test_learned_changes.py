"""What fine-tuning changed, as matrices of low rank."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DataFileError
from assistant.learned.changes import from_tensors, low_rank, to_tensors

RNG = np.random.default_rng(4)


def weights() -> dict[str, np.ndarray]:
    return {"a.weight": RNG.normal(size=(6, 5)), "a.bias": RNG.normal(size=6), "b.weight": RNG.normal(size=(3, 3))}


def test_a_change_of_that_rank_is_kept_exactly_and_what_did_not_change_left_out() -> None:
    before = weights()
    change = RNG.normal(size=(6, 2)) @ RNG.normal(size=(2, 5))
    found = low_rank(before, {**before, "a.weight": before["a.weight"] + change}, 2)
    assert list(found) == ["a"]
    up, down = found["a"]
    assert up.shape == (6, 2)
    assert down.shape == (2, 5)
    assert up @ down == pytest.approx(change, abs=1e-5)


def test_a_change_of_higher_rank_is_kept_as_well_as_that_rank_can() -> None:
    before = {"a.weight": np.zeros((3, 3))}
    up, down = low_rank(before, {"a.weight": np.diag([3.0, 2.0, 1.0])}, 2)["a"]
    assert up @ down == pytest.approx(np.diag([3.0, 2.0, 0.0]), abs=1e-6)  # Eckart & Young 1936


def test_a_changed_vector_is_refused() -> None:
    before = weights()
    with pytest.raises(ValueError, match=r"a\.bias"):
        low_rank(before, {**before, "a.bias": before["a.bias"] + 1}, 2)


def test_stored_and_read_again() -> None:
    changes = {"a": (np.float32([[1], [2]]), np.float32([[0.5, 0.25, -4]]))}
    up, down = from_tensors(to_tensors(changes), Path("x"))["a"]
    assert (up @ down).tolist() == [[0.5, 0.25, -4], [1, 0.5, -8]]


def test_half_a_change_is_named() -> None:
    with pytest.raises(DataFileError, match=r"a\.down"):
        from_tensors({"a.up": np.float16([[1]])}, Path("x"))
