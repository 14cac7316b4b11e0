from __future__ import annotations

import asyncio
import io
import os
import signal

import pytest

from assistant.commands.terminal import CLEARED, Bar, ask_line, spoken, until_interrupted
from assistant.events import ToolProgress, TurnEnded

HALF = ToolProgress("1", 0.5, {"en": "Reading", "zh": "正在读取"})


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("language", "said"), [("en", "Reading"), ("zh", "正在读取")])
def test_a_bar_is_drawn_and_taken_away(language: str, said: str) -> None:
    out = Terminal()
    bar = Bar(spoken("", language), out)
    bar.show(HALF)
    assert out.getvalue() == f"{CLEARED}{'█' * 12}{'░' * 12}  50%  {said}"
    bar.show(TurnEnded())
    assert out.getvalue().endswith(CLEARED)


def test_nothing_is_drawn_into_a_pipe() -> None:
    out = io.StringIO()
    Bar("en", out).show(HALF)
    assert out.getvalue() == ""


def test_the_bar_speaks_the_language_of_the_message() -> None:
    assert [spoken("帮我分群", "auto"), spoken("segment them", "auto"), spoken("segment them", "zh")] == [
        "zh",
        "en",
        "zh",
    ]


@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal")
def test_an_interrupt_ends_the_turn_only() -> None:
    tidied: list[bool] = []

    async def turn() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        try:
            await asyncio.sleep(30)
        finally:
            await asyncio.sleep(0)  # a turn takes its changes back before it ends
            tidied.append(True)

    async def talk() -> tuple[bool, bool]:
        return await until_interrupted(turn()), await until_interrupted(asyncio.sleep(0))

    before = signal.getsignal(signal.SIGINT)
    assert asyncio.run(talk()) == (False, True)
    assert tidied == [True]
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.parametrize("leaving", [EOFError, KeyboardInterrupt])
def test_leaving_the_prompt(monkeypatch: pytest.MonkeyPatch, leaving: type[BaseException]) -> None:
    def nobody(prompt: str) -> str:
        raise leaving

    monkeypatch.setattr("builtins.input", nobody)
    assert ask_line("> ") is None
