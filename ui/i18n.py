"""Words of the page in both languages, from one small file a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import yaml

from assistant.errors import DataFileError

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
FOLDER = Path(__file__).resolve().parent / "locales"


@dataclass(frozen=True)
class Words:
    """The words of one language.

    Attributes:
        language: "en" or "zh".
        texts: Text by dotted key, e.g. `chat.placeholder`.
        lists: Lists of texts by dotted key, e.g. the example prompts.
    """

    language: Language
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its `{name}` places filled in."""
        return self.texts[key].format(**values) if values else self.texts[key]

    def get(self, key: str, default: str) -> str:
        """The text of a key that may be missing, such as the title of a tool added later."""
        return self.texts.get(key, default)

    def pick(self, text: Any) -> str:
        """The side of a bilingual `{"en": …, "zh": …}` in this language; anything else as text."""
        if isinstance(text, Mapping):
            return str(text.get(self.language) or text.get("en") or "")
        return "" if text is None else str(text)


def words(language: str) -> Words:
    """The words of a language; English for one the page does not speak."""
    return _load(language if language in LANGUAGES else "en")


@lru_cache(maxsize=len(LANGUAGES))
def _load(language: Language) -> Words:
    return load_words(FOLDER / f"{language}.yaml", language)


def load_words(path: Path, language: Language) -> Words:
    """Read a locale file.

    Raises:
        DataFileError: It is not YAML, or has something else than texts and lists of texts.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataFileError(f"not YAML: {error}", path) from error
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in _leaves(data, path):
        if isinstance(value, str):
            texts[key] = value
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            lists[key] = tuple(value)
        else:
            raise DataFileError(f"{key} must be a text or a list of texts", path)
    return Words(language, texts, lists)


def check_locales(folder: Path = FOLDER) -> list[DataFileError]:
    """What is wrong with the locale files: keys, places or list lengths that differ between the languages."""
    first, *others = [load_words(folder / f"{language}.yaml", language) for language in LANGUAGES]
    return [problem for other in others for problem in _differences(first, other, folder)]


def _differences(ours: Words, theirs: Words, folder: Path) -> Iterator[DataFileError]:
    here, there = (folder / f"{side.language}.yaml" for side in (ours, theirs))
    for mine, other in ((ours.texts, theirs.texts), (ours.lists, theirs.lists)):
        yield from (DataFileError(f"{key} is missing", there) for key in sorted(set(mine) - set(other)))
        yield from (DataFileError(f"{key} is missing", here) for key in sorted(set(other) - set(mine)))
    for key in sorted(set(ours.texts) & set(theirs.texts)):
        if _places(ours.texts[key]) != _places(theirs.texts[key]):
            yield DataFileError(f"{key} has other {{places}} than {here.name}", there)
    for key in sorted(set(ours.lists) & set(theirs.lists)):
        if len(ours.lists[key]) != len(theirs.lists[key]):
            yield DataFileError(f"{key} has another length than in {here.name}", there)


def preferred_language(accept_language: str) -> Language:
    """The page language for a browser's `Accept-Language` header."""
    for part in accept_language.lower().split(","):
        code = part.split(";")[0].strip()[:2]
        if code in LANGUAGES:
            return code
    return "en"


def _leaves(data: Any, path: Path, prefix: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(data, dict):
        raise DataFileError(f"{prefix or 'the file'} must be a mapping", path)
    for name, value in data.items():
        key = f"{prefix}.{name}" if prefix else str(name)
        if isinstance(value, dict):
            yield from _leaves(value, path, key)
        else:
            yield key, value


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
