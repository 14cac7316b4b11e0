"""What the evaluation talks to: a conversation that answers a user's text with the turn as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from eval.coverage import Catalogue
from eval.schema import Given

TurnRecord = Mapping[str, Any]
"""`{thread, user, reply, language, asks, tools, figures, citations, canvas, model, ungrounded, files, latency_ms}`."""


class Target(Protocol):
    """One fresh conversation."""

    async def turn(self, text: str, files: Sequence[Path] = ()) -> TurnRecord:
        """Answer `text`; any exception makes the case an error."""
        ...


@runtime_checkable
class ReportsState(Protocol):
    """A target that can tell its state before the first turn.

    Without it the state before the first turn is read from the case's `given`.
    """

    async def state(self) -> Mapping[str, Any]:
        """`{"canvas": {block: [{id, text, status}]}, "model": {"template": …, "inputs": {…}}}`."""
        ...


class TargetFactory(Protocol):
    """Starts conversations in the state a case asks for; lives as long as a run."""

    async def __call__(self, given: Given, language: str) -> Target:
        """A new conversation: canvas, finance model, files, clock and seed as in `given`."""
        ...

    async def aclose(self) -> None:
        """Release what the conversations held, at the end of the run."""
        ...


@runtime_checkable
class Describes(Protocol):
    """A factory that can tell what there is to be reached; for the report of what no case reached."""

    def tool_names(self) -> tuple[str, ...]:
        """The tools of the product, once a conversation was started; empty before."""
        ...

    def catalogue(self, tools: tuple[str, ...]) -> Catalogue:
        """The tools given and the kinds of request of the product."""
        ...


StartTarget = Callable[[Given, str], Awaitable[Target]]
"""The part of a factory that the runner needs."""


Connect = Callable[[str | None], TargetFactory]
"""Makes the factory for a chat model's name; None is the one configured."""
