"""How good the intent classifier is with people it has not met: `python -m assistant.planner.intents.measure`.

Leaves one author out at a time, prints accuracy and the commonest confusions by language, the nearest wrong examples
and a learning curve (share of the other authors' lines used against accuracy on the one left out).
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pkgutil import resolve_name

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from assistant.planner.intents.dataset import TEAM, Example, load_examples
from assistant.planner.intents.features import Embed, Floats
from assistant.planner.intents.fitting import Settings, fit
from assistant.planner.intents.labels import INTENTS

CONFUSIONS_SHOWN = 25
NEAREST_SHOWN = 15
EMBEDDER = "assistant.retrieval.embeddings:make_embedder"  # by name: the planner imports nothing from retrieval
CURVE = (0.1, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class HeldOut:
    """Predictions of examples by heads that have not seen their group.

    Attributes:
        examples: The examples predicted.
        labels: Their true labels, shape (examples,).
        logits: Shape (examples, labels).
        signals: Acceptance signals, shape (examples, 5).
    """

    examples: list[Example]
    labels: NDArray[np.intp]
    logits: Floats
    signals: Floats

    def right(self) -> NDArray[np.bool_]:
        """Whether each example got its own label."""
        return np.asarray(self.logits.argmax(axis=1) == self.labels)


def predicted(training: Sequence[Example], test: Sequence[Example], settings: Settings, embed: Embed | None) -> HeldOut:
    """Predict `test` by a head trained on `training`."""
    head = fit(training, settings, embed).head
    logits = np.array([head.logits(e.text) for e in test])
    signals = np.array([head.signals(e.text)[1] for e in test])
    return HeldOut(list(test), np.array([INTENTS.index(e.intent) for e in test]), logits, signals)


def held_out(
    examples: list[Example], groups: Sequence[str], settings: Settings, embed: Embed | None, folds: int = 5
) -> HeldOut:
    """Predict every example by a head trained without its group."""
    labels = np.array([INTENTS.index(e.intent) for e in examples])
    logits = np.zeros((len(examples), len(INTENTS)))
    signals = np.zeros((len(examples), 5))
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=0)
    for training, test in splitter.split(labels, labels, groups):
        part = predicted([examples[i] for i in training], [examples[i] for i in test], settings, embed)
        logits[test], signals[test] = part.logits, part.signals
    return HeldOut(examples, labels, logits, signals)


def report(name: str, result: HeldOut, *, confusions: bool) -> None:
    """Print accuracy by language and, if wanted, the commonest confusions."""
    right = result.right()
    for language in sorted({e.language for e in result.examples}):
        spoken = np.array([e.language == language for e in result.examples])
        recalls = [right[spoken & (result.labels == y)].mean() for y in np.unique(result.labels[spoken])]
        print(f"{name:<22} {language}  accuracy {right[spoken].mean():.3f}  mean recall {np.mean(recalls):.3f}")
    if confusions:
        pairs = Counter(
            (e.language, e.intent, INTENTS[guess])
            for e, guess, ok in zip(result.examples, result.logits.argmax(axis=1), right, strict=True)
            if not ok
        )
        for (language, intent, guess), count in pairs.most_common(CONFUSIONS_SHOWN):
            print(f"    {count:4}  {language}  {intent} taken for {guess}")


def nearest_wrong(result: HeldOut, shown: int = NEAREST_SHOWN) -> list[tuple[Example, str, float]]:
    """Wrongly labelled examples that the head was surest of: the example, the label given, its lead in logits."""
    guesses = result.logits.argmax(axis=1)
    lead = result.logits.max(axis=1) - result.logits[np.arange(len(guesses)), result.labels]
    wrong = np.flatnonzero(~result.right())
    worst = wrong[np.argsort(-lead[wrong])][:shown]
    return [(result.examples[i], INTENTS[guesses[i]], float(lead[i])) for i in worst]


def learning_curve(
    training: Sequence[Example], test: Sequence[Example], settings: Settings, embed: Embed | None
) -> list[tuple[float, float]]:
    """Share of the training lines and the accuracy on `test` it gives."""
    lines = sorted({e.line for e in training})
    random.Random(0).shuffle(lines)
    curve = []
    for share in CURVE:
        kept = set(lines[: max(1, round(share * len(lines)))])
        result = predicted([e for e in training if e.line in kept], test, settings, embed)
        curve.append((share, float(result.right().mean())))
    return curve


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Measure the intent classifier on authors it has not seen.")
    parser.add_argument("--author", action="append", help="only this author (may be given again)")
    parser.add_argument("--curve", action="store_true", help="also print the learning curve of each author")
    parser.add_argument("--plain", action="store_true", help="n-grams only, without sentence embeddings")
    options = parser.parse_args()
    examples = load_examples()
    embed = None if options.plain else resolve_name(EMBEDDER)().embed
    for author in options.author or sorted({e.author for e in examples} - {TEAM}):
        test = [e for e in examples if e.author == author]
        rest = [e for e in examples if e.author != author]
        result = predicted(rest, test, Settings(), embed)
        report(f"without {author}", result, confusions=True)
        for example, guess, lead in nearest_wrong(result):
            print(f"    {lead:5.1f}  {example.intent} → {guess}: {example.text}")
        if options.curve:
            print(
                "    lines used → accuracy: "
                + ", ".join(
                    f"{share:.0%} {accuracy:.3f}" for share, accuracy in learning_curve(rest, test, Settings(), embed)
                )
            )


if __name__ == "__main__":
    main()
