"""Which use of which part of the page calls which handler."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from ui.drawing import Updates
from ui.handlers import Handlers, View
from ui.page import Parts


def connect(page: gr.Blocks, parts: Parts, handlers: Handlers) -> Any:
    """Wire the events, none of them part of a public API; gives the one of the page's opening, for what comes after."""
    shared: dict[str, Any] = {"outputs": parts.all, "api_visibility": "private", "show_progress": "hidden"}
    page.unload(handlers.leave)
    loaded = page.load(handlers.open, [parts.memory], **shared)
    for opened in (
        loaded,
        parts.header.select(handlers.switch_language, [parts.view], **shared),
        parts.threads.select(handlers.switch_thread, [parts.view], **shared),
    ):
        opened.then(handlers.follow, [parts.view], **shared)
    parts.new.click(handlers.new_thread, [parts.view], **shared)
    parts.starter.select(handlers.send_example, [parts.view], **shared)
    # "minimal" shows that an answer is on its way, in the chat alone.
    working = {**shared, "show_progress": "minimal", "show_progress_on": [parts.chat]}
    parts.box.submit(handlers.send, [parts.box, parts.view], **working)
    parts.box.stop(handlers.stop, [parts.view], None, api_visibility="private", queue=False)
    parts.menus.select(handlers.choose, [parts.view], **working)
    for button, key in ((parts.undo, "undo"), (parts.redo, "redo")):
        button.click(_command(handlers, key), [parts.view], **working)
    return loaded


def _command(handlers: Handlers, key: str) -> Callable[[View, gr.Request], AsyncIterator[Updates]]:
    async def say(view: View, request: gr.Request) -> AsyncIterator[Updates]:
        async for updates in handlers.command(key, view, request):
            yield updates

    return say
