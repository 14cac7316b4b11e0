"""Reading typed fields from located YAML mappings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import KnowledgeError
from assistant.finance.located import Located
from assistant.finance.model import Aliases, Text
from assistant.finance.units import Unit, parse_unit
from assistant.language.lazy_re import lazy_re

_ID = lazy_re(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")


@dataclass(frozen=True)
class Fields:
    """One mapping of a file; every reader raises `KnowledgeError` with the line of the key.

    Attributes:
        data: The mapping.
        path: Its file.
    """

    data: Located
    path: Path

    def error(self, key: str, message: str) -> KnowledgeError:
        """An error at the line of `key`."""
        return KnowledgeError(message, self.path, self.data.lines.get(key, self.data.line))

    def only(self, required: set[str], optional: set[str]) -> None:
        """Refuse unknown and missing keys."""
        for key in self.data:
            if key not in required | optional:
                raise self.error(key, f"unknown key {key!r}; known are {', '.join(sorted(required | optional))}")
        for key in sorted(required - set(self.data)):
            raise self.error(key, f"{key!r} is missing")

    def string(self, key: str) -> str:
        """A text that is not empty."""
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"{key!r} must be a text")
        return value

    def identifier(self, key: str) -> str:
        """A lower-case id."""
        value = self.string(key)
        if not _ID.fullmatch(value):
            raise self.error(key, f"{key!r} must be lower-case letters, digits and underscores, not {value!r}")
        return value

    def number(self, key: str) -> float:
        """A finite number."""
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.error(key, f"{key!r} must be a number, not {value!r}")
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is missing."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"{key!r} must be true or false")
        return value

    def unit(self, key: str) -> Unit:
        """A unit string."""
        try:
            return parse_unit(str(self.data[key]))
        except ValueError as error:
            raise self.error(key, str(error)) from error

    def text(self, key: str) -> Text:
        """A text in both languages."""
        inner = self._languages(key)
        return Text(en=inner.string("en"), zh=inner.string("zh"))

    def aliases(self, key: str) -> Aliases:
        """Lists of names in both languages; empty where the key is missing."""
        if key not in self.data:
            return Aliases()
        inner = self._languages(key)
        return Aliases(en=inner.strings("en"), zh=inner.strings("zh"))

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.data.get(key)
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(key, f"{key!r} must be a list of texts")
        return tuple(value)

    def mapping(self, key: str) -> Fields:
        """A mapping."""
        value = self.data.get(key)
        if not isinstance(value, Located):
            raise self.error(key, f"{key!r} must be a mapping")
        return Fields(value, self.path)

    def children(self, key: str) -> list[Fields]:
        """A list of mappings; empty where the key is missing."""
        value: Any = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, Located) for v in value):
            raise self.error(key, f"{key!r} must be a list of mappings")
        return [Fields(v, self.path) for v in value]

    def _languages(self, key: str) -> Fields:
        value = self.data.get(key)
        if not isinstance(value, Located):
            raise self.error(key, f"{key!r} must have the keys en and zh")
        inner = Fields(value, self.path)
        inner.only({"en", "zh"}, set())
        return inner
