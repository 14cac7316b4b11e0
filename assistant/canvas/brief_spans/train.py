"""Retrain the tagger of briefs: `python -m assistant.canvas.brief_spans.train`; how good it is, `measure` tells."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from assistant.canvas.brief_spans.hints import hints_of
from assistant.canvas.brief_spans.reader import NAME, PARAMETERS
from assistant.canvas.extract import grammar_fields, language_of
from assistant.errors import DataFileError
from assistant.learned.linear import Linear
from assistant.learned.marks import Marked, load_marked, marks_hash
from assistant.learned.span_features import Hint
from assistant.learned.span_training import learn, temperature

MARKED = Path(__file__).resolve().parent / "marked"
TAGS = frozenset("product customer user problem difference pricing channel region stage team partner number".split())
HELD_OUT = 5


def load_briefs(folder: Path = MARKED) -> list[Marked]:
    """The marked briefs, answers and remarks.

    Raises:
        DataFileError: A tag is unknown.
    """
    messages = load_marked(folder)
    for message in messages:
        if unknown := {mark.tag for mark in message.marks} - TAGS:
            raise DataFileError(f"unknown tags {sorted(unknown)} in “{message.text[:60]}”", folder / message.author)
    return messages


def hints(text: str) -> tuple[Hint, ...]:
    """What grammar makes of a text."""
    return hints_of(text, grammar_fields(text, language_of(text, "en")))


def calibrated(messages: Sequence[Marked]) -> Linear:
    """Learnt from all messages; sure as suits a fifth that was left out of a first round."""
    first = learn([m for i, m in enumerate(messages) if i % HELD_OUT], hints)
    linear = learn(messages, hints)
    linear.temperature = temperature(first, messages[::HELD_OUT], hints)
    return linear


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Retrain the tagger of briefs.")
    parser.add_argument("--folder", type=Path, default=PARAMETERS, help="where to write the parameters")
    options = parser.parse_args()
    calibrated(load_briefs()).save(options.folder, NAME, marks_hash(MARKED))


if __name__ == "__main__":
    main()
