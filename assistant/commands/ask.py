"""`canvas ask`: one message, one answer."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.common import services
from assistant.commands.sources import sources
from assistant.commands.terminal import Bar, spoken
from assistant.events import TextDelta, TurnEnded, TurnFailed


def ask(
    text: Annotated[str, typer.Argument(help="What to say, in English or Chinese.")],
    file: Annotated[list[Path] | None, typer.Option(help="File to upload; may be repeated.", exists=True)] = None,
    thread: Annotated[str | None, typer.Option(help="Conversation to go on with; a new one without it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole turn as JSON.")] = False,
    model: Annotated[str | None, typer.Option(help="planner, openai:NAME or ollama:NAME.")] = None,
) -> None:
    """Send one message and print the answer.

    For example:

      canvas ask "We sell an AI tool that drafts radiology reports to small clinics for $199 a month" --thread clinic

      canvas ask "what if conversion is 15%?" --thread clinic --json
    """
    raise typer.Exit(asyncio.run(_ask(text, list(file or ()), thread, as_json, model)))


async def _ask(text: str, files: list[Path], thread: str | None, as_json: bool, model: str | None) -> int:
    async with services(model=model) as opened:
        conversation = opened.conversation(thread)
        record: dict[str, Any] = {}
        code, bar = 0, Bar(spoken(text, opened.settings.language))
        # Closed at once when the reader of our output goes away, so that the half-done turn is taken back in time.
        async with aclosing(conversation.stream(text, files)) as events:
            async for event in events:
                bar.show(event)
                if isinstance(event, TextDelta) and not as_json:
                    print(event.text, end="", flush=True)
                elif isinstance(event, TurnFailed):
                    print(json.dumps({"error": event.message}, ensure_ascii=False) if as_json else event.message)
                    code = 1
                elif isinstance(event, TurnEnded):
                    record = event.record
                    opened.threads.touch(conversation.thread, "local", text)
        if as_json and record:
            print(json.dumps(record, ensure_ascii=False, indent=2))
        elif not as_json:
            print()
            if listed := sources(record):
                print(f"\n{listed}")
        return code
