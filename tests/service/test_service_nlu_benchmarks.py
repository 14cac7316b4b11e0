"""Benchmarks: labels left out, operating points, the parts of the heads they measure; each against hand computation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.learned.changes import Changes
from assistant.service.benchmarks import Trial, table
from assistant.service.benchmarks_data import hide
from assistant.service.benchmarks_judge import confusions, interval, judge, recall_at, weakest
from assistant.service.classify import shown
from assistant.service.data import Example
from assistant.service.features import Embed, Vectoriser
from assistant.service.head_fit import fit_head
from assistant.service.head_learn import Learnt, Settings, learn_head, spelled
from assistant.service.head_storage import load_head, save_head
from assistant.service.oos import usual_logits
from assistant.service.predict import Classifier


def test_hidden_labels_leave_training_and_are_out_of_scope_in_the_test() -> None:
    examples = [Example(f"{label} {split}", label, split) for label in "abc" for split in ("train", "valid", "test")]
    found = hide(examples, 1, seed=0)
    gone = {e.text[0] for e in found if e.label is None}
    assert len(gone) == 1
    assert [e for e in found if e.text[0] in gone] == [Example(f"{gone.pop()} test", None, "test")]
    assert len(found) == 7
    assert hide(examples, 0, seed=0) == examples


def test_recall_at_a_share_of_right_answers() -> None:
    right = np.array([True, True, True, True, False])
    inside, outside = np.array([5.0, 4.0, 3.0, 1.0, 0.0]), np.array([3.5, 2.0, 0.5, 3.0])
    # Three of five must stay: the threshold is 3, below which two of the four strangers lie.
    assert recall_at(0.6, right, inside, outside) == 0.5
    assert recall_at(0.8, right, inside, outside) == 0.25
    assert recall_at(0.9, right, inside, outside) is None


def test_usual_logits_are_means_drawn_to_the_overall_one() -> None:
    logits = np.array([[4.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 9.0, 0.0]], dtype=np.float32)
    # Overall mean 5; label 0 has 4 and 2, label 1 has 9, label 2 none.
    assert usual_logits(logits) == pytest.approx([11 / 3, 7, 5])


def test_uneven_weights_are_log_ratios() -> None:
    texts, truth = ["good film", "good fun", "bad film"], np.array([1, 1, 0])
    plain = Vectoriser.fit(texts, min_count=1, orders=(1,))
    words = [gram for gram in plain.index if gram.startswith("w")]
    assert sorted(words) == ["wbad", "wfilm", "wfun", "wgood"]
    weights = plain.uneven(texts, truth).idf
    # Columns: four words, and 3- and 4-grams of the padded words: seven each of good and film, five of bad and fun.
    assert len(plain.index) == 28
    good, other = 28 + (1 + 1 + 7 + 7) + (1 + 1 + 7 + 5), 28 + 1 + 1 + 5 + 7
    expected = [np.log(3 / good / (1 / other)), np.log(2 / other / (1 / good)), np.log(2 / other / (2 / good))]
    assert [weights[plain.index[w]] for w in ("wgood", "wbad", "wfilm")] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["card_arrival", "lostCard", "Refund?"], ["card arrival", "lost card", "refund"]),
        (["0", "1"], None),
        (["退款", "refund"], None),
    ],
)
def test_names_of_labels_teach_where_they_are_words(labels: list[str], names: list[str] | None) -> None:
    assert spelled(labels) == names


def letters(texts: Sequence[str]) -> np.ndarray:
    """A stand-in for an encoder: unit vectors of letter counts."""
    counts = np.array([[t.lower().count(c) for c in "abcdefghijklmnopqrstuvwxyz"] for t in texts], dtype=np.float32)
    return np.asarray(counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1))


class Letters:
    """Stands in for all-MiniLM-L6-v2."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return letters(texts)

    def changed(self, changes: Changes) -> Embed:
        raise AssertionError("intents are read by the encoder as it is")


def test_an_evened_head_learns_from_few_messages_and_from_names() -> None:
    texts = ["refund me", "my refund", "late parcel", "parcel late now"]
    data = Learnt(texts, np.array([0, 0, 1, 1]), letters(texts), ("refund", "late"), letters(["refund", "late"]))
    head = learn_head(data, np.arange(4), Settings(ngrams=False, evened=True, c=30))
    asked = ["a refund", "so late", "the parcel"]
    assert head.score(head.rows(asked, letters)).logits.argmax(axis=1).tolist() == [0, 1, 1]


def test_heads_say_the_same_once_stored(tmp_path: Path) -> None:
    texts = [f"{word} {n}" for word in ("refund money", "late parcel", "lost card") for n in "abcdefgh"]
    truth = np.repeat([0, 1, 2], 8)
    settings = Settings(rare=1, orders=(1, 2, 3), ratio=True, alone=True)
    head = fit_head(texts, truth, ["a", "b", "c"], settings, letters).head
    save_head(head, tmp_path, "h")
    back = load_head(tmp_path, "h")
    asked = ["refund my money", "parcel", "zzz"]
    assert back.vectoriser is not None and back.vectoriser.orders == (1, 2, 3)
    assert back.memory is not None and back.memory.sparse is None
    first, second = (h.signs(h.score(h.rows(asked, letters))) for h in (head, back))
    assert first is not None and second is not None
    assert first == pytest.approx(second, abs=1e-3)
    assert back.unfamiliar(back.score(back.rows(asked, letters))).tolist()[2]


def test_a_set_without_labels_or_with_strange_ones_is_judged() -> None:
    classifier = Classifier.load("intent", Letters())
    examples = [Example("我要退款，钱什么时候退给我", "refund_request"), Example("量子色动力学讲座", None)]
    found = judge(classifier, examples)
    assert (found["n"], found["unknown"]) == (1, 1)
    assert {"oos_recall", "oos_auroc", "oos_recall_at_96"} <= set(found)
    assert judge(classifier, examples[1:])["n"] == 0


def test_weak_labels_and_confusions_are_named() -> None:
    truth = ["a"] * 4 + ["b"] * 4
    said = ["a", "a", "b", "b", "b", "b", "b", "a"]
    # a: precision 2/3, recall 2/4, F1 4/7; b: 3/5, 3/4, F1 6/9.
    rows = weakest(truth, said)
    assert [(r["label"], r["n"]) for r in rows] == [("a", 4), ("b", 4)]
    assert rows[0]["f1"] == pytest.approx(4 / 7, abs=1e-4) and rows[1]["precision"] == 0.6
    assert weakest(["c"], ["c"]) == []
    assert interval(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)  # Wilson's, as in textbooks
    assert confusions(truth, said) == [("a", "b", 2), ("b", "a", 1)]


def test_settings_and_table_say_what_was_done() -> None:
    assert Trial("banking77", "frozen", 10, 27).setting == "frozen, 10 shots, 27 labels unseen"
    assert table([{"data": "x", "accuracy": 0.5, "oos_recall": None}]) == "| data | accuracy |\n|---|---|\n| x | 0.5 |"


@pytest.mark.parametrize(("confidence", "told"), [(0.7831, 0.78), (0.9971, 0.99), (0.3349, 0.33), (1.0, 0.99)])
def test_confidence_is_told_in_whole_percents_and_never_as_certainty(confidence: float, told: float) -> None:
    assert shown(confidence) == told
