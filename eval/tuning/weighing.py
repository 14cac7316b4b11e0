"""How much an encoder's opinion counts beside a linear reader: what makes the right labels of strangers likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.learned.fitting import fitting_temperature
from assistant.learned.linear import Floats, softmax
from assistant.learned.part_opinions import weighed
from assistant.learned.tuned import Array, Tuned


@dataclass(frozen=True)
class Heard:
    """What both, taught without some authors, say of these authors' texts or of parts of them.

    Attributes:
        scores: Of the linear reader, shape (texts or parts, labels).
        labels: Order of the scores.
        tuned: The fine-tuned one.
        vectors: By its encoder, shape (texts or parts, dimension).
        truth: The right labels.
        within: Whether each part lies within a word, see `part_opinions.weighed`; None where there are no words.
    """

    scores: Floats
    labels: tuple[str, ...]
    tuned: Tuned
    vectors: Array
    truth: Sequence[str]
    within: NDArray[np.bool_] | None = None

    def joined(self) -> Floats:
        """Scores of both together, as heavy as the encoder says it weighs, shape as `scores`."""
        if self.within is None:
            return self.tuned.joined(self.scores, self.labels, self.vectors)
        return weighed(self.scores, self.labels, self.tuned, self.vectors, self.within)

    def only(self, rows: NDArray[np.bool_]) -> Heard:
        """Some of its texts."""
        truth = [label for label, kept in zip(self.truth, rows, strict=True) if kept]
        return replace(self, scores=self.scores[rows], vectors=self.vectors[rows], truth=truth)


def labels_of(heard: Sequence[Heard]) -> list[str]:
    """All labels that readers know or texts have."""
    return sorted({label for one in heard for label in (*one.labels, *one.truth)})


def joined(heard: Sequence[Heard], weight: float, labels: Sequence[str]) -> Floats:
    """Scores of both together, shape (texts or parts of all, labels); what a fold was not taught is impossible."""
    found = []
    for one in heard:
        lined = np.full((len(one.truth), len(labels)), -np.inf)
        counted = replace(one, tuned=replace(one.tuned, weight=weight, temperature=1.0))
        lined[:, [labels.index(label) for label in one.labels]] = counted.joined()
        found.append(lined)
    return np.concatenate(found)


def best(heard: Sequence[Heard], weights: Sequence[float]) -> tuple[float, float]:
    """The weight and temperature that make the right labels likeliest."""
    labels = labels_of(heard)
    truth = np.array([labels.index(label) for one in heard for label in one.truth])
    tried = []
    for weight in weights:
        scores = joined(heard, weight, labels)
        temperature = fitting_temperature(scores, truth)
        likely = np.log(softmax(scores / temperature)[np.arange(len(truth)), truth] + 1e-9).mean()
        tried.append((float(likely), weight, temperature))
    return max(tried)[1:]
