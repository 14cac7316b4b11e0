"""A run from files to exit code: load, select, play, report."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import AssistantError, ConfigError
from eval.baseline import compare, read_record
from eval.coverage import Catalogue
from eval.golden import update_golden
from eval.load import load_paths
from eval.parallel import How, play_all
from eval.record import Record, case_record, summarised, write_record
from eval.reports import console_report, html_report, junit_report, markdown_report
from eval.runner import CaseResult
from eval.schema import Case
from eval.select import by_languages, by_tags, failed_in, parse_shard, shard
from eval.target import Connect
from eval.variants import compare_variants

ALL_PASSED, CASE_FAILED, RUN_BROKE = 0, 1, 2


@dataclass(frozen=True)
class RunOptions:
    """Options of a run; paths are files to write, except `baseline` and `rerun_failed`, earlier records.

    Attributes:
        models: Models to play with, one after the other; empty for the one configured.
        languages: Languages to play; empty for all.
        shard: `i/n`: only the i-th of n parts.
        update_golden: Write the figures and inputs that came out into the dialogue files.
    """

    models: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    how: How = field(default_factory=How)
    tags: tuple[str, ...] = ()
    shard: str | None = None
    rerun_failed: Path | None = None
    list_only: bool = False
    update_golden: bool = False
    json: Path | None = None
    junit: Path | None = None
    html: Path | None = None
    markdown: Path | None = None
    baseline: Path | None = None


def run_command(paths: Sequence[Path], options: RunOptions, connect: Connect) -> int:
    """Play dialogue files and report.

    Args:
        paths: Dialogue files and folders.
        options: What to play and what to write.
        connect: Makes the conversations for a model named in the options.

    Returns:
        The exit code: 0 all passed, 1 a case did not, 2 the run itself broke (the reason is on stderr).
    """
    try:
        return _run(paths, options, connect)
    except AssistantError as error:
        print(f"error: {error}", file=sys.stderr)
    except OSError as error:
        print(f"error: cannot write a report: {error}", file=sys.stderr)
    except Exception:  # the interpreter's own exit code, 1, would read as a failed case
        traceback.print_exc()
    return RUN_BROKE


def _run(paths: Sequence[Path], options: RunOptions, connect: Connect) -> int:
    how = options.how
    if min(how.jobs, how.processes, how.repeat if how.repeat is not None else 1) < 1:
        raise ConfigError("--jobs, --processes and --repeat must be at least 1")
    cases = _selected(load_paths(paths), options)
    if options.list_only:
        for case in cases:
            print(f"{case.id}\t{case.lang}\t{','.join(case.tags)}\t{case.path.name}:{case.line}")
        return ALL_PASSED
    if not cases:
        print("nothing to play")
        return ALL_PASSED
    earlier = read_record(options.baseline) if options.baseline else None
    begun = time.perf_counter()
    results, catalogue = _play(cases, options, connect)
    model = options.models[0] if options.models else None
    seconds = time.perf_counter() - begun
    record = summarised([case_record(r) for r in results], model=model, seconds=seconds, catalogue=catalogue)
    if earlier is not None:
        record["summary"]["baseline"] = compare(earlier, record).to_json()
    _write_reports(record, options)
    print(console_report(record))
    if options.update_golden:
        print("\n".join(update_golden(results)))
    summary = record["summary"]
    return ALL_PASSED if summary["passed"] == summary["total"] else CASE_FAILED


def _play(cases: Sequence[Case], options: RunOptions, connect: Connect) -> tuple[list[CaseResult], Catalogue | None]:
    results: list[CaseResult] = []
    catalogue: Catalogue | None = None
    for model in options.models or (None,):
        played, catalogue = play_all(cases, options.how, connect, model)
        results += played
    return compare_variants(results), catalogue


def _selected(cases: list[Case], options: RunOptions) -> list[Case]:
    chosen = by_languages(by_tags(cases, options.tags), options.languages)
    if options.rerun_failed:
        chosen = failed_in(read_record(options.rerun_failed), chosen)
    if options.shard:
        chosen = shard(chosen, *parse_shard(options.shard))
    return chosen


def write_views(record: Record, views: Sequence[tuple[Path | None, Callable[[Record], str]]]) -> None:
    """Write the views that a file is named for, folders made as needed."""
    for path, view in views:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(view(record), encoding="utf-8")


def _write_reports(record: Record, options: RunOptions) -> None:
    if options.json:
        write_record(record, options.json)
    write_views(
        record,
        [(options.junit, junit_report), (options.html, html_report), (options.markdown, markdown_report)],
    )
