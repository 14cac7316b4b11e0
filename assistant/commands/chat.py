"""`canvas chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from assistant.commands.common import services, settings
from assistant.commands.sources import sources
from assistant.events import Event, TextDelta, ToolFinished, ToolStarted, TurnEnded, TurnFailed

WELCOME = {
    "en": "Describe your venture, or ask “what if conversion is 15%?”. Empty line or Ctrl-D leaves.",
    "zh": "说说您的项目，或者问“如果转化率是 15% 呢”。输入空行或按 Ctrl-D 退出。",
}


def chat(
    thread: Annotated[str | None, typer.Option(help="Conversation to go on with; a new one without it.")] = None,
    model: Annotated[str | None, typer.Option(help="planner, openai:NAME or ollama:NAME.")] = None,
) -> None:
    """Talk in the terminal.

    Example: canvas chat --thread clinic
    """
    asyncio.run(_chat(thread, model))


async def _chat(thread: str | None, model: str | None) -> None:
    from rich.console import Console

    console = Console()
    language = settings().language
    console.print(WELCOME["zh"] if language == "zh" else WELCOME["en"], style="dim")
    async with services(model=model) as opened:
        conversation = opened.conversation(thread)
        console.print(f"canvas chat --thread {conversation.thread}", style="dim")
        while True:
            try:
                text = (await asyncio.to_thread(input, "\n> ")).strip()
            except (EOFError, KeyboardInterrupt):
                break
            if not text:
                break
            reply, listed = "", ""
            async for event in conversation.stream(text):
                reply += _shown(console, event)
                listed = sources(event.record) if isinstance(event, TurnEnded) else listed
            opened.threads.touch(conversation.thread, "local", text)
            _print_markdown(console, reply)
            if listed:
                console.print(f"\n{listed}", style="dim", markup=False, highlight=False)


def _shown(console: object, event: Event) -> str:
    from rich.console import Console

    assert isinstance(console, Console)
    if isinstance(event, ToolStarted):
        console.print(f"· {event.name} …", style="dim", end="")
    elif isinstance(event, ToolFinished):
        console.print(f" {'failed' if event.error else 'done'} ({event.seconds:.2f} s)", style="dim")
    elif isinstance(event, TurnFailed):
        console.print(event.message, style="red")
    return event.text if isinstance(event, TextDelta) else ""


def _print_markdown(console: object, text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    assert isinstance(console, Console)
    console.print(Markdown(text))
