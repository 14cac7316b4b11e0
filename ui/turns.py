"""Turns at work: each runs as a task of its own, so that a closed tab loses nothing and a stop button can end it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.events import Event

# Text comes in many small pieces; one refresh of the page carries those of this many seconds.
BEAT = 0.04


@dataclass
class Turn:
    """One running turn.

    Attributes:
        thread: Its conversation.
        text: What the user wrote.
        files: What the user attached.
        log: Events so far.
        done: True when no more will come.
        stopped: True when the user ended it.
    """

    thread: str
    text: str
    files: tuple[Path, ...] = ()
    log: list[Event] = field(default_factory=list)
    done: bool = False
    stopped: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def batches(self) -> AsyncIterator[list[Event]]:
        """Every event from the first one on, in groups, until the turn is over."""
        seen = 0
        while True:
            batch, over = self.log[seen:], self.done
            seen += len(batch)
            if batch:
                yield batch
                await asyncio.sleep(BEAT)
            elif over:
                return
            else:
                await self._news.wait()
                self._news.clear()

    def add(self, event: Event) -> None:
        """Note an event and wake those who watch."""
        self.log.append(event)
        self._news.set()

    def end(self) -> None:
        """No more events will come."""
        self.done = True
        self._news.set()


class Turns:
    """The running turns, at most one a conversation."""

    def __init__(self) -> None:
        self._running: dict[str, tuple[Turn, asyncio.Task[None]]] = {}
        self._stopped: set[str] = set()

    def of(self, thread: str) -> Turn | None:
        """The turn a conversation is working on."""
        found = self._running.get(thread)
        return found[0] if found else None

    def was_stopped(self, thread: str) -> bool:
        """Whether the last turn of a conversation was ended by its user."""
        return thread in self._stopped

    def start(self, turn: Turn, events: AsyncIterator[Event]) -> None:
        """Run a turn to its end, whether or not anybody watches."""
        task = asyncio.create_task(self._run(turn, events))
        self._running[turn.thread] = (turn, task)
        self._stopped.discard(turn.thread)

    async def stop(self, thread: str) -> None:
        """End a turn; returns when its conversation is as it was before."""
        if thread in self._running:
            turn, task = self._running[thread]
            turn.stopped = True
            self._stopped.add(thread)
            task.cancel()
            await asyncio.wait([task])

    async def _run(self, turn: Turn, events: AsyncIterator[Event]) -> None:
        try:
            async for event in events:
                turn.add(event)
        except asyncio.CancelledError:
            turn.stopped = True
        finally:
            close = getattr(events, "aclose", None)
            if close is not None:
                await close()
            self._running.pop(turn.thread, None)
            turn.end()
