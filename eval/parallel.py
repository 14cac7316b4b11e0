"""Several processes play at once, here or on a Dask cluster: planning is computing, and one process has one core."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from assistant.errors import ConfigError
from eval.coverage import Catalogue
from eval.runner import Allowance, CaseResult, run_cases
from eval.schema import Case
from eval.select import shard
from eval.target import Connect, Describes, TargetFactory

LOCAL = "local"

_Played = tuple[list[CaseResult], tuple[str, ...]]


@dataclass(frozen=True)
class How:
    """How cases are played.

    Attributes:
        jobs: Conversations at a time, in each process.
        processes: Processes.
        repeat: Trials of each case without `reliability`.
        max_seconds: Time after which no case is begun.
        max_tokens: Tokens after which no case is begun, shared evenly by the processes.
        dask: Address of a Dask scheduler, or `local` for a cluster on this machine; None plays without Dask.
    """

    jobs: int = 1
    processes: int = 1
    repeat: int | None = None
    max_seconds: float | None = None
    max_tokens: int | None = None
    dask: str | None = None


def play_all(
    cases: Sequence[Case], how: How, connect: Connect, model: str | None
) -> tuple[list[CaseResult], Catalogue | None]:
    """Play the cases with one model.

    Returns:
        Results in the order of `cases`, and what the product says there is to be reached.
    """
    factory = connect(model)
    if how.processes == 1 and how.dask is None:
        results, tools = asyncio.run(_play(list(cases), how, factory, model, ""))
    else:
        results, tools = _spread(cases, how, connect, model)
    return results, factory.catalogue(tools) if isinstance(factory, Describes) else None


def _spread(cases: Sequence[Case], how: How, connect: Connect, model: str | None) -> _Played:
    with _pool(how) as pool:
        shares = [shard(cases, number, how.processes) for number in range(1, how.processes + 1)]
        futures = [
            pool.submit(_share, share, how, connect, model, f"{number}: ")
            for number, share in enumerate(shares, start=1)
            if share
        ]
        played = [future.result() for future in futures]
    done = {(r.case.path, r.case.id): r for results, _ in played for r in results}
    return [done[case.path, case.id] for case in cases], played[0][1]


@contextmanager
def _pool(how: How) -> Iterator[Executor]:
    """Where the shares are played.

    Raises:
        ConfigError: Dask is wanted and not installed, or its scheduler does not answer.
    """
    if how.dask is None:
        # A fresh interpreter for each: threads and event loops do not survive a fork.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(how.processes, mp_context=context) as pool:
            yield pool
        return
    with _dask(how) as client, client.get_executor(pure=False) as pool:
        yield pool


def _dask(how: How) -> Any:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise ConfigError("--dask needs Dask: pip install 'dask[distributed]'") from error
    if how.dask == LOCAL:
        return distributed.Client(
            n_workers=how.processes, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        )
    try:
        return distributed.Client(how.dask)
    except (OSError, ValueError) as error:
        raise ConfigError(f"--dask {how.dask}: no scheduler answers there: {error}") from error


def _share(cases: list[Case], how: How, connect: Connect, model: str | None, label: str) -> _Played:
    return asyncio.run(_play(cases, how, connect(model), model, label))


async def _play(cases: list[Case], how: How, factory: TargetFactory, model: str | None, label: str) -> _Played:
    tokens = how.max_tokens // how.processes if how.max_tokens is not None else None
    try:
        results = await run_cases(
            cases,
            factory,
            jobs=how.jobs,
            repeat=how.repeat,
            on_done=_Progress(len(cases), label),
            model=model,
            allowance=Allowance(how.max_seconds, tokens),
        )
        return results, factory.tool_names() if isinstance(factory, Describes) else ()
    finally:
        await factory.aclose()


class _Progress:
    """One line on stderr for each case that ends."""

    def __init__(self, total: int, label: str) -> None:
        self.total, self.label = total, label
        self.done = 0

    def __call__(self, result: CaseResult) -> None:
        self.done += 1
        seconds = sum(trial.seconds for trial in result.trials)
        place = f"[{self.label}{self.done}/{self.total}]"
        print(f"{place} {result.status:6} {result.case.id}  {seconds:.2f} s", file=sys.stderr, flush=True)
