"""Retrain the reader of numbers and say how good it is: `python -m assistant.planner.numbers.train`.

The estimate leaves out one author at a time: what is right on messages of people whom the reader has never met, given
the model that the message is about, as in a conversation. The share of the commonest answer stands beside it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import paths
from assistant.errors import DataFileError
from assistant.finance import load_models
from assistant.language.quantities import find_quantities
from assistant.learned.fitting import fit, fitting_temperature
from assistant.learned.linear import Floats, softmax
from assistant.learned.marks import Marked, load_marked, marks_hash
from assistant.planner.numbers.features import features
from assistant.planner.numbers.labels import MARKED, NO_INPUT, OTHER, concept, concepts_of
from assistant.planner.numbers.model import NAME, PARAMETERS, named
from assistant.planner.understand.values.mentions import VariableIndex

SURE = 0.9


@dataclass(frozen=True)
class Row:
    """One number of one message.

    Attributes:
        names: Its features.
        concept: What it is.
        template: The model that the message is about.
        author: Who wrote the message.
        message: Which one it is.
        text: The message.
        span: Where in it the number stands.
    """

    names: list[str]
    concept: str
    template: str
    author: str
    message: int
    text: str
    span: tuple[int, int]


def rows_of(messages: Sequence[Marked]) -> tuple[list[Row], list[tuple[str, str]]]:
    """All numbers of the messages, and marked words in which no number was found, each with its message.

    Raises:
        DataFileError: A mark is neither an input of its model nor one of `NO_INPUT`.
    """
    rows, unread = [], []
    models = load_models(paths.KNOWLEDGE / "models")
    indexes = {id_: VariableIndex(model) for id_, model in models.items()}
    for place, message in enumerate(messages):
        template = message.groups[0]
        unknown = {m.tag for m in message.marks} - {*models[template].inputs_by_id, *NO_INPUT}
        if unknown:
            raise DataFileError(f"{sorted(unknown)} are no inputs of {template}: {message.text!r}", MARKED)
        quantities = find_quantities(message.text)
        names = named(message.text, template, indexes[template])
        for which, quantity in enumerate(quantities):
            name = next((concept(template, m.tag) for m in message.marks if m.meets(quantity.span)), OTHER)
            found = features(message.text, quantities, which, names)
            rows.append(Row(found, name, template, message.author, place, message.text, quantity.span))
        unread += [
            (message.text[m.start : m.end], message.text)
            for m in message.marks
            if not any(m.meets(q.span) for q in quantities)
        ]
    return rows, unread


def held_out(rows: Sequence[Row], labels: Sequence[str]) -> Floats:
    """Scores of every row by a reader that has not seen its author, shape (rows, labels); -inf where it cannot say."""
    scores = np.full((len(rows), len(labels)), -np.inf)
    for author in sorted({row.author for row in rows}):
        others = [row for row in rows if row.author != author]
        linear = fit([row.names for row in others], [row.concept for row in others])
        places = [labels.index(name) for name in linear.labels]
        for i, row in enumerate(rows):
            if row.author == author:
                scores[i, places] = linear.scores(row.names)
    return scores


def possible(rows: Sequence[Row], labels: Sequence[str]) -> NDArray[np.bool_]:
    """What each row can be, given the model of its message, shape (rows, labels)."""
    models = load_models(paths.KNOWLEDGE / "models")
    of = {id_: {*concepts_of(model), *NO_INPUT} for id_, model in models.items()}
    return np.array([[name in of[row.template] for name in labels] for row in rows])


def report(rows: Sequence[Row], labels: Sequence[str], scores: Floats, confusions: int) -> None:
    """Print the share of right answers on authors left out; `scores` are calibrated."""
    truth = np.array([labels.index(row.concept) for row in rows])
    shares = softmax(np.where(possible(rows, labels), scores, -np.inf))
    best = shares.argmax(axis=1)
    right, sure = best == truth, shares.max(axis=1) >= SURE
    for language in ("en", "zh"):
        mine = np.array([row.author.startswith(language) for row in rows])
        common = Counter(truth[mine].tolist()).most_common(1)[0][1] / mine.sum()
        print(
            f"{language}: {mine.sum()} numbers, right {right[mine].mean():.3f} (commonest answer {common:.3f}); "
            f"sure of {sure[mine].mean():.3f}, of these right {right[mine & sure].mean():.3f}"
        )
    wrong = Counter((rows[i].concept, labels[best[i]]) for i in np.flatnonzero(~right).tolist())
    for (was, taken), count in wrong.most_common(confusions):
        print(f"{count:4} {was} taken for {taken}")


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Retrain the reader of numbers.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    parser.add_argument("--confusions", type=int, default=0, help="how many of the commonest confusions to print")
    options = parser.parse_args()
    messages = load_marked(MARKED)
    rows, unread = rows_of(messages)
    labels = sorted({row.concept for row in rows})
    print(f"{len(messages)} messages, {len(rows)} numbers; {len(unread)} marked numbers were not found in the text")
    scores = held_out(rows, labels)
    temperature = fitting_temperature(scores, np.array([labels.index(row.concept) for row in rows]))
    report(rows, labels, scores / temperature, options.confusions)
    linear = fit([row.names for row in rows], [row.concept for row in rows])
    linear.temperature = temperature
    linear.save(options.folder, NAME, marks_hash(MARKED))


if __name__ == "__main__":
    main()
