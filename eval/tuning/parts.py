"""Teaches an encoder what parts of texts are, and how much it counts beside a linear reader."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from assistant.learned.linear import Floats
from assistant.learned.part_opinions import LANGUAGES, Situated, situated
from assistant.learned.part_vectors import part_vectors
from assistant.learned.tagger import OUTSIDE
from assistant.learned.tuned import Tuned
from assistant.retrieval.embeddings import MiniLm
from eval.tuning.weighing import Heard, best

WEIGHTS = (0.3, 0.5, 1.0, 1.5, 2.0)


@dataclass(frozen=True)
class Told:
    """A text and what its parts are.

    Attributes:
        group: What kind of text it is.
        text: The text.
        places: From where to before where each part stands in it.
        truth: What each part is.
        author: Who wrote it.
    """

    group: str
    text: str
    places: Sequence[tuple[int, int]]
    truth: Sequence[str]
    author: str

    @property
    def situated(self) -> Situated:
        """As the encoder reads it."""
        return situated(self.group, self.text, self.places)

    def taught(self) -> tuple[str, list[tuple[int, int]], list[str]]:
        """What the encoder reads, and its parts with what they are.

        Of a Chinese word one part, since all its characters share a vector: it is what the first of them is that lies
        in a span.
        """
        seen = self.situated
        places: list[tuple[int, int]] = []
        truth: list[str] = []
        for place, within, label in zip(seen.places, seen.within, self.truth, strict=True):
            if not within or not places:
                places.append(place)
                truth.append(label)
            elif truth[-1] == OUTSIDE:
                truth[-1] = label
        return seen.text, places, truth


# The linear reader's scores of all parts of the last texts, taught with the first, and the order of its labels.
Linear = Callable[[Sequence[Told], Sequence[Told]], tuple[Floats, tuple[str, ...]]]


def tuned_on(told: Sequence[Told], epochs: int) -> Tuned:
    """An encoder fine-tuned on the texts."""
    from assistant.service.train_parts import Parts, tuned_parts

    found = [one.taught() for one in told]
    labels = sorted({label for _, _, truth in found for label in truth})
    parts = [Parts(text, places, [labels.index(label) for label in truth]) for text, places, truth in found]
    changes, coefficients, bias = tuned_parts(parts, len(labels), epochs=epochs, threads=1, say=_say)
    return Tuned(changes, tuple(labels), coefficients, bias)


def heard_of(told: Sequence[Told], tested: Sequence[Told], tuned: Tuned, linear: Linear) -> Heard:
    """What both readers, taught with `told`, say of others."""
    scores, labels = linear(told, tested)
    pieces = MiniLm().changed_pieces(tuned.changes)
    seen = [one.situated for one in tested]
    vectors = np.vstack([part_vectors(one.text, one.places, pieces) for one in seen])
    within = np.array([inside for one in seen for inside in one.within])
    return Heard(scores, labels, tuned, vectors, [label for one in tested for label in one.truth], within)


def taught(
    told: Sequence[Told], copied: Callable[[Sequence[Told]], Sequence[Told]], epochs: int, linear: Linear
) -> tuple[Tuned, Heard, list[Told]]:
    """An encoder fine-tuned on all texts, weighed by what another, taught without the last author, says of that author.

    Args:
        told: The texts; those of authors named like `en_5`.
        copied: Adds copies to texts that teach.
        epochs: Of fine-tuning.
        linear: The reader beside it.

    Returns:
        The encoder, what both readers said of the author left out, and that author's texts.
    """
    left_out = max(one.author for one in told)
    others, tested = [o for o in told if o.author != left_out], [o for o in told if o.author == left_out]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        whole = pool.submit(partial(tuned_on, copied(told), epochs))
        without = pool.submit(partial(tuned_on, copied(others), epochs)).result()
        heard = heard_of(others, tested, without, linear)
        weight, temperature = best([heard], WEIGHTS)
        print(f"{left_out} left out: the encoder counts {weight}, temperature {temperature:.2f}", flush=True)
        counted = replace(whole.result(), weight=weight, temperature=temperature)
    return counted, replace(heard, tuned=replace(without, weight=weight, temperature=temperature)), tested


def asked(description: str, folder: Path) -> tuple[Path, Sequence[str]]:
    """What the user of a command asks for: the folder to write to, and which languages."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--folder", type=Path, default=folder, help="where to write the parameters")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one")
    options = parser.parse_args()
    return options.folder, [options.language] if options.language else LANGUAGES


def _say(line: str) -> None:
    print(line, flush=True)
