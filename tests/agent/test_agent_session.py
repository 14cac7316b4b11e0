"""Turns that fail or are broken off leave nothing behind; turns that end leave one checkpoint."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from agent.conftest import HOUSE, TOOLS

from assistant.agent.build import build_agent
from assistant.agent.checkpoints import Checkpoints, open_checkpoints
from assistant.events import TextDelta, ToolFinished, ToolStarted, TurnEnded, TurnFailed
from assistant.session import Conversation
from assistant.testing import ScriptedChatModel, calls, says

Open = Callable[..., Conversation]


@pytest.fixture
async def checkpoints(tmp_path: Path) -> AsyncIterator[Checkpoints]:
    async with open_checkpoints(tmp_path / "conversations.db") as opened:
        yield opened


@pytest.fixture
def converse(checkpoints: Checkpoints, tmp_path: Path) -> Open:
    """Opens a conversation that follows a script."""

    def opened(*script: Any, thread: str = "t", language: str = "auto") -> Conversation:
        agent = build_agent(ScriptedChatModel(script=list(script)), TOOLS, HOUSE, checkpoints)
        check = lambda reply, state: HOUSE.check(reply, state, [])  # noqa: E731
        return Conversation(agent, checkpoints, thread, tmp_path / "files", check, language)

    return opened


async def turn(conversation: Conversation, text: str, *files: Path) -> list[Any]:
    return [event async for event in conversation.stream(text, files)]


async def rows(checkpoints: Checkpoints, table: str, thread: str) -> int:
    query = f"SELECT COUNT(*) FROM {table} WHERE thread_id = ?"
    async with checkpoints.conn.execute(query, (thread,)) as cursor:
        (count,) = await cursor.fetchone()  # type: ignore[misc]
        return int(count)


async def test_events_come_in_order_and_end_with_the_record(converse: Open) -> None:
    talk = converse(calls(("measure", {"value": 12.5}), text=""), says("Profit is {{f:profit}}."))
    events = await turn(talk, "profit?")
    started, published, finished, *text, ended = events
    assert isinstance(started, ToolStarted) and started.args == {"value": 12.5}
    assert published.figure.value == 12.5
    assert isinstance(finished, ToolFinished) and finished.data == {"value": 12.5}
    assert "".join(event.text for event in text if isinstance(event, TextDelta)) == "Profit is 12.5 USD."
    record = ended.record
    assert record["reply"] == "Profit is 12.5 USD."
    assert record["tools"] == [{"name": "measure", "args": {"value": 12.5}, "ok": True, "error": None}]
    assert [figure["value"] for figure in record["figures"]] == [12.5]


async def test_only_the_newest_checkpoint_of_the_thread_is_kept(converse: Open, checkpoints: Checkpoints) -> None:
    await turn(converse(says("Hi."), thread="other"), "hello")
    talk = converse(calls(("note", {"text": "a"})), says("Done."), says("Again."))
    await turn(talk, "note a")
    await turn(talk, "again")
    assert await rows(checkpoints, "checkpoints", "t") == 1
    assert await rows(checkpoints, "checkpoints", "other") == 1
    state = await talk.state()
    assert state["brief"] == {"notes": ["a"]}
    assert [m.text for m in state["messages"] if m.type == "human"] == ["note a", "again"]


@pytest.mark.parametrize(("text", "words"), [("note b", "Something broke"), ("记下b", "出了故障")])
async def test_a_failed_turn_leaves_the_state_as_it_was(converse: Open, text: str, words: str) -> None:
    talk = converse(
        calls(("note", {"text": "a"})), says("Done."), calls(("note", {"text": "b"}), ("broken", {})), says("On we go.")
    )
    await turn(talk, "note a")
    before = await talk.state()
    failed = (await turn(talk, text))[-1]
    assert isinstance(failed, TurnFailed)
    assert words in failed.message
    assert "ZeroDivision" not in failed.message
    assert await talk.state() == before
    assert (await turn(talk, "go on"))[-1].record["reply"] == "On we go."


async def test_a_failed_first_turn_leaves_nothing(converse: Open, checkpoints: Checkpoints) -> None:
    talk = converse(calls(("note", {"text": "a"}), ("broken", {})))
    assert isinstance((await turn(talk, "note a"))[-1], TurnFailed)
    assert await talk.state() == {}
    assert await rows(checkpoints, "checkpoints", "t") == 0
    assert await rows(checkpoints, "writes", "t") == 0


async def test_a_turn_broken_off_leaves_the_state_as_it_was(converse: Open) -> None:
    talk = converse(calls(("note", {"text": "a"})), says("Done."), calls(("note", {"text": "b"})), says("On."))
    await turn(talk, "note a")
    before = await talk.state()
    stream = talk.stream("note b")
    async for event in stream:
        if isinstance(event, ToolFinished):
            break
    await stream.aclose()  # type: ignore[attr-defined]
    assert await talk.state() == before
    assert isinstance((await turn(talk, "go on"))[-1], TurnEnded)


async def test_files_are_copied_into_the_conversation(converse: Open, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("a,b\n", encoding="utf-8")
    talk = converse(says("Thanks."))
    await turn(talk, "here", tmp_path / "orders.csv")
    (kept,) = (await talk.state())["files"]
    assert kept["name"] == "orders.csv"
    assert Path(kept["path"]).read_text(encoding="utf-8") == "a,b\n"
    assert Path(kept["path"]).is_relative_to(tmp_path / "files" / "t")


@pytest.mark.parametrize(
    ("fixed", "texts", "expected"),
    [("auto", ["hello", "你好，请问"], ["en", "zh"]), ("zh", ["hello", "你好，请问"], ["zh", "zh"])],
)
async def test_language_follows_the_user_or_the_setting(
    converse: Open, fixed: str, texts: list[str], expected: list[str]
) -> None:
    talk = converse(says("One."), says("Two."), language=fixed)
    assert [(await turn(talk, text))[-1].record["language"] for text in texts] == expected


@pytest.mark.parametrize(
    ("reply", "tools", "asks"),
    [("Which one?", (), True), ("哪一个？", (), True), ("Fine.", (), False), ("Shall I go on?", ("note",), False)],
)
async def test_a_question_without_a_deed_asks(converse: Open, reply: str, tools: tuple[str, ...], asks: bool) -> None:
    script = [calls(*[(name, {"text": "a"}) for name in tools])] if tools else []
    assert (await turn(converse(*script, says(reply)), "hello"))[-1].record["asks"] is asks


async def test_a_thread_survives_a_restart(tmp_path: Path) -> None:
    for number in (1, 2):
        async with open_checkpoints(tmp_path / "deep" / "c.db") as opened:
            model = ScriptedChatModel(script=[calls(("note", {"text": str(number)})), says("Done.")])
            agent = build_agent(model, TOOLS, HOUSE, opened)
            talk = Conversation(agent, opened, "t", tmp_path, lambda reply, state: [])
            await turn(talk, "note")
            notes = (await talk.state())["brief"]["notes"]
    assert notes == ["1", "2"]
