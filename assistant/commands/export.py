"""`canvas export`: the canvas of a conversation as a file."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Annotated

import typer

from assistant.canvas.export import FORMATS
from assistant.commands.common import services
from assistant.events import TextDelta, TurnEnded

WORKBOOK = "xlsx"
KNOWN = (*FORMATS, WORKBOOK)
ASK = {"en": "export as {}", "zh": "导出为{}"}


def export(
    thread: Annotated[str, typer.Argument(help="The conversation.")],
    format: Annotated[str, typer.Option(help=f"One of {', '.join(KNOWN)}.")] = "md",  # noqa: A002
    out: Annotated[Path | None, typer.Option(help="File or folder to copy it to.")] = None,
) -> None:
    """Write the canvas of a conversation to a file and print its path.

    For example:

      canvas export clinic --format md

      canvas export clinic --format pdf --out clinic.pdf
    """
    wanted = format.strip().lower().lstrip(".")
    if wanted not in KNOWN:
        raise typer.BadParameter(f"{format!r}; use one of {', '.join(KNOWN)}", param_hint="--format")
    raise typer.Exit(asyncio.run(_export(thread, wanted, out)))


async def _export(thread: str, format_: str, out: Path | None) -> int:
    async with services(model="planner") as opened:
        conversation = opened.conversation(thread)
        language = "zh" if (await conversation.state()).get("language") == "zh" else "en"
        reply, files = "", []
        async for event in conversation.stream(ASK[language].format(format_)):
            if isinstance(event, TextDelta):
                reply += event.text
            elif isinstance(event, TurnEnded):
                files = [f for f in event.record["files"] if f.endswith(f".{format_}")]
    if not files:
        print(reply)
        return 1
    print(_copied(Path(files[-1]), out) if out else files[-1])
    return 0


def _copied(path: Path, out: Path) -> Path:
    """Where the file was copied to."""
    if not out.is_dir():
        out.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(path, out))
