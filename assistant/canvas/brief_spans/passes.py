"""Two passes over a brief: the second knows which spans the first found around each word; and an encoder's opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.canvas.brief_spans.features import first_rows, second_rows
from assistant.learned.encoders import Encoder, shared_encoder
from assistant.learned.linear import Floats, Linear, load_linear
from assistant.learned.part_opinions import PartOpinion
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
        second: Tags them again, knowing the tags of the first pass and, where there is one, an encoder's opinion.
    """

    first: Tagger
    second: Tagger

    @property
    def labels(self) -> tuple[str, ...]:
        """What the columns of `shares` stand for."""
        return self.second.linear.labels

    def shares(self, text: str, tokens: Sequence[Token], group: str, hints: Sequence[Hint]) -> Floats:
        """Probabilities of the tags of each token of a text, shape (tokens, tags); there must be a token."""
        return self.second.heard(self.scores(tokens, group, hints), group, text, tokens)

    def scores(self, tokens: Sequence[Token], group: str, hints: Sequence[Hint]) -> Floats:
        """What both passes make of each token, shape (tokens, tags)."""
        rows = first_rows(tokens, group, hints)
        path = self.first.path(self.first.shares(rows))
        found = [self.first.linear.labels[i] for i in path]
        return self.second.scores(second_rows(rows, found))


def passes_of(first: Linear, second: Linear, opinion: PartOpinion | None = None) -> Passes:
    """The passes with these classifiers."""
    return Passes(Tagger(first), Tagger(second, opinion))


def names(language: str) -> tuple[str, str]:
    """The names under which the classifiers of a language are stored."""
    return f"first_{language}", f"second_{language}"


def load_passes(language: str, folder: Path = PARAMETERS) -> Passes:
    """The stored taggers of a language, with the opinion of the encoder that the readers share.

    Raises:
        DataFileError: The parameters are missing.
    """
    return _opened(language, folder, shared_encoder())


@lru_cache
def _opened(language: str, folder: Path, encoder: Encoder | None) -> Passes:
    first, second = (load_linear(folder, name) for name in names(language))
    return passes_of(first, second, PartOpinion.load(folder, encoder))
