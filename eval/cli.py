"""The command `eval run`: options, exit codes, reports. The conversation to test is injected."""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import AssistantError, ConfigError, DataFileError
from eval.baseline import compare, read_record
from eval.load import load_paths
from eval.record import Record, build_record, write_record
from eval.reports import console_report, html_report, junit_report, markdown_report
from eval.runner import CaseResult, run_cases
from eval.schema import Case
from eval.target import Connect

ALL_PASSED, CASE_FAILED, RUN_BROKE = 0, 1, 2


@dataclass(frozen=True)
class RunOptions:
    """Options of a run; paths are files to write, except `baseline`, an earlier record."""

    model: str | None = None
    jobs: int = 1
    repeat: int | None = None
    tags: tuple[str, ...] = ()
    list_only: bool = False
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
        connect: Makes the conversations for the model named in the options.

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
    if options.jobs < 1 or (options.repeat is not None and options.repeat < 1):
        raise ConfigError("--jobs and --repeat must be at least 1")
    cases = _selected(load_paths(paths), options.tags)
    if options.list_only:
        for case in cases:
            print(f"{case.id}\t{case.lang}\t{','.join(case.tags)}\t{case.path.name}:{case.line}")
        return ALL_PASSED
    earlier = read_record(options.baseline) if options.baseline else None
    begun = time.perf_counter()
    results = asyncio.run(_play(cases, options, connect))
    record = build_record(results, model=options.model, seconds=time.perf_counter() - begun)
    if earlier is not None:
        record["summary"]["baseline"] = compare(earlier, record).to_json()
    _write_reports(record, options)
    print(console_report(record))
    return ALL_PASSED if record["summary"]["passed"] == len(cases) else CASE_FAILED


async def _play(cases: Sequence[Case], options: RunOptions, connect: Connect) -> list[CaseResult]:
    factory = connect(options.model)
    try:
        progress = _Progress(len(cases))
        return await run_cases(cases, factory, jobs=options.jobs, repeat=options.repeat, on_done=progress)
    finally:
        await factory.aclose()


def _selected(cases: list[Case], tags: Sequence[str]) -> list[Case]:
    """The cases with any of the tags.

    Raises:
        ConfigError: There is none.
    """
    if not tags:
        if not cases:
            raise ConfigError("the files hold no case")
        return cases
    chosen = [case for case in cases if set(tags) & set(case.tags)]
    if not chosen:
        known = ", ".join(sorted({tag for case in cases for tag in case.tags})) or "none"
        raise ConfigError(f"no case has the tag {' or '.join(tags)} (tags there are: {known})")
    return chosen


def _write_reports(record: Record, options: RunOptions) -> None:
    if options.json:
        write_record(record, options.json)
    views: list[tuple[Path | None, Callable[[Record], str]]] = [
        (options.junit, junit_report),
        (options.html, html_report),
        (options.markdown, markdown_report),
    ]
    for path, view in views:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(view(record), encoding="utf-8")


class _Progress:
    """One line on stderr for each case that ends."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def __call__(self, result: CaseResult) -> None:
        self.done += 1
        seconds = sum(trial.seconds for trial in result.trials)
        print(f"[{self.done}/{self.total}] {result.status:6} {result.case.id}  {seconds:.2f} s", file=sys.stderr)


def _output(view: str) -> Any:
    return typer.Option(help=f"Write {view} to this file.", dir_okay=False)


Paths = Annotated[list[Path], typer.Argument(help="Dialogue files, or folders with *.yaml.")]
Model = Annotated[str | None, typer.Option(help="planner, openai:NAME or ollama:NAME.")]
Jobs = Annotated[int, typer.Option(help="Conversations at a time.", min=1)]
Repeat = Annotated[int | None, typer.Option(help="Trials of each case without `reliability`.", min=1)]
Tags = Annotated[list[str] | None, typer.Option("--filter", help="Only cases with this tag; may be repeated.")]
ListOnly = Annotated[bool, typer.Option("--list", help="List the cases and stop.")]
JsonFile = Annotated[Path | None, _output("the record as JSON")]
JunitFile = Annotated[Path | None, _output("JUnit XML")]
HtmlFile = Annotated[Path | None, _output("one HTML page with all transcripts")]
MarkdownFile = Annotated[Path | None, _output("a Markdown summary")]
Baseline = Annotated[Path | None, typer.Option(help="Show what changed against this earlier JSON record.")]


def add_run_command(app: typer.Typer, connect: Connect) -> None:
    """Register `run` on a Typer application.

    Args:
        app: The `eval` group.
        connect: Makes the conversations; called only when a run starts.
    """

    def run(
        paths: Paths,
        model: Model = None,
        jobs: Jobs = 1,
        repeat: Repeat = None,
        tags: Tags = None,
        list_only: ListOnly = False,
        json: JsonFile = None,
        junit: JunitFile = None,
        html: HtmlFile = None,
        markdown: MarkdownFile = None,
        baseline: Baseline = None,
    ) -> None:
        """Play scripted dialogues and check every turn.

        Exit code: 0 all passed, 1 a case failed, 2 the run itself broke.

        Example: canvas eval run eval/dialogues --filter what-if --html report.html
        """
        filters = tuple(tags or ())
        options = RunOptions(model, jobs, repeat, filters, list_only, json, junit, html, markdown, baseline)
        raise typer.Exit(run_command(paths, options, connect))

    app.command("run")(run)


def check_dialogues(paths: Sequence[Path]) -> list[DataFileError]:
    """Problems of dialogue files, one a file at most, for `canvas check`."""
    problems = []
    for path in paths:
        try:
            load_paths([path])
        except DataFileError as error:
            problems.append(error)
    return problems
