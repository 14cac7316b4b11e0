"""The summary at the end of a run in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.reports import wording

USER_SHOWN = 160
MISSED_SHOWN = 12


def console_report(record: Mapping[str, Any]) -> str:
    """Every case that did not pass with what was said and expected, then the counts."""
    lines: list[str] = []
    for case in record["cases"]:
        if case["status"] != "passed":
            lines += [*_case(case), ""]
    return "\n".join([*lines, *_summary(record["summary"])])


def _case(case: Mapping[str, Any]) -> list[str]:
    more = wording.circumstances(case)
    lines = [f"{case['status'].upper()} {case['id']}  ({case['file']}:{case['line']}{'; ' + more if more else ''})"]
    for number, turn in enumerate(case["turns"], start=1):
        if turn["failures"]:
            lines.append(f"  turn {number}  user: {_cut(turn.get('user', ''))}")
            lines.append(f"          reply: {wording.value(str(turn.get('reply', '')))}")
            lines += [f"    ✗ {wording.failure(case, found)}" for found in turn["failures"]]
    if failing := (case.get("end") or {}).get("failures"):
        lines += ["  at the end", *(f"    ✗ {wording.failure(case, found)}" for found in failing)]
    if case["error"]:
        lines.append(f"    ✗ {case['error']}")
    return lines


def _summary(summary: Mapping[str, Any]) -> list[str]:
    lines = [f"{wording.counts(summary)} in {summary['seconds']:.1f} s"]
    by_language = [f"{name} {g['passed']}/{g['total']}" for name, g in summary["languages"].items()]
    lines.append("  language: " + ", ".join(by_language))
    if summary.get("models"):
        by_model = [f"{name} {g['passed']}/{g['total']}" for name, g in summary["models"].items()]
        lines.append("  model: " + "; ".join(by_model))
    weak = [f"{name} {g['passed']}/{g['total']}" for name, g in summary["tags"].items() if g["passed"] < g["total"]]
    if weak:
        lines.append("  tags with failures: " + ", ".join(weak))
    if summary["assertions_failed"]:
        kinds = sorted(summary["assertions_failed"].items(), key=lambda pair: -pair[1])
        lines.append("  failed assertions: " + ", ".join(f"{kind} {count}" for kind, count in kinds))
    if summary["pass_k"]:
        lines.append("  pass^k: " + ", ".join(f"{k}: {share:.3f}" for k, share in summary["pass_k"].items()))
    latency = summary["latency_ms"]
    if latency["p50"] is not None:
        lines.append(f"  latency of a turn: median {latency['p50']:.0f} ms, 95th percentile {latency['p95']:.0f} ms")
    if summary.get("tokens"):
        lines.append(f"  tokens: {summary['tokens']}")
    return lines + _coverage(summary.get("coverage") or {}) + _baseline(summary.get("baseline"))


def _coverage(found: Mapping[str, Any]) -> list[str]:
    """How many tools and kinds of request were reached, and which were not where those are few."""
    lines = []
    for what, name in (("tools", "tools"), ("intents", "kinds of request")):
        for language, missed in (found.get(f"{what}_missed") or {}).items():
            reached = sum(counts[language] > 0 for counts in found[what].values())
            known = reached + len(missed)
            if known:
                names = f"; not {', '.join(missed)}" if 0 < len(missed) <= MISSED_SHOWN else ""
                lines.append(f"  {name} reached in {language}: {reached} of {known}{names}")
    return lines


def _baseline(diff: Mapping[str, Any] | None) -> list[str]:
    if diff is None:
        return []
    counted = ", ".join(f"{len(ids)} {name.replace('_', ' ')}" for name, ids in diff.items())
    listed = [f"    {name.replace('_', ' ')}: {', '.join(ids)}" for name, ids in diff.items() if ids]
    return [f"  against the baseline: {counted}", *listed]


def _cut(text: str) -> str:
    flat = " ".join(str(text).split())
    return flat if len(flat) <= USER_SHOWN else flat[:USER_SHOWN] + " …"
