"""Tests of other tools as dialogue files, as far as they map; what does not is listed, never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import DataFileError
from eval.yaml_nodes import read_yaml

JsonDict = dict[str, Any]


@dataclass
class Imported:
    """What came of a file.

    Attributes:
        cases: Cases as plain data.
        unmapped: What has no counterpart, with its place, one line each.
    """

    cases: list[JsonDict] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)


def import_tests(path: Path) -> Imported:
    """Read Rasa test stories or end-to-end tests, or a promptfoo configuration.

    Raises:
        DataFileError: The file is none of these.
    """
    from eval.importing.promptfoo import from_promptfoo
    from eval.importing.rasa import from_rasa

    data = read_yaml(path).plain()
    if isinstance(data, dict) and ("stories" in data or "test_cases" in data):
        return from_rasa(data)
    if isinstance(data, dict) and "tests" in data:
        return from_promptfoo(data)
    raise DataFileError("has neither `stories` or `test_cases` (Rasa) nor `tests` (promptfoo)", path)


def unique(name: str, taken: list[JsonDict]) -> str:
    """A name that no case has yet."""
    names = {case["id"] for case in taken}
    number, found = 1, name
    while found in names:
        number += 1
        found = f"{name} ({number})"
    return found
