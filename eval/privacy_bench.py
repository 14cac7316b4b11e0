"""Recall and precision of the redaction on marked messages: `python -m eval.privacy_bench [FILE]`.

A marked piece counts as found when it is redacted whole, a redaction as right when it touches a marked piece.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assistant.service.privacy.find import find_personal
from assistant.service.privacy.kinds import Found

CASES = Path(__file__).resolve().parent.parent / "tests" / "service" / "privacy_cases.yaml"
_MARK = re.compile(r"\[([^\]]*)\]\((\w+)\)")


@dataclass
class Score:
    """Counts of one language or kind."""

    marked: int = 0
    found: int = 0
    redacted: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of marked pieces that were redacted whole."""
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        """Share of redactions that touch a marked piece."""
        return self.right / self.redacted if self.redacted else 1.0


def read_case(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain message, and where its marked pieces stand."""
    plain, marks, done = "", [], 0
    for match in _MARK.finditer(line):
        plain += line[done : match.start()]
        marks.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        done = match.end()
    return plain + line[done:], marks


def score(path: Path = CASES) -> tuple[dict[str, Score], Counter[str]]:
    """Scores by language and by kind of the marked piece, and the number of cases by language."""
    scores: dict[str, Score] = {}
    counts: Counter[str] = Counter()
    for language, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for line in filter(None, map(str.strip, lines.splitlines())):
            counts[language] += 1
            plain, marks = read_case(line)
            _count(plain, marks, find_personal(plain), language, scores)
    return scores, counts


def _count(
    plain: str, marks: list[tuple[int, int, str]], found: list[Found], language: str, scores: dict[str, Score]
) -> None:
    for start, end, kind in marks:
        hit = any(f.start <= start and f.end >= end for f in found)
        for name in (language, kind):
            row = scores.setdefault(name, Score())
            row.marked, row.found = row.marked + 1, row.found + hit
            if not hit:
                row.missed.append(plain)
    for f in found:
        right = any(f.start < end and f.end > start for start, end, _ in marks)
        row = scores.setdefault(language, Score())
        row.redacted, row.right = row.redacted + 1, row.right + right
        if not right:
            row.wrong.append(f"{plain}  ->  {plain[f.start : f.end]} ({f.kind})")


def main() -> None:
    """Print the table, what was missed and what was redacted wrongly."""
    scores, counts = score(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
    for language, cases in counts.items():
        s = scores[language]
        print(f"{language}: {cases} cases, {s.marked} marked, recall {s.recall:.3f}, precision {s.precision:.3f}")
    for kind in sorted(set(scores) - set(counts)):
        print(f"  {kind:8s} {scores[kind].found:3d} of {scores[kind].marked:3d}")
    for language in counts:
        for line in scores[language].missed:
            print(f"missed  {line}")
        for line in scores[language].wrong:
            print(f"wrong   {line}")


if __name__ == "__main__":
    main()
