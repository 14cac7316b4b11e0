"""What the commands share."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from assistant.config import Settings, load_settings

if TYPE_CHECKING:
    from assistant.wiring import Services


@asynccontextmanager
async def services(**overrides: object) -> AsyncIterator[Services]:
    """The assembled product for one command; settings come from the environment and the options given."""
    from assistant.wiring import open_services

    async with open_services(settings(**overrides), progress=show_progress) as opened:
        yield opened


def settings(**overrides: object) -> Settings:
    """Settings from the environment; options that were given win."""
    return load_settings(**overrides)


def show_progress(done: int, total: int) -> None:
    """A counter on stderr while the guidance index is built."""
    end = "\n" if done >= total else ""
    print(f"\rIndexing the guidance: {done}/{total}", end=end, file=sys.stderr, flush=True)
