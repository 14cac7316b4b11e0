"""`canvas check`: every data file against its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import typer

from assistant import paths
from assistant.errors import DataFileError


def check() -> None:
    """Validate prompts, guidance, patterns, finance models, dialogues and locales; one line for each problem.

    Example: canvas check
    """
    problems = 0
    for name, checker in CHECKS.items():
        found = list(checker())
        problems += len(found)
        print(f"{'ok ' if not found else 'BAD'} {name}")
        for problem in found:
            print(f"    {problem}")
    raise typer.Exit(1 if problems else 0)


def _prompts() -> Iterator[DataFileError]:
    from assistant.prompts import PromptLibrary

    yield from _caught(PromptLibrary(paths.PROMPTS).load_all)


def _guidance() -> Iterator[DataFileError]:
    from assistant.canvas import BLOCK_IDS
    from assistant.retrieval.documents import check_guidance

    yield from check_guidance(paths.KNOWLEDGE, BLOCK_IDS)


def _patterns() -> Iterator[DataFileError]:
    from assistant.canvas import load_patterns

    yield from _caught(lambda: load_patterns(paths.KNOWLEDGE / "patterns"))


def _review() -> Iterator[DataFileError]:
    from assistant.canvas.assumptions import load_cards
    from assistant.canvas.review import load_rulebook

    yield from _caught(lambda: load_rulebook(paths.KNOWLEDGE / "review"))
    yield from _caught(lambda: load_cards(paths.KNOWLEDGE / "review" / "assumptions.yaml"))


def _models() -> Iterator[DataFileError]:
    from assistant.finance import load_models

    yield from _caught(lambda: load_models(paths.KNOWLEDGE / "models"))


def _benchmarks() -> Iterator[DataFileError]:
    from assistant.finance.benchmarks import load_benchmarks

    yield from _caught(lambda: load_benchmarks(paths.KNOWLEDGE / "benchmarks"))


def _dialogues() -> Iterator[DataFileError]:
    from eval.cli import check_dialogues

    yield from check_dialogues(sorted((paths.EVAL / "dialogues").glob("*.yaml")))


def _locales() -> Iterator[DataFileError]:
    from ui.i18n import check_locales

    yield from check_locales()


def _caught(load: Callable[[], object]) -> Iterator[DataFileError]:
    try:
        load()
    except DataFileError as error:
        yield error


CHECKS: dict[str, Callable[[], Iterator[DataFileError]]] = {
    "prompts": _prompts,
    "knowledge/guidance": _guidance,
    "knowledge/patterns": _patterns,
    "knowledge/review": _review,
    "knowledge/models": _models,
    "knowledge/benchmarks": _benchmarks,
    "eval/dialogues": _dialogues,
    "ui/locales": _locales,
}
