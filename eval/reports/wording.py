"""How reports put a failure into words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SHOWN = 300  # characters of a value


def value(thing: Any) -> str:
    """A value on one line, cut where it is long."""
    text = thing if isinstance(thing, str) else json.dumps(thing, ensure_ascii=False, default=str)
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[:SHOWN] + " …"


def failure(case: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """One failure on one line, with its place in the dialogue file."""
    place = f"{case['file']}:{found['line']}"
    return f"{place} {found['assertion']}: expected {value(found['expected'])}, got {value(found['got'])}"


def failures(case: Mapping[str, Any]) -> list[str]:
    """All failures of a case with their turn, and the error that ended it."""
    lines = [
        f"turn {number} · {failure(case, found)}"
        for number, turn in enumerate(case["turns"], start=1)
        for found in turn["failures"]
    ]
    lines += [f"at the end · {failure(case, found)}" for found in (case.get("end") or {}).get("failures", [])]
    return lines + ([f"{case['file']}:{case['line']} error: {case['error']}"] if case["error"] else [])


def trials(case: Mapping[str, Any]) -> str:
    """`3/8 trials passed`, empty for a single trial."""
    return f"{case['passes']}/{case['trials']} trials passed" if case["trials"] > 1 else ""


def circumstances(case: Mapping[str, Any]) -> str:
    """The model where the run named one, and how many trials passed."""
    return ", ".join(part for part in (case.get("model"), trials(case)) if part)


def counts(summary: Mapping[str, Any]) -> str:
    """`41 of 42 cases passed (97.6%), 1 failed, 0 flaky, 0 errors`."""
    simulated = summary.get("simulated") or {"total": 0}
    more = f"; simulated talks, which never gate: {simulated['passed']} of {simulated['total']}"
    return (
        f"{summary['passed']} of {summary['total']} cases passed ({summary['pass_rate']:.1%}), "
        f"{summary['failed']} failed, {summary['flaky']} flaky, {summary['error']} errors"
        + (more if simulated["total"] else "")
    )
