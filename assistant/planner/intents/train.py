"""Retrain the intent classifier and say how good it is: `python -m assistant.planner.intents.train`.

Two estimates are printed for each language: `line` keeps the fillings of one utterance together (users who word things
as the authors do); `family` leaves whole ways of wording out (foreign users; the pessimistic one). The second one also
provides the held-out predictions for temperature and acceptance.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name

import numpy as np
from numpy.typing import NDArray

from assistant.learned.linear import softmax
from assistant.planner.intents.dataset import Example, data_hash, load_examples
from assistant.planner.intents.features import Embed, Floats
from assistant.planner.intents.fitting import Settings, calibrate, fit
from assistant.planner.intents.labels import INTENTS
from assistant.planner.intents.measure import EMBEDDER, HeldOut, held_out, report
from assistant.planner.intents.model import PARAMETERS, Head, sureness
from assistant.planner.intents.storage import save_head


def train_head(
    name: str, examples: list[Example], settings: Settings, embed: Embed | None, *, measure: bool, confusions: bool
) -> Head:
    """Train, measure and calibrate one head."""
    if measure:
        report(f"{name}, line out", held_out(examples, [e.line for e in examples], settings, embed), confusions=False)
    foreign = held_out(examples, [e.family for e in examples], settings, embed)
    report(f"{name}, family out", foreign, confusions=confusions)
    head = fit(examples, settings, embed).head
    languages = [e.language for e in examples]
    head.calibration = calibrate(foreign.logits, foreign.labels, foreign.signals, languages)
    scores = np.array([head.calibration.weights]) @ accepted_signals(foreign, head).T
    refused = scores[0] < np.array([head.calibration.thresholds[language] for language in languages])
    right = foreign.right()
    print(f"{name}, refused: {refused[right].mean():.3f} of the right, {refused[~right].mean():.3f} of the wrong")
    return head


def accepted_signals(result: HeldOut, head: Head) -> Floats:
    """The signals of held-out examples at the temperature of `head`, shape (examples, 5)."""
    probabilities = softmax(result.logits / head.calibration.temperature)
    return np.hstack([sureness(probabilities), result.signals[:, 2:]])


def remembered(embed: Embed) -> Embed:
    """`embed` that computes every sentence once, new ones together."""
    known: dict[str, NDArray[np.floating]] = {}

    def look_up(texts: Sequence[str]) -> NDArray[np.floating]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed(new), strict=True))
        return np.stack([known[text] for text in texts])

    return look_up


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Retrain the intent classifier.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    parser.add_argument("--quick", action="store_true", help="skip the line-out estimate")
    parser.add_argument("--head", choices=("plain", "embedded"), help="train only this one")
    parser.add_argument("--confusions", action="store_true", help="print the commonest confusions")
    parser.add_argument("--embedder", default=EMBEDDER, help="module:function that makes the sentence embedder")
    options = parser.parse_args()
    data = data_hash()
    examples = load_examples()
    english = [e for e in examples if e.language == "en"]
    embed = remembered(resolve_name(options.embedder)().embed)
    print(f"{len(examples)} examples from {len({e.line for e in examples})} lines, {len(INTENTS)} intents")
    for name, chosen, embedder in (("plain", examples, None), ("embedded", english, embed)):
        if options.head not in (None, name):
            continue
        head = train_head(name, chosen, Settings(), embedder, measure=not options.quick, confusions=options.confusions)
        save_head(head, options.folder, name, data)


if __name__ == "__main__":
    main()
