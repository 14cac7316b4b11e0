"""Learning a linear head with scikit-learn; imported for training only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from assistant.service.calibration import learn_least, learn_temperature
from assistant.service.features import Embed, Floats, Rows, Vectoriser
from assistant.service.head import Head, Scores, softmax
from assistant.service.head_metrics import Report, evaluate
from assistant.service.head_storage import stored
from assistant.service.oos import Gate, auroc

FOLDS = 5
FEWER_FOLDS = 2  # for large sets, where each fold takes minutes and two say enough
LARGE = 8000  # messages
REMEMBERED = 4000  # training messages kept for nearness
FEWEST_UNKNOWN = 20  # messages of no known kind from which something can be learnt


@dataclass(frozen=True)
class Settings:
    """What can be tuned.

    Attributes:
        c: Inverse regularisation.
        ngrams: Whether n-grams are read; without, the head is one of sentence vectors only.
        vectors: How much sentence vectors count beside n-grams.
        rare: Messages that an n-gram must be in to count.
        balance: 0 leaves the label frequencies as they are, 1 makes all labels count the same.
        gate: Whether messages of no known kind are to be told apart.
        seed: Of folds and samples.
        iterations: Most steps of the optimiser.
    """

    c: float = 3.0
    ngrams: bool = True
    vectors: float = 1.0
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
        unknown: Vectors of messages of no label, shape (messages, dimension).
    """

    vectors: Floats
    truth: NDArray[np.intp]
    weight: float = 0.5
    unknown: Floats | None = None


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


@dataclass(frozen=True)
class Learnt:
    """What a head learns from.

    Attributes:
        texts: Messages.
        goal: Position of each one's label; for messages of no known kind one past the last.
        vectors: Their sentence vectors, where there is an encoder.
        labels: Names of the labels.
    """

    texts: list[str]
    goal: NDArray[np.intp]
    vectors: Floats | None
    labels: tuple[str, ...]


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
        unknown: Messages of no label; they teach the gate what is none of the kinds.
        lent: Messages of another language that teach this head too.
    """
    strangers = list(unknown) if settings.gate and len(unknown) >= FEWEST_UNKNOWN else []
    every = [*texts, *strangers]
    goal = np.concatenate([truth, np.full(len(strangers), len(labels), dtype=truth.dtype)])
    vectors = None if embed is None else np.asarray(embed(every), dtype=np.float32)
    data = Learnt(every, goal, vectors, tuple(labels))
    scores = _held_out(data, settings, lent)
    head = _fit(data, np.arange(len(every)), settings, lent)
    inside, outside = _rows_of(scores, goal < len(labels)), _rows_of(scores, goal == len(labels))
    head = replace(head, temperature=learn_temperature(inside.logits, truth))
    known, beyond = inside.signs(), outside.signs() if strangers else None
    gate = Gate.fit(known, beyond) if settings.gate and known is not None else None
    return judged(replace(head, gate=gate), inside, truth, beyond)


def _held_out(data: Learnt, settings: Settings, lent: Lent | None) -> Scores:
    """Scores of every message by a head that has not seen it."""
    count, labels = len(data.texts), len(data.labels)
    found = Scores(*(np.zeros(shape, dtype=np.float32) for shape in ((count, labels), count, count)))
    has_near = has_strange = False
    for training, test in _folds(data.goal, settings.seed):
        part = _fit(data, training, settings, lent)
        sparse = part.vectoriser.rows([data.texts[i] for i in test]) if part.vectoriser else None
        scores = part.score(Rows(sparse, None if data.vectors is None else data.vectors[test]))
        found.logits[test] = scores.logits
        has_near, has_strange = scores.near is not None, scores.strange is not None
        cast(Floats, found.near)[test] = scores.near if has_near else 0
        cast(Floats, found.strange)[test] = scores.strange if has_strange else 0
    return Scores(found.logits, found.near if has_near else None, found.strange if has_strange else None)


def _rows_of(scores: Scores, chosen: NDArray[np.bool_]) -> Scores:
    near, strange = scores.near, scores.strange
    return Scores(
        scores.logits[chosen],
        None if near is None else near[chosen],
        None if strange is None else strange[chosen],
    )


def judged(head: Head, scores: Scores, truth: NDArray[np.intp], outside: Floats | None) -> Fitted:
    """Set the least confidence of a head and say how good it is.

    Args:
        head: With temperature and gate.
        scores: Of held-out messages.
        truth: Their labels.
        outside: Signs of messages of no label, where there are any.
    """
    probabilities = head.probabilities(scores.logits)
    right = probabilities.argmax(axis=1) == truth
    refused = head.unfamiliar(scores)
    head = replace(head, least=learn_least(probabilities.max(axis=1), right))
    covered = ~refused & (probabilities.max(axis=1) >= head.least)
    recall = area = None
    if head.gate is not None and outside is not None:
        inside, beyond = head.gate.scores(cast(Floats, scores.signs())), head.gate.scores(outside)
        area, recall = auroc(inside, beyond), float(head.gate.refuses(outside).mean())
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


def _fit(data: Learnt, chosen: NDArray[np.intp], settings: Settings, lent: Lent | None) -> Head:
    """A head taught by the messages at `chosen`; those of no kind are one more label while it learns."""
    from scipy.sparse import csr_matrix, hstack, vstack

    texts, goal = [data.texts[i] for i in chosen], data.goal[chosen]
    vectors = None if data.vectors is None else data.vectors[chosen]
    vectoriser = Vectoriser.fit(texts, settings.rare) if settings.ngrams or vectors is None else None
    rows = Rows(vectoriser.rows(texts) if vectoriser else None, vectors)
    scale = np.float32(settings.vectors if vectoriser else 1.0)
    matrix = Rows(rows.sparse, None if vectors is None else vectors * scale).matrix()
    split, counts, labels = len(vectoriser.index) if vectoriser else 0, np.ones(len(goal)), len(data.labels)
    strange = bool((goal == labels).any())
    if lent is not None and vectoriser is not None:
        borrowed, truth = _borrowed(lent, labels if strange else None)
        foreign = hstack([csr_matrix((len(truth), split)), csr_matrix(borrowed * scale)])
        matrix = vstack([matrix, foreign]).tocsr()
        counts = np.concatenate([counts, np.full(len(truth), lent.weight)])
    else:
        truth = np.zeros(0, dtype=goal.dtype)
    coefficients, bias = regress(matrix, np.concatenate([goal, truth]), labels + strange, settings, counts)
    coefficients[split:] *= scale
    known = np.nonzero(goal < labels)[0]
    kept = np.sort(known[np.random.default_rng(settings.seed).permutation(len(known))[:REMEMBERED]])
    return Head(
        data.labels,
        coefficients[:, :labels],
        bias[:labels],
        vectoriser=vectoriser,
        memory=rows.take(kept) if settings.gate else None,
        stranger=np.append(coefficients[:, labels], bias[labels]).astype(np.float32) if strange else None,
    )


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


def _folds(truth: NDArray[np.intp], seed: int) -> Any:
    from sklearn.model_selection import KFold, StratifiedKFold

    count = FOLDS if len(truth) <= LARGE else FEWER_FOLDS
    fewest = int(np.bincount(truth)[np.unique(truth)].min())
    if fewest >= 2:
        return StratifiedKFold(min(count, fewest), shuffle=True, random_state=seed).split(truth, truth)
    return KFold(min(count, len(truth)), shuffle=True, random_state=seed).split(truth)
