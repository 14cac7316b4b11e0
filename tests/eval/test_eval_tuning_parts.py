"""What teaches an encoder of parts: words of Chinese once each, tags of the first character that lies in a span."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.learned.tuned import Tuned
from eval.tuning.parts import Told
from eval.tuning.weighing import Heard, best, labels_of

LABELS = ("B-new", "I-new", "O")
TUNED = Tuned({}, LABELS, np.eye(3, dtype=np.float32), np.zeros(3, np.float32))


def test_english_words_teach_as_they_are() -> None:
    told = Told("add", "hops now", [(0, 4), (5, 8)], ["B-new", "O"], "en_1")
    assert told.taught() == ("add: hops now", [(5, 9), (10, 13)], ["B-new", "O"])


def test_a_chinese_word_teaches_once() -> None:
    places = [(i, i + 1) for i in range(5)]
    told = Told("add", "渠道加兽医", places, ["O", "O", "O", "B-new", "I-new"], "zh_1")
    text, kept, truth = told.taught()
    assert [text[start:end] for start, end in kept] == ["channel", "add", "veterinarian"]
    assert truth == ["O", "O", "B-new"]


def test_a_word_that_a_span_begins_within_belongs_to_the_span() -> None:
    told = Told("add", "渠道", [(0, 1), (1, 2)], ["O", "B-new"], "zh_1")
    assert told.taught()[2] == ["B-new"]


@pytest.mark.parametrize(("encoder", "weight"), [("right", 2.0), ("wrong", 0.3)])
def test_an_encoder_counts_as_much_as_serves_authors_left_out(encoder: str, weight: float) -> None:
    truth = ["B-new", "O"] * 4
    right = [[2.0, 0.0, 0.0], [0.0, 0.0, 2.0]] * 4
    vectors = right if encoder == "right" else right[::-1]
    scores = np.array([[0.4, 0.0, 0.0], [0.0, 0.0, 0.4]] * 3 + [[0.0, 0.0, 0.4], [0.4, 0.0, 0.0]])
    heard = Heard(scores, LABELS, TUNED, np.float32(vectors), truth, np.zeros(8, dtype=bool))
    assert labels_of([heard]) == list(LABELS)
    assert best([heard], (0.3, 1.0, 2.0))[0] == weight
