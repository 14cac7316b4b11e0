"""Before training: duplicates and leaks are removed and counted, imbalance and doubtful labels are reported."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize
from assistant.service.data import Example, Split
from assistant.service.features import Floats

DOUBTS_SHOWN = 20
LARGE_IMBALANCE = 10.0
FEW = 10
_PLAIN = lazy_re(r"[\W_]+")


@dataclass(frozen=True)
class Cleaned:
    """Messages ready for training.

    Attributes:
        train: Training messages.
        valid: Validation messages.
        test: Test messages.
        duplicates: Messages removed because the same one with the same label is there.
        conflicts: Training messages removed because the same text has different labels.
        leaks: Training or validation messages removed because their text is in the test messages (or, in training, in
            the validation messages).
    """

    train: list[Example]
    valid: list[Example]
    test: list[Example]
    duplicates: int
    conflicts: int
    leaks: int

    def counts(self) -> dict[str, int]:
        """The numbers, for a report."""
        sizes = {"train": len(self.train), "valid": len(self.valid), "test": len(self.test)}
        return {**sizes, "duplicates": self.duplicates, "conflicts": self.conflicts, "leaks": self.leaks}


@dataclass(frozen=True)
class Doubt:
    """A message whose label held-out predictions contradict, with the label they suggest and its probability."""

    text: str
    label: str
    suggested: str
    probability: float


def key(text: str) -> str:
    """What makes two messages the same: letters and digits, without case, width, script or punctuation."""
    folded = normalize(text).lower()
    return _PLAIN.sub("", folded) or folded  # a message of signs only is itself


def clean(examples: Sequence[Example]) -> Cleaned:
    """Remove what would make results look better than they are; test messages stay as they are."""
    parts: dict[Split, list[Example]] = {"train": [], "valid": [], "test": []}
    for example in examples:
        parts[example.split or "train"].append(example)
    test = parts["test"]
    beyond = {key(e.text) for e in test}
    valid = [e for e in parts["valid"] if key(e.text) not in beyond]
    both = beyond | {key(e.text) for e in valid}
    train = [e for e in parts["train"] if key(e.text) not in both]
    leaks = len(parts["valid"]) - len(valid) + len(parts["train"]) - len(train)
    labels: dict[str, set[str | None]] = defaultdict(set)
    for example in train:
        labels[key(example.text)].add(example.label)
    agreed = [e for e in train if len(labels[key(e.text)]) == 1]
    once = list({key(e.text): e for e in reversed(agreed)}.values())[::-1]
    return Cleaned(once, valid, test, len(agreed) - len(once), len(train) - len(agreed), leaks)


def split_off(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """A stratified part of the messages set aside: what remains, and that part; a label keeps at least one message."""
    rng = random.Random(seed)
    groups: dict[str | None, list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.label].append(example)
    remaining: list[Example] = []
    aside: list[Example] = []
    for label in sorted(groups, key=str):
        members = groups[label][:]
        rng.shuffle(members)
        count = min(round(share * len(members)), len(members) - 1)
        aside += members[:count]
        remaining += members[count:]
    rng.shuffle(remaining)
    return remaining, aside


def few_shots(examples: Sequence[Example], shots: int, seed: int) -> list[Example]:
    """At most `shots` messages a label, drawn at random; messages of no label are left out."""
    rng = random.Random(seed)
    shuffled = [e for e in examples if e.label is not None]
    rng.shuffle(shuffled)
    taken: Counter[str | None] = Counter()
    kept = []
    for example in shuffled:
        taken[example.label] += 1
        if taken[example.label] <= shots:
            kept.append(example)
    return kept


def imbalance(examples: Sequence[Example]) -> dict[str, Any]:
    """Messages a label: fewest, most, their ratio, the labels with fewer than ten, and whether the ratio is large."""
    counts = Counter(e.label for e in examples if e.label is not None)
    fewest, most = min(counts.values()), max(counts.values())
    few = sorted(label for label, count in counts.items() if count < FEW)
    return {
        "fewest": fewest,
        "most": most,
        "ratio": most / fewest,
        "few": few,
        "large": most / fewest > LARGE_IMBALANCE,
    }


def doubtful(
    texts: Sequence[str], truth: NDArray[np.intp], held_out: Floats, labels: Sequence[str]
) -> tuple[int, list[Doubt]]:
    """Labels that are probably wrong, by confident learning (Northcutt et al. 2021).

    A label's threshold is the mean probability of that label over the messages that bear it. A message counts as
    another label's where that label reaches its threshold and is the likeliest of those that do.

    Returns:
        How many there are, and the most doubtful of them.
    """
    own = held_out[np.arange(len(truth)), truth]
    thresholds = np.array([own[truth == j].mean() if (truth == j).any() else 2.0 for j in range(len(labels))])
    reached = np.where(held_out >= thresholds, held_out, -1.0)
    suggested = reached.argmax(axis=1)
    wrong = np.nonzero((reached.max(axis=1) > 0) & (suggested != truth))[0]
    worst = wrong[np.argsort(own[wrong] - held_out[wrong, suggested[wrong]])][:DOUBTS_SHOWN]
    doubts = [Doubt(texts[i], labels[truth[i]], labels[suggested[i]], float(held_out[i, suggested[i]])) for i in worst]
    return len(wrong), doubts
