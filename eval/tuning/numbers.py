"""Fine-tune an encoder's opinion of the numbers of messages: `python -m eval.tuning.numbers`.

Beside the linear reader, which `assistant.planner.numbers.train` teaches. Needs torch, transformers and peft; a
quarter of an hour a language on two cores.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.learned.fitting import fit
from assistant.learned.linear import Floats, load_linear, softmax
from assistant.learned.marks import load_marked, marks_hash
from assistant.learned.part_opinions import name
from assistant.planner.numbers.labels import MARKED
from assistant.planner.numbers.model import NAME, PARAMETERS
from assistant.planner.numbers.train import Row, possible, rows_of
from eval.tuning.parts import Told, asked, taught
from eval.tuning.weighing import Heard

EPOCHS = 5


def told_of(rows: Sequence[Row], language: str) -> list[Told]:
    """The messages of a language with their numbers."""
    messages: dict[int, list[Row]] = {}
    for row in rows:
        if row.author.startswith(language):
            messages.setdefault(row.message, []).append(row)
    return [
        Told(own[0].template, own[0].text, [r.span for r in own], [r.concept for r in own], own[0].author)
        for own in messages.values()
    ]


class Beside:
    """The linear reader, taught without the author of the texts that it is asked about.

    Args:
        rows: All numbers of all messages.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __call__(self, told: Sequence[Told], tested: Sequence[Told]) -> tuple[Floats, tuple[str, ...]]:
        """See `parts.Linear`; what cannot be, given the model of a message, is impossible."""
        authors = {one.author for one in tested}
        others = [row for row in self._rows if row.author not in authors]
        linear = fit([row.names for row in others], [row.concept for row in others])
        linear.temperature = load_linear(PARAMETERS, NAME).temperature
        own = [row for row in self._rows if row.author in authors]
        scores = np.array([linear.scores(row.names) for row in own])
        return np.where(possible(own, linear.labels), scores, -np.inf), linear.labels


def shown(heard: Heard, tested: Sequence[Told]) -> None:
    """Print how many numbers and messages are read rightly, by the linear reader alone and with the encoder."""
    truth = np.array([heard.labels.index(label) if label in heard.labels else -1 for label in heard.truth])
    of = np.repeat(np.arange(len(tested)), [len(one.truth) for one in tested])
    alone, both = heard.scores, heard.joined()
    for reader, scores in (("linear alone", alone), ("both", both)):
        right = scores.argmax(axis=1) == truth
        whole = np.bincount(of, ~right.astype(bool)) == 0
        sure = softmax(scores).max(axis=1) >= 0.9
        print(
            f"{reader}: numbers right {right.mean():.3f}, messages {whole.mean():.3f}; "
            f"sure of {sure.mean():.3f}, of these right {right[sure].mean():.3f}"
        )


def main() -> None:
    """Entry point of the command."""
    folder, languages = asked("Fine-tune an encoder's opinion of numbers.", PARAMETERS)
    rows, _ = rows_of(load_marked(MARKED))
    for language in languages:
        tuned, heard, tested = taught(told_of(rows, language), list, EPOCHS, Beside(rows))
        shown(heard, tested)
        tuned.save(folder, name(language), marks_hash(MARKED))


if __name__ == "__main__":
    main()
