"""Connects the evaluation to the product: a fresh conversation for every case, in the state the case asks for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from assistant.canvas import canvas_json, history_of
from assistant.config import Settings
from assistant.events import TurnEnded, TurnFailed
from assistant.session import Conversation
from assistant.wiring import Services, open_services
from eval.schema import Given
from eval.target import Target, TurnRecord


class ConversationTarget:
    """One conversation of the product."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    async def turn(self, text: str, files: Sequence[Path] = ()) -> TurnRecord:
        """Answer `text`.

        Raises:
            RuntimeError: The turn failed.
        """
        async for event in self._conversation.stream(text, files):
            if isinstance(event, TurnFailed):
                raise RuntimeError(event.message)
            if isinstance(event, TurnEnded):
                return event.record
        raise RuntimeError("the turn ended without a record")

    async def state(self) -> dict[str, Any]:
        """Canvas and model as they stand."""
        state = await self._conversation.state()
        finance = state.get("finance") or {}
        model = {"template": finance.get("template"), "inputs": finance.get("inputs", {})}
        return {"canvas": canvas_json(state), "model": model}


class ConversationFactory:
    """Starts conversations in a temporary folder; the product is assembled on first use and kept for the run.

    Args:
        settings: The settings to test.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stack = AsyncExitStack()
        self._services: Services | None = None

    async def __call__(self, given: Given, language: str) -> Target:
        """A new conversation with the canvas, model and files of `given`."""
        services = await self._opened()
        conversation = services.conversation()
        values = _state(given, services, language)
        if values:
            await conversation.update(**values)
        return ConversationTarget(conversation)

    async def aclose(self) -> None:
        """Close the product and delete the folder."""
        await self._stack.aclose()

    async def _opened(self) -> Services:
        if self._services is None:
            folder = self._stack.enter_context(tempfile.TemporaryDirectory())
            self._services = await self._stack.enter_async_context(
                open_services(self._settings, workspace=Path(folder))
            )
        return self._services


def _state(given: Given, services: Services, language: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if given.model is not None:
        model = services.models[given.model.template]
        inputs = {**model.defaults, **given.model.inputs}
        values["finance"] = {"template": model.id, "inputs": inputs, "stated": list(given.model.inputs)}
    if given.canvas is not None:
        values["canvas"] = history_of(json.loads(given.canvas.read_text(encoding="utf-8")))
    if given.files:
        values["files"] = [{"name": key, "path": str(path)} for key, path in given.files.items()]
    return {**values, "language": language} if values else {}
