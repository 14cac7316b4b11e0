"""The NumPy classifier against scikit-learn, its stored parameters against the utterance files, and its budgets."""

from __future__ import annotations

import time

import numpy as np
import pytest

from assistant.errors import DataFileError
from assistant.planner.intents.dataset import Example, data_hash, load_examples
from assistant.planner.intents.features import Vectoriser, features, grams
from assistant.planner.intents.fitting import Settings, calibrate, fit, sparse
from assistant.planner.intents.labels import INTENTS
from assistant.planner.intents.model import PARAMETERS, IntentClassifier, softmax
from assistant.planner.intents.normalise import tokens
from assistant.planner.intents.storage import load_head, read_facts, save_head

SOME = ("what_if", "set_inputs", "undo", "greeting", "guidance")


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [e for e in load_examples() if e.intent in SOME][::4]


def fake_embed(texts):
    """A deterministic stand-in for a sentence embedder, shape (texts, 8)."""
    rows = np.array([[(sum(map(ord, t)) * (i + 3)) % 17 for i in range(8)] for t in texts], dtype=np.float64)
    return rows / np.linalg.norm(rows + 1e-9, axis=1, keepdims=True)


@pytest.mark.parametrize("embed", [None, fake_embed])
def test_numpy_says_what_scikit_learn_says(examples, embed):
    fitted = fit(examples, Settings(), embed)
    texts = [e.text for e in examples[:60]] + ["never seen 生僻 words"]
    reference = fitted.reference.decision_function(features(texts, fitted.head.vectoriser, embed))
    ours = np.stack([fitted.head.logits(text) for text in texts])
    np.testing.assert_allclose(ours[:, fitted.reference.classes_], reference, atol=1e-6)
    others = np.setdiff1d(np.arange(len(INTENTS)), fitted.reference.classes_)
    assert ours[:, others].max() < -1e3


def test_a_saved_head_predicts_as_before(examples, tmp_path):
    head = fit(examples, Settings()).head
    save_head(head, tmp_path, "plain", "hash")
    again = load_head(tmp_path, "plain")
    for example in examples[:20]:
        np.testing.assert_allclose(again.logits(example.text), head.logits(example.text), atol=1e-6)
    assert read_facts(tmp_path, "plain")["data"] == "hash"


@pytest.mark.parametrize("name", ["plain", *(p.stem for p in PARAMETERS.glob("embedded.json"))])
def test_stored_parameters_belong_to_the_current_utterances(name):
    assert read_facts(PARAMETERS, name)["data"] == data_hash(), "run `python -m assistant.planner.intents.train`"


def test_missing_parameters_are_named(tmp_path):
    with pytest.raises(DataFileError, match=r"plain\.json: missing; run"):
        IntentClassifier.load(folder=tmp_path)


def test_similarity_is_the_mean_cosine_to_the_nearest(examples):
    head = fit(examples, Settings(copies=0)).head
    is_word = np.array([g.startswith("w") for g in head.vectoriser.index])
    remembered = {e.line: e.text for e in examples}
    text = next(iter(remembered.values()))
    rows = sparse(list(remembered.values()), head.vectoriser).toarray() * is_word
    query = sparse([text], head.vectoriser).toarray()[0] * is_word
    expected = np.sort(rows @ query)[-5:].mean()
    columns, weights, _ = head.vectoriser.transform(text)
    assert head.memory.similarity(columns, weights) == pytest.approx(expected, abs=2e-3)


def test_parameters_stay_small():
    assert sum(f.stat().st_size for f in PARAMETERS.iterdir()) <= 16_000_000


def test_loading_and_prediction_are_quick():
    start = time.perf_counter()
    classifier = IntentClassifier.load()
    loading = time.perf_counter() - start
    texts = ["what if conversion is 15%", "把价格改成59", "how should I price an API", "帮我画一张商业模式画布"] * 10
    start = time.perf_counter()
    for text in texts:
        classifier.predict(text, "en")
    assert loading < 0.6  # 0.15 s on an idle core; other work may share it
    assert (time.perf_counter() - start) / len(texts) < 0.02  # 5 ms on an idle core


def test_ranked_covers_every_label_and_sums_to_one():
    prediction = IntentClassifier.load().predict("what if churn is 3%", "en")
    assert {intent for intent, _ in prediction.ranked} == set(INTENTS)
    assert sum(p for _, p in prediction.ranked) == pytest.approx(1.0)
    assert prediction.ranked[0] == (prediction.intent, prediction.confidence)


def test_calibration_finds_the_temperature_of_overconfident_logits():
    # Labels drawn from softmax(z); handing over 3·z must be answered with a temperature of about 3.
    rng = np.random.default_rng(0)
    z = rng.normal(size=(4000, 5))
    labels = np.array([rng.choice(5, p=p) for p in softmax(z)])
    found = calibrate(3 * z, labels, np.ones((4000, 5)), ["en"] * 4000)
    assert found.temperature == pytest.approx(3.0, rel=0.1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What if CHURN is 3%", "what if churn is 12.5 percent"),
        ("转化率变成15%呢", "轉化率變成百分之三呢"),
        ("Ｗｈａｔ ｉｆ ５％", "what if 7%"),
        ("price $59", "price €80"),
        ("add it to channels", "add it to key resources"),
        ("价格涨到五十九块", "价格涨到80元"),
    ],
)
def test_numbers_currencies_blocks_and_scripts_are_folded(one, other):
    assert tokens(one) == tokens(other)


def test_grams_of_a_short_text():
    words, characters = grams("undo it")
    assert set(words) == {"wundo", "wit", "w^ undo", "wundo it", "wit $end"}
    assert set(characters) == {"c un", "cund", "cndo", "cdo ", "c und", "cundo", "cndo "}


def test_vectors_have_unit_blocks_and_know_their_coverage():
    vectoriser = Vectoriser.fit(["undo it", "undo that"], min_count=1)
    _, weights, known = vectoriser.transform("undo zebra")
    assert known == pytest.approx(0.5)
    assert float(weights @ weights) == pytest.approx(2.0)
