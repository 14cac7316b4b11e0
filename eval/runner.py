"""Plays cases: every trial in a fresh conversation, several at a time."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.errors import AssistantError
from eval.assertions import Failure, Observed
from eval.ending import whole_talk
from eval.fixtures import read_canvas
from eval.persona import Improviser
from eval.schema import Case, Given, Status, Turn
from eval.target import ReportsState, StartTarget, Target, TurnRecord


@dataclass(frozen=True)
class PlayedTurn:
    """A turn as JSON and what it failed."""

    record: TurnRecord
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Trial:
    """One play of a case.

    Attributes:
        error: What broke, None where every turn was answered.
        ending: What the talk as a whole failed.
    """

    turns: tuple[PlayedTurn, ...]
    seconds: float
    error: str | None = None
    ending: tuple[Failure, ...] = ()

    @property
    def passed(self) -> bool:
        """Every turn was answered and met every expectation."""
        return self.error is None and not self.ending and not any(turn.failures for turn in self.turns)


@dataclass(frozen=True)
class CaseResult:
    """All trials of a case, with the model that was asked (None: the one configured)."""

    case: Case
    trials: tuple[Trial, ...]
    model: str | None = None

    @property
    def passes(self) -> int:
        """Trials passed."""
        return sum(trial.passed for trial in self.trials)

    @property
    def status(self) -> Status:
        """`passed` with enough passes; else `error` if a trial broke, `flaky` if some passed, `failed`."""
        reliability = self.case.reliability
        needed = reliability.min_pass if reliability else len(self.trials)
        if self.passes >= needed:
            return "passed"
        if any(trial.error for trial in self.trials):
            return "error"
        return "flaky" if self.passes else "failed"

    @property
    def shown(self) -> Trial:
        """The trial that reports show: the first that did not pass, else the first."""
        return next((trial for trial in self.trials if not trial.passed), self.trials[0])


@dataclass
class Allowance:
    """What a run may use; what it has not begun when that is gone is not played.

    Attributes:
        seconds: Longest run, None for any.
        tokens: Most tokens, as the model reports them, None for any.
    """

    seconds: float | None = None
    tokens: int | None = None
    _begun: float = field(default_factory=time.perf_counter)
    _used: int = 0

    def use(self, trial: Trial) -> None:
        """Count a trial."""
        self._used += sum(int(turn.record.get("tokens") or 0) for turn in trial.turns)

    def gone(self) -> str | None:
        """Which part is used up, None while both last."""
        if self.seconds is not None and time.perf_counter() - self._begun >= self.seconds:
            return f"not played: the run has used its {self.seconds:g} s"
        if self.tokens is not None and self._used >= self.tokens:
            return f"not played: the run has used its {self.tokens} tokens"
        return None


@dataclass(frozen=True)
class _State:
    canvas: Mapping[str, Any]
    inputs: Mapping[str, float]
    inputs_known: bool


async def run_cases(
    cases: Sequence[Case],
    start: StartTarget,
    *,
    jobs: int = 1,
    repeat: int | None = None,
    on_done: Callable[[CaseResult], None] = lambda _: None,
    model: str | None = None,
    allowance: Allowance | None = None,
) -> list[CaseResult]:
    """Play all cases.

    Args:
        cases: What to play.
        start: Makes a fresh conversation for each trial.
        jobs: Conversations at a time.
        repeat: Trials of each case without `reliability`, instead of the file's `repeat`.
        on_done: Told of each case as it ends.
        model: Name of the model that is asked, for the results.
        allowance: Time and tokens; what is not begun when they are gone becomes an error.

    Returns:
        Results in the order of `cases`.
    """
    free = asyncio.Semaphore(jobs)
    allowance = allowance or Allowance()

    async def trial(case: Case) -> Trial:
        async with free:
            if gone := allowance.gone():
                return Trial((), 0.0, gone)
            played = await play(case, start)
            allowance.use(played)
            return played

    async def whole(case: Case) -> CaseResult:
        number = case.reliability.trials if case.reliability else repeat or case.repeat
        trials = await asyncio.gather(*(trial(case) for _ in range(number)))
        result = CaseResult(case, tuple(trials), model)
        on_done(result)
        return result

    return list(await asyncio.gather(*(whole(case) for case in cases)))


async def play(case: Case, start: StartTarget) -> Trial:
    """Play a case once; whatever breaks ends it and becomes the trial's `error`."""
    begun = time.perf_counter()
    played: list[PlayedTurn] = []
    ending: tuple[Failure, ...] = ()
    error: str | None = None
    try:
        target = await start(case.given, case.lang)
        first = state = await _first_state(target, case.given)
        for turn in case.turns:
            done, state = await _play_turn(turn, target, state, case.timeout_s)
            played.append(done)
        if case.persona:
            state = await _improvise(case, target, state, played)
        ending = _at_the_end(case, first, [turn.record for turn in played])
    except Exception as broken:  # any bug of the product is a result of the evaluation, not its end
        error = _told(broken, len(played) + 1, case)
    return Trial(tuple(played), time.perf_counter() - begun, error, ending)


async def _improvise(case: Case, target: Target, state: _State, played: list[PlayedTurn]) -> _State:
    """Let the persona talk; appends its turns."""
    assert case.persona is not None
    user, seen = Improviser(case.persona), None
    while (text := user.next(seen)) is not None:
        before = state
        done, state = await _play_turn(Turn(text, case.lang, (), case.persona.line), target, state, case.timeout_s)
        played.append(done)
        seen = Observed(done.record, case.lang, before.canvas, before.inputs)
    return state


def _at_the_end(case: Case, first: _State, records: Sequence[TurnRecord]) -> tuple[Failure, ...]:
    seen = Observed(whole_talk(records), case.lang, first.canvas, first.inputs)
    return tuple(failure for assertion in case.ending for failure in assertion.check(seen))


async def _play_turn(turn: Turn, target: Target, state: _State, timeout_s: float) -> tuple[PlayedTurn, _State]:
    record = await asyncio.wait_for(target.turn(turn.user), timeout_s)
    after = dict((record.get("model") or {}).get("inputs") or {})
    if not state.inputs_known:  # the template's defaults, which a first what-if leaves as they are
        state = replace(state, inputs={**after, **state.inputs})
    seen = Observed(record, turn.language, state.canvas, state.inputs)
    failures = tuple(failure for assertion in turn.assertions for failure in assertion.check(seen))
    return PlayedTurn(record, failures), _State(record.get("canvas") or {}, after, inputs_known=True)


async def _first_state(target: Target, given: Given) -> _State:
    """What the target tells, else what `given` says."""
    if isinstance(target, ReportsState):
        told = await target.state()
        inputs = (told.get("model") or {}).get("inputs") or {}
        return _State(told.get("canvas") or {}, inputs, inputs_known=True)
    canvas = read_canvas(given.canvas) if given.canvas else {}
    return _State(canvas, given.model.inputs if given.model else {}, inputs_known=False)


def _told(broken: Exception, turn: int, case: Case) -> str:
    place = f"turn {turn if case.persona else min(turn, len(case.turns))}"
    if isinstance(broken, TimeoutError):
        return f"{place}: no answer within {case.timeout_s:g} s"
    message = f"{place}: {type(broken).__name__}: {broken}"
    if isinstance(broken, AssistantError):
        return message
    last = traceback.extract_tb(broken.__traceback__)[-1:]
    return message + "".join(f" (at {frame.filename}:{frame.lineno})" for frame in last)
