"""What a terminal shows of a turn at work: a bar on stderr, and Ctrl-C that ends the turn and not the talk."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TextIO

from assistant.events import Event, TextDelta, ToolFinished, ToolProgress, ToolStarted, TurnEnded, TurnFailed
from assistant.language.detect import detect_language

Language = Literal["en", "zh"]
WIDTH = 24
CLEARED = "\r\x1b[K"


def spoken(text: str, configured: str) -> Language:
    """Language of what the terminal says about a message: the one configured, else that of the message."""
    if configured in ("en", "zh"):
        return "zh" if configured == "zh" else "en"
    return detect_language(text, "en")


class Bar:
    """One line that is drawn over itself; silent where stderr is no terminal.

    Args:
        language: Of the words beside the bar.
        out: Where to draw.
    """

    def __init__(self, language: Language, out: TextIO | None = None) -> None:
        self._language = language
        self._out = out or sys.stderr
        self._drawn = False

    def show(self, event: Event) -> None:
        """Draw the progress of a tool, and clear it once anything else happens."""
        if not self._out.isatty():
            return
        if isinstance(event, ToolProgress):
            full = round(event.share * WIDTH)
            line = f"{'█' * full}{'░' * (WIDTH - full)} {event.share:4.0%}  {event.text[self._language]}"
            self._out.write(f"{CLEARED}{line}")
            self._drawn = True
        elif isinstance(event, TextDelta | ToolStarted | ToolFinished | TurnEnded | TurnFailed):
            self.clear()
        self._out.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._out.write(CLEARED)
            self._out.flush()
            self._drawn = False


async def until_interrupted(work: Coroutine[Any, Any, None]) -> bool:
    """Run a turn; Ctrl-C cancels it alone. Gives False where it was cancelled."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    with _interrupts(lambda: loop.call_soon_threadsafe(task.cancel)):
        await asyncio.wait([task])
    if task.cancelled():
        return False
    task.result()
    return True


def ask_line(prompt: str) -> str | None:
    """A line from the user; None at the end of input or on Ctrl-C.

    Blocks the event loop, in which nothing else is going on; a thread would keep waiting for a line after Ctrl-C.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        return None
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _interrupts(told: Any) -> Iterator[None]:
    before = signal.signal(signal.SIGINT, lambda *_: told())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
