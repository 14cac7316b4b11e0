"""`canvas export`: the canvas of a conversation as a file."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from assistant.commands.common import services
from assistant.events import TextDelta, TurnEnded


def export(
    thread: Annotated[str, typer.Argument(help="The conversation.")],
    format: Annotated[str, typer.Option(help="md or json.")] = "md",  # noqa: A002
) -> None:
    """Write the canvas of a conversation to a file and print its path.

    Example: canvas export clinic --format md
    """
    raise typer.Exit(asyncio.run(_export(thread, format)))


async def _export(thread: str, format_: str) -> int:
    async with services(model="planner") as opened:
        reply, files = "", []
        async for event in opened.conversation(thread).stream(f"export as {format_}"):
            if isinstance(event, TextDelta):
                reply += event.text
            elif isinstance(event, TurnEnded):
                files = event.record["files"]
    print("\n".join(files) or reply)
    return 0 if files else 1
