"""The evaluation record: a run as plain JSON, of which every report is a view."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.assertions.latency import total_ms
from eval.coverage import Catalogue, coverage
from eval.runner import CaseResult
from eval.schema import Status
from eval.source import source_of

Record = dict[str, Any]
STATUSES: tuple[Status, ...] = ("passed", "failed", "flaky", "error")


def pass_hat_k(trials: int, passes: int, k: int) -> float:
    """Chance that k trials in a row pass, estimated without bias: C(passes, k) / C(trials, k) (tau-bench's pass^k)."""
    return math.comb(passes, k) / math.comb(trials, k)


def build_record(
    results: Sequence[CaseResult], *, model: str | None, seconds: float, catalogue: Catalogue | None = None
) -> Record:
    """The record of a run.

    Args:
        results: One a case.
        model: Name of the chat model, None for the one configured.
        seconds: How long the run took.
        catalogue: The tools and intents there are, where the product tells.

    Returns:
        `{summary, cases: [{id, lang, tags, status, turns: [turn + failures]}]}`, with for each case also `file, line,
        trials, passes, error, seconds, model, gates, variant_of, end` and, where it did not pass, its `source`.
    """
    return summarised([case_record(result) for result in results], model=model, seconds=seconds, catalogue=catalogue)


def summarised(
    cases: Sequence[Record], *, model: str | None, seconds: float, catalogue: Catalogue | None = None
) -> Record:
    """The record over recorded cases; simulated talks are counted apart, they never gate."""
    gating = [case for case in cases if case.get("gates", True)]
    simulated = [case for case in cases if not case.get("gates", True)]
    latencies = [latency for case in cases for turn in case["turns"] if (latency := total_ms(turn)) is not None]
    models = sorted({str(case["model"]) for case in cases if case.get("model")})
    summary: Record = {
        "total": len(gating),
        **_counts(gating),
        "pass_rate": _rate(gating),
        "simulated": {"total": len(simulated), **_counts(simulated)},
        "languages": _grouped(gating, lambda case: [case["lang"]]),
        "tags": _grouped(gating, lambda case: case["tags"]),
        "models": _grouped(gating, lambda case: [f"{case['model']}, {case['lang']}"]) if len(models) > 1 else {},
        "assertions_failed": dict(Counter(_kind(f) for c in cases for f in case_failures(c))),
        "pass_k": _pass_k(gating),
        "latency_ms": {"p50": _quantile(latencies, 0.5), "p95": _quantile(latencies, 0.95)},
        "tokens": sum(int(turn.get("tokens") or 0) for case in cases for turn in case["turns"]),
        "coverage": coverage(cases, catalogue),
        "model": ", ".join(models) or model,
        "started": (dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds)).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
    }
    return {"summary": summary, "cases": list(cases)}


def case_failures(case: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The failures of a recorded case, turn by turn, those of the whole talk last."""
    return [f for turn in case["turns"] for f in turn["failures"]] + list((case.get("end") or {}).get("failures") or [])


def write_record(record: Record, path: Path) -> None:
    """Write the record as UTF-8 JSON, folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def case_record(result: CaseResult) -> Record:
    """One case of the record."""
    trial = result.shown
    case: Record = {
        "id": result.case.id,
        "lang": result.case.lang,
        "tags": list(result.case.tags),
        "status": result.status,
        "file": result.case.path.name,
        "line": result.case.line,
        "trials": len(result.trials),
        "passes": result.passes,
        "error": trial.error,
        "seconds": round(sum(t.seconds for t in result.trials), 3),
        "model": result.model,
        "gates": result.case.gates,
        "variant_of": result.case.variant_of,
        "turns": [{**turn.record, "failures": [f.to_json() for f in turn.failures]} for turn in trial.turns],
        "end": {"failures": [f.to_json() for f in trial.ending]},
    }
    return case if result.status == "passed" else {**case, "source": source_of(result.case)}


def _counts(cases: Sequence[Record]) -> dict[str, int]:
    return {status: sum(case["status"] == status for case in cases) for status in STATUSES}


def _rate(cases: Sequence[Record]) -> float:
    return round(sum(case["status"] == "passed" for case in cases) / len(cases), 4) if cases else 0.0


def _grouped(cases: Sequence[Record], keys: Callable[[Record], Iterable[str]]) -> dict[str, Any]:
    groups: dict[str, list[Record]] = {}
    for case in cases:
        for key in keys(case):
            groups.setdefault(key, []).append(case)
    return {key: {"total": len(group), **_counts(group)} for key, group in sorted(groups.items())}


def _kind(failure: Mapping[str, Any]) -> str:
    """`reply.language` of `reply.language`, `tools.args` of `tools.what_if.args.changes`: few enough to count."""
    parts = str(failure["assertion"]).split(".")
    if parts[0] == "tools" and len(parts) > 2:
        return f"tools.{parts[2]}"
    return ".".join(parts[:2]) if parts[0] in {"tools", "reply"} else parts[0]


def _pass_k(cases: Sequence[Record]) -> dict[str, float]:
    """Mean pass^k over the cases with at least k trials; empty where nothing was repeated."""
    most = max((case["trials"] for case in cases), default=1)
    found = {}
    for k in range(1, most + 1) if most > 1 else ():
        values = [pass_hat_k(c["trials"], c["passes"], k) for c in cases if c["trials"] >= k]
        found[str(k)] = round(sum(values) / len(values), 4)
    return found


def _quantile(values: Sequence[float], share: float) -> float | None:
    """The smallest value with at least `share` of all at or below it."""
    if not values:
        return None
    return round(sorted(values)[max(0, math.ceil(share * len(values)) - 1)], 1)
