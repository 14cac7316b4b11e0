"""Citations of a reply: enough of them, and each leads to a passage that exists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.paths import ROOT
from eval.assertions.base import Failure, Observed
from eval.yaml_nodes import Node

CITATIONS_KEYS = ("min", "must_resolve")
_MARKER = re.compile(r"[\[【](\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)[\]】]")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Citations:
    """The reply marks at least `minimum` citations as [n].

    Attributes:
        must_resolve: Each [n] has an entry, whose file (under the repository, or the user's own) has that heading.
    """

    line: int
    minimum: int
    must_resolve: bool

    def check(self, seen: Observed) -> list[Failure]:
        """Failures: too few, and one for each that leads nowhere."""
        entries = {int(c["n"]): c for c in seen.turn.get("citations") or []}
        marked = marked_numbers(seen.reply)
        cited = [n for n in marked if n in entries]
        failures = []
        if len(cited) < self.minimum:
            got = {"cited": cited, "listed": sorted(entries)}
            failures.append(Failure("reply.citations.min", self.line, self.minimum, got))
        if self.must_resolve:
            problems = {n: _problem(entries.get(n)) for n in marked}
            failures += [
                Failure("reply.citations.must_resolve", self.line, f"[{n}] resolves", problem)
                for n, problem in problems.items()
                if problem
            ]
        return failures


def marked_numbers(reply: str) -> list[int]:
    """The n of every [n] or [n, m] in a reply, each once, in order."""
    found = (int(n) for match in _MARKER.finditer(reply) for n in re.findall(r"\d+", match[1]))
    return list(dict.fromkeys(found))


def _problem(entry: Mapping[str, Any] | None) -> str | None:
    if entry is None:
        return "no such entry in citations"
    path = ROOT / str(entry.get("path") or "")
    if not path.is_file():
        return f"no file {entry.get('path')!r}"
    heading = str(entry.get("heading") or "")
    if path.suffix.lower() not in {".md", ".markdown"}:
        return None
    if heading and _last_part(heading) not in _headings(path):
        return f"{entry.get('path')} has no heading {heading!r}"
    return None


def _headings(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return {_last_part(h) for pattern in (_HEADING, _TITLE) for h in pattern.findall(text)}


def _last_part(heading: str) -> str:
    """`Pricing > Free trials` is the heading `Free trials` under `Pricing`."""
    return re.split(r"\s[>›»]\s", heading)[-1].strip().strip("\"'").lstrip("# ").casefold()


def parse_citations(node: Node) -> Citations:
    """`{min, must_resolve}`; only `min` asks for no resolving, only `must_resolve` for no number.

    Raises:
        DataFileError: A key is unknown or a value malformed.
    """
    keys = node.mapping(CITATIONS_KEYS)
    minimum = keys["min"].integer() if "min" in keys else 0
    return Citations(node.line, minimum, keys["must_resolve"].boolean() if "must_resolve" in keys else False)
