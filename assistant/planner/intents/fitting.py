"""Learning the parameters of the intent classifier with scikit-learn; imported only for training and tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from assistant.learned.linear import softmax
from assistant.planner.intents.augment import augment
from assistant.planner.intents.dataset import Example
from assistant.planner.intents.features import Embed, Floats, Vectoriser
from assistant.planner.intents.labels import INTENTS
from assistant.planner.intents.model import Calibration, Head, Memory, sureness

UNCALIBRATED = Calibration(1.0, (1.0, 0.0, 0.0, 0.0, 0.0), {"en": -np.inf, "zh": -np.inf})
KEPT_IF_RIGHT = 0.96


@dataclass(frozen=True)
class Settings:
    """What can be tuned: inverse regularisation, noisy copies of an utterance, rarity cut of n-grams, balancing.

    `balance` 0 leaves the label frequencies of the files, 1 makes all labels count the same.
    """

    c: float = 1.0
    copies: int = 1
    min_count: int = 2
    balance: float = 0.5


@dataclass(frozen=True)
class Fitted:
    """The head for use and the scikit-learn model it was taken from (labels are positions in `INTENTS`)."""

    head: Head
    reference: Any


def fit(examples: Sequence[Example], settings: Settings, embed: Embed | None = None) -> Fitted:
    """Train on `examples` and their noisy copies; not calibrated yet."""
    noisy = augment(list(examples), settings.copies)
    texts = [e.text for e in noisy]
    vectoriser = Vectoriser.fit(
        [e.text for e in examples], settings.min_count
    )  # of noise nothing is learnt but its letters
    matrix = sparse(texts, vectoriser)
    if embed is not None:
        matrix = hstack([matrix, csr_matrix(np.asarray(embed(texts), dtype=np.float64))]).tocsr()
    labels = np.array([INTENTS.index(e.intent) for e in noisy])
    counts = Counter(labels.tolist())
    weights = np.array([(len(labels) / len(counts) / counts[y]) ** settings.balance for y in labels.tolist()])
    # One against the rest, squared hinge: as good as logistic regression on authors left out, in a tenth of the time.
    model = LinearSVC(C=settings.c, tol=1e-3, random_state=0)
    model.fit(matrix, labels, sample_weight=weights)
    # Stored in half precision; the reference is rounded the same way so that both say exactly the same.
    model.coef_ = model.coef_.astype(np.float16).astype(np.float64)
    rows = np.zeros((matrix.shape[1], len(INTENTS)), dtype=np.float16)
    bias = np.full(len(INTENTS), -1e4)
    rows[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    memory = remember(list({e.line: e.text for e in examples}.values()), vectoriser)
    return Fitted(Head(vectoriser, rows, bias, memory, UNCALIBRATED, embed), model)


def sparse(texts: Sequence[str], vectoriser: Vectoriser) -> csr_matrix:
    """TF-IDF rows of `texts`, shape (texts, columns)."""
    columns: list[NDArray[np.intp]] = []
    weights: list[Floats] = []
    for text in texts:
        column, weight, _ = vectoriser.transform(text)
        columns.append(column)
        weights.append(weight)
    starts = np.cumsum([0, *(len(c) for c in columns)])
    shape = (len(texts), len(vectoriser.index))
    return csr_matrix((np.concatenate(weights), np.concatenate(columns), starts), shape=shape)


def remember(texts: Sequence[str], vectoriser: Vectoriser) -> Memory:
    """The `w` block of `texts`, by n-gram."""
    matrix = sparse(texts, vectoriser)
    is_word = np.array([gram.startswith("w") for gram in vectoriser.index], dtype=np.float64)
    by_column = matrix.multiply(is_word).tocsc()
    by_column.eliminate_zeros()
    return Memory(
        by_column.indptr.astype(np.int32),
        by_column.indices.astype(np.uint16),
        by_column.data.astype(np.float16),
        len(texts),
    )


def calibrate(logits: Floats, labels: NDArray[np.intp], signals: Floats, languages: Sequence[str]) -> Calibration:
    """Temperature and acceptance from held-out predictions.

    Args:
        logits: Shape (utterances, labels).
        labels: True labels.
        signals: Acceptance signals, shape (utterances, 5); the first two are taken anew at the temperature found.
        languages: Language of each utterance.
    """
    right = logits.argmax(axis=1) == labels
    picked = np.arange(len(labels))

    def loss(log_temperature: float) -> float:
        p = softmax(logits / np.exp(log_temperature))
        return float(-np.log(np.maximum(p[picked, labels], 1e-12)).mean())

    temperature = float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))
    scaled = np.hstack([sureness(softmax(logits / temperature)), signals[:, 2:]])
    gate = LogisticRegression(C=10.0, class_weight="balanced").fit(scaled[:, :4], right)
    weights = (*(float(w) for w in gate.coef_[0]), float(gate.intercept_[0]))
    scores = scaled @ np.array(weights)
    spoken = np.array(languages)
    thresholds = {
        language: float(np.quantile(scores[right & (spoken == language)], 1 - KEPT_IF_RIGHT))
        for language in sorted(set(languages))
    }
    return Calibration(temperature, weights, thresholds)
