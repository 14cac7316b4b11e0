"""A dialogue case as the runner plays it: one language, expectations parsed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from eval.assertions.base import Assertion
from eval.persona import Persona

Language = Literal["en", "zh"]
Status = Literal["passed", "failed", "flaky", "error"]


@dataclass(frozen=True)
class GivenModel:
    """The finance model before the first turn.

    Attributes:
        template: Id of a file in knowledge/models.
        inputs: Inputs that differ from the template's defaults.
    """

    template: str
    inputs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """State in which a conversation starts.

    Attributes:
        model: Finance model, or None for none.
        canvas: JSON (`{block: [{id, text, status}]}`) or Markdown file, absolute.
        files: Uploaded files by key; a conversation knows each under its key and its file name.
        clock: The date that "today" means.
        seed: Seed of everything random.
    """

    model: GivenModel | None = None
    canvas: Path | None = None
    files: Mapping[str, Path] = field(default_factory=dict)
    clock: dt.datetime | None = None
    seed: int | None = None


@dataclass(frozen=True)
class Turn:
    """What the user says and what is expected of the answer."""

    user: str
    language: Language
    assertions: tuple[Assertion, ...]
    line: int


@dataclass(frozen=True)
class Reliability:
    """How often a case is played and how often it has to pass."""

    trials: int
    min_pass: int


@dataclass(frozen=True)
class Case:
    """One dialogue in one language.

    Attributes:
        id: Unique in its file; `name[en]` and `name[zh]` where the file gives both languages.
        lang: Language of the user.
        repeat: Times to play it where there is no `reliability`.
        timeout_s: Longest a turn may take, seconds.
        ending: What must be true of the whole talk.
        persona: A simulated user who talks on after the turns; such a case never gates.
        variant_of: Id of the case of which this is a paraphrase.
    """

    id: str
    lang: Language
    tags: tuple[str, ...]
    given: Given
    turns: tuple[Turn, ...]
    path: Path
    line: int
    repeat: int = 1
    timeout_s: float = 20.0
    reliability: Reliability | None = None
    ending: tuple[Assertion, ...] = ()
    persona: Persona | None = None
    variant_of: str | None = None

    @property
    def gates(self) -> bool:
        """Whether a failure of the case fails the run."""
        return self.persona is None

    @property
    def group(self) -> tuple[Path, str]:
        """The case with its paraphrases, which are played in one run."""
        return self.path, self.variant_of or self.id
