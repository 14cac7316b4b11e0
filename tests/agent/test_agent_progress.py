"""Progress of a long tool reaches the stream of events, and a stopped turn ends the tool and leaves the state alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain.tools import ToolRuntime, tool

from assistant.agent.checkpoints import open_checkpoints
from assistant.agent.state import ConversationState, TurnContext
from assistant.events import ToolFinished, ToolProgress
from assistant.language.text import Text
from assistant.progress import part_of
from assistant.session import Conversation
from assistant.testing import ScriptedChatModel, calls, says
from assistant.tools.plumbing import Outcome, Stopped, progress_of, publish

WORKING = Text("Working", "正在处理")


def test_a_part_of_the_work_is_a_part_of_its_progress() -> None:
    told: list[float] = []
    halves = part_of(lambda share, text: told.append(share), 0.5, 1.0)
    for share in (0.0, 0.5, 1.0):
        halves(share, WORKING)
    assert told == [0.5, 0.75, 1.0]


def test_work_ends_once_its_turn_was_stopped() -> None:
    written: list[Any] = []
    context = TurnContext()
    runtime: Any = SimpleNamespace(context=context, tool_call_id="1", stream_writer=written.append)
    progress_of(runtime)(0.25, WORKING)
    assert written == [{"progress": {"call_id": "1", "share": 0.25, "text": {"en": "Working", "zh": "正在处理"}}}]
    context.stopped.set()
    with pytest.raises(Stopped):
        progress_of(runtime)(0.5, WORKING)
    assert len(written) == 1


class Long:
    """A tool that works until it is let go or stopped."""

    def __init__(self) -> None:
        self.go, self.ended = threading.Event(), ""

    def tool(self) -> Any:
        @tool
        def slow(runtime: ToolRuntime[Any, Any]) -> Any:
            """Take long."""
            progress = progress_of(runtime)
            try:
                progress(0.5, WORKING)
                while not self.go.wait(0.01):
                    progress(0.6, WORKING)
            except Stopped:
                self.ended = "stopped"
                raise
            self.ended = "done"
            return publish(Outcome({"ok": True}, state={"brief": {"idea": "changed"}}), "slow", runtime)

        return slow


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Any]:
    long = Long()
    model = ScriptedChatModel(script=[calls(("slow", {})), says("done"), calls(("slow", {})), says("done")])
    async with open_checkpoints(tmp_path / "c.db") as checkpoints:
        agent = create_agent(
            model,
            [long.tool()],
            state_schema=ConversationState,
            context_schema=TurnContext,
            checkpointer=checkpoints,
        )
        yield Conversation(agent, checkpoints, "t", tmp_path, lambda reply, state: []), long


async def test_progress_comes_between_start_and_end(talk: Any) -> None:
    conversation, long = talk
    seen: list[Any] = []
    async for event in conversation.stream("go"):
        seen.append(event)
        if isinstance(event, ToolProgress):
            long.go.set()
    shown = [e for e in seen if isinstance(e, ToolProgress | ToolFinished)]
    assert shown[0] == ToolProgress(shown[-1].call_id, 0.5, {"en": "Working", "zh": "正在处理"})
    assert isinstance(shown[-1], ToolFinished) and shown[-1].data == {"ok": True}
    assert (await conversation.state())["brief"] == {"idea": "changed"}


async def test_a_stopped_turn_ends_the_tool_and_keeps_the_state(talk: Any) -> None:
    conversation, long = talk
    await conversation.update(brief={"idea": "kept"})
    reached = asyncio.Event()

    async def turn() -> None:
        async for event in conversation.stream("go"):
            if isinstance(event, ToolProgress):
                reached.set()

    task = asyncio.create_task(turn())
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    for _ in range(200):
        if long.ended:
            break
        await asyncio.sleep(0.01)
    assert long.ended == "stopped"
    state = await conversation.state()
    assert state["brief"] == {"idea": "kept"} and not state.get("messages")
