"""How good a classifier is: accuracy, F1 by class, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 15


@dataclass(frozen=True)
class ClassScore:
    """Precision, recall and F1 of one label, with the number of its messages."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Report:
    """Metrics of one evaluation.

    Attributes:
        accuracy: Share of right labels.
        macro_f1: Mean F1 of the labels.
        macro_recall: Mean recall of the labels.
        ece: Expected calibration error in 15 bins, Guo et al. 2017.
        top3: Share of messages whose label is among the three likeliest.
        classes: By label.
        bins: (mean confidence, accuracy, messages) of each filled bin.
    """

    accuracy: float
    macro_f1: float
    macro_recall: float
    ece: float
    top3: float
    classes: tuple[ClassScore, ...]
    bins: tuple[tuple[float, float, int], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain dict, rounded to four places."""
        scores = {
            c.label: {
                "precision": round(c.precision, 4),
                "recall": round(c.recall, 4),
                "f1": round(c.f1, 4),
                "n": c.support,
            }
            for c in self.classes
        }
        return {
            "accuracy": round(self.accuracy, 4),
            "macro_f1": round(self.macro_f1, 4),
            "macro_recall": round(self.macro_recall, 4),
            "ece": round(self.ece, 4),
            "top3": round(self.top3, 4),
            "classes": scores,
            "calibration": [[round(c, 4), round(a, 4), n] for c, a, n in self.bins],
        }


def evaluate(probabilities: NDArray[np.floating], truth: NDArray[np.intp], labels: Sequence[str]) -> Report:
    """Metrics of calibrated predictions.

    Args:
        probabilities: Shape (messages, labels).
        truth: Position of the true label, shape (messages,).
        labels: Their names.
    """
    guess = probabilities.argmax(axis=1)
    classes = []
    for place, label in enumerate(labels):
        hit = int(((guess == place) & (truth == place)).sum())
        said, there = int((guess == place).sum()), int((truth == place).sum())
        precision, recall = hit / said if said else 0.0, hit / there if there else 0.0
        f1 = 2 * hit / (said + there) if said + there else 0.0
        classes.append(ClassScore(label, precision, recall, f1, there))
    present = [c for c in classes if c.support]
    top = np.argsort(-probabilities, axis=1)[:, :3]
    bins = calibration_bins(probabilities.max(axis=1), guess == truth)
    return Report(
        accuracy=float((guess == truth).mean()),
        macro_f1=float(np.mean([c.f1 for c in present])),
        macro_recall=float(np.mean([c.recall for c in present])),
        ece=sum(n * abs(accuracy - confidence) for confidence, accuracy, n in bins) / len(truth),
        top3=float((top == truth[:, None]).any(axis=1).mean()),
        classes=tuple(classes),
        bins=bins,
    )


def calibration_bins(
    confidence: NDArray[np.floating], right: NDArray[np.bool_]
) -> tuple[tuple[float, float, int], ...]:
    """Mean confidence, accuracy and number of messages in each of 15 equally wide bins that has some."""
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return tuple(
        (float(confidence[place == b].mean()), float(right[place == b].mean()), int((place == b).sum()))
        for b in range(BINS)
        if (place == b).any()
    )
