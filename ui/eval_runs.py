"""Runs of dialogue tests: each in a process of its own, so that it can be ended and slows down nobody's talk."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from eval.live import Job

JsonDict = dict[str, Any]
MOST_AT_ONCE = 2
LINE_LIMIT = 2**26  # bytes of one case on its way from the process
END_S = 3.0


@dataclass
class Run:
    """One run of dialogue tests.

    Attributes:
        job: What is played.
        total: Cases to play; None until the files are read.
        cases: Records of the cases that ended, by file and id.
        error: What broke the run itself; empty where nothing did.
        cancelled: True when the user ended it.
        done: True when no more will come.
        seconds: How long it has taken or took.
        version: Grows with every change, for those who watch.
    """

    job: Job
    total: int | None = None
    cases: dict[tuple[str, str], JsonDict] = field(default_factory=dict)
    error: str = ""
    cancelled: bool = False
    done: bool = False
    version: int = 0
    _begun: float = field(default_factory=time.perf_counter)
    _took: float | None = None

    @property
    def seconds(self) -> float:
        """Seconds since the start, or to the end."""
        return self._took if self._took is not None else time.perf_counter() - self._begun

    def hear(self, line: Mapping[str, Any]) -> None:
        """Note a line of `eval.live`."""
        if "total" in line:
            self.total = int(line["total"])
        if "case" in line:
            case = dict(line["case"])
            self.cases[str(case["file"]), str(case["id"])] = case
        if "error" in line:
            self.error = str(line["error"])
            for folder in self.job.within:  # where files lie on the server is nobody's business
                self.error = self.error.replace(f"{folder}/", "")
        self.version += 1

    def end(self) -> None:
        """No more will come."""
        self._took = self.seconds
        self.done = True
        self.version += 1

    def counted(self, *statuses: str) -> int:
        """How many cases ended in one of these ways."""
        return sum(case["status"] in statuses for case in self.cases.values())

    def record(self) -> JsonDict:
        """The run so far as an evaluation record, of which the reports are views."""
        from eval.record import summarised

        return summarised(list(self.cases.values()), model=self.job.model, seconds=self.seconds)


class Runs:
    """The latest run of each user.

    Args:
        command: What to start; it reads a job from stdin and writes lines of JSON.
    """

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "eval.live")) -> None:
        self._command = tuple(command)
        self._latest: dict[str, tuple[Run, asyncio.Task[None]]] = {}

    def of(self, user: str) -> Run | None:
        """The latest run of a user, at work or over."""
        found = self._latest.get(user)
        return found[0] if found else None

    def start(self, user: str, job: Job) -> Run:
        """Start a run.

        Raises:
            RuntimeError: The user's last one is still at work, or too many others are.
        """
        at_work = [name for name, (run, _) in self._latest.items() if not run.done]
        if user in at_work or len(at_work) >= MOST_AT_ONCE:
            raise RuntimeError(user)
        run = Run(job)
        self._latest[user] = run, asyncio.create_task(self._play(run))
        return run

    async def stop(self, user: str) -> None:
        """End a user's run; what was played stands."""
        if user in self._latest:
            run, task = self._latest[user]
            if not run.done:
                run.cancelled = True
                task.cancel()
                await asyncio.wait([task])

    async def _play(self, run: Run) -> None:
        pipe = asyncio.subprocess.PIPE
        process = None
        try:
            process = await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe, limit=LINE_LIMIT)
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(run.job.to_json().encode())
            process.stdin.close()
            async for line in process.stdout:
                run.hear(json.loads(line))
            code = await process.wait()
            if code and not run.error:
                run.error = f"the run ended with exit code {code}; the reason is in the log of the server"
        except asyncio.CancelledError:
            run.cancelled = True
        finally:
            if process is not None and process.returncode is None:
                with suppress(ProcessLookupError):
                    process.terminate()
                with suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), END_S)
                with suppress(ProcessLookupError):
                    process.kill()
            run.end()
