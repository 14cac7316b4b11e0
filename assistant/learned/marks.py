"""Messages marked by outside authors: `[price|299] a month` says that 299 is the price.

subscription:
told: |
we bill each practice [price|299] a month and [conversion|12 in 100] of those who try it pay
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import DataFileError
from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize

_MARK = lazy_re(r"\[(\w+)\|([^\[\]|]+)\]")


@dataclass(frozen=True)
class Mark:
    """A marked part of a text: what it is, and from where to where it stands."""

    tag: str
    start: int
    end: int

    def meets(self, span: tuple[int, int]) -> bool:
        """Whether it shares a character with `span`."""
        return self.start < span[1] and span[0] < self.end


@dataclass(frozen=True)
class Marked:
    """One marked message.

    Attributes:
        text: As the user would write it, normalised.
        marks: Its marked parts, left to right.
        groups: The keys it stands under in its file.
        author: Name of the file.
    """

    text: str
    marks: tuple[Mark, ...]
    groups: tuple[str, ...]
    author: str


def load_marked(folder: Path, form: Callable[[str], str] = normalize) -> list[Marked]:
    """Every message of the YAML files in `folder`, in their order.

    Args:
        folder: Holds one file for each author.
        form: Brings a message into the form in which it will be read.

    Raises:
        DataFileError: A file is malformed.
    """
    return [m for path in sorted(folder.glob("*.yaml")) for m in _lines(yaml_content(path), (), path, form)]


def marks_hash(folder: Path) -> str:
    """SHA-256 over the marked files, to tell whether stored parameters are current."""
    return files_hash(sorted(folder.glob("*.yaml")))


def files_hash(paths: Iterable[Path], before: str = "") -> str:
    """SHA-256 over names and contents of files, whatever their line ends; `before` is hashed first."""
    digest = hashlib.sha256(before.encode())
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def parse(line: str, groups: tuple[str, ...] = (), author: str = "", form: Callable[[str], str] = normalize) -> Marked:
    """One marked line."""
    line = form(line)
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        marks.append(Mark(mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    return Marked(text + line[at:], tuple(marks), groups, author)


def _lines(content: object, groups: tuple[str, ...], path: Path, form: Callable[[str], str]) -> Iterator[Marked]:
    if isinstance(content, dict):
        for key, below in content.items():
            yield from _lines(below, (*groups, str(key)), path, form)
    elif isinstance(content, str) and groups:
        for line in filter(None, map(str.strip, content.splitlines())):
            yield parse(line, groups, path.stem, form)
    else:
        raise DataFileError(f"{'/'.join(groups) or 'the file'} must hold blocks of lines", path)


def yaml_content(path: Path) -> object:
    """What a YAML file holds.

    Raises:
        DataFileError: It is no YAML.
    """
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataFileError(f"not valid YAML: {error}", path, mark.line + 1 if mark else None) from None
