"""Retrain the taggers of briefs: `python -m assistant.canvas.brief_spans.train`; how good they are, `measure` tells."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.canvas.brief_spans.features import first_rows, second_rows
from assistant.canvas.brief_spans.hints import broken, hints_of, plain
from assistant.canvas.brief_spans.passes import LANGUAGES, PARAMETERS, Passes, names, passes_of
from assistant.canvas.extract import grammar_fields, language_of
from assistant.errors import DataFileError
from assistant.language.normalize import normalize_with_gaps
from assistant.learned.fitting import fit, fitting_temperature
from assistant.learned.linear import Floats, Linear
from assistant.learned.marks import Marked, load_marked, marks_hash
from assistant.learned.span_training import tags_of
from assistant.learned.tagger import Tagger
from assistant.learned.tokens import tokens_of

MARKED = Path(__file__).resolve().parent / "marked"
TAGS = frozenset("product customer user problem difference pricing channel region stage team partner number".split())
KEPT = 30_000  # features of a pass, those that weigh most
TOLERANCE = 1e-2


@dataclass(frozen=True)
class Example:
    """A marked message as the taggers see it.

    Attributes:
        message: What was marked.
        fields: What grammar reads.
        rows: The features of its tokens in the first pass.
        labels: Their tags.
    """

    message: Marked
    fields: Mapping[str, str]
    rows: list[list[str]]
    labels: list[str]


def load_briefs(folder: Path = MARKED) -> list[Marked]:
    """The marked briefs, answers and remarks.

    Raises:
        DataFileError: A tag is unknown.
    """
    messages = [replace(m, text=broken(m.text)) for m in load_marked(folder, normalize_with_gaps)]
    for message in messages:
        if unknown := {mark.tag for mark in message.marks} - TAGS:
            raise DataFileError(f"unknown tags {sorted(unknown)} in “{message.text[:60]}”", folder / message.author)
    return messages


def examples_of(messages: Sequence[Marked]) -> list[Example]:
    """Messages with their features and tags; those without a word are left out."""
    examples = []
    for message in messages:
        fields = grammar_fields(message.text, language_of(message.text, "en"))
        tokens = tokens_of(plain(message.text))
        rows = first_rows(tokens, message.groups[0], hints_of(message.text, fields))
        examples.append(Example(message, fields, rows, tags_of(message, tokens)))
    return [example for example in examples if example.rows]


def learn(examples: Sequence[Example]) -> Passes:
    """Both passes; the second learns from tags that the first gives to authors it has not seen."""
    first = _fit([row for e in examples for row in e.rows], examples)
    seen: dict[int, list[list[str]]] = {}
    scores: list[Floats] = []
    truth: list[str] = []
    for author in sorted({e.message.author for e in examples}):
        others = [e for e in examples if e.message.author != author] or list(examples)
        tagger = Tagger(_fit([row for e in others for row in e.rows], others, most=0))
        tagger.linear.temperature = first.temperature
        for example in (e for e in examples if e.message.author == author):
            scores += [tagger.linear.scores(row) for row in example.rows]
            truth += example.labels if tagger.linear.labels == first.labels else []
            path = tagger.path(tagger.shares(example.rows))
            seen[id(example)] = second_rows(example.rows, [tagger.linear.labels[i] for i in path])
    second = _fit([row for e in examples for row in seen[id(e)]], examples)
    if len(truth) == len(scores):
        wanted = np.array([first.labels.index(label) for label in truth])
        first.temperature = second.temperature = fitting_temperature(np.stack(scores), wanted)
    return passes_of(first, second)


def _fit(rows: Sequence[Sequence[str]], examples: Sequence[Example], most: int = KEPT) -> Linear:
    return fit(rows, [label for e in examples for label in e.labels], most=most, tolerance=TOLERANCE)


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Retrain the taggers of briefs.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    options = parser.parse_args()
    examples = examples_of(load_briefs())
    for language in LANGUAGES:
        passes = learn([e for e in examples if e.message.author.startswith(language)])
        for tagger, name in zip((passes.first, passes.second), names(language), strict=True):
            tagger.linear.save(options.folder, name, marks_hash(MARKED))


if __name__ == "__main__":
    main()
