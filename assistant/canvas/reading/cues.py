"""The cue words of the reading, from `data/`, as sets and compiled patterns."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import KnowledgeError

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=4)
def _load(language: str) -> dict[str, Any]:
    path = _DATA / f"{language}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise KnowledgeError("expected a mapping of cue lists", path, 1)
    return data


@lru_cache(maxsize=64)
def words(language: str, name: str) -> frozenset[str]:
    """The space-separated words of the list `name`."""
    return frozenset(str(_load(language)[name]).split())


@lru_cache(maxsize=64)
def phrases(language: str, name: str, part: str = "") -> tuple[str, ...]:
    """The phrases (separated by |) of the list `name`, longest first; `part` is a key inside it."""
    value = _load(language)[name]
    found = {p.strip() for p in str(value[part] if part else value).split("|") if p.strip()}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))


@lru_cache(maxsize=64)
def pattern(language: str, name: str, part: str = "") -> re.Pattern[str]:
    """One pattern for the phrases of a list; English ones match whole words, any case."""
    joined = "|".join(re.escape(p) for p in phrases(language, name, part))
    return re.compile(rf"(?<![\w'-])(?:{joined})(?![\w'-])" if language == "en" else joined, re.IGNORECASE)


@lru_cache(maxsize=8)
def stages(language: str) -> tuple[str, ...]:
    """Stage ids in the order in which they are looked for."""
    return tuple(_load(language)["stages"])


def find_stage(text: str, language: str) -> str:
    """The furthest stage the text speaks of, or an empty string."""
    return next((s for s in stages(language) if pattern(language, "stages", s).search(text)), "")
