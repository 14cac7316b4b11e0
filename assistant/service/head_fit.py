"""Learning a linear head with scikit-learn; imported for training only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from assistant.service.features import Embed, Floats, Rows, Vectoriser
from assistant.service.head import Head, Scores, softmax
from assistant.service.head_metrics import Report, evaluate
from assistant.service.head_storage import stored
from assistant.service.oos import Gate, auroc

FOLDS = 5
FEWER_FOLDS = 2  # for large sets, where each fold takes minutes and two say enough
LARGE = 8000  # messages
REMEMBERED = 4000  # training messages kept for nearness
CERTAIN_ENOUGH = 0.9  # accuracy wanted of what a head without a gate does not abstain from
LEAST_COVERED = 0.8


@dataclass(frozen=True)
class Settings:
    """What can be tuned.

    Attributes:
        c: Inverse regularisation.
        ngrams: Whether n-grams are read; without, the head is one of sentence vectors only.
        rare: Messages that an n-gram must be in to count.
        balance: 0 leaves the label frequencies as they are, 1 makes all labels count the same.
        gate: Whether messages of no known kind are to be told apart.
        seed: Of folds and samples.
        iterations: Most steps of the optimiser.
    """

    c: float = 3.0
    ngrams: bool = True
    rare: int = 2
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
    """

    vectors: Floats
    truth: NDArray[np.intp]
    weight: float = 0.5


@dataclass(frozen=True)
class Fitted:
    """A trained head and what held-out folds say of it.

    Attributes:
        head: The head, as it will be once stored.
        report: Metrics on held-out folds after calibration.
        held_out: Calibrated probabilities of every training message by a head that has not seen it.
        oos_auroc: Area under the ROC of known against unknown messages, where unknown ones were given.
        oos_recall: Share of unknown messages refused at the threshold.
        kept: Share of known messages not refused by the gate, held out.
        covered: Share of known messages not abstained from, held out; `covered_accuracy` is their accuracy.
        ece_before: Calibration error without temperature.
    """

    head: Head
    report: Report
    held_out: Floats
    oos_auroc: float | None
    oos_recall: float | None
    kept: float
    covered: float
    covered_accuracy: float
    ece_before: float


def fit_head(
    texts: Sequence[str],
    truth: NDArray[np.intp],
    labels: Sequence[str],
    settings: Settings,
    embed: Embed | None,
    unknown: Sequence[str] = (),
    lent: Lent | None = None,
) -> Fitted:
    """Train on messages, calibrate and set thresholds on held-out folds of them.

    Args:
        texts: Messages, duplicates removed.
        truth: Position of each one's label.
        labels: Names of the labels.
        settings: What can be tuned.
        embed: Sentence encoder, where one is to be used.
        unknown: Messages of no label, used for the threshold only.
        lent: Messages of another language that teach this head too.
    """
    vectors = None if embed is None else np.asarray(embed(texts), dtype=np.float32)
    beyond = None if embed is None or not unknown else np.asarray(embed(unknown), dtype=np.float32)
    logits, near = np.zeros((len(texts), len(labels)), dtype=np.float32), np.zeros(len(texts), dtype=np.float32)
    for training, test in _folds(truth, settings.seed):
        part = _fit(
            [texts[i] for i in training],
            truth[training],
            labels,
            settings,
            None if vectors is None else vectors[training],
            lent,
        )
        sparse = part.vectoriser.rows([texts[i] for i in test]) if part.vectoriser else None
        scores = part.score(Rows(sparse, None if vectors is None else vectors[test]))
        logits[test] = scores.logits
        near[test] = 0 if scores.near is None else scores.near
    head = _fit(texts, truth, labels, settings, vectors, lent)
    temperature = learn_temperature(logits, truth)
    head = replace(head, temperature=temperature)
    outside = None
    if settings.gate and len(unknown):
        sparse = head.vectoriser.rows(unknown) if head.vectoriser else None
        scored = head.score(Rows(sparse, beyond))
        outside = (scored.logits.max(axis=1), cast(Floats, scored.near))
    gate = Gate.fit((logits.max(axis=1), near), outside) if settings.gate else None
    return judged(replace(head, gate=gate), Scores(logits, near), truth, outside)


def judged(head: Head, scores: Scores, truth: NDArray[np.intp], outside: tuple[Floats, Floats] | None) -> Fitted:
    """Set the least confidence of a head and say how good it is.

    Args:
        head: With temperature and gate.
        scores: Of held-out messages.
        truth: Their labels.
        outside: Greatest logits and nearness of messages of no label, where there are any.
    """
    probabilities = head.probabilities(scores.logits)
    right = probabilities.argmax(axis=1) == truth
    refused = head.unfamiliar(scores)
    head = replace(head, least=learn_least(probabilities.max(axis=1), right))
    covered = ~refused & (probabilities.max(axis=1) >= head.least)
    recall = area = None
    if head.gate is not None and outside is not None:
        inside = head.gate.scores(scores.logits.max(axis=1), cast(Floats, scores.near))
        beyond = head.gate.scores(*outside)
        area, recall = auroc(inside, beyond), float(head.gate.refuses(*outside).mean())
    return Fitted(
        head=stored(head),
        report=evaluate(probabilities, truth, head.labels),
        held_out=probabilities,
        oos_auroc=area,
        oos_recall=recall,
        kept=float((~refused).mean()),
        covered=float(covered.mean()),
        covered_accuracy=float(right[covered].mean()) if covered.any() else 0.0,
        ece_before=evaluate(softmax(scores.logits), truth, head.labels).ece,
    )


def _fit(
    texts: Sequence[str],
    truth: NDArray[np.intp],
    labels: Sequence[str],
    settings: Settings,
    vectors: Floats | None,
    lent: Lent | None,
) -> Head:
    from scipy.sparse import csr_matrix, hstack, vstack

    vectoriser = Vectoriser.fit(texts, settings.rare) if settings.ngrams or vectors is None else None
    rows = Rows(vectoriser.rows(texts) if vectoriser else None, vectors)
    matrix, targets, counts = rows.matrix(), truth, np.ones(len(truth))
    if lent is not None and vectoriser is not None:
        foreign = hstack([csr_matrix((len(lent.truth), len(vectoriser.index))), csr_matrix(lent.vectors)])
        matrix, targets = vstack([matrix, foreign]).tocsr(), np.concatenate([truth, lent.truth])
        counts = np.concatenate([counts, np.full(len(lent.truth), lent.weight)])
    coefficients, bias = regress(matrix, targets, len(labels), settings, counts)
    rng = np.random.default_rng(settings.seed)
    kept = np.sort(rng.permutation(len(texts))[:REMEMBERED])
    memory = rows.take(kept) if settings.gate else None
    return Head(tuple(labels), coefficients, bias, vectoriser=vectoriser, memory=memory)


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


def learn_temperature(logits: Floats, truth: NDArray[np.intp]) -> float:
    """The temperature that minimises the log loss of held-out messages (Guo et al. 2017)."""
    from scipy.optimize import minimize_scalar

    picked = np.arange(len(truth))

    def loss(log_temperature: float) -> float:
        p = softmax(logits / np.float32(np.exp(log_temperature)))
        return float(-np.log(np.maximum(p[picked, truth], 1e-12)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def learn_least(confidence: NDArray[np.floating], right: NDArray[np.bool_]) -> float:
    """The least confidence at which what remains is right nine times in ten, but at most a fifth is given up."""
    order = np.argsort(-confidence)
    accuracy = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.nonzero(accuracy >= CERTAIN_ENOUGH)[0]
    last = max(int(enough[-1]) if len(enough) else 0, int(np.ceil(LEAST_COVERED * len(order))) - 1)
    return 0.0 if last >= len(order) - 1 else float(confidence[order[last]])


def _folds(truth: NDArray[np.intp], seed: int) -> Any:
    from sklearn.model_selection import KFold, StratifiedKFold

    count = FOLDS if len(truth) <= LARGE else FEWER_FOLDS
    fewest = int(np.bincount(truth)[np.unique(truth)].min())
    if fewest >= 2:
        return StratifiedKFold(min(count, fewest), shuffle=True, random_state=seed).split(truth, truth)
    return KFold(min(count, len(truth)), shuffle=True, random_state=seed).split(truth)
