"""The second opinion of a fine-tuned encoder: how it is weighed, when it is asked, how it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DataFileError
from assistant.language.detect import Language
from assistant.learned.linear import Linear, softmax
from assistant.learned.tuned import Array, Tuned
from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.in_place.reader import InPlace
from assistant.planner.in_place.situated import situated
from assistant.planner.understand.evidence import Evidence

LABELS = ("undo", "what_if")
TUNED = Tuned(
    {"a": (np.float32([[2]]), np.float32([[0.5]]))}, LABELS, np.float32([[1, 0], [0, 1]]), np.zeros(2, np.float32)
)


def seen(brain: Brain, text: str) -> Evidence:
    asked, last = {"kind": "new_value"}, ("unit_economics", "draft_canvas", "what_if")
    language: Language = "zh" if text > "\u3400" else "en"
    return brain.reader.seen(text, Context(text, language, asked=asked, last=last))


def test_opinions_are_added_as_log_probabilities() -> None:
    tuned = Tuned(TUNED.changes, LABELS, TUNED.coefficients, TUNED.bias, weight=0.5, temperature=2.0)
    joined = tuned.joined(np.array([[1.0, 3.0]]), LABELS, np.float32([[np.log(3), 0]]))
    # The encoder says 3/4 to 1/4.
    assert joined[0] == pytest.approx([(1 + 0.5 * np.log(0.75)) / 2, (3 + 0.5 * np.log(0.25)) / 2])


def test_a_label_that_the_encoder_was_not_taught_is_as_unlikely_as_its_least_likely() -> None:
    joined = TUNED.joined(np.zeros((1, 3)), ("what_if", "thanks", "undo"), np.float32([[np.log(3), 0]]))
    assert np.exp(joined[0]) == pytest.approx([0.25, 0.25, 0.75])


def test_stored_and_read_again(tmp_path: Path) -> None:
    TUNED.save(tmp_path, "encoder", "hash")
    again = Tuned.load(tmp_path, "encoder")
    assert again.labels == LABELS
    assert again.coefficients.tolist() == TUNED.coefficients.tolist()
    assert [m.tolist() for m in again.changes["a"]] == [[[2]], [[0.5]]]


def test_missing_parameters_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"eval\.tuning"):
        Tuned.load(tmp_path, "encoder")


def test_the_encoder_reads_where_the_message_stands(brain: Brain) -> None:
    assert situated(seen(brain, "make it 12")) == "asked new value; did draft canvas then what if: make it 12"


@pytest.mark.parametrize(
    ("text", "scores", "asked", "intent"),
    [
        ("make it 12", (0.0, 0.1), True, "undo"),
        ("make it 12", (0.0, 9.0), False, "what_if"),  # sure enough alone
        ("改成12", (0.0, 0.1), False, "what_if"),  # not the encoder's language
    ],
)
def test_it_is_asked_in_its_language_where_the_linear_reader_is_unsure(
    brain: Brain, text: str, scores: tuple[float, float], asked: bool, intent: str
) -> None:
    heard: list[str] = []

    def embed(texts: Sequence[str]) -> Array:
        heard.extend(texts)
        return np.float32([[5, 0]])

    found = InPlace(Linear(LABELS, {}, np.zeros((0, 2)), np.array(scores)), (TUNED, embed)).read(seen(brain, text))
    assert bool(heard) == asked
    assert found.intent == intent
    alone = softmax(np.array(scores))
    joined = softmax(np.array(scores) + np.log(softmax(np.array([5.0, 0.0]))))
    assert found.probability == pytest.approx(max(joined if asked else alone))
