"""`canvas ui`: the web page."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.common import settings


def ui(
    host: Annotated[str | None, typer.Option(help="Address to listen on; 127.0.0.1 by default.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 7860 by default.")] = None,
    model: Annotated[str | None, typer.Option(help="planner, openai:NAME or ollama:NAME.")] = None,
) -> None:
    """Start the web page and print its address.

    Example: canvas ui --port 8000
    """
    from ui.app import main

    main(settings(host=host, port=port, model=model))


def default(context: typer.Context) -> None:
    """Draft and stress-test a business model canvas in conversation. Without a command, starts the web page."""
    if context.invoked_subcommand is None:
        ui()
