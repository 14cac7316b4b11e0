"""The whole path: message in, events out, with real tools, a real checkpointer and scripted or built-in models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from integration.openai_server import Answer, openai_server

from assistant.config import Settings
from assistant.events import (
    CanvasChanged,
    Event,
    ModelChanged,
    TextDelta,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from assistant.wiring import open_services

SUBSCRIPTION = {"template": "subscription", "inputs": {"trials": 2000.0}}


def settings(data_dir: Path, **more: Any) -> Settings:
    return Settings(data_dir=data_dir, **more)


async def turn(conversation: Any, text: str) -> list[Event]:
    return [event async for event in conversation.stream(text)]


def record(events: list[Event]) -> dict[str, Any]:
    assert isinstance(events[-1], TurnEnded), events[-1]
    return events[-1].record


def profit(month: int, *, trials: float, conversion: float, churn: float = 0.05, price: float = 39) -> float:
    """Independent of the engine: the recurrence of the design, in a loop."""
    customers = 0.0
    for _ in range(month):
        customers = customers * (1 - churn) + trials * conversion
    return customers * (price - 9) - 20_000 - 15_000


async def test_what_if_emits_events_in_order_and_leaves_the_base_case(data_dir: Path) -> None:
    async with open_services(settings(data_dir)) as services:
        conversation = services.conversation("t")
        await turn(conversation, "we have 2000 trials a month")
        events = await turn(conversation, "what if conversion is 15%?")
    kinds = [type(e) for e in events if not isinstance(e, TextDelta)]
    assert kinds[0] is ToolStarted
    assert kinds[-1] is TurnEnded
    assert ModelChanged in kinds
    result = record(events)
    assert [t["name"] for t in result["tools"]] == ["what_if"]
    after = [f for f in result["figures"] if f["id"] == "profit.month_12" and f["scenario"] != "base"][-1]
    assert after["value"] == pytest.approx(profit(12, trials=2000, conversion=0.15), rel=1e-9)
    assert result["model"]["inputs"]["conversion"] == 0.10
    assert result["ungrounded"] == []
    assert "".join(e.text for e in events if isinstance(e, TextDelta)) == result["reply"]


async def test_follow_up_replaces_stacks_keeps_and_resets(data_dir: Path) -> None:
    async with open_services(settings(data_dir)) as services:
        conversation = services.conversation("t")
        await turn(conversation, "we have 2000 trials a month")
        await turn(conversation, "what if conversion is 15%?")
        replaced = record(await turn(conversation, "and at 20%?"))
        stacked = record(await turn(conversation, "also drop churn to 3%"))
        kept = record(await turn(conversation, "keep it"))
    assert replaced["tools"][0]["args"]["changes"] == [{"variable": "conversion", "relation": "set", "value": 0.2}]
    assert {c["variable"]: c["value"] for c in stacked["tools"][0]["args"]["changes"]} == {
        "conversion": 0.2,
        "churn": 0.03,
    }
    assert kept["model"]["inputs"]["conversion"] == 0.2
    assert kept["model"]["inputs"]["churn"] == 0.03


async def test_a_thread_survives_a_restart_and_stays_small(data_dir: Path) -> None:
    async with open_services(settings(data_dir)) as services:
        await turn(services.conversation("t"), "我们的月单价是59元")
    async with open_services(settings(data_dir)) as services:
        conversation = services.conversation("t")
        result = record(await turn(conversation, "如果流失率是3%呢"))
        checkpoints = [c async for c in conversation._checkpoints.alist({"configurable": {"thread_id": "t"}})]
    assert result["model"]["inputs"]["price"] == 59
    assert result["language"] == "zh"
    assert len(checkpoints) == 1


async def test_draft_edit_undo(data_dir: Path) -> None:
    async with open_services(settings(data_dir)) as services:
        conversation = services.conversation("t")
        drafted = await turn(
            conversation,
            "We sell an AI tool that drafts radiology reports to small imaging clinics. Radiologists lose three hours "
            "a day typing. $199 per month per clinic.",
        )
        canvas = record(drafted)["canvas"]
        added = record(await turn(conversation, "add equipment resellers to channels"))["canvas"]
        undone = record(await turn(conversation, "undo"))["canvas"]
    assert len(canvas) == 9
    assert all(canvas.values())
    assert any(isinstance(e, CanvasChanged) for e in drafted)
    assert any("equipment resellers" in item["text"].lower() for item in added["channels"])
    assert undone == canvas


async def test_an_impossible_value_is_refused_with_the_reason(data_dir: Path) -> None:
    async with open_services(settings(data_dir)) as services:
        result = record(await turn(services.conversation("t"), "what if conversion is 150%?"))
    assert [t["ok"] for t in result["tools"]] == [False]
    assert "150%" in result["reply"]


async def test_a_bug_in_a_tool_fails_the_turn_and_leaves_the_state(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_services(settings(data_dir)) as services:
        conversation = services.conversation("t")
        await turn(conversation, "our price is $49")
        before = await conversation.state()
        monkeypatch.setattr("assistant.tools.finance.compare", lambda *a: 1 / 0)
        events = await turn(conversation, "what if conversion is 15%?")
        after = await conversation.state()
    assert isinstance(events[-1], TurnFailed)
    assert after["finance"] == before["finance"]
    assert len(after["messages"]) == len(before["messages"])


async def test_openai_model_calls_tools_over_http(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = {"changes": [{"variable": "conversion", "relation": "set", "value": 0.15}]}
    script = [Answer(calls=[("what_if", change)]), Answer(text="Profit in month 12 becomes {{f:profit.month_12}}.")]
    with openai_server(script) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        async with open_services(settings(data_dir, model="openai:test")) as services:
            result = record(await turn(services.conversation("t"), "what if conversion is 15%?"))
    assert server.requests[0]["stream"] is True
    assert {t["function"]["name"] for t in server.requests[0]["tools"]} >= {
        "what_if",
        "draft_canvas",
        "search_guidance",
    }
    assert [t["name"] for t in result["tools"]] == ["what_if"]
    value = profit(12, trials=1000, conversion=0.15)
    assert f"{abs(value):,.2f}" in result["reply"]
    assert result["ungrounded"] == []


@pytest.mark.parametrize(
    "second", [Answer(text="Profit will be $99,999 in month 12.", cut=True), Answer(text=""), Answer(status=500)]
)
async def test_a_faulty_model_never_has_the_last_word(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, second: Answer
) -> None:
    change = {"changes": [{"variable": "conversion", "relation": "set", "value": 0.15}]}
    with openai_server([Answer(calls=[("what_if", change)]), second]) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        async with open_services(settings(data_dir, model="openai:test")) as services:
            result = record(await turn(services.conversation("t"), "what if conversion is 15%?"))
    assert "99,999" not in result["reply"]
    assert "15%" in result["reply"]
    assert result["ungrounded"] == []


async def test_ungrounded_numbers_are_regenerated_once_then_replaced(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = [Answer(text="The market is worth $48 billion."), Answer(text="The market is worth $47 billion.")]
    with openai_server(script) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        async with open_services(settings(data_dir, model="openai:test")) as services:
            result = record(await turn(services.conversation("t"), "how big is the market?"))
    assert len(server.requests) == 2
    assert "$48 billion" in server.requests[1]["messages"][-1]["content"]
    assert "billion" not in result["reply"]
