"""Two passes over a brief: the second knows which spans the first found around each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.canvas.brief_spans.features import first_rows, second_rows
from assistant.learned.linear import Floats, Linear, load_linear
from assistant.learned.span_features import Hint
from assistant.learned.tagger import Tagger
from assistant.learned.tokens import Token

PARAMETERS = Path(__file__).resolve().parent / "parameters"
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Passes:
    """Tags the tokens of a brief in two passes.

    Attributes:
        first: Tags them by the words alone.
        second: Tags them again, knowing the tags of the first pass.
    """

    first: Tagger
    second: Tagger

    @property
    def labels(self) -> tuple[str, ...]:
        """What the columns of `shares` stand for."""
        return self.second.linear.labels

    def shares(self, tokens: Sequence[Token], group: str, hints: Sequence[Hint]) -> Floats:
        """Probabilities of the tags of each token, shape (tokens, tags); there must be a token."""
        rows = first_rows(tokens, group, hints)
        path = self.first.path(self.first.shares(rows))
        found = [self.first.linear.labels[i] for i in path]
        return self.second.shares(second_rows(rows, found))


def passes_of(first: Linear, second: Linear) -> Passes:
    """The passes with these classifiers."""
    return Passes(Tagger(first), Tagger(second))


def names(language: str) -> tuple[str, str]:
    """The names under which the classifiers of a language are stored."""
    return f"first_{language}", f"second_{language}"


@cache
def load_passes(language: str, folder: Path = PARAMETERS) -> Passes:
    """The stored taggers of a language.

    Raises:
        DataFileError: The parameters are missing.
    """
    first, second = (load_linear(folder, name) for name in names(language))
    return passes_of(first, second)
