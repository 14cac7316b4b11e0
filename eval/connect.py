"""Connects the evaluation to the product: a fresh conversation for every case, in the state the case asks for."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from assistant.agent.turn import current_turn
from assistant.canvas import canvas_json, history_of
from assistant.config import Settings
from assistant.errors import ConfigError
from assistant.events import TurnEnded, TurnFailed
from assistant.finance.inputs import checked_inputs
from assistant.language.detect import detect_language
from assistant.planner.intents.labels import INTENTS
from assistant.planner.intents.model import IntentClassifier
from assistant.retrieval.embeddings import MINILM, make_embedder
from assistant.session import Conversation
from assistant.wiring import Services, open_index, open_services
from eval.coverage import Catalogue
from eval.fixtures import read_canvas
from eval.schema import Given, GivenModel
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
        record: TurnRecord | None = None
        async for event in self._conversation.stream(text, files):
            if isinstance(event, TurnFailed):
                raise RuntimeError(event.message)
            if isinstance(event, TurnEnded):
                record = event.record  # the stream still has to end by itself: it tidies up
        if record is None:
            raise RuntimeError("the turn ended without a record")
        return {**record, "tokens": await self._tokens()}

    async def whole_state(self) -> dict[str, Any]:
        """Everything the conversation remembers."""
        return await self._conversation.state()

    async def _tokens(self) -> int:
        """Tokens of the turn as the model reports them; the planner uses none.

        Answers that the house refused are not among the messages kept, so that a model's faults are not counted.
        """
        messages = (await self._conversation.state()).get("messages") or []
        used = [getattr(message, "usage_metadata", None) for message in current_turn(messages)]
        return sum(int(usage["total_tokens"]) for usage in used if usage)

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
        wrap: Puts another chat model around the one of the settings, such as an adversary.
    """

    def __init__(self, settings: Settings, wrap: Callable[[Any], Any] | None = None) -> None:
        self._settings, self._wrap = settings, wrap
        self._stack = AsyncExitStack()
        self._services: Services | None = None
        self._opening = asyncio.Lock()

    async def __call__(self, given: Given, language: str) -> Target:
        """A new conversation with the canvas, model and files of `given`.

        Raises:
            AssistantError: What is given cannot be: an unknown template, input or block.
        """
        services = await self._opened()
        conversation = services.conversation()
        values = given_state(given, services, language)
        if values:
            await conversation.update(**values)
        return ConversationTarget(conversation)

    def tool_names(self) -> tuple[str, ...]:
        """The tools a model may call, once a conversation was started; empty before."""
        return self._services.tool_names if self._services else ()

    def catalogue(self, tools: tuple[str, ...]) -> Catalogue:
        """These tools, and the kinds of request that the planner tells apart."""
        embedder = make_embedder(MINILM, stamp=self._settings.data_dir / "index" / "weights.stamp")
        classifier = IntentClassifier.load(embedder.embed)
        return Catalogue(tools, INTENTS, lambda text: classifier.predict(text, detect_language(text, "en")).intent)

    async def aclose(self) -> None:
        """Close the product and delete the folder."""
        await self._stack.aclose()

    async def _opened(self) -> Services:
        async with self._opening:
            if self._services is None:
                # Building the index can take minutes, which are not those of the first case that searches.
                await asyncio.to_thread(_build_index, self._settings)
                folder = self._stack.enter_context(tempfile.TemporaryDirectory())
                self._services = await self._stack.enter_async_context(
                    open_services(self._settings, workspace=Path(folder), wrap=self._wrap)
                )
        return self._services


def _build_index(settings: Settings) -> None:
    index = open_index(settings)
    if index.stale:
        index.build()


def given_state(given: Given, services: Services, language: str) -> dict[str, Any]:
    """State of a conversation in which a case begins.

    Raises:
        AssistantError: What is given cannot be: an unknown template, input or block.
    """
    values: dict[str, Any] = {}
    if given.model is not None:
        values["finance"] = _finance(given.model, services)
    if given.canvas is not None:
        values["canvas"] = history_of(read_canvas(given.canvas))
    if given.files:
        named = {name: path for key, path in given.files.items() for name in (key, path.name)}
        values["files"] = [{"name": name, "path": str(path)} for name, path in named.items()]
    if given.clock is not None:
        values["clock"] = given.clock.isoformat()
    if given.seed is not None:
        values["seed"] = given.seed
    return {**values, "language": language} if values else {}


def _finance(given: GivenModel, services: Services) -> dict[str, Any]:
    if given.template not in services.models:
        raise ConfigError(f"no finance model {given.template!r} (there are: {', '.join(services.models)})")
    model = services.models[given.template]
    # A given model is in the currency of its file, as if chosen, so that both languages compute the same.
    values = checked_inputs(model, given.inputs)
    return {"template": model.id, "inputs": values, "stated": list(given.inputs), "currency": model.currency}
