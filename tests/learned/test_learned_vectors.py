"""Vectors of parts of texts, and what an encoder's opinion adds to scores: exact values on small cases."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.errors import ConfigError
from assistant.learned.linear import Linear
from assistant.learned.part_opinions import PartOpinion, situated, weighed
from assistant.learned.part_vectors import Pieces, Vectors, part_vectors
from assistant.learned.tagger import Tagger
from assistant.learned.tuned import Tuned

TEXT = "add hops, now"
LABELS = ("B-new", "I-new", "O")
EVEN = np.zeros((1, 3))
TUNED = Tuned({}, LABELS, np.eye(3, dtype=np.float32), np.zeros(3, np.float32))


def _pieces(text: str) -> tuple[list[tuple[int, int]], Vectors]:
    """Two pieces for "hops", none for "now"; the first and the last stand for no part of a text."""
    assert text == TEXT
    places = [(0, 0), (0, 3), (4, 6), (6, 8), (8, 9), (0, 0)]
    return places, np.array([[9, 9], [1, 0], [2, 4], [4, 0], [0, 1], [9, 9]], dtype=np.float32)


def _always(vector: list[float], texts: list[str]) -> Pieces:
    """One piece over the whole text; remembers what it was asked."""

    def pieces(text: str) -> tuple[list[tuple[int, int]], Vectors]:
        texts.append(text)
        return [(0, len(text))], np.array([vector], dtype=np.float32)

    return pieces


def test_a_part_has_the_mean_vector_of_its_pieces() -> None:
    vectors = part_vectors(TEXT, [(0, 3), (4, 8), (8, 9), (10, 13), (0, 0)], _pieces)
    assert vectors.tolist() == [[1, 0], [3, 2], [0, 1], [0, 0], [0, 0]]


def test_english_is_read_as_it_stands_behind_its_kind() -> None:
    seen = situated("add", "hops now", [(0, 4), (5, 8)])
    assert (seen.text, seen.places, seen.within) == ("add: hops now", [(5, 9), (10, 13)], [False, False])


def test_chinese_is_read_as_glosses_and_characters_of_a_word_share_theirs() -> None:
    seen = situated("add", "渠道加兽医", [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
    assert seen.text == "add: channel add veterinarian"
    assert [seen.text[start:end] for start, end in seen.places] == [
        "channel", "channel", "add", "veterinarian", "veterinarian",
    ]  # fmt: skip
    assert seen.within == [False, True, False, False, True]


def test_a_word_without_a_gloss_keeps_the_scores_of_the_linear_reader() -> None:
    assert situated("add", "加了", [(1, 2)]).places == [(0, 0)]
    kept = weighed(np.array([[1.0, 2.0, 3.0]]), LABELS, TUNED, np.zeros((1, 3), np.float32), np.array([False]))
    assert kept.tolist() == [[1, 2, 3]]


def test_opinions_are_added_as_log_probabilities() -> None:
    half = np.log(np.array([[0.5, 0.25, 0.25]])).astype(np.float32)
    joined = weighed(np.array([[1.0, 2.0, 3.0]]), LABELS, TUNED, half, np.array([False]))
    assert joined[0] == pytest.approx(np.array([1, 2, 3]) + np.log([0.5, 0.25, 0.25]))


def test_within_a_word_a_span_goes_on_where_the_word_begins_one() -> None:
    half = np.log(np.array([[0.5, 0.25, 0.25]])).astype(np.float32)
    joined = weighed(np.zeros((1, 3)), LABELS, TUNED, half, np.array([True]))
    assert joined[0] == pytest.approx(np.log([0.25, 0.75, 0.25]))


def test_each_language_has_a_reader_of_its_own() -> None:
    asked: list[str] = []
    opinion = PartOpinion({"zh": (TUNED, _always([3.0, 0.0, 0.0], asked))})
    assert opinion.joined(EVEN, LABELS, "add", "hops", [(0, 4)]) is EVEN
    assert opinion.joined(EVEN, LABELS, "add", "兽医", [(0, 1)]).argmax() == 0
    assert asked == ["add: veterinarian"]


def test_without_weights_the_linear_reader_stands_alone() -> None:
    def missing(text: str) -> tuple[list[tuple[int, int]], Vectors]:
        raise ConfigError(text)

    assert PartOpinion({"en": (TUNED, missing)}).joined(EVEN, LABELS, "add", "hops", [(0, 4)]) is EVEN


def test_a_tagger_hears_the_encoder() -> None:
    linear = Linear(LABELS, {}, np.zeros((0, 3)), np.array([0.0, 0.0, 1.0]))
    assert Tagger(linear).spans("hops", "add") == []
    (span,) = Tagger(linear, PartOpinion({"en": (TUNED, _always([3.0, 0.0, 0.0], []))})).spans("hops", "add")
    assert (span.tag, span.text) == ("new", "hops")
    assert span.sureness == pytest.approx(np.exp(3) / (np.exp(3) + 1 + np.e))
