"""The command `eval run`: options and help. The conversation to test is injected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import DataFileError
from eval.load import load_paths
from eval.parallel import How
from eval.run import RunOptions, run_command
from eval.target import Connect


def _output(view: str) -> Any:
    return typer.Option(help=f"Write {view} to this file.", dir_okay=False)


Paths = Annotated[list[Path], typer.Argument(help="Dialogue files, or folders with *.yaml.")]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", help="planner, openai:NAME or ollama:NAME; repeated, every case is played with each."),
]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Only cases in en or zh; may be repeated.")]
Jobs = Annotated[int, typer.Option(help="Conversations at a time in a process, for models on a server.", min=1)]
Processes = Annotated[int, typer.Option(help="Processes that play, for the planner: one core each.", min=1)]
Dask = Annotated[
    str | None, typer.Option(help="Play the processes on a Dask cluster: address of its scheduler, or local.")
]
Shard = Annotated[str | None, typer.Option(help="i/n: only the i-th of n parts, for several machines.")]
RerunFailed = Annotated[Path | None, typer.Option(help="Only what did not pass in this JSON record.")]
UpdateGolden = Annotated[
    bool, typer.Option("--update-golden", help="Write figures and inputs that came out into the dialogue files.")
]
MaxSeconds = Annotated[float | None, typer.Option(help="Begin no case after so many seconds.", min=0)]
MaxTokens = Annotated[int | None, typer.Option(help="Begin no case after so many tokens.", min=0)]
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
        model: Models = None,
        language: Languages = None,
        jobs: Jobs = 1,
        processes: Processes = 1,
        dask: Dask = None,
        repeat: Repeat = None,
        tags: Tags = None,
        shard: Shard = None,
        rerun_failed: RerunFailed = None,
        list_only: ListOnly = False,
        update_golden: UpdateGolden = False,
        max_seconds: MaxSeconds = None,
        max_tokens: MaxTokens = None,
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
        how = How(jobs, processes, repeat, max_seconds, max_tokens, dask)
        options = RunOptions(
            tuple(model or ()), tuple(language or ()), how, tuple(tags or ()), shard, rerun_failed, list_only,
            update_golden, json, junit, html, markdown, baseline,
        )  # fmt: skip
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
