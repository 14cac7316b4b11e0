"""Prompts and reply templates: Markdown files with front matter, rendered by Jinja."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, meta

from assistant.errors import DataFileError

KEYS = {"id", "version", "language", "variables"}


@dataclass(frozen=True)
class Prompt:
    """One prompt file.

    Attributes:
        id: Name it is asked for by, e.g. `system` or `replies/what_if`.
        version: Raised whenever the wording changes on purpose.
        language: "en", "zh" or "any".
        variables: Every variable the text uses.
        text: The Jinja source.
        path: The file.
    """

    id: str
    version: int
    language: str
    variables: tuple[str, ...]
    text: str
    path: Path


class PromptLibrary:
    """The prompts of a folder, each read and checked when first used.

    A prompt in two languages lies in a folder for each, `replies/en/what_if.md` for the id `replies/what_if`; one for
    any language lies at its id, `system.md`.

    Args:
        folder: Where the prompts lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._env = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._compiled: dict[tuple[str, str], Template] = {}

    def render(self, prompt_id: str, in_language: str, /, **variables: Any) -> str:
        """Fill a prompt.

        Raises:
            DataFileError: The file is missing or not as it should be.
            jinja2.UndefinedError: A variable is missing.
        """
        key = (prompt_id, in_language)
        if key not in self._compiled:
            self._compiled[key] = self._env.from_string(self._load(self._path(prompt_id, in_language)).text)
        return self._compiled[key].render(**variables).strip()

    def load_all(self) -> list[Prompt]:
        """Every prompt, read and checked.

        Raises:
            DataFileError: One of them is not as it should be, or does not lie where its id and language say.
        """
        return [self._load(path) for path in sorted(self._folder.rglob("*.md"))]

    def _path(self, prompt_id: str, language: str) -> Path:
        own = self._folder / Path(prompt_id).parent / language / f"{Path(prompt_id).name}.md"
        return own if own.is_file() else self._folder / f"{prompt_id}.md"

    def _load(self, path: Path) -> Prompt:
        if not path.is_file():
            raise DataFileError("there is no such prompt", path)
        prompt = load_prompt(path, self._env)
        if self._path(prompt.id, prompt.language) != path:
            raise DataFileError(f"id {prompt.id!r} and language {prompt.language!r} do not fit the place", path, 2)
        return prompt


def load_prompt(path: Path, env: Environment) -> Prompt:
    """Read and check one file.

    Raises:
        DataFileError: The file is not as it should be.
    """
    raw = path.read_text(encoding="utf-8")
    if not raw.startswith("---\n") or "\n---\n" not in raw[4:]:
        raise DataFileError("needs front matter between two lines of ---", path, 1)
    head, text = raw[4:].split("\n---\n", 1)
    data = yaml.safe_load(head) or {}
    if unknown := set(data) - KEYS:
        raise DataFileError(f"unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(KEYS))}", path, 2)
    if missing := KEYS - set(data):
        raise DataFileError(f"missing key {sorted(missing)[0]!r}", path, 2)
    offset = head.count("\n") + 3
    try:
        used = meta.find_undeclared_variables(env.parse(text))
    except TemplateSyntaxError as error:
        raise DataFileError(str(error), path, offset + error.lineno) from error
    if undeclared := used - set(data["variables"]):
        raise DataFileError(f"variable {sorted(undeclared)[0]!r} is used but not declared", path, 2)
    return Prompt(data["id"], int(data["version"]), data["language"], tuple(data["variables"]), text, path)
