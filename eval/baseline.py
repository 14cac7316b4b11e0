"""What changed against the record of an earlier run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import DataFileError

CaseKey = tuple[str, str, str]  # file name, id (unique in a file only) and, where there are several, the model


@dataclass(frozen=True)
class Diff:
    """Case ids by what became of them; `added` and `removed` have no counterpart."""

    newly_failing: tuple[str, ...]
    newly_passing: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain dict for the record."""
        return {key: list(value) for key, value in asdict(self).items()}


def read_record(path: Path) -> dict[str, Any]:
    """Read an evaluation record.

    Raises:
        DataFileError: The file is missing or no evaluation record.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFileError(f"is no evaluation record: {error}", path) from error
    cases = record.get("cases") if isinstance(record, dict) else None
    if not isinstance(cases, list) or not all(isinstance(c, dict) and "id" in c and "status" in c for c in cases):
        raise DataFileError("is no evaluation record: `cases` with `id` and `status` are missing", path)
    return dict(record)


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Diff:
    """What changed from one record to a later one; everything but `passed` counts as failing."""
    several = len(_models(before)) > 1 or len(_models(after)) > 1
    old, new = _passed(before, several), _passed(after, several)
    both = [key for key in new if key in old]
    return Diff(
        newly_failing=tuple(key[1] for key in both if old[key] and not new[key]),
        newly_passing=tuple(key[1] for key in both if new[key] and not old[key]),
        added=tuple(key[1] for key in new if key not in old),
        removed=tuple(key[1] for key in old if key not in new),
    )


def _passed(record: Mapping[str, Any], several: bool) -> dict[CaseKey, bool]:
    return {
        (str(c.get("file", "")), str(c["id"]), str(c.get("model") or "") if several else ""): c["status"] == "passed"
        for c in record["cases"]
    }


def _models(record: Mapping[str, Any]) -> set[str]:
    return {str(case.get("model") or "") for case in record["cases"]}
