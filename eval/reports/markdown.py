"""A Markdown page for pull requests and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.reports import wording


def markdown_report(record: Mapping[str, Any]) -> str:
    """Counts, a table by tag, and the failures."""
    summary = record["summary"]
    lines = [
        "# Dialogue evaluation",
        "",
        f"{wording.counts(summary)}. Model: {summary['model'] or 'as configured'}.",
        "",
        "| group | cases | passed | failed | flaky | error |",
        "|---|---|---|---|---|---|",
    ]
    groups = {**{f"language {k}": g for k, g in summary["languages"].items()}, **summary["tags"]}
    for name, group in groups.items():
        counts = [group[key] for key in ("total", "passed", "failed", "flaky", "error")]
        lines.append(f"| {name} | " + " | ".join(str(count) for count in counts) + " |")
    failing = [case for case in record["cases"] if case["status"] != "passed"]
    if failing:
        lines += ["", "## Not passed"]
    for case in failing:
        more = wording.circumstances(case)
        lines += ["", f"### {case['id']}", "", case["status"] + (f", {more}" if more else ""), ""]
        lines += [f"- {line}" for line in wording.failures(case)]
    return "\n".join(lines) + "\n"
