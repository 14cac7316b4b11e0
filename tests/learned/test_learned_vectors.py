"""Vectors of tokens beside named features: exact values on small cases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.learned.linear import Linear
from assistant.learned.tagger import Tagger
from assistant.learned.token_vectors import (
    Scaling,
    Vectors,
    VectorScores,
    load_vector_scores,
    scaling_of,
    token_vectors,
)
from assistant.learned.tokens import tokens_of
from assistant.learned.vector_fitting import fit_beside

TEXT = "add hops, now"


def _pieces(text: str) -> tuple[list[tuple[int, int]], Vectors]:
    """Two pieces for "hops", none for "now"; the first and the last stand for no part of a text."""
    assert text == TEXT
    places = [(0, 0), (0, 3), (4, 6), (6, 8), (8, 9), (0, 0)]
    return places, np.array([[9, 9], [1, 0], [2, 4], [4, 0], [0, 1], [9, 9]], dtype=np.float32)


def test_a_token_has_the_mean_vector_of_its_pieces() -> None:
    vectors = token_vectors(TEXT, tokens_of(TEXT), _pieces)
    assert vectors.tolist() == [[1, 0], [3, 2], [0, 1], [0, 0]]


def test_scaled_vectors_have_mean_zero_and_the_wanted_length() -> None:
    vectors = np.array([[1, 10], [3, 30]], dtype=np.float32)
    scaled = scaling_of(vectors, 6.0)(vectors)
    half = 6 / np.sqrt(2)
    assert scaled == pytest.approx(np.array([[-half, -half], [half, half]]), rel=1e-5)


def test_stored_scores_are_those_learnt_to_a_step(tmp_path: Path) -> None:
    scaling = Scaling(np.array([1, 2], dtype=np.float32), np.array([0.5, 2], dtype=np.float32))
    learnt = VectorScores(scaling, np.array([[127, -2], [1, 1]], dtype=np.float32))
    learnt.save(tmp_path, "scores")
    stored = load_vector_scores(tmp_path, "scores")
    assert learnt.scores(np.array([[3, 3]], dtype=np.float32)).tolist() == [[129, 0]]
    assert stored.scores(np.array([[3, 3]], dtype=np.float32)) == pytest.approx(np.array([[129, 0]]), abs=0.02)


def test_a_vector_adds_to_the_scores_of_its_token() -> None:
    linear = Linear(("B-new", "O"), {}, np.zeros((0, 2)), np.zeros(2), temperature=0.5)
    scaling = Scaling(np.zeros(1, dtype=np.float32), np.ones(1, dtype=np.float32))
    tagger = Tagger(linear, VectorScores(scaling, np.array([[1, -1]], dtype=np.float32)))
    shares = tagger.shares([[], []], np.array([[1], [0]], dtype=np.float32))
    assert shares[:, 0] == pytest.approx([1 / (1 + np.exp(-4)), 0.5])
    assert tagger.shares([[], []])[:, 0].tolist() == [0.5, 0.5]


def test_a_word_never_seen_is_told_by_its_vector() -> None:
    vectors = np.array([[1.0], [1.2], [-1.0], [-1.2]] * 5, dtype=np.float32)
    rows = [["w:oats"], ["w:rye"], ["w:add"], ["w:put"]] * 5
    linear, scores = fit_beside(rows, vectors, ["item", "item", "order", "order"] * 5)
    assert linear.labels == ("item", "order")
    assert linear.columns == {"w:add": 0, "w:oats": 1, "w:put": 2, "w:rye": 3}
    unseen = linear.scores(["w:barley"]) + scores.scores(np.array([[1.1]], dtype=np.float32))[0]
    assert unseen.argmax() == 0
    assert unseen == pytest.approx([1, -1], abs=0.1)
