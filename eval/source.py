"""The lines of a dialogue file that a case stands in, for reports."""

from __future__ import annotations

import re
from typing import Any

from eval.schema import Case

MOST = 200  # lines of a case in a report
_NEXT = re.compile(r"^\s*-\s+id\s*:")


def source_of(case: Case) -> dict[str, Any]:
    """`{"start": first line, "lines": [text, …], "cut": lines left out}`; no lines where the file is gone."""
    try:
        lines = case.path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        return {"start": case.line, "lines": [], "cut": 0}
    end = case.line
    while end < len(lines) and not _NEXT.match(lines[end]):
        end += 1
    own = lines[case.line - 1 : end]
    while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        own.pop()
    return {"start": case.line, "lines": own[:MOST], "cut": max(0, len(own) - MOST)}
