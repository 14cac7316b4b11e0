"""A linear head with its calibration, learnt on held-out folds; imported for training only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from assistant.learned.linear import softmax
from assistant.service.calibration import learn_least, learn_temperature
from assistant.service.features import Embed, Floats, Rows
from assistant.service.head import Head, Scores
from assistant.service.head_learn import Learnt, Lent, Settings, learn_head, spelled
from assistant.service.head_metrics import Report, evaluate
from assistant.service.head_storage import stored
from assistant.service.oos import Gate, auroc, usual_logits

FOLDS = 5
FEWER_FOLDS = 2  # for large sets, where each fold takes minutes and two say enough
LARGE = 8000  # messages
FEWEST_UNKNOWN = 20  # messages of no known kind from which something can be learnt


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
        unknown: Messages of no label; they teach the gate what is none of the kinds.
        lent: Messages of another language that teach this head too.
    """
    strangers = list(unknown) if settings.gate and len(unknown) >= FEWEST_UNKNOWN else []
    every = [*texts, *strangers]
    goal = np.concatenate([truth, np.full(len(strangers), len(labels), dtype=truth.dtype)])
    vectors = None if embed is None else np.asarray(embed(every), dtype=np.float32)
    names = spelled(labels) if settings.evened and embed is not None else None
    taught = np.asarray(embed(names), dtype=np.float32) if names and embed else None
    data = Learnt(every, goal, vectors, tuple(labels), taught)
    scores = _held_out(data, settings, lent)
    head = learn_head(data, np.arange(len(every)), settings, lent)
    inside, outside = _rows_of(scores, goal < len(labels)), _rows_of(scores, goal == len(labels))
    head = replace(head, temperature=learn_temperature(inside.logits, truth))
    head = replace(head, usual=usual_logits(inside.logits) if settings.gate else None)
    known, beyond = head.signs(inside), head.signs(outside) if strangers else None
    gate = Gate.fit(known, beyond) if settings.gate and known is not None else None
    return judged(replace(head, gate=gate), inside, truth, beyond)


def _held_out(data: Learnt, settings: Settings, lent: Lent | None) -> Scores:
    """Scores of every message by a head that has not seen it."""
    count, labels = len(data.texts), len(data.labels)
    found = Scores(*(np.zeros(shape, dtype=np.float32) for shape in ((count, labels), count, count)))
    has_near = has_strange = False
    for training, test in _folds(data.goal, settings.seed):
        part = learn_head(data, training, settings, lent)
        sparse = part.vectoriser.rows([data.texts[i] for i in test]) if part.vectoriser else None
        scores = part.score(Rows(sparse, cast(Floats, data.vectors)[test] if part.reads_vectors else None))
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
        inside, beyond = head.gate.scores(cast(Floats, head.signs(scores))), head.gate.scores(outside)
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


def _folds(truth: NDArray[np.intp], seed: int) -> Any:
    from sklearn.model_selection import KFold, StratifiedKFold

    count = FOLDS if len(truth) <= LARGE else FEWER_FOLDS
    fewest = int(np.bincount(truth)[np.unique(truth)].min())
    if fewest >= 2:
        return StratifiedKFold(min(count, fewest), shuffle=True, random_state=seed).split(truth, truth)
    return KFold(min(count, len(truth)), shuffle=True, random_state=seed).split(truth)
