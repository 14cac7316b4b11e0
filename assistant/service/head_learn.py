"""One linear head from messages, by logistic regression over n-grams and sentence vectors; for training only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from assistant.service.features import MOST_GRAMS, ORDERS, Floats, Rows, Vectoriser
from assistant.service.head import Head

REMEMBERED = 4000  # training messages kept for nearness
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[\u3400-\u9fff]+|\d+")
SHRUNK = 0.5  # how far the scatter inside the labels is drawn to an even one


@dataclass(frozen=True)
class Settings:
    """What can be tuned.

    Attributes:
        c: Inverse regularisation.
        ngrams: Whether n-grams are read; without, the head is one of sentence vectors only.
        vectors: How much sentence vectors count beside n-grams; 0 leaves them out.
        orders: Lengths of the n-grams of words, or of Chinese characters.
        most: N-grams kept at most.
        rare: Messages that an n-gram must be in to count.
        ratio: N-grams count by how unevenly the labels use them instead of how rare they are (Wang & Manning 2012).
        alone: Nearness is that of the sentence vectors alone.
        evened: A head of vectors only is averaged with one learnt where messages of a label scatter evenly, and the
            names of the labels teach it too: for few messages a label.
        balance: 0 leaves the label frequencies as they are, 1 makes all labels count the same.
        gate: Whether messages of no known kind are to be told apart.
        seed: Of folds and samples.
        iterations: Most steps of the optimiser.
    """

    c: float = 3.0
    ngrams: bool = True
    vectors: float = 1.0
    orders: tuple[int, ...] = ORDERS
    most: int = MOST_GRAMS
    rare: int = 2
    ratio: bool = False
    alone: bool = False
    evened: bool = False
    balance: float = 0.5
    gate: bool = True
    seed: int = 0
    iterations: int = 200


@dataclass(frozen=True)
class Lent:
    """Messages of another language whose vectors lie in the same space.

    Attributes:
        vectors: Shape (messages, dimension).
        truth: Position of each one's label.
        weight: How much one counts beside a message of the language itself.
        unknown: Vectors of messages of no label, shape (messages, dimension).
    """

    vectors: Floats
    truth: NDArray[np.intp]
    weight: float = 0.5
    unknown: Floats | None = None


@dataclass(frozen=True)
class Learnt:
    """What a head learns from.

    Attributes:
        texts: Messages.
        goal: Position of each one's label; for messages of no known kind one past the last.
        vectors: Their sentence vectors, where there is an encoder.
        labels: Names of the labels.
        names: Sentence vectors of the names, where they can teach.
    """

    texts: list[str]
    goal: NDArray[np.intp]
    vectors: Floats | None
    labels: tuple[str, ...]
    names: Floats | None = None


def learn_head(data: Learnt, chosen: NDArray[np.intp], settings: Settings, lent: Lent | None = None) -> Head:
    """A head taught by the messages at `chosen`; those of no kind are one more label while it learns."""
    texts, goal = [data.texts[i] for i in chosen], data.goal[chosen]
    vectors = None if data.vectors is None or not settings.vectors else data.vectors[chosen]
    vectoriser = _vectoriser(texts, goal, settings) if settings.ngrams or vectors is None else None
    rows = Rows(vectoriser.rows(texts) if vectoriser else None, vectors)
    labels = len(data.labels)
    strange = bool((goal == labels).any())
    if vectoriser is None and vectors is not None and settings.evened:
        coefficients, bias = _evened(vectors, goal, data.names, labels + strange, settings)
    else:
        coefficients, bias = _regressed(rows, goal, labels + strange, settings, lent, labels if strange else None)
    known = np.nonzero(goal < labels)[0]
    kept = np.sort(known[np.random.default_rng(settings.seed).permutation(len(known))[:REMEMBERED]])
    remembered = Rows(None, vectors) if settings.alone and vectors is not None else rows
    return Head(
        data.labels,
        coefficients[:, :labels],
        bias[:labels],
        vectoriser=vectoriser,
        memory=remembered.take(kept) if settings.gate else None,
        stranger=np.append(coefficients[:, labels], bias[labels]).astype(np.float32) if strange else None,
    )


def spelled(labels: Sequence[str]) -> list[str] | None:
    """Names of labels as words, `card_arrival` as "card arrival"; None where one has no word, such as `1`."""
    names = [" ".join(_PART.findall(label)).lower() for label in labels]
    return names if all(re.search(r"[a-z]{3}", name) for name in names) else None


def _vectoriser(texts: Sequence[str], goal: NDArray[np.intp], settings: Settings) -> Vectoriser:
    fitted = Vectoriser.fit(texts, settings.rare, settings.most, settings.orders)
    return fitted.uneven(texts, goal) if settings.ratio else fitted


def _regressed(
    rows: Rows, goal: NDArray[np.intp], labels: int, settings: Settings, lent: Lent | None, unknown_as: int | None
) -> tuple[Floats, Floats]:
    """Coefficients and bias for both blocks; messages of another language teach the vectors' part too."""
    from scipy.sparse import csr_matrix, hstack, vstack

    scale = np.float32(settings.vectors if rows.sparse is not None else 1.0)
    matrix = Rows(rows.sparse, None if rows.dense is None else rows.dense * scale).matrix()
    split, counts = 0 if rows.sparse is None else rows.sparse.shape[1], np.ones(len(goal))
    if lent is not None and rows.sparse is not None and rows.dense is not None:
        borrowed, truth = _borrowed(lent, unknown_as)
        foreign = hstack([csr_matrix((len(truth), split)), csr_matrix(borrowed * scale)])
        matrix = vstack([matrix, foreign]).tocsr()
        counts = np.concatenate([counts, np.full(len(truth), lent.weight)])
        goal = np.concatenate([goal, truth])
    coefficients, bias = regress(matrix, goal, labels, settings, counts)
    coefficients[split:] *= scale
    return coefficients, bias


def _evened(
    vectors: Floats, goal: NDArray[np.intp], names: Floats | None, labels: int, settings: Settings
) -> tuple[Floats, Floats]:
    """Mean of two heads: one on the vectors, one where the messages of a label scatter alike in every direction."""
    centres = np.array([vectors[goal == j].mean(axis=0) if (goal == j).any() else vectors[0] for j in range(labels)])
    apart = vectors - centres[goal]
    scatter = apart.T @ apart / max(1, len(vectors) - labels)
    even = np.eye(len(scatter)) * max(float(np.trace(scatter)) / len(scatter), 1e-9)
    spread, axes = np.linalg.eigh((1 - SHRUNK) * scatter + SHRUNK * even)
    turn = (axes / np.sqrt(spread)) @ axes.T
    turn /= np.linalg.norm(vectors @ turn, axis=1).mean()
    if names is not None:
        vectors, goal = np.vstack([vectors, names]), np.concatenate([goal, np.arange(len(names))])
    plain, turned = (regress(each, goal, labels, settings) for each in (vectors, vectors @ turn))
    coefficients = (plain[0] + turn @ turned[0]) / 2
    return np.asarray(coefficients, dtype=np.float32), np.asarray((plain[1] + turned[1]) / 2, dtype=np.float32)


def _borrowed(lent: Lent, unknown_as: int | None) -> tuple[Floats, NDArray[np.intp]]:
    """Vectors and labels of another language's messages, with those of no label where they are learnt too."""
    if unknown_as is None or lent.unknown is None:
        return lent.vectors, lent.truth
    more = np.full(len(lent.unknown), unknown_as, dtype=lent.truth.dtype)
    return np.vstack([lent.vectors, lent.unknown]), np.concatenate([lent.truth, more])


def regress(
    matrix: Any,
    truth: NDArray[np.intp],
    labels: int,
    settings: Settings,
    counts: NDArray[np.floating] | None = None,
) -> tuple[Floats, Floats]:
    """Multinomial logistic regression: coefficients, shape (columns, labels), and bias, shape (labels,).

    Args:
        matrix: Features, dense or CSR, shape (messages, columns).
        truth: Position of each label.
        labels: How many there are.
        settings: Regularisation and balance.
        counts: How much each message counts; left out, all alike.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    sizes = np.bincount(truth, minlength=labels)
    weights = (len(truth) / np.maximum(sizes, 1) / (sizes > 0).sum()) ** settings.balance
    each = weights[truth] if counts is None else weights[truth] * counts
    model = LogisticRegression(C=settings.c, max_iter=settings.iterations, tol=1e-3)
    with catch_warnings():
        simplefilter("ignore", ConvergenceWarning)  # stopping early is meant: more steps cost time and gain nothing
        model.fit(matrix, truth, sample_weight=each)
    coef, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps the second label only
        coef, intercept = np.vstack([-coef / 2, coef / 2]), np.hstack([-intercept / 2, intercept / 2])
    coefficients = np.zeros((matrix.shape[1], labels), dtype=np.float32)
    bias = np.full(labels, -1e4, dtype=np.float32)
    coefficients[:, model.classes_] = coef.T
    bias[model.classes_] = intercept
    return coefficients, bias
