"""Several processes play at once: planning is computing, which one process does on one core only."""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from eval.coverage import Catalogue
from eval.runner import Allowance, CaseResult, run_cases
from eval.schema import Case
from eval.select import shard
from eval.target import Connect, Describes, TargetFactory

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
    """

    jobs: int = 1
    processes: int = 1
    repeat: int | None = None
    max_seconds: float | None = None
    max_tokens: int | None = None


def play_all(
    cases: Sequence[Case], how: How, connect: Connect, model: str | None
) -> tuple[list[CaseResult], Catalogue | None]:
    """Play the cases with one model.

    Returns:
        Results in the order of `cases`, and what the product says there is to be reached.
    """
    factory = connect(model)
    if how.processes == 1:
        results, tools = asyncio.run(_play(list(cases), how, factory, model, ""))
    else:
        results, tools = _spread(cases, how, connect, model)
    return results, factory.catalogue(tools) if isinstance(factory, Describes) else None


def _spread(cases: Sequence[Case], how: How, connect: Connect, model: str | None) -> _Played:
    shares = [shard(cases, number, how.processes) for number in range(1, how.processes + 1)]
    # A fresh interpreter for each: threads and event loops do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(how.processes, mp_context=context) as pool:
        futures = [
            pool.submit(_share, share, how, connect, model, f"{number}: ")
            for number, share in enumerate(shares, start=1)
            if share
        ]
        played = [future.result() for future in futures]
    done = {(r.case.path, r.case.id): r for results, _ in played for r in results}
    return [done[case.path, case.id] for case in cases], played[0][1]


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
