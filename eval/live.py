"""A run for a reader in another process, such as the page: every case is a line of JSON as it ends.

`python -m eval.live` reads a job from stdin and may be killed at any time; what was read until then stands.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.config import load_settings
from assistant.errors import AssistantError, ConfigError
from eval.adversaries.models import adversary_of
from eval.connect import ConversationFactory
from eval.load import load_paths
from eval.record import case_record
from eval.runner import run_cases
from eval.schema import Case
from eval.select import by_languages
from eval.target import Connect
from eval.variants import compare_variants

NICE = 5  # a run must not slow down those who talk
Line = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """What to play.

    Attributes:
        paths: Dialogue files.
        model: Name of a chat model, or of an adversary around the planner.
        languages: Only these; all where empty.
        within: Folders that may be read. A dialogue file names files to upload, and whoever wrote it may be a stranger.
    """

    paths: tuple[str, ...]
    model: str
    languages: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The job as the process reads it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that `to_json` wrote."""
        data: Mapping[str, Any] = json.loads(text)
        return cls(tuple(data["paths"]), str(data["model"]), tuple(data["languages"]), tuple(data["within"]))


def chosen(job: Job) -> list[Case]:
    """The cases of a job.

    Raises:
        AssistantError: A file is invalid, or refers to a file outside the folders that may be read.
    """
    cases = by_languages(load_paths([Path(p) for p in job.paths]), job.languages)
    check_within(cases, [Path(folder) for folder in job.within])
    return cases


def check_within(cases: Sequence[Case], folders: Sequence[Path]) -> None:
    """Refuse cases that read files from elsewhere.

    Raises:
        ConfigError: A case does.
    """
    homes = [folder.resolve() for folder in folders]
    for case in cases:
        given = [*case.given.files.values(), *([case.given.canvas] if case.given.canvas else [])]
        for path in given:
            if not any(path.resolve().is_relative_to(home) for home in homes):
                raise ConfigError(f"{case.path.name}:{case.line}: {path.name} lies outside the folder of the test")


def play(job: Job, connect: Connect, tell: Callable[[Line], None]) -> None:
    """Play a job: first `{"total": …}`, then `{"case": …}` for each case, last `{"seconds": …}` or `{"error": …}`."""
    begun = time.perf_counter()
    try:
        cases = chosen(job)
        tell({"total": len(cases)})
        asyncio.run(_play(cases, job, connect, tell))
    except AssistantError as error:
        tell({"error": str(error)})
    else:
        tell({"seconds": round(time.perf_counter() - begun, 3)})


async def _play(cases: Sequence[Case], job: Job, connect: Connect, tell: Callable[[Line], None]) -> None:
    factory = connect(job.model)
    try:
        results = await run_cases(
            cases, factory, on_done=lambda result: tell({"case": case_record(result)}), model=job.model
        )
    finally:
        await factory.aclose()
    for first, compared in zip(results, compare_variants(results), strict=True):
        if compared is not first:
            tell({"case": case_record(compared)})


def connect_product(model: str | None) -> ConversationFactory:
    """Conversations of the product as the environment configures it."""
    wrap = adversary_of(model)
    return ConversationFactory(load_settings(model="planner" if wrap else model), wrap)


def main() -> None:
    """Read the job and play it; nothing but lines of JSON reaches stdout."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as lines:
        sys.stdout = sys.stderr
        with suppress(AttributeError, OSError):  # not on Windows
            os.nice(NICE)

        def tell(line: Line) -> None:
            print(json.dumps(line, ensure_ascii=False, default=str), file=lines, flush=True)

        play(Job.from_json(sys.stdin.read()), connect_product, tell)


if __name__ == "__main__":
    main()
