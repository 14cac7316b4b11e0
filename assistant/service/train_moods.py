"""Training of the shipped English sentiment: MiniLM fine-tuned with LoRA, its verdict weighed with the lexicon's.

Fine-tuning reads what happened out of the words ("broke after a week"); the lexicon knows words of praise and blame
that a few thousand messages do not hold. How the two are weighed is learnt from messages set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.embeddings import MINILM_DIMENSION, MiniLm
from assistant.service.calibration import learn_temperature
from assistant.service.data import Example, label_names
from assistant.service.data_clean import clean, split_off
from assistant.service.features import Floats
from assistant.service.features_moods import load_changes, moods, save_changes
from assistant.service.head import Head, Scores
from assistant.service.head_fit import judged
from assistant.service.head_learn import Settings, regress
from assistant.service.train import Say, places, summary

ASIDE = 0.15
EPOCHS = 2
RATE = 5e-4
SMOOTHING = 0.05
SEED = 0


def train_moods(examples: Sequence[Example], say: Say, folder: Path) -> tuple[Head, dict[str, Any]]:
    """Fine-tune, write what changed into `folder`, and weigh.

    Args:
        examples: English messages.
        say: Takes lines of progress.
        folder: Of the model; the changes go there too.

    Returns:
        The head over what `moods` embeds, and the report for the card: of the messages set aside, each half judged by
        weights learnt on the other.
    """
    # torch only where something is trained
    from assistant.service.train_changes import tuned_changes
    from assistant.service.train_torch import Part

    cleaned = clean(examples)
    remaining, aside = split_off([*cleaned.train, *cleaned.valid], ASIDE, SEED)
    cleaned = replace(cleaned, train=remaining, valid=aside)
    labels = label_names(remaining)
    taught, judging = (Part([e.text for e in part], places(part, labels)) for part in (remaining, aside))
    changes, coefficients, bias = tuned_changes(
        taught, len(labels), epochs=EPOCHS, rate=RATE, smoothing=SMOOTHING, say=say
    )
    save_changes(changes, folder)
    changes = load_changes(folder)  # in the precision that is stored
    texts, truth = judging.texts, judging.truth
    vectors = np.asarray(moods(MiniLm().changed(changes))(texts), dtype=np.float32)
    verdict = np.hstack([vectors[:, :MINILM_DIMENSION] @ coefficients + bias, vectors[:, MINILM_DIMENSION:]])
    mix, constant = _weighed(verdict, truth, len(labels))
    count = len(labels)
    joined = np.vstack([coefficients @ mix[:count], mix[count:]]).astype(np.float32)
    head = Head(labels, joined, (bias @ mix[:count] + constant).astype(np.float32))
    logits = _other_half(verdict, truth, count)
    head = replace(head, temperature=learn_temperature(logits, truth))
    fitted = judged(head, Scores(logits, None, None), truth, None)
    return fitted.head, summary(cleaned, fitted, texts, truth)


def _weighed(verdict: Floats, truth: NDArray[np.intp], labels: int) -> tuple[Floats, Floats]:
    return regress(verdict, truth, labels, Settings(c=10.0))


def _other_half(verdict: Floats, truth: NDArray[np.intp], labels: int) -> Floats:
    """Logits of each half of the messages by weights learnt on the other."""
    half = np.random.default_rng(SEED).permutation(len(truth)) % 2 == 0
    logits = np.zeros((len(truth), labels), dtype=np.float32)
    for learnt, judged_ones in ((half, ~half), (~half, half)):
        mix, constant = _weighed(verdict[learnt], truth[learnt], labels)
        logits[judged_ones] = verdict[judged_ones] @ mix + constant
    return logits
