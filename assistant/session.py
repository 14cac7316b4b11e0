"""A conversation: one message in, a stream of typed events out. Everything the product shows comes from here."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.runnables import RunnableConfig

from assistant.agent.build import Agent
from assistant.agent.checkpoints import Checkpoints
from assistant.agent.middleware.resilience import FAULT
from assistant.agent.state import TurnContext
from assistant.agent.turn import artifact
from assistant.canvas import canvas_json, undo_redo
from assistant.events import (
    CanvasChanged,
    Event,
    FigurePublished,
    ModelChanged,
    TextDelta,
    ToolFinished,
    ToolProgress,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from assistant.figures import Figure
from assistant.finance.counted import counted
from assistant.language.detect import detect_language
from assistant.language.normalize import normalize
from assistant.language.wanted import wanted_language
from assistant.records import TurnRecorder

log = logging.getLogger(__name__)

JsonDict = dict[str, Any]
FAILED = {
    "en": "Something broke on our side, so nothing of this turn was kept. Please try again or say it differently.",
    "zh": "我们这边出了故障，这一轮没有保留任何改动。请重试，或者换个说法。",
}
# More steps than twelve model calls with their tools can take; the limit itself is the middleware's.
STEP_LIMIT = 60
PIECE = 24


class Conversation:
    """One thread of talk.

    Args:
        agent: The composed agent.
        checkpoints: Its store, pruned after each turn.
        thread: Name of the thread.
        files_dir: Where uploaded files are kept.
        check: Finds ungrounded tokens in a reply, for the record.
        language: "en" or "zh" to answer always in it, else the user's.
    """

    def __init__(
        self,
        agent: Agent,
        checkpoints: Checkpoints,
        thread: str,
        files_dir: Path,
        check: Callable[[str, JsonDict], list[str]],
        language: str = "auto",
    ) -> None:
        self.thread = thread
        self._agent, self._checkpoints, self._check = agent, checkpoints, check
        self._files_dir, self._fixed = files_dir, language
        self._config: RunnableConfig = {"configurable": {"thread_id": thread}, "recursion_limit": STEP_LIMIT}
        self._turn = asyncio.Lock()

    async def state(self) -> JsonDict:
        """What the conversation remembers, plain JSON besides `messages`."""
        return dict((await self._agent.aget_state(self._config)).values)

    async def update(self, **values: Any) -> None:
        """Set parts of the state from outside a turn: fixtures of a test, edits in the page."""
        await self._agent.aupdate_state(self._config, values)

    async def stream(self, text: str, files: Sequence[Path] = ()) -> AsyncGenerator[Event, None]:
        """Run one turn.

        Args:
            text: What the user wrote.
            files: Uploaded files; they are copied into the conversation.

        Yields:
            Events in order; the last is `TurnEnded`, or `TurnFailed` with the state as it was before.
        """
        async with self._turn:
            before = await self._agent.aget_state(self._config)
            done = False
            try:
                async for event in self._run(text, files, dict(before.values)):
                    done = isinstance(event, TurnEnded)
                    yield event
            except Exception:
                log.exception("turn failed")
                yield TurnFailed(FAILED[self._language(text, dict(before.values))])
            finally:
                # Also when the reader stops early: a half-done turn must leave nothing behind.
                if not done:
                    await self._restore(before.config if before.values else None)
                await self._checkpoints.keep_latest(self.thread)

    async def _run(self, text: str, files: Sequence[Path], before: JsonDict) -> AsyncIterator[Event]:
        started = time.perf_counter()
        language = self._language(text, before)
        recorder = TurnRecorder(self.thread, text, language)
        entry: JsonDict = {"messages": [HumanMessage(text)], "language": language, "exports": []}
        if asked := wanted_language(text):
            entry["reply_language"] = asked
        pricing = str((before.get("brief") or {}).get("pricing") or "")
        finance = before.get("finance") or {}
        if (in_currency := counted(finance, (normalize(text), pricing), language)) != finance:
            entry["finance"] = in_currency
        if files:
            entry["files"] = [*(before.get("files") or []), *self._keep(files)]
        calls: dict[str, tuple[JsonDict, float]] = {}
        context = TurnContext()
        try:
            stream: AsyncIterator[Any] = self._agent.astream(
                entry, self._config, context=context, stream_mode=["updates", "custom"], durability="sync"
            )
            async for mode, update in stream:
                if mode == "custom":
                    yield _of_progress(update)
                    continue
                for change in update.values():
                    for event in self._events(change or {}, calls, recorder):
                        yield event
        finally:
            # A tool at work in a thread ends at its next word of progress.
            context.stopped.set()
        state = await self.state()
        recorder.ungrounded = self._check(recorder.reply, state)
        yield TurnEnded(recorder.finish(state, state.get("exports") or [], (time.perf_counter() - started) * 1000))

    def _events(
        self, change: JsonDict, calls: dict[str, tuple[JsonDict, float]], recorder: TurnRecorder
    ) -> Iterable[Event]:
        for message in change.get("messages", []):
            if isinstance(message, AIMessage):
                yield from _of_answer(message, calls, recorder)
            elif isinstance(message, ToolMessage):
                yield from _of_result(message, calls, recorder)
        if "canvas" in change:
            history = change["canvas"]
            yield CanvasChanged(canvas_json(change), *undo_redo(history))
        if "finance" in change:
            yield ModelChanged(dict(change["finance"]))

    def _language(self, text: str, before: JsonDict) -> str:
        if self._fixed != "auto":
            return self._fixed
        if asked := wanted_language(text) or before.get("reply_language"):
            return str(asked)
        return detect_language(text, "zh" if before.get("language") == "zh" else "en")

    def _keep(self, files: Sequence[Path]) -> list[JsonDict]:
        folder = self._files_dir / self.thread
        folder.mkdir(parents=True, exist_ok=True)
        return [{"name": f.name, "path": str(shutil.copy(f, folder / f.name))} for f in files]

    async def _restore(self, config: RunnableConfig | None) -> None:
        if config is None:
            await self._checkpoints.adelete_thread(self.thread)
        else:
            await self._agent.aupdate_state(config, None, as_node="__copy__")


def _of_answer(message: AIMessage, calls: dict[str, tuple[JsonDict, float]], recorder: TurnRecorder) -> Iterable[Event]:
    for call in message.tool_calls:
        calls[call["id"] or ""] = (dict(call), time.perf_counter())
        yield ToolStarted(call["id"] or "", call["name"], call["args"])
    if message.tool_calls:
        return
    recorder.reply = message.text
    recorder.fault = message.additional_kwargs.get(FAULT)
    recorder.asks = bool(message.additional_kwargs.get("asks", _is_question(message.text, recorder)))
    yield from (TextDelta(message.text[i : i + PIECE]) for i in range(0, len(message.text), PIECE))


def _of_result(
    message: ToolMessage, calls: dict[str, tuple[JsonDict, float]], recorder: TurnRecorder
) -> Iterable[Event]:
    call, started = calls.get(message.tool_call_id, ({"name": message.name, "args": {}}, time.perf_counter()))
    result = artifact(message)
    error = message.text if message.status == "error" else None
    recorder.tools.append({"name": call["name"], "args": call["args"], "ok": error is None, "error": error})
    figures, citations = result.get("figures", []), result.get("citations", [])
    recorder.figures += figures
    recorder.citations += citations
    yield from (FigurePublished(Figure.from_json(f)) for f in figures)
    yield ToolFinished(
        message.tool_call_id,
        str(call["name"]),
        call["args"],
        result.get("data", {}),
        citations,
        error,
        time.perf_counter() - started,
    )


def _of_progress(news: JsonDict) -> ToolProgress:
    """What a tool wrote to the stream while it works."""
    told = news["progress"]
    return ToolProgress(str(told["call_id"]), float(told["share"]), dict(told["text"]))


def _is_question(reply: str, recorder: TurnRecorder) -> bool:
    """A model that does not say so asks when it ends on a question without having done anything."""
    did = any(tool["ok"] and tool["name"] != "search_guidance" for tool in recorder.tools)
    return not did and reply.rstrip().endswith(("?", "？"))
