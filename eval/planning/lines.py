"""The messages of the bench, read from files written by people who do not know the planner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.yaml_nodes import Node, read_yaml

LANGUAGES = ("en", "zh")
SECTIONS = ("version", "utterances", "changes", "asking")


@dataclass(frozen=True)
class Utterance:
    """A message and the kind of request it is, as its author labelled it."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True)
class Change:
    """A what-if and the input values it leads to, from the defaults of a finance model."""

    text: str
    language: str
    template: str
    leads_to: Mapping[str, float]


@dataclass(frozen=True)
class Asking:
    """A message that does or does not leave something to ask, said to a conversation with a model or with none."""

    text: str
    language: str
    template: str | None
    asks: bool


@dataclass(frozen=True)
class Lines:
    """Everything a set of files holds."""

    utterances: tuple[Utterance, ...] = ()
    changes: tuple[Change, ...] = ()
    asking: tuple[Asking, ...] = ()


def read_lines(paths: Sequence[Path], languages: Sequence[str] = LANGUAGES, every: int = 1) -> Lines:
    """Read the files.

    Args:
        paths: Files with `utterances: {kind: {en: lines, zh: lines}}`, `changes: {template: {en: [{say, leads_to}]}}`
            and `asking: {template or none: {en: {ask: lines, act: lines}}}`, all of them optional.
        languages: Languages wanted.
        every: Take every n-th message of each section.

    Raises:
        DataFileError: A file is not like that.
    """
    utterances: list[Utterance] = []
    changes: list[Change] = []
    asking: list[Asking] = []
    for path in paths:
        sections = read_yaml(path).mapping(SECTIONS)
        utterances += _utterances(sections.get("utterances"))
        changes += _changes(sections.get("changes"))
        asking += _asking(sections.get("asking"))

    return Lines(
        tuple([u for u in utterances if u.language in languages][::every]),
        tuple([c for c in changes if c.language in languages][::every]),
        tuple([a for a in asking if a.language in languages][::every]),
    )


def _utterances(section: Node | None) -> Iterator[Utterance]:
    for kind, by_language in section.mapping().items() if section else ():
        for language, lines in by_language.mapping(LANGUAGES).items():
            yield from (Utterance(text, language, kind) for text in _texts(lines))


def _changes(section: Node | None) -> Iterator[Change]:
    for template, by_language in section.mapping().items() if section else ():
        for language, items in by_language.mapping(LANGUAGES).items():
            for item in items.items():
                keys = item.mapping(("say", "leads_to"), ("say", "leads_to"))
                values = {name: value.number() for name, value in keys["leads_to"].mapping().items()}
                yield Change(keys["say"].text(), language, template, values)


def _asking(section: Node | None) -> Iterator[Asking]:
    for template, by_language in section.mapping().items() if section else ():
        for language, by_answer in by_language.mapping(LANGUAGES).items():
            for answer, lines in by_answer.mapping(("ask", "act")).items():
                known = None if template == "none" else template
                yield from (Asking(text, language, known, answer == "ask") for text in _texts(lines))


def _texts(lines: Node) -> list[str]:
    return [line.strip() for line in lines.text().splitlines() if line.strip()]
