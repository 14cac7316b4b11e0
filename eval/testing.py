"""A conversation that answers from a script, to test the evaluation and dialogue files without a product."""

from __future__ import annotations

import asyncio
import copy
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.assertions import Failure, Observed, parse_expect
from eval.schema import Given
from eval.yaml_nodes import read_yaml

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


def tool_call(name: str, **args: Any) -> dict[str, Any]:
    """A successful tool call of a turn record."""
    return {"name": name, "args": args, "ok": True, "error": None}


def published_figure(
    name: str, value: float, scenario: str | None = None, unit: str = "USD", tool: str = "what_if"
) -> dict[str, Any]:
    """A figure of a turn record."""
    parts = {"id": name, "label": name, "value": value, "unit": unit, "period": None}
    return {**parts, "scenario": scenario, "source": f"tool:{tool}#1"}


def failures_of(
    expect: str,
    language: str = "en",
    *,
    canvas_before: Mapping[str, Any] | None = None,
    inputs_before: Mapping[str, float] | None = None,
    **turn: Any,
) -> list[Failure]:
    """Check a turn against an `expect` written as YAML.

    Args:
        expect: What stands under `expect` in a dialogue file.
        language: Language of the case and of the user.
        canvas_before: Canvas before the turn.
        inputs_before: Inputs of the finance model before the turn.
        turn: Parts of the turn record.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "expect.yaml"
        path.write_text(expect, encoding="utf-8")
        assertions = parse_expect(replace(read_yaml(path), name="expect"), language)
    seen = Observed(turn_record("hi", **turn), language, canvas_before or {}, inputs_before or {})
    return [failure for assertion in assertions for failure in assertion.check(seen)]


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
