"""How work that takes more than a second tells how far it is; whoever listens may end it by raising."""

from __future__ import annotations

from collections.abc import Callable

from assistant.language.text import Text

Progress = Callable[[float, Text], None]
"""Called with the share done, 0 to 1, and what is being done."""


def unheard(share: float, text: Text) -> None:
    """Progress that nobody listens to."""


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the work, which is from `start` to `end` of the whole."""
    return lambda share, text: progress(start + (end - start) * share, text)
