"""How much the fine-tuned encoder counts is what serves authors left out best."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.learned.tuned import Tuned
from eval.tuning.places import WEIGHTS, weighed
from eval.tuning.weighing import Heard, joined

LABELS = ("undo", "what_if")
TUNED = Tuned({}, LABELS, np.eye(2, dtype=np.float32), np.zeros(2, np.float32))


def heard(scores: list[list[float]], vectors: list[list[float]], meant: list[str]) -> Heard:
    return Heard(np.array(scores), LABELS, TUNED, np.float32(vectors), meant)


MEANT = ["undo", "what_if", "undo", "what_if"]
RIGHT = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]  # p = .73, so that the encoder is asked
WRONG = [row[::-1] for row in RIGHT]
HALF = [RIGHT[0], WRONG[1], WRONG[2], RIGHT[3]]


def test_an_encoder_that_is_right_counts_most() -> None:
    assert weighed([heard(HALF, RIGHT, MEANT)])[0] == max(WEIGHTS)


def test_an_encoder_that_guesses_counts_little() -> None:
    assert weighed([heard(RIGHT, HALF, MEANT)])[0] == min(WEIGHTS)


def test_what_the_linear_reader_is_sure_of_has_no_say() -> None:
    sure = [[9.0, 0.0]] * 4
    assert weighed([heard(HALF + sure, RIGHT + [[0.0, 9.0]] * 4, MEANT + ["undo"] * 4)])[0] == max(WEIGHTS)


def test_scores_of_several_folds_stand_in_one_order_of_labels() -> None:
    first = heard([[1.0, 2.0]], [[0.0, 0.0]], ["undo"])
    second = replace(heard([[3.0]], [[0.0, 0.0]], ["what_if"]), labels=("what_if",))
    found = joined([first, second], 1.0, ["undo", "what_if"])
    half = np.log(0.5)
    assert found[0] == pytest.approx([1 + half, 2 + half])
    assert found[1].tolist() == [-np.inf, pytest.approx(3 + half)]
