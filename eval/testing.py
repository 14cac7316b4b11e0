"""A conversation that answers from a script, to test the evaluation and dialogue files without a product."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.schema import Given

Answer = Mapping[str, Any] | Exception
Answers = Callable[[Given, str], Sequence[Answer]]


def turn_record(user: str = "", **changes: Any) -> dict[str, Any]:
    """A turn as JSON with nothing in it but `changes`."""
    empty: dict[str, Any] = {
        "thread": "test",
        "user": user,
        "reply": "",
        "language": "en",
        "asks": False,
        "tools": [],
        "figures": [],
        "citations": [],
        "canvas": {},
        "model": {"template": None, "inputs": {}},
        "ungrounded": [],
        "files": [],
        "latency_ms": 5,
    }
    return {**empty, **copy.deepcopy(changes)}


class ScriptedTarget:
    """Gives the answers in order; an exception among them is raised.

    Args:
        answers: Parts of turn records, or exceptions.
        delay_s: Time each answer takes.
    """

    def __init__(self, answers: Sequence[Answer], delay_s: float = 0.0) -> None:
        self.answers = list(answers)
        self.delay_s = delay_s
        self.heard: list[str] = []

    async def turn(self, text: str, files: Sequence[Path] = ()) -> Mapping[str, Any]:
        """The next answer as a full turn record."""
        self.heard.append(text)
        await asyncio.sleep(self.delay_s)
        answer = self.answers[len(self.heard) - 1]
        if isinstance(answer, Exception):
            raise answer
        return turn_record(text, **answer)


class ScriptedFactory:
    """Starts a scripted conversation for each trial and keeps what it was asked for.

    Args:
        answers: The answers, or a function of `given` and language that chooses them.
        delay_s: Time each answer takes.
    """

    def __init__(self, answers: Sequence[Answer] | Answers, delay_s: float = 0.0) -> None:
        self.answers = answers
        self.delay_s = delay_s
        self.closed = False
        self.started: list[tuple[Given, str, ScriptedTarget]] = []

    async def __call__(self, given: Given, language: str) -> ScriptedTarget:
        """A new conversation."""
        chosen = self.answers(given, language) if callable(self.answers) else self.answers
        target = ScriptedTarget(chosen, self.delay_s)
        self.started.append((given, language, target))
        return target

    async def aclose(self) -> None:
        """Remember that the run is over."""
        self.closed = True
