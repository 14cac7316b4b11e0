"""Which of the loaded cases a run plays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import ConfigError
from eval.schema import Case

_SHARD = re.compile(r"(\d+)/(\d+)")


def by_tags(cases: Sequence[Case], tags: Sequence[str]) -> list[Case]:
    """The cases with any of the tags.

    Raises:
        ConfigError: There is none.
    """
    if not cases:
        raise ConfigError("the files hold no case")
    chosen = [case for case in cases if not tags or set(tags) & set(case.tags)]
    if not chosen:
        known = ", ".join(sorted({tag for case in cases for tag in case.tags})) or "none"
        raise ConfigError(f"no case has the tag {' or '.join(tags)} (tags there are: {known})")
    return chosen


def by_languages(cases: Sequence[Case], languages: Sequence[str]) -> list[Case]:
    """The cases in these languages; all where none is named.

    Raises:
        ConfigError: There is none, or a language is not known.
    """
    for language in languages:
        if language not in {"en", "zh"}:
            raise ConfigError(f"--language {language}: use en or zh")
    chosen = [case for case in cases if not languages or case.lang in languages]
    if not chosen:
        raise ConfigError(f"no case is in {' or '.join(languages)}")
    return chosen


def failed_in(record: Mapping[str, Any], cases: Sequence[Case]) -> list[Case]:
    """The cases that did not pass in a record, with the first wordings that their paraphrases are compared with.

    Raises:
        ConfigError: The record names cases that did not pass and that the files do not hold.
    """
    wanted = {(str(c.get("file", "")), str(c["id"])) for c in record["cases"] if c["status"] != "passed"}
    failed = [case for case in cases if (case.path.name, case.id) in wanted]
    missing = wanted - {(case.path.name, case.id) for case in failed}
    if missing:
        names = ", ".join(sorted(f"{file}:{name}" for file, name in missing))
        raise ConfigError(f"--rerun-failed: the files given do not hold {names}")
    first = {(case.path, case.variant_of) for case in failed if case.variant_of}
    chosen = {id(case) for case in failed}
    return [case for case in cases if id(case) in chosen or (case.path, case.id) in first]


def parse_shard(text: str) -> tuple[int, int]:
    """`2/5` as (2, 5).

    Raises:
        ConfigError: It is no such part.
    """
    match = _SHARD.fullmatch(text.strip())
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise ConfigError(f"--shard {text}: use i/n with 1 ≤ i ≤ n, for example 2/5")
    return int(match[1]), int(match[2])


def shard(cases: Sequence[Case], part: int, parts: int) -> list[Case]:
    """Every `parts`-th case, from the `part`-th on (from 1); a case and its paraphrases stay together."""
    groups = {group: number for number, group in enumerate(dict.fromkeys(_group(case) for case in cases))}
    return [case for case in cases if groups[_group(case)] % parts == part - 1]


def _group(case: Case) -> tuple[Path, str]:
    return case.group
