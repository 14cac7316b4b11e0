from __future__ import annotations

import asyncio
import inspect
from types import SimpleNamespace
from typing import Any

import pytest

from assistant import paths
from assistant.events import CanvasChanged, ModelChanged, TurnEnded
from assistant.finance import load_models
from ui.quick import import_gradio
from ui.testing import ScriptedBackend

pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
async def page(backend: ScriptedBackend) -> Any:
    # Built inside the event loop, as when it is served; gradio would otherwise leave one of its own open.
    import_gradio()
    import gradio as gr

    from ui.desk import Desk
    from ui.handlers import Handlers
    from ui.i18n import words
    from ui.page import lay_out

    with gr.Blocks():
        parts = lay_out(words("en"), "secret", "planner")
    desk = Desk(backend)
    return SimpleNamespace(parts=parts, desk=desk, handlers=Handlers(desk, parts))


def request(user: str = "ann", session: str = "tab") -> Any:
    return SimpleNamespace(username=user, cookies={}, session_hash=session, headers={"accept-language": "en"})


def picked(value: str) -> Any:
    return SimpleNamespace(_data={"value": value})


async def merged(updates: Any) -> dict[Any, Any]:
    """The page after all updates; of component updates the last value of each property."""
    if inspect.isawaitable(updates):
        return dict(await updates)
    final: dict[Any, Any] = {}
    async for update in updates:
        for part, value in update.items():
            old = final.get(part)
            merge = isinstance(old, dict) and isinstance(value, dict) and "__type__" in value
            final[part] = {**old, **value} if merge else value
    return final


def view(thread: str | None = None, language: str = "en") -> dict[str, Any]:
    return {"thread": thread, "language": language}


async def say(page: Any, text: str, thread: str | None = None, who: Any = None, language: str = "en") -> Any:
    message = {"text": text, "files": []}
    return await merged(page.handlers.send(message, view(thread, language), who or request()))


async def test_a_draft_fills_chat_board_and_list(page: Any) -> None:
    final = await say(page, "I'm building a tool")
    p = page.parts
    messages = final[p.chat]["value"]
    assert [m["role"] for m in messages] == ["user", "assistant", "assistant"]
    assert messages[1]["metadata"]["title"] == "Drafted the canvas"
    assert "Dental clinics with 2–10 chairs" in final[p.board]
    assert final[p.undo]["interactive"] is True
    assert final[p.redo]["interactive"] is False
    assert final[p.box]["stop_btn"] is False
    assert final[p.box]["submit_btn"] is True
    assert final[p.view]["thread"] == final[p.memory]["thread"]
    assert "I&#x27;m building a tool" in final[p.threads]
    assert final[p.beacon]["changed"] == ["canvas"]


async def test_reload_brings_everything_back(page: Any) -> None:
    thread = (await say(page, "I'm building a tool"))[page.parts.view]["thread"]
    await say(page, "what if conversion is 15%", thread)
    final = await merged(page.handlers.open({"thread": thread, "language": "zh"}, request(session="new tab")))
    p = page.parts
    assert len(final[p.chat]["value"]) == 6
    assert "Dental clinics" in final[p.board]
    assert "转化率：10% → 15%" in final[p.results]
    assert final[p.chart]["visible"] is True
    assert "示例" in final[p.inputs]
    assert 'aria-current="true"' in final[p.threads]


async def test_nobody_opens_or_writes_into_anothers_conversation(page: Any) -> None:
    thread = (await say(page, "I'm building a tool"))[page.parts.view]["thread"]
    final = await merged(page.handlers.open({"thread": thread}, request("eve")))
    assert final[page.parts.view]["thread"] is None
    assert final[page.parts.chat]["value"] == []
    assert "Nothing here yet" in final[page.parts.threads]
    final = await merged(page.handlers.switch_thread(view(), picked(thread), request("eve")))
    assert final[page.parts.chat]["value"] == []
    final = await say(page, "add spam", thread, request("eve"))
    assert final[page.parts.view]["thread"] != thread
    state = await page.desk.backend.conversation(thread).state()
    assert len([m for m in state["messages"] if m.type == "human"]) == 1


async def test_undo_and_redo_go_through_the_conversation(page: Any) -> None:
    thread = (await say(page, "I'm building a tool"))[page.parts.view]["thread"]
    await say(page, "add dental fairs", thread)
    final = await merged(page.handlers.command("undo", view(thread), request()))
    assert "dental fairs" not in final[page.parts.board]
    assert final[page.parts.redo]["interactive"] is True
    assert final[page.parts.chat]["value"][-3]["content"] == "undo"
    final = await merged(page.handlers.command("redo", view(thread, "zh"), request()))
    assert "dental fairs" in final[page.parts.board]


async def test_switching_the_language_keeps_the_conversation(page: Any) -> None:
    thread = (await say(page, "I'm building a tool"))[page.parts.view]["thread"]
    final = await merged(page.handlers.switch_language(view(thread), picked("zh"), request()))
    assert final[page.parts.view] == {"thread": thread, "language": "zh"}
    assert "客户细分" in final[page.parts.board]
    assert final[page.parts.chat]["value"][1]["metadata"]["title"] == "起草了画布"
    final = await merged(page.handlers.switch_language(view(thread, "zh"), picked("xx"), request()))
    assert final[page.parts.view]["language"] == "zh"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("number", range(4))
async def test_examples_are_sent_in_the_page_language(page: Any, language: str, number: int) -> None:
    from ui.i18n import words

    final = await merged(page.handlers.send_example(view(None, language), picked(str(number)), request()))
    thread = final[page.parts.view]["thread"]
    state = await page.desk.backend.conversation(thread).state()
    assert state["messages"][0].text == words(language).lists["examples"][number]


async def test_stop_ends_the_turn_and_says_so(page: Any) -> None:
    task = asyncio.create_task(say(page, "answer slowly"))
    while not page.desk.threads("user:ann") or not page.desk.turns.of(page.desk.threads("user:ann")[0].id):
        await asyncio.sleep(0.01)
    thread = page.desk.threads("user:ann")[0].id
    await asyncio.sleep(0.05)
    await page.handlers.stop(view(thread), request("eve"))
    assert page.desk.turns.of(thread) is not None
    await page.handlers.stop(view(thread), request())
    final = await asyncio.wait_for(task, 5)
    assert final[page.parts.chat]["value"][-1]["content"].startswith("Stopped")
    assert final[page.parts.chat]["value"][-2]["metadata"]["status"] == "done"
    assert final[page.parts.box]["submit_btn"] is True
    assert page.desk.turns.of(thread) is None


async def test_a_turn_runs_on_when_the_user_looks_elsewhere(page: Any) -> None:
    task = asyncio.create_task(say(page, "answer slowly"))
    await asyncio.sleep(0.2)
    thread = page.desk.threads("user:ann")[0].id
    await merged(page.handlers.new_thread(view(thread), request()))
    turn = page.desk.turns.of(thread)
    assert turn is not None
    shown = await merged(page.handlers.switch_thread(view(), picked(thread), request()))
    assert shown[page.parts.box]["stop_btn"] is True
    back = asyncio.create_task(merged(page.handlers.follow(view(thread), request())))
    await asyncio.sleep(0.2)
    await page.handlers.stop(view(thread), request())
    final = await asyncio.wait_for(back, 5)
    assert final[page.parts.chat]["value"][0]["content"] == "answer slowly"
    await asyncio.wait_for(task, 5)


async def test_a_failed_turn_is_readable(page: Any) -> None:
    final = await say(page, "please fail")
    assert final[page.parts.chat]["value"][-1]["content"].startswith("**That did not work**")
    assert final[page.parts.box]["submit_btn"] is True


async def test_a_bug_is_told_without_its_details(page: Any, caplog: pytest.LogCaptureFixture) -> None:
    final = await say(page, "please crash")
    assert final[page.parts.chat]["value"][-1]["content"].startswith("Something broke on our side")
    assert "a bug" not in str(final[page.parts.chat])
    assert "a bug" in caplog.text


async def test_exports_are_offered_for_download(page: Any) -> None:
    thread = (await say(page, "I'm building a tool"))[page.parts.view]["thread"]
    final = await merged(page.handlers.choose(view(thread), picked("file:json"), request()))
    assert final[page.parts.beacon]["download"] == [f"/files/{thread}/canvas.json"]
    assert str(page.desk.backend.folder) not in str(final[page.parts.chat])


async def test_nothing_is_sent_for_an_empty_message(page: Any) -> None:
    final = await say(page, "   ")
    assert list(final) == [page.parts.beacon]
    assert page.desk.threads("user:ann") == []


async def test_no_change_is_lost_where_two_come_at_once(page: Any) -> None:
    from ui.drawing import Drawing, Follower
    from ui.i18n import words

    drawing = Drawing(page.parts, load_models(paths.KNOWLEDGE / "models"))
    follower = Follower(drawing, await page.desk.standing(None, words("en")), words("en"))
    model = ModelChanged({"template": "subscription", "inputs": {"price": 49}})
    saved = TurnEnded({"files": ["exports/canvas.json"]})
    signal = follower.draw([CanvasChanged({}, False, False), model, saved])[page.parts.beacon]
    assert signal["changed"] == ["canvas", "numbers"]
    assert signal["download"] == ["/files//canvas.json"]


async def test_a_later_change_repeats_the_earlier_ones_of_its_turn(page: Any) -> None:
    from ui.drawing import Drawing, Follower
    from ui.i18n import words

    drawing = Drawing(page.parts, load_models(paths.KNOWLEDGE / "models"))
    follower = Follower(drawing, await page.desk.standing(None, words("en")), words("en"))
    first = follower.draw([CanvasChanged({}, False, False)])[page.parts.beacon]
    second = follower.draw([ModelChanged({"template": "subscription"})])[page.parts.beacon]
    assert (first["changed"], second["changed"]) == (["canvas"], ["canvas", "numbers"])
    assert first["turn"] == second["turn"]
    assert first["number"] < second["number"]
