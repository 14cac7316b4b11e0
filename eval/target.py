"""What the evaluation talks to: a conversation that answers a user's text with the turn as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from eval.schema import Given

TurnRecord = Mapping[str, Any]
"""`{thread, user, reply, language, asks, tools, figures, citations, canvas, model, ungrounded, files, latency_ms}`."""


class Target(Protocol):
    """One fresh conversation."""

    async def turn(self, text: str, files: Sequence[Path] = ()) -> TurnRecord:
        """Answer `text`; any exception makes the case an error."""
        ...


@runtime_checkable
class TellsStart(Protocol):
    """A target that can tell its state before the first turn.

    Without it the state before the first turn is read from the case's `given`.
    """

    async def initial_state(self) -> Mapping[str, Any]:
        """`{"canvas": {block: [{id, text, status}]}, "model": {"template": …, "inputs": {…}}}`."""
        ...


class TargetFactory(Protocol):
    """Starts a conversation in the state a case asks for."""

    async def __call__(self, given: Given, language: str) -> Target:
        """A new conversation: canvas, finance model, files, clock and seed as in `given`."""
        ...


Connect = Callable[[str | None], AbstractAsyncContextManager[TargetFactory]]
"""Opens the product for a chat model's name (None is the one configured) for as long as a run lasts."""
