"""The bilingual customer-service messages that come with the product."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assistant import paths
from assistant.service.data import Example, read_examples
from assistant.service.features import Spoken

Task = Literal["intent", "sentiment"]
FOLDER = paths.KNOWLEDGE / "service"
LANGUAGES: tuple[Spoken, ...] = ("en", "zh")


def shipped_examples(task: Task, folder: Path = FOLDER) -> dict[Spoken, list[Example]]:
    """Messages by the language they were written for.

    Args:
        task: "intent" or "sentiment".
        folder: Folder of `intents/{en,zh}/*.txt`, `sentiment/{en,zh}.tsv` and the out-of-scope lists.

    Raises:
        DataFileError: A file is missing.
    """
    found: dict[Spoken, list[Example]] = {}
    for language in LANGUAGES:
        if task == "sentiment":
            found[language] = read_examples([folder / "sentiment" / f"{language}.tsv"])
            continue
        found[language] = [*read_examples([folder / "intents" / language]), *_unknown(folder, language)]
    return found


def _unknown(folder: Path, language: Spoken) -> list[Example]:
    places = (
        folder / "out_of_scope" / f"{language}.txt",
        folder / f"out_of_scope.{language}.txt",
    )
    lines = [line for place in places if place.is_file() for line in place.read_text(encoding="utf-8").splitlines()]
    return [Example(line.strip(), None) for line in lines if line.strip()]
