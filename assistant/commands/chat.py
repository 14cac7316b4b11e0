"""`canvas chat`: a conversation in the terminal."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import services, settings
from assistant.commands.sources import sources
from assistant.commands.terminal import Bar, Language, ask_line, spoken, until_interrupted
from assistant.events import Event, TextDelta, ToolFinished, ToolStarted, TurnEnded, TurnFailed

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.session import Conversation

WELCOME = {
    "en": "Describe your venture, or ask “what if conversion is 15%?”. "
    "Ctrl-C stops an answer; an empty line or Ctrl-D leaves.",
    "zh": "说说您的项目，或者问“如果转化率是 15% 呢”。按 Ctrl-C 停止回答，输入空行或按 Ctrl-D 退出。",
}
STOPPED = {
    "en": "Stopped. Nothing of this turn was kept; go on with another message.",
    "zh": "已停止，这一轮没有保留任何改动，可以继续输入。",
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
    console.print(WELCOME["zh" if settings().language == "zh" else "en"], style="dim")
    async with services(model=model) as opened:
        conversation = opened.conversation(thread)
        console.print(f"canvas chat --thread {conversation.thread}", style="dim")
        while text := ask_line("\n> "):
            language = spoken(text, opened.settings.language)
            if await until_interrupted(_turn(console, conversation, text, language)):
                opened.threads.touch(conversation.thread, "local", text)
            else:
                console.print(STOPPED[language], style="dim")


async def _turn(console: Console, conversation: Conversation, text: str, language: Language) -> None:
    reply, listed, bar = "", "", Bar(language)
    async with aclosing(conversation.stream(text)) as events:
        try:
            async for event in events:
                bar.show(event)
                reply += _shown(console, event)
                listed = sources(event.record) if isinstance(event, TurnEnded) else listed
        finally:
            bar.clear()
    _print_markdown(console, reply)
    if listed:
        console.print(f"\n{listed}", style="dim", markup=False, highlight=False)


def _shown(console: Console, event: Event) -> str:
    if isinstance(event, ToolStarted):
        console.print(f"· {event.name} …", style="dim")
    elif isinstance(event, ToolFinished):
        state = "failed" if event.error else "done"
        console.print(f"· {event.name} {state} ({event.seconds:.2f} s)", style="dim")
    elif isinstance(event, TurnFailed):
        console.print(event.message, style="red")
    return event.text if isinstance(event, TextDelta) else ""


def _print_markdown(console: Console, text: str) -> None:
    from rich.markdown import Markdown

    console.print(Markdown(text))
