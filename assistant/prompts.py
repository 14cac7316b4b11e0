"""Prompts and reply templates: Markdown files with front matter, rendered by Jinja."""

from __future__ import annotations

from collections.abc import Callable
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
    """All prompts of a folder, checked when loaded.

    Args:
        folder: Searched recursively for `*.md`.
        filters: Jinja filters the templates may use.

    Raises:
        DataFileError: A file lacks front matter, has unknown keys, or uses a variable that it does not declare.
    """

    def __init__(self, folder: Path, filters: dict[str, Callable[..., str]] | None = None) -> None:
        self._env = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701
        self._env.filters.update(filters or {})
        self._prompts: dict[tuple[str, str], Prompt] = {}
        self._compiled: dict[tuple[str, str], Template] = {}
        for path in sorted(folder.rglob("*.md")):
            prompt = load_prompt(path, self._env)
            key = (prompt.id, prompt.language)
            if key in self._prompts:
                raise DataFileError(f"id {prompt.id!r} is also used by {self._prompts[key].path}", path, 1)
            self._prompts[key] = prompt

    def __iter__(self) -> Any:
        return iter(self._prompts.values())

    def render(self, prompt_id: str, in_language: str, /, **variables: Any) -> str:
        """Fill a prompt; a missing variable raises `jinja2.UndefinedError`."""
        key = (prompt_id, in_language)
        if key not in self._compiled:
            prompt = self._prompts.get(key) or self._prompts[prompt_id, "any"]
            self._compiled[key] = self._env.from_string(prompt.text)
        return self._compiled[key].render(**variables).strip()


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
        raise DataFileError(str(error), path, offset + error.lineno - 1) from error
    if undeclared := used - set(data["variables"]):
        raise DataFileError(f"variable {sorted(undeclared)[0]!r} is used but not declared", path, 2)
    return Prompt(data["id"], int(data["version"]), data["language"], tuple(data["variables"]), text, path)
