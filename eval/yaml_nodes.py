"""YAML read strictly: every value knows its file and line, unknown and repeated keys are refused."""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import DataFileError

# libyaml's loader reads ten times as fast, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """One YAML value with its place.

    Attributes:
        path: The file.
        raw: PyYAML's node.
        name: How messages call the value, e.g. `expect.reply`.
    """

    path: Path
    raw: yaml.Node
    name: str

    @property
    def line(self) -> int:
        """Line in the file, from 1."""
        return int(self.raw.start_mark.line) + 1

    @property
    def is_mapping(self) -> bool:
        """True for `key: value` pairs."""
        return isinstance(self.raw, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """True for a sequence."""
        return isinstance(self.raw, yaml.SequenceNode)

    def error(self, message: str) -> DataFileError:
        """An error that names this place."""
        return DataFileError(f"{self.name}: {message}", self.path, self.line)

    def mapping(self, known: Collection[str] | None = None, required: Collection[str] = ()) -> dict[str, Node]:
        """The pairs of a mapping.

        Args:
            known: Keys allowed; None allows any.
            required: Keys that must be there.

        Raises:
            DataFileError: Not a mapping, or a key is unknown, repeated or missing.
        """
        if not isinstance(self.raw, yaml.MappingNode):
            raise self.error("needs keys and values, like `key: value`")
        pairs: dict[str, Node] = {}
        for key_node, value in self.raw.value:
            key = str(key_node.value)
            place = Node(self.path, key_node, self.name)
            if key in pairs:
                raise place.error(f"`{key}` is given twice")
            if known is not None and key not in known:
                raise place.error(_unknown(key, known))
            pairs[key] = Node(self.path, value, f"{self.name}.{key}")
        for key in required:
            if key not in pairs:
                raise self.error(f"`{key}` is missing")
        return pairs

    def items(self) -> list[Node]:
        """The values of a list.

        Raises:
            DataFileError: Not a list.
        """
        if not isinstance(self.raw, yaml.SequenceNode):
            raise self.error("needs a list")
        return [Node(self.path, item, f"{self.name}[{i}]") for i, item in enumerate(self.raw.value)]

    def one_or_more(self) -> list[Node]:
        """The values of a list, or the one value that stands without a list."""
        return self.items() if self.is_list else [self]

    @property
    def is_null(self) -> bool:
        """True for `null` and for nothing."""
        return self.raw.tag == "tag:yaml.org,2002:null"

    def text(self) -> str:
        """A non-empty scalar as written, so that `15` and `yes` stay what the author typed.

        Raises:
            DataFileError: Not a scalar, or empty.
        """
        if not isinstance(self.raw, yaml.ScalarNode) or self.is_null or not self.raw.value.strip():
            raise self.error("needs a text")
        return str(self.raw.value)

    def number(self, minimum: float | None = None) -> float:
        """A finite number; `1e-6` counts although YAML 1.1 reads it as text.

        Raises:
            DataFileError: Not a number, not finite, or below `minimum`.
        """
        value = self.plain()
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                raise self.error("needs a number") from None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.error("needs a number")
        if minimum is not None and value < minimum:
            raise self.error(f"must be at least {minimum:g}")
        return float(value)

    def integer(self, minimum: int = 0) -> int:
        """A whole number of at least `minimum`.

        Raises:
            DataFileError: It is not.
        """
        value = self.plain()
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error("needs a whole number")
        if value < minimum:
            raise self.error(f"must be at least {minimum}")
        return value

    def boolean(self) -> bool:
        """`true` or `false`.

        Raises:
            DataFileError: It is neither.
        """
        value = self.plain()
        if not isinstance(value, bool):
            raise self.error("needs true or false")
        return value

    def choice(self, options: Collection[str]) -> str:
        """One of `options`.

        Raises:
            DataFileError: It is none of them.
        """
        value = self.text()
        if value not in options:
            raise self.error(_unknown(value, options))
        return value

    def plain(self) -> Any:
        """The value as YAML's safe types."""
        constructor = yaml.constructor.SafeConstructor()
        try:
            return constructor.construct_object(self.raw, deep=True)
        except (yaml.YAMLError, ValueError) as error:
            raise self.error(f"cannot be read: {error}") from error


def read_yaml(path: Path) -> Node:
    """Read a file's one document.

    Raises:
        DataFileError: The file is missing, not UTF-8, not YAML, or empty.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise DataFileError("is not UTF-8", path) from error
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or error
        raise DataFileError(f"is not YAML: {problem}", path, mark.line + 1 if mark else None) from error
    if root is None:
        raise DataFileError("is empty", path, 1)
    return Node(path, root, "file")


def _unknown(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1)
    hint = f", did you mean `{close[0]}`?" if close else ""
    return f"unknown `{word}`{hint} (known: {', '.join(known)})"
