"""How good a classifier is on labelled messages, where it errs, and how long it takes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.service.data import Example
from assistant.service.head_metrics import evaluate
from assistant.service.oos import auroc
from assistant.service.predict import Classifier, Measured
from assistant.service.train import places

JsonDict = dict[str, Any]
TIMED = 100  # messages
AT_LEAST = 0.96  # in scope, rightly labelled and not refused
SHOWN = 8


def judge(classifier: Classifier, examples: Sequence[Example]) -> JsonDict:
    """Accuracy, macro-F1, calibration, what is refused, and how long one message takes."""
    known = [e for e in examples if e.label is not None]
    unknown = [e.text for e in examples if e.label is None]
    found: JsonDict = {"n": len(known)}
    inside, right = classifier.measured([e.text for e in known]), np.zeros(0, dtype=bool)
    if known:
        inside, right, figures = _known(classifier, known)
        found |= figures
    if unknown:
        outside = classifier.measured(unknown)
        found |= {"unknown": len(unknown), "oos_recall": round(float((~outside.given).mean()), 4)}
        if known:
            found["oos_auroc"] = round(auroc(inside.familiarity, outside.familiarity), 4)
            found["oos_recall_at_96"] = recall_at(AT_LEAST, right, inside.familiarity, outside.familiarity)
    return {**found, **timed(classifier, [e.text for e in examples])}


def _known(classifier: Classifier, known: Sequence[Example]) -> tuple[Measured, NDArray[np.bool_], JsonDict]:
    # A label that training never saw, such as a slip in a test set, can only be missed.
    labels = (*classifier.labels, *sorted({str(e.label) for e in known} - set(classifier.labels)))
    truth = places(known, labels)
    inside = classifier.measured([e.text for e in known])
    probabilities = np.pad(inside.probabilities, ((0, 0), (0, len(labels) - len(classifier.labels))))
    report, accepted = evaluate(probabilities, truth, labels), inside.given
    guess = probabilities.argmax(axis=1)
    right = guess == truth
    said = [labels[place] for place in guess]
    return (
        inside,
        right,
        {
            "accuracy": round(report.accuracy, 4),
            "accuracy_95": interval(int(right.sum()), len(right)),
            "macro_f1": round(report.macro_f1, 4),
            "macro_recall": round(report.macro_recall, 4),
            "top3": round(report.top3, 4),
            "ece": round(report.ece, 4),
            "kept": round(float(accepted.mean()), 4),
            "accuracy_kept": round(float(right[accepted].mean()), 4) if accepted.any() else None,
            "in_scope_right": round(float((right & accepted).mean()), 4),
            "weakest": weakest([str(e.label) for e in known], said),
            "confusions": confusions([str(e.label) for e in known], said),
        },
    )


def weakest(truth: Sequence[str], said: Sequence[str]) -> list[JsonDict]:
    """Precision, recall and F1 of the labels with the lowest F1."""
    there, given = Counter(truth), Counter(said)
    hits = Counter(label for label, guess in zip(truth, said, strict=True) if label == guess)
    rows: list[JsonDict] = [
        {
            "label": label,
            "precision": round(hits[label] / given[label], 4) if given[label] else 0.0,
            "recall": round(hits[label] / count, 4),
            "f1": round(2 * hits[label] / (count + given[label]), 4),
            "n": count,
        }
        for label, count in there.items()
    ]
    return sorted((row for row in rows if row["f1"] < 1), key=lambda row: (row["f1"], row["label"]))[:SHOWN]


def interval(right: int, count: int) -> tuple[float, float]:
    """Where a share lies with 95 % confidence (Wilson 1927)."""
    share, z = right / count, 1.959964
    centre, spread = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2))
    low, high = (centre - spread) / (1 + z * z / count), (centre + spread) / (1 + z * z / count)
    return round(max(0.0, low), 4), round(min(1.0, high), 4)


def confusions(truth: Sequence[str], said: Sequence[str]) -> list[tuple[str, str, int]]:
    """The commonest errors: true label, label given, how often."""
    errors = Counter(pair for pair in zip(truth, said, strict=True) if pair[0] != pair[1])
    return [(label, guess, count) for (label, guess), count in errors.most_common(SHOWN)]


def recall_at(
    least: float, right: NDArray[np.bool_], inside: NDArray[np.floating], outside: NDArray[np.floating]
) -> float | None:
    """Out-of-scope recall at the highest threshold that leaves so many in-scope messages rightly labelled.

    The threshold is one of the test messages' own: the point on the curve, not what a threshold set beforehand gives.
    """
    scores = np.sort(inside[right])[::-1]
    needed = math.ceil(least * len(right))
    return None if needed > len(scores) else round(float((outside < scores[needed - 1]).mean()), 4)


def timed(classifier: Classifier, texts: Sequence[str]) -> JsonDict:
    """Milliseconds of one message (median and 95th percentile) and messages a second in one batch."""
    texts = list(texts[:TIMED])
    classifier.predict(texts[:3], explain=False)
    times = []
    for text in texts:
        started = perf_counter()
        classifier.predict([text], explain=False)
        times.append((perf_counter() - started) * 1000)
    started = perf_counter()
    classifier.predict(texts, explain=False)
    batch = len(texts) / (perf_counter() - started)
    return {
        "p50_ms": round(median(times), 2),
        "p95_ms": round(float(np.quantile(times, 0.95)), 2),
        "per_s": round(batch),
    }
